"""Reads the training corpora into examples: words with whatever layers their corpus annotates."""

import gzip
import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from training import names

# relation subtypes the rules ask for; the others are cut to the universal relation
SUBTYPES = frozenset(
    """nsubj:pass csubj:pass aux:pass obl:agent nmod:poss acl:relcl advcl:relcl compound:prt
    obl:unmarked nmod:unmarked nmod:desc nsubj:outer det:predet cc:preconj""".split()  # noqa: SIM905
)


@dataclass(frozen=True, slots=True)
class Example:
    """One sentence; a layer its corpus lacks is empty. `heads` count from 1, 0 is the root."""

    words: tuple[str, ...]
    upos: tuple[str, ...] = ()
    xpos: tuple[str, ...] = ()
    lemmas: tuple[str, ...] = ()
    heads: tuple[int, ...] = ()
    relations: tuple[str, ...] = ()
    names: tuple[str, ...] = ()  # BIO tags
    scheme: str = ""  # whose convention `names` follow
    genre: str = ""  # of its document, where the treebank says


@dataclass(frozen=True, slots=True)
class RawDocument:
    """A treebank's document as text: offsets of its words and of its sentences (exclusive ends)."""

    name: str
    text: str
    words: tuple[tuple[int, int], ...]
    sentences: tuple[tuple[int, int], ...]

    @property
    def genre(self) -> str:
        return genre(self.name)


def genre(document: str) -> str:
    """`news` of `GUM_news_nasa`; `weblog` of an EWT document's name."""
    parts = document.split("_")
    return parts[1] if parts[0] == "GUM" else document.split("-")[0]


def folder() -> Path:
    """The folder of training files under $COMMUNIQUE_SHARED (default ../shared)."""
    place = Path(os.environ.get("COMMUNIQUE_SHARED", "../shared")) / "data" / "train"
    if not place.is_dir():
        raise FileNotFoundError(f"no training data in {place}: set COMMUNIQUE_SHARED")
    return place


def lines(name: str) -> Iterator[str]:
    """The lines of `name` or `name.gz`, without line ends."""
    with gzip.open(folder() / f"{name}.gz", "rt", encoding="utf-8") as file:
        for line in file:
            yield line.rstrip("\n")


def blocks(name: str) -> Iterator[list[str]]:
    """The blank-line separated blocks of a file, comments included."""
    block: list[str] = []
    for line in [*lines(name), ""]:
        if line.strip():
            block.append(line)
        elif block:
            yield block
            block = []


def treebank(name: str) -> Iterator[Example]:
    """The sentences of `ud_ewt.train` and its like, GUM's with names."""
    gum = name.startswith("ud_gum")
    document = ""
    for block in blocks(f"{name}.conllu"):
        document = next((line.partition("=")[2].strip() for line in block if line.startswith("# newdoc")), document)
        rows = [row for row in (line.split("\t") for line in block if line[0] != "#") if row[0].isdigit()]
        _, words, lemmas, upos, xpos, _, heads, relations, _, misc = zip(*rows, strict=True)
        governors = tuple(map(int, heads))
        mentions = [dict(part.partition("=")[::2] for part in cell.split("|")).get("Entity", "") for cell in misc]
        yield Example(
            words,
            upos,
            xpos,
            lemmas,
            governors,
            tuple(map(kept_relation, relations)),
            names.gum_tags(mentions, upos, governors) if gum else (),
            "gum" if gum else "",
            genre(document),
        )


def kept_relation(relation: str) -> str:
    return relation if relation in SUBTYPES else relation.partition(":")[0]


def politics(split: str) -> Iterator[Example]:
    """CrossNER's political sentences."""
    for block in blocks(f"crossner_politics.{split}.txt"):
        words, bio = zip(*(line.split("\t") for line in block), strict=True)
        yield Example(words, names=tuple(names.renamed(tag, names.POLITICS) for tag in bio), scheme="politics")


def universal(split: str) -> Iterator[Example]:
    """Universal NER's names on EWT."""
    for block in blocks(f"uner_ewt.{split}.iob2"):
        rows = [line.split("\t") for line in block if line[0].isdigit()]
        bio = tuple(names.renamed(row[2], names.UNIVERSAL) for row in rows)
        yield Example(tuple(row[1] for row in rows), names=bio, scheme="universal")


def wikinews() -> Iterator[Example]:
    """The annotated first sentences of MEANTIME's Wikinews articles."""
    for line in lines("meantime_en.jsonl"):
        yield from _wikinews_article(json.loads(line))


def _wikinews_article(article: dict[str, list[dict[str, object]]]) -> Iterator[Example]:
    marks: list[dict[str, object]] = article["markables"]
    kinds = {mark["id"]: str(mark.get("ent_type", "")) for mark in marks if mark["tag"] == "ENTITY"}
    refers = {
        source: target
        for relation in article["relations"]
        if relation["tag"] == "REFERS_TO"
        for source in _ids(relation["source"])
        for target in _ids(relation["target"])
    }
    mentions = [mark for mark in marks if mark["tag"] == "ENTITY_MENTION" and mark.get("span")]
    last = max((_ends(mark)[1] for mark in mentions), default=0)
    named = [
        (*_ends(mark), names.WIKINEWS.get(kinds.get(refers.get(str(mark["id"])), ""), ""))
        for mark in mentions
        if mark.get("syntactic_type") == "NAM"
    ]
    start = 0
    sentences: Sequence[Sequence[str]] = article["sentences"]  # type: ignore[assignment]
    for words in sentences:
        end = start + len(words)
        if start >= last:  # only the first sentences are annotated
            break
        inside = [(one - start, two - start, kind) for one, two, kind in named if kind and start <= one and two <= end]
        yield Example(tuple(words), names=names.tags(inside, len(words)), scheme="wikinews")
        start = end


def _ids(value: object) -> list[str]:
    return [str(item) for item in value] if isinstance(value, list) else []


def _ends(mark: dict[str, object]) -> tuple[int, int]:
    span = mark["span"]
    assert isinstance(span, list)
    return min(span), max(span) + 1


def for_training() -> list[Example]:
    """Every sentence the encoder learns from; small name corpora are met more than once an epoch."""
    return [
        *treebank("ud_ewt.train"),
        *treebank("ud_gum.train"),
        *[example for _ in range(2) for example in [*politics("train"), *politics("dev")]],
        *[example for _ in range(2) for example in universal("dev")],
        *wikinews(),
    ]


def raw(name: str) -> Iterator[RawDocument]:
    """A treebank's documents as text: words joined as SpaceAfter says, paragraphs by a blank line."""
    document: list[list[str]] = []
    for block in blocks(f"{name}.conllu"):
        if document and any(line.startswith("# newdoc") for line in block):
            yield _raw(document)
            document = []
        document.append(block)
    yield _raw(document)


def _raw(document: Sequence[Sequence[str]]) -> RawDocument:
    name = document[0][0].partition("=")[2].strip()
    text = ""
    words: list[tuple[int, int]] = []
    sentences: list[tuple[int, int]] = []
    for block in document:
        paragraph = any(line.startswith("# newpar") for line in block)
        text = f"{text.rstrip()}{chr(10) * 2 if paragraph else ' '}" if text else ""
        first = len(text)
        for surface, parts, spaced in _surfaces([line.split("\t") for line in block if line[0] != "#"]):
            words += _within(surface, parts, len(text))
            text += surface + (" " if spaced else "")
        sentences.append((first, words[-1][1]))
    return RawDocument(name, text.rstrip(), tuple(words), tuple(sentences))


def _surfaces(rows: Sequence[Sequence[str]]) -> Iterator[tuple[str, list[str], bool]]:
    """Each surface token with its words and whether a space follows."""
    index = 0
    while index < len(rows):
        row = rows[index]
        index += 1
        spaced = "SpaceAfter=No" not in row[9].split("|")
        if "-" in row[0]:
            first, last = map(int, row[0].split("-"))
            parts = [part[1] for part in rows[index : index + last - first + 1]]
            index += last - first + 1
            yield row[1], parts, spaced
        elif "." not in row[0]:
            yield row[1], [row[1]], spaced


def _within(surface: str, parts: Sequence[str], start: int) -> list[tuple[int, int]]:
    """Offsets of a surface token's words; one piece where the words are not its letters."""
    if "".join(parts) != surface:
        return [(start, start + len(surface))]
    ends = [start]
    for part in parts:
        ends.append(ends[-1] + len(part))
    return list(pairwise(ends))
