/* What a reader chose once and need not choose again. A browser that keeps nothing gets the usual choice. */

const PREFIX = "trellis.player.";

/** Return what was remembered under `name`, or `usual`. */
export function recall(name, usual = null) {
  try {
    return localStorage.getItem(PREFIX + name) ?? usual;
  } catch {
    return usual;
  }
}

export function remember(name, value) {
  try {
    localStorage.setItem(PREFIX + name, String(value));
  } catch {
    // private windows may refuse
  }
}
