/* A player that plays: media-chrome's controls around our own <video>, our panels beside them, an engine behind. */

import { Access } from "./access.js";
import { Captions } from "./captions.js";
import { offerChapters } from "./chapters.js";
import { Descriptions } from "./descriptions.js";
import { attach } from "./engine.js";
import { listenToKeys } from "./keyboard.js";
import { recall } from "./memory.js";
import { askedOf } from "./moment.js";
import { anchorPanels } from "./panels.js";
import { Settings } from "./settings.js";
import { translate } from "./words.js";

const SAID = 1500; // milliseconds
const AGAIN = 30_000; // milliseconds between two attempts to mend
let loading;

/* However many players a page has, media-chrome is loaded once. */
function load(address) {
  loading ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = address;
    script.addEventListener("load", resolve);
    script.addEventListener("error", () => {
      loading = undefined;
      script.remove();
      reject(new Error(address));
    });
    document.head.append(script);
  });
  return loading;
}

function wrap(player, content) {
  const { video } = player;
  const panels = [...content.querySelectorAll(".player__panel")];
  const controller = document.createElement("media-controller");
  controller.className = "player__controller";
  for (const [name, value] of Object.entries({
    defaultstreamtype: "on-demand", nohotkeys: "", nosubtitleslangpref: "", novolumepref: "", nomutedpref: "", lang: document.documentElement.lang,
  })) controller.setAttribute(name, value);
  controller.append(content);
  video.replaceWith(controller);
  video.controls = false;
  video.slot = "media";
  controller.prepend(video);
  controller.after(...panels);
  return controller;
}

function storyboard(player) {
  if (!player.dataset.storyboard) return;
  const track = document.createElement("track");
  Object.assign(track, { kind: "metadata", label: "thumbnails", src: player.dataset.storyboard, default: true });
  player.video.append(track);
}

export class Stage {
  #player;
  #engine = null;
  #mended = 0;
  #retold = 0;
  #silence;

  /** Load the controls and put them around the video of `player`. */
  static async dress(player) {
    await load(player.dataset.controlsScript);
    return new Stage(player);
  }

  constructor(player) {
    this.#player = player;
    const parts = player.querySelector(".player__parts");
    this.words = JSON.parse(parts.dataset.words);
    this.video = player.video;
    const { renew, lesson } = player.dataset;
    this.access = renew ? new Access(renew, () => this.#readdress()) : null;
    storyboard(player);
    this.video.addEventListener("error", (event) => this.#retell(event.target), true); // of a track: it does not bubble
    this.controller = wrap(player, document.importNode(parts.content, true));
    translate(this.controller, this.words);
    this.captions = new Captions(this);
    this.descriptions = new Descriptions(this);
    this.settings = new Settings(this);
    offerChapters(this);
    anchorPanels(player);
    listenToKeys(this);
    if (!lesson && !player.start) player.start = askedOf(player) ?? 0;
    this.focus();
  }

  get player() {
    return this.#player;
  }

  get isAttached() {
    return this.#engine !== null;
  }

  get hls() {
    return this.#engine?.hls ?? null;
  }

  /** Find one part of the player, by the name of its `data-part`. */
  part(name) {
    return this.#player.querySelector(`[data-part="${name}"]`);
  }

  focus() {
    this.controller.querySelector("media-play-button").focus();
  }

  /** Show and speak a short sentence. */
  say(text) {
    const place = this.controller.querySelector(".player__said");
    place.textContent = text;
    clearTimeout(this.#silence);
    this.#silence = setTimeout(() => { place.textContent = ""; }, SAID);
  }

  /** Begin at `start` seconds with what the reader chose; an engine that is there already goes. */
  async attach(start) {
    const { dataset } = this.#player;
    this.#engine?.destroy();
    this.#engine = null;
    await this.access?.fresh();
    const { saves, sound } = this.settings;
    this.#engine = await attach(this.video, {
      hls: sound ? dataset.audio : dataset.hls, mp4: dataset.mp4, script: dataset.engineScript,
      start, saves, access: this.access, onFail: () => this.#player.fail(),
    });
    dataset.engine = this.#engine.name;
    dataset.state = "playing";
    this.settings.follow(this.#engine);
    this.captions.begin();
    this.descriptions.begin();
    // A new source resets the rate to the default one.
    this.video.defaultPlaybackRate = this.video.playbackRate = Number(recall("speed", 1)) || 1;
  }

  /** Attach anew at the same second. */
  async change() {
    const { currentTime, paused } = this.video;
    try {
      await this.attach(currentTime);
    } catch {
      this.#player.fail();
      return;
    }
    if (!paused) await this.video.play().catch(() => {});
  }

  /** A file behind a restricted address may only have run out: go on with a new one. Returns whether that was tried. */
  async mend() {
    if (!this.access || this.hls || Date.now() - this.#mended < AGAIN) return false;
    this.#mended = Date.now();
    this.access.refuses(403);
    const second = this.video.currentTime || this.#player.start;
    try {
      await this.attach(second);
    } catch {
      return false;
    }
    await this.video.play().catch(() => {});
    return true;
  }

  /* A text may be chosen long after its address was given, while all of the film is here already. That it failed is all
     that a track says. */
  #retell(target) {
    if (!(target instanceof HTMLTrackElement) || !this.access) return;
    if (this.access.current(target.src) !== target.src) {
      this.#readdress();
      return;
    }
    if (Date.now() - this.#retold < AGAIN) return;
    this.#retold = Date.now();
    this.access.refuses(403);
    this.access.fresh().catch(() => {});
  }

  /* Text and small pictures lie behind the same prefix. A track that is loaded stays as it is; the storyboard names its
     pictures relative to itself, and needs each new prefix. */
  #readdress() {
    for (const track of this.video.querySelectorAll("track")) {
      if (track.label === "thumbnails" || track.readyState !== HTMLTrackElement.LOADED) track.src = this.access.current(track.src);
    }
  }
}
