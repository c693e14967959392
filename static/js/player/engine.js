/* What feeds the <video>: hls.js wherever there is MediaSource, the browser's own HLS elsewhere, the plain MP4 last. */

const NOT_OURS = { timelineController: undefined, subtitleTrackController: undefined, subtitleStreamController: undefined };
const POLICIES = ["manifestLoadPolicy", "playlistLoadPolicy", "fragLoadPolicy"];

/* Each request waits for a good address; one that is refused all the same is tried again with a new one. */
function signed(Hls, access) {
  const config = {
    xhrSetup: async (xhr, address) => {
      await access.fresh();
      xhr.open("GET", access.current(address), true);
    },
  };
  for (const name of POLICIES) {
    const { default: usual } = Hls.DefaultConfig[name];
    const shouldRetry = (_retry, count, _isTimeout, response, would) => (access.refuses(response?.code) ? count < 2 : would);
    config[name] = { default: { ...usual, errorRetry: { ...usual.errorRetry, shouldRetry } } };
  }
  return config;
}

function listen(video, hls, Hls, onFail) {
  let mended = false;
  hls.on(Hls.Events.ERROR, (_event, data) => {
    video.dispatchEvent(new CustomEvent("engineerror", { bubbles: true, detail: data.details }));
    if (!data.fatal) return;
    if (data.type === Hls.ErrorTypes.MEDIA_ERROR && !mended) {
      mended = true;
      hls.recoverMediaError();
    } else {
      onFail();
    }
  });
}

async function withHls(video, { address, script, start, access, saves, onFail }) {
  const { default: Hls } = await import(script);
  if (!Hls.isSupported()) return null;
  // Captions are <track> elements: hls.js would empty them.
  const hls = new Hls({
    ...NOT_OURS, ...(access ? signed(Hls, access) : {}), startPosition: start, capLevelToPlayerSize: !saves,
    startLevel: saves ? 0 : undefined,
  });
  listen(video, hls, Hls, onFail);
  if (saves) hls.once(Hls.Events.MANIFEST_PARSED, () => { hls.autoLevelCapping = 0; });
  hls.loadSource(address);
  hls.attachMedia(video);
  return { name: "hls.js", hls, destroy: () => hls.destroy() };
}

/** Keep to the smallest picture, or stop doing so. */
export function save(hls, saves) {
  if (saves) hls.nextLevel = -1;
  hls.capLevelToPlayerSize = !saves;
  if (saves) hls.autoLevelCapping = 0;
}

async function plain(video, { address, start, access }, name) {
  await access?.fresh();
  video.src = access ? access.current(address) : address;
  if (start) {
    video.addEventListener("loadedmetadata", () => {
      video.currentTime = start;
    }, { once: true });
  }
  video.load();
  return { name, hls: null, destroy: () => video.removeAttribute("src") };
}

/** Attach the best engine there is.

`options`: hls and mp4 (addresses), script (of hls.js), start (seconds), access (or null), saves (data), onFail (called
when playing cannot go on). */
export async function attach(video, options) {
  const { hls, mp4 } = options;
  const stream = { ...options, address: hls };
  if (hls && (window.MediaSource || window.ManagedMediaSource)) {
    const engine = await withHls(video, stream);
    if (engine) return engine;
  }
  if (hls && video.canPlayType("application/vnd.apple.mpegurl")) return plain(video, stream, "native");
  return plain(video, { ...options, address: mp4 }, "mp4");
}
