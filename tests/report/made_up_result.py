"""Made-up results of the nesting study: invented places and numbers drawn at random.

Nothing here is a finding. `many` has 31 units and 126 countries, `few` cannot be told, `odd` holds
what a page must survive: markup in names, extreme ratios, withheld numbers, numbers not finite.
"""

from __future__ import annotations

import dataclasses
import random

from report import made_up_claims, made_up_rows
from sistercities.report.cited_sources import CitedSource
from sistercities.report.nesting.autonomy_map import tile_names
from sistercities.studies.nesting.result import (
    NestingResult,
    Power,
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


def many(*, is_china: bool = False) -> NestingResult:
    """31 units, 126 countries, every section full; the home country is invented or China."""
    rng = random.Random(11)
    locals_ = tile_names() if is_china else tuple("" for _ in range(31))
    units = [
        made_up_rows.unit(
            rng,
            number,
            made_up_rows.name_of(rng) if number != 5 else "Karlomfim and the Farther Marches",
            each,
        )
        for number, each in enumerate(locals_)
    ]
    units[3], units[8] = made_up_rows.not_covered(units[3]), made_up_rows.not_covered(units[8])
    cities = [
        dataclasses.replace(
            made_up_rows.unit(rng, n, made_up_rows.name_of(rng), "某市" if n % 3 else ""),
            level="city",
        )
        for n in range(140)
    ]
    specs = (
        ("region-labels", 160, 14),
        ("upper-ties", 148, 10),
        ("degree", 97, 9),
        ("degree-country", 141.4, 7.5),
    )
    nulls = {name: made_up_rows.null(rng, name, 229, mean, sd) for name, mean, sd in specs}
    return NestingResult(
        study="nesting",
        country="CN" if is_china else "XX",
        country_name="China (made-up numbers)" if is_china else "Nowhere",
        as_of=2020,
        data_version="0.0-made-up",
        headline="City ties mostly go their own way, and still follow sister provinces more often "
        "than chance would have it.",
        first_line_warning="",
        estimates=made_up_claims.estimates(1748),
        nulls=nulls,
        verdicts=made_up_claims.verdicts(),
        sensitivity=made_up_rows.sensitivity(rng, 1748),
        autonomy_units=tuple(units),
        autonomy_cities=tuple(cities),
        partner_countries=made_up_rows.countries(rng),
        years=made_up_rows.years(rng),
        n_undated={
            "upper": 12,
            "upper suspect": 3,
            "lower": 420,
            "lower suspect": 17,
            "cross": 2,
            "dual": 60,
        },
        coverage=made_up_rows.coverage(),
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
            weighted=None,
            weighted_low=None,
            weighted_high=None,
            bound_low=None,
            bound_high=None,
            effective_home_units=None,
            effective_countries=None,
            sentence="",
        )
        for name, row in made_up_claims.estimates(9).items()
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
        for name, row in made_up_claims.verdicts().items()
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
        made_up_rows.null(rng, "degree-country", 229, 2.1, 1.4),
        ratio=109.0,
        ratio_low=34.0,
        ratio_high=350.0,
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
