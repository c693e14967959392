/* A video that is not ready yet: the page is asked again until it can be played, and the words are kept current. */

const EVERY = 5000;

async function fresh(player) {
  const response = await fetch(location.href, { headers: { "X-Requested-With": "fetch" } });
  if (!response.ok) return null;
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  return page.querySelector(`trellis-player[data-video="${player.dataset.video}"]`);
}

/** Replace `player` as soon as the server has something to play. */
export function waitForVideo(player) {
  const timer = setInterval(async () => {
    if (document.hidden) return;
    const now = await fresh(player).catch(() => null);
    if (!now) return;
    if (now.querySelector("video") || now.dataset.state === "failed") {
      clearInterval(timer);
      // The rest of the page (transcript, length, what is missing) changes with it.
      location.reload();
    } else {
      player.querySelector(".player__state").replaceWith(now.querySelector(".player__state"));
    }
  }, EVERY);
}
