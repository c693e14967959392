/* A restricted video lies at an address that runs out after minutes: its prefix holds a token. This asks for a new one
   before the old one ends, or as soon as it is refused, and writes it into every later address. */

const PREFIX = /^.*?\/signed\/[^/]+\//;
const REFUSED = [401, 403, 410];
const EARLY = 30_000; // milliseconds before the end

export class Access {
  #address;
  #prefix = "";
  #until = 0;
  #asking = null;
  #onNew;

  /** `address` answers `{prefix, expires_in}`; `onNew` is called after each new prefix. */
  constructor(address, onNew) {
    this.#address = address;
    this.#onNew = onNew;
  }

  /** Return `address` with the prefix that is good now. */
  current(address) {
    return this.#prefix ? address.replace(PREFIX, this.#prefix) : address;
  }

  /** Whether `status` means that the prefix is no longer good; the next request asks for a new one. */
  refuses(status) {
    if (!REFUSED.includes(status)) return false;
    this.#until = 0;
    return true;
  }

  /** Make sure that the prefix is good. Rejects when the server gives none. */
  fresh() {
    if (Date.now() < this.#until) return Promise.resolve();
    this.#asking ??= this.#ask().finally(() => {
      this.#asking = null;
    });
    return this.#asking;
  }

  async #ask() {
    const response = await fetch(this.#address, { credentials: "same-origin", cache: "no-store" });
    if (!response.ok) throw new Error(`${this.#address}: ${response.status}`);
    const { prefix, expires_in: seconds } = await response.json();
    this.#prefix = prefix;
    this.#until = Date.now() + Math.max(seconds * 1000 - EARLY, seconds * 500);
    this.#onNew();
  }
}
