import { attach } from "./engine.js";
import { dress, loadControls } from "./controls.js";
import { offerQualities } from "./renditions.js";
import { waitForVideo } from "./waiting.js";

const SPEED = "trellis.speed";

function remembered() {
  const speed = Number(localStorage.getItem(SPEED));
  return speed >= 0.25 && speed <= 2 ? speed : 1;
}

/* <trellis-player>: a poster and a button until play is wanted; only then come the controls and the engine. */
class TrellisPlayer extends HTMLElement {
  #engine = null;
  #ready = null;
  #stretches = [];

  connectedCallback() {
    this.video = this.querySelector("video");
    if (!this.video) {
      waitForVideo(this);
      return;
    }
    this.start = Number(this.dataset.start || 0);
    this.video.controls = false;
    this.button = this.querySelector(".player__start");
    this.button.hidden = false;
    this.button.addEventListener("click", () => this.play());
    this.querySelector(".player__retry").addEventListener("click", () => this.#retry());
    this.video.addEventListener("error", () => this.#engine && this.#fail());
    this.video.addEventListener("timeupdate", () => this.#skip());
    this.video.addEventListener("ratechange", () => {
      if (this.video.readyState) localStorage.setItem(SPEED, String(this.video.playbackRate));
    });
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
      this.#fail();
      return false;
    }
  }

  async #build() {
    this.dataset.state = "loading";
    await loadControls(this.dataset.controlsScript);
    if (!this.controller) {
      this.controller = dress(this.video, { speed: this.dataset.wordSpeed, quality: this.dataset.wordQuality });
      this.button.hidden = true;
      this.controller.querySelector("media-play-button").focus();
    }
    await this.#attach(this.start);
  }

  async #attach(start) {
    this.#engine = await attach(this.video, {
      hls: this.dataset.hls,
      mp4: this.dataset.mp4,
      script: this.dataset.engineScript,
      start,
      onFail: () => this.#fail(),
    });
    this.dataset.engine = this.#engine.name;
    this.dataset.state = "playing";
    if (this.#engine.hls) offerQualities(this.video, this.#engine.hls);
    // A new source resets the rate to the default one.
    this.video.defaultPlaybackRate = this.video.playbackRate = remembered();
  }

  #fail() {
    this.dataset.state = "error";
    this.querySelector(".player__error").hidden = false;
  }

  async #retry() {
    const second = this.video.currentTime || this.start;
    this.querySelector(".player__error").hidden = true;
    this.#engine?.destroy();
    this.start = second;
    if (this.controller) this.#ready = this.#attach(second);
    await this.play();
  }
}

customElements.define("trellis-player", TrellisPlayer);
