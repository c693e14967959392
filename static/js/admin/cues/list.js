/* The list of cues: one button a cue, one of them in the order of Tab, arrows go from one to the next. */

import { written } from "./clock.js";

export class CueList {
  #rows = new Map();

  /** `hint(cue)` is what is shown of a cue without a text. */
  constructor(root, { hint, onPick, onEnter }) {
    this.root = root;
    this.hint = hint;
    root.addEventListener("click", (event) => {
      const row = event.target.closest(".cue");
      if (row) onPick(Number(row.dataset.id));
    });
    root.addEventListener("keydown", (event) => this.#key(event, onPick, onEnter));
  }

  /** Draw the cues; `remarks(cue, index)` gives sentences. Only rows that changed are touched. */
  draw(cues, currentId, remarks) {
    const left = new Map(this.#rows);
    let before = null;
    for (const [index, cue] of cues.entries()) {
      const row = this.#rows.get(cue.id) ?? this.#make(cue.id);
      left.delete(cue.id);
      this.#write(row, cue, remarks(cue, index), cue.id === currentId);
      const expected = before ? before.nextSibling : this.root.firstChild;
      if (row.item !== expected) this.root.insertBefore(row.item, expected);
      before = row.item;
    }
    for (const [id, row] of left) {
      row.item.remove();
      this.#rows.delete(id);
    }
  }

  /** Mark what is shown at `time`. */
  playing(cues, time) {
    for (const { id, start, end } of cues) {
      const row = this.#rows.get(id);
      const isPlaying = start <= time && time < end;
      if (!row || row.isPlaying === isPlaying) continue;
      row.isPlaying = isPlaying;
      row.button.toggleAttribute("data-playing", isPlaying);
    }
  }

  reveal(id, { focus = false } = {}) {
    const button = this.#rows.get(id)?.button;
    button?.scrollIntoView({ block: "nearest" });
    // Rows that were never on the screen have a guessed height: look again once they are drawn.
    requestAnimationFrame(() => requestAnimationFrame(() => button?.scrollIntoView({ block: "nearest" })));
    if (focus) button?.focus({ preventScroll: true });
  }

  get hasFocus() {
    return this.root.contains(document.activeElement);
  }

  #make(id) {
    const item = document.createElement("li");
    item.innerHTML = '<button class="cue" type="button"><span class="cue__time"></span> <span class="cue__text"></span> <span class="cue__remarks"></span></button>';
    const button = item.firstChild;
    button.dataset.id = id;
    const row = { item, button, time: button.children[0], text: button.children[1], remarks: button.children[2], shown: "" };
    this.#rows.set(id, row);
    return row;
  }

  #write(row, cue, remarks, isCurrent) {
    const shown = JSON.stringify([cue.start, cue.end, cue.text, remarks, isCurrent]);
    if (shown === row.shown) return;
    row.shown = shown;
    row.time.textContent = written(cue.start);
    const text = cue.text.replace(/<\/?[biu]>/gi, "").trim();
    row.text.textContent = text || this.hint(cue);
    row.text.toggleAttribute("data-hint", !text);
    row.remarks.textContent = remarks.join(" ");
    row.button.tabIndex = isCurrent ? 0 : -1;
    row.button.setAttribute("aria-current", String(isCurrent));
  }

  #key(event, onPick, onEnter) {
    const item = event.target.closest("li");
    if (!item || event.altKey || event.ctrlKey || event.metaKey) return;
    const next = {
      ArrowDown: item.nextSibling,
      ArrowUp: item.previousSibling,
      Home: this.root.firstChild,
      End: this.root.lastChild,
    }[event.key];
    if (event.key === "Enter") {
      event.preventDefault();
      onPick(Number(item.firstChild.dataset.id));
      onEnter();
    } else if (next) {
      event.preventDefault();
      onPick(Number(next.firstChild.dataset.id), { focus: true });
    }
  }
}
