/* The transcript beside a player: the line that is spoken is marked, a line that is clicked is played. */

function current(lines, second) {
  let found = null;
  for (const line of lines) if (Number(line.dataset.second) <= second + 0.05) found = line;
  return found;
}

function show(list, line) {
  const top = line.offsetTop - list.offsetTop - list.clientHeight / 3;
  const smooth = matchMedia("(prefers-reduced-motion: no-preference)").matches;
  list.scrollTo({ top, behavior: smooth ? "smooth" : "instant" });
}

export function follow(player, transcript) {
  const list = transcript.querySelector(".transcript__text");
  const lines = [...list.querySelectorAll("a[data-second]")];
  let marked = null;
  player.video?.addEventListener("timeupdate", () => {
    const line = current(lines, player.video.currentTime);
    if (line === marked) return;
    marked?.removeAttribute("aria-current");
    line?.setAttribute("aria-current", "true");
    marked = line;
    if (line && !list.matches(":hover, :focus-within")) show(list, line);
  });
  list.addEventListener("click", (event) => {
    const line = event.target.closest("a[data-second]");
    if (!line || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    player.seek(Number(line.dataset.second));
  });
}

for (const transcript of document.querySelectorAll(".transcript[data-player]")) {
  customElements.whenDefined("trellis-player").then(() => follow(document.getElementById(transcript.dataset.player), transcript));
}
