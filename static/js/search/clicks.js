/* Tells the place of a result that is opened, and what was asked; nothing about who opens it. The page only asks for it
   (`data-clicks`) where the reader's browser has not said that it does not want to be followed. */

const FIRST = ["1", "2", "3"];

function band(position) {
  return FIRST[position - 1] ?? (position <= 10 ? "4-10" : "later");
}

function tell(event) {
  const result = event.target.closest("a[href]")?.closest("[data-clicks] > li");
  if (!result || event.button > 1) return;
  const { clicks, query, first } = result.parentElement.dataset;
  const position = Number(first) + [...result.parentElement.children].indexOf(result);
  navigator.sendBeacon(clicks, new URLSearchParams({ q: query, band: band(position) }));
}

document.addEventListener("click", tell);
document.addEventListener("auxclick", tell);
