/* What was watched and read on this device without an account, brought into the account that logs in: never without a word,
   never twice, and never anything that was watched under another account. The desk of a reader without one can forget it. */

import { answered, decline, declinedUntil, describe } from "./door.js";
import { claim, forgetReadings, held, kept, takeIn } from "./store.js";
import { Sync } from "./sync.js";

const place = document.getElementById("merge");
const { owner, address, readings: readingsAddress, token } = place.dataset;
const part = (name) => place.querySelector(`[data-part="${name}"]`);
const TOLD = "trellis.learning.merged";
const CLOCK_IS_WRONG = 60_000;
const AT_ONCE = 50;
const SHOWS = "[data-shows=progress], #progress, .syllabus"; // pages that were made before the server knew of it
const others = new BroadcastChannel("trellis-merge");

async function postReadings(lessons) {
  const body = new FormData();
  for (const lesson of lessons) body.append("lesson", lesson);
  const answer = await fetch(readingsAddress, { method: "POST", body, headers: { "X-CSRFToken": token }, credentials: "same-origin" })
    .catch(() => null);
  return answer?.ok ? answer.json() : null;
}

/** Send what this device holds of the account; return what did not count, in words, and whether all of it has arrived. */
async function deliver() {
  const words = new Set();
  let isWhole = true;
  const { readings } = await held(owner);
  for (let first = 0; first < readings.length; first += AT_ONCE) {
    const lessons = readings.slice(first, first + AT_ONCE).map((one) => one.lesson);
    const answer = await postReadings(lessons);
    if (!answer) isWhole = false;
    else await forgetReadings(owner, lessons);
    for (const reason of Object.values(answer?.refused ?? {})) words.add(reason);
  }
  const sync = new Sync({ owner, address, token, onProgress() {}, onTrimmed: (list) => list.forEach((one) => words.add(one.message)) });
  await sync.begin();
  return { words: [...words], isWhole: (await sync.sendAll()) === 0 && isWhole };
}

function say(name, more = []) {
  part("said").textContent = [place.dataset[name], ...more].join(" ");
  place.hidden = false;
}

/** The question is answered: in every tab nothing but the answer is left of it. */
function settle(name, more) {
  for (const one of ["ask", "choice"]) part(one).hidden = true;
  say(name, more);
}

async function merge() {
  place.setAttribute("aria-busy", "true");
  const answer = await postReadings([]);
  place.removeAttribute("aria-busy");
  if (!answer) return void say("failed");
  const difference = answer.now - Date.now();
  await claim(owner, declinedUntil(owner), Math.abs(difference) > CLOCK_IS_WRONG ? difference : 0);
  const { words, isWhole } = await deliver();
  others.postMessage(owner);
  if (document.querySelector(SHOWS) && ![...document.querySelectorAll("video")].some((video) => !video.paused)) {
    sessionStorage.setItem(TOLD, JSON.stringify({ name: isWhole ? "merged" : "later", words, sum: part("sum").textContent }));
    location.reload();
  } else settle(isWhole ? "merged" : "later", words);
}

function ask() {
  place.hidden = false;
  place.querySelector("[name=yes]").addEventListener("click", merge);
  place.querySelector("[name=no]").addEventListener("click", () => {
    decline(owner);
    others.postMessage(owner);
    settle("declined");
  });
  others.addEventListener("message", () => { place.hidden = true; });
}

function tell() {
  const told = JSON.parse(sessionStorage.getItem(TOLD) ?? "null");
  sessionStorage.removeItem(TOLD);
  if (!told) return;
  part("sum").textContent = told.sum;
  settle(told.name, told.words);
}

async function begin() {
  tell();
  await takeIn();
  const found = await held("", declinedUntil(owner));
  const door = answered();
  if (found.intervals.length || found.readings.length) {
    part("sum").textContent = describe(found, part("sum").dataset.text);
    if (door === "no") decline(owner);
    else if (door === "yes") await merge();
    else ask();
  } else if (!document.getElementById("progress") && ((await kept(owner)).length || (await held(owner)).readings.length)) await deliver();
}

begin().catch(() => {}); // a browser without IndexedDB has kept nothing
