// The review as it is being made. Every change is kept in this browser at once.

/** What a browser keeps between visits, or null where it keeps nothing for a file that was opened from a disk. */
function browserStore() {
  try {
    const store = window.localStorage;
    store.setItem("refcoach-test", "1");
    store.removeItem("refcoach-test");
    return store;
  } catch {
    return null;
  }
}

function read(store, key) {
  const text = store && store.getItem(key);
  if (!text) return null;
  try {
    return JSON.parse(text);
  } catch {
    store.setItem(key + ":damaged", text); // it cannot be shown, and yet it was somebody's work
    return null;
  }
}

/** What was kept under the key, where it is a review and not something else. */
function keptReview(store, key) {
  const kept = read(store, key) || {};
  const isTake = (take) => take && take.answers && Array.isArray(take.comments) && take.comments.every(({ text }) => typeof text === "string");
  try {
    if (kept.review && kept.review.takes.every(isTake) && Array.isArray(kept.revealed) && kept.pending) return kept;
  } catch { /* of another shape */ }
  if (kept.review) store.setItem(key + ":damaged", JSON.stringify(kept));
  return {};
}

function newId() {
  if (globalThis.crypto && crypto.randomUUID) return crypto.randomUUID();
  const byte = () => (globalThis.crypto ? crypto.getRandomValues(new Uint8Array(1))[0] : Math.floor(Math.random() * 256));
  const bytes = Array.from({ length: 16 }, byte);
  bytes[6] = (bytes[6] & 15) | 64;
  bytes[8] = (bytes[8] & 63) | 128;
  return bytes.map((value, at) => ([4, 6, 8, 10].includes(at) ? "-" : "") + value.toString(16).padStart(2, "0")).join("");
}

/** `review` is what goes into the file; `revealed` are the takes whose findings were looked at, `pending` comments not yet added. */
class Draft {
  constructor(data, store) {
    this.key = "refcoach-review:" + data.share_id;
    this.store = store;
    this.listeners = [];
    this.unsaved = false;
    const kept = keptReview(store, this.key);
    const review = kept.review || {};
    this.review = {
      format: "refcoach-review", version: 1, review_id: newId(), share_id: data.share_id, partner: data.partner, saved_at: "",
      head: data.head, takes: [], note: "", proposed: null, countersigned: false,
      ...review,
    };
    this.review.head = { number: data.head.number, hash: data.head.hash };
    this.review.takes = data.takes.map(({ attempt_id }) => ({
      attempt_id, answers: {}, comments: [], said_back: "", verdict: null,
      ...((review.takes || []).find((take) => take.attempt_id === attempt_id) || {}),
    }));
    this.revealed = kept.revealed || [];
    this.pending = Object.assign(Object.create(null), kept.pending);
    this.restored = Boolean(kept.review);
  }

  take(attemptId) {
    return this.review.takes.find((take) => take.attempt_id === attemptId);
  }

  onChange(listener) {
    this.listeners.push(listener);
  }

  /** To be called after every change. */
  changed() {
    this.unsaved = true;
    this.keep();
    this.listeners.forEach((listener) => listener());
  }

  keep() {
    if (!this.store) return;
    try {
      this.store.setItem(this.key, JSON.stringify({ review: this.review, revealed: this.revealed, pending: this.pending }));
    } catch {
      this.store = null;
      say("This browser has no room left to keep what you type. Save your review before you close the page.");
    }
  }

  addPending(attemptId) {
    const waiting = this.pending[attemptId];
    if (!waiting || !waiting.text.trim()) return;
    this.take(attemptId).comments.push({ at_s: waiting.at_s, text: waiting.text.trim() });
    this.take(attemptId).comments.sort((one, other) => one.at_s - other.at_s);
    delete this.pending[attemptId];
  }

  /** The file as text, with the time of now; a comment that was typed and not added goes along. */
  file() {
    Object.keys(this.pending).forEach((attemptId) => this.addPending(attemptId));
    this.review.saved_at = new Date().toISOString();
    this.changed();
    this.unsaved = false;
    return JSON.stringify(this.review, null, 1);
  }
}
