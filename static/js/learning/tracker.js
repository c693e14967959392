/* Which parts of a <video> are really played. A stretch grows while it plays and ends with a seek, a pause or a new
   speed; each has a number, and the same number again is the same stretch, only longer. */

const GROW = 5000;

export class Tracker {
  #video;
  #report;
  #now;
  #open = null;
  #sequence = 0;

  /** `report({sequence, start, end, clock_start, clock_end})` may come several times for one sequence. */
  constructor(video, report, now = Date.now) {
    this.#video = video;
    this.#report = report;
    this.#now = now;
    video.addEventListener("playing", () => this.#begin());
    video.addEventListener("timeupdate", () => this.#grow());
    for (const name of ["pause", "ended"]) video.addEventListener(name, () => this.end(video.currentTime));
    for (const name of ["seeking", "ratechange", "emptied"]) video.addEventListener(name, () => this.end());
    video.addEventListener("seeked", () => this.#arrive());
  }

  #begin() {
    if (this.#open || this.#video.paused || this.#video.seeking) return;
    const [second, clock] = [this.#video.currentTime, this.#now()];
    this.#open = { sequence: this.#sequence++, start: second, end: second, clock_start: clock, clock_end: clock, told: clock };
  }

  #reach(second) {
    const clock = this.#now();
    const possible = ((clock - this.#open.clock_end) / 1000) * this.#video.playbackRate + 1;
    // A jump that no event announced is not watching; neither is going back.
    if (second < this.#open.end || second - this.#open.end > possible) return false;
    Object.assign(this.#open, { end: second, clock_end: clock });
    return true;
  }

  #grow() {
    if (this.#video.seeking) return;
    if (!this.#open) this.#begin();
    else if (!this.#reach(this.#video.currentTime)) this.end();
    else if (this.#open.clock_end - this.#open.told >= GROW) this.#tell();
  }

  #tell() {
    this.#open.told = this.#open.clock_end;
    const { told: _told, ...stretch } = this.#open;
    this.#report(stretch);
  }

  /** Close the stretch that plays; `second` where the picture stands, if it came there by playing. */
  end(second) {
    if (!this.#open) return;
    if (second !== undefined) this.#reach(second);
    this.#tell();
    this.#open = null;
  }

  /** Show the stretch that plays, as far as it has come, without reporting it. */
  peek(show) {
    if (this.#open) show(this.#open);
  }

  /** After a jump the new place is remembered, watched or not: a stretch without length. */
  #arrive() {
    const [second, clock] = [this.#video.currentTime, this.#now()];
    this.#report({ sequence: this.#sequence++, start: second, end: second, clock_start: clock, clock_end: clock });
    this.#begin();
  }

  /** Tell what plays right now, for a page that is about to go. */
  flush() {
    if (!this.#open) return;
    this.#reach(this.#video.currentTime);
    this.#tell();
  }
}
