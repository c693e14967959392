/* The frame "What is still missing": filled from the server's intervals and those of this device, and kept current. */

import { clock, covered, gaps, union } from "./intervals.js";
import { keep, kept, markRead, putAside, takeIn, wasRead } from "./store.js";
import { Sync } from "./sync.js";
import { Tracker } from "./tracker.js";

const frame = document.getElementById("progress");
const { lesson, owner, rule, short } = frame.dataset;
const player = document.querySelector("trellis-player[data-lesson]");
const client = crypto.randomUUID?.() ?? "10000000-1000-4000-8000-100000000000".replace(/[018]/g, (digit) =>
  (digit ^ (crypto.getRandomValues(new Uint8Array(1))[0] & (15 >> (digit / 4)))).toString(16));

const part = (name) => frame.querySelector(`[data-part="${name}"]`);
const say = (milliseconds) => (short ? String(Math.floor(milliseconds / 1000)) : clock(milliseconds));

function bar(intervals, duration) {
  const marks = [...intervals.map((one) => [...one, false]), ...gaps(intervals, duration).map((one) => [...one, true])];
  const rects = marks.map(([start, end, gap]) => {
    const rect = document.createElementNS("http://www.w3.org/2000/svg", "rect");
    for (const [name, value] of Object.entries({ x: start, y: 0, width: end - start, height: 1 })) rect.setAttribute(name, value);
    rect.setAttribute("class", gap ? "coverage__gap" : "coverage__seen");
    return rect;
  });
  part("bar").replaceChildren(...rects);
}

function complete() {
  frame.dataset.state = "done";
  part("done").hidden = false;
  part("open").hidden = true;
}

class Watching {
  #duration = Number(player.dataset.duration);
  #known;
  #here = [];

  constructor() {
    this.#known = JSON.parse(frame.dataset.intervals);
  }

  learn(intervals) {
    this.#known = union(this.#known, intervals);
    this.show();
  }

  take(stretch) {
    const pair = [Math.round(stretch.start * 1000), Math.min(Math.round(stretch.end * 1000), this.#duration)];
    this.#here = union(this.#here, [pair]);
    this.show();
  }

  get all() {
    return union(this.#known, this.#here);
  }

  get missing() {
    return gaps(this.all, this.#duration);
  }

  show() {
    const seen = covered(this.all);
    const done = frame.dataset.state === "done" || seen >= Math.floor((this.#duration * Number(rule)) / 100);
    part("sentence").textContent = (done ? frame.dataset.done : frame.dataset.sentence).replace("{watched}", say(seen));
    bar(this.all, this.#duration);
    const rest = say(covered(this.missing));
    part("gap").textContent = frame.dataset.gap.replace("{gap}", rest);
    part("only").hidden = !this.all.length || !this.missing.length;
    if (done) complete();
  }
}

const mine = (one) => one.lesson === lesson && one.video === player.dataset.video && one.version === Number(player.dataset.version);

function resume(list) {
  const last = list.filter(mine).reduce((best, one) => (one.clock_end > (best?.clock_end ?? 0) ? one : best), null);
  if (!last || player.dataset.asked) return;
  const second = last.end * 1000 >= Number(player.dataset.duration) - 1000 ? 0 : last.end;
  player.beginAt(second, player.dataset.wordFrom.replace("{at}", clock(second * 1000)));
}

/* The server's clock decides; a device whose clock is wrong by more than a minute counts by the difference. */
async function serverClock() {
  const response = await fetch(frame.dataset.stateAddress, { credentials: "same-origin" }).catch(() => null);
  if (!response?.ok) return Date.now;
  const difference = (await response.json()).now - Date.now();
  return Math.abs(difference) > 60_000 ? () => Date.now() + difference : Date.now;
}

function trimmed(notices) {
  const words = new Set(notices.filter((one) => one.lesson === lesson).map((one) => one.message));
  if (!words.size) return;
  part("trimmed").textContent = [...words].join(" ");
  part("trimmed").hidden = false;
}

function known(watching) {
  return (list) => {
    const state = list.find((one) => one.lesson === lesson);
    if (!state) return;
    watching.learn(state.intervals.map(([start, end]) => [Math.round(start * 1000), Math.round(end * 1000)]));
    if (state.completed) complete();
  };
}

async function begin() {
  const watching = new Watching();
  let now = Date.now;
  let add = (interval) => keep(interval).catch(() => {});
  let waiting;
  let leaving = false;
  await takeIn().catch(() => {});
  if (owner) {
    const sync = new Sync({
      owner, address: frame.dataset.address, token: frame.dataset.token, onProgress: known(watching), onTrimmed: trimmed,
    });
    add = (interval) => sync.add(interval);
    waiting = await sync.begin();
    serverClock().then((found) => { now = found; });
    player.sync = sync;
  } else {
    waiting = await kept("").catch(() => []);
  }
  await customElements.whenDefined("trellis-player");
  for (const one of waiting.filter(mine)) watching.take(one);
  resume(waiting);
  const tracker = new Tracker(player.video, (stretch) => {
    watching.take(stretch);
    const interval = { ...stretch, owner, client, lesson, video: player.dataset.video, version: Number(player.dataset.version) };
    if (leaving) putAside(interval);
    add(interval);
  }, () => now());
  // Before the batch goes out: the capturing listener comes first.
  const leave = () => {
    leaving = true;
    tracker.flush();
    leaving = false;
  };
  addEventListener("pagehide", leave, { capture: true });
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) return;
    leave();
    player.sync?.send({ keepalive: true });
  });
  player.video.addEventListener("timeupdate", () => tracker.peek((stretch) => watching.take(stretch)));
  for (const name of ["ended", "pause"]) player.video.addEventListener(name, () => player.sync?.send());
  part("only").addEventListener("click", () => {
    player.playOnly(watching.missing.map(([start, end]) => [start / 1000, end / 1000]));
    player.scrollIntoView({ block: "nearest" });
  });
  watching.show();
}

async function reading() {
  const button = part("read");
  if (await wasRead("", lesson).catch(() => false)) complete();
  button.hidden = false;
  button.addEventListener("click", async () => {
    await markRead("", lesson);
    complete();
  });
}

if (player?.dataset.duration && player.querySelector("video")) begin();
else if (part("read")) reading();
