/* What makes a cue hard to read, or wrong. Limits as broadcasters use them. */

export const LIMITS = { speed: 20, columns: 42, lines: 2 };
const COMPLETE = new Set(["empty", "order"]);

const plain = (text) => text.replace(/<\/?[a-z][^<>]*>/gi, "");

/** Return lines, longest line and letters a second of a cue. */
export function measure(cue) {
  const lines = plain(cue.text).split("\n").map((line) => line.trim()).filter(Boolean);
  const letters = lines.reduce((sum, line) => sum + [...line].length, 0);
  const seconds = (cue.end - cue.start) / 1000;
  return {
    lines: lines.length,
    longest: Math.max(0, ...lines.map((line) => [...line].length)),
    speed: seconds > 0 ? Math.round((letters / seconds) * 10) / 10 : 0,
  };
}

/** Return {code, …figures} for everything that is wrong with `cue`; `following` is the one after it, `duration` in milliseconds. */
export function problems(cue, following, { duration = 0, isReading = true } = {}) {
  const found = [];
  const { lines, longest, speed } = measure(cue);
  if (!lines) found.push({ code: "empty" });
  if (cue.end <= cue.start) found.push({ code: "order" });
  if (following && following.start < cue.end) found.push({ code: "overlap" });
  if (duration && cue.end > duration + 1000) found.push({ code: "late" });
  if (!isReading || found.some((one) => COMPLETE.has(one.code))) return found;
  if (speed > LIMITS.speed) found.push({ code: "fast", speed });
  if (lines > LIMITS.lines) found.push({ code: "lines", lines });
  if (longest > LIMITS.columns) found.push({ code: "long", longest });
  return found;
}
