// One file in the list: what is known of it, its transfer once the file is at hand, and its buttons.

import { Transfer, credentials } from "./upload-transfer.js";
import { bytes, duration, say } from "./upload-words.js";

const QUARTERS = 25;

export class Row {
  #changed = null;
  #quarter = 0;

  /** `known` is {id, name, size, modified, offset, title, language, collection, is_complete}; `id` is null at first. */
  constructor(known, page) {
    this.known = known;
    this.page = page;
    this.transfer = null;
    this.state = known.is_complete ? "checking" : "fileless";
    this.element = document.getElementById("upload-row").content.cloneNode(true).firstElementChild;
    this.part = (name) => this.element.querySelector(`.upload-row__${name}`);
    this.part("name").textContent = known.name;
    this.part("size").textContent = bytes(known.size);
    this.bar = this.element.querySelector("progress");
    this.bar.setAttribute("aria-label", known.name);
    this.toggle = this.element.querySelector("[data-do=toggle]");
    this.toggle.addEventListener("click", () => this.#press());
    this.away = this.element.querySelector("[data-do=remove]");
    this.away.addEventListener("click", () => this.remove());
    this.#fill();
    this.show();
    if (known.is_complete) this.#showResult();
  }

  get fields() {
    return [...this.element.querySelectorAll(".upload-row__details [name]")];
  }

  get isWaiting() {
    return this.state === "waiting";
  }

  /** Whether this is the file, unchanged, that the server has the beginning of. */
  fits(file) {
    return file.name === this.known.name && file.size === this.known.size && file.lastModified === this.known.modified;
  }

  /** Take the file and wait for a turn. */
  take(file) {
    this.transfer = new Transfer(file, {
      endpoint: this.page.endpoint,
      url: this.known.id && this.#address(),
      metadata: this.#metadata(),
      onchange: () => this.#follow(),
      onplace: () => this.#placed(),
    });
    this.transfer.sent = this.known.offset;
    this.#become("waiting");
  }

  begin() {
    if (!this.known.id) this.transfer.tus.options.metadata = this.#metadata();
    this.transfer.start();
  }

  async remove() {
    this.transfer?.pause();
    if (this.known.id && this.state !== "finished") {
      const headers = { ...credentials(), "Tus-Resumable": "1.0.0" };
      const answer = await fetch(this.#address(), { method: "DELETE", headers }).catch(() => null);
      if (!answer || ![204, 404, 410].includes(answer.status)) {
        this.show(say("failed", { reason: say(answer?.status === 403 ? "loggedOut" : "unknown") }));
        return;
      }
    }
    this.page.drop(this, this.state === "finished" ? "" : say("removed", { name: this.known.name }));
  }

  #address() {
    return `${this.page.endpoint}${this.known.id}/`;
  }

  #metadata() {
    const { name, modified } = this.known;
    const said = Object.fromEntries(this.fields.map((field) => [field.name, field.value]));
    const replaces = this.page.replaces ? { replaces: String(this.page.replaces) } : {};
    return { filename: name, modified: String(modified), ...said, ...replaces };
  }

  #fill() {
    for (const field of this.fields) {
      field.value = String(this.known[field.name]);
      field.addEventListener("input", () => {
        clearTimeout(this.#changed);
        this.#changed = setTimeout(() => this.save(), 500);
      });
    }
  }

  /** Tell the server what has been typed since. */
  async save() {
    clearTimeout(this.#changed);
    if (!this.known.id || !this.fields.length) return;
    const body = new URLSearchParams(this.fields.map((field) => [field.name, field.value]));
    const answer = await fetch(`${this.#address()}details/`, { method: "POST", headers: credentials(), body, keepalive: true }).catch(() => null);
    const isGood = Boolean(answer?.ok);
    for (const field of this.fields) field.setAttribute("aria-invalid", String(!isGood && !field.value.trim()));
    if (!isGood && answer?.status === 400) this.page.say((await answer.json()).error);
  }

  #placed() {
    this.known.id = this.transfer.url.split("/").filter(Boolean).at(-1);
    this.save();
  }

  #press() {
    if (this.state === "fileless") return this.page.askFor(this);
    if (this.transfer.isBusy || this.state === "waiting") return this.transfer.pause();
    if (this.transfer.isGone) this.transfer.forget(this.page.endpoint);
    this.transfer.reason = "";
    this.#become("waiting");
  }

  #follow() {
    const { state, sent } = this.transfer;
    this.known.offset = sent;
    if (this.transfer.isGone) this.known.id = null;
    if (state === "sending" && this.state === "sending") return this.show();
    this.#become(state);
    if (state === "checking") this.#showResult();
  }

  #become(state) {
    const isNews = state !== this.state;
    this.state = state;
    this.show();
    if (isNews && state !== "starting" && state !== "waiting") this.page.announce(`${this.known.name}: ${this.part("words").textContent}`);
    if (isNews) this.page.next();
  }

  get #percent() {
    return Math.floor((100 * this.known.offset) / this.known.size);
  }

  #sentence() {
    const percent = this.#percent;
    const transfer = this.transfer;
    if (this.state === "failed") {
      const known = { loggedOut: "loggedOut", gone: "gone" }[transfer.reason];
      return say("failed", { reason: known ? say(known) : transfer.reason || say("unknown") });
    }
    if (this.state === "sending" && !transfer.pace.speed) return say("starting");
    const speed = transfer ? bytes(transfer.pace.speed) : "";
    const left = transfer ? duration(transfer.pace.left(this.known.size - this.known.offset)) : "";
    return say(this.state, { percent, speed, left, seconds: transfer?.wait ?? 0 });
  }

  show(sentence = this.#sentence()) {
    this.element.dataset.state = this.state;
    this.bar.value = this.state === "finished" ? 100 : this.#percent;
    this.part("words").textContent = sentence;
    const label = { fileless: "choose", failed: this.transfer?.reason === "loggedOut" ? "goOn" : "retry", paused: "goOn" }[this.state] ?? "pause";
    this.#label(this.toggle, say(label));
    this.#label(this.away, say(this.state === "finished" ? "hide" : "remove"));
    this.away.classList.toggle("no", this.state !== "finished");
    this.toggle.hidden = ["checking", "finished"].includes(this.state);
    const quarter = Math.floor(this.#percent / QUARTERS);
    if (quarter > this.#quarter && this.state === "sending") this.page.announce(`${this.known.name}: ${this.#percent} %`);
    this.#quarter = quarter;
  }

  #label(button, words) {
    button.textContent = words;
    button.setAttribute("aria-label", `${words}: ${this.known.name}`);
  }

  /** From here on the server shows what becomes of the file: a video, or a question. */
  #showResult() {
    const place = this.part("result");
    place.addEventListener("htmx:afterSwap", () => {
      const isDone = Boolean(place.querySelector("[data-done]"));
      if (isDone && this.state !== "finished") {
        this.known.offset = this.known.size;
        this.#become("finished");
      } else if (!isDone) {
        this.part("words").textContent = "";
        this.page.announce(place.textContent.trim());
      }
    });
    this.save().finally(() => window.htmx.ajax("GET", `${this.#address()}result/`, { target: place, swap: "innerHTML" }));
  }
}
