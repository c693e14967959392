/* Times as people read and type them: 0:01.250, 1:02:03.004. */

const TYPED = /^\s*(?:(?:(\d{1,2}):)?(\d{1,2}):)?(\d{1,5})(?:[.,](\d{1,3}))?\s*$/;

export function written(milliseconds) {
  const whole = Math.floor(milliseconds / 1000);
  const [hours, minutes, seconds] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const two = (number) => String(number).padStart(2, "0");
  const rest = `${two(seconds)}.${String(milliseconds % 1000).padStart(3, "0")}`;
  return hours ? `${hours}:${two(minutes)}:${rest}` : `${minutes}:${rest}`;
}

/** Return milliseconds, or null for what is no time. Seconds alone may be more than 59. */
export function read(text) {
  const found = TYPED.exec(text);
  if (!found) return null;
  const [, hours, minutes, seconds, fraction = ""] = found;
  if ((minutes !== undefined && Number(seconds) > 59) || (hours !== undefined && Number(minutes) > 59)) return null;
  return (Number(hours ?? 0) * 3600 + Number(minutes ?? 0) * 60 + Number(seconds)) * 1000 + Number(fraction.padEnd(3, "0"));
}

/** Write a list of cues as a WebVTT file to keep. */
export function webvtt(cues) {
  const stamp = (time) => written(time).replace(/^(\d+:\d+\.)/, "0:$1").replace(/(^|:)(\d)(?=[:.])/g, "$10$2");
  const text = (cue) => cue.text.replaceAll("-->", "--&gt;").replace(/\n\s*\n/g, "\n");
  return ["WEBVTT\n", ...cues.map((cue) => `${stamp(cue.start)} --> ${stamp(cue.end)}\n${text(cue)}\n`)].join("\n");
}
