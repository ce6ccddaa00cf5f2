// Map: how many claims are set in each country; the world is part of the script, so no tile is asked for anywhere.
import { forceCollide, forceSimulation, forceX, forceY } from "d3-force";
import { geoGraticule10, geoNaturalEarth1, geoPath } from "d3-geo";
import type { SimulationNodeDatum } from "d3-force";
import { feature, mesh } from "topojson-client";
import atlas from "virtual:atlas";
import { actorUrl, buttons, counted, html, measure, onWidth, svg, walkable } from "./drawing";

interface Place {
  place: string;
  name: string;
  country: string;
  country_name: string;
  claims: number;
  kinds: Record<string, number>;
  status: string;
}

/** The places of one country, its circle at `x` and `y` with radius `r`, and its middle, in pixels of the drawing. */
interface Country extends SimulationNodeDatum {
  code: string;
  name: string;
  claims: number;
  places: Place[];
  x: number;
  y: number;
  r: number;
  middle: [number, number];
}

/** The part of the drawing that is shown: its scale and the point in its middle. */
interface Sight {
  scale: number;
  x: number;
  y: number;
}

const KINDS: Record<string, [string, string]> = {
  meeting: ["meeting", "meetings"], statement: ["statement", "statements"], event: ["event", "events"],
  commitment: ["promise", "promises"], position: ["position", "positions"], membership: ["membership", "memberships"],
  tenure: ["post", "posts"], designation: ["name", "names"],
};
/** The largest scale. */
const CLOSEST = 12;
const broad = measure(12.5);

/** Left, top, right, bottom. */
type Box = [number, number, number, number];

const countries = feature(atlas.drawn, atlas.drawn.objects.countries).features;
const borders = mesh(atlas.drawn, atlas.drawn.objects.countries, (one, other) => one !== other);

export function draw(place: HTMLElement, data: { places: Place[] }): void {
  const map = new WorldMap(place, data.places);
  onWidth(map.canvas, (width) => map.draw(width));
}

class WorldMap {
  readonly canvas = html("div", { class: "canvas" });
  private readonly note = html("p", { class: "island-count told", role: "status" });
  private readonly list = html("section", { class: "island-words", "aria-live": "polite", hidden: true });
  private readonly nowhere: Place[];
  private readonly groups: Country[];
  private sight: Sight | null = null;
  private width = 0;
  private height = 0;

  constructor(place: HTMLElement, places: Place[]) {
    this.groups = grouped(places);
    this.nowhere = places.filter((own) => !atlas.points[own.country]);
    place.append(
      html("figcaption", { class: "unseen" }, "A circle stands in the middle of each country with claims set in it, its size and number telling how many. Arrow keys go from circle to circle, plus and minus go closer and wider, Enter lists a country’s places."),
      html("div", { class: "island-head" }, buttons("Part of the map shown", [
        ["+", "Closer", () => this.closer(1.6)], ["−", "Wider", () => this.closer(1 / 1.6)],
        ["Places", "Places", () => this.show(this.fitted())], ["World", "World", () => this.show(this.world())],
      ]), this.note),
      this.canvas,
      html("p", { class: "told" }, "A circle stands for a country, in its middle, not for a town. ", this.unplaced()),
      this.list,
    );
    this.explain(null);
    this.canvas.addEventListener("keydown", (event) => this.key(event));
    this.canvas.addEventListener("wheel", (event) => this.wheel(event), { passive: false });
    this.list.addEventListener("keydown", (event) => event.key === "Escape" && this.close());
    this.draggable();
  }

  draw(width: number): void {
    this.width = width;
    this.height = Math.round(Math.max(240, Math.min(640, width * 0.52)));
    const projection = geoNaturalEarth1().fitExtent([[4, 4], [width - 4, this.height - 4]], { type: "Sphere" });
    for (const group of this.groups) {
      group.middle = projection(atlas.points[group.code] ?? [0, 0]) ?? [0, 0];
    }
    const path = geoPath(projection).digits(1);
    const told = new Set(this.groups.map((group) => group.code));
    const land = svg(
      "g", { class: "land", "aria-hidden": "true" },
      svg("path", { class: "sphere", d: path({ type: "Sphere" }) }), svg("path", { class: "graticule", d: path(geoGraticule10()) }),
      ...countries.map((own) => svg("path", { class: own.id ? "country" : "country uncoded", d: path(own) })),
      svg("path", { class: "border", d: path(borders) }),
      ...countries.filter((own) => told.has(String(own.id))).map((own) => svg("path", { class: "told-of", d: path(own) })),
    );
    this.land = land;
    this.circles = svg("g", { class: "circles" });
    const drawing = svg("svg", { width, height: this.height, viewBox: `0 0 ${width} ${this.height}`, role: "group", "aria-label": "Map of the world" }, land, this.circles);
    this.canvas.replaceChildren(drawing);
    this.sight = null;
    this.show(this.fitted());
  }

  private land = svg("g");
  private circles = svg("g");

  private show(sight: Sight): void {
    const scale = Math.max(1, Math.min(CLOSEST, sight.scale));
    const [halfWide, halfHigh] = [this.width / 2 / scale, this.height / 2 / scale];
    const x = Math.max(halfWide, Math.min(this.width - halfWide, sight.x));
    const y = Math.max(halfHigh, Math.min(this.height - halfHigh, sight.y));
    this.sight = { scale, x, y };
    this.land.setAttribute("transform", `translate(${this.width / 2 - x * scale},${this.height / 2 - y * scale}) scale(${scale})`);
    this.circle();
  }

  /** Circles keep their size at any scale, and make room for each other. */
  private circle(): void {
    const { scale, x, y } = this.sight ?? this.world();
    const most = Math.max(1, ...this.groups.map((group) => group.claims));
    const largest = Math.min(26, 14 + this.width / 100);
    for (const group of this.groups) {
      group.r = 11 + (largest - 11) * Math.sqrt(group.claims / most);
      group.x = this.width / 2 + (group.middle[0] - x) * scale;
      group.y = this.height / 2 + (group.middle[1] - y) * scale;
    }
    const at = new Map(this.groups.map((group) => [group, [group.x, group.y] as const]));
    forceSimulation(this.groups)
      .force("x", forceX<Country>((group) => at.get(group)?.[0] ?? 0).strength(0.4))
      .force("y", forceY<Country>((group) => at.get(group)?.[1] ?? 0).strength(0.4))
      .force("room", forceCollide<Country>((group) => group.r + 1.5).iterations(3))
      .stop()
      .tick(80);
    const focused = document.activeElement?.getAttribute("data-country");
    const leads = this.groups.map((group) => {
      const [left, top] = at.get(group) ?? [group.x, group.y];
      return Math.hypot(group.x - left, group.y - top) < 3 ? null : svg("path", { class: "lead", d: `M${left},${top}L${group.x},${group.y}` });
    });
    const marks = this.groups.map((group) => this.mark(group));
    this.circles.replaceChildren(...leads.filter((lead) => lead !== null), ...this.labels(), ...marks);
    walkable(marks, Math.max(0, this.groups.findIndex((group) => group.code === focused)));
    if (focused) marks.find((mark) => mark.getAttribute("data-country") === focused)?.focus();
  }

  /** Countries' names below their circles, where nothing else stands. */
  private labels(): SVGElement[] {
    const taken = this.groups.map(({ x, y, r }): Box => [x - r, y - r, x + r, y + r]);
    return this.groups.flatMap(({ name, x, y, r }) => {
      const half = broad(name) / 2 + 3;
      const box: Box = [x - half, y + r + 2, x + half, y + r + 16];
      if (box[0] < 2 || box[2] > this.width - 2 || box[3] > this.height || taken.some((own) => overlap(own, box))) return [];
      taken.push(box);
      return [svg("text", { class: "name", x, y: y + r + 13, "text-anchor": "middle", "aria-hidden": "true" }, name)];
    });
  }

  private mark(group: Country): SVGElement {
    const mark = svg(
      "g", { class: "count", role: "button", "data-country": group.code, "aria-label": `${group.name}: ${counted(group.claims, "claim")}, ${counted(group.places.length, "place")}` },
      svg("circle", { cx: group.x, cy: group.y, r: group.r }),
      svg("text", { x: group.x, y: group.y + 4.5, "text-anchor": "middle", "aria-hidden": "true" }, String(group.claims)),
    );
    const open = () => this.open(group);
    mark.addEventListener("click", open);
    mark.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      open();
    });
    mark.addEventListener("focus", () => this.explain(group));
    mark.addEventListener("pointerenter", () => this.explain(group));
    return mark;
  }

  private explain(group: Country | null): void {
    const places = group?.places.slice(0, 4).map((own) => `${own.name} ${own.claims}`).join(", ");
    this.note.replaceChildren(html("bdi", {}, group ? `${group.name}: ${places}${group.places.length > 4 ? ", …" : ""}` : `${this.groups.length} ${this.groups.length === 1 ? "country" : "countries"}; a circle lists its places.`));
  }

  /** The places of a country below the map. */
  private open(group: Country): void {
    const heading = html("h2", { tabindex: "-1" }, html("bdi", {}, group.name), html("span", { class: "total" }, ` ${group.claims}`));
    const close = html("button", { type: "button" }, "Close");
    close.addEventListener("click", () => this.close());
    this.list.replaceChildren(
      heading,
      html("ul", { class: "plain" }, ...group.places.map((own) => html(
        "li", {}, html("a", { href: actorUrl(own.place) }, html("bdi", {}, own.name)), " ",
        html("span", { class: "told" }, Object.entries(own.kinds).map(([kind, count]) => `${count} ${(KINDS[kind] ?? [kind, kind])[count === 1 ? 0 : 1]}`).join(", "), own.status ? ` · ${own.status}` : ""), " ",
        html("a", { class: "more", href: `/search?${new URLSearchParams({ actor: own.place })}` }, `Claims with ${own.name}`),
      ))),
      html("p", { class: "island-buttons" }, close),
    );
    this.list.hidden = false;
    this.opened = group.code;
    heading.focus();
  }

  private opened = "";

  private close(): void {
    this.list.hidden = true;
    this.circles.querySelector<SVGElement>(`[data-country="${CSS.escape(this.opened)}"]`)?.focus();
  }

  private unplaced(): string {
    if (!this.nowhere.length) return "";
    const names = this.nowhere.slice(0, 8).map((own) => own.name).join(", ");
    return `Not on the map, for want of a country: ${names}${this.nowhere.length > 8 ? " and others" : ""}; the table has them.`;
  }

  private world(): Sight {
    return { scale: 1, x: this.width / 2, y: this.height / 2 };
  }

  /** Close enough to see all countries with claims and their neighbours. */
  private fitted(): Sight {
    if (!this.groups.length) return this.world();
    const [xs, ys] = [this.groups.map((own) => own.middle[0]), this.groups.map((own) => own.middle[1])];
    const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
    const scale = Math.min(5, (this.width * 0.62) / Math.max(1, right - left), (this.height * 0.6) / Math.max(1, bottom - top));
    return { scale, x: (left + right) / 2, y: (top + bottom) / 2 };
  }

  private closer(by: number): void {
    const { scale, x, y } = this.sight ?? this.world();
    this.show({ scale: scale * by, x, y });
  }

  private key(event: KeyboardEvent): void {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const act = { "+": () => this.closer(1.6), "=": () => this.closer(1.6), "-": () => this.closer(1 / 1.6), "0": () => this.show(this.world()) }[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  }

  /** With Ctrl held: the wheel alone goes on scrolling the page. */
  private wheel(event: WheelEvent): void {
    if (!event.ctrlKey) return;
    event.preventDefault();
    this.closer(event.deltaY > 0 ? 0.8 : 1.25);
  }

  private draggable(): void {
    let from: { x: number; y: number; sight: Sight } | null = null;
    this.canvas.addEventListener("pointerdown", (event) => {
      if (event.button !== 0 || !this.sight || (event.target as Element).closest(".count")) return;
      from = { x: event.clientX, y: event.clientY, sight: this.sight };
      this.canvas.setPointerCapture(event.pointerId);
    });
    this.canvas.addEventListener("pointermove", (event) => {
      if (!from) return;
      const { scale, x, y } = from.sight;
      this.show({ scale, x: x + (from.x - event.clientX) / scale, y: y + (from.y - event.clientY) / scale });
    });
    const end = () => (from = null);
    this.canvas.addEventListener("pointerup", end);
    this.canvas.addEventListener("pointercancel", end);
  }
}

/** Places by the country they are in, those of most claims first. */
function grouped(places: readonly Place[]): Country[] {
  const groups = new Map<string, Country>();
  for (const own of places) {
    if (!atlas.points[own.country]) continue;
    const group = groups.get(own.country) ?? { code: own.country, name: own.country_name || own.name, claims: 0, places: [], x: 0, y: 0, r: 0, middle: [0, 0] };
    group.claims += own.claims;
    group.places.push(own);
    groups.set(own.country, group);
  }
  return [...groups.values()].sort((one, other) => other.claims - one.claims || (one.name < other.name ? -1 : 1));
}

function overlap(one: Box, other: Box): boolean {
  return one[2] >= other[0] && other[2] >= one[0] && one[3] >= other[1] && other[3] >= one[1];
}
