/* The fields of one cue. */

import { read, written } from "./clock.js";
import { measure } from "./problems.js";

const fill = (sentence, values) => sentence.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");

export class CueForm {
  #shown = null;

  /** `onChange(values, kind)` is called with what was typed; `kind` joins letters of one text into one step. */
  constructor(part, { words, isReading, onChange }) {
    this.part = part;
    this.words = words;
    this.isReading = isReading;
    part.text.addEventListener("input", () => onChange({ text: part.text.value }, `text ${this.#shown?.id}`));
    for (const name of ["start", "end"]) {
      part[name].addEventListener("change", () => this.#time(name, onChange));
      part[name].addEventListener("input", () => part[name].removeAttribute("aria-invalid"));
    }
  }

  draw(cue, { index, count, remarks, beside }) {
    const { part, words } = this;
    part.nth.textContent = cue ? fill(words.nth, { n: index + 1, count }) : words.none;
    for (const control of part.one.querySelectorAll("input, textarea, button:not([data-do=insert])")) control.disabled = !cue;
    part.remarks.replaceChildren(...remarks.map((words) => Object.assign(document.createElement("li"), { textContent: words })));
    if (part.beside) part.beside.textContent = beside.join("\n");
    const figures = cue && measure(cue);
    part.measure.textContent = cue && this.isReading ? fill(words.measure, figures) : "";
    this.#values(cue);
    this.#shown = cue ?? null;
  }

  /** Where the cursor stands in the text; at its end when nobody was in it. */
  get letter() {
    return this.part.text.selectionStart;
  }

  focus() {
    this.part.text.focus();
  }

  #values(cue) {
    const { part } = this;
    const text = cue?.text ?? "";
    if (part.text.value !== text) part.text.value = text;
    for (const name of ["start", "end"]) {
      // What is half typed stays until it is done, or until another cue is shown.
      if (part[name] === document.activeElement && cue?.id === this.#shown?.id && cue?.[name] === this.#shown?.[name]) continue;
      part[name].value = cue ? written(cue[name]) : "";
      part[name].removeAttribute("aria-invalid");
    }
  }

  #time(name, onChange) {
    const field = this.part[name];
    const time = read(field.value);
    field.setAttribute("aria-invalid", String(time === null));
    if (time === null) {
      const item = Object.assign(document.createElement("li"), { textContent: this.words.noTime });
      this.part.remarks.replaceChildren(item);
      return;
    }
    field.removeAttribute("aria-invalid");
    onChange({ [name]: time });
  }
}

export { fill };
