// The slider over days on an actor's page: stops only where something changed, and shows that day without a new page.
import { html } from "./drawing";

/** Milliseconds a slider must rest before its day is asked for. */
const REST = 200;

export function slide(page: Document): void {
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
    waiting = window.setTimeout(() => void show(form, slider), REST);
  });
}

/** Puts what the page says of that day in place of what stands below the slider. */
async function show(form: HTMLFormElement, slider: HTMLInputElement): Promise<void> {
  const address = new URL(form.action, document.baseURI);
  address.search = String(new URLSearchParams(new FormData(form) as unknown as Record<string, string>));
  const given = await fetch(address, { credentials: "same-origin" });
  const own = form.closest("section");
  if (!given.ok || !own) return form.requestSubmit();
  const told = new DOMParser().parseFromString(await given.text(), "text/html").getElementById(own.id);
  const theirs = told?.querySelector("form.slider");
  if (!theirs) return form.requestSubmit();
  // somebody slid on while the answer was under way
  if (address.searchParams.get("slide") !== form.querySelector<HTMLInputElement>("input[type=hidden]")?.value) return;
  const before = told?.querySelector("form.asof");
  if (before) own.querySelector("form.asof")?.replaceWith(document.importNode(before, true));
  while (form.nextSibling) form.nextSibling.remove();
  while (theirs.nextSibling) own.append(document.adoptNode(theirs.nextSibling));
  history.replaceState(null, "", address.pathname + address.search + address.hash);
  slider.focus({ preventScroll: true });
}

function nearest(days: readonly number[], day: number): number {
  return days.reduce((best, own, at) => (Math.abs(own - day) < Math.abs((days[best] ?? 0) - day) ? at : best), 0);
}

/** A day by its number (1 is 1 January of the year 1, as the server counts) in words. */
function said(ordinal: number): string {
  const day = new Date((ordinal - 719_163) * 86_400_000);
  return day.toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
}
