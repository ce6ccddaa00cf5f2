from __future__ import annotations

from datetime import date

from communique.actors import Evidence
from communique.claims import Claim
from communique.document import Report
from communique.newsrooms import Reports, Shelf, independent
from tests.claims_by_hand import some, statement

DAY = date(2022, 5, 1)
SAID = "“The river belongs to everyone who drinks of it and to no one else,”"
COAST = (
    "The five states along the river failed on Sunday to divide its water for the dry months. After nine hours the"
    f" chairman sent the delegations home without naming a day for the next round. {SAID} Wanjiru said."
)
#: Its first paragraph is another newsroom's, the rest its own.
PATCHED = (
    "The five states along the river failed on Sunday to divide its water for the dry months. After nine hours the"
    f" chairman sent the delegations home without naming a day for the next round. {SAID} Wanjiru said, while in the"
    " capital our reporter found shops closed, buses standing idle and a long line of people before the one bakery that"
    " still sells bread; rice has doubled in price since the spring, and nobody at the ministry answered our calls."
    " Farmers upstream told of wells gone salty, of cattle sold at half their worth and of sons who left for the mines."
)
OWN = (
    f"Nobody had slept when Wanjiru came down the stairs. {SAID} she told the few reporters who had waited, and left"
    " by the side door. Her counterparts had gone before midnight, one of them slamming it."
)


def told(texts: dict[str, str], chain: dict[str, list[str]] | None = None) -> tuple[Claim, Reports]:
    reports = {name: Report(name, text, DAY, name.title()) for name, text in texts.items()}
    evidence = tuple(
        Evidence(name, text.index(SAID), text.index(SAID) + len(SAID), SAID, chain=some((chain or {}).get(name, [])))
        for name, text in texts.items()
    )
    return statement("coast", "Wanjiru", SAID).with_(evidence=evidence), reports


def test_a_report_copied_whole_is_one_source() -> None:
    assert independent(*told({"coast": COAST, "echo": "By our staff. " + COAST})) == 1


def test_a_paragraph_of_wire_in_a_longer_report_is_one_source() -> None:
    assert independent(*told({"coast": COAST, "lake": PATCHED})) == 1


def test_a_quotation_alone_makes_no_copy() -> None:
    assert independent(*told({"coast": COAST, "hill": OWN})) == 2
    assert independent(*told({"coast": COAST, "lake": PATCHED, "hill": OWN})) == 2


def test_two_papers_that_quote_one_agency_are_one_source() -> None:
    chain = {"coast": ["Coast Wire"], "hill": ["Coast Wire"]}
    assert independent(*told({"coast": COAST, "hill": OWN}, chain)) == 1


def test_texts_are_taken_down_only_when_asked_for() -> None:
    claim, reports = told({"coast": COAST, "lake": PATCHED})
    asked: list[str] = []

    def text(name: str) -> str:
        asked.append(name)
        return reports[name].text

    shelf = Shelf({name: Report(name, "", DAY, name.title()) for name in reports}, text)
    assert asked == []
    assert [independent(claim, shelf), independent(claim, shelf)] == [1, 1]
    assert sorted(asked) == ["coast", "lake"]
