// What Wagtail leaves without a name for those who do not see where it stands: a rich text editor gets the heading of its
// panel, the search of the side bar the word on its button.

const nameEditors = () => {
  for (const editor of document.querySelectorAll("[role=textbox][contenteditable=true]:not([aria-label], [aria-labelledby])")) {
    const heading = editor.closest("section[aria-labelledby]")?.getAttribute("aria-labelledby");
    if (heading) editor.setAttribute("aria-labelledby", heading);
  }
};

const nameSearch = () => {
  const search = document.querySelector("#wagtail-sidebar form[role=search]:not([aria-label])");
  const name = search?.querySelector("button[aria-label]")?.getAttribute("aria-label");
  if (name) search.setAttribute("aria-label", name);
};

const name = () => {
  nameEditors();
  nameSearch();
};

new MutationObserver(name).observe(document.body, { childList: true, subtree: true });
name();
