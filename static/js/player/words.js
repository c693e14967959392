/* media-chrome speaks English wherever it has no dictionary of its own, and it has none for our languages. What it tells
   assistive technology is put into the words of the page as soon as it is written, before anything reads it. */

import { spoken } from "./moment.js";

const NAMES = ["aria-label", "aria-description"];

/** `fill("Speed {rate}", { rate: 2 })` → `Speed 2` */
export const fill = (sentence, values) => sentence.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);

function put(node, name, text) {
  if (text && node.getAttribute(name) !== text) node.setAttribute(name, text);
}

function watch(root, options, react) {
  const observer = new MutationObserver(() => {
    observer.disconnect();
    react();
    observer.observe(root, options);
  });
  react();
  observer.observe(root, options);
}

function range(element, words, say) {
  const { range: input } = element;
  watch(input, { attributes: true, attributeFilter: ["aria-label", "aria-valuetext"] }, () => {
    put(input, "aria-label", words[input.getAttribute("aria-label")]);
    put(input, "aria-valuetext", say(input));
  });
}

/** Keep the names inside `controller` in `words`. */
export function translate(controller, words) {
  const { lang: language } = document.documentElement;
  watch(controller, { subtree: true, attributes: true, attributeFilter: NAMES }, () => {
    for (const node of [controller, ...controller.querySelectorAll("[aria-label], [aria-description]")]) {
      for (const name of NAMES) put(node, name, words[node.getAttribute(name)]);
    }
  });
  const time = controller.querySelector("media-time-range");
  range(time, words, (input) => {
    const whole = time.mediaDuration;
    if (!Number.isFinite(whole)) return words["video not loaded, unknown time."];
    const now = input.valueAsNumber * whole;
    return fill(words.position, { now: spoken(now, language), whole: spoken(whole, language) });
  });
  const percent = new Intl.NumberFormat(language, { style: "percent" });
  range(controller.querySelector("media-volume-range"), words, (input) => percent.format(input.valueAsNumber));
  const status = controller.querySelector("media-loading-indicator").shadowRoot.querySelector("[role=status]");
  if (status) status.textContent = words["media loading"];
}
