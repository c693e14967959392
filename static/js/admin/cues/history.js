/* What was done, so that it can be undone: each step is a whole state, which shares what did not change. */

const DEPTH = 500;

export class History {
  #past = [];
  #future = [];
  #kind = "";

  constructor(state) {
    this.state = state;
  }

  /** Go to a new state. Steps of the same `kind` in a row, such as typing into one text, are one step. */
  push(state, kind = "") {
    if (!kind || kind !== this.#kind) this.#past = [...this.#past.slice(1 - DEPTH), this.state];
    this.#kind = kind;
    this.#future = [];
    this.state = state;
  }

  /** Let the next step be one of its own. */
  pause() {
    this.#kind = "";
  }

  undo() {
    return this.#move(this.#past, this.#future);
  }

  redo() {
    return this.#move(this.#future, this.#past);
  }

  get canUndo() {
    return this.#past.length > 0;
  }

  get canRedo() {
    return this.#future.length > 0;
  }

  #move(from, to) {
    if (!from.length) return false;
    to.push(this.state);
    this.state = from.pop();
    this.#kind = "";
    return true;
  }
}
