/* What this device keeps without an account, in words; and what somebody answers about it while they sign up. */

import { clock, covered, union } from "./intervals.js";
import { forgetOwner, held, takeIn } from "./store.js";

const DOOR = "trellis.learning.door";
const DECLINED = "trellis.learning.declined";
const HOLDS = 600_000; // milliseconds: whoever comes to this tab later has not answered

/** `{time}`, `{lessons}` and `{readings}` of `text`, filled in. Seconds that were watched twice are told once. */
export function describe({ intervals, readings }, text) {
  const films = Map.groupBy ? Map.groupBy(intervals, film) : group(intervals);
  const watched = [...films.values()].reduce((sum, list) => sum + covered(union(list.map((one) => [one.start * 1000, one.end * 1000]))), 0);
  const lessons = new Set(intervals.map((one) => one.lesson)).size;
  return text.replace("{time}", clock(watched)).replace("{lessons}", lessons).replace("{readings}", readings.length);
}

const film = (one) => `${one.lesson}/${one.video}/${one.version}`;

function group(intervals) {
  const films = new Map();
  for (const one of intervals) films.set(film(one), [...(films.get(film(one)) ?? []), one]);
  return films;
}

const declined = () => JSON.parse(localStorage.getItem(DECLINED) ?? "{}");

/** Until when (epoch milliseconds) `owner` has said that what is kept here is not theirs. */
export const declinedUntil = (owner) => declined()[owner] ?? 0;

export const decline = (owner) => localStorage.setItem(DECLINED, JSON.stringify({ ...declined(), [owner]: Date.now() }));

/** What was answered in this tab on the way to the account that has just come: "yes", "no" or null. Asked once. */
export function answered() {
  const { answer = null, at = 0 } = JSON.parse(sessionStorage.getItem(DOOR) ?? "{}");
  sessionStorage.removeItem(DOOR);
  return Date.now() - at < HOLDS ? answer : null;
}

/* On the page for signing up: a tick that says what comes along. Logging in forgets it: that may be somebody else. */
async function atTheDoor(field) {
  sessionStorage.removeItem(DOOR);
  await takeIn();
  const found = await held("");
  if (!field.form || (!found.intervals.length && !found.readings.length)) return;
  const sum = field.querySelector("[data-part=sum]");
  sum.textContent = describe(found, sum.dataset.text);
  field.hidden = false;
  field.form.addEventListener("submit", () => {
    const answer = field.querySelector("input").checked ? "yes" : "no";
    sessionStorage.setItem(DOOR, JSON.stringify({ answer, at: Date.now() }));
  });
}

/* On the desk of somebody without an account: what is kept here, and a way to forget it. */
async function onThisDevice(section) {
  await takeIn();
  const found = await held("");
  if (!found.intervals.length && !found.readings.length) return;
  const sum = section.querySelector("[data-part=sum]");
  sum.textContent = describe(found, sum.dataset.text);
  section.hidden = false;
  section.querySelector("button").addEventListener("click", async () => {
    await forgetOwner("");
    sum.textContent = section.dataset.forgotten;
    section.querySelector("button").hidden = true;
  });
}

const field = document.querySelector("fieldset[data-door]");
const section = document.querySelector("section[data-device]");
if (field) atTheDoor(field).catch(() => {});
if (section) onThisDevice(section).catch(() => {});
if (document.querySelector("form[data-door=login]")) sessionStorage.removeItem(DOOR);
