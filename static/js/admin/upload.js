// The page "Upload videos": files come in by the button or by dropping them, two of them travel at once.

import { Row } from "./upload-row.js";
import { bytes, say } from "./upload-words.js";

const AT_ONCE = 2;
const REMEMBERED = 20; // sentences that were announced
const configuration = JSON.parse(document.getElementById("upload-configuration").textContent);
const find = (name) => document.getElementById(`upload-${name}`);

class Page {
  endpoint = configuration.endpoint;
  replaces = configuration.replaces;
  rows = [];
  #asking = null;

  constructor() {
    find("choose").addEventListener("click", () => this.askFor(null));
    find("files").addEventListener("change", () => {
      this.receive([...find("files").files]);
      find("files").value = "";
    });
    this.#hearDrops();
    for (const known of configuration.pending) this.#add(new Row(known, this));
    window.addEventListener("beforeunload", (event) => {
      if (this.rows.some((row) => row.transfer?.isBusy)) event.preventDefault();
    });
    window.addEventListener("pagehide", () => this.rows.forEach((row) => row.save()));
  }

  /** Open the computer's own window; `row` is the file that is wanted, or null for any. */
  askFor(row) {
    this.#asking = row;
    find("files").multiple = !row && !this.replaces;
    find("files").click();
  }

  receive(files) {
    this.say("");
    const wanted = this.#asking;
    this.#asking = null;
    if (wanted && files.length) {
      if (wanted.fits(files[0])) wanted.take(files[0]);
      else this.say(say("other", { name: wanted.known.name, size: bytes(wanted.known.size) }));
    } else {
      const refused = files.map((file) => this.#take(file)).filter(Boolean);
      if (refused.length) this.say(refused.join(" "));
    }
    this.next();
  }

  /** Begin or resume `file`; return a sentence when it cannot be taken. */
  #take(file) {
    const name = file.name;
    const known = this.rows.find((row) => row.state !== "finished" && row.fits(file));
    if (known && known.transfer) return say("double", { name });
    if (known && !known.known.is_complete) return void known.take(file);
    if (!file.size) return say("empty", { name });
    if (file.size > configuration.maximum) {
      return say("large", { name, size: bytes(file.size), limit: bytes(configuration.maximum) });
    }
    if (this.replaces && this.rows.some((row) => row.state !== "finished")) return say("single");
    const row = new Row(this.#described(file), this);
    this.#add(row);
    row.take(file);
    return "";
  }

  #described(file) {
    const title = file.name.replace(/\.[^.]+$/, "").replaceAll("_", " ").trim() || file.name;
    const chosen = (name) => document.getElementById(`id_${name}`)?.value ?? "";
    const base = { id: null, name: file.name, size: file.size, modified: file.lastModified, offset: 0, is_complete: false };
    return { ...base, title, language: chosen("language"), collection: chosen("collection") };
  }

  #add(row) {
    this.rows.push(row);
    find("list").append(row.element);
    find("heading").hidden = false;
  }

  drop(row, sentence) {
    const place = this.rows.indexOf(row);
    this.rows = this.rows.filter((one) => one !== row);
    row.element.remove();
    this.announce(sentence);
    find("heading").hidden = !this.rows.length;
    (this.rows[place] ?? this.rows.at(-1))?.element.querySelector("button:not([hidden])")?.focus();
    if (!this.rows.length) find("choose").focus();
    this.next();
  }

  /** Start who waits, while there is room. */
  next() {
    for (const row of this.rows) {
      const busy = this.rows.filter((one) => one.transfer?.isBusy).length;
      if (row.isWaiting && busy < AT_ONCE) row.begin();
    }
  }

  say(sentence) {
    find("notice").textContent = sentence;
  }

  /** Tell those who do not see it. Each sentence stands by itself, so that none is lost behind the next. */
  announce(sentence) {
    if (!sentence) return;
    const line = document.createElement("p");
    line.textContent = sentence;
    find("said").append(line);
    while (find("said").childElementCount > REMEMBERED) find("said").firstElementChild.remove();
  }

  #hearDrops() {
    const zone = find("zone");
    const hold = (event) => {
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      zone.classList.toggle("upload-zone--over", event.type === "dragover");
    };
    document.addEventListener("dragover", hold);
    document.addEventListener("dragleave", hold);
    document.addEventListener("drop", (event) => {
      hold(event);
      const files = [...(event.dataTransfer?.files ?? [])];
      if (files.length) this.receive(files);
    });
  }
}

new Page();
