"""Made-up rows of the nesting study: units, nulls, changed rules, countries, years, coverage."""

from __future__ import annotations

import dataclasses
import math
import random

from sistercities.studies.nesting.result import (
    Autonomy,
    CountryRow,
    CoverageRow,
    NullComparison,
    SensitivityRow,
    YearRow,
)

_SYLLABLES = ("al", "bor", "cen", "dal", "er", "fim", "gor", "hel", "is", "jun", "kar", "lom")


def name_of(rng: random.Random) -> str:
    return "".join(rng.choice(_SYLLABLES) for _ in range(rng.choice((2, 2, 3)))).capitalize()


def histogram(rng: random.Random, mean: float, sd: float, draws: int) -> dict[int, int]:
    counts: dict[int, int] = {}
    for _ in range(draws):
        value = max(round(rng.gauss(mean, sd)), 0)
        counts[value] = counts.get(value, 0) + 1
    return counts


def null(rng: random.Random, name: str, observed: int, mean: float, sd: float) -> NullComparison:
    keeps, breaks = {
        "region-labels": (
            "all ties and the sizes of regions; counties move with their prefecture",
            "which home city lies in which unit, and with it the unit's propensity to tie",
        ),
        "upper-ties": (
            "all city ties; each home unit's number of upper ties with each country; each foreign "
            "unit's degree",
            "which units of that country",
        ),
        "degree": ("degrees of all cities", "countries and units of partners"),
        "degree-country": (
            "upper ties; each home city's number of ties with each country; each foreign city's "
            "degree",
            "which city of that country each home city is tied to",
        ),
    }[name]
    return NullComparison(
        id=name,
        keeps=keeps,
        breaks=breaks,
        observed=float(observed),
        mean=mean,
        sd=sd,
        ratio=observed / mean,
        ratio_low=observed / mean / 1.25,
        ratio_high=observed / mean * 1.25,
        p=0.0004,
        p_low=1.0,
        p_high=0.0002,
        p_mc_low=0.0001,
        p_mc_high=0.0011,
        draws=2000,
        seed=7,
        strata="country",
        share_moved=0.83,
        autocorrelation_time=14.0,
        chain_length=4000,
        exact_mean=mean * 1.002 if name == "upper-ties" else None,
        warning="",
        histogram=histogram(rng, mean, sd, 2000),
    )


def unit(rng: random.Random, number: int, name: str, local: str) -> Autonomy:
    centre, half = rng.gauss(0.05, 0.5), rng.uniform(0.15, 1.1)
    n_ties = int(rng.paretovariate(1.1) * 9)
    return Autonomy(
        place_id=f"x:unit-{number}",
        name=name,
        name_local=local,
        level="region1",
        unit_id=f"x:unit-{number}",
        latitude=rng.uniform(41.0, 49.0),
        longitude=rng.uniform(-12.0, 4.0),
        n_ties=n_ties,
        n_inside=n_ties // 6,
        expected=n_ties / 6 * math.exp(centre),
        autonomy=centre,
        low=centre - half,
        high=centre + half,
    )


def not_covered(row: Autonomy) -> Autonomy:
    return dataclasses.replace(
        row,
        n_inside=None,
        expected=None,
        autonomy=None,
        low=None,
        high=None,
        note="no source lists the upper ties of this unit",
    )


_CHANGES = (
    "dual places as cities",
    "dual places as regions",
    "districts folded into their city",
    "districts and counties apart",
    "undated ties dropped",
    "suspect dates dropped",
    "single-entry rows dropped",
    "exchange kinds dropped",
    "resolution confidence at least 0.9",
    "without the source made-up-2020",
    "upper tier: ISO first level everywhere",
    "former regions in today's container",
    "ties no longer listed kept",
)


def sensitivity(rng: random.Random, n: int) -> tuple[SensitivityRow, ...]:
    rows = []
    for name in _CHANGES:
        ratio = 1.62 * math.exp(rng.gauss(0, 0.12))
        rows.append(
            SensitivityRow(
                name,
                f"The study again with {name}",
                n - rng.randrange(200),
                401,
                0.13,
                ratio,
                ratio / 1.3,
                ratio * 1.3,
                0.002,
                False,
                "",
                ratio * 1.4,
                ratio * 1.1,
                ratio * 1.8,
                ratio / 1.5,
                ratio / 2.0,
                ratio / 1.2,
            )
        )
    return tuple(rows)


def countries(rng: random.Random) -> tuple[CountryRow, ...]:
    rows = []
    for number in range(126):
        n_ties = max(int(250 / (number + 1) ** 0.9), 1)
        expected = n_ties * rng.uniform(0.02, 0.2)
        n_inside = min(int(expected * rng.uniform(0.3, 2.4)), n_ties)
        name = "Republic of " * (number == 3) + name_of(rng) + " and the Islands" * (number == 3)
        ratio = n_inside / expected if number % 9 else None
        rows.append(CountryRow(f"X{number}", name, n_ties, number % 40, n_inside, expected, ratio))
    return tuple(rows)


def years(rng: random.Random) -> tuple[YearRow, ...]:
    return tuple(
        YearRow(
            year,
            rng.randrange(2 + (year - 1970) // 4),
            int(rng.uniform(0.4, 1) * 90 * math.exp(-(((year - 2006) / 13) ** 2))),
            rng.randrange(3),
            rng.randrange(9),
        )
        for year in range(1973, 2021)
    )


def coverage() -> tuple[CoverageRow, ...]:
    rows = [
        CoverageRow(
            "all",
            "all",
            "ties of all classes",
            1710.0,
            2209.0,
            "2015-07",
            "Yearbook of Nowhere",
            "",
        ),
        CoverageRow("all", "all", "share of claims resolved", 0.993, None, "", "", ""),
        CoverageRow(
            "level",
            "upper",
            "ties between regions",
            401.0,
            967.0,
            "2020",
            "Annals of Invented Ties",
            "counted in another way",
        ),
    ]
    rows += [
        CoverageRow(
            "province",
            name,
            "ties of all classes",
            ours,
            official,
            "2021",
            "Bulletin of that region",
            "",
        )
        for name, ours, official in (("Alborcen", 300.0, 349.0), ("Gorhel", 131.0, 127.0))
    ]
    rows += [
        CoverageRow("decade", f"{start}s", "dated ties", 40.0 * number, None, "", "", "")
        for number, start in enumerate(range(1970, 2030, 10), 1)
    ]
    return tuple(rows)
