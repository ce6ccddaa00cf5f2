"""The corpus as kept: its splits, its files, and what is said where the texts are absent."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus import loading
from corpus.choosing import HELD_BACK, choose
from corpus.loading import documents, kept, load
from corpus.markup import parse
from corpus.scheme import KINDS, fields_of
from corpus.texts import MissingTextsError, cut, document_id, folder
from corpus.writing import sheet_of


@pytest.fixture
def texts(shared: Path) -> Path:
    """The folder of texts; tests that need it are skipped where it is absent."""
    if not (shared / "data" / "text").is_dir():
        pytest.skip(f"no texts under {shared}: set COMMUNIQUE_SHARED to the folder that holds data/text")
    return shared / "data" / "text"


def test_without_the_texts_the_loader_says_what_to_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("COMMUNIQUE_SHARED", str(tmp_path))
    with pytest.raises(MissingTextsError, match="set COMMUNIQUE_SHARED"):
        folder()
    loading._texts.cache_clear()
    with pytest.raises(MissingTextsError, match=str(tmp_path)):
        list(load(split="test"))


def test_the_corpus_is_large_enough_and_mostly_news() -> None:
    rows = list(documents().values())
    news = [row for row in rows if row.source_file == "wikinews_en"]
    assert len(rows) >= 200
    assert sum(row.words for row in rows) >= 70_000
    assert len(news) >= 0.6 * len(rows)
    assert sum(row.words for row in news) >= 0.6 * sum(row.words for row in rows)
    assert sum(row.split == "test" for row in rows) >= 45
    assert sum(row.split == "dev" for row in rows) >= 30


def test_annotations_fit_the_scheme_and_their_document() -> None:
    for annotation in kept():
        assert annotation.sha256 == documents()[annotation.document].sha256
        keys = {entity.key for entity in annotation.entities}
        for claim in annotation.claims:
            assert set(claim.fields) <= set(fields_of(claim.kind))
            for name, spec in KINDS[claim.kind].items():
                if spec.form == "actor":
                    assert {filler.value for filler in claim.fields.get(name, ())} <= keys


def test_the_choice_is_made_again_from_the_judged_list(texts: Path) -> None:
    rows = choose(texts)
    assert [(row["id"], row["split"], row["sha256"]) for row in rows] == [
        (row.id, row.split, row.sha256) for row in documents().values()
    ]


def test_only_test_documents_name_the_blocs_held_back(texts: Path) -> None:
    loading._texts.cache_clear()
    for row in documents().values():
        if row.split != "test":
            assert not HELD_BACK.search(loading.text_of(row)), row.id


def test_every_annotation_is_written_down_again_by_its_sheet(texts: Path) -> None:
    loading._texts.cache_clear()
    for whole in load():
        sheet = sheet_of(whole.annotation, whole.text)
        assert parse(sheet, whole.text, whole.row.sha256) == whole.annotation


def test_each_document_is_loaded_once_by_the_reader_of_record_unless_another_is_asked_for(texts: Path) -> None:
    loading._texts.cache_clear()
    once = list(load())
    assert {whole.annotation.reader for whole in once} == {"a"}
    assert sorted(whole.row.id for whole in once) == sorted(documents())
    second = {whole.row.id for whole in load(reader="b")}
    assert 0 < len(second) < len(once)
    assert {whole.annotation.reader for whole in load(reader=None)} >= {"a", "b"}


def test_what_a_second_reader_read_is_kept_as_the_first_had_it_before_they_were_compared() -> None:
    by_reader: dict[str, set[str]] = {}
    for annotation in kept():
        by_reader.setdefault(annotation.reader, set()).add(annotation.document)
    assert by_reader["a"] == set(documents())
    assert by_reader["a1"] == by_reader["b"]
    assert len(by_reader["b"]) >= 0.12 * len(documents())


def test_a_long_text_is_cut_at_the_end_of_a_paragraph() -> None:
    body = "one two three\n\nfour five\n\nsix"
    assert cut(body, longest=4) == "one two three\n\nfour five"
    assert cut(body, longest=3) == "one two three"
    assert cut(body, longest=60) == body


def test_ids_are_short_and_tell_the_source() -> None:
    assert document_id("wikinews_en", "wikinews-2019-12") == "wn-2019-12"
    assert document_id("kremlin_en", "kremlin_en_77") == "kr-77"
    assert document_id("whitehouse_multilateral", "wh_2031-02-03-a-long-title").startswith("wh-20310203-")
