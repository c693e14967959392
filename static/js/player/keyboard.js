/* Keys, only while the focus is in the player. What a control does with a key by itself stays its own. The list for
   readers stands in templates/components/player_parts.html and docs/learners.md. */

const LITTLE = 5; // seconds
const MORE = 10;
const LOUDER = 0.1;
const OWN = { "MEDIA-VOLUME-RANGE": ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End"] };
const PRESSES = [" ", "Enter"];

function isOwn(target, key) {
  if (target.closest(".player__panel, .player__error")) return key !== "?" || target.matches("input, select");
  if (target.matches("button, a, media-play-button, media-mute-button, media-pip-button, media-fullscreen-button")) {
    return PRESSES.includes(key);
  }
  return OWN[target.nodeName]?.includes(key) ?? false;
}

function bindings(stage) {
  const { video, controller, settings, captions, words } = stage;
  const request = (name) => controller.dispatchEvent(new CustomEvent(name, { bubbles: true, composed: true }));
  const press = (name) => controller.querySelector(name).click();
  const to = (second) => { video.currentTime = Math.min(Math.max(0, second), video.duration || 0); };
  const by = (seconds) => () => to(video.currentTime + seconds);
  const turn = (amount) => () => {
    video.volume = Math.min(1, Math.max(0, Math.round((video.volume + amount) * 10) / 10));
    video.muted = video.volume === 0;
    stage.say(words.level.replace("{percent}", Math.round(video.volume * 100)));
  };
  const playOrPause = () => request(video.paused ? "mediaplayrequest" : "mediapauserequest");
  const tenths = Object.fromEntries([...Array(10).keys()].map((tenth) => [tenth, () => to((video.duration || 0) * tenth / 10)]));
  return {
    ...tenths,
    " ": playOrPause, k: playOrPause,
    ArrowLeft: by(-LITTLE), ArrowRight: by(LITTLE), j: by(-MORE), l: by(MORE),
    ArrowUp: turn(LOUDER), ArrowDown: turn(-LOUDER),
    m: () => { video.muted = !video.muted; stage.say(video.muted ? words.mute : words.unmute); },
    c: () => captions.toggle(),
    f: () => press("media-fullscreen-button"), i: () => press("media-pip-button"),
    "<": () => settings.step(-1), ">": () => settings.step(1),
    Home: () => to(0), End: () => to(video.duration),
    "?": () => settings.openKeys(),
  };
}

export function listenToKeys(stage) {
  const keys = bindings(stage);
  stage.player.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const act = keys[key];
    if (!act || isOwn(event.target, key)) return;
    event.preventDefault();
    act();
  }, { capture: true });
}
