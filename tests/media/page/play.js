/* Plays the set that the address names with hls.js, and answers the test's questions about it. */

const video = document.querySelector("video");
const errors = [];
let isSwitching = false;
const hls = new Hls({ timelineController: undefined });

hls.on(Hls.Events.ERROR, (_event, data) => {
  // Forcing another level cancels the request that is under way; that alone is no error.
  if (data.fatal || !isSwitching || data.type !== "networkError") errors.push(`${data.type} ${data.details}`);
});
video.addEventListener("error", () => errors.push(`media ${video.error?.message}`));

const until = async (holds, why) => {
  const deadline = performance.now() + 30_000; // milliseconds; a hang, not a bar
  while (!holds()) {
    if (performance.now() > deadline) throw new Error(`${why}; ${errors.join(", ")}; at ${video.currentTime}`);
    await new Promise((done) => setTimeout(done, 20));
  }
};

/** Play on from `second` until time moves; return how far the picture came. */
async function moveFrom(second) {
  video.currentTime = second;
  await until(() => !video.seeking, `the seek to ${second} ended`);
  const from = video.currentTime;
  await video.play();
  await until(() => video.currentTime > from + 0.15 || video.ended, `time moved on from ${second}`);
  video.pause();
  return video.currentTime - from;
}

async function begin(master) {
  const parsed = new Promise((done) => hls.once(Hls.Events.MANIFEST_PARSED, done));
  hls.loadSource(master);
  hls.attachMedia(video);
  await parsed;
  await until(() => video.buffered.length && video.readyState >= 3, "something was buffered");
  return { start: video.buffered.start(0), ranges: video.buffered.length, levels: hls.levels.length };
}

/** Force every level in turn while the video plays; return the heights that were really shown. */
async function everyLevel() {
  const shown = [];
  isSwitching = true;
  video.loop = true;
  for (const [number, level] of hls.levels.entries()) {
    hls.currentLevel = number;
    await video.play();
    await until(() => video.videoHeight === level.height, `the picture is ${level.height} high`);
    shown.push(video.videoHeight);
  }
  video.pause();
  video.loop = false;
  isSwitching = false;
  return shown;
}

/** Keep to the level whose pictures are of `codec` and `height`; return the codec that is played. */
async function keepTo(codec, height) {
  isSwitching = true;
  hls.currentLevel = hls.levels.findIndex((level) => level.videoCodec.startsWith(codec) && level.height === height);
  await video.play();
  await until(() => hls.levels[hls.currentLevel]?.videoCodec.startsWith(codec) && video.videoHeight === height, `${codec} is shown`);
  video.pause();
  isSwitching = false;
  return hls.levels[hls.currentLevel].videoCodec;
}

async function cues() {
  const [track] = video.textTracks;
  track.mode = "showing";
  video.currentTime = 0.5;
  await until(() => track.activeCues?.length === 1, "a caption is shown");
  return track.activeCues[0].text;
}

const isOurs = () => hls.media === video && video.src.startsWith("blob:");

window.player = { begin, moveFrom, everyLevel, keepTo, cues, isOurs, errors, duration: () => video.duration, holes: () => video.buffered.length };
