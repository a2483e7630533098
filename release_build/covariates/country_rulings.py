"""Our rulings on languages and land borders, where a source has them wrong.

What we rule stands under the source `decisions`, so that nobody takes it for what the source says.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

import numpy as np

from release_build.covariates.official_languages import LanguageRulings, Languages
from release_build.covariates.pair_values import PairFacts
from sistercities.errors import BuildError
from sistercities.sources.ruling_rows import ruling_rows
from sistercities.terms.country_variables import DECISIONS

Borders = Mapping[tuple[str, str], float]
"""By two codes in order: 1 where they share a land border, 0 where not."""

_BORDER_COLUMNS = ("country_a", "country_b", "is_border", "reason", "date")


def read_land_borders(path: Path, countries: Collection[str]) -> Borders:
    """Read `land_borders.csv`.

    Raises
    ------
    SourceError
        If a row does not say what the table promises, or a pair stands there twice.
    """
    found: dict[tuple[str, str], float] = {}
    for row in ruling_rows(path, _BORDER_COLUMNS):
        values = row.values
        row.require_country("country_a", countries)
        row.require_country("country_b", countries)
        row.require_one_of("is_border", ("0", "1"))
        pair = (values["country_a"], values["country_b"])
        if pair[0] >= pair[1] or pair in found:
            raise row.refuse("country_b", "write each pair once, with the codes in order")
        found[pair] = float(values["is_border"])
    return found


def require_needed(ruled: Languages, given: Languages) -> None:
    """Refuse a ruling on languages that the source gives as well.

    Raises
    ------
    BuildError
        Naming the countries.
    """
    idle = sorted(one for one in ruled if given.get(one) == ruled[one])
    if idle:
        raise BuildError(
            f"data/decisions/official_languages.csv: CEPII says the same of {', '.join(idle)}; "
            "take the rows out"
        )


def shared_languages(ruled: Languages, given: Languages) -> Borders:
    """Whether a ruled country shares an official language with each other one, by the pair."""
    languages = {**given, **ruled}
    return {
        (min(one, other), max(one, other)): float(bool(set(spoken) & set(languages[other])))
        for one, spoken in ruled.items()
        for other in languages
        if other != one
    }


def changed_languages(
    facts: Sequence[PairFacts], codes: Sequence[str], given: Languages, rulings: LanguageRulings
) -> PairFacts:
    """Whether two countries share an official language, in the years in which that changed.

    Parameters
    ----------
    facts
        `common_official_language` as of CEPII's year, rulings among it.
    codes
        The country of each position in `facts`.
    given
        Official languages as CEPII has them.
    """
    standing = {
        (a, b): value
        for one in facts
        for a, b, value in zip(one.a.tolist(), one.b.tolist(), one.value.tolist(), strict=True)
    }
    languages = {**given, **rulings.always}
    rows: list[tuple[int, int, int, float]] = []
    for year in sorted(rulings.later):
        shared = shared_languages(rulings.later[year], languages)
        languages |= rulings.later[year]
        for (a, b), value in sorted(standing.items()):
            now = shared.get((codes[a], codes[b]), value)
            if now != value:
                standing[a, b] = now
                rows.append((a, b, year, now))
    table = np.array(rows, dtype=np.float64).reshape(-1, 4)
    a, b, years = table[:, :3].T.astype(np.int64)
    return PairFacts(facts[0].variable, a, b, years, table[:, 3], DECISIONS)


def ruled_borders(facts: PairFacts, codes: Sequence[str], ruled: Borders) -> list[PairFacts]:
    """Put the rulings on borders in the place of what GeoNames lists.

    Raises
    ------
    BuildError
        If a ruling is what GeoNames lists.
    """
    parts = with_rulings(facts, codes, ruled)
    changed = {
        (codes[a], codes[b]) for part in parts[1:] for a, b in zip(part.a, part.b, strict=True)
    }
    idle = sorted(set(ruled) - changed)
    if idle:
        raise BuildError(
            f"data/decisions/land_borders.csv: GeoNames says the same of {' and '.join(idle[0])}; "
            "take the row out"
        )
    return parts


def with_rulings(
    facts: PairFacts, codes: Sequence[str], ruled: Mapping[tuple[str, str], float]
) -> list[PairFacts]:
    """Take out the facts that a ruling changes, and give them as facts of ours.

    Parameters
    ----------
    facts
        Facts of one year that do not go in one direction.
    codes
        The country of each position in `facts`.
    ruled
        Value of a pair, by two codes in order. A pair that the source does not know stays unknown.
    """
    given = zip(facts.a.tolist(), facts.b.tolist(), facts.value.tolist(), strict=True)
    values = np.array([ruled.get((codes[a], codes[b]), value) for a, b, value in given])
    is_changed = values != facts.value
    kept, ours = ~is_changed, is_changed
    return [
        PairFacts(
            facts.variable, facts.a[part], facts.b[part], facts.year[part], values[part], source
        )
        for part, source in ((kept, ""), (ours, DECISIONS))
    ]
