"""From a report to its claims: every stage of analysis in order, then every extractor.

    Report → sentences → encoder → names → times → mentions → quotations → frames → Claim
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from communique.analysis.coreference import resolve
from communique.analysis.encoder import Encoder
from communique.analysis.frames import read_frames
from communique.analysis.layout import lay_out
from communique.analysis.linking import link
from communique.analysis.parsing import parse
from communique.analysis.quotations import read_quotations
from communique.analysis.times import read_times
from communique.claims import Claim
from communique.document import Document, Report
from communique.errors import SourceError
from communique.extractors import extract
from communique.knowledge import Knowledge
from communique.record import combine
from communique.sources import open_sources

#: Different claims of a kind that are compared with one another in one report.
AT_ONCE = 500


class Pipeline:
    """Everything reading needs, loaded once and reused: the encoder and the knowledge.

    A report's claims do not depend on which reports are read beside it.
    """

    def __init__(self, *, knowledge: Knowledge | Path | None = None, model: Path | None = None) -> None:
        self.knowledge = knowledge if isinstance(knowledge, Knowledge) else Knowledge.load(knowledge)
        self.encoder = Encoder(model)

    def documents(self, reports: Iterable[Report]) -> Iterator[Document]:
        """Each report's document, in order."""
        for report in reports:
            yield self.analyse(report)

    def analyse(self, report: Report) -> Document:
        """The document of one report."""
        document = parse(lay_out(Document(report)), self.encoder)
        document = read_times(document)
        document = resolve(link(document, self.knowledge), self.knowledge)
        document = read_quotations(document)
        return read_frames(document)

    def atoms(self, report: Report) -> tuple[Claim, ...]:
        """What this one report claims, each thing once with every place that tells it."""
        return combine(extract(self.analyse(report)), at_once=AT_ONCE)


def read(
    source: str | Path | Report, *, published: date | None = None, pipeline: Pipeline | None = None
) -> Iterator[Claim]:
    """What a file, a folder's files, or a report claims, report by report; nothing is kept.

    `published` overrides the reports' own dates; `pipeline` is built where none is given: give one to read many
    sources. Raises `SourceError` at a source that cannot be read.
    """
    reports = [source] if isinstance(source, Report) else open_sources([source], published=published)
    for report in reports:
        if isinstance(report, SourceError):
            raise report
        pipeline = pipeline or Pipeline()
        yield from pipeline.atoms(report)
