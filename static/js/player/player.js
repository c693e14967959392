/* <trellis-player>: a poster and a button until play is wanted; only then come the controls and the engine (stage.js). */

class TrellisPlayer extends HTMLElement {
  #ready = null;
  #stage = null;
  #stretches = [];

  connectedCallback() {
    if (this.video) return;
    this.video = this.querySelector("video");
    if (!this.video) {
      if (this.dataset.state !== "failed") import("./waiting.js").then(({ waitForVideo }) => waitForVideo(this));
      return;
    }
    this.start = Number(this.dataset.start || 0);
    this.video.controls = false;
    this.button = this.querySelector(".player__start");
    this.button.hidden = false;
    this.button.addEventListener("click", () => this.play());
    this.querySelector(".player__retry").addEventListener("click", () => this.#retry());
    this.video.addEventListener("error", () => this.#broken());
    this.video.addEventListener("timeupdate", () => this.#skip());
  }

  /** The hls.js that plays, or null. */
  get hls() {
    return this.#stage?.hls ?? null;
  }

  /** Say where playing will begin, in seconds; too late once it has begun. */
  beginAt(second, label) {
    if (this.#ready) return;
    this.start = second;
    if (label) this.button.setAttribute("aria-label", label);
  }

  async play() {
    if (!(await this.#prepare())) return;
    await this.video.play().catch(() => {});
  }

  async seek(second) {
    this.#stretches = [];
    if (!this.#ready) this.start = second;
    else this.video.currentTime = second;
    await this.play();
  }

  /** Play `[start, end]` pairs in seconds one after another, and stop after the last. */
  async playOnly(stretches) {
    if (!stretches.length) return;
    await this.seek(stretches[0][0]);
    this.#stretches = stretches.slice();
  }

  /** Show that playing cannot go on, and offer to try again. */
  fail() {
    this.dataset.state = "error";
    this.querySelector(".player__error").hidden = false;
    if (this.contains(document.activeElement)) this.querySelector(".player__retry").focus();
  }

  #skip() {
    const [now, ...rest] = this.#stretches;
    if (!now || this.video.seeking || this.video.currentTime < now[1]) return;
    this.#stretches = rest;
    if (rest.length) this.video.currentTime = rest[0][0];
    else this.video.pause();
  }

  async #prepare() {
    this.#ready ??= this.#build();
    try {
      await this.#ready;
      return true;
    } catch {
      this.#ready = null;
      this.fail();
      return false;
    }
  }

  async #build() {
    this.dataset.state = "loading";
    if (!this.#stage) {
      const { Stage } = await import("./stage.js");
      this.#stage = await Stage.dress(this);
      this.button.hidden = true;
    }
    await this.#stage.attach(this.start);
  }

  async #broken() {
    if (this.#stage?.isAttached && !(await this.#stage.mend())) this.fail();
  }

  async #retry() {
    this.start = this.video.currentTime || this.start;
    this.querySelector(".player__error").hidden = true;
    this.#ready = null;
    await this.play();
    this.#stage?.focus();
  }
}

customElements.define("trellis-player", TrellisPlayer);
