/* What can be done to a list of cues. Pure: each takes a list and returns a new one, times in whole milliseconds.
   A cue is {id, start, end, text}; ids are unique and never shown. Lists are in the order of time. */

export const SHORTEST = 100;
export const LATEST = 359_999_999;
const NEW_LENGTH = 2000;

const nextId = (cues) => cues.reduce((highest, cue) => Math.max(highest, cue.id), 0) + 1;
const within = (value, low, high) => Math.min(high, Math.max(low, value));
const place = (cues, id) => cues.findIndex((cue) => cue.id === id);

export function sorted(cues) {
  return [...cues].sort((a, b) => a.start - b.start || a.end - b.end || a.id - b.id);
}

export function change(cues, id, values) {
  return sorted(cues.map((cue) => (cue.id === id ? { ...cue, ...values } : cue)));
}

export function remove(cues, id) {
  return cues.filter((cue) => cue.id !== id);
}

export function removeEmpty(cues) {
  return cues.filter((cue) => cue.text.trim());
}

/** Move all cues, or those from `fromId` on, by `delta`; none before 0 or past the last writable time, lengths are kept. */
export function shift(cues, delta, fromId = null) {
  const first = fromId === null ? 0 : place(cues, fromId);
  const moved = first < 0 ? [] : cues.slice(first);
  if (!moved.length) return cues;
  const room = within(delta, -moved[0].start, LATEST - Math.max(...moved.map((cue) => cue.end)));
  const ids = new Set(moved.map((cue) => cue.id));
  return sorted(cues.map((cue) => (ids.has(cue.id) ? { ...cue, start: cue.start + room, end: cue.end + room } : cue)));
}

/** Put an empty cue at `time`, as long as the gap there allows. */
export function insert(cues, time) {
  const start = within(Math.round(time), 0, LATEST - NEW_LENGTH);
  const following = cues.find((cue) => cue.start > start);
  const room = following ? following.start - start : NEW_LENGTH;
  const end = start + (room >= SHORTEST ? Math.min(NEW_LENGTH, room) : NEW_LENGTH);
  return sorted([...cues, { id: nextId(cues), start, end, text: "" }]);
}

/** Return the tags that are open at the end of `text`, outermost first. */
function open(text) {
  const tags = [];
  for (const [, closes, name] of text.matchAll(/<(\/?)([biu])>/gi)) {
    if (!closes) tags.push(name);
    else if (tags.at(-1) === name) tags.pop();
  }
  return tags;
}

/** Cut a text in two at `letter`; bold and italics go on in the second half. */
function cut(text, letter) {
  const head = text.slice(0, letter).trimEnd();
  const tail = text.slice(letter).trimStart();
  const tags = open(head);
  return [head + tags.toReversed().map((tag) => `</${tag}>`).join(""), tags.map((tag) => `<${tag}>`).join("") + tail];
}

/** Return `letter`, or the end of the tag that it stands in. */
function outside(text, letter) {
  if (!/<\/?[biu]?$/i.test(text.slice(0, letter)) || !/^\/?[biu]?>/i.test(text.slice(letter))) return letter;
  return text.indexOf(">", letter) + 1;
}

/** Return the gap between two words that lies nearest to `share` (0 to 1) of the text. */
function gap(text, share) {
  const gaps = [...text.matchAll(/\s+(?![^<]*>)/g)].map((found) => found.index);
  const wanted = share * text.length;
  return gaps.reduce((best, at) => (Math.abs(at - wanted) < Math.abs(best - wanted) ? at : best), gaps[0] ?? text.length);
}

/** Split a cue: the text at `letter` if that is inside it, the time at `time` if that is inside; else each follows the other. */
export function split(cues, id, { letter = -1, time = -1 } = {}) {
  const cue = cues[place(cues, id)];
  if (!cue || cue.end - cue.start < 2 * SHORTEST) return cues;
  const length = cue.end - cue.start;
  const timed = time > cue.start && time < cue.end;
  const at = letter > 0 && letter < cue.text.length ? outside(cue.text, letter) : gap(cue.text, timed ? (time - cue.start) / length : 0.5);
  const wanted = timed ? time : cue.start + (length * at) / Math.max(1, cue.text.length);
  const middle = within(Math.round(wanted), cue.start + SHORTEST, cue.end - SHORTEST);
  const [head, tail] = cut(cue.text, at);
  const second = { id: nextId(cues), start: middle, end: cue.end, text: tail };
  return sorted(cues.map((one) => (one.id === id ? { ...one, end: middle, text: head } : one)).concat(second));
}

/** Join a cue with the one after it; two short texts share a line. */
export function join(cues, id, columns = 42) {
  const index = place(cues, id);
  const [cue, following] = [cues[index], cues[index + 1]];
  if (!cue || !following) return cues;
  const texts = [cue.text.trim(), following.text.trim()].filter(Boolean);
  const fits = texts.join(" ").length <= columns && !texts.join("").includes("\n");
  const text = texts.join(fits ? " " : "\n").replace(/<\/([biu])>(\s)<\1>/gi, "$2");
  return remove(change(cues, id, { end: Math.max(cue.end, following.end), text }), following.id);
}

const meet = (a, b) => a.start < b.end && b.start < a.end;

/** Return the texts of another language that are shown while `cue` is. */
export function beside(reference, cue) {
  return reference.filter((other) => meet(other, cue)).map((other) => other.text);
}

/** Add an empty cue for each of `reference` that no cue stands beside: the timing of another language, to translate into. */
export function fill(cues, reference) {
  const missing = reference.filter((other) => !cues.some((cue) => meet(cue, other)));
  const first = nextId(cues);
  return sorted([...cues, ...missing.map(({ start, end }, index) => ({ id: first + index, start, end, text: "" }))]);
}
