// Words and numbers, as the editor's language has them.

const { words } = JSON.parse(document.getElementById("upload-configuration").textContent);
const language = document.documentElement.lang || "en";
const UNITS = ["byte", "kilobyte", "megabyte", "gigabyte", "terabyte"];

export function say(name, values = {}) {
  return words[name].replace(/\{(\w+)\}/g, (whole, key) => (key in values ? String(values[key]) : whole));
}

export function bytes(count) {
  const step = count < 1 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log2(count) / 10));
  const digits = step > 1 ? 1 : 0;
  const format = new Intl.NumberFormat(language, { style: "unit", unit: UNITS[step], maximumFractionDigits: digits });
  return format.format(count / 1024 ** step);
}

export function duration(seconds) {
  if (seconds === null) return "…";
  if (seconds < 60) return say("seconds", { count: Math.max(1, Math.round(seconds)) });
  if (seconds < 5400) return say("minutes", { count: Math.round(seconds / 60) });
  return say("hours", { count: new Intl.NumberFormat(language, { maximumFractionDigits: 1 }).format(seconds / 3600) });
}
