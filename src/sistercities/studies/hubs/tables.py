"""The tables and figures of the study."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from sistercities.sentences import say
from sistercities.studies.findings import Column, Mark, Series, StudyFigure, StudyTable
from sistercities.studies.hubs.change import Change
from sistercities.studies.hubs.draws import HubDraws
from sistercities.studies.hubs.evidence import HUB_SHARE, Evidence
from sistercities.studies.hubs.measures import MEASURES
from sistercities.studies.hubs.network import CityNetwork
from twolevel.core.array_types import Real

SHOWN = 15
"""Home cities that the figure of ranks shows."""

SHOWN_COUNTRIES = 20
"""Other countries that the figure of changes shows: those of the surest change."""

LISTED = 60
"""Home cities that the table of ranks lists."""

RANK_QUANTILES = (0.025, 0.5, 0.975)


def rank_frame(network: CityNetwork, draws: HubDraws, known: Real, names: Sequence[str]
               ) -> pd.DataFrame:  # fmt: skip
    """Return the comparable home cities with measures and ranks, the first by median ranks first.

    Parameters
    ----------
    known
        The four measures of comparable cities on the known graph, shape (4, n_comparable).
    names
        Of the comparable home cities.
    """
    frame = pd.DataFrame({"name": pd.Series(list(names), dtype=object)})
    for k, measure in enumerate(MEASURES):
        low, middle, high = np.quantile(draws.ranks[:, k], RANK_QUANTILES, axis=0)
        chance = draws.membership[:, k].mean(axis=0)[network.is_home]
        frame = frame.assign(**{
            f"{measure} value": known[k, network.is_home], f"{measure} rank": middle,
            f"{measure} low": low, f"{measure} high": high, f"{measure} chance": chance,
        })  # fmt: skip
    ranks = frame[[f"{measure} rank" for measure in MEASURES]]
    # The mean of logarithms: between places 1 and 2 lies as much as between 100 and 200.
    order = np.log(ranks).mean(axis=1)
    return frame.iloc[np.argsort(order, kind="stable")].reset_index(drop=True)


def rank_table(frame: pd.DataFrame, n_compared: int, n_draws: int) -> StudyTable:
    """Home cities by rank in the world, with the interval of the draws; the main columns first."""
    shown = frame[frame["ties value"] > 0].head(LISTED)
    rank = {m: shown[[f"{m} rank", f"{m} low", f"{m} high"]].round().astype(int) for m in MEASURES}
    columns = [Column("name", say("City")), Column("ties", say("Ties"))]
    values = [shown["name"].tolist(), shown["ties value"].astype(int).tolist()]
    for m in MEASURES:
        columns.append(Column(f"{_id(m)}_rank", say("Rank by {measure}", measure=m)))
        values.append(rank[m][f"{m} rank"].tolist())
    for m in MEASURES:
        ends = (
            ("low", say("Rank by {measure}, from", measure=m)),
            ("high", say("Rank by {measure}, to", measure=m)),
        )
        for end, label in ends:
            columns.append(Column(f"{_id(m)}_{end}", label))
            values.append(rank[m][f"{m} {end}"].tolist())
    columns += [Column("partner_countries", say("Partner countries")),
                Column("betweenness", say("Betweenness"), say("pairs of cities")),
                Column("core", say("Core"))]  # fmt: skip
    values += [shown["partner countries value"].tolist(), shown["betweenness value"].tolist(),
               shown["core value"].astype(int).tolist()]  # fmt: skip
    rows = tuple(zip(*values, strict=True))
    return StudyTable(
        "ranks",
        say("Cities of the home country in the world's order"),
        tuple(columns),
        rows,
        say(
            "Values of the known graph; ranks among {n_compared:,} comparable cities, "
            "median and 95 % range of {n_draws} draws, equal values sharing their mean "
            "rank. Partner countries: effective number. The first {n} by the four ranks "
            "together.",
            n_compared=n_compared,
            n_draws=n_draws,
            n=len(rows),
        ),
    )


def _id(measure: str) -> str:
    return measure.replace(" ", "_")


def rank_figure(frame: pd.DataFrame, n_compared: int, n_draws: int, title: str, seed: int
                ) -> StudyFigure:  # fmt: skip
    """Draw the ranks of the first home cities by ties and by betweenness."""
    series = []
    for measure in (MEASURES[0], MEASURES[2]):
        marks = tuple(
            Mark(
                row["name"],
                float(row[f"{measure} rank"]),
                float(row[f"{measure} low"]),
                float(row[f"{measure} high"]),
            )
            for _, row in frame.head(SHOWN).iterrows()
        )
        series.append(Series(say("by {measure}", measure=measure), marks))
    return StudyFigure(
        "ranks",
        "intervals",
        title,
        say("Rank in the world, median and 95 % range of the draws; 1 is the first"),
        say(
            "{n_compared:,} comparable cities, of which the first {hubs} are hubs; "
            "{n_draws} draws; seed {seed}",
            n_compared=n_compared,
            hubs=max(1, round(HUB_SHARE * n_compared)),
            n_draws=n_draws,
            seed=seed,
        ),
        tuple(series),
        say("rank in the world"),
        is_log=True,
    )


def ratio_figure(evidence: Evidence, title: str, seed: int) -> StudyFigure:
    """Draw observed over expected hubs by each measure."""
    series = []
    for label, ratios in ((say("at equal size"), evidence.beyond), (say("by share of cities"),
                          evidence.presence)):  # fmt: skip
        marks = []
        for measure, ratio in ratios.items():
            low, high = ratio.interval() or (None, None)
            marks.append(Mark(measure, ratio.value, low, high, is_main=measure == MEASURES[0]))
        series.append(Series(label, tuple(marks)))
    n = 0 if evidence.draws is None else len(evidence.draws.membership)
    return StudyFigure(
        "ratios",
        "intervals",
        title,
        say("Hubs over those expected, 95 % interval"),
        say(
            "{n_cities:,} home cities; {n} draws; clustered by home region and by "
            "country abroad; seed {seed}",
            n_cities=evidence.n_cities,
            n=n,
            seed=seed,
        ),
        tuple(series),
        say("observed over expected"),
        reference=1.0,
        is_log=True,
        unit=say("ratio"),
    )


def change_figure(
    change: Change, home: str, names: Sequence[str], title: str, seed: int
) -> StudyFigure:
    """Draw the change of each country by number of ties; the home country is the main mark."""
    one = change.by_measure[MEASURES[0]]
    own = one.among.value + one.among.mean
    # Of the home country the interval is that of the comparison, moved to where it stands.
    low, high = (end + one.among.mean for end in one.among.interval())
    rows = [(home, own, low, high, True)]
    for k in np.argsort(one.errors, kind="stable")[:SHOWN_COUNTRIES].tolist():
        value, reach = float(one.changes[k]), 1.96 * float(one.errors[k])
        rows.append((names[k], value, value - reach, value + reach, False))
    rows.sort(key=lambda row: -row[1])
    marks = tuple(Mark(name, v, a, b, is_main=is_home) for name, v, a, b, is_home in rows)
    return StudyFigure(
        "changes",
        "intervals",
        title,
        say(
            "Change of the share of common places in the first tenth by number of ties, "
            "95 % interval"
        ),
        say(
            "{n_common:,} places with a tie in both sources; {home} and the {n} of "
            "{total} other countries whose change is surest; mean of all others "
            "{mean:.1f} %{less}. The interval of {home} allows for what countries differ "
            "by; seed {seed} (no draws)",
            n_common=change.n_common,
            home=home,
            n=len(rows) - 1,
            total=len(names),
            mean=abs(100 * one.among.mean),
            less=say(" less") if one.among.mean < -0.0005 else "",
            seed=seed,
        ),
        (Series(say("change of share"), marks),),
        say("change of share"),
        reference=0.0,
        unit=say("share"),
    )


def ratio_table(evidence: Evidence) -> StudyTable:
    """Observed and expected hubs by every measure."""
    rows = []
    for label, ratios in (
        (say("equal size"), evidence.beyond),
        (say("share of cities"), evidence.presence),
    ):
        for measure, r in ratios.items():
            low, high = r.interval() or (None, None)
            rows.append(
                (
                    say("{label}: {measure}", label=label, measure=measure),
                    r.observed,
                    r.expected,
                    r.value,
                    low,
                    high,
                    r.spread,
                )
            )
    return StudyTable(
        "ratios",
        say("Hubs observed and expected"),
        (
            Column("basis", say("Expected by, measure")),
            Column("observed", say("Hubs")),
            Column("expected", say("Expected")),
            Column("ratio", say("Ratio")),
            Column("low", say("from")),
            Column("high", say("to")),
            Column("spread", say("Spread of regions, times chance")),
        ),
        tuple(rows),
        say("Hubs are means over draws, so no whole numbers. 95 % intervals."),
    )


def change_table(change: Change, home: str, names: Sequence[str]) -> StudyTable:
    """Change of each country by every measure."""
    measured = change.by_measure.values()
    own = [one.among.value + one.among.mean for one in measured]
    values = np.vstack((own, np.column_stack([one.changes for one in measured])))
    named = [home, *names]
    order = np.argsort(-values[:, 0], kind="stable").tolist()
    rows = tuple((named[k], *values[k].tolist()) for k in order)
    return StudyTable(
        "changes",
        say("Change of the share of a country's common places in the first tenth"),
        (
            Column("country", say("Country")),
            *(
                Column(_id(measure), say("By {measure}", measure=measure))
                for measure in change.by_measure
            ),
        ),
        rows,
        say(
            "{n_common:,} places with a tie in both sources; ties among them. What "
            "lists came to hold and what cities did are not told apart here.",
            n_common=change.n_common,
        ),
    )
