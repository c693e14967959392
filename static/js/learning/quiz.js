/* A quiz that saves itself and shows the time that is left. The server decides about both; without this file it all works. */

const form = document.getElementById("quiz");
const part = (name) => document.querySelector(`[data-part="${name}"]`);
const PAUSE = 1200;
const AGAIN = 10000;

let timer;
let isSending = false;
let isLeaving = false;

/* Questions whose answers are not on the server yet, and those that are on their way. Only they are sent: a second tab
   that was opened earlier never empties what was answered in this one. */
let changed = new Set();
let sending = new Set();

const say = (name) => { part("state").textContent = form.dataset[name]; };
const position = (question) => question.querySelector('[name="asked"]').value;

function answers(questions) {
  const data = new FormData(form);
  data.delete("asked");
  for (const question of questions) data.append("asked", position(question));
  return data;
}

function later(pause) {
  clearTimeout(timer);
  timer = setTimeout(save, pause);
}

function keep(name) {
  changed = new Set([...sending, ...changed]);
  say(name);
  later(AGAIN);
}

/* One request at a time: an older one can never arrive after a newer one. */
async function save() {
  if (isSending || isLeaving || !changed.size) return;
  isSending = true;
  [sending, changed] = [changed, new Set()];
  say("saving");
  try {
    const answer = await fetch(form.dataset.address, { method: "POST", body: answers(sending) });
    if (answer.ok) say("saved");
    else if (answer.status === 409) return void location.reload();
    else keep(answer.status === 401 || answer.status === 403 ? "login" : "failed");
  } catch {
    keep("failed");
  } finally {
    isSending = false;
    sending = new Set();
  }
  if (changed.size) later(PAUSE);
}

function count() {
  const questions = [...form.querySelectorAll(".question")];
  const isAnswered = (question) => [...question.querySelectorAll("input:not([type=hidden]), select")]
    .some((one) => (one.type === "radio" || one.type === "checkbox" ? one.checked : one.value.trim()));
  const place = part("count");
  place.textContent = place.dataset.text.replace("{answered}", questions.filter(isAnswered).length).replace("{all}", questions.length);
  place.hidden = false;
}

function written(seconds) {
  const two = (number) => String(number).padStart(2, "0");
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  return hours ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}

/* Counted from when the page came, by a clock that nobody sets; said aloud at five minutes and at one. */
function run(whole) {
  const begun = performance.now();
  const clock = part("clock");
  let said = Infinity;
  const tick = () => {
    const left = Math.max(0, Math.round(whole - (performance.now() - begun) / 1000));
    clock.textContent = written(left);
    if (left <= 60) clock.dataset.state = "short";
    const minutes = [1, 5].find((mark) => left <= mark * 60);
    if (minutes && minutes < said && left > 0) {
      said = minutes;
      part("warning").textContent = part("warning").dataset.text.replace("{minutes}", minutes);
    }
    if (left === 0 && !isLeaving) {
      clearInterval(ticking);
      form.requestSubmit();
    }
  };
  const ticking = setInterval(tick, 1000);
  tick();
}

form.addEventListener("input", (event) => {
  changed.add(event.target.closest(".question"));
  count();
  later(PAUSE);
});
form.addEventListener("submit", () => {
  isLeaving = true;
  clearTimeout(timer);
  for (const question of form.querySelectorAll(".question")) {
    question.querySelector('[name="asked"]').disabled = !changed.has(question) && !sending.has(question);
  }
});
addEventListener("pagehide", () => {
  if (changed.size && !isLeaving) navigator.sendBeacon(form.dataset.address, answers(new Set([...sending, ...changed])));
});
addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
count();
if (form.dataset.seconds) run(Number(form.dataset.seconds));
