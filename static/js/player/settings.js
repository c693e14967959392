/* The panel of settings: speed, quality, saving data, sound only, and a link to this second. */

import { save } from "./engine.js";
import { recall, remember } from "./memory.js";
import { clock, linkAt } from "./moment.js";
import { fill } from "./words.js";

export const RATES = [0.5, 0.75, 1, 1.25, 1.5, 1.75, 2];
const AUTO = "-1";

const sizeOf = ({ width, height }) => `${Math.min(width, height)}p`;

export class Settings {
  #stage;
  #form;
  #panel;

  constructor(stage) {
    this.#stage = stage;
    this.#form = stage.player.querySelector(".player__panel form");
    this.#panel = this.#form.closest(".player__panel");
    this.#form.addEventListener("submit", (event) => event.preventDefault());
    this.#offerSpeed();
    this.#keepVolume();
    this.#offerLink();
    const { saves, sound, quality } = this.#form.elements;
    saves.checked = recall("saves", String(navigator.connection?.saveData ?? false)) === "true";
    sound.checked = recall("sound") === "true";
    saves.addEventListener("change", () => this.#saveData(saves.checked));
    sound.addEventListener("change", () => {
      remember("sound", sound.checked);
      stage.change();
    });
    quality.addEventListener("change", () => { stage.hls.nextLevel = Number(quality.value); });
  }

  get saves() {
    return this.#form.elements.saves.checked;
  }

  /** Whether only the sound is wanted, and there is a way to have it. */
  get sound() {
    return this.#canDrop && this.#form.elements.sound.checked;
  }

  /** Show what `engine` can do. */
  follow({ hls }) {
    const { dataset } = this.#stage.player;
    this.#stage.part("sound").hidden = !this.#canDrop;
    dataset.sound = String(this.sound);
    for (const name of ["quality", "saves"]) this.#stage.part(name).hidden = !hls || this.sound;
    if (!hls) return;
    for (const name of ["hlsManifestParsed", "hlsLevelSwitched", "hlsLevelsUpdated"]) hls.on(name, () => this.#levels(hls));
    this.#levels(hls);
  }

  /** One step faster (1) or slower (-1). */
  step(direction) {
    const { video, words, say } = this.#stage;
    const nearest = RATES.findIndex((rate) => rate >= video.playbackRate);
    const rate = RATES[Math.min(RATES.length - 1, Math.max(0, nearest + direction))];
    video.playbackRate = rate;
    say.call(this.#stage, fill(words.speed, { rate: this.#number(rate) }));
  }

  openKeys() {
    this.#form.querySelector("details").open = true;
    if (!this.#panel.matches(":popover-open")) this.#panel.showPopover();
    this.#form.querySelector("summary").focus();
  }

  get #canDrop() {
    const plays = window.MediaSource || window.ManagedMediaSource || this.#stage.video.canPlayType("application/vnd.apple.mpegurl");
    return Boolean(this.#stage.player.dataset.audio && plays);
  }

  #number(rate) {
    return new Intl.NumberFormat(document.documentElement.lang).format(rate);
  }

  #offerSpeed() {
    const { speed } = this.#form.elements;
    const { video } = this.#stage;
    speed.append(...RATES.map((rate) => new Option(`${this.#number(rate)} ×`, rate)));
    speed.addEventListener("change", () => { video.playbackRate = Number(speed.value); });
    video.addEventListener("ratechange", () => {
      speed.value = String(video.playbackRate);
      if (video.readyState) remember("speed", video.playbackRate);
    });
    speed.value = "1";
  }

  #keepVolume() {
    const { video } = this.#stage;
    video.volume = Math.min(1, Math.max(0, Number(recall("volume", 1)) || 0));
    video.muted = recall("muted") === "true";
    video.addEventListener("volumechange", () => {
      remember("volume", video.volume);
      remember("muted", video.muted);
    });
  }

  #levels(hls) {
    const { quality } = this.#form.elements;
    const { words } = this.#stage;
    const playing = hls.levels[hls.currentLevel];
    const auto = playing && hls.autoLevelEnabled ? fill(words["auto at"], { size: sizeOf(playing) }) : words.auto;
    const sizes = hls.levels.map((level, place) => new Option(sizeOf(level), place)).reverse();
    quality.replaceChildren(new Option(auto, AUTO), ...sizes);
    quality.value = String(hls.autoLevelEnabled ? AUTO : hls.nextLevel);
    quality.disabled = this.saves || hls.levels.length < 2;
  }

  #saveData(saves) {
    remember("saves", saves);
    const { hls } = this.#stage;
    if (!hls) return;
    save(hls, saves);
    this.#levels(hls);
  }

  #offerLink() {
    const { link } = this.#form.elements;
    const { video, words, player } = this.#stage;
    const show = () => { link.textContent = fill(words.link, { at: clock(video.currentTime || player.start) }); };
    this.#panel.addEventListener("toggle", show);
    video.addEventListener("timeupdate", () => this.#panel.matches(":popover-open") && show());
    show();
    link.addEventListener("click", () => this.#copy(video.currentTime || player.start));
  }

  async #copy(second) {
    const { player, words } = this.#stage;
    const address = linkAt(player, second);
    let told = "copied";
    try {
      await navigator.clipboard.writeText(address);
    } catch {
      // Without a safe connection there is no clipboard.
      history.replaceState(history.state, "", address);
      told = "in address";
    }
    this.#form.querySelector("output").textContent = fill(words[told], { at: clock(second) });
  }
}
