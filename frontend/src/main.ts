// On every page: draws what the page marks as an island, and adds keys and a slider where the page has a use for them.
import "./islands.css";
import { html } from "./drawing";
import { reviewKeys } from "./review";
import { slide } from "./slider";

/** Draws `data` into the place; the page's own table stays below. */
export type Island = (place: HTMLElement, data: never) => void;

const ISLANDS: Record<string, () => Promise<{ draw: Island }>> = {
  timeline: () => import("./timeline"),
  network: () => import("./network"),
  map: () => import("./map"),
};

async function mount(island: HTMLElement): Promise<void> {
  const { island: name = "", source = "" } = island.dataset;
  const chunk = ISLANDS[name];
  // a page with nothing to draw has no table either
  if (!chunk || !island.querySelector("table")) return;
  const table = [...island.childNodes];
  try {
    const [{ draw }, data] = await Promise.all([chunk(), answer(source)]);
    const place = html("figure", { class: `drawing ${name}` });
    const folded = html("details", { class: "as-table" }, html("summary", {}, "The same as a table"));
    island.prepend(place, folded);
    draw(place, data as never);
    folded.append(...table);
    island.dataset.drawn = "";
  } catch (error) {
    // the table is there and holds the same
    island.replaceChildren(html("p", { class: "lacking", role: "status" }, `The drawing failed (${error}). The table holds the same.`), ...table);
  }
}

async function answer(source: string): Promise<unknown> {
  const given = await fetch(source, { credentials: "same-origin" });
  if (!given.ok) throw new Error(`the server answered ${given.status}`);
  return given.json();
}

function mountAll(within: ParentNode): void {
  for (const island of within.querySelectorAll<HTMLElement>("[data-island]")) void mount(island);
}

mountAll(document);
reviewKeys(document);
slide(document, mountAll);
