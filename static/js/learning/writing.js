/* What a learner writes saves itself. The server decides what is kept; without this file the buttons do the same. */

const form = document.getElementById("writing-form");
const part = (name) => document.querySelector(`[data-part="${name}"]`);
const PAUSE = 1500;
const AGAIN = 10000;

let timer;
let sending = null;
let isChanged = false;
let isStopped = false; /* leaving, or the server has said no: what is typed stays, and is not sent by itself any more */

const say = (words) => { part("state").textContent = words; };

function answers() {
  const data = new FormData(form);
  data.delete("files");
  return data;
}

function later(pause) {
  clearTimeout(timer);
  timer = setTimeout(save, pause);
}

/* One request at a time, so that each knows the revision of the one before it. */
function save() {
  if (!isChanged || isStopped || sending) return;
  isChanged = false;
  say(form.dataset.saving);
  sending = send().finally(() => {
    sending = null;
    if (isChanged) later(PAUSE);
  });
}

async function send() {
  try {
    const answer = await fetch(form.dataset.address, { method: "POST", body: answers() });
    const said = await answer.json();
    if (answer.ok) {
      form.elements.revision.value = said.revision;
      if (said.is_complete) finish();
      return say(form.dataset.saved);
    }
    isStopped = answer.status !== 401;
    isChanged = true;
    say(said.reason);
    if (!isStopped) later(AGAIN);
  } catch {
    isChanged = true;
    say(form.dataset.failed);
    later(AGAIN);
  }
}

function finish() {
  part("done").hidden = false;
  part("open")?.setAttribute("hidden", "");
}

function count() {
  const place = part("words");
  if (!place) return;
  const words = form.querySelector("textarea").value.split(/\s+/u).filter(Boolean).length;
  place.textContent = place.dataset.text.replace("{words}", words);
}

function draw(field) {
  const printed = form.querySelector(`[data-printed="${field.id}"]`);
  if (printed) printed.textContent = field.value;
}

if (form) {
  form.addEventListener("input", (event) => {
    if (event.target.type === "file") return;
    isChanged = true;
    count();
    draw(event.target);
    later(PAUSE);
  });
  form.addEventListener("submit", (event) => {
    clearTimeout(timer);
    if (sending) { /* its answer brings the revision that the form has to name */
      event.preventDefault();
      const { submitter } = event;
      sending.then(() => { clearTimeout(timer); form.requestSubmit(submitter); });
      return;
    }
    isStopped = true;
  });
  addEventListener("pagehide", () => {
    if (isChanged && !isStopped && !sending) navigator.sendBeacon(form.dataset.address, answers());
  });
  addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
}

const print = part("print");
if (print) {
  print.hidden = false;
  print.addEventListener("click", () => window.print());
}
