// Wagtail's tag field draws a second input that has no name for those who do not see it: give it the field's own label.

const nameInputs = () => {
  for (const input of document.querySelectorAll(".tagit input.ui-autocomplete-input:not([aria-label])")) {
    const label = input.closest(".w-field__wrapper, .w-field, li")?.querySelector("label") ?? document.querySelector('label[for="id_tags"]');
    if (label) input.setAttribute("aria-label", label.textContent.replace("*", "").trim());
  }
};

new MutationObserver(nameInputs).observe(document.body, { childList: true, subtree: true });
nameInputs();
