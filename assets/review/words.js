// The words of a take: to be read, clicked, followed while they are spoken, and with the quotes of findings once these may be seen.

/** The text cut wherever a word or a quote begins or ends: [{text, word, checks}]; places count characters as the app does. */
function pieces(take, checks) {
  const characters = Array.from(take.text);
  const cuts = new Set([0, characters.length]);
  take.words.forEach(({ start, end }) => cuts.add(start).add(end));
  checks.forEach(({ quotes }) => quotes.forEach(([start, end]) => cuts.add(start).add(end)));
  const places = [...cuts].sort((one, other) => one - other);
  let word = 0;
  return places.slice(0, -1).map((start, number) => {
    while (word < take.words.length && take.words[word].end <= start) word += 1;
    const inWord = word < take.words.length && take.words[word].start <= start;
    return {
      text: characters.slice(start, places[number + 1]).join(""),
      word: inWord ? word : -1,
      ends: inWord && take.words[word].end === places[number + 1],
      checks: checks.filter(({ quotes }) => quotes.some(([from, to]) => from <= start && start < to)),
    };
  });
}

class Words {
  /** `jump(seconds)` is called when a word is chosen; without it the words are only text. */
  constructor(take, label, jump) {
    this.take = take;
    this.jump = jump;
    this.spoken = -1;
    this.cursor = -1;
    this.root = el("p", { class: "words", dir: "auto" });
    if (jump && take.words.length) {
      fill(this.root, {
        tabindex: 0, role: "group", onkeydown: (event) => this.key(event), onblur: () => this.point(-1),
        onclick: (event) => { const at = event.target.dataset.word; if (at !== undefined) this.choose(Number(at)); },
        "aria-label": label + ", word by word: arrow keys move, Enter plays from there",
      }, []);
      this.root.classList.add("live");
    }
    this.show([]);
  }

  /** Draw the text, with the quotes of these checks marked. */
  show(checks) {
    this.spans = this.take.words.map(() => []);
    const nodes = [];
    let [mark, before] = [null, ""];
    for (const piece of pieces(this.take, checks)) {
      const cover = piece.checks.map(({ key }) => key).join(" ");
      if (cover !== before) {
        mark = cover ? this.mark(piece.checks, before) : null;
        if (mark) nodes.push(mark);
        before = cover;
      }
      const made = this.piece(piece);
      if (mark) mark.append(...made);
      else nodes.push(...made);
    }
    this.root.replaceChildren(...nodes);
  }

  mark(checks, before) {
    const begin = checks.filter(({ key }) => !before.split(" ").includes(key));
    const signs = begin.map(({ key, label }) => [icon(hueOf(key)[1]), unseen("[" + label + "] "), "\u2060"]); // the joiner keeps sign and word on one line
    return el("mark", { class: "hue " + hueOf((begin[0] || checks[0]).key)[0] }, signs);
  }

  piece({ text, word, ends }) {
    if (word < 0) return [document.createTextNode(text)];
    const { heard } = this.take.words[word];
    const span = el("span", { "data-word": word, class: heard ? "word corrected" : "word" }, text);
    this.spans[word].push(span);
    const was = ends ? this.heardUpTo(word) : "";
    return was ? [span, el("small", { class: "was" }, " (first heard: " + was + ")")] : [span];
  }

  /** What had been heard where a correction ends with this word, else nothing; its second and later words have "…" there. */
  heardUpTo(last) {
    const { words } = this.take;
    let first = last;
    while (first > 0 && words[first].heard === "…") first -= 1;
    return last + 1 < words.length && words[last + 1].heard === "…" ? "" : words[first].heard;
  }

  /** Mark the word that is spoken at a moment. */
  follow(seconds) {
    const at = this.wordAt(seconds);
    if (at === this.spoken) return;
    this.toggle(this.spoken, "spoken", false);
    this.toggle(at, "spoken", true);
    this.spoken = at;
  }

  /** The last word that has begun; none before the first and in a pause of over a second. */
  wordAt(seconds) {
    let at = -1;
    this.take.words.forEach(({ start_s }, number) => { if (start_s <= seconds + 0.02) at = number; });
    return at >= 0 && seconds > this.take.words[at].end_s + 1 ? -1 : at;
  }

  textAt(seconds) {
    const at = this.wordAt(seconds);
    return at < 0 ? "" : Array.from(this.take.text).slice(this.take.words[at].start, this.take.words[at].end).join("");
  }

  toggle(word, name, on) {
    (this.spans[word] || []).forEach((span) => span.classList.toggle(name, on));
  }

  point(word) {
    this.toggle(this.cursor, "cursor", false);
    this.toggle(word, "cursor", true);
    this.cursor = word;
  }

  choose(word) {
    this.jump(this.take.words[word].start_s);
  }

  key(event) {
    const last = this.take.words.length - 1;
    const from = this.cursor >= 0 ? this.cursor : Math.max(this.spoken, 0) - (event.key === "ArrowRight" ? 1 : 0);
    const to = { ArrowRight: from + 1, ArrowLeft: from - 1, ArrowDown: from + 8, ArrowUp: from - 8, Home: 0, End: last }[event.key];
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (to !== undefined) this.point(Math.min(last, Math.max(0, to)));
    else if (event.key === "Enter" && this.cursor >= 0) this.choose(this.cursor);
    else return;
    event.preventDefault();
  }
}
