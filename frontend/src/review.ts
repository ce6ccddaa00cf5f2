// Review by keyboard: a letter alone does what the button or link that shows it does.

import { html } from "./drawing";

/** Where the browser remembers that a reader wants no letters to act. */
const REMEMBERED = "communique.letters";

/** Lets the letters of `data-key` work, except where somebody types or holds a further key; can be turned off. */
export function reviewKeys(page: Document): void {
  if (!page.querySelector("[data-key]")) return;
  const on = html("input", { type: "checkbox" });
  on.checked = remembered();
  on.addEventListener("change", () => remember(on.checked));
  page.querySelector("[data-keys]")?.append(" ", html("label", { class: "letters" }, on, " The letter alone is enough"));
  page.addEventListener("keydown", (event) => {
    if (!on.checked || event.altKey || event.ctrlKey || event.metaKey || event.repeat || event.isComposing) return;
    const at = event.target;
    if (at instanceof HTMLElement && at !== on && (at.isContentEditable || at.matches("input, textarea, select"))) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : "";
    const own = /^[a-z]$/.test(key) ? page.querySelector<HTMLElement>(`[data-key="${key}"]`) : null;
    if (!own) return;
    event.preventDefault();
    own.click();
  });
}

/** On, unless turned off before; a browser may keep nothing. */
function remembered(): boolean {
  try {
    return localStorage.getItem(REMEMBERED) !== "off";
  } catch {
    return true;
  }
}

function remember(on: boolean): void {
  try {
    localStorage.setItem(REMEMBERED, on ? "on" : "off");
  } catch {
    // then for this page only
  }
}
