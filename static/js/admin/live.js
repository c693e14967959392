// Wagtail puts new results into the page by itself; htmx has to be told of what asks again in them.

document.addEventListener("w-swap:success", () => window.htmx.process(document.body));
