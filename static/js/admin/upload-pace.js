// How fast an upload is, how long it still takes, and how large its next piece should be.

const WINDOW = 8000; // milliseconds that the speed looks back
const SMALLEST = 256 * 1024;
const LARGEST = 32 * 1024 * 1024;
export const FIRST_PIECE = 2 * 1024 * 1024;
const SECONDS_A_PIECE = 10; // far below the minute after which some proxies cut a request

export class Pace {
  #points = [];

  /** Note that `bytes` in all had gone at `now` (milliseconds). */
  note(bytes, now) {
    const last = this.#points.at(-1);
    if (last && bytes < last.bytes) this.#points = [];
    this.#points.push({ bytes, now });
    while (this.#points.length > 2 && now - this.#points[0].now > WINDOW) this.#points.shift();
  }

  forget() {
    this.#points = [];
  }

  /** Bytes a second; 0 while nobody can know. */
  get speed() {
    const [first, last] = [this.#points[0], this.#points.at(-1)];
    if (!first || last.now - first.now < 200) return 0;
    return ((last.bytes - first.bytes) * 1000) / (last.now - first.now);
  }

  /** Seconds until `left` bytes have gone, or null. */
  left(left) {
    return this.speed > 0 ? left / this.speed : null;
  }

  /** The size of the next piece, after one of `size` bytes went at the present speed. */
  piece(size) {
    if (!this.speed) return size;
    return Math.round(Math.min(LARGEST, Math.max(SMALLEST, Math.min(this.speed * SECONDS_A_PIECE, size * 2))));
  }
}

/** A smaller piece, for a proxy that takes no large ones; null when there is no smaller one. */
export const smaller = (size) => (size > SMALLEST ? Math.max(SMALLEST, Math.floor(size / 2)) : null);
