/* The keys of the editor. They work while one types, so each needs a modifier: Alt, on a Mac Control, where Alt writes ș and æ. */

const isMac = /Mac|iPhone|iPad/.test(navigator.platform);
const OURS = {
  KeyK: "toggle",
  KeyP: "play",
  KeyL: "loop",
  Comma: "back1",
  Period: "ahead1",
  KeyB: "begin",
  KeyE: "finish",
  ArrowUp: "previous",
  ArrowDown: "next",
  KeyX: "split",
  KeyJ: "join",
  KeyI: "insert",
  Backspace: "remove",
  Delete: "remove",
};
const NAMES = { Comma: ",", Period: ".", ArrowUp: "↑", ArrowDown: "↓", Backspace: "⌫" };
const SYSTEM = { save: "S", undo: "Z", redo: "Y" };

/** Return what a key asks for, or undefined. AltGr, which writes letters, is none of ours. */
export function wanted(event) {
  if (event.isComposing || event.getModifierState("AltGraph")) return undefined;
  const main = isMac ? event.metaKey && !event.ctrlKey : event.ctrlKey && !event.metaKey;
  if (main && !event.altKey) {
    const key = event.key.toLowerCase();
    if (key === "z") return event.shiftKey ? "redo" : "undo";
    return { s: "save", y: "redo" }[key];
  }
  const ours = isMac ? event.ctrlKey && !event.altKey && !event.metaKey : event.altKey && !event.ctrlKey && !event.metaKey;
  return ours && !event.shiftKey ? OURS[event.code] : undefined;
}

/** Write the keys into the list that everybody sees. */
export function explain(list) {
  for (const place of list.querySelectorAll("[data-key]")) {
    const name = place.dataset.key;
    const code = Object.keys(OURS).find((one) => OURS[one] === name);
    place.textContent = code
      ? `${isMac ? "Control" : "Alt"}+${NAMES[code] ?? code.replace("Key", "")}`
      : `${isMac ? "⌘" : "Ctrl"}+${SYSTEM[name]}`;
  }
}
