/* What htmx leaves to the page of results: a filter that is ticked beside them asks at once, what was swapped in is said, and
   the focus is never lost. On a phone the filters lie over the results, so there the button asks. */

const BESIDE = matchMedia("(width >= 56rem)");

document.addEventListener("change", (event) => {
  const form = event.target.closest("form[data-filters]");
  if (form && BESIDE.matches) form.requestSubmit();
});

document.addEventListener("htmx:afterSettle", () => {
  const heading = document.getElementById("found");
  document.getElementById("results-said").textContent = heading.textContent;
  // htmx gives the focus back to what has an id and is still there; a link to another page of results is not.
  if (document.activeElement === document.body || !document.activeElement.checkVisibility()) heading.focus();
});

for (const name of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
  document.addEventListener(name, (event) => location.assign(event.detail.pathInfo.finalRequestPath));
}
