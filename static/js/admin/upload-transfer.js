// One file on its way. It says how it stands through `onchange`; nothing here knows of the page.

import { FIRST_PIECE, Pace, smaller } from "./upload-pace.js";

const LONGEST_WAIT = 30; // seconds between two tries
const SILENCE = 45_000; // milliseconds after which a connection that moves nothing is taken for dead

const token = () => document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] ?? document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";

/** The headers that every request of ours carries. Read each time: logging in again changes the token. */
export const credentials = () => ({ "X-CSRFToken": token(), "X-Requested-With": "XMLHttpRequest" });

export class Transfer {
  state = "waiting"; // starting, sending, paused, lost, checking, failed
  reason = ""; // why it failed: a sentence of the server, or one of `loggedOut`, `gone`
  sent = 0;
  isGone = false;
  wait = 0; // seconds until the next try
  pace = new Pace();
  #tries = 0;
  #timer = null;
  #moved = 0;

  constructor(file, { endpoint, url, metadata, onchange, onplace }) {
    this.file = file;
    this.onchange = onchange;
    this.onplace = onplace;
    this.tus = new window.tus.Upload(file, {
      endpoint,
      uploadUrl: url ?? null,
      metadata,
      chunkSize: FIRST_PIECE,
      retryDelays: null, // we wait ourselves, for as long as it takes
      storeFingerprintForResuming: false, // the server knows what is unfinished, on every computer
      onBeforeRequest: (request) => {
        for (const [name, value] of Object.entries(credentials())) request.setHeader(name, value);
      },
      onUploadUrlAvailable: () => this.#placed(),
      onProgress: (sent) => this.#progress(sent),
      onChunkComplete: (size) => {
        this.tus.options.chunkSize = this.pace.piece(Math.max(size, this.tus.options.chunkSize));
      },
      onSuccess: () => this.#become("checking"),
      onError: (error) => this.#error(error),
    });
    if (url) this.tus.options.endpoint = null;
    window.addEventListener("online", () => this.state === "lost" && this.start());
  }

  get url() {
    return this.tus.url ?? this.tus.options.uploadUrl;
  }

  get isBusy() {
    return ["starting", "sending", "lost"].includes(this.state);
  }

  start() {
    clearTimeout(this.#timer);
    this.pace.forget();
    this.#become("starting");
    this.#watch();
    this.tus.start();
  }

  pause() {
    clearTimeout(this.#timer);
    this.tus.abort();
    this.#become("paused");
  }

  /** Begin again with nothing there: the server has forgotten what it had. */
  forget(endpoint) {
    this.tus.url = null;
    Object.assign(this.tus.options, { endpoint, uploadUrl: null });
    this.sent = 0;
    this.isGone = false;
  }

  #become(state) {
    this.state = state;
    if (!["starting", "sending"].includes(state)) clearTimeout(this.#timer);
    this.onchange(this);
  }

  #placed() {
    // Without an endpoint an answer such as 502 to "how far is it?" never begins the file anew.
    this.tus.options.endpoint = null;
    this.onplace(this);
  }

  #progress(sent) {
    if (sent > this.sent) this.#tries = 0;
    this.sent = sent;
    this.#moved = Date.now();
    this.pace.note(sent, performance.now());
    this.#become("sending");
    this.#watch();
  }

  /** A connection may die without a word, for example while a computer sleeps. The server may take its time at the end. */
  #watch() {
    clearTimeout(this.#timer);
    if (this.sent >= this.file.size) return;
    this.#timer = setTimeout(() => {
      this.tus.abort();
      this.#lose();
    }, SILENCE);
  }

  #lose() {
    this.wait = Math.min(LONGEST_WAIT, 2 ** this.#tries);
    this.#tries += 1;
    this.#become("lost");
    this.#timer = setTimeout(() => this.start(), this.wait * 1000);
  }

  #error(error) {
    const answer = error.originalResponse;
    const status = answer?.getStatus() ?? 0;
    const isOurs = Boolean(answer?.getHeader("Tus-Resumable"));
    if (status === 413 && !isOurs && this.#shrink()) return;
    if (!status || (status >= 500 && status !== 507) || [408, 409, 423, 425, 429].includes(status)) return void this.#lose();
    this.isGone = [404, 410, 422].includes(status); // the server keeps nothing of it
    this.reason = { 401: "loggedOut", 404: "gone", 410: "gone" }[status] ?? (isOurs ? answer.getBody() : "");
    if (status === 403 && !isOurs) this.reason = "loggedOut";
    this.#become("failed");
  }

  /** A proxy in front of us takes no pieces of this size. */
  #shrink() {
    const size = smaller(this.tus.options.chunkSize);
    if (size === null) return false;
    this.tus.options.chunkSize = size;
    this.start();
    return true;
  }
}
