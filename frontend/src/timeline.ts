// Timeline: a lane for each kind of claim, a bar as long as the days a date may mean; closer, wider, along.
import { scaleUtc } from "d3-scale";
import { buttons, claimUrl, counted, html, measure, onWidth, shortened, svg, tellers, walkable } from "./drawing";

interface Bar {
  claim: string;
  kind: string;
  text: string;
  when: string;
  status: string;
  first: string;
  last: string | null;
  sure: boolean;
  newsrooms: string[];
  independent: number;
  quote: string;
  report: string;
}

/** A bar with its days as milliseconds; `end` is the end of its last day, Infinity where that is open. */
interface Dated extends Bar {
  begin: number;
  end: number;
}

/** A bar with its place in a lane, in pixels; `label` begins at `at`, anchored at its start or end. */
interface Placed {
  bar: Dated;
  left: number;
  right: number;
  row: number;
  label: string;
  at: number;
  anchor: "start" | "end";
}

const DAY = 86_400_000;
const NAMES: Record<string, string> = {
  meeting: "Meetings", statement: "Statements", event: "Events", commitment: "Promises", position: "Positions",
  membership: "Memberships", tenure: "Posts", designation: "Names",
};
const STATUS: Record<string, string> = {
  planned: "planned", proposed: "proposed", conditional: "on condition", possible: "possible", denied: "denied",
  cancelled: "called off",
};
/** Most characters of a label, and the part of all bars that the first sight shows. */
const LONGEST = 64, MOST = 0.8;
/** Pixels: a row, a bar in it, the least width of a bar, a lane's heading, the axis, the letters of a label. */
const ROW = 24, BAR = 12, LEAST = 8, HEADING = 26, AXIS = 26, LETTERS = 12;
const wide = measure(LETTERS);

export function draw(place: HTMLElement, data: { bars: Bar[] }): void {
  const bars = data.bars.map(dated).sort((one, other) => one.begin - other.begin || one.end - other.end);
  const chart = new Chart(place, bars);
  onWidth(chart.canvas, (width) => chart.draw(width));
}

function dated(bar: Bar): Dated {
  return { ...bar, begin: Date.parse(bar.first), end: bar.last ? Date.parse(bar.last) + DAY : Infinity };
}

class Chart {
  readonly canvas = html("div", { class: "canvas" });
  private readonly note = html("div", { class: "island-note", "aria-live": "polite" });
  private readonly count = html("p", { class: "island-count told", role: "status" });
  private readonly whole: [number, number];
  private shown: [number, number];
  private width = 0;

  constructor(place: HTMLElement, private readonly bars: Dated[]) {
    const ends = bars.flatMap((bar) => [bar.begin, Number.isFinite(bar.end) ? bar.end : bar.begin + DAY]);
    this.whole = widened([Math.min(...ends), Math.max(...ends)], 0.04);
    this.shown = crowd(bars, this.whole);
    place.append(
      html("figcaption", { class: "unseen" }, "Dated claims on a line of time; arrow keys go from bar to bar, plus and minus go closer and wider, Enter opens a claim."),
      html("div", { class: "island-head" }, buttons("Part of time shown", [
        ["← Earlier", "← Earlier", () => this.along(-0.5)], ["Later →", "Later →", () => this.along(0.5)],
        ["+", "Closer", () => this.closer(0.5)], ["−", "Wider", () => this.closer(2)],
        ["All", "All", () => this.show(this.whole)],
      ]), this.count),
      this.canvas, legend(), this.note,
    );
    this.explain(null);
    this.canvas.addEventListener("keydown", (event) => this.key(event));
    this.canvas.addEventListener("wheel", (event) => this.wheel(event), { passive: false });
    this.draggable();
  }

  draw(width: number): void {
    this.width = width;
    const focused = this.canvas.contains(document.activeElement) ? document.activeElement?.getAttribute("data-claim") : null;
    const scale = scaleUtc().domain(this.shown).range([0, width]);
    const seen = this.bars.filter((bar) => bar.end > this.shown[0] && bar.begin < this.shown[1]);
    const lanes = Object.keys(NAMES).map((kind) => pack(seen.filter((bar) => bar.kind === kind), scale, width));
    const height = lanes.reduce((sum, lane) => sum + (lane.length ? HEADING + rows(lane) * ROW : 0), AXIS) + 6;
    const drawing = svg("svg", { width, height, viewBox: `0 0 ${width} ${height}`, role: "group", "aria-label": "Claims on a line of time" });
    const ticks = scale.ticks(Math.max(2, Math.min(12, Math.floor(width / 110))));
    const format = scale.tickFormat();
    for (const tick of ticks) {
      const x = scale(tick);
      const anchor = x < 24 ? "start" : x > width - 24 ? "end" : "middle";
      drawing.append(
        svg("line", { class: "grid", x1: x, x2: x, y1: AXIS - 6, y2: height }),
        svg("text", { class: "tick", x, y: 14, "text-anchor": anchor, "aria-hidden": "true" }, format(tick)),
      );
    }
    const links: SVGElement[] = [];
    let top = AXIS;
    for (const lane of lanes) {
      const kind = lane[0]?.bar.kind;
      if (!kind) continue;
      drawing.append(
        svg("line", { class: "lane", x1: 0, x2: width, y1: top + 3, y2: top + 3 }),
        svg("text", { class: "heading", x: 0, y: top + 18 }, NAMES[kind] ?? kind),
      );
      top += HEADING;
      for (const placed of lane) {
        const link = this.link(placed, top + placed.row * ROW);
        links.push(link);
        drawing.append(link);
      }
      top += rows(lane) * ROW;
    }
    this.canvas.replaceChildren(drawing);
    walkable(links, Math.max(0, links.findIndex((link) => link.getAttribute("data-claim") === focused)));
    if (focused) links.find((link) => link.getAttribute("data-claim") === focused)?.focus();
    this.tell();
  }

  private link(placed: Placed, y: number): SVGElement {
    const { bar, left, right, label } = placed;
    const middle = y + ROW / 2;
    // tall enough for its label, where that stands in it
    const half = (label && placed.at > left && placed.at < right ? ROW - 4 : BAR) / 2;
    const endless = !Number.isFinite(bar.end);
    const shape = endless
      ? svg("path", { class: "bar unsure", d: `M${left},${middle - half}H${right - 7}L${right},${middle}L${right - 7},${middle + half}H${left}Z` })
      : svg("rect", { class: bar.sure ? "bar sure" : "bar unsure", x: left, y: middle - half, width: right - left, height: 2 * half, rx: 2 });
    const link = svg(
      "a", { href: claimUrl(bar), class: `k-${bar.kind} s-${bar.status}`, "data-claim": bar.claim, "aria-label": `${NAMES[bar.kind] ?? bar.kind}, ${spoken(bar)}` },
      svg("rect", { class: "hit", x: Math.min(left, extent(placed)[0]), y, width: extent(placed)[1] - extent(placed)[0], height: ROW }),
      shape,
      label ? svg("text", { class: "label", x: placed.at, y: middle + 4, "text-anchor": placed.anchor, "aria-hidden": "true" }, label) : null,
    );
    link.addEventListener("focus", () => this.explain(bar));
    link.addEventListener("pointerenter", () => this.explain(bar));
    return link;
  }

  /** What a bar stands for, below the drawing. */
  private explain(bar: Dated | null): void {
    this.note.classList.toggle("on", bar !== null);
    if (!bar) {
      this.note.replaceChildren(html("p", { class: "told" }, "Point at a bar, or walk along them with the arrow keys: its words stand here. Enter or a click opens the claim."));
      return;
    }
    this.note.replaceChildren(
      html("p", { class: "over" }, `${STATUS[bar.status] ? `${STATUS[bar.status]} · ` : ""}${bar.when || range(bar)}`),
      html("p", { class: "says" }, html("bdi", {}, bar.text)),
      html("blockquote", {}, html("q", { dir: "auto" }, shortened(bar.quote, 240))),
      html("p", { class: "told" }, tellers(bar)),
    );
  }

  private tell(): void {
    const before = this.bars.filter((bar) => bar.end <= this.shown[0]).length;
    const after = this.bars.filter((bar) => bar.begin >= this.shown[1]).length;
    const outside = [before && `${before} earlier`, after && `${after} later`].filter(Boolean).join(", ");
    this.count.textContent = counted(this.bars.length - before - after, "claim") + (outside ? ` in sight; ${outside}` : "");
  }

  private show([begin, end]: [number, number]): void {
    const [first, last] = this.whole;
    const length = Math.max(3 * DAY, Math.min(end - begin, last - first));
    const left = Math.max(first, Math.min(begin, last - length));
    this.shown = [left, left + length];
    this.draw(this.width);
  }

  private along(part: number): void {
    const by = (this.shown[1] - this.shown[0]) * part;
    this.show([this.shown[0] + by, this.shown[1] + by]);
  }

  private closer(by: number, around = this.middle()): void {
    const [begin, end] = this.shown;
    this.show([around - (around - begin) * by, around + (end - around) * by]);
  }

  /** The focused bar's first day, else the middle of what is shown. */
  private middle(): number {
    const focused = this.canvas.contains(document.activeElement) ? document.activeElement?.getAttribute("data-claim") : null;
    const bar = this.bars.find((own) => own.claim === focused);
    const [begin, end] = this.shown;
    return bar && bar.begin > begin && bar.begin < end ? bar.begin : (begin + end) / 2;
  }

  private key(event: KeyboardEvent): void {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const act = { "+": () => this.closer(0.5), "=": () => this.closer(0.5), "-": () => this.closer(2), "0": () => this.show(this.whole) }[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  }

  /** With Ctrl held, as maps in pages do: the wheel alone goes on scrolling the page. */
  private wheel(event: WheelEvent): void {
    if (!event.ctrlKey) return;
    event.preventDefault();
    const part = (event.clientX - this.canvas.getBoundingClientRect().left) / this.width;
    const [begin, end] = this.shown;
    this.closer(event.deltaY > 0 ? 1.25 : 0.8, begin + (end - begin) * part);
  }

  private draggable(): void {
    let from: { x: number; shown: [number, number] } | null = null;
    this.canvas.addEventListener("pointerdown", (event) => {
      if (event.button === 0 && !(event.target as Element).closest("a")) {
        from = { x: event.clientX, shown: this.shown };
        this.canvas.setPointerCapture(event.pointerId);
      }
    });
    this.canvas.addEventListener("pointermove", (event) => {
      if (!from) return;
      const by = ((from.x - event.clientX) / this.width) * (from.shown[1] - from.shown[0]);
      this.show([from.shown[0] + by, from.shown[1] + by]);
    });
    const end = () => (from = null);
    this.canvas.addEventListener("pointerup", end);
    this.canvas.addEventListener("pointercancel", end);
  }
}

type Scale = ReturnType<typeof scaleUtc<number>>;

/** Bars of one kind in rows, so that neither bars nor labels lie on each other. */
function pack(bars: readonly Dated[], scale: Scale, width: number): Placed[] {
  const taken: [number, number][][] = [];
  return bars.map((bar) => {
    const left = Math.min(width - LEAST, Math.max(0, scale(bar.begin)));
    const right = Math.max(left + LEAST, Math.min(width, Number.isFinite(bar.end) ? scale(bar.end) : width));
    const placed = labelled(bar, left, right, width);
    const [from, to] = extent(placed);
    const free = taken.findIndex((row) => row.every(([begin, end]) => to < begin || from > end));
    placed.row = free < 0 ? taken.push([]) - 1 : free;
    taken[placed.row]?.push([from - 8, to + 8]);
    return placed;
  });
}

/** The label in the bar where it is long and light, else after it, else before it. */
function labelled(bar: Dated, left: number, right: number, width: number): Placed {
  const text = (STATUS[bar.status] ? `${STATUS[bar.status]}: ` : "") + bar.text;
  const fit = (room: number) => fitted(text, room - 12);
  const base = { bar, left, right, row: 0 };
  if (!bar.sure && right - left > 150) return { ...base, label: fit(right - left), at: left + 6, anchor: "start" };
  const [after, before] = [width - right, left];
  if (after > 150 || after >= before) return { ...base, label: after > 60 ? fit(after) : "", at: right + 6, anchor: "start" };
  return { ...base, label: fit(before), at: left - 6, anchor: "end" };
}

/** As much of the text as the room has, in pixels. */
function fitted(text: string, room: number): string {
  for (let length = Math.min(LONGEST, text.length); length > 3; length -= 1) {
    const short = shortened(text, length);
    if (wide(short) <= room) return short;
  }
  return "";
}

function extent({ left, right, label, at, anchor }: Placed): [number, number] {
  const length = wide(label);
  return [Math.min(left, anchor === "end" ? at - length : at), Math.max(right, anchor === "start" ? at + length : at)];
}

function rows(lane: readonly Placed[]): number {
  return 1 + Math.max(...lane.map((placed) => placed.row));
}

/** The shortest stretch in which most bars begin, where it is much shorter than the whole; a button shows all. */
function crowd(bars: readonly Dated[], whole: [number, number]): [number, number] {
  const count = Math.max(1, Math.ceil(bars.length * MOST));
  let inner = whole;
  for (let at = 0; at + count <= bars.length; at += 1) {
    const [begin, end] = [bars[at]?.begin ?? 0, (bars[at + count - 1]?.begin ?? 0) + DAY];
    if (end - begin < inner[1] - inner[0]) inner = [begin, end];
  }
  inner = widened(inner, 0.15);
  return inner[1] - inner[0] < (whole[1] - whole[0]) * 0.6 ? inner : whole;
}

function widened([begin, end]: [number, number], part: number): [number, number] {
  const by = Math.max(DAY, (end - begin) * part);
  return [begin - by, end + by];
}

function range(bar: Dated): string {
  return bar.sure ? bar.first : `${bar.first} to ${bar.last ?? "open"}`;
}

function spoken(bar: Dated): string {
  return `${bar.when || range(bar)}${STATUS[bar.status] ? `, ${STATUS[bar.status]}` : ""}: ${bar.text}`;
}

/** What the shapes mean; the colour is the kind's, and says no more than the lane's heading. */
function legend(): HTMLElement {
  const sample = (shape: SVGElement, words: string) => html("li", {}, svg("svg", { width: 30, height: 14, viewBox: "0 0 30 14", "aria-hidden": "true" }, shape), words);
  return html(
    "ul", { class: "island-legend" },
    sample(svg("rect", { class: "bar sure", x: 10, y: 1, width: 9, height: 12, rx: 2 }), "a known day"),
    sample(svg("rect", { class: "bar unsure", x: 1, y: 1, width: 28, height: 12, rx: 2 }), "some day in the bar"),
    sample(svg("path", { class: "bar unsure", d: "M1,1H22L29,7L22,13H1Z" }), "since then, end open"),
  );
}
