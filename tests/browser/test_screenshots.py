"""The guide's pictures are made by a command from the pages as they are, of a size a repository can carry."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tests.browser.screenshots import ALL, IMAGES, LARGEST, PICTURES, taken

if TYPE_CHECKING:
    from playwright.sync_api import Browser

GUIDE = IMAGES.parent / "guide" / "reading-room.md"


def test_pictures_are_taken_of_the_pages_as_they_are(browser: Browser, base: str, drawings: None) -> None:
    names = ("today", "reading", "map-dark", "network-phone")
    pictures = dict(taken(browser, base, *names))
    assert {picture.name for picture in pictures} == set(names)
    for picture, png in pictures.items():
        assert png.startswith(b"\x89PNG")
        width, height = (int.from_bytes(png[at : at + 4], "big") for at in (16, 20))
        assert width == picture.width
        assert 300 < height <= picture.height
        assert 5_000 < len(png) < LARGEST


def test_every_picture_is_there_and_small_enough() -> None:
    sizes = {path.stem: path.stat().st_size for path in IMAGES.glob("*.png")}
    assert set(sizes) == {picture.name for picture in PICTURES}
    assert max(sizes.values()) < LARGEST
    assert sum(sizes.values()) < ALL


def test_the_guide_shows_every_picture_with_words_for_who_cannot_see_it() -> None:
    shown = dict(re.findall(r"!\[([^\]]+)\]\(\.\./images/([a-z-]+)\.png\)", GUIDE.read_text(encoding="utf-8")))
    assert sorted(shown.values()) == sorted(picture.name for picture in PICTURES)
    assert all(len(words) > 20 for words in shown)
