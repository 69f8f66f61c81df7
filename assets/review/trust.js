// "Since you last looked": does this page's log go on from where the partner left it?

const SEEN_MOST = 50;

class Trust {
  constructor(root, page) {
    Object.assign(this, { root, page });
    this.key = "refcoach-seen:" + page.data.rep;
    this.result = el("div", { role: "status" });
    this.file = el("input", { type: "file", accept: ".refreview,application/json", hidden: true, "aria-label": "Earlier review file", onchange: () => this.open() });
    const button = el("button", { type: "button", onclick: () => this.file.click() }, "Check against my earlier review file");
    root.replaceChildren(this.result, el("div", { class: "row controls" }, button, this.file));
  }

  /** Compare with every earlier page of this rep that was opened in this browser, then remember this one. */
  async begin() {
    const { data, draft } = this.page;
    this.hashes = await hashesOf(data.history.links, data.head);
    const kept = read(draft.store, this.key);
    const seen = Array.isArray(kept) ? kept.filter((item) => item && !Number.isNaN(Date.parse(item.written_at) + Date.parse(item.looked_at))) : [];
    const when = (item) => Date.parse(item.written_at);
    const before = seen.filter((item) => (item.share_id !== data.share_id || item.hash !== data.head.hash) && when(item) <= Date.parse(data.written_at)).sort((a, b) => when(a) - when(b));
    this.show(before, "this browser");
    if (!seen.some((item) => item.share_id === data.share_id)) {
      const me = { share_id: data.share_id, written_at: data.written_at, looked_at: new Date().toISOString(), ...data.head };
      try {
        if (draft.store) draft.store.setItem(this.key, JSON.stringify([...seen, me].slice(-SEEN_MOST)));
      } catch { /* no room: the earlier review file does the same */ }
    }
  }

  async open() {
    const [file] = this.file.files;
    this.file.value = "";
    if (!file) return;
    try {
      if (file.size > 5e6) throw new Error("too large");
      const review = JSON.parse(await file.text());
      if (review.format !== "refcoach-review" || !Number.isInteger(review.head.number) || typeof review.head.hash !== "string" || Number.isNaN(Date.parse(review.saved_at))) throw new Error("not a review");
      const { share_id, saved_at } = review;
      if (share_id === this.page.data.share_id) this.tell([line("info", "", "This is your review of this very page. Choose one of an earlier page.")]);
      else this.show([{ share_id, looked_at: saved_at, ...review.head }], "your file");
    } catch {
      this.tell([line("warning", "bad", "“" + file.name + "” is not a review file that this page can read.")]);
    }
  }

  tell(lines) {
    this.result.replaceChildren(...lines);
  }

  show(before, source) {
    const { data } = this.page;
    const lines = data.history.trouble.map((sentence) => line("warning", "bad", sentence));
    if (!this.hashes) {
      lines.push(line("warning", "bad", "The entries listed in this page do not hang together. The page was changed, or written by something else than the app."));
    } else if (!before.length) {
      lines.push(line("info", "", "This is the first page from " + data.rep + " that this browser knows. It now remembers how far the log went: " + place(data.head) + "."));
    } else {
      lines.push(...before.map((seen) => [seen, standing(seen, this.hashes, data)]).map((found, number, all) => this.word(found, number === all.length - 1, source)));
    }
    if (data.reviews_before.length && !data.history.trouble.length && this.hashes) {
      lines.push(line("check", "", "The app looked through the log when it wrote this page, and names no earlier entry that was changed, removed or put in later."));
    }
    this.tell(lines.filter(Boolean));
  }

  /** Of earlier pages only trouble is told; the last one seen always has its sentence. */
  word([seen, found], last, source) {
    const { data } = this.page;
    const day = localDay(seen.looked_at);
    if (found === "changed") {
      const other = data.history.heads.some(([shareId]) => shareId === seen.share_id) ? "" : " If that page came from somebody else, or from another computer, this is no wonder.";
      return line("warning", "bad", "The log no longer goes on from what you saw on " + day + " (" + place(seen) + "). Entries up to there were changed, removed or put in." + other);
    }
    if (!last) return null;
    if (found === "unknown") return line("question", "", "This page does not reach back to what you saw on " + day + " (" + place(seen) + "), so it cannot be checked here.");
    const added = data.head.number - seen.number;
    return line("check", "good", "Since you last looked on " + day + ", " + several(added, "entry was", "entries were") + " added. The log goes on from what you saw (" + source + " remembers " + place(seen) + ").");
  }
}

function place(head) {
  return "entry " + head.number + (head.hash ? ", fingerprint " + head.hash.slice(0, 12).replace(/(.{4})(?=.)/g, "$1 ") : "");
}

function line(sign, kind, text) {
  return el("p", { class: "said " + kind }, icon(sign), el("span", {}, text));
}
