// Wagtail's rich text editor has no name for those who do not see what stands above it: give it the heading of its panel.

const nameEditors = () => {
  for (const editor of document.querySelectorAll("[role=textbox][contenteditable=true]:not([aria-label], [aria-labelledby])")) {
    const heading = editor.closest("section[aria-labelledby]")?.getAttribute("aria-labelledby");
    if (heading) editor.setAttribute("aria-labelledby", heading);
  }
};

new MutationObserver(nameEditors).observe(document.body, { childList: true, subtree: true });
nameEditors();
