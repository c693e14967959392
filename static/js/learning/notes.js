/* Notes beside a lesson: a note takes the second that plays, its time seeks, and keeping it leaves the film running.
   Without this file the forms do the same, with a page in between. */

import { clock } from "../player/moment.js";

const player = document.querySelector("trellis-player[data-lesson]");
const frame = () => document.getElementById("notes");
const part = (name) => frame().querySelector(`[data-part="${name}"]`);
const fresh = () => frame().querySelector(".notes__new");
const DRAFT = `trellis.note.${frame().dataset.owner}.${frame().dataset.lesson}`;

let sending = false;

function say(text) {
  part("said").textContent = text;
}

/* Writing begins at a moment; as long as nobody wrote another one, the field shows it. */
function stamp() {
  const { at, text } = fresh().elements;
  if (at && !at.value && !text.value && player?.video?.currentTime) at.value = clock(player.video.currentTime);
}

function begin() {
  stamp();
  fresh().elements.text.focus();
}

/* A page that goes, or a log-in that ended, takes no text away: it waits in this tab. */
function draft() {
  const { text, at } = fresh().elements;
  if (text.value.trim()) sessionStorage.setItem(DRAFT, JSON.stringify({ text: text.value, at: at?.value ?? "" }));
  else sessionStorage.removeItem(DRAFT);
}

function recall() {
  const kept = JSON.parse(sessionStorage.getItem(DRAFT) ?? "null");
  if (!kept) return;
  const { text, at } = fresh().elements;
  text.value = kept.text;
  if (at) at.value = kept.at;
}

function show(html, said) {
  const before = fresh().elements;
  const typed = { text: before.text.value, at: before.at?.value };
  const isNew = sending === fresh();
  const holder = document.createElement("template");
  holder.innerHTML = html;
  frame().replaceWith(holder.content.querySelector("#notes"));
  dress();
  if (isNew) sessionStorage.removeItem(DRAFT);
  else {
    fresh().elements.text.value = typed.text;
    if (typed.at) fresh().elements.at.value = typed.at;
  }
  say(said);
  fresh().elements.text.focus();
}

/* What the server does not simply take (another tab wrote, the log-in ended) is sent again as any form is: it has a page for it. */
async function send(form, button) {
  const data = new FormData(form, button);
  sending = form;
  try {
    const answer = await fetch(form.action, { method: "POST", body: data, headers: { "X-Trellis-Part": "notes" }, redirect: "manual" });
    if (answer.ok) show(await answer.text(), form === fresh() ? frame().dataset.kept : frame().dataset.done);
    else if (answer.type === "opaqueredirect" || answer.status < 500) leave(form, button);
    else say(frame().dataset.failed);
  } catch {
    say(frame().dataset.failed);
  } finally {
    sending = false;
  }
}

function leave(form, button) {
  if (form === fresh()) draft();
  form.dataset.plain = "true";
  form.requestSubmit(button);
}

function dress() {
  const section = frame();
  section.addEventListener("submit", (event) => {
    if (event.target.dataset.plain) return;
    event.preventDefault();
    if (!sending) send(event.target, event.submitter);
  });
  section.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-second]");
    if (!link || !player?.video || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    player.seek(Number(link.dataset.second));
    player.scrollIntoView({ block: "nearest" });
  });
  fresh().elements.text.addEventListener("focus", stamp);
  fresh().addEventListener("input", draft);
  if (player && part("key")) part("key").hidden = false;
}

/* Ctrl+Enter keeps a note wherever one is written. */
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || !event.target.closest?.("#notes textarea")) return;
  event.preventDefault();
  event.target.form.requestSubmit();
});

/* N, only while the focus is in the player, as its other keys (docs/learners.md). */
player?.addEventListener("keydown", (event) => {
  if (event.key.toLowerCase() !== "n" || event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented) return;
  if (event.target.matches("input, select, textarea")) return;
  event.preventDefault();
  begin();
});

if (fresh()) {
  dress();
  recall();
}
