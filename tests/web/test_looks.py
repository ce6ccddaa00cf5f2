"""The style sheet: contrast by WCAG, in light and dark; and what a missing or present drawing says."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from communique import web
from communique.web.islands import MISSING, Bundle, bundle

CSS = (Path(web.__file__).parent / "static" / "room.css").read_text(encoding="utf-8")
KINDS = ("meeting", "statement", "event", "commitment", "position", "membership", "tenure", "designation")
#: Text and what it stands on.
PAIRS = [
    ("ink", "paper"), ("ink", "card"), ("soft", "paper"), ("soft", "card"), ("link", "paper"), ("link", "card"),
    ("ink", "mark"), ("warn", "warn-bg"), ("warn", "paper"), ("good", "paper"), ("paper", "ink"),
    *((kind, f"{kind}-bg") for kind in KINDS), *(("ink", f"{kind}-bg") for kind in KINDS),
    *(("paper", kind) for kind in KINDS),
]


def colours(dark: bool) -> dict[str, str]:
    blocks = re.findall(r":root \{(.*?)\}", CSS, re.DOTALL)
    found = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", blocks[0]))
    return found | dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", blocks[1])) if dark else found


def luminance(colour: str) -> float:
    """Relative luminance by WCAG 2.2."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_text_stands_out_from_its_ground(text: str, ground: str, dark: bool) -> None:
    own = colours(dark)
    light, dim = sorted((luminance(own[text]), luminance(own[ground])), reverse=True)
    assert (light + 0.05) / (dim + 0.05) >= 4.5


@pytest.mark.parametrize("dark", [False, True])
def test_the_mark_of_focus_and_lines_of_fields_are_seen(dark: bool) -> None:
    own = colours(dark)
    for name in ("focus", "line"):
        light, dim = sorted((luminance(own[name]), luminance(own["paper"])), reverse=True)
        assert (light + 0.05) / (dim + 0.05) >= 3


def test_each_kind_has_a_word_and_a_line_besides_its_colour(reader: TestClient) -> None:
    for kind in KINDS:
        assert re.search(rf"\.k-{kind} {{[^}}]*--ks: [a-z]+;", CSS)
    text = reader.get("/report/06-volga-kabul-envoys.txt").text
    assert re.search(r'<sup class="tag">met&nbsp;\d+</sup>', text)


def test_the_style_sheet_asks_for_nothing_from_elsewhere() -> None:
    assert "url(" not in CSS
    assert "@import" not in CSS


def test_there_is_a_style_for_print_for_dark_and_for_narrow_pages() -> None:
    for query in ("@media print", "prefers-color-scheme: dark", "max-width: 40rem", "prefers-reduced-motion"):
        assert query in CSS


def test_a_drawing_that_was_not_built_is_told_in_one_line(tmp_path: Path) -> None:
    assert bundle(tmp_path) == Bundle()
    assert "\n" not in MISSING


def test_a_page_without_the_drawings_says_so(reader: TestClient) -> None:
    for page in ("/timeline", "/network", "/map"):
        text = reader.get(page).text
        assert (MISSING in text) is not bool(bundle())


def test_the_drawings_are_found_by_the_manifest_of_their_build(tmp_path: Path) -> None:
    chunks = {
        "islands/main.ts": {"file": "main-1a2b.js", "isEntry": True, "css": ["main-3c4d.css"]},
        "_d3.js": {"file": "d3-5e6f.js"},
    }
    (tmp_path / "manifest.json").write_text(json.dumps(chunks))
    assert bundle(tmp_path) == Bundle(("/built/main-1a2b.js",), ("/built/main-3c4d.css",))
