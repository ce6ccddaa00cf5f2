"""From the forms that verbs take to the lemmas a lexicon lists them by, where the encoder's guess would miss them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from communique.languages.inflection import verb_forms


def lemma_table(lemmas: Iterable[str], irregular: Mapping[str, str]) -> dict[str, str]:
    """Every form of these verbs with its lemma; `irregular` gives by form what no rule makes.

    >>> lemma_table(["confer"], {})["conferred"]
    'confer'
    """
    irregulars: dict[str, list[str]] = {}
    for form, lemma in irregular.items():
        irregulars.setdefault(lemma, []).append(form)
    single = sorted(lemma for lemma in lemmas if " " not in lemma)
    return {form: lemma for lemma in single for form in verb_forms(lemma, irregulars)}
