"""The tables of the nesting study: partner countries, ties over the years, the coverage card."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pandas as pd

from sistercities.network.alive import has_sound_start
from sistercities.network.two_level import TwoLevelNetwork
from sistercities.studies.coverage_words import group_said, note_said
from sistercities.studies.nesting.result import CountryRow, CoverageRow, YearRow
from sistercities.studies.study_data import StudyData
from twolevel.core.arrays import TwoLevelArrays, hits_of_ties
from twolevel.exact.moments import expected_of_ties


def partner_countries(
    network: TwoLevelNetwork, arrays: TwoLevelArrays, data: StudyData
) -> tuple[CountryRow, ...]:
    """City ties by partner country, most first: inside, and expected inside by degree-country."""
    n = len(network.countries)
    country = arrays.tie_country
    ties = np.bincount(country, minlength=n)
    inside = np.bincount(country, weights=hits_of_ties(arrays), minlength=n)
    expected = np.bincount(country, weights=expected_of_ties(arrays), minlength=n)
    upper_country = network.foreign_unit_country[network.upper_ties[:, 1]]
    upper = np.bincount(upper_country, minlength=n)
    rows = [
        CountryRow(
            country=code,
            country_name=data.country_name(code),
            n_ties=int(ties[c]),
            n_upper=int(upper[c]),
            n_inside=int(inside[c]),
            expected=float(expected[c]),
            ratio=float(inside[c] / expected[c]) if expected[c] > 0 else None,
        )
        for c, code in enumerate(network.countries)
    ]
    return tuple(sorted(rows, key=lambda row: (-row.n_ties, row.country)))


def home_ties(data: StudyData, country: str) -> pd.DataFrame:
    """Ties with exactly one end in the country."""
    return data.tables.ties_of(country)


def ties_by_year(ties: pd.DataFrame, as_of: int) -> tuple[YearRow, ...]:
    """Ties that began in each year, by class, where the start is known and not suspect."""
    sound = ties[has_sound_start(ties) & (ties["status"] != "pending")]
    sound = sound[sound["start_year"] <= as_of]
    counts = Counter(zip(sound["start_year"].astype(int), sound["tie_class"], strict=True))
    if not counts:
        return ()
    years = range(min(year for year, _ in counts), as_of + 1)
    return tuple(
        YearRow(
            year,
            upper=counts[year, "upper"],
            lower=counts[year, "lower"],
            cross=counts[year, "cross"],
            dual=counts[year, "dual"],
        )
        for year in years
    )


def undated_by_class(ties: pd.DataFrame, as_of: int) -> dict[str, int]:
    """Ties known by a year whose start is unknown, and apart those whose start is suspect.

    Keys are `lower` and `lower suspect`, and so on for each class.
    """
    known = ties[(ties["known_from"] <= as_of) & (ties["status"] != "pending")]
    counts = Counter(zip(known["tie_class"], known["start_precision"], strict=True))
    result = {}
    for name in ("upper", "lower", "cross", "dual"):
        result[name] = counts[name, "none"]
        result[f"{name} suspect"] = counts[name, "suspect"]
    return result


def coverage_rows(data: StudyData, country: str) -> tuple[CoverageRow, ...]:
    """List the coverage card of the country."""
    rows = data.coverage[data.coverage["scope"] == country].astype(object)
    rows = rows.where(rows.notna(), None)
    return tuple(
        CoverageRow(
            dimension=row["dimension"],
            group=_group_name(data, str(row["dimension"]), str(row["group"])),
            measure=row["measure"],
            ours=float(row["ours"]),
            official=None if row["official"] is None else float(row["official"]),
            official_date=row["official_date"] or "",
            official_source=row["official_source"] or "",
            note=note_said(row["note"] or ""),
            held=None if row.get("held") is None else float(row["held"]),
            is_like_with_like=bool(row["is_like_with_like"]),
        )
        for row in rows.to_dict("records")
    )


def _group_name(data: StudyData, dimension: str, group: str) -> str:
    """Name of a country or of a province where the card has its code."""
    if dimension == "country":
        return data.country_name(group)
    if dimension == "province":
        return data.province_names.get(group, group)
    return group_said(group)
