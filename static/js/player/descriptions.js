/* Descriptions: what can only be seen, as text for people who do not see the picture. The cue of the moment stands as a
   line on the picture, which screen readers speak after what they are saying. The choice is remembered. */

import { recall, remember } from "./memory.js";

const OFF = "";

export class Descriptions {
  #tracks;
  #select;
  #line;
  #row;

  constructor(stage) {
    this.#tracks = [...stage.video.textTracks].filter((track) => track.kind === "descriptions");
    this.#row = stage.part("descriptions");
    this.#row.hidden = !this.#tracks.length;
    this.#line = stage.part("described");
    this.#select = this.#row.querySelector("select");
    this.#select.append(...this.#tracks.map((track) => new Option(track.label, track.language)));
    this.#select.addEventListener("change", () => {
      remember("descriptions", this.#select.value);
      this.#put(this.#tracks[this.#select.selectedIndex - 1] ?? null);
    });
    for (const track of this.#tracks) track.addEventListener("cuechange", () => this.#show(track));
  }

  /** Give what was chosen last time; whoever needs descriptions takes them in another language rather than none. */
  begin() {
    const wanted = recall("descriptions", OFF);
    this.#put(wanted === OFF ? null : this.#in(wanted) ?? this.#in(document.documentElement.lang) ?? this.#tracks[0] ?? null);
  }

  #in(language) {
    return this.#tracks.find((track) => track.language === language);
  }

  #put(wanted) {
    for (const track of this.#tracks) track.mode = track === wanted ? "hidden" : "disabled";
    this.#select.value = wanted?.language ?? OFF;
    this.#line.lang = wanted?.language ?? "";
    this.#show(wanted);
  }

  #show(track) {
    const cues = track?.mode === "hidden" ? [...(track.activeCues ?? [])] : [];
    const text = cues.map((cue) => cue.getCueAsHTML().textContent.trim()).join(" ");
    // The same words written twice would be spoken twice.
    if (this.#line.textContent !== text) this.#line.textContent = text;
  }
}
