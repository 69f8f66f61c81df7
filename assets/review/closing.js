// The end of the page: note, proposal for the next week, countersign, what is still open, and the file.

const MOST = { days: 7 };

class Closing {
  constructor(page) {
    this.page = page;
    const { draft, data } = page;
    this.field("note", draft.review.note, (value) => { draft.review.note = value; });
    this.goals();
    const sign = document.getElementById("countersign");
    if (sign) {
      sign.checked = draft.review.countersigned;
      sign.addEventListener("change", () => { draft.review.countersigned = sign.checked; draft.changed(); });
    }
    const name = document.getElementById("partner");
    name.value = draft.review.partner;
    name.addEventListener("input", () => { draft.review.partner = name.value.trim(); draft.changed(); });
    document.getElementById("save").addEventListener("click", () => this.save());
    draft.onChange(() => this.showOpen());
    this.showOpen();
    this.name = "review-" + plain(data.rep) + "-";
  }

  field(id, value, change) {
    const slot = document.getElementById(id);
    slot.replaceWith(growing({ id, rows: 3 }, value, (text) => { change(text); this.page.draft.changed(); }));
  }

  goals() {
    const { draft, data } = this.page;
    const proposed = draft.review.proposed || {};
    const before = Object.fromEntries(proposed.elements || []);
    const number = (id, label, value) => {
      const input = el("input", { type: "number", id, min: 0, max: MOST[id.slice(5)] || 99, inputmode: "numeric", oninput: () => this.propose() });
      if (value) input.value = value;
      return [el("label", { for: id }, label), input];
    };
    this.counts = data.goal_labels.map(([key, label]) => [key, ...number("goal-" + key, label, proposed[key])]);
    this.elements = data.series.map(({ key, label }, at) => [key, ...number("goal-element-" + at, label, before[key])]);
    document.getElementById("goals").replaceChildren(...this.counts.map(([, label, input]) => el("div", { class: "goal" }, label, input)));
    const elements = document.getElementById("element-goals");
    elements.replaceChildren(...this.elements.map(([, label, input]) => el("div", { class: "goal" }, label, input)));
    elements.parentElement.hidden = !this.elements.length;
  }

  propose() {
    const count = (input) => Math.min(Number(input.max), Math.max(0, Math.floor(Number(input.value)) || 0));
    const elements = this.elements.map(([key, , input]) => [key, count(input)]).filter(([, times]) => times);
    const counts = Object.fromEntries(this.counts.map(([key, , input]) => [key, count(input)]));
    const any = elements.length || Object.values(counts).some(Boolean);
    this.page.draft.review.proposed = any ? { ...counts, elements } : null;
    this.page.draft.changed();
  }

  /** What is not done yet, each with the way there. */
  stillOpen() {
    const open = [];
    if (!this.page.draft.review.partner) open.push(["partner", "Your name"]);
    for (const take of this.page.takes) {
      const missing = [take.open ? several(take.open, "question", "questions") : "", take.mine.verdict || take.part ? "" : "your verdict"];
      const text = missing.filter(Boolean).join(" and ");
      if (text) open.push([take.id, take.label + ": " + text]);
    }
    return open;
  }

  showOpen() {
    const open = this.stillOpen();
    const links = open.map(([id, text]) => el("li", {}, el("a", { href: "#" + id, onclick: (event) => this.go(event, id) }, text)));
    const text = open.length ? "Still open. You can save now and go on later:" : "Nothing is left open.";
    document.getElementById("open").replaceChildren(el("p", {}, text), ...(open.length ? [el("ul", {}, links)] : []));
  }

  go(event, id) {
    event.preventDefault();
    const target = document.getElementById(id);
    target.scrollIntoView({ block: "start" });
    target.focus({ preventScroll: true });
  }

  save() {
    const { draft, data } = this.page;
    const text = draft.file();
    this.page.takes.forEach(({ comments }) => { comments.field.value = ""; comments.showList(); comments.tick(); });
    const today = new Date();
    const day = [today.getFullYear(), today.getMonth() + 1, today.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
    const name = this.name + day + ".refreview";
    const url = URL.createObjectURL(new Blob([text], { type: "application/json" }));
    const link = el("a", { href: url, download: name, hidden: true });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(url), 60000);
    document.getElementById("saved").replaceChildren(
      line("check", "good", "Saved as " + name + ". You find it where your browser puts downloads. Send this file to " + data.rep + "."),
      el("details", {}, el("summary", {}, "No file to be found?"), el("p", {}, "Copy this text into a message to " + data.rep + " instead:"),
        el("textarea", { readonly: true, rows: 4, "aria-label": "Your review as text", onfocus: (event) => event.target.select() }, text)));
  }
}

/** A name for a file: letters and figures of any script, the rest as hyphens. */
function plain(name) {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-+|-+$/g, "").slice(0, 40) || "practice";
}
