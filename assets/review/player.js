// Playing a take: one at a time, with speed, a bar to seek on, and the spoken word marked.

const SPEEDS = [0.5, 0.75, 1, 1.25, 1.5, 2];

class Player {
  constructor(take, label, words) {
    this.take = take;
    this.label = label;
    this.words = words;
    this.sound = el("audio", { preload: "metadata", src: take.audio });
    this.button = el("button", { type: "button", class: "play", onclick: () => this.toggle() });
    this.seek = el("input", {
      type: "range", min: 0, max: take.duration_s, step: 0.1, value: 0, class: "seek", "aria-label": label + ", place",
      oninput: () => { this.sound.currentTime = Number(this.seek.value); this.draw(); }, onkeydown: (event) => this.key(event),
    });
    this.time = el("span", { class: "time" });
    this.trouble = el("p", { class: "trouble", role: "alert" });
    this.root = el("div", { class: "player", role: "group", "aria-label": label + ", sound" },
      this.button, this.seek, this.time, this.speed(), this.sound, this.trouble);
    for (const name of ["play", "pause", "ended", "seeked", "loadedmetadata", "timeupdate"]) this.sound.addEventListener(name, () => this.draw());
    this.sound.addEventListener("play", () => this.run());
    this.sound.addEventListener("error", () => this.fail());
    this.draw();
  }

  speed() {
    const options = SPEEDS.map((speed) => el("option", { value: speed, selected: speed === 1 }, speed + "×"));
    const choose = (event) => { this.sound.playbackRate = Number(event.target.value); };
    return el("label", { class: "speed" }, unseen("Speed"), el("select", { onchange: choose }, options));
  }

  get length() {
    return Number.isFinite(this.sound.duration) && this.sound.duration > 0 ? this.sound.duration : this.take.duration_s;
  }

  get at() {
    return this.sound.currentTime;
  }

  toggle() {
    if (this.sound.paused) this.play();
    else this.sound.pause();
  }

  play() {
    if (Player.playing && Player.playing !== this) Player.playing.sound.pause();
    Player.playing = this;
    this.sound.play().catch((error) => { if (error.name !== "AbortError") this.fail(); });
  }

  jump(seconds) {
    this.sound.currentTime = seconds;
    this.play();
  }

  fail() {
    this.trouble.textContent = "This browser cannot play the sound. You can read the words, or open the page in another browser.";
  }

  key(event) {
    const step = { ArrowLeft: -2, ArrowDown: -2, ArrowRight: 2, ArrowUp: 2, PageDown: -10, PageUp: 10 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    this.sound.currentTime = Math.min(this.length, Math.max(0, this.at + step));
    this.draw();
  }

  run() {
    this.draw();
    if (!this.sound.paused) requestAnimationFrame(() => this.run());
  }

  draw() {
    const playing = !this.sound.paused;
    if (this.drawn !== playing) {
      this.drawn = playing;
      this.button.replaceChildren(icon(playing ? "pause" : "play"), unseen((playing ? "Pause " : "Play ") + this.label));
    }
    this.seek.max = this.length;
    this.seek.value = this.at;
    this.time.textContent = clock(this.at) + " / " + clock(this.length);
    const word = this.words.textAt(this.at);
    this.seek.setAttribute("aria-valuetext", clock(this.at) + " of " + clock(this.length) + (word ? ", at “" + word + "”" : ""));
    this.words.follow(this.at > 0 || playing ? this.at : -1);
  }
}
