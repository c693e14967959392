/* The unsaved text, kept in this browser until it is saved. */

const WAIT = 300;

export class Draft {
  #key;
  #timer = 0;
  #waiting = null;

  constructor(place) {
    this.#key = `trellis.cues/${place}`;
    this.kept = true;
    addEventListener("pagehide", () => this.flush());
  }

  /** Return {base, cues, at} of an unsaved text, or null. */
  read() {
    try {
      const found = JSON.parse(localStorage.getItem(this.#key));
      return Array.isArray(found?.cues) ? found : null;
    } catch {
      return null;
    }
  }

  keep(base, cues) {
    this.#waiting = { base, cues };
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.flush(), WAIT);
  }

  flush() {
    if (!this.#waiting) return;
    try {
      localStorage.setItem(this.#key, JSON.stringify({ ...this.#waiting, at: Date.now() }));
      this.kept = true;
    } catch {
      this.kept = false;
    }
    this.#waiting = null;
  }

  forget() {
    clearTimeout(this.#timer);
    this.#waiting = null;
    localStorage.removeItem(this.#key);
  }
}
