/* What feeds the <video>: hls.js wherever there is MediaSource, the browser's own HLS elsewhere, the plain MP4 last. */

const NOT_OURS = { timelineController: undefined, subtitleTrackController: undefined, subtitleStreamController: undefined };

async function withHls(video, { hls: address, script, start, onFail }) {
  const { default: Hls } = await import(script);
  if (!Hls.isSupported()) return null;
  // Captions are <track> elements: hls.js would empty them.
  const hls = new Hls({ ...NOT_OURS, startPosition: start, capLevelToPlayerSize: true });
  hls.on(Hls.Events.ERROR, (_event, data) => {
    if (data.fatal) onFail();
  });
  hls.loadSource(address);
  hls.attachMedia(video);
  return { name: "hls.js", hls, destroy: () => hls.destroy() };
}

function plain(video, address, start, name) {
  const again = () => {
    video.currentTime = start;
  };
  video.src = address;
  if (start) video.addEventListener("loadedmetadata", again, { once: true });
  video.load();
  return { name, hls: null, destroy: () => video.removeAttribute("src") };
}

/** Attach the best engine there is. `start` is in seconds; `onFail` is called when playing cannot go on. */
export async function attach(video, options) {
  const { hls, mp4, start } = options;
  if (hls && (window.MediaSource || window.ManagedMediaSource)) {
    const engine = await withHls(video, options);
    if (engine) return engine;
  }
  if (hls && video.canPlayType("application/vnd.apple.mpegurl")) return plain(video, hls, start, "native");
  return plain(video, mp4, start, "mp4");
}
