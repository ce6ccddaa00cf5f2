"""Pictures of every page for the guide, taken of a record of the demo's reports.

    python -m tests.browser.screenshots [--out docs/images] [PICTURE …]
"""

from __future__ import annotations

import argparse
import base64
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from numpy.typing import NDArray
from playwright.sync_api import Browser, Page, sync_playwright

from communique.archive import Record
from communique.demo import reports
from tests.browser.room import DESK, PHONE, ROOT, addresses, drawn, launch, served, window

IMAGES = ROOT / "docs" / "images"

#: Most bytes of one picture, and of all.
LARGEST, ALL = 300_000, 3_000_000


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as it is seen: `address` is an address or the path of a page; `press` are keys pressed before."""

    name: str
    address: str
    width: int = DESK
    height: int = 1100
    dark: bool = False
    #: an element that has the focus
    focus: str = ""
    press: tuple[str, ...] = ()


PICTURES = (
    Picture("today", "/today?until=2021-09-22"),
    Picture("search", "/search?q=afghanistan&kind=statement"),
    Picture("actor", "/actor/org/sco?as_of=2021-09-17"),
    Picture("meeting", "/meeting/{name}"),
    Picture("reading", "/report/07-herald-kabul-envoys.txt", focus=".text a.mark"),
    Picture("reading-dark", "/report/03-herald-sco-summit.txt", dark=True),
    Picture("compare", "/compare"),
    Picture("promises", "/promises"),
    Picture("positions", "/positions"),
    Picture("timeline", "/timeline", height=1300, focus=".timeline [data-claim][tabindex='0']", press=("ArrowRight",)),
    Picture("network", "/network", height=1200),
    Picture("network-then", "an earlier day", height=1200),
    Picture("network-edge", "/network/edge"),
    Picture("map", "/map", height=1200),
    Picture("map-dark", "/map", height=1200, dark=True),
    Picture("review", "/review"),
    Picture("correct", "/review/correct"),
    Picture("claim", "/claim/{name}"),
    Picture("keys", "/keys"),
    Picture("today-phone", "/today?until=2021-09-22", width=PHONE, height=900),
    Picture("network-phone", "/network", width=PHONE, height=1200, dark=True),
)


def taken(browser: Browser, base: str, *names: str) -> Iterator[tuple[Picture, bytes]]:
    """Each picture (those of these names, or all), as a PNG of at most 256 colours."""
    known = addresses(base)
    for picture in PICTURES:
        if names and picture.name not in names:
            continue
        with window(browser, width=picture.width, height=picture.height, dark=picture.dark) as context:
            page = context.new_page()
            page.goto(base + known.get(picture.address, picture.address))
            drawn(page)
            if picture.focus:
                page.locator(picture.focus).first.focus()
            for key in picture.press:
                page.keyboard.press(key)
            page.evaluate("scrollTo(0, 0)")
            # not higher than the page is
            height = min(picture.height, int(page.evaluate("document.documentElement.scrollHeight")))
            shown = {"x": 0, "y": 0, "width": picture.width, "height": height}
            shot = page.screenshot(clip=shown, animations="disabled")  # type: ignore[arg-type]
            yield picture, written(reduced(pixels(page, shot)))


def pixels(page: Page, png: bytes) -> NDArray[np.uint8]:
    """Rows of red, green, blue of a PNG, read by the browser that made it."""
    blank = page.context.new_page()
    width, height, raw = blank.evaluate(
        """async text => {
            const bytes = Uint8Array.from(atob(text), char => char.charCodeAt(0));
            const image = await createImageBitmap(new Blob([bytes]));
            const brush = new OffscreenCanvas(image.width, image.height).getContext("2d");
            brush.drawImage(image, 0, 0);
            const data = brush.getImageData(0, 0, image.width, image.height).data;
            let out = "";
            for (let at = 0; at < data.length; at += 32768) {
                out += String.fromCharCode(...data.subarray(at, at + 32768));
            }
            return [image.width, image.height, btoa(out)];
        }""",
        base64.b64encode(png).decode(),
    )
    blank.close()
    return np.frombuffer(base64.b64decode(raw), np.uint8).reshape(height, width, 4)[:, :, :3]


def reduced(rows: NDArray[np.uint8]) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """A palette of at most 256 colours, and for each pixel the nearest of them.

    The most frequent colours that are not too near to one taken before, so that a small mark keeps its own.
    """
    packed = rows.astype(np.uint32) @ np.array([65536, 256, 1], np.uint32)
    colours, inverse, counts = np.unique(packed, return_inverse=True, return_counts=True)
    every = np.stack([colours >> 16, colours >> 8 & 255, colours & 255], axis=1).astype(np.int32)
    ranked = every[np.argsort(-counts, kind="stable")]
    for apart in (0, 40, 80, 160, 320, 640, 1280):
        palette = _spread(ranked, apart)
        if len(palette) <= 256:
            break
    nearest = np.concatenate([
        ((part[:, None] - palette[None]) ** 2).sum(axis=2).argmin(axis=1)
        for part in np.array_split(every, len(every) // 2048 + 1)
    ])
    return palette[:256].astype(np.uint8), nearest[inverse].reshape(packed.shape).astype(np.uint8)


def _spread(ranked: NDArray[np.int32], apart: int) -> NDArray[np.int32]:
    """Colours, each by more than this (squared distance) from those before it; 257 where there are more."""
    taken = ranked[:1]
    for colour in ranked[1:]:
        if len(taken) > 256:
            break
        if ((taken - colour) ** 2).sum(axis=1).min() > apart:
            taken = np.concatenate([taken, colour[None]])
    return taken


def written(image: tuple[NDArray[np.uint8], NDArray[np.uint8]]) -> bytes:
    """The image as PNG (https://www.w3.org/TR/png-3/)."""
    palette, rows = image
    height, width = rows.shape

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    unfiltered = np.concatenate([np.zeros((height, 1), np.uint8), rows], axis=1).tobytes()
    return b"".join((
        b"\x89PNG\r\n\x1a\n", chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)),
        chunk(b"PLTE", palette.tobytes()), chunk(b"IDAT", zlib.compress(unfiltered, 9)), chunk(b"IEND", b""),
    ))


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--out", type=Path, default=IMAGES, help="the folder to write to")
    options.add_argument("names", nargs="*", metavar="PICTURE", help="only these")
    given = options.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        path = Path(folder) / "demo.db"
        with Record.open(path) as record:
            record.add(*reports())
            record.refresh()
        browser = launch(playwright)
        with served(path) as base:
            for picture, png in taken(browser, base, *given.names):
                (given.out / f"{picture.name}.png").write_bytes(png)
                print(f"{picture.name:16} {len(png) // 1000:4} kB")
        browser.close()


if __name__ == "__main__":
    main()
