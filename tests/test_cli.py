"""The command line as other programs and people meet it: answers, one-line errors, exit statuses."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from communique import cli
from communique.pipeline import Pipeline

STORY = "Norway pledged 10 million dollars to Chad on Friday.\n"


@dataclass(frozen=True, slots=True)
class Done:
    """What a command printed, and its exit status."""

    status: int
    out: str
    err: str

    def lines(self) -> list[dict[str, object]]:
        return [json.loads(line) for line in self.out.splitlines()]


Run = Callable[..., Done]


@pytest.fixture
def run(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], pipeline: Pipeline, tmp_path: Path
) -> Run:
    """Runs a command in this process, on the model that is loaded already and a store of its own."""
    monkeypatch.setattr("communique.pipeline.Pipeline", lambda **_: pipeline)
    monkeypatch.setenv("COMMUNIQUE_STORE", str(tmp_path / "store" / "record.db"))

    def command(*arguments: str | Path, given: str | bytes = "") -> Done:
        monkeypatch.setattr("sys.argv", ["communique", *map(str, arguments)])
        data = given if isinstance(given, bytes) else given.encode()
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"))
        capsys.readouterr()
        try:
            cli.main()
        except SystemExit as end:
            found = capsys.readouterr()
            return Done(end.code if isinstance(end.code, int) else 0 if end.code is None else 1, found.out, found.err)
        found = capsys.readouterr()
        return Done(0, found.out, found.err)

    return command


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "story.txt"
    path.write_text(f"# source: The Herald | date: 2012-03-10\n{STORY}", encoding="utf-8")
    return path


# reading


def test_claims_as_json_lines_cite_the_text_as_stored(run: Run, story: Path) -> None:
    done = run("read", story, "--format", "jsonl")
    text = story.read_text(encoding="utf-8")
    assert done.status == 0
    pieces = [piece for claim in done.lines() for piece in claim["evidence"]]  # type: ignore[attr-defined]
    assert pieces
    assert all(text[piece["start"] : piece["end"]] == piece["quote"] for piece in pieces)


def test_claims_for_people_name_report_and_words(run: Run, story: Path) -> None:
    done = run("read", story)
    assert done.out.startswith("story.txt (The Herald, 2012-03-10)\n")
    assert "“Norway pledged" in done.out


def test_standard_input_is_read(run: Run) -> None:
    done = run("read", "-", "--published", "2012-03-10", "--format", "jsonl", given=STORY)
    assert done.status == 0
    assert {piece["report"] for claim in done.lines() for piece in claim["evidence"]} == {"-"}  # type: ignore[attr-defined]


def test_the_order_of_sources_changes_no_report_s_claims(run: Run, story: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text("The ministers of Mali and Niger met in Bamako on Monday.\n", encoding="utf-8")
    forth = run("read", story, other, "--format", "jsonl").out.splitlines()
    back = run("read", other, story, "--format", "jsonl").out.splitlines()
    assert sorted(forth) == sorted(back)
    assert run("read", story, "--format", "jsonl").out.splitlines() == [line for line in forth if '"story.txt"' in line]


def bad_inputs(folder: Path) -> dict[str, Path]:
    """One source for every way in which a source can be bad, by what its error must say."""
    contents: dict[str, bytes] = {
        "is empty": b"", "binary": b"\0\1\2\3", "not UTF-8": "Élysée, à côté".encode("latin-1"),
        "Russian (ru)": "Министры иностранных дел встретились в столице и обсудили границу.".encode(),
    }
    found = {}
    for number, (cause, data) in enumerate(contents.items()):
        found[cause] = folder / f"bad{number}.txt"
        found[cause].write_bytes(data)
    found["50 MB"] = folder / "large.txt"
    with found["50 MB"].open("wb") as file:
        file.truncate(50_000_000)
    found["holds no texts"] = folder / "nothing"
    found["holds no texts"].mkdir()
    found["does not exist"] = folder / "missing.txt"
    return found


def test_every_bad_source_is_one_line_and_the_rest_is_read(run: Run, story: Path, tmp_path: Path) -> None:
    bad = bad_inputs(tmp_path)
    done = run("read", *bad.values(), story, "--format", "jsonl")
    assert done.status == 1
    assert len(done.err.splitlines()) == len(bad)
    for (cause, path), line in zip(bad.items(), done.err.splitlines(), strict=True):
        assert cause in line
        assert str(path) in line
        assert line.endswith(")")  # the remedy
    assert done.lines()


def test_every_bad_source_is_named_by_add_and_the_rest_is_kept(run: Run, story: Path, tmp_path: Path) -> None:
    bad = bad_inputs(tmp_path)
    done = run("add", *bad.values(), story)
    assert done.status == 1
    assert len(done.err.splitlines()) == len(bad)
    assert "Norway" in run("export", "--format", "jsonl").out


def test_a_web_address_comes_in_a_later_version(run: Run) -> None:
    done = run("read", "https://example.org/story")
    assert done.status == 1
    assert "later version" in done.err


# the record


def test_adding_a_report_twice_changes_nothing(run: Run, story: Path) -> None:
    run("add", story)
    once = run("export", "--format", "jsonl").out
    assert run("add", story).status == 0
    assert run("export", "--format", "jsonl").out == once != ""


def test_a_removed_report_is_gone(run: Run, story: Path) -> None:
    run("add", story)
    assert run("remove", "story.txt").status == 0
    assert run("export", "--format", "jsonl").out == ""


def test_removing_what_is_not_there_is_an_error(run: Run, story: Path) -> None:
    run("add", story)
    done = run("remove", "other.txt")
    assert done.status == 1
    assert "other.txt" in done.err


def test_rereading_keeps_the_claims(run: Run, story: Path) -> None:
    run("add", story)
    once = run("export", "--format", "jsonl").out
    assert run("reread").status == 0
    assert run("export", "--format", "jsonl").out == once


@pytest.mark.parametrize(
    "question",
    [
        ["brief"], ["show", "Norway"], ["meetings"], ["commitments"], ["positions"], ["conflicts"], ["timeline"],
        ["search", "dollars"], ["compare", "The Herald", "The Herald"],
    ],
    ids=lambda words: words[0],
)
def test_a_question_is_answered_for_people_and_as_json(run: Run, story: Path, question: list[str]) -> None:
    run("add", story)
    said = run(*question, "--as-of", "2013-01-01", "--known-by", "2013-01-01")
    assert (said.status, said.err) == (0, "")
    asked = run(*question, "--json")
    assert asked.status == 0
    json.loads(asked.out)


def test_why_leads_to_the_words(run: Run, story: Path) -> None:
    run("add", story)
    claim = run("export", "--format", "jsonl").lines()[0]
    done = run("why", str(claim["id"]))
    assert done.status == 0
    assert "Norway pledged" in done.out
    assert json.loads(run("why", str(claim["id"]), "--json").out)


def test_an_unknown_claim_is_an_error(run: Run, story: Path) -> None:
    run("add", story)
    assert run("why", "0123456789abcdef").status == 1


def test_a_store_that_is_none_is_an_error_of_one_line(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("This is no database. " * 100, encoding="utf-8")
    done = run("brief", "--store", path)
    assert done.status == 1
    assert str(path) in done.err
    assert done.err.count("\n") == 1
    assert path.read_text(encoding="utf-8").startswith("This is no database.")


def test_a_store_where_nothing_can_be_written_is_an_error_of_one_line(run: Run, story: Path, tmp_path: Path) -> None:
    done = run("add", story, "--store", tmp_path / "story.txt" / "record.db")
    assert done.status == 1
    assert done.err.count("\n") == 1
    assert "record.db" in done.err


@pytest.mark.skipif(os.geteuid() == 0, reason="root writes where it likes")
def test_a_read_only_folder_is_an_error_of_one_line(run: Run, story: Path, tmp_path: Path) -> None:
    folder = tmp_path / "locked"
    folder.mkdir(mode=0o500)
    done = run("add", story, "--store", folder / "record.db")
    assert done.status == 1
    assert done.err.count("\n") == 1


# knowledge and lines


def test_who_answers_as_of_a_day(run: Run) -> None:
    answer = json.loads(run("who", "Shanghai Cooperation Organisation", "--as-of", "2021-09-17", "--json").out)
    assert answer["as_of"] == "2021-09-17"
    assert {row["name"] for row in answer["members"]} >= {"India", "Pakistan"}


def test_an_unknown_name_is_an_error_with_the_nearest(run: Run) -> None:
    done = run("who", "Tajikistann")
    assert done.status == 1
    assert "Tajikistan" in done.err


@pytest.mark.parametrize(("command", "field"), [("resolve", "actor"), ("code", "events"), ("quotes", "attributions")])
def test_lines_are_answered_in_order_with_errors_in_their_place(run: Run, command: str, field: str) -> None:
    given = '{"id": 1, "text": "Tajikistan"}\nno json\n{"id": 3}\n[]\n{"id": 5, "text": "Chad", "date": "soon"}\n'
    done = run(command, given=given + '{"id": "six", "text": "Norway", "date": "2012-03-10"}\n')
    rows = done.lines()
    assert done.status == 1
    assert [row["id"] for row in rows] == [1, None, 3, None, 5, "six"]
    assert ["error" in row for row in rows] == [False, True, True, True, False, False]
    assert field in rows[0]


def test_bytes_that_are_no_utf_8_break_only_their_line(run: Run) -> None:
    done = run("code", given=b'{"id": 1, "text": "\xff"}\n{"id": 2, "event_text": "France sued Mali."}\n')
    assert [("error" in row) for row in done.lines()] == [True, False]


def test_half_a_character_in_a_line_is_read_over(run: Run) -> None:
    (row,) = run("code", given=b'{"id": 1, "text": "\\ud800 France accused Mali."}\n').lines()
    assert "error" not in row


def test_lines_that_are_whole_end_well(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "lines.jsonl"
    path.write_text('{"id": 1, "text": "Nothing happened."}\n', encoding="utf-8")
    assert run("code", path).status == 0
    assert run("code", tmp_path / "missing.jsonl").status == 1


def test_explain_names_the_rule_and_its_words(run: Run) -> None:
    found = json.loads(run("explain", STORY.strip(), "--json").out)
    assert any(frame["rule"] for frame in found["frames"])
    assert "Norway" in run("explain", STORY.strip()).out


# the process


@pytest.mark.parametrize(
    "line",
    [
        ["read"], ["nonsense"], ["read", "x", "--published", "soon"], ["brief", "--as-of", "x"],
        ["export", "--format", "x"],
    ],
)
def test_a_wrong_command_line_ends_with_two(run: Run, line: list[str]) -> None:
    assert run(*line).status == 2


def test_help_imports_nothing_heavy() -> None:
    script = (
        "import sys; sys.argv = ['communique', '--help']\n"
        "from communique.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "heavy = {'numpy', 'onnxruntime', 'tokenizers', 'apsw', 'yaml', 'trafilatura', 'py3langid', 'rich'}\n"
        "sys.exit(' '.join(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert done.stderr.strip() == ""
    assert "demo" in done.stdout


def test_a_reader_that_goes_away_is_no_crash(story: Path) -> None:
    command = f"{sys.executable} -c 'from communique.cli import main; main()' read {story} {story} --format jsonl"
    done = subprocess.run(f"{command} | true", shell=True, capture_output=True, text=True, check=False)
    assert done.stderr == ""


def test_the_demo_prints_a_brief_and_what_to_try_next(run: Run) -> None:
    done = run("demo")
    assert (done.status, done.err) == (0, "")
    assert "communique" in done.out.splitlines()[-1]


# contradictions, what was taken back, the version


def test_the_version_is_told(run: Run) -> None:
    done = run("--version")
    assert done.status == 0
    assert done.out.startswith("communique ")


def test_newsrooms_that_contradict_each_other_stand_side_by_side(run: Run, story: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    told = "Norway pledged 25 million dollars to Chad on Friday.\n"
    other.write_text(f"# source: The Tribune | date: 2012-03-10\n{told}", encoding="utf-8")
    run("add", story, other)
    done = run("conflicts")
    assert "How many: " in done.out
    assert "The Herald" in done.out
    assert "The Tribune" in done.out
    (conflict,) = json.loads(run("conflicts", "--json").out)
    assert (conflict["over"], sorted(conflict["told"])) == ("number", ["10 million dollars", "25 million dollars"])
    compared = run("compare", "The Herald", "The Tribune")
    assert "The Herald and The Tribune contradict each other" in compared.out
    claim = conflict["one"]["claim"]
    assert "Against it" in run("why", claim).out
    assert "Against it" not in run("why", claim, "--known-by", "2012-03-09").out


def test_why_is_asked_as_of_a_day(run: Run, story: Path) -> None:
    run("add", story)
    claim = str(run("export", "--format", "jsonl").lines()[0]["id"])
    assert run("why", claim, "--as-of", "2012-03-10").status == 0
    done = run("why", claim, "--as-of", "2012-01-01")
    assert done.status == 1
    assert "as of that day" in done.err


def test_a_claim_that_its_newsroom_took_back_is_shown_as_it_stood(run: Run, story: Path) -> None:
    run("add", story)
    claim = str(run("export", "--format", "jsonl").lines()[0]["id"])
    now = "The ministers met in Oslo on Friday.\n"
    story.write_text(f"# source: The Herald | date: 2012-03-10\n{now}", encoding="utf-8")
    assert "1 kept as a new version" in run("add", story).out
    done = run("why", claim)
    assert "No report tells it any longer." in done.out
    assert "in version 1 of story.txt; version 2" in done.out
    assert json.loads(run("why", claim, "--json").out)["taken_back"]
    assert "Told once, and taken back" in run("show", "Chad").out
