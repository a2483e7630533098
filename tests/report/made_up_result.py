"""Made-up results of the nesting study: invented places and numbers drawn at random.

Nothing here is a finding. `many` has 31 units and 126 countries, `few` cannot be told, `odd` holds
what a page must survive: markup in names, extreme ratios, withheld numbers, numbers not finite.
"""

from __future__ import annotations

import dataclasses
import math
import random

from sistercities.report.cited_sources import CitedSource
from sistercities.report.figures.tile_layouts import tile_names
from sistercities.studies.claims import ClaimVerdict
from sistercities.studies.nesting_result import (
    Autonomy,
    CountryRow,
    CoverageRow,
    Estimate,
    NestingResult,
    NullComparison,
    Power,
    SensitivityRow,
    YearRow,
)

SOURCES = (
    CitedSource(
        source_id="made-up-2020",
        title="Register of Nowhere",
        producer="Office of Invented Ties",
        version="edition 3",
        snapshot_year=2020,
        licence="CC0-1.0",
        attribution="Register of Nowhere, Office of Invented Ties, 2020",
        covers="Ties of 31 invented regions, dated",
        gaps="Ties of districts",
    ),
)

_SYLLABLES = ("al", "bor", "cen", "dal", "er", "fim", "gor", "hel", "is", "jun", "kar", "lom")


def _name(rng: random.Random) -> str:
    return "".join(rng.choice(_SYLLABLES) for _ in range(rng.choice((2, 2, 3)))).capitalize()


def _histogram(rng: random.Random, mean: float, sd: float, draws: int) -> dict[int, int]:
    counts: dict[int, int] = {}
    for _ in range(draws):
        value = max(round(rng.gauss(mean, sd)), 0)
        counts[value] = counts.get(value, 0) + 1
    return counts


def _null(rng: random.Random, name: str, observed: int, mean: float, sd: float) -> NullComparison:
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
        histogram=_histogram(rng, mean, sd, 2000),
    )


def _unit(rng: random.Random, number: int, name: str, local: str) -> Autonomy:
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


def _not_covered(row: Autonomy) -> Autonomy:
    return dataclasses.replace(
        row,
        n_inside=None,
        expected=None,
        autonomy=None,
        low=None,
        high=None,
        note="no source lists the upper ties of this unit",
    )


def _estimates(n: int) -> dict[str, Estimate]:
    rows = (
        Estimate(
            "share_inside",
            0.131,
            0.093,
            0.178,
            n,
            "city ties",
            "share of ties",
            "two-way clustered, logit",
            completed_low=0.152,
            completed_high=0.214,
        ),
        Estimate(
            "observed_over_expected",
            1.62,
            1.28,
            2.05,
            n,
            "city ties",
            "ratio",
            "two-way clustered, log",
        ),
        Estimate(
            "odds_ratio",
            1.94,
            1.35,
            2.79,
            n,
            "city ties",
            "ratio",
            "Mantel-Haenszel, two-way clustered",
        ),
        Estimate(
            "rate_ratio",
            2.31,
            1.42,
            3.76,
            n,
            "city ties",
            "rate ratio",
            "PPML, two-way clustered",
            effective_home_units=17.2,
            effective_countries=16.8,
            sentence="Inside a country sister regions have 2.31 times as many city ties.",
        ),
        Estimate(
            "country_rate_ratio",
            1.18,
            0.84,
            1.66,
            n,
            "city ties",
            "rate ratio",
            "PPML, two-way clustered",
            effective_home_units=17.2,
            effective_countries=16.8,
            sentence="With a country that has a sister region there are 1.18 times as many.",
        ),
        Estimate(
            "share_no_upper",
            0.284,
            0.2,
            0.381,
            n,
            "city ties",
            "share of ties",
            "two-way clustered, logit",
            completed_low=0.19,
            completed_high=0.26,
        ),
        Estimate(
            "upper_served",
            0.412,
            0.33,
            0.5,
            401,
            "upper ties",
            "share of ties",
            "two-way clustered, logit",
            completed_low=0.4,
            completed_high=0.47,
        ),
        Estimate(
            "predictive_gain",
            0.00412,
            0.0011,
            0.0072,
            30,
            "units held out",
            "nats per tie",
            "t over folds by home unit",
        ),
    )
    return {row.name: row for row in rows}


def _verdicts() -> dict[str, ClaimVerdict]:
    rows = (
        ClaimVerdict(
            "C1",
            "Cities form ties even when their provinces have no corresponding sister province",
            "supported",
            "Most city ties lie outside sister provinces.",
            0.131,
            0.093,
            0.178,
            "A source that lists three times as many upper ties as are known today.",
        ),
        ClaimVerdict(
            "C2",
            "City ties arise between cities whose provinces are not linked at all",
            "supported",
            "More than one city tie in four goes to a country without any sister province.",
            0.284,
            0.2,
            0.381,
            "Upper ties with those countries that no source lists.",
        ),
        ClaimVerdict(
            "C3",
            "The city level follows its own logic; provincial ties do not fully predict city ties",
            "mixed",
            "City ties are not fully predicted by provinces, and yet they lie inside "
            "sister provinces more often than chance would have it.",
            1.62,
            1.28,
            2.05,
            "An interval within 0.8 to 1.25 would say independent; a share inside above "
            "one half would say predicted.",
        ),
    )
    return {row.claim: row for row in rows}


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
    "missing ties completed",
)


def _sensitivity(rng: random.Random, n: int) -> tuple[SensitivityRow, ...]:
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


def _countries(rng: random.Random) -> tuple[CountryRow, ...]:
    rows = []
    for number in range(126):
        n_ties = max(int(250 / (number + 1) ** 0.9), 1)
        expected = n_ties * rng.uniform(0.02, 0.2)
        n_inside = min(int(expected * rng.uniform(0.3, 2.4)), n_ties)
        name = "Republic of " * (number == 3) + _name(rng) + " and the Islands" * (number == 3)
        ratio = n_inside / expected if number % 9 else None
        rows.append(CountryRow(f"X{number}", name, n_ties, number % 40, n_inside, expected, ratio))
    return tuple(rows)


def _years(rng: random.Random) -> tuple[YearRow, ...]:
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


def _coverage() -> tuple[CoverageRow, ...]:
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


def many(*, is_china: bool = False) -> NestingResult:
    """31 units, 126 countries, every section full; the home country is invented or China."""
    rng = random.Random(11)
    locals_ = tile_names() if is_china else tuple("" for _ in range(31))
    units = [
        _unit(rng, number, _name(rng) if number != 5 else "Karlomfim and the Farther Marches", each)
        for number, each in enumerate(locals_)
    ]
    units[3], units[8] = _not_covered(units[3]), _not_covered(units[8])
    cities = [
        dataclasses.replace(_unit(rng, n, _name(rng), "某市" if n % 3 else ""), level="city")
        for n in range(140)
    ]
    specs = (
        ("region-labels", 160, 14),
        ("upper-ties", 148, 10),
        ("degree", 97, 9),
        ("degree-country", 141.4, 7.5),
    )
    nulls = {name: _null(rng, name, 229, mean, sd) for name, mean, sd in specs}
    return NestingResult(
        study="nesting",
        country="CN" if is_china else "XX",
        country_name="China (made-up numbers)" if is_china else "Nowhere",
        as_of=2020,
        data_version="0.0-made-up",
        headline="City ties mostly go their own way, and still follow sister provinces more often "
        "than chance would have it.",
        first_line_warning="",
        estimates=_estimates(1748),
        nulls=nulls,
        verdicts=_verdicts(),
        sensitivity=_sensitivity(rng, 1748),
        autonomy_units=tuple(units),
        autonomy_cities=tuple(cities),
        partner_countries=_countries(rng),
        years=_years(rng),
        n_undated={
            "upper": 12,
            "upper suspect": 3,
            "lower": 420,
            "lower suspect": 17,
            "cross": 2,
            "dual": 60,
        },
        coverage=_coverage(),
        power=Power(
            "degree-country",
            1.18,
            0.84,
            17.2,
            16.8,
            0.938,
            "With these ties the study can tell a ratio of 1.18 or more from chance.",
        ),
        left_out={
            "ties of dual places": 214,
            "cross-level ties": 61,
            "ended ties": 40,
            "ties of a unit whose upper ties no source lists": 77,
        },
        uncovered_units=(units[3].name, units[8].name),
        main_null="degree-country",
        draws=2000,
        seed=7,
        settings={"dual": "drop", "workers": "2", "numpy": "2.4.6"},
    )


def few() -> NestingResult:
    """Too few upper ties: no ratio, no null, no interval, empty sections."""
    reason = "only 3 upper ties are known; at least 20 are needed"
    gone = {
        name: dataclasses.replace(
            row,
            value=None,
            low=None,
            high=None,
            note=reason,
            n=9,
            completed_low=None,
            completed_high=None,
            effective_home_units=None,
            effective_countries=None,
            sentence="",
        )
        for name, row in _estimates(9).items()
    }
    verdicts = {
        name: dataclasses.replace(
            row,
            verdict="cannot be told from these data",
            sentence="These data cannot say.",
            number=None,
            low=None,
            high=None,
            would_change="A source that lists upper ties.",
        )
        for name, row in _verdicts().items()
    }
    return dataclasses.replace(
        many(),
        country="XY",
        country_name="Littleland",
        headline="These data cannot tell whether city ties follow sister regions: only 3 upper "
        "ties are known.",
        estimates=gone,
        nulls={},
        verdicts=verdicts,
        sensitivity=(),
        autonomy_units=(),
        autonomy_cities=(),
        partner_countries=(),
        years=(),
        n_undated={"lower": 9},
        coverage=(),
        power=Power(
            "degree-country",
            None,
            None,
            1.4,
            2.0,
            None,
            "No ratio could be told from chance with so few upper ties.",
        ),
        left_out={},
        uncovered_units=("Northshire", "Southshire"),
        settings={},
    )


def odd() -> NestingResult:
    """Markup in names, extreme and withheld ratios, a changed sign, numbers that are not finite."""
    base = many()
    rng = random.Random(5)
    hostile = '<script>alert("x")</script>'
    withheld = dataclasses.replace(
        base.nulls["degree"],
        mean=None,
        sd=None,
        ratio=None,
        ratio_low=None,
        ratio_high=None,
        warning="the chain did not mix: autocorrelation time 900 of 4000 steps",
        autocorrelation_time=900.0,
    )
    far = dataclasses.replace(
        _null(rng, "degree-country", 229, 2.1, 1.4), ratio=109.0, ratio_low=34.0, ratio_high=350.0
    )
    units = list(base.autonomy_units)
    units[0] = dataclasses.replace(
        units[0], name=hostile, name_local="<b>", autonomy=3.4, low=0.2, high=6.0
    )
    units[1] = dataclasses.replace(units[1], n_ties=0, autonomy=None, low=None, high=None)
    rows = list(base.sensitivity)
    rows[0] = dataclasses.replace(
        rows[0], ratio=0.7, ratio_low=0.4, ratio_high=1.2, is_sign_changed=True
    )
    rows[1] = dataclasses.replace(
        rows[1],
        ratio=None,
        ratio_low=None,
        ratio_high=None,
        p=None,
        note="nothing is expected inside",
    )
    rows[2] = dataclasses.replace(rows[2], ratio=250.0, ratio_low=20.0, ratio_high=3000.0)
    rows[3] = dataclasses.replace(
        rows[3],
        name="a rule with a name so long that it cannot stand in one line of any figure",
        note="one unit only",
    )
    estimates = dict(base.estimates)
    estimates["rate_ratio"] = dataclasses.replace(
        estimates["rate_ratio"], value=140.0, low=1.3, high=15_300.0
    )
    estimates["country_rate_ratio"] = dataclasses.replace(
        estimates["country_rate_ratio"], value=0.0, low=None, high=None, note="no tie is there"
    )
    estimates["odds_ratio"] = dataclasses.replace(
        estimates["odds_ratio"],
        value=float("inf"),
        low=float("nan"),
        high=None,
        note="no stratum holds both kinds",
    )
    return dataclasses.replace(
        base,
        first_line_warning="The sign of the main ratio changes when dual places count as cities.",
        headline=f"A headline with {hostile} in it & an ampersand.",
        nulls={**base.nulls, "degree": withheld, "degree-country": far},
        autonomy_units=tuple(units),
        sensitivity=tuple(rows),
        estimates=estimates,
        n_undated={"undated": 40, "suspect": 5},
    )
