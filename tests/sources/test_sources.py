"""Every source a report can come from, and every reason for which one cannot be read."""

from __future__ import annotations

import io
import os
from datetime import date
from pathlib import Path

import pytest

from communique.document import Report
from communique.errors import SourceError
from communique.sources import open_source, open_sources
from communique.sources.file import LARGEST

STORY = "The foreign ministers of the lake states met in Entebbe and agreed that the border would be opened.\n"


def write(folder: Path, name: str, text: str | bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def refusal(path: Path | str) -> SourceError:
    with pytest.raises(SourceError) as caught:
        open_source(path)
    assert "\n" not in str(caught.value)
    assert caught.value.remedy
    assert str(path) in str(caught.value)
    return caught.value


def test_a_text_is_kept_exactly_as_stored(tmp_path: Path) -> None:
    report = open_source(write(tmp_path, "a.txt", "\ufeffOne.\r\nThe second of the two.\r\n"))
    assert report.text == "\ufeffOne.\r\nThe second of the two.\r\n"
    assert (report.name, report.start) == ("a.txt", 1)


def test_the_first_line_can_be_metadata(tmp_path: Path) -> None:
    head = "# source: The Herald | url: http://example.org | licence: CC0 | date: 2012-03-09 | title: Gabon | bloc: AU"
    report = open_source(write(tmp_path, "a.txt", f"{head}\n{STORY}"))
    assert (report.source, report.url, report.licence) == ("The Herald", "http://example.org", "CC0")
    assert (report.published, report.title, report.bloc) == (date(2012, 3, 9), "Gabon", "AU")
    assert report.text[report.start :].strip() == STORY.strip()


def test_a_heading_with_a_hash_is_no_metadata(tmp_path: Path) -> None:
    report = open_source(write(tmp_path, "a.md", f"# The summit: what is next\n\n{STORY}"))
    assert report.start == 0
    assert report.source is None


def test_the_date_given_outranks_metadata_and_text(tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt", f"# date: 2012-03-09\nMay 4, 2011\n\n{STORY}")
    assert open_source(path, published=date(2013, 1, 1)).published == date(2013, 1, 1)
    assert open_source(path).published == date(2012, 3, 9)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        (f"Lakes meet\n\nMay 4, 2011\n\n{STORY}", date(2011, 5, 4)),
        (f"ENTEBBE, 4 May 2011 (APA) -- {STORY}", date(2011, 5, 4)),
        (f"ENTEBBE, May 4 (APA) -- {STORY}", None),
        (f"The pact of May 4, 2011 holds. {STORY}", None),
        (STORY, None),
    ],
)
def test_the_date_comes_from_a_date_line_or_dateline_or_from_nowhere(
    tmp_path: Path, text: str, day: date | None
) -> None:
    assert open_source(write(tmp_path, "a.txt", text)).published == day


def test_title_and_agency_come_from_headline_and_byline(tmp_path: Path) -> None:
    report = open_source(write(tmp_path, "a.txt", f"Lakes meet\n\nBy Ama Mensah in Entebbe for Reuters\n\n{STORY}"))
    assert (report.title, report.source) == ("Lakes meet", "Reuters")


def test_a_folder_gives_its_texts_in_order_of_their_paths(tmp_path: Path) -> None:
    for name in ("b.txt", "a/c.txt", "a/.hidden.txt", ".git/d.txt", "notes.csv"):
        write(tmp_path, name, STORY)
    assert [r.name for r in open_sources([tmp_path]) if isinstance(r, Report)] == ["a/c.txt", "b.txt"]


def test_files_of_one_name_are_told_apart_by_their_paths(tmp_path: Path) -> None:
    paths = [write(tmp_path, name, STORY) for name in ("a/x.txt", "b/x.txt", "b/y.txt")]
    names = [report.name for report in open_sources([*paths, paths[2]]) if isinstance(report, Report)]
    assert names == [paths[0].as_posix(), paths[1].as_posix(), "y.txt", "y.txt"]


def test_html_gives_the_article_without_its_page(tmp_path: Path) -> None:
    body = "".join(f"<p>{STORY * 3}</p>" for _ in range(3))
    page = (
        "<!doctype html><html><head><title>Lakes meet</title>"
        '<meta property="article:published_time" content="2011-05-04T10:00:00Z"></head>'
        f"<body><nav><a href='/'>Home</a></nav><article><h1>Lakes meet</h1>{body}</article></body></html>"
    )
    report = open_source(write(tmp_path, "a.html", page))
    assert report.published == date(2011, 5, 4)
    assert "The foreign ministers" in report.text
    assert "Home" not in report.text


def test_a_page_is_read_in_the_encoding_it_declares(tmp_path: Path) -> None:
    story = "".join(f"<p>The president of Benin received the envoy at the Élysée. {STORY * 2}</p>" for _ in range(3))
    head = "<html><head><meta charset='windows-1252'><title>A</title></head>"
    page = f"{head}<body><article>{story}</article></body></html>"
    assert "Élysée" in open_source(write(tmp_path, "a.html", page.encode("cp1252"))).text


def test_a_feed_saved_as_a_file_comes_in_a_later_version(tmp_path: Path) -> None:
    feed = '<?xml version="1.0"?><rss version="2.0"><channel><title>News</title></channel></rss>'
    assert "later version" in str(refusal(write(tmp_path, "a.xml", feed)))


def test_standard_input_is_a_source(monkeypatch: pytest.MonkeyPatch) -> None:
    class Input:
        buffer = io.BytesIO(STORY.encode())

    monkeypatch.setattr("sys.stdin", Input())
    assert open_source("-").text == STORY


def test_what_cannot_be_read_stands_in_its_place_and_the_rest_is_read(tmp_path: Path) -> None:
    good, empty = write(tmp_path, "good.txt", STORY), write(tmp_path, "empty.txt", "")
    found = list(open_sources([empty, tmp_path / "missing.txt", good]))
    assert [type(item) for item in found] == [SourceError, SourceError, Report]


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    assert "is empty" in str(refusal(write(tmp_path, "a.txt", "")))
    assert "is empty" in str(refusal(write(tmp_path, "b.txt", " \n\n")))
    assert "is empty" in str(refusal(write(tmp_path, "c.txt", "# source: The Herald\n\n")))


def test_a_binary_is_refused_by_its_kind(tmp_path: Path) -> None:
    assert "a PDF" in str(refusal(write(tmp_path, "a.pdf", b"%PDF-1.7\n...")))
    assert "binary" in str(refusal(write(tmp_path, "a.txt", b"abc\0\1\2\3def")))


def test_another_encoding_is_refused_with_the_way_to_convert_it(tmp_path: Path) -> None:
    assert "iconv -f UTF-16" in refusal(write(tmp_path, "a.txt", STORY.encode("utf-16"))).remedy
    assert "WINDOWS-1252" in refusal(write(tmp_path, "b.txt", ("Élysée: " + STORY).encode("latin-1"))).remedy
    assert "WINDOWS-1251" in refusal(write(tmp_path, "c.txt", "Министры встретились".encode("cp1251"))).remedy


def test_a_text_too_large_for_a_report_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(10 * LARGEST)
    assert "50 MB" in str(refusal(path))


def test_a_folder_without_texts_is_refused(tmp_path: Path) -> None:
    write(tmp_path, "table.csv", "a,b\n")
    (error,) = open_sources([tmp_path])
    assert isinstance(error, SourceError)
    assert "holds no texts" in str(error)


def test_a_missing_path_is_refused(tmp_path: Path) -> None:
    assert "does not exist" in str(refusal(tmp_path / "missing.txt"))


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads what it likes")
def test_a_file_without_permission_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt", STORY)
    path.chmod(0)
    assert "cannot be read" in str(refusal(path))


@pytest.mark.parametrize("source", ["https://example.org/a", "feed:example.org", "crawl.warc.gz", "news.rss"])
def test_sources_of_a_later_version_are_named_so(source: str) -> None:
    assert "later version" in str(refusal(source))


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Министры иностранных дел встретились в Душанбе и обсудили положение на границе.", "Russian (ru)"),
        ("Встреча министров", "("),
        ("Les ministres des affaires étrangères se sont réunis à Dakar pour parler de la frontière.", "French (fr)"),
        ("Die Außenminister trafen sich in Accra und sprachen über die Lage an der Grenze zu Togo.", "German (de)"),
        ("El ministro de Exteriores se reunió en Lima con su homólogo para hablar de la frontera.", "Spanish (es)"),
        ("Il ministro degli Esteri ha incontrato il collega a Roma e ha parlato del confine.", "Italian (it)"),
    ],
)
def test_a_report_in_another_language_is_refused_by_its_name(tmp_path: Path, text: str, language: str) -> None:
    error = refusal(write(tmp_path, "a.txt", text))
    assert language in str(error)
    assert "not English" in str(error)


@pytest.mark.parametrize("text", ["Zas spoke.", "Norway pledged $10 million", "Rahmon met Xi in Dushanbe",
    "Kenya's President William Ruto met Ghana's President John Mahama in Accra on 3 March 2025."])
def test_a_text_too_short_to_tell_is_taken_as_english(tmp_path: Path, text: str) -> None:
    assert open_source(write(tmp_path, "a.txt", text)).text == text
