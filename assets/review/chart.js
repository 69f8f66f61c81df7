// Progress by weeks: for each check how often it was heard in the attempts that could tell, as bars and as a table.

/** Weeks of takes that wait for the partner's own answers are left open: a bar could give the answer away. */
function chartOf(series, held) {
  const known = series.points.filter(([week, , told]) => told > 0 && !held.has(week));
  const [hue, sign] = hueOf(series.key);
  const last = known[known.length - 1];
  const text = last ? "Week of " + shortDay(last[0]) + ": heard in " + last[1] + " of " + last[2] : "Nothing to show yet";
  return el("figure", { class: "chart hue " + hue },
    el("figcaption", {}, el("span", { class: "ink name" }, icon(sign), series.label), el("span", { class: "soft" }, text)),
    bars(series, held), series.points.length ? table(series, held) : null);
}

function bars(series, held) {
  const { points } = series;
  const [width, height] = [288, 56];
  const step = width / Math.max(12, points.length);
  const gap = step / 3;
  const most = Math.max(1, ...points.map(([week, , told]) => (held.has(week) ? 0 : told)));
  const shapes = points.flatMap(([week, heard, told], number) => {
    const x = number * step + gap / 2;
    const bar = (count, name) => svg("rect", { x, width: step - gap, rx: gap / 4, class: name, y: height + 1 - (count / most) * height, height: (count / most) * height });
    if (held.has(week)) return [svg("rect", { x, width: step - gap, rx: gap / 4, y: 0.5, height: height - 1, class: "held" })];
    return told ? [bar(told, "told"), heard ? bar(heard, "heard") : null] : [];
  });
  return svg("svg", { class: "bars", viewBox: "0 0 " + width + " " + (height + 2), role: "img", "aria-label": series.label + " by weeks; the figures are in the table" },
    shapes, svg("line", { x1: 0, x2: width, y1: height + 1, y2: height + 1, class: "ground" }));
}

function table(series, held) {
  const cells = ([week, heard, told]) => (held.has(week) ? el("td", { colspan: 2 }, "after your answers") : [el("td", {}, heard), el("td", {}, told)]);
  const rows = series.points.map((point) => el("tr", {}, el("th", { scope: "row" }, dayWords(point[0])), cells(point)));
  return el("details", {}, el("summary", {}, "Figures", unseen(" of " + series.label)), el("table", {},
    el("caption", { class: "unseen" }, series.label + " by weeks"),
    el("thead", {}, el("tr", {}, ["Week of", "heard", "could be told"].map((text) => el("th", { scope: "col" }, text)))), el("tbody", {}, rows)));
}

/** What was kept of a goal, as the cells after the one that names what was promised. */
function keptCells([, promised, kept]) {
  const reached = kept >= promised;
  return [el("td", {}, kept), el("td", {}, el("span", { class: reached ? "reached" : "soft" }, icon(reached ? "check" : "minus"), unseen(reached ? "reached" : "not reached")))];
}

/** The charts, and those goals of the pledge that tell what was found. */
class Charts {
  constructor(root, page) {
    Object.assign(this, { root, page });
    this.goals = [...document.querySelectorAll("[data-goal]")];
    this.drawn = null;
    this.draw();
    page.draft.onChange(() => this.draw());
  }

  draw() {
    const { data, draft } = this.page;
    const waits = (take) => take.checks.some(({ required }) => required) && !draft.revealed.includes(take.attempt_id);
    const held = new Set(data.takes.filter(waits).map(({ at }) => mondayOf(at)));
    const now = [...held].join(" ");
    if (now === this.drawn) return;
    this.drawn = now;
    if (this.root) {
      this.root.replaceChildren(...data.series.map((series) => chartOf(series, held)));
      document.getElementById("held").hidden = !held.size;
    }
    if (!data.pledge || held.has(data.pledge.week)) return;
    this.goals.forEach((row) => row.replaceChildren(...[...row.children].slice(0, 2), ...keptCells(data.pledge.goals[row.dataset.goal])));
  }
}
