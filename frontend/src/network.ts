// Network: who met, backed, blamed whom; a line for each tie, and behind each line its quotations.
import { forceCollide, forceLink, forceManyBody, forceSimulation, forceX, forceY } from "d3-force";
import type { SimulationLinkDatum, SimulationNodeDatum } from "d3-force";
import { actorUrl, address, claimItem, counted, html, lines, measure, onWidth, svg, walkable, type Line } from "./drawing";

interface Actor {
  key: string;
  name: string;
  edges: number;
}

interface Edge {
  one: string;
  other: string;
  how: string;
  claims: number;
  /** The day of which the network is, where it is not of all times. */
  as_of?: string | null;
}

/** An actor as a point; `x` and `y` in pixels. */
type Point = Actor & SimulationNodeDatum & { x: number; y: number };
/** A tie between two points, the `turn`-th of `turns` between the same two. */
type Tie = Omit<Edge, "one"> & SimulationLinkDatum<Point> & { source: Point; target: Point; edge: Edge; turn: number; turns: number };

const WAYS: Record<string, string> = { met: "met (both ways)", backed: "backed", blamed: "blamed" };
/** Pixels: half a point, a line of text; room for a point, squared; steps until the forces rest. */
const HALF = 7, TEXT = 13, ROOM = 26_000, STEPS = 320;
const broad = measure(12.5);

export function draw(place: HTMLElement, data: { nodes: Actor[]; edges: Edge[]; as_of: string | null }): void {
  const picture = new Picture(place, data.nodes, data.edges.map((edge) => ({ ...edge, as_of: data.as_of })));
  onWidth(picture.canvas, (width) => picture.draw(width));
}

class Picture {
  readonly canvas = html("div", { class: "canvas" });
  private readonly note = html("p", { class: "island-count told", role: "status" });
  private readonly words = html("section", { class: "island-words", "aria-live": "polite", hidden: true });
  private readonly names: Map<string, string>;
  private opener: SVGElement | null = null;

  constructor(place: HTMLElement, private readonly nodes: Actor[], private readonly edges: Edge[]) {
    this.names = new Map(nodes.map((node) => [node.key, node.name]));
    place.append(
      html("figcaption", { class: "unseen" }, "Actors as points, ties as lines. Tab goes from the points to the lines, arrow keys from one to the next; Enter on a line opens the words behind it, on a point the actor’s page."),
      html("div", { class: "island-head" }, legend(), this.note), this.canvas, this.words,
    );
    this.explain("");
    this.words.addEventListener("keydown", (event) => event.key === "Escape" && this.close());
  }

  draw(width: number): void {
    const height = Math.round(Math.max(340, Math.min(680, (this.nodes.length * ROOM) / width)));
    const { points, ties } = laidOut(this.nodes, this.edges, width, height);
    const drawing = svg("svg", { width, height, viewBox: `0 0 ${width} ${height}`, role: "group", "aria-label": "Ties between actors" }, heads());
    const drawn = ties.map((tie) => this.line(tie));
    const labels = labelled(points, width, height);
    const marks = points.map((point) => this.mark(point, labels.get(point.key) ?? null, drawn, ties));
    // the points first under the Tab key, the lines first under the brush
    drawing.append(svg("g", { class: "ties" }, ...drawn), svg("g", { class: "points" }, ...marks));
    this.canvas.replaceChildren(drawing);
    walkable(marks);
    walkable(drawn);
  }

  private line(tie: Tie): SVGElement {
    const d = curve(tie);
    const link = svg(
      "a", { class: `tie w-${tie.how}`, href: edgeUrl(tie.edge, ""), "aria-label": `${this.said(tie.edge)}: ${counted(tie.claims, "claim")}` },
      svg("path", { class: "hit", d }),
      svg("path", { class: "stroke", d, "stroke-width": Math.min(6, 1.2 + tie.claims * 0.8), "marker-end": tie.how === "met" ? null : `url(#head-${tie.how})` }),
    );
    const explain = () => this.explain(`${this.said(tie.edge)}: ${counted(tie.claims, "claim")}. Enter or a click opens the words.`);
    link.addEventListener("focus", explain);
    link.addEventListener("pointerenter", explain);
    link.addEventListener("click", (event) => {
      // a new tab or window is the browser's own affair
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      this.opener = link;
      void this.open(tie.edge);
    });
    return link;
  }

  private mark(point: Point, label: Label | null, drawn: readonly SVGElement[], ties: readonly Tie[]): SVGElement {
    const text = label ?? placings(point, lines(point.name, 34, 2))[0];
    const link = svg(
      "a", { class: `point${label ? "" : " unlabelled"}`, href: actorUrl(point.key), "aria-label": `${point.name}: ${counted(point.edges, "tie")}` },
      shape(point),
      svg("text", { "text-anchor": text.anchor, "aria-hidden": "true" }, ...text.lines.map((line, at) =>
        svg("tspan", { x: text.x, y: text.y + at * TEXT }, at + 1 < text.lines.length ? `${line} ` : line))),
    );
    const own = drawn.filter((_, at) => ties[at]?.source === point || ties[at]?.target === point);
    const near = (on: boolean) => () => {
      for (const line of own) line.classList.toggle("near", on);
      if (on) this.explain(`${point.name}: ${counted(point.edges, "tie")}. Enter or a click opens the actor’s page.`);
    };
    for (const begins of ["focus", "pointerenter"]) link.addEventListener(begins, near(true));
    for (const ends of ["blur", "pointerleave"]) link.addEventListener(ends, near(false));
    return link;
  }

  private explain(text: string): void {
    this.note.replaceChildren(html("bdi", {}, text || "Every line opens the words behind it; the thicker, the more claims."));
  }

  private said(edge: Edge): string {
    return `${this.names.get(edge.one) ?? edge.one} ${edge.how} ${this.names.get(edge.other) ?? edge.other}`;
  }

  /** The words behind a tie, below the drawing; its own page where they cannot be had here. */
  private async open(edge: Edge): Promise<void> {
    const given = await fetch(edgeUrl(edge, ".json"), { credentials: "same-origin" }).catch(() => null);
    if (!given?.ok) return location.assign(edgeUrl(edge, ""));
    const { lines: found, pager } = (await given.json()) as { lines: Line[]; pager: { total: number } };
    const heading = html("h2", { tabindex: "-1" }, html("bdi", {}, this.said(edge)), html("span", { class: "total" }, ` ${pager.total}`));
    const close = html("button", { type: "button" }, "Close");
    close.addEventListener("click", () => this.close());
    this.words.replaceChildren(
      heading, html("ul", { class: "claims" }, ...found.map(claimItem)),
      html("p", { class: "island-buttons" }, html("a", { href: edgeUrl(edge, "") }, pager.total > found.length ? `All ${pager.total} on a page` : "On a page of its own"), close),
    );
    this.words.hidden = false;
    heading.focus();
  }

  private close(): void {
    this.words.hidden = true;
    this.opener?.focus();
  }
}

function edgeUrl({ one, other, how, as_of }: Edge, form: string): string {
  return address(`/network/edge${form}`, as_of ? { one, other, how, as_of } : { one, other, how });
}

/**
 * Points where the forces come to rest, run to the end before anything is drawn: nothing moves, and the same record
 * gives the same picture. Then stretched to the room there is.
 */
function laidOut(nodes: readonly Actor[], edges: readonly Edge[], width: number, height: number): { points: Point[]; ties: Tie[] } {
  const points = nodes.map((node) => ({ ...node })) as Point[];
  const by = new Map(points.map((point) => [point.key, point]));
  const between = new Map<string, number>();
  const ties: Tie[] = [];
  for (const edge of edges) {
    const [source, target] = [by.get(edge.one), by.get(edge.other)];
    if (!source || !target || source === target) continue;
    const pair = [edge.one, edge.other].sort().join("\n");
    const turn = between.get(pair) ?? 0;
    between.set(pair, turn + 1);
    ties.push({ ...edge, edge, source, target, turn, turns: 0 });
  }
  for (const tie of ties) tie.turns = between.get([tie.edge.one, tie.edge.other].sort().join("\n")) ?? 1;
  const aspect = Math.max(0.6, Math.min(1.6, width / height));
  // d3 begins from a fixed spiral and draws its chances from a fixed seed
  forceSimulation<Point>(points)
    .force("ties", forceLink<Point, Tie>(ties).distance(84).strength(0.5))
    .force("apart", forceManyBody<Point>().strength(-260).distanceMax(420))
    .force("room", forceCollide<Point>(30))
    .force("x", forceX<Point>(0).strength(0.075 / aspect))
    .force("y", forceY<Point>(0).strength(0.075 * aspect))
    .stop()
    .tick(STEPS);
  fit(points, width, height);
  return { points, ties };
}

function fit(points: readonly Point[], width: number, height: number): void {
  const aside = Math.min(90, width * 0.14);
  const [left, right] = [Math.min(...points.map((p) => p.x)), Math.max(...points.map((p) => p.x))];
  const [top, bottom] = [Math.min(...points.map((p) => p.y)), Math.max(...points.map((p) => p.y))];
  const across = Math.min(1.8, (width - 2 * aside) / Math.max(1, right - left));
  const down = Math.min(1.8, (height - 60) / Math.max(1, bottom - top));
  for (const point of points) {
    point.x = width / 2 + (point.x - (left + right) / 2) * across;
    point.y = height / 2 + (point.y - (top + bottom) / 2) * down;
  }
}

interface Label {
  x: number;
  y: number;
  anchor: "start" | "middle" | "end";
  lines: string[];
  box: Box;
}

/** Names beside points where there is room, those of the most ties first; the rest show on focus and under the pointer. */
function labelled(points: readonly Point[], width: number, height: number): Map<string, Label> {
  const taken = points.map((p): Box => [p.x - HALF, p.y - HALF, p.x + HALF, p.y + HALF]);
  const labels = new Map<string, Label>();
  const ranked = [...points].sort((one, other) => other.edges - one.edges || (one.key < other.key ? -1 : 1));
  for (const length of [34, 18]) {
    for (const point of ranked) {
      if (labels.has(point.key)) continue;
      const found = placings(point, lines(point.name, length, 2)).find(({ box }) =>
        box[0] >= 2 && box[1] >= 2 && box[2] <= width - 2 && box[3] <= height - 2 && taken.every((own) => apart(own, box)));
      if (!found) continue;
      labels.set(point.key, found);
      taken.push(found.box);
    }
  }
  return labels;
}

/** A name after its point, before it, below and above. */
function placings({ x, y }: { x: number; y: number }, text: string[]): [Label, ...Label[]] {
  const wide = Math.max(...text.map(broad)) + 4;
  const more = (text.length - 1) * TEXT;
  const beside: [number, number] = [y - (TEXT + more) / 2, y + (TEXT + more) / 2];
  return [
    { x: x + HALF + 4, y: y + 4 - more / 2, anchor: "start", lines: text, box: [x + HALF + 2, beside[0], x + HALF + 4 + wide, beside[1]] },
    { x: x - HALF - 4, y: y + 4 - more / 2, anchor: "end", lines: text, box: [x - HALF - 4 - wide, beside[0], x - HALF - 2, beside[1]] },
    { x, y: y + HALF + TEXT, anchor: "middle", lines: text, box: [x - wide / 2, y + HALF + 2, x + wide / 2, y + HALF + TEXT + 3 + more] },
    { x, y: y - HALF - 5 - more, anchor: "middle", lines: text, box: [x - wide / 2, y - HALF - TEXT - 3 - more, x + wide / 2, y - HALF - 2] },
  ];
}

/** Left, top, right, bottom. */
type Box = [number, number, number, number];

function apart(one: Box, other: Box): boolean {
  return one[2] < other[0] || other[2] < one[0] || one[3] < other[1] || other[3] < one[1];
}

/** The way of a tie from the rim of one point to the rim of the other, bent where several join the same two. */
function curve({ source, target, turn, turns, edge }: Tie): string {
  // the same two are bent to the same side, whichever of them is named first
  const side = edge.one < edge.other ? 1 : -1;
  const bend = turns > 1 ? side * (turn - (turns - 1) / 2) * 44 : 0;
  const [dx, dy] = [target.x - source.x, target.y - source.y];
  const length = Math.hypot(dx, dy) || 1;
  const [mx, my] = [(source.x + target.x) / 2 - (dy / length) * bend, (source.y + target.y) / 2 + (dx / length) * bend];
  const [x1, y1] = towards(source, mx, my, HALF + 2);
  const [x2, y2] = towards(target, mx, my, HALF + 4);
  return `M${round(x1)},${round(y1)}Q${round(mx)},${round(my)} ${round(x2)},${round(y2)}`;
}

function towards(from: { x: number; y: number }, x: number, y: number, by: number): [number, number] {
  const length = Math.hypot(x - from.x, y - from.y) || 1;
  return [from.x + ((x - from.x) / length) * by, from.y + ((y - from.y) / length) * by];
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

/** A shape for each sort of actor. */
function shape({ key, x, y }: { key: string; x: number; y: number }): SVGElement {
  const sort = key.includes("/") ? key.split("/")[0] : "";
  if (sort === "state") return svg("rect", { class: "sort", x: x - HALF, y: y - HALF, width: 2 * HALF, height: 2 * HALF, rx: 1 });
  if (sort === "org") return svg("path", { class: "sort", d: `M${x},${y - HALF - 2}L${x + HALF + 2},${y}L${x},${y + HALF + 2}L${x - HALF - 2},${y}Z` });
  if (sort === "person") return svg("circle", { class: "sort", cx: x, cy: y, r: HALF });
  return svg("circle", { class: "sort other", cx: x, cy: y, r: HALF - 1 });
}

function heads(): SVGElement {
  const head = (how: string) => svg(
    "marker", { id: `head-${how}`, class: `w-${how}`, viewBox: "0 0 10 10", refX: 8, refY: 5, markerWidth: 9, markerHeight: 9, markerUnits: "userSpaceOnUse", orient: "auto" },
    svg("path", { class: "head", d: "M0,0L10,5L0,10Z" }),
  );
  return svg("defs", {}, head("backed"), head("blamed"));
}

function legend(): HTMLElement {
  const line = (how: string) => html(
    "li", {},
    svg("svg", { width: 34, height: 12, viewBox: "0 0 34 12", "aria-hidden": "true" }, svg("g", { class: `tie w-${how}` },
      svg("path", { class: "stroke", d: "M1,6L26,6", "stroke-width": 2.5 }), how === "met" ? null : svg("path", { class: "head", d: "M25,1L34,6L25,11Z" }))),
    WAYS[how],
  );
  const sort = (key: string, words: string) => html(
    "li", {}, svg("svg", { width: 20, height: 20, viewBox: "0 0 20 20", "aria-hidden": "true" }, svg("g", { class: "point" }, shape({ key, x: 10, y: 10 }))), words,
  );
  return html(
    "ul", { class: "island-legend" }, ...Object.keys(WAYS).map(line), sort("state/", "state"), sort("org/", "organisation"),
    sort("person/", "person"), sort("", "other, or not identified"),
  );
}
