/* Captions and subtitles: which, how large, on what ground. Each choice is remembered. */

import { recall, remember } from "./memory.js";
import { fill } from "./words.js";

const OFF = "";

const isText = (track) => track.kind === "captions" || track.kind === "subtitles";
const nameOf = (track) => `${track.kind}:${track.language}`;

export class Captions {
  #stage;
  #tracks;
  #select;
  #button;
  #last = null;

  constructor(stage) {
    this.#stage = stage;
    this.#tracks = [...stage.video.textTracks].filter(isText);
    this.#select = stage.player.querySelector("[name=captions]");
    this.#button = stage.part("captions");
    if (!this.#tracks.length) {
      this.#button.remove();
      for (const row of stage.player.querySelectorAll('[data-part="text"]')) row.hidden = true;
      return;
    }
    this.#select.append(...this.#tracks.map((track) => new Option(this.#label(track), nameOf(track))));
    this.#select.addEventListener("change", () => this.#choose(this.#named(this.#select.value)));
    this.#button.addEventListener("click", () => this.toggle());
    stage.video.textTracks.addEventListener("change", () => this.#show());
    for (const name of ["size", "ground"]) this.#look(name);
  }

  /** Show what was chosen last time, else what the page thinks best. */
  begin() {
    const chosen = recall("captions");
    const usual = this.#stage.video.querySelector("track[default]:is([kind=captions], [kind=subtitles])")?.track ?? null;
    this.#put(chosen === OFF ? null : (chosen && this.#named(chosen)) || usual);
    if (this.#tracks.length) this.#show();
  }

  toggle() {
    if (this.#tracks.length) this.#choose(this.#shown() ? null : this.#last ?? this.#best());
  }

  #label(track) {
    const twins = this.#tracks.filter((other) => other.label === track.label);
    return twins.length > 1 && track.kind === "captions" ? `${track.label} (CC)` : track.label;
  }

  #shown() {
    return this.#tracks.find((track) => track.mode === "showing") ?? null;
  }

  #named(name) {
    const language = name.split(":")[1];
    return this.#tracks.find((track) => nameOf(track) === name) ?? this.#tracks.find((track) => track.language === language) ?? null;
  }

  #best() {
    const { lang } = document.documentElement;
    return this.#tracks.find((track) => track.language === lang) ?? this.#tracks[0];
  }

  #put(wanted) {
    for (const track of this.#tracks) track.mode = track === wanted ? "showing" : "disabled";
  }

  #choose(track) {
    this.#put(track);
    remember("captions", track ? nameOf(track) : OFF);
    const { words } = this.#stage;
    this.#stage.say(track ? fill(words.captions, { language: this.#label(track) }) : words["no captions"]);
  }

  #show() {
    const shown = this.#shown();
    this.#last = shown ?? this.#last;
    this.#select.value = shown ? nameOf(shown) : OFF;
    this.#button.setAttribute("aria-pressed", String(Boolean(shown)));
  }

  /* `data-size` and `data-ground` on the player; the style sheet knows what they look like. */
  #look(name) {
    const { player } = this.#stage;
    const select = player.querySelector(`[name=${name}]`);
    const known = [...select.options].map((option) => option.value);
    const kept = recall(name);
    select.value = known.includes(kept) ? kept : { size: "m", ground: "solid" }[name];
    player.dataset[name] = select.value;
    select.addEventListener("change", () => {
      player.dataset[name] = select.value;
      remember(name, select.value);
    });
  }
}
