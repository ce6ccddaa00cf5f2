// What the drawings share: elements with inert text, addresses, a keyboard that walks along what is drawn.

type Value = string | number | boolean | null | undefined;
type Attributes = Record<string, Value>;
type Child = Node | string | null | undefined | false;

/** Characters that are not seen, or that turn other text about; the pages show them by number, and so do we. */
const UNSEEN =
  // eslint-disable-next-line no-control-regex
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff\u{e0000}-\u{e007f}]/gu;

/** The text with each unseen character told as its number: "a[U+202E]b". */
export function inert(text: string): string {
  return text.replace(UNSEEN, (char) => `[U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}]`);
}

/** An element of HTML; every string is text, never markup. */
export function html<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag, attributes: Attributes = {}, ...children: Child[]
): HTMLElementTagNameMap[Tag] {
  return filled(document.createElement(tag), attributes, children);
}

/** An element of SVG; every string is text, never markup. */
export function svg<Tag extends keyof SVGElementTagNameMap>(
  tag: Tag, attributes: Attributes = {}, ...children: Child[]
): SVGElementTagNameMap[Tag] {
  return filled(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, children);
}

function filled<Made extends Element>(made: Made, attributes: Attributes, children: Child[]): Made {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    made.setAttribute(name, value === true ? "" : name === "href" ? String(value) : inert(String(value)));
  }
  for (const child of children) if (child) made.append(typeof child === "string" ? inert(child) : child);
  return made;
}

/** Not longer than so many characters; cut at a word where one ends near. */
export function shortened(text: string, length: number): string {
  const characters = [...text];
  if (characters.length <= length) return text;
  const cut = characters.slice(0, Math.max(1, length - 1)).join("");
  const space = cut.lastIndexOf(" ");
  // a bracket just opened says nothing
  return `${(space > cut.length * 0.6 ? cut.slice(0, space) : cut).replace(/\s*\([^)]{0,4}$/, "")}…`;
}

/** A name in up to `most` lines of about so many characters, broken between words; the rest is left out. */
export function lines(name: string, length: number, most: number): string[] {
  const made: string[] = [];
  for (const word of name.split(" ")) {
    const last = made[made.length - 1];
    if (last !== undefined && [...last, ...word].length < length) made[made.length - 1] = `${last} ${word}`;
    else made.push(word);
  }
  if (made.length > most) made.splice(most - 1, made.length, `${made[most - 1]}…`);
  return made.map((line) => shortened(line, length + 4));
}

/** How wide a text in the page's plain letters of this size is, in pixels. */
export function measure(size: number): (text: string) => number {
  const brush = document.createElement("canvas").getContext("2d");
  if (!brush) return (text) => text.length * size * 0.58;
  brush.font = `${size}px ${getComputedStyle(document.documentElement).getPropertyValue("--sans") || "sans-serif"}`;
  return (text) => brush.measureText(inert(text)).width;
}

/** "1 claim", "2,000 claims". */
export function counted(number: number, noun: string): string {
  return `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;
}

/** An address of the room with these fields; a page of the record as it was known on a day leads on to that day. */
export function address(own: string, fields: Record<string, string> = {}): string {
  const known = document.documentElement.dataset.knownBy;
  const asked = String(new URLSearchParams(known ? { ...fields, known_by: known } : fields));
  return asked ? `${own}?${asked}` : own;
}

/** A meeting's own page, any other claim's reasons: as the server makes these addresses. */
export function claimUrl(claim: { claim: string; kind: string }): string {
  return address(`/${claim.kind === "meeting" ? "meeting" : "claim"}/${encodeURIComponent(claim.claim)}`);
}

/** An actor's page; a name that a browser would take for steps up or down keeps no slash. */
export function actorUrl(key: string): string {
  return address(`/actor/${path(key)}`);
}

export function reportUrl(name: string): string {
  return address(`/report/${path(name)}`);
}

function path(name: string): string {
  const steps = name.toWellFormed().split("/");
  const whole = steps.every((step) => /[^.]/.test(step));
  return steps.map(encodeURIComponent).join(whole ? "/" : "%2F");
}

/**
 * Makes one stop of the Tab key out of many elements: arrow keys go on and back, Home and End to the ends. The first
 * element is the stop until another has had the focus.
 */
export function walkable(elements: readonly (HTMLElement | SVGElement)[], start = 0): void {
  elements.forEach((element, at) => {
    element.setAttribute("tabindex", at === start ? "0" : "-1");
    element.addEventListener("focus", () => {
      for (const other of elements) other.setAttribute("tabindex", other === element ? "0" : "-1");
    });
    element.addEventListener("keydown", (event) => {
      const { key, altKey, ctrlKey, metaKey } = event as KeyboardEvent;
      if (altKey || ctrlKey || metaKey) return;
      const next = { ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1, Home: 0, End: elements.length - 1 }[key];
      if (next === undefined) return;
      event.preventDefault();
      elements[Math.max(0, Math.min(elements.length - 1, next))]?.focus();
    });
  });
}

/** Draws now, and again whenever the place becomes wider or narrower. */
export function onWidth(place: HTMLElement, draw: (width: number) => void): void {
  let last = 0;
  let waiting = 0;
  const look = () => {
    const width = Math.floor(place.clientWidth);
    if (width > 0 && width !== last) draw((last = width));
  };
  look();
  new ResizeObserver(() => {
    cancelAnimationFrame(waiting);
    waiting = requestAnimationFrame(look);
  }).observe(place);
}

/** A row of buttons; each has its name to be seen, or a sign and its name to be heard. */
export function buttons(label: string, acts: readonly [sign: string, name: string, act: () => void][]): HTMLElement {
  const row = html("div", { class: "island-buttons", role: "group", "aria-label": label });
  for (const [sign, name, act] of acts) {
    const button = html("button", { type: "button", "aria-label": name === sign ? null : name, title: name === sign ? null : name }, sign);
    button.addEventListener("click", act);
    row.append(button);
  }
  return row;
}

/** What every claim has in the answers of the pages. */
export interface Line {
  text: string;
  claim: string;
  kind: string;
  status: string;
  newsrooms: string[];
  independent: number;
  quote: { report: string; quote: string };
}

/** A claim as a list shows it: what it says, its words, who tells it. */
export function claimItem(line: Line): HTMLLIElement {
  const quote = html("q", { dir: "auto" }, shortened(line.quote.quote, 320));
  return html(
    "li", { class: `claim k-${line.kind}` },
    html("p", { class: "says" }, html("a", { href: claimUrl(line) }, html("bdi", {}, line.text))),
    html("blockquote", {}, html("a", { href: `${reportUrl(line.quote.report)}#c-${line.claim}` }, quote)),
    html("p", { class: "told" }, tellers(line)),
  );
}

/** "2 independent newsrooms: A, B". */
export function tellers(line: { newsrooms: string[]; independent: number }): string {
  const named = line.newsrooms.slice(0, 4).join(", ");
  const more = line.newsrooms.length > 4 ? ` and ${line.newsrooms.length - 4} more` : "";
  return (line.independent > 1 ? `${line.independent} independent newsrooms: ` : "") + named + more;
}
