"""Which tiers sign for provinces in each country.

In most countries it is the first level of ISO 3166-2. Where another tier signs, alone or beside
it, `data/decisions/upper_tier.csv` says so, one row for each tier of the country, with a reason.
The claims speak: `partner_levels` counts with which levels the provinces of the home country have
ties, and a second tier that no claim bears out is retired by the build.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from sistercities.dataset.regions import is_region
from sistercities.dataset.resolved import ResolvedClaim
from sistercities.errors import BuildError
from sistercities.sources.admin_areas import require_country
from sistercities.sources.snapshot import file_rows
from sistercities.sources.written_values import WrittenRow
from sistercities.terms.places import Place
from sistercities.terms.words import DEFAULT_TITLE

COLUMNS = ("country", "level", "title", "is_finest", "source", "reason", "decided", "retire_when")
TIERS = ("region1", "region2")
DEFAULT_SOURCE = "ISO 3166-2, first level; no decision names another tier"

Row = dict[str, Any]


def read_upper_tier(path: Path, countries: Iterable[str]) -> list[Row]:
    """Rows of the table `upper_tier`: the decisions, and the first level everywhere else.

    Raises
    ------
    SourceError
        If a row is not understood.
    BuildError
        If a decided country has not exactly one finest tier, or one tier twice.
    """
    decided = _read_decisions(path)
    known = {row["country"] for row in decided}
    rest = [
        _row(country, "region1", DEFAULT_TITLE, DEFAULT_SOURCE, is_finest=True)
        for country in sorted(set(countries) - known)
    ]
    return decided + rest


def _read_decisions(path: Path) -> list[Row]:
    rows = [
        _decision(WrittenRow(path.name, line, values)) for line, values in file_rows(path, COLUMNS)
    ]
    tiers = Counter((row["country"], row["level"]) for row in rows)
    finest = Counter(row["country"] for row in rows if row["is_finest"])
    for row in rows:
        if finest[row["country"]] != 1:
            raise BuildError(
                f"{path}: {row['country']} has {finest[row['country']]} finest tiers; mark one"
            )
        if tiers[row["country"], row["level"]] != 1:
            raise BuildError(f"{path}: {row['country']} has {row['level']} twice; keep one row")
    return rows


def _decision(row: WrittenRow) -> Row:
    require_country(row, "country")
    row.require_one_of("level", TIERS)
    row.require_one_of("is_finest", ("yes", "no"))
    row.require("title", "source", "reason")
    row.require_day("decided")
    values = row.values
    return _row(
        values["country"],
        values["level"],
        values["title"],
        f"{values['reason']} ({values['source']})",
        is_finest=values["is_finest"] == "yes",
    )


def _row(country: str, level: str, title: str, source: str, *, is_finest: bool) -> Row:
    return {
        "country": country,
        "level": level,
        "title": title,
        "is_finest": is_finest,
        "source": source,
    }


def partner_levels(
    resolved: Iterable[ResolvedClaim], places: Mapping[str, Place], home: str
) -> dict[tuple[str, str], int]:
    """Count the partners of the home country's regions by country and level; dual places apart.

    Returns
    -------
    dict
        (country, level) to the number of ties between a home region and a place of that level.
    """
    pairs = {
        (place.place_id, partner.place_id)
        for one in resolved
        if one.tie_id is not None
        for place, partner in _both_ways(places[one.a.place_id], places[one.b.place_id])
        if place.country == home and partner.country != home
        if is_region(place) and not place.is_dual
    }
    return dict(
        Counter(
            (places[partner].country, "dual" if places[partner].is_dual else places[partner].level)
            for _, partner in pairs
        )
    )


def _both_ways(a: Place, b: Place) -> Sequence[tuple[Place, Place]]:
    return (a, b), (b, a)


def check_upper_tier(rows: Iterable[Row], partners: Mapping[tuple[str, str], int]) -> None:
    """Retire a decided second tier that no tie of a home region bears out.

    Raises
    ------
    BuildError
        Naming the row of `upper_tier.csv` to take out.
    """
    for row in rows:
        if row["level"] == "region2" and not partners.get((row["country"], "region2")):
            raise BuildError(
                f"data/decisions/upper_tier.csv: no home region has a tie with a region2 of "
                f"{row['country']}; take its rows out, the first level signs there"
            )
