// One take: listen, answer, say back, comment, give a verdict; and only then look at what the app found.

const ANSWERS = [["yes", "Yes"], ["no", "No"], ["unsure", "Not sure"]];
const VERDICTS = [["counts", "It counts"], ["another", "Please do another take"], ["great", "Great"]];
const FOUND = { present: ["check", "heard"], missing: ["minus", "not heard"], unclear: ["question", "could not tell"] };

/** Radio buttons: a fieldset whose legend is the question. */
function choices(question, name, options, value, changed, sign = null) {
  const one = ([key, label]) => el("label", { class: "choice" },
    el("input", { type: "radio", name, value: key, checked: key === value, onchange: () => changed(key) }), el("span", {}, label));
  return el("fieldset", {}, el("legend", { dir: "auto" }, sign, question), el("div", { class: "choices" }, options.map(one)));
}

class Take {
  /** `level` is that of its heading; `parts` are the takes in which a part of it was said again. */
  constructor(take, number, level, parts, page) {
    Object.assign(this, { take, level, page, part: level > 3 });
    this.id = "take-" + number;
    this.label = (this.part ? "Part " : "Take ") + number;
    this.mine = page.draft.take(take.attempt_id);
    this.asked = take.checks.filter((check) => check.required);
    this.words = new Words(take, this.label, take.audio ? (seconds) => this.player.jump(seconds) : null);
    this.player = take.audio ? new Player(take, this.label, this.words) : null;
    this.comments = new Comments(take, this.label, page.draft, () => (this.player ? this.player.at : 0),
      this.player ? (seconds) => this.player.jump(seconds) : null);
    this.side = el("div", { class: "asking" });
    this.root = this.build(parts);
    this.showSide();
    if (this.player) this.player.sound.addEventListener("timeupdate", () => this.comments.tick());
  }

  get revealed() {
    return this.page.draft.revealed.includes(this.take.attempt_id);
  }

  get open() {
    return this.revealed ? 0 : this.asked.filter(({ key }) => !this.mine.answers[key]).length;
  }

  build(parts) {
    const { take } = this;
    const length = take.typed ? "typed" : clock(take.duration_s);
    return el("article", { class: this.part ? "take part" : "take card", id: this.id, "aria-labelledby": this.id + "-title", tabindex: -1 },
      this.heading(0, { id: this.id + "-title" }, el("bdi", {}, this.label + ": " + take.title)),
      el("p", { class: "soft" }, dayWords(take.at) + ", " + length + (take.part_of ? ", a part said again" : "")),
      take.client && !this.part ? el("p", { class: "client", dir: "auto" }, el("span", { class: "soft" }, "The client said: "), "“" + take.client + "”") : null,
      el("div", { class: "hearing", onkeydown: (event) => this.space(event) }, this.player ? this.player.root : this.silent(), this.words.root),
      this.side, this.saidBack(), this.heading(1, {}, "Comments"), this.comments.root,
      parts.map((part) => part.root), this.part ? null : this.verdict());
  }

  heading(deeper, attributes, ...children) {
    return el("h" + (this.level + deeper), attributes, ...children);
  }

  silent() {
    const { rep } = this.page.data;
    return el("p", { class: "note" }, icon("info"), this.take.typed
      ? rep + " typed this answer; nothing was recorded."
      : "No sound was shared for this take. These are the words as they were understood.");
  }

  /** The space bar plays and pauses wherever it has nothing else to do. */
  space(event) {
    if (event.key !== " " || !this.player || /^(BUTTON|SELECT|TEXTAREA)$/.test(event.target.tagName)) return;
    event.preventDefault();
    this.player.toggle();
  }

  showSide() {
    this.side.replaceChildren(...(this.revealed ? this.findings() : this.questions()));
    this.words.show(this.revealed ? this.take.checks : []);
  }

  questions() {
    const ask = ({ key, question, label }) => {
      const [hue, sign] = hueOf(key);
      const mark = el("span", { class: "hue ink " + hue }, icon(sign));
      return choices(question || label, this.id + "-" + key, ANSWERS, this.mine.answers[key], (answer) => {
        this.mine.answers[key] = answer;
        this.page.draft.changed();
        this.offer();
      }, mark);
    };
    this.offering = el("div", { class: "offer" });
    this.offer();
    return [this.asked.length ? this.heading(1, {}, "What did you hear?") : null, ...this.asked.map(ask), this.offering].filter(Boolean);
  }

  offer() {
    const ready = this.open === 0;
    if (this.offering.dataset.ready === String(ready)) return;
    this.offering.dataset.ready = String(ready);
    if (!this.take.checks.length) return;
    this.offering.replaceChildren(ready
      ? el("button", { type: "button", onclick: () => this.reveal() }, "Show what the app found")
      : "", el("p", { class: "soft" }, ready && this.asked.length
      ? "From then on your answers stay as they are: they were given without knowing."
      : ready ? "" : "Once you have answered, you can look at what the app found."));
  }

  reveal() {
    this.page.draft.revealed.push(this.take.attempt_id);
    this.page.draft.changed();
    this.showSide();
    this.side.querySelector("[tabindex]").focus();
  }

  findings() {
    const also = this.take.checks.filter((check) => !check.required && check.verdict === "present");
    const told = this.asked.filter(({ key, verdict }) => verdict !== "unclear" && this.mine.answers[key] !== "unsure");
    const same = told.filter(({ key, verdict }) => (verdict === "present") === (this.mine.answers[key] === "yes"));
    return [
      this.heading(1, { tabindex: -1 }, "What the app found"),
      told.length ? el("p", {}, "You and the app agree on " + same.length + " of " + told.length + ". Where you differ, your word counts.") : null,
      el("ul", { class: "findings" }, this.asked.map((check) => this.finding(check)), also.map((check) => this.finding(check))),
    ].filter(Boolean);
  }

  finding(check) {
    const [hue, sign] = hueOf(check.key);
    const [symbol, words] = FOUND[check.verdict];
    const characters = Array.from(this.take.text);
    const quotes = check.quotes.map(([start, end]) => el("q", { dir: "auto" }, characters.slice(start, end).join("")));
    const answer = ANSWERS.find(([key]) => key === this.mine.answers[check.key]);
    return el("li", { class: "finding" },
      el("span", { class: "hue ink name " + hue }, icon(sign), check.label),
      el("span", { class: "verdict" }, icon(symbol), check.required ? words : "also heard"),
      answer && check.required ? el("span", { class: "soft" }, "you: " + answer[1].toLowerCase()) : null,
      quotes.length ? el("span", { class: "quotes" }, quotes) : null,
      check.contested ? el("span", { class: "contested" }, this.contest(check)) : null);
  }

  contest({ first_verdict: first }) {
    const before = first ? " The app had found before: " + FOUND[first][1] + "." : "";
    return this.page.data.rep + " did not agree with a finding here, and the app looked again." + before;
  }

  /** Only where it was asked for whom the rep wants to meet. */
  saidBack() {
    if (!this.asked.some(({ key }) => key === "ideal_client")) return null;
    const id = this.id + "-said-back";
    const change = (text) => { this.mine.said_back = text; this.page.draft.changed(); };
    return el("div", { class: "field" }, el("label", { for: id }, "In your words: whom should you think of?"),
      growing({ id }, this.mine.said_back, change));
  }

  verdict() {
    const change = (key) => { this.mine.verdict = key; clear.hidden = false; this.page.draft.changed(); };
    const group = choices("Your verdict on " + this.label.toLowerCase(), this.id + "-verdict", VERDICTS, this.mine.verdict, change);
    const clear = el("button", { type: "button", class: "quiet", hidden: !this.mine.verdict, onclick: () => {
      group.querySelectorAll("input").forEach((input) => { input.checked = false; });
      this.mine.verdict = null;
      clear.hidden = true;
      this.page.draft.changed();
      group.querySelector("input").focus();
    } }, "No verdict yet");
    group.lastChild.append(clear);
    group.classList.add("verdicts");
    return group;
  }
}
