"""Short names of the sources of ties, for a cell of a table: who says it, and of which years."""

from __future__ import annotations

import re
from collections.abc import Iterable

from sistercities.web.languages import Words

_DATED = re.compile(r"(.+)-(\d{4})")


def short_names(words: Words, source_ids: Iterable[str]) -> str:
    """Name sources, those of one publisher once with all their years.

    Parameters
    ----------
    words
        Words of the language.
    source_ids
        Ids such as `wikidata-2017`; one that has no name here, as in a user's register, stays as
        it is.
    """
    found: dict[str, list[str]] = {}
    for source_id in source_ids:
        dated = _DATED.fullmatch(source_id)
        stem, year = (dated[1], dated[2]) if dated else (source_id, "")
        key = f"source.{stem}"
        if words.has(key):
            found.setdefault(words(key), []).extend([year] if year else [])
        else:
            found.setdefault(source_id, [])
    named = (_with_years(words, name, sorted(years)) for name, years in found.items())
    return words("list.semicolon").join(named)


def _with_years(words: Words, name: str, years: list[str]) -> str:
    if not years:
        return name
    return words("source.of_years", name=name, years=words("list.comma").join(years))
