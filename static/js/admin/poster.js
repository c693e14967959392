// The field for the poster's second follows the player, until somebody types into it.

const player = document.querySelector("[data-poster-player]");
const field = document.querySelector("[data-poster-second]");

for (const event of ["seeked", "pause"]) {
  player?.addEventListener(event, () => {
    if (field && document.activeElement !== field) field.value = player.currentTime.toFixed(1);
  });
}
