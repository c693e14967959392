/* When an account is erased, this device forgets too what it has not sent of it. */

import { forgetOwner } from "./store.js";

const GONE = "trellis.learning.erased";
const form = document.querySelector("form[data-erases]");

if (form) form.addEventListener("submit", () => sessionStorage.setItem(GONE, form.dataset.erases));
else if (sessionStorage.getItem(GONE)) {
  await forgetOwner(sessionStorage.getItem(GONE)).catch(() => {});
  for (const key of Object.keys(sessionStorage)) if (key.startsWith("trellis.")) sessionStorage.removeItem(key);
}
