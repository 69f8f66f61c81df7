// Building the page: elements, icons, times and dates in words. Text goes in as text only, never as markup.

const SVG = "http://www.w3.org/2000/svg";

/** An element. Attributes that begin with "on" are listeners, true and false set or leave out; children are nodes, text, lists or null. */
function el(name, attributes = {}, ...children) {
  return fill(document.createElement(name), attributes, children);
}

function svg(name, attributes = {}, ...children) {
  return fill(document.createElementNS(SVG, name), attributes, children);
}

function fill(node, attributes, children) {
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
    else if (value === true) node.setAttribute(key, "");
    else if (value !== false && value !== null && value !== undefined) node.setAttribute(key, String(value));
  }
  node.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== ""));
  return node;
}

/** One of the symbols that the page holds; it says nothing to a screen reader, so a word always stands beside it. */
function icon(name) {
  return svg("svg", { class: "icon", "aria-hidden": "true", focusable: "false" }, svg("use", { href: "#icon-" + name }));
}

function unseen(text) {
  return el("span", { class: "unseen" }, text);
}

/** A line of the page's live region: seen for a while, and read out. */
function say(text) {
  const line = document.getElementById("messages");
  line.textContent = text;
  clearTimeout(say.timer);
  say.timer = setTimeout(() => { line.textContent = ""; }, 8000);
}

/** Seconds as 1:05. */
function clock(seconds) {
  const whole = Math.max(0, Math.floor(seconds));
  return Math.floor(whole / 60) + ":" + String(whole % 60).padStart(2, "0");
}

const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

/** The day of an ISO date or time as it was written there, like 3 Nov 2026. */
function dayWords(iso) {
  const [year, month, day] = iso.slice(0, 10).split("-").map(Number);
  return day + " " + MONTHS[month - 1] + " " + year;
}

/** The day of a moment by this device's clock. */
function localDay(iso) {
  const time = new Date(iso);
  return time.getDate() + " " + MONTHS[time.getMonth()] + " " + time.getFullYear();
}

/** The same without the year: 3 Nov. */
function shortDay(iso) {
  return dayWords(iso).replace(/ \d+$/, "");
}

/** The Monday of the week in which the day of an ISO date or time lies. */
function mondayOf(iso) {
  const day = new Date(iso.slice(0, 10) + "T00:00:00Z");
  day.setUTCDate(day.getUTCDate() - ((day.getUTCDay() + 6) % 7));
  return day.toISOString().slice(0, 10);
}

function several(count, one, many) {
  return count + " " + (count === 1 ? one : many);
}

const HUES = new Map([
  ["ideal_client", ["ideal_client", "person"]],
  ["business_reason", ["business_reason", "bars"]],
  ["introduction_request", ["introduction", "rings"]],
]);

/** [hue, icon] of a check; what is not one of the three elements of an ask has the hue of the supporting moves. */
function hueOf(key) {
  return HUES.get(key) || ["supporting", "spark"];
}

/** A text field that grows with what is typed, so that all of it can be read, on paper too. */
function growing(attributes, value, changed) {
  const field = el("textarea", { rows: 2, dir: "auto", ...attributes });
  const grow = () => {
    field.style.height = "auto";
    if (field.scrollHeight) field.style.height = field.scrollHeight + 2 + "px";
  };
  field.value = value;
  field.addEventListener("input", () => { grow(); changed(field.value); });
  requestAnimationFrame(grow);
  return field;
}
