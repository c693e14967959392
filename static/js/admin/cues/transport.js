/* The video beside the cues: plays one of them, repeats it, shows the texts as they stand. */

import { keepSigned } from "../signed-video.js";

const PREVIEW_WAIT = 250;

export class Transport {
  #stop = null;
  #loop = null;
  #track = null;
  #timer = 0;

  /** `onTime(milliseconds)` is called while it plays and when it is moved. */
  constructor(video, { onTime }) {
    this.video = video;
    this.onTime = onTime;
    if (!video) return;
    [this.#track] = video.textTracks;
    this.#track.mode = "showing";
    for (const name of ["seeked", "timeupdate", "pause"]) video.addEventListener(name, () => this.#look());
    video.addEventListener("play", () => this.#run());
    keepSigned(video);
  }

  /** Where the playhead is, in whole milliseconds. */
  get now() {
    return this.video ? Math.round(this.video.currentTime * 1000) : 0;
  }

  get isThere() {
    return Boolean(this.video);
  }

  async toggle() {
    this.#stop = null;
    if (this.video?.paused) await this.video.play().catch(() => {});
    else this.video?.pause();
  }

  /** Play one cue and stop at its end. */
  async play({ start, end }) {
    if (!this.video) return;
    this.video.currentTime = start / 1000;
    this.#stop = end;
    await this.video.play().catch(() => {});
  }

  move(seconds) {
    if (this.video) this.video.currentTime = Math.max(0, this.video.currentTime + seconds);
  }

  show({ start }) {
    if (this.video?.paused) this.video.currentTime = start / 1000;
  }

  /** Repeat a cue from now on; null ends that. */
  repeat(cue) {
    this.#loop = cue;
  }

  /** Put the texts under the picture, a moment after the last change. */
  preview(cues) {
    clearTimeout(this.#timer);
    if (this.#track) this.#timer = setTimeout(() => this.#fill(cues), PREVIEW_WAIT);
  }

  #fill(cues) {
    for (const old of [...(this.#track.cues ?? [])]) this.#track.removeCue(old);
    for (const { start, end, text } of cues) {
      if (end > start && text) this.#track.addCue(new VTTCue(start / 1000, end / 1000, text));
    }
  }

  #run() {
    const step = () => {
      if (this.video.paused) return;
      this.#look();
      requestAnimationFrame(step);
    };
    step();
  }

  #look() {
    const { now } = this;
    this.onTime(now);
    if (this.video.paused) return;
    if (this.#loop && (now >= this.#loop.end || now < this.#loop.start - 50)) this.video.currentTime = this.#loop.start / 1000;
    else if (!this.#loop && this.#stop !== null && now >= this.#stop) {
      this.#stop = null;
      this.video.pause();
    }
  }
}
