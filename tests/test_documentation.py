"""Every command is documented, and its help shows an example."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from communique.cli import answering, asking, deciding, keeping, reading, serving, showcase  # noqa: F401
from communique.cli.application import app

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs" / "guide").glob("*.md"))]
COMMANDS = {command.name or command.callback.__name__: command for command in app.registered_commands}  # type: ignore[union-attr]
CONTRACT = {
    "demo", "read", "add", "remove", "reread", "brief", "show", "meetings", "commitments", "positions", "conflicts",
    "compare", "timeline", "search", "why", "merge", "split", "undo", "who", "resolve", "explain", "code", "quotes",
    "export", "serve",
}


def test_the_commands_are_those_of_the_contract() -> None:
    assert set(COMMANDS) == CONTRACT


@pytest.mark.parametrize("name", sorted(CONTRACT))
def test_a_command_is_shown_in_readme_or_guide(name: str) -> None:
    text = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)
    assert re.search(rf"communique {name}\b", text)


@pytest.mark.parametrize("name", sorted(CONTRACT))
def test_a_command_explains_itself_with_an_example(name: str) -> None:
    lines = (COMMANDS[name].callback.__doc__ or "").splitlines()
    assert lines[0].strip().endswith(".")
    example = lines.index("    Example:") + 1
    assert f"communique {name}" in " ".join(lines[example:])


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_names_only_commands_that_exist(page: Path) -> None:
    named = re.findall(r"(?:^|\| |`)communique ([a-z]+)", page.read_text(encoding="utf-8"), re.MULTILINE)
    assert set(named) <= set(COMMANDS)


def test_links_between_pages_lead_somewhere() -> None:
    for page in [*PAGES, ROOT / "docs" / "architecture.md", ROOT / "CONTRIBUTING.md"]:
        for link in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8")):
            assert (page.parent / link).exists(), f"{page.name}: {link}"


def test_the_readme_begins_with_the_two_command_lines() -> None:
    blocks = re.findall(r"```sh\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    assert [block.count("\n") for block in blocks] == [1, 1]
    assert "communique demo" in blocks[0]
    assert "pytest" in blocks[1]


