/* The page on which somebody writes and times cues: holds the text, and tells the parts of the page what to show. */

import { written } from "./clock.js";
import { commands } from "./commands.js";
import { Draft } from "./draft.js";
import { CueForm, fill } from "./form.js";
import { History } from "./history.js";
import { explain, wanted } from "./keys.js";
import { CueList } from "./list.js";
import * as operations from "./operations.js";
import { problems } from "./problems.js";
import { save } from "./saving.js";
import { Transport } from "./transport.js";

const json = (id) => JSON.parse(document.getElementById(id).textContent);
const numbered = (rows) => operations.sorted(rows.map((row, index) => ({ ...row, id: index + 1 })));
const content = (cues) => JSON.stringify(cues.map(({ start, end, text }) => [start, end, text]));

class Editor {
  #errors = new WeakMap();
  #isSaving = false;
  #isLooping = false;
  #theirs = null;

  constructor(form) {
    this.form = form;
    this.data = json("cue-data");
    this.words = json("cue-words");
    this.part = Object.fromEntries([...document.querySelectorAll("[data-part]")].map((one) => [one.dataset.part, one]));
    this.reference = numbered(this.data.reference);
    this.base = this.data.base;
    const stored = numbered(this.data.cues);
    this.saved = this.base ? stored : operations.fill(stored, this.reference);
    this.history = new History(this.saved);
    this.id = this.saved[0]?.id ?? 0;
    this.draft = new Draft(this.data.place);
    this.#parts();
    this.commands = commands(this);
    this.#listen();
    this.#restore();
    this.draw();
  }

  get cues() {
    return this.history.state;
  }

  get cue() {
    return this.cues.find((one) => one.id === this.id);
  }

  get isDirty() {
    return this.cues !== this.saved;
  }

  #parts() {
    const { part, words } = this;
    const { isReading } = this.data;
    this.transport = new Transport(part.video, { onTime: (now) => this.#time(now) });
    this.fields = new CueForm(part, { words, isReading, onChange: (values, kind) => this.change(values, kind) });
    this.list = new CueList(part.list, {
      hint: (cue) => operations.beside(this.reference, cue).join(" "),
      onPick: (id, options) => this.pick(id, options),
      onEnter: () => this.fields.focus(),
    });
    explain(part.keys);
    // Whoever has no keyboard at hand has no use for its keys.
    if (matchMedia("(pointer: coarse)").matches) part.keys.closest("details").open = false;
  }

  #listen() {
    document.addEventListener("click", (event) => {
      const name = event.target.closest("[data-do]")?.dataset.do;
      if (name) this.do(name);
    });
    document.addEventListener("keydown", (event) => {
      const name = this.part.conflict.open ? undefined : wanted(event);
      if (!name) return;
      event.preventDefault();
      this.do(name);
    });
    this.form.addEventListener("submit", (event) => event.preventDefault());
    addEventListener("beforeunload", (event) => {
      this.draft.flush();
      if (this.isDirty) event.preventDefault();
    });
  }

  #restore() {
    const found = this.draft.read();
    if (!found) return;
    const cues = numbered(found.cues);
    if (content(cues) === content(this.saved)) return this.draft.forget();
    const when = new Date(found.at).toLocaleString(document.documentElement.lang);
    // Saving then asks before it writes over what somebody else saved.
    const isStale = found.base !== this.base;
    this.base = found.base;
    this.history.push(cues);
    this.say(fill(isStale ? this.words.staleDraft : this.words.draft, { when }));
  }

  do(name) {
    const done = this.commands[name]?.();
    if (done instanceof Promise) done.catch((error) => console.error(error));
  }

  /** Where the playhead is in milliseconds, -1 without a video. */
  get playhead() {
    return this.transport.isThere ? this.transport.now : -1;
  }

  /** Go to a new list of cues, with a word about it; the same list means that nothing could be done. */
  apply(cues, word, values = {}) {
    if (cues === this.cues) return this.say(this.words.nothing);
    this.history.push(cues);
    this.changed(fill(this.words[word], values));
  }

  change(values, kind) {
    if (!this.cue) return;
    this.history.push(operations.change(this.cues, this.id, values), kind);
    this.changed();
  }

  repeat(isOn) {
    this.#isLooping = isOn;
    this.form.querySelector("[data-do=loop]").setAttribute("aria-pressed", String(isOn));
    this.transport.repeat(isOn ? (this.cue ?? null) : null);
  }

  get isLooping() {
    return this.#isLooping;
  }

  pick(id, options) {
    this.history.pause();
    this.id = id;
    this.draw();
    this.list.reveal(id, options);
    this.transport.show(this.cue);
  }

  #time(now) {
    this.part.now.textContent = written(now);
    this.list.playing(this.cues, now);
  }

  changed(word = "") {
    if (!this.cue) this.id = this.#nearest();
    if (this.isDirty) this.draft.keep(this.base, this.cues);
    else this.draft.forget();
    this.say(word);
    this.draw();
    if (word) this.list.reveal(this.id);
  }

  #nearest() {
    const now = this.transport.now;
    return (this.cues.findLast((cue) => cue.start <= now) ?? this.cues[0])?.id ?? 0;
  }

  #remarks(cue, index) {
    const found = problems(cue, this.cues[index + 1], this.data).map(({ code, ...values }) => fill(this.words[code], values));
    const error = this.#errors.get(cue);
    return error && !found.includes(error) ? [error, ...found] : found;
  }

  draw() {
    const { cues, cue } = this;
    const index = cues.indexOf(cue);
    const remarks = cues.map((one, place) => this.#remarks(one, place));
    this.list.draw(cues, this.id, (_one, place) => remarks[place]);
    this.fields.draw(cue, {
      index,
      count: cues.length,
      remarks: cue ? remarks[index] : [],
      beside: cue ? operations.beside(this.reference, cue) : [],
    });
    const flagged = remarks.filter((one) => one.length).length;
    this.part.count.textContent = cues.length ? fill(this.words.counted, { count: cues.length, flagged }) : this.words.none;
    this.transport.repeat(this.#isLooping ? (cue ?? null) : null);
    this.transport.preview(cues);
    this.#state();
  }

  #state(word) {
    const unsaved = this.draft.kept ? this.words.unsaved : this.words.notKept;
    this.part.state.textContent = word ?? (this.isDirty ? unsaved : "");
    for (const [name, can] of [["undo", this.history.canUndo], ["redo", this.history.canRedo]]) {
      this.form.querySelector(`[data-do=${name}]`).setAttribute("aria-disabled", String(!can));
    }
  }

  say(word = "") {
    this.part.said.textContent = word;
  }

  alert(word = "") {
    this.part.alert.textContent = word;
  }

  async save(base = this.base) {
    if (this.#isSaving) return;
    this.#isSaving = true;
    this.draft.flush();
    this.#state(this.words.saving);
    this.alert();
    const sent = this.cues;
    const token = this.form.elements.csrfmiddlewaretoken.value;
    const answer = await save(this.data.saveAt, token, base, sent);
    this.#isSaving = false;
    this.#state();
    if (answer.kind === "saved") this.#keepSaved(answer, sent);
    else if (answer.kind === "wrong") this.#showErrors(answer, sent);
    else if (answer.kind === "conflict") this.#showConflict(answer);
    else this.alert(this.words[answer.kind]);
  }

  #keepSaved({ base, cues }, sent) {
    this.base = base;
    this.saved = sent;
    const isCleaned = cues.some((cue, index) => cue.text !== sent[index].text.trim());
    if (isCleaned && this.cues === sent) {
      this.saved = cues.map((cue, index) => ({ ...cue, id: sent[index].id }));
      this.history.push(this.saved);
    }
    this.changed();
    if (!this.isDirty) this.#state(isCleaned ? this.words.cleaned : this.words.saved);
  }

  #showErrors({ message, errors }, sent) {
    for (const { index, message: words } of errors) this.#errors.set(sent[index], words);
    this.alert(message);
    if (errors.length) this.pick(sent[errors[0].index].id, { focus: true });
  }

  #showConflict(answer) {
    this.#theirs = answer;
    this.part.changed.textContent = answer.message;
    this.part.conflict.showModal();
  }

  /** Go to what somebody else saved; undo leads back to one's own. */
  showTheirs() {
    this.part.conflict.close();
    this.base = this.#theirs.base;
    this.saved = numbered(this.#theirs.cues);
    this.history.push(this.saved);
    this.changed();
  }

  overwrite() {
    this.part.conflict.close();
    return this.save(this.#theirs.base);
  }
}

new Editor(document.getElementById("cues"));
