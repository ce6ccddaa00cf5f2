"""JSON lines: a merged claim a line in the form of the outside contract, each with the evidence of every report."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from communique.claims import Claim


def export(claims: Iterable[Claim]) -> Iterator[bytes]:
    for claim in claims:
        yield json.dumps(claim.to_dict(), ensure_ascii=False).encode() + b"\n"
