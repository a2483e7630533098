"""The tables and figures of the study of order."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from sistercities.network.two_level import TwoLevelNetwork
from sistercities.sentences import Sentence, listed, place_name, say
from sistercities.studies.findings import (
    Column,
    Finding,
    Mark,
    Series,
    StudyFigure,
    StudyTable,
    Value,
)
from sistercities.studies.order.estimates import COUNTS, WITHIN
from sistercities.studies.order.evidence import Evidence
from sistercities.studies.order.timed import TimedNetwork, is_used, upper_of_ties
from sistercities.studies.study_data import StudyData
from twolevel.nulls.start_years import STATISTICS
from twolevel.timing.event_study import EventStudy

MIDDLE_95 = (0.025, 0.975)


def count_table(evidence: Evidence) -> StudyTable:
    """Observed counts of order against those by chance, within cities and within countries."""
    rows: list[tuple[Value, ...]] = []
    for one in evidence.both:
        for name in STATISTICS:
            drawn = one.counts.of(name)
            low, high = np.quantile(drawn.draws, MIDDLE_95)
            rows.append(
                (
                    say("{count}, {within}", count=COUNTS[name], within=WITHIN[one.within]),
                    int(drawn.observed),
                    drawn.exact_mean,
                    float(low),
                    float(high),
                    drawn.p,
                )
            )
    return StudyTable(
        "order",
        say("City ties inside sister pairs: order against chance"),
        (
            Column("count", say("City ties")),
            Column("observed", say("Observed")),
            Column("chance", say("By chance")),
            Column("low", say("from")),
            Column("high", say("to")),
            Column("p", "p"),
        ),
        tuple(rows),
        say(
            "By chance: mean and middle 95 % when start years are dealt anew. The raw "
            "counts are no evidence: ties of regions are older than most city ties."
        ),
    )


def bin_table(study: EventStudy, title: str, name: str) -> StudyTable:
    """Rate ratios of an event study by bin of years, with their power."""
    rows = tuple(
        (
            years(effect.first, effect.last),
            effect.n_pair_years,
            effect.n_ties,
            effect.ratio,
            effect.low,
            effect.high,
            effect.p,
            effect.minimal_ratio,
        )
        for effect in study.effects
    )
    test = study.pretrend
    before = (
        say("The test before the start is withheld.")
        if test is None
        else (
            say(
                "Before the start: p {p:.2f}; a trend that takes the farthest bin to {ratio:g} "
                "times the reference is found with power {power:.2f}, and one to "
                "{minimal_ratio:.2f} times with 0.8.",
                p=test.p,
                ratio=test.ratio,
                power=test.power,
                minimal_ratio=test.minimal_ratio,
            )
        )
    )
    return StudyTable(
        name,
        title,
        (
            Column("bin", say("Years from the start")),
            Column("pair_years", say("Pair-years")),
            Column("ties", say("New city ties")),
            Column("ratio", say("Rate ratio")),
            Column("low", say("from")),
            Column("high", say("to")),
            Column("p", "p"),
            Column("minimal", say("Found with 80 % power")),
        ),
        rows,
        listed([before, *study.withheld], "space"),
    )


def years(first: int, last: int) -> str:
    """Name a bin of years."""
    return f"{first}" if first == last else say("{first} to {last}", first=first, last=last)


def inside_table(data: StudyData, network: TwoLevelNetwork, timed: TimedNetwork) -> StudyTable:
    """List the dated city ties inside dated sister pairs, with both starts."""
    names = data.tables.places.set_index("place_id")["name"]

    def pair(home: str, foreign: str) -> Sentence:
        return say(
            "{home} – {partner}",
            home=place_name(str(names[home]), home),
            partner=place_name(str(names[foreign]), foreign),
        )

    upper = upper_of_ties(timed)
    rows: list[tuple[Value, ...]] = []
    for tie in np.flatnonzero(is_used(timed, upper) & upper.is_inside):
        home, foreign = network.ties[tie]
        unit = network.home_units[int(network.home_unit[home])]
        start, above = int(timed.start[tie]), int(upper.start[tie])
        rows.append(
            (
                pair(network.home_places[home], network.foreign_places[foreign]),
                start,
                pair(unit, network.foreign_units[int(upper.unit[tie])]),
                above,
                start - above,
            )
        )
    rows.sort(key=lambda row: (row[4], row[0]))
    return StudyTable(
        "inside",
        say("City ties inside sister pairs, and which tie is older"),
        (
            Column("tie", say("City tie")),
            Column("start", say("Began")),
            Column("regions", say("Tie of the regions")),
            Column("upper_start", say("Began")),
            Column("lag", say("Years later"), say("years")),
        ),
        tuple(rows),
        say("Below 0: the city tie is older. Only ties whose start is known to the year."),
    )


def figures(
    evidence: Evidence, findings: Mapping[str, Finding], titles: Mapping[str, str], seed: int
) -> tuple[StudyFigure, ...]:
    """Draw the odds, the counts against chance, and the rates around the start."""
    drawn = []
    if any(findings[f"odds_younger_{one.within}"].value is not None for one in evidence.both):
        drawn.append(_odds_figure(evidence, findings, titles["odds"], seed))
    if evidence.city is not None:
        drawn.append(_count_figure(evidence, titles["counts"], seed))
    if evidence.forward is not None:
        drawn.append(_rate_figure(evidence, titles["rates"], seed))
    return tuple(drawn)


def _odds_figure(
    evidence: Evidence, findings: Mapping[str, Finding], title: str, seed: int
) -> StudyFigure:
    marks = tuple(
        Mark(
            WITHIN[one.within],
            found.value,
            found.low,
            found.high,
            is_main=one.within == "city",
            note=found.note,
        )
        for one in evidence.both
        if (found := findings[f"odds_younger_{one.within}"]).value is not None
    )
    return StudyFigure(
        "odds",
        "intervals",
        title,
        say(
            "Younger to older city ties, over the same by chance, 95 % interval; above 1 "
            "regions first"
        ),
        say(
            "{n_inside:,} city ties inside; null start-years; clustered by home unit and "
            "country; seed {seed}",
            n_inside=evidence.n_inside,
            seed=seed,
        ),
        (Series(say("odds over chance"), marks),),
        say("odds over chance"),
        reference=1.0,
        is_log=True,
        unit=say("ratio"),
    )


def _count_figure(evidence: Evidence, title: str, seed: int) -> StudyFigure:
    assert evidence.city is not None
    observed, chance = [], []
    for name in STATISTICS:
        drawn = evidence.city.counts.of(name)
        low, high = np.quantile(drawn.draws, MIDDLE_95)
        observed.append(Mark(COUNTS[name], drawn.observed, is_main=True))
        chance.append(Mark(COUNTS[name], drawn.exact_mean, float(low), float(high)))
    return StudyFigure(
        "counts",
        "intervals",
        title,
        say("City ties inside sister pairs, beside the middle 95 % by chance"),
        say(
            "{n_inside:,} city ties inside; null start-years within home cities, "
            "{n_draws:,} draws; seed {seed}",
            n_inside=evidence.n_inside,
            n_draws=evidence.city.counts.older.n_draws,
            seed=seed,
        ),
        (Series(say("observed"), tuple(observed)), Series(say("by chance"), tuple(chance))),
        say("city ties"),
        unit=say("ties"),
    )


def _rate_figure(evidence: Evidence, title: str, seed: int) -> StudyFigure:
    assert evidence.forward is not None
    studies = [(say("year effects"), evidence.forward)]
    if evidence.forward_periods is not None:
        studies.append((say("country effects"), evidence.forward_periods))
    series = tuple(
        Series(
            label,
            tuple(
                Mark(
                    years(e.first, e.last),
                    e.ratio if e.ratio > 0 else None,
                    e.low,
                    e.high,
                    x=(e.first + e.last) / 2,
                    is_main=(e.first, e.last) == (1, 5),
                )
                for e in study.effects
            ),
        )
        for label, study in studies
    )
    totals = evidence.forward.totals
    return StudyFigure(
        "rates",
        "lines",
        title,
        say(
            "Rate of new city ties around the start of the tie of their regions, over years"
            " -5 to -1"
        ),
        say(
            "{n_ties_with_event:,} new city ties in {n_pairs_with_event} sister pairs, "
            "{n_pairs_both_sides} with ties on both sides; Poisson with effects of pairs; "
            "seed {seed} (no draws)",
            n_ties_with_event=totals.n_ties_with_event,
            n_pairs_with_event=totals.n_pairs_with_event,
            n_pairs_both_sides=totals.n_pairs_both_sides,
            seed=seed,
        ),
        series,
        say("rate ratio"),
        say("years from the start of the tie of the regions"),
        reference=1.0,
        is_log=True,
        unit=say("ratio"),
    )
