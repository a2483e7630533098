"""More or fewer ties than the model expects, by pair of countries and by country."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd

from sistercities.sentences import listed, say
from sistercities.studies.findings import Column, StudyTable
from sistercities.studies.world.models import WorldFit
from sistercities.terms.words import WORLD
from twolevel.rates.empirical_bayes import shrunk_log_ratio

MOST_ROWS = 60
"""Pairs of the table of the world: those farthest from what is expected, both ways together."""

NAMED = 3
"""Partners that are named on either side of what is expected."""

LEAST = 1.0
"""Ties, found or expected, from which a pair is told of."""


def pair_ratios(fit: WorldFit) -> pd.DataFrame:
    """Return ties of each pair over those that the model expects.

    Returns
    -------
    DataFrame
        `a`, `b`, `ties`, `expected`, `ratio`, `low`, `high`: the ratio is shrunk toward what all
        pairs share, with its interval of 95 %.
    """
    rows, expected = fit.rows, fit.expected()
    shrunk = shrunk_log_ratio(rows["ties"].to_numpy(), expected)
    return rows[["a", "b", "ties"]].assign(
        expected=expected,
        ratio=np.exp(shrunk.log_ratio),
        low=np.exp(shrunk.low),
        high=np.exp(shrunk.high),
    )


def both_ways(pairs: pd.DataFrame) -> pd.DataFrame:
    """Read each pair from either end: `country`, `partner`, and the rest."""
    back = pairs.rename(columns={"a": "partner", "b": "country"})
    return pd.concat([pairs.rename(columns={"a": "country", "b": "partner"}), back],
                     ignore_index=True)  # fmt: skip


def partner_table(fit: WorldFit, country: str, name_of: Callable[[str], str]) -> StudyTable:
    """List the partners of a country, or the pairs of the world farthest from what is expected."""
    pairs = pair_ratios(fit)
    pairs = pairs[(pairs["ties"] >= LEAST) | (pairs["expected"] >= LEAST)]
    if country == WORLD:
        shown = pairs.assign(country=pairs["a"], partner=pairs["b"])
        away = np.maximum(np.log(shown["low"]), -np.log(shown["high"]))
        shown = shown.assign(away=away).sort_values("away", ascending=False).head(MOST_ROWS)
    else:
        own = both_ways(pairs)
        shown = own[own["country"] == country]
    shown = shown.sort_values(["ratio", "country", "partner"], ascending=[False, True, True])
    columns = (shown[name].tolist() for name in ("ties", "expected", "ratio", "low", "high"))
    names = ([name_of(code) for code in shown[end].tolist()] for end in ("country", "partner"))
    rows = tuple(zip(*names, *columns, strict=True))
    title = (
        say("Pairs of countries with many more or fewer partnerships than expected")
        if country == WORLD
        else say("Partner countries, and whether there are more or fewer ties than expected")
    )
    return StudyTable(
        "partners", title,
        (
            Column("country", say("Country")), Column("partner", say("Partner")),
            Column("ties", say("City ties")), Column("expected", say("Expected")),
            Column("ratio", say("Ratio"), "ratio"), Column("low", say("from"), "ratio"),
            Column("high", say("to"), "ratio"),
        ),
        rows,
        say(
            "Expected: of the model, from distance, border, trade, language, migrants, colonial "
            "past, air routes, quarrels and votes, given how many ties each country has in all. "
            "Ratio: shrunk toward what all pairs share, interval of 95 %. Pairs with neither a tie "
            "nor one expected are left out."
        ),
    )  # fmt: skip


def country_table(fit: WorldFit, name_of: Callable[[str], str]) -> StudyTable:
    """List the countries: their ties, and the partners farthest above and below expectation."""
    own = both_ways(pair_ratios(fit))
    rows = []
    for code, each in own.groupby("country"):
        n = int(each["ties"].sum())
        if not n:
            continue
        more = each[each["low"] > 1].sort_values("ratio", ascending=False)
        fewer = each[each["high"] < 1].sort_values("ratio")
        rows.append((name_of(str(code)), n, len(more), len(fewer),
                     _named(more["partner"], name_of), _named(fewer["partner"], name_of),
                     _ratios(more), _ratios(fewer)))  # fmt: skip
    rows.sort(key=lambda row: (-row[1], row[0]))
    return StudyTable(
        "countries", say("Countries, and with whom they have more or fewer ties than expected"),
        (
            Column("country", say("Country")), Column("ties", say("City ties")),
            Column("n_more", say("Partners with more")),
            Column("n_fewer", say("Partners with fewer")),
            Column("more", say("The most more")), Column("fewer", say("The most fewer")),
            Column("more_ratios", say("Their ratios, of the most more")),
            Column("fewer_ratios", say("Their ratios, of the most fewer")),
        ),
        tuple(rows),
        say("More and fewer: the interval of the ratio of the pair lies above 1, or below."),
    )  # fmt: skip


def _ratios(pairs: pd.DataFrame) -> str:
    return ", ".join(f"{ratio:.2f}" for ratio in pairs["ratio"].head(NAMED))


def _named(codes: pd.Series[str], name_of: Callable[[str], str]) -> str:

    return listed((name_of(str(code)) for code in codes.head(NAMED)), "comma")
