/* Moments of a video, as people and links write them. */

const MOMENT = /^(?:(\d{1,2})h)?(?:(\d{1,4})m)?(?:(\d{1,6}(?:\.\d{1,6})?)s?)?$/;

/** `83` → `1:23` */
export function clock(second) {
  const whole = Math.max(0, Math.floor(second || 0));
  const [hours, minutes, seconds] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const two = (number) => String(number).padStart(2, "0");
  return hours ? `${hours}:${two(minutes)}:${two(seconds)}` : `${minutes}:${two(seconds)}`;
}

/** Read `83`, `83.5`, `83s`, `1m23s`, `1h2m3s`; null for anything else. core/clock.py reads the same. */
export function moment(text) {
  const found = text ? MOMENT.exec(text) : null;
  if (!found) return null;
  const [hours, minutes, seconds] = found.slice(1).map((part) => Number(part ?? 0));
  return hours * 3600 + minutes * 60 + seconds;
}

/** `83` → `1 minute, 23 seconds` in the language of the page, for ears. */
export function spoken(second, language) {
  const whole = Math.max(0, Math.floor(second || 0));
  const parts = { hour: Math.floor(whole / 3600), minute: Math.floor(whole / 60) % 60, second: whole % 60 };
  return Object.entries(parts)
    .filter(([unit, amount]) => amount || (unit === "second" && whole === 0))
    .map(([unit, amount]) => new Intl.NumberFormat(language, { style: "unit", unit, unitDisplay: "long" }).format(amount))
    .join(", ");
}

/** The address that begins at `second`; with several videos on a page the fragment says which one. */
export function linkAt(player, second) {
  const address = new URL(location.href);
  address.searchParams.set("t", String(Math.floor(second)));
  address.hash = player.id;
  return address.href;
}

/** What the address of the page asks of `player`, in seconds, or null. */
export function askedOf(player) {
  const second = moment(new URLSearchParams(location.search).get("t"));
  const target = document.getElementById(location.hash.slice(1));
  const named = target?.localName === "trellis-player" ? target : document.querySelector("trellis-player");
  return named === player ? second : null;
}
