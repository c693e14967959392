/* Chapters: media-chrome cuts the time bar by them; here they are a list to choose from. */

import { clock } from "./moment.js";

function row(stage, cue) {
  const [item, button, time] = ["li", "button", "time"].map((name) => document.createElement(name));
  button.type = "button";
  time.textContent = clock(cue.startTime);
  button.append(time, " ", cue.getCueAsHTML().textContent);
  button.addEventListener("click", () => {
    stage.player.seek(cue.startTime);
    stage.player.querySelector(".player__panel:popover-open")?.hidePopover();
  });
  item.append(button);
  return item;
}

function fill(stage, cues) {
  const list = stage.player.querySelector(".player__chapters");
  const rows = cues.map((cue) => row(stage, cue));
  list.replaceChildren(...rows);
  stage.part("chapters").hidden = rows.length === 0;
  stage.video.addEventListener("timeupdate", () => {
    const { currentTime } = stage.video;
    cues.forEach((cue, place) => {
      const isNow = cue.startTime <= currentTime && currentTime < cue.endTime;
      if (isNow) rows[place].firstChild.setAttribute("aria-current", "true");
      else rows[place].firstChild.removeAttribute("aria-current");
    });
  });
}

export function offerChapters(stage) {
  const element = stage.video.querySelector('track[kind="chapters"]');
  if (!element) return;
  const take = () => fill(stage, [...(element.track.cues ?? [])]);
  if (element.track.mode === "disabled") element.track.mode = "hidden";
  if (element.readyState === HTMLTrackElement.LOADED) take();
  else element.addEventListener("load", take, { once: true });
}
