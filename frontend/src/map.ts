// Map: how many claims are set in each town or country; the world is part of the script, so no tile is asked for anywhere.
import { forceCollide, forceSimulation, forceX, forceY } from "d3-force";
import { geoGraticule10, geoNaturalEarth1, geoPath } from "d3-geo";
import type { SimulationNodeDatum } from "d3-force";
import { feature, mesh } from "topojson-client";
import atlas from "virtual:atlas";
import { actorUrl, address, buttons, counted, html, measure, onWidth, svg, walkable } from "./drawing";

interface Place {
  place: string;
  name: string;
  country: string;
  country_name: string;
  claims: number;
  kinds: Record<string, number>;
  status: string;
  latitude: number | null;
  longitude: number | null;
}

/** A town, or a country as a whole; its circle at `x` and `y` with radius `r`, and its place in pixels of the drawing. */
interface Spot extends SimulationNodeDatum {
  place: Place;
  whole: boolean;
  at: [number, number];
  name: string;
  claims: number;
  x: number;
  y: number;
  r: number;
  point: [number, number];
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

export function draw(place: HTMLElement, data: { places: Place[]; as_of: string | null }): void {
  const map = new WorldMap(place, data.places, data.as_of);
  onWidth(map.canvas, (width) => map.draw(width));
}

class WorldMap {
  readonly canvas = html("div", { class: "canvas" });
  private readonly note = html("p", { class: "island-count told", role: "status" });
  private readonly list = html("section", { class: "island-words", "aria-live": "polite", hidden: true });
  private readonly spots: Spot[];
  private sight: Sight | null = null;
  private width = 0;
  private height = 0;

  constructor(place: HTMLElement, places: Place[], private readonly day: string | null) {
    this.spots = placed(places);
    place.append(
      html("figcaption", { class: "unseen" }, "A circle stands at each town with claims set in it, or in the middle of a country where no town is told, its size and number telling how many. Arrow keys go from circle to circle, plus and minus go closer and wider, Enter tells what they are."),
      html("div", { class: "island-head" }, buttons("Part of the map shown", [
        ["+", "Closer", () => this.closer(1.6)], ["−", "Wider", () => this.closer(1 / 1.6)],
        ["Places", "Places", () => this.show(this.fitted())], ["World", "World", () => this.show(this.world())],
      ]), this.note),
      this.canvas,
      html("p", { class: "told" }, "A full circle stands at a town, or in the middle of a region; a hollow one in the middle of a country, where no town is told. What is moved aside to make room has a line to its place."),
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
    for (const spot of this.spots) spot.point = projection(spot.at) ?? [0, 0];
    const path = geoPath(projection).digits(1);
    const told = new Set(this.spots.map((spot) => spot.place.country));
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
    const most = Math.max(1, ...this.spots.map((spot) => spot.claims));
    // many need room
    const largest = Math.min(this.spots.length > 25 ? 18 : 26, 14 + this.width / 100);
    for (const spot of this.spots) {
      spot.r = 10 + (largest - 10) * Math.sqrt(spot.claims / most);
      spot.x = this.width / 2 + (spot.point[0] - x) * scale;
      spot.y = this.height / 2 + (spot.point[1] - y) * scale;
    }
    const at = new Map(this.spots.map((spot) => [spot, [spot.x, spot.y] as const]));
    forceSimulation(this.spots)
      .force("x", forceX<Spot>((spot) => at.get(spot)?.[0] ?? 0).strength(0.4))
      .force("y", forceY<Spot>((spot) => at.get(spot)?.[1] ?? 0).strength(0.4))
      .force("room", forceCollide<Spot>((spot) => spot.r + 1.5).iterations(3))
      .stop()
      .tick(80);
    const focused = document.activeElement?.getAttribute("data-place");
    const leads = this.spots.flatMap((spot) => {
      const [left, top] = at.get(spot) ?? [spot.x, spot.y];
      if (Math.hypot(spot.x - left, spot.y - top) < 3) return [];
      return [svg("path", { class: "lead", d: `M${left},${top}L${spot.x},${spot.y}` }), svg("circle", { class: "foot", cx: left, cy: top, r: 2.5 })];
    });
    const marks = this.spots.map((spot) => this.mark(spot));
    this.circles.replaceChildren(...leads, ...this.labels(), ...marks);
    walkable(marks, Math.max(0, this.spots.findIndex((spot) => spot.place.place === focused)));
    if (focused) marks.find((mark) => mark.getAttribute("data-place") === focused)?.focus();
  }

  /** Names below their circles, or beside or above them, where nothing else stands. */
  private labels(): SVGElement[] {
    const taken = this.spots.map(({ x, y, r }): Box => [x - r, y - r, x + r, y + r]);
    return this.spots.flatMap(({ name, x, y, r }) => {
      const wide = broad(name) + 6;
      const boxes: [Box, string][] = [
        [[x - wide / 2, y + r + 2, x + wide / 2, y + r + 16], "middle"], [[x + r + 1, y - 7, x + r + 1 + wide, y + 7], "start"],
        [[x - r - 1 - wide, y - 7, x - r - 1, y + 7], "end"], [[x - wide / 2, y - r - 17, x + wide / 2, y - r - 3], "middle"],
      ];
      const free = boxes.find(([box]) => box[0] >= 2 && box[1] >= 2 && box[2] <= this.width - 2 && box[3] <= this.height && !taken.some((own) => overlap(own, box)));
      if (!free) return [];
      const [box, anchor] = free;
      taken.push(box);
      const at = { middle: x, start: box[0] + 3, end: box[2] - 3 }[anchor];
      return [svg("text", { class: "name", x: at, y: box[3] - 3, "text-anchor": anchor, "aria-hidden": "true" }, name)];
    });
  }

  private mark(spot: Spot): SVGElement {
    const mark = svg(
      "g", { class: spot.whole ? "count whole" : "count", role: "button", "data-place": spot.place.place, "aria-label": `${this.said(spot)}: ${counted(spot.claims, "claim")}` },
      svg("circle", { cx: spot.x, cy: spot.y, r: spot.r }),
      svg("text", { x: spot.x, y: spot.y + 4.5, "text-anchor": "middle", "aria-hidden": "true" }, String(spot.claims)),
    );
    const open = () => this.open(spot);
    mark.addEventListener("click", open);
    mark.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      open();
    });
    mark.addEventListener("focus", () => this.explain(spot));
    mark.addEventListener("pointerenter", () => this.explain(spot));
    return mark;
  }

  private said({ whole, name, place }: Spot): string {
    return whole || !place.country_name || place.country_name === name ? name : `${name}, ${place.country_name}`;
  }

  private explain(spot: Spot | null): void {
    const all = `${counted(this.spots.length, "place")}; a circle tells what is set there.`;
    this.note.replaceChildren(html("bdi", {}, spot ? `${this.said(spot)}: ${told(spot.place)}` : all));
  }

  /** What is set in a place, below the map. */
  private open(spot: Spot): void {
    const own = spot.place;
    const heading = html("h2", { tabindex: "-1" }, html("bdi", {}, this.said(spot)), html("span", { class: "total" }, ` ${spot.claims}`));
    const close = html("button", { type: "button" }, "Close");
    close.addEventListener("click", () => this.close());
    this.list.replaceChildren(
      heading,
      html("p", { class: "told" }, told(own), own.status ? ` · ${own.status}` : ""),
      html("p", {}, html("a", { href: address("/search", this.day ? { actor: own.place, to: this.day } : { actor: own.place }) }, "Claims with ", html("bdi", {}, own.name)), " · ", html("a", { href: actorUrl(own.place) }, "Its page")),
      html("p", { class: "island-buttons" }, close),
    );
    this.list.hidden = false;
    this.opened = own.place;
    heading.focus();
  }

  private opened = "";

  private close(): void {
    this.list.hidden = true;
    this.circles.querySelector<SVGElement>(`[data-place="${CSS.escape(this.opened)}"]`)?.focus();
  }

  private world(): Sight {
    return { scale: 1, x: this.width / 2, y: this.height / 2 };
  }

  /** Close enough to see all places with claims and their neighbours. */
  private fitted(): Sight {
    if (!this.spots.length) return this.world();
    const [xs, ys] = [this.spots.map((own) => own.point[0]), this.spots.map((own) => own.point[1])];
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

/** Those places that have a point: a town its own, a country its middle; those of most claims first. */
function placed(places: readonly Place[]): Spot[] {
  return places.flatMap((place) => {
    const whole = place.latitude === null || place.longitude === null;
    const middle = place.place.startsWith("state/") ? atlas.points[place.country] : undefined;
    const at: [number, number] | undefined = whole ? middle : [place.longitude ?? 0, place.latitude ?? 0];
    return at ? [{ place, whole, at, name: place.name, claims: place.claims, x: 0, y: 0, r: 0, point: [0, 0] as [number, number] }] : [];
  });
}

/** What is set in a place: "2 meetings, 1 event". */
function told(place: Place): string {
  return Object.entries(place.kinds).map(([kind, count]) => `${count} ${(KINDS[kind] ?? [kind, kind])[count === 1 ? 0 : 1]}`).join(", ");
}

function overlap(one: Box, other: Box): boolean {
  return one[2] >= other[0] && other[2] >= one[0] && one[3] >= other[1] && other[3] >= one[1];
}
