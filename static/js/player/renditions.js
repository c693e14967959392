/* The list of qualities that the menu of media-chrome asks a video for, filled from the levels of hls.js. */

class Renditions extends EventTarget {
  #hls;
  #list = [];

  constructor(hls) {
    super();
    this.#hls = hls;
  }

  fill(levels) {
    this.#list = levels.map((level, index) => {
      const rendition = { id: String(index), width: level.width, height: level.height, bitrate: level.bitrate };
      this[index] = rendition;
      return rendition;
    });
    this.dispatchEvent(new Event("addrendition"));
  }

  get length() {
    return this.#list.length;
  }

  get selectedIndex() {
    return this.#hls.autoLevelEnabled ? -1 : this.#hls.nextLevel;
  }

  set selectedIndex(index) {
    this.#hls.nextLevel = index;
    this.dispatchEvent(new Event("change"));
  }

  [Symbol.iterator]() {
    return this.#list[Symbol.iterator]();
  }
}

/** Give `video` a `videoRenditions` that follows `hls`. */
export function offerQualities(video, hls) {
  const renditions = new Renditions(hls);
  Object.defineProperty(video, "videoRenditions", { value: renditions, configurable: true });
  hls.on("hlsManifestParsed", () => renditions.fill(hls.levels));
  if (hls.levels.length) renditions.fill(hls.levels);
}
