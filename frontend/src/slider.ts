// The slider over days: stops only where something changed, and shows that day without a new page.
import { html } from "./drawing";

/** Milliseconds a slider must rest before its day is asked for. */
const REST = 200;

/** `shown` is called with what the page shows anew. */
export function slide(page: Document, shown: (within: ParentNode) => void): void {
  const slider = page.querySelector<HTMLInputElement>("input[data-slider=day]");
  const form = slider?.form;
  const days = [...(slider?.list?.options ?? [])].map((option) => Number(option.value)).sort((one, other) => one - other);
  if (!slider || !form || days.length < 2) return;
  const output = form.querySelector("output");
  const sent = html("input", { type: "hidden", name: slider.name, value: slider.value });
  const chosen = nearest(days, Number(slider.value));
  // the browser's own slider goes by days; ours by changes
  slider.removeAttribute("name");
  slider.removeAttribute("list");
  Object.assign(slider, { min: "0", max: String(days.length - 1), step: "1", value: String(chosen) });
  form.append(sent);
  form.querySelector(".ends button")?.setAttribute("hidden", "");
  let waiting = 0;
  const tell = () => {
    const day = days[Number(slider.value)] ?? 0;
    sent.value = String(day);
    slider.setAttribute("aria-valuetext", said(day));
    return day;
  };
  tell();
  slider.addEventListener("input", () => {
    if (output) output.textContent = said(tell());
    window.clearTimeout(waiting);
    waiting = window.setTimeout(() => void show(form, shown), REST);
  });
}

/** Puts what the page says of that day in place of the page's main part; the slider itself stays under the finger. */
async function show(form: HTMLFormElement, shown: (within: ParentNode) => void): Promise<void> {
  const address = new URL(form.action, document.baseURI);
  address.search = String(new URLSearchParams(new FormData(form) as unknown as Record<string, string>));
  const given = await fetch(address, { credentials: "same-origin" });
  const main = document.getElementById("main");
  if (!given.ok || !main) return form.requestSubmit();
  const told = document.adoptNode(new DOMParser().parseFromString(await given.text(), "text/html").getElementById("main") ?? main);
  const theirs = told.querySelector("form.slider");
  if (told === main || !theirs) return form.requestSubmit();
  // somebody slid on while the answer was under way
  if (address.searchParams.get("slide") !== form.querySelector<HTMLInputElement>("input[name=slide]")?.value) return;
  const top = form.getBoundingClientRect().top;
  replaceAround(form, theirs, main);
  history.replaceState(null, "", address.pathname + address.search + address.hash);
  shown(main);
  // what stands above may be higher or lower than it was
  window.scrollBy(0, form.getBoundingClientRect().top - top);
}

/** Puts everything in `main` that stands around `theirs` around `own`, which itself is not touched: it may be held. */
function replaceAround(own: Element, theirs: Element, main: Element): void {
  let [kept, other] = [own, theirs];
  while (kept !== main) {
    const [parent, others] = [kept.parentElement, other.parentElement];
    if (!parent || !others) return;
    const around = [...others.childNodes];
    const at = around.indexOf(other);
    for (const old of [...parent.childNodes]) if (old !== kept) old.remove();
    kept.before(...around.slice(0, at));
    kept.after(...around.slice(at + 1));
    [kept, other] = [parent, others];
  }
}

function nearest(days: readonly number[], day: number): number {
  return days.reduce((best, own, at) => (Math.abs(own - day) < Math.abs((days[best] ?? 0) - day) ? at : best), 0);
}

/** A day by its number (1 is 1 January of the year 1, as the server counts) in words. */
function said(ordinal: number): string {
  const day = new Date((ordinal - 719_163) * 86_400_000);
  return day.toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
}
