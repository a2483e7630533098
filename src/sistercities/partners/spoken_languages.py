"""Official languages that are asked for by name, in English or another language."""

from __future__ import annotations

import csv
from collections.abc import Collection
from functools import cache
from importlib.resources import files

from sistercities.partners.called import name_behind
from sistercities.sources.register_words import folded

_TABLE = "language_words.csv"


def language_called(text: str, known: Collection[str]) -> str | None:
    """Return the language of a name, as the facts on countries spell it; None where there is none.

    Parameters
    ----------
    text
        Its name in one of the languages of `sources/language_words.csv`, or its code of ISO 639.
    known
        Official languages on record, in lower case.
    """
    plain = " ".join(text.casefold().split())
    if plain in known:
        return plain
    named = name_behind("language", text)
    found = named if named in known else _names().get(folded(text))
    return found if found in known else None


@cache
def _names() -> dict[str, str]:
    """Read the names, folded: 47 languages have some thousands, and few ask for one of them."""
    table = files("sistercities").joinpath("sources", _TABLE).read_text(encoding="utf-8")
    return {folded(row["name"]): row["language"] for row in csv.DictReader(table.splitlines())}
