/* Where a panel opens: above its button on a desk; on a phone the style sheet makes it a sheet at the bottom. */

const GAP = 8; // pixels

function place(panel, button) {
  const key = button.getBoundingClientRect();
  const left = Math.min(key.right - panel.offsetWidth, document.documentElement.clientWidth - panel.offsetWidth - GAP);
  const above = key.top - panel.offsetHeight - GAP;
  const lowest = innerHeight - panel.offsetHeight - GAP;
  panel.style.setProperty("--panel-left", `${Math.max(GAP, left) + scrollX}px`);
  panel.style.setProperty("--panel-top", `${Math.max(GAP, Math.min(above, lowest)) + scrollY}px`);
}

export function anchorPanels(player) {
  for (const panel of player.querySelectorAll(".player__panel")) {
    const button = player.querySelector(`[popovertarget="${panel.id}"]`);
    const put = () => panel.matches(":popover-open") && place(panel, button);
    panel.addEventListener("toggle", put, { capture: true }); // its own, and that of the list of keys inside
    new ResizeObserver(put).observe(panel);
  }
}
