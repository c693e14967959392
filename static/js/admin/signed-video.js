/* A plain <video> whose restricted addresses run out after minutes (`data-renew` gives new ones): it goes on from the same
   second with a new one. A file that is broken stays broken: it is not asked for again and again. */

import { Access } from "../player/access.js";

const AGAIN = 10_000; // milliseconds between two attempts to mend

export function keepSigned(video) {
  const { renew } = video.dataset;
  if (!renew) return;
  const access = new Access(renew, () => {});
  const tried = new WeakMap();
  video.addEventListener("error", async ({ target }) => {
    if (Date.now() - (tried.get(target) ?? -Infinity) < AGAIN) return;
    tried.set(target, Date.now());
    access.refuses(403);
    const renewed = await access.fresh().then(() => true, () => false);
    if (!renewed) return;
    if (target.localName === "track") target.src = access.current(target.src);
    else await goOn(video, access.current(video.currentSrc));
  }, { capture: true });
}

async function goOn(video, address) {
  const { currentTime, paused } = video;
  video.src = address;
  video.currentTime = currentTime;
  if (!paused) await video.play().catch(() => {});
}
