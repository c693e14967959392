import { forget, keep, kept } from "./store.js";

const EVERY = 15_000;
const LONGEST = 300_000;
const BATCH = 150; // below the 64 kB that a page may send while it goes

const FIELDS = ["lesson", "client", "sequence", "video", "version", "start", "end", "clock_start", "clock_end"];
const wire = (interval) => Object.fromEntries(FIELDS.map((name) => [name, interval[name]]));
const key = ({ client, sequence }) => `${client}/${sequence}`;

/* Carries intervals of one account to the server. What is not confirmed stays on the device, over log-out and crash. */
export class Sync {
  #unsent = new Map();
  #options;
  #wait = EVERY;
  #timer;
  #busy = false;

  /** `options`: owner, address, token, `onProgress(list)`, `onTrimmed(list)`. */
  constructor(options) {
    this.#options = options;
  }

  async begin() {
    for (const interval of await kept(this.#options.owner).catch(() => [])) this.#unsent.set(key(interval), interval);
    addEventListener("pagehide", () => this.send({ keepalive: true }));
    addEventListener("online", () => this.#soon(0));
    this.#soon(this.#unsent.size ? 0 : EVERY);
    return [...this.#unsent.values()];
  }

  /** How many stretches the server has not confirmed. */
  get waiting() {
    return this.#unsent.size;
  }

  add(interval) {
    this.#unsent.set(key(interval), interval);
    keep(interval).catch(() => {}); // without IndexedDB the memory of the page has to do
  }

  #soon(wait) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(async () => {
      await this.send();
      this.#soon(this.#wait);
    }, wait);
  }

  async send({ keepalive = false } = {}) {
    const batch = [...this.#unsent.values()].slice(0, BATCH);
    if (!batch.length || (this.#busy && !keepalive)) return;
    this.#busy = true;
    try {
      await this.#post(batch, keepalive);
    } finally {
      this.#busy = false;
    }
  }

  /** Send batch after batch while the server takes them; return how many intervals are left. */
  async sendAll() {
    let before;
    do {
      before = this.#unsent.size;
      await this.send();
    } while (this.#unsent.size && this.#unsent.size < before);
    return this.#unsent.size;
  }

  async #post(batch, keepalive) {
    const response = await fetch(this.#options.address, {
      method: "POST",
      keepalive,
      credentials: "same-origin",
      headers: { "Content-Type": "application/json", "X-CSRFToken": this.#options.token },
      body: JSON.stringify({ intervals: batch.map(wire) }),
    }).catch(() => null);
    if (response?.ok) {
      this.#wait = EVERY;
      await this.#confirmed(batch, await response.json());
    } else if (response?.status === 422) {
      await this.#sift(batch, keepalive);
    } else if (response?.status === 403 && (await this.#without(response))) {
      this.#wait = EVERY; // the rest goes with the next batch
    } else {
      // Offline, logged out, or the server is busy: all of it waits, longer each time.
      this.#wait = Math.min(this.#wait * 2, LONGEST) * (0.8 + 0.4 * Math.random());
    }
  }

  async #confirmed(batch, answer) {
    const done = batch.filter((sent) => this.#unsent.get(key(sent)) === sent); // not those that grew meanwhile
    for (const sent of done) this.#unsent.delete(key(sent));
    await forget(done).catch(() => {});
    this.#options.onProgress(answer.progress);
    if (answer.trimmed.length) this.#options.onTrimmed(answer.trimmed);
  }

  /** The course was not open when some stretches were watched: they never count, and are dropped. Says whether any were. */
  async #without(response) {
    const { refused = [], detail } = await response.json().catch(() => ({}));
    const gone = refused.map((one) => this.#unsent.get(key(one))).filter(Boolean);
    for (const one of gone) this.#unsent.delete(key(one));
    await forget(gone).catch(() => {});
    if (gone.length) this.#options.onTrimmed(gone.map(({ lesson }) => ({ lesson, message: detail })));
    return gone.length > 0;
  }

  /** One bad interval must not hold up the good ones: each is sent alone, the refused one is dropped. */
  async #sift(batch, keepalive) {
    if (batch.length > 1) {
      for (const one of batch) await this.#post([one], keepalive);
    } else {
      this.#unsent.delete(key(batch[0]));
      await forget(batch).catch(() => {});
    }
  }
}
