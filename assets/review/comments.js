// Comments on a take, each at a moment where there are moments.

class Comments {
  /** `now()` gives the moment in seconds; `jump` plays from one, or is null where there is no sound. */
  constructor(take, label, draft, now, jump) {
    Object.assign(this, { take, label, draft, now, jump });
    this.timed = Boolean(take.audio);
    this.list = el("ul", { class: "comments" });
    this.when = el("span", {});
    this.field = growing({ id: "comment-" + take.attempt_id, placeholder: "What struck you here?" }, this.waiting.text, (text) => this.type(text));
    this.add = el("button", { type: "button", onclick: () => this.put() }, "Add comment");
    this.root = el("div", { class: "commenting" }, this.list,
      el("label", { for: this.field.id }, "A comment", this.when), el("div", { class: "row" }, this.field, this.add));
    this.showList();
    this.tick();
  }

  get waiting() {
    return this.draft.pending[this.take.attempt_id] || { at_s: null, text: "" };
  }

  get all() {
    return this.draft.take(this.take.attempt_id).comments;
  }

  /** The moment is that of the first letter: the sound may go on while the rest is typed. */
  type(text) {
    if (text) this.draft.pending[this.take.attempt_id] = { at_s: this.waiting.at_s ?? this.moment(), text };
    else delete this.draft.pending[this.take.attempt_id];
    this.tick();
    this.draft.changed();
  }

  moment() {
    return this.timed ? Math.round(this.now() * 10) / 10 : 0;
  }

  tick() {
    const text = this.timed ? " at " + clock(this.waiting.at_s ?? this.now()) : "";
    if (this.when.textContent !== text) this.when.textContent = text;
  }

  put() {
    if (!this.waiting.text.trim()) {
      this.field.focus();
      return;
    }
    this.draft.addPending(this.take.attempt_id);
    this.field.value = "";
    this.draft.changed();
    this.showList();
    this.tick();
    say("Comment added.");
    this.field.focus();
  }

  showList() {
    this.list.replaceChildren(...this.all.map((comment, number) => this.item(comment, number + 1)));
    this.list.hidden = !this.all.length;
  }

  item(comment, number) {
    const name = "Comment " + number + " on " + this.label;
    const change = (text) => { comment.text = text; this.draft.changed(); };
    const when = clock(comment.at_s);
    const go = this.timed
      ? el("button", { type: "button", class: "quiet go", onclick: () => this.jump(comment.at_s) }, icon("play"), unseen("Play from "), when) : null;
    const remove = el("button", { type: "button", class: "quiet", onclick: () => this.remove(comment) }, "Delete", unseen(" " + name));
    return el("li", {}, go, growing({ "aria-label": name + (this.timed ? " at " + when : ""), rows: 1 }, comment.text, change), remove);
  }

  remove(comment) {
    const at = this.all.indexOf(comment);
    const back = () => {
      this.all.splice(at, 0, comment);
      this.draft.changed();
      this.showList();
      this.field.focus();
    };
    this.all.splice(at, 1);
    this.draft.changed();
    this.showList();
    const undo = el("button", { type: "button", class: "quiet", onclick: back }, "Put it back");
    this.list.append(el("li", { class: "gone" }, "Comment deleted. ", undo));
    this.list.hidden = false;
    undo.focus();
  }
}
