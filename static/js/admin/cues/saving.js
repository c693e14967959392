/* One POST of the whole text; the server says yes, which cues are wrong, or that somebody else was faster. */

export async function save(address, token, base, cues) {
  const body = JSON.stringify({ base, cues: cues.map(({ start, end, text }) => ({ start, end, text })) });
  let answer;
  try {
    answer = await fetch(address, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRFToken": token },
      body,
      redirect: "manual",
    });
  } catch {
    return { kind: "offline" };
  }
  // Whoever is logged out is sent to the log-in page, or told that the form is too old.
  if (answer.type === "opaqueredirect" || answer.status === 403) return { kind: "login" };
  const kind = { 200: "saved", 409: "conflict", 422: "wrong" }[answer.status];
  if (!kind) return { kind: "offline" };
  return { kind, ...(await answer.json()) };
}

/** Give the editor a file of his own. */
export function download(name, text) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "text/vtt" }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}
