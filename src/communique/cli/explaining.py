"""What `explain` tells of a sentence: names, whom phrases mean, dates, quotations, frames with their rules, claims."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from communique.document import Document, Frame, Mention, Quotation, Report
    from communique.pipeline import Pipeline


def explanation(pipeline: Pipeline, report: Report) -> dict[str, Any]:
    """Each layer of the text's document, and the claims with the rule that read them."""
    document = pipeline.analyse(report)
    return {
        "text": report.text,
        "words": [list(row) for row in _words(document)],
        "names": [{"text": _said(document, n.first, n.last), "label": n.label} for n in document.names],
        "mentions": [_mention(document, mention) for mention in document.mentions],
        "times": [{"text": _said(document, t.first, t.last), "edtf": t.when.edtf} for t in document.times],
        "quotations": [_quotation(document, quotation) for quotation in document.quotations],
        "frames": [_frame(document, frame) for frame in document.frames],
        "claims": [claim.to_dict() for claim in pipeline.atoms(report)],
    }


def _words(document: Document) -> list[tuple[str, str, str, str]]:
    words = document.words
    return [
        (words.text[i], words.upos[i], words.deprel[i], words.text[head] if (head := words.head[i]) >= 0 else "")
        for i in range(len(words))
    ]


def _said(document: Document, first: int, last: int) -> str:
    span = document.span(first, last)
    return document.text[span.start : span.end]


def _mention(document: Document, mention: Mention) -> dict[str, Any]:
    return {
        "text": _said(document, mention.first, mention.last), "form": mention.form, "entity": mention.entity,
        "actors": [actor.to_dict() for actor in mention.actors],
    }


def _quotation(document: Document, quotation: Quotation) -> dict[str, Any]:
    def pieces(spans: tuple[Any, ...]) -> list[str]:
        return [document.text[span.start : span.end] for span in spans]

    return {
        "rule": quotation.rule, "mode": quotation.mode, "source": pieces(quotation.source),
        "cue": pieces(quotation.cue), "content": pieces(quotation.content),
        "speaker": quotation.speaker.to_dict() if quotation.speaker else None,
        "addressee": quotation.addressee.to_dict() if quotation.addressee else None,
        "chain": [actor.to_dict() for actor in quotation.chain],
        "nested": [_quotation(document, inner) for inner in quotation.nested],
    }


def _frame(document: Document, frame: Frame) -> dict[str, Any]:
    fillers = [
        {
            "role": filler.role, "text": _said(document, filler.first, filler.last),
            "actors": [actor.to_dict() for actor in filler.actors],
        }
        for filler in frame.fillers
    ]
    return {
        "frame": frame.name, "rule": frame.rule, "trigger": document.words.text[frame.trigger],
        "words": document.text[frame.start : frame.end], "status": frame.status, "weight": frame.weight,
        "when": frame.when.to_dict() if frame.when else None, "fillers": fillers, "attributes": dict(frame.attributes),
    }


def print_explanation(found: dict[str, Any]) -> None:
    """The same for people, layer by layer; a layer that found nothing is left out."""
    sections = {
        "Names": [f"{row['text']}: {row['label']}" for row in found["names"]],
        "Who is meant": [
            f"{row['text']} ({row['form']}) = {_actors(row['actors'])}" for row in found["mentions"] if row["actors"]
        ],
        "Dates": [f"{row['text']} = {row['edtf']}" for row in found["times"]],
        "Said": [line for row in found["quotations"] for line in _quotation_lines(row)],
        "Frames": [line for row in found["frames"] for line in _frame_lines(row)],
        "Claims": [line for row in found["claims"] for line in _claim_lines(row)],
    }
    for title, lines in sections.items():
        if lines:
            print(title)
            print("\n".join(f"  {line}" for line in lines))


def _actors(rows: list[dict[str, Any]]) -> str:
    return ", ".join(f"{row['name']} [{row['id'] or 'no id'}; {row['code']} {row['sector']}]" for row in rows)


def _quotation_lines(row: dict[str, Any]) -> list[str]:
    who = row["speaker"]["name"] if row["speaker"] else " ".join(row["source"]) or "nobody named"
    cue, content = " ".join(row["cue"]), " ".join(row["content"])
    lines = [f"{who} ({row['mode']}, by “{cue}”, rule {row['rule'] or '-'}): {content}"]
    return lines + [f"  within: {line}" for inner in row["nested"] for line in _quotation_lines(inner)]


def _frame_lines(row: dict[str, Any]) -> list[str]:
    marks = ", ".join(f"{key} {value}" for key, value in row["attributes"].items())
    read = f"rule {row['rule']}, {row['status']}, weight {row['weight']:.2f}"
    lines = [f"{row['frame']} by “{row['trigger']}” ({read}) {marks}"]
    return lines + [f"  {filler['role']}: {filler['text']}" for filler in row["fillers"]]


def _claim_lines(row: dict[str, Any]) -> list[str]:
    rules = sorted({piece.get("rule") or "-" for piece in row["evidence"]})
    return [f"{row['kind']} {row['id']} ({row['status']}, {row['confidence']:.2f}; rule {', '.join(rules)})"]
