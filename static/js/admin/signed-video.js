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
    const { currentTime, paused } = video; // a moment later the browser pauses by itself
    const isTrack = target.localName === "track";
    const old = isTrack ? target.src : video.currentSrc;
    if (new URL(access.current(old), location).href === old) access.refuses(403);
    const isRenewed = await access.fresh().then(() => true, () => false);
    if (!isRenewed) return;
    if (isTrack) target.src = access.current(old);
    else await goOn(video, { address: access.current(old), currentTime, paused });
  }, { capture: true });
}

async function goOn(video, { address, currentTime, paused }) {
  video.src = address;
  video.currentTime = currentTime;
  if (!paused) await video.play().catch(() => {});
}
