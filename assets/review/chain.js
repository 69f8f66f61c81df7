// The chain of the practice log. A link is [number, kind, entry, logged at, fingerprint of the record, hash of the link before].

/** The hash of a link as the app makes it: SHA-256 of the list as JSON in ASCII. */
function hashOfLink(link) {
  return sha256(asciiJson(link));
}

function asciiJson(value) {
  return JSON.stringify(value).replace(/[\u007f-\uffff]/g, (unit) => "\\u" + unit.charCodeAt(0).toString(16).padStart(4, "0"));
}

/** SHA-256 of a text of ASCII characters, in hexadecimal: by the browser, or by our own where the browser has none. */
async function sha256(text) {
  const bytes = Uint8Array.from(text, (character) => character.charCodeAt(0));
  const own = globalThis.crypto && globalThis.crypto.subtle;
  const digest = own ? new Uint8Array(await own.digest("SHA-256", bytes)) : sha256Bytes(bytes);
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** SHA-256 after FIPS 180-4: the constants are the first bits of the fractional parts of roots of the first primes. */
function sha256Bytes(bytes) {
  const primes = [];
  for (let number = 2; primes.length < 64; number += 1) if (primes.every((prime) => number % prime)) primes.push(number);
  const bits = (root) => ((root - Math.floor(root)) * 2 ** 32) >>> 0;
  const constants = primes.map((prime) => bits(Math.cbrt(prime)));
  const state = primes.slice(0, 8).map((prime) => bits(Math.sqrt(prime)));

  const padded = new Uint8Array(Math.ceil((bytes.length + 9) / 64) * 64);
  padded.set(bytes);
  padded[bytes.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setUint32(padded.length - 8, Math.floor(bytes.length / 2 ** 29));
  view.setUint32(padded.length - 4, (bytes.length * 8) >>> 0);

  for (let at = 0; at < padded.length; at += 64) sha256Block(view, at, state, constants);
  const digest = new DataView(new ArrayBuffer(32));
  state.forEach((word, number) => digest.setUint32(number * 4, word));
  return new Uint8Array(digest.buffer);
}

function sha256Block(view, at, state, constants) {
  const turn = (word, by) => (word >>> by) | (word << (32 - by));
  const words = Array.from({ length: 16 }, (_, number) => view.getUint32(at + number * 4));
  for (let n = 16; n < 64; n += 1) {
    const low = turn(words[n - 15], 7) ^ turn(words[n - 15], 18) ^ (words[n - 15] >>> 3);
    const high = turn(words[n - 2], 17) ^ turn(words[n - 2], 19) ^ (words[n - 2] >>> 10);
    words.push((words[n - 16] + low + words[n - 7] + high) >>> 0);
  }
  let [a, b, c, d, e, f, g, h] = state;
  for (let n = 0; n < 64; n += 1) {
    const one = h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + constants[n] + words[n];
    const two = (turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + one) >>> 0, c, b, a, (one + two) >>> 0];
  }
  [a, b, c, d, e, f, g, h].forEach((word, number) => { state[number] = (state[number] + word) >>> 0; });
}

/** The hashes that the links give: a Map from an entry's number to its hash, or null where they do not lead to `head` without a gap. */
async function hashesOf(links, head) {
  const hashes = new Map([[head.number, head.hash]]);
  if (!links.length) return hashes;
  let [number, hash] = [links[0][0] - 1, links[0][5]];
  hashes.set(number, hash);
  for (const link of links) {
    if (link[0] !== number + 1 || link[5] !== hash) return null;
    [number, hash] = [link[0], await hashOfLink(link)];
    hashes.set(number, hash);
  }
  return number === head.number && hash === head.hash ? hashes : null;
}

/** What a head seen before says about this page: "same", "changed", or "unknown" where the page does not reach back so far. */
function standing(seen, hashes, data) {
  if (seen.number > data.head.number) return "changed";
  if (hashes.has(seen.number)) return hashes.get(seen.number) === seen.hash ? "same" : "changed";
  const listed = data.history.heads.find(([shareId]) => shareId === seen.share_id);
  if (listed && (listed[2].number !== seen.number || listed[2].hash !== seen.hash)) return "changed";
  return "unknown";
}
