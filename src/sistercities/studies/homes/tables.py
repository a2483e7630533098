"""The table and the figure of the comparison of countries."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sistercities.sentences import Sentence, say
from sistercities.studies.findings import Column, Mark, Series, StudyFigure, StudyTable
from sistercities.studies.homes.compare import Home
from sistercities.studies.homes.parts import entering, mean_interval, prediction
from sistercities.studies.nesting.part_rules import PART_RULES
from sistercities.studies.part_rules import Interval, IntervalPart, find_rule
from twolevel.rates.random_effects import RandomEffects

INDEPENDENT = find_rule(PART_RULES, "C3.independent")
"""The rule by which each country is judged by itself."""


def answer(home: Home) -> str:
    """Say what the rule of one country says of it."""
    assert isinstance(INDEPENDENT, IntervalPart)
    side = "open" if home.why else INDEPENDENT.side(Interval(home.ratio, home.low, home.high))
    return INDEPENDENT.answers.of(side)


def home_table(homes: Sequence[Home], name_of: Callable[[str], str]) -> StudyTable:
    """List the countries: lists, ties, shares, observed over expected, and what is said of each."""
    ordered = sorted(homes, key=lambda home: (not home.enters, -(home.ratio or 0.0), home.country))
    rows = tuple(
        (name_of(home.country), home.ratio, home.low, home.high, answer(home), home.n_units,
         home.n_ties, home.effective_units, home.n_upper, home.inside, home.no_upper, home.expected,
         home.as_of, home.enters, home.why, max(home.n_regions, home.n_units) or None)
        for home in ordered
    )  # fmt: skip
    return StudyTable(
        "homes", say("Countries, and how their city ties follow the ties of their regions"),
        (
            Column("country", say("Country")),
            Column("ratio", say("Observed over expected"), "ratio"),
            Column("low", say("from"), "ratio"), Column("high", say("to"), "ratio"),
            Column("answer", say("By itself")), Column("n_units", say("Regions with lists")),
            Column("n_ties", say("City ties")),
            Column("effective_units", say("Effective regions")),
            Column("n_upper", say("Ties of regions")),
            Column("inside", say("Share inside"), "share"),
            Column("no_upper", say("Share without any tie of the region"), "share"),
            Column("expected", say("Expected inside")), Column("as_of", say("Year"), "year"),
            Column("enters", say("Enters the mean")), Column("why", say("Why it is not judged")),
            Column("n_regions", say("Regions, but for those that are a city too")),
        ),
        rows,
        say(
            "Of each country the regions whose own ties a source lists, and the city ties of these "
            "regions. A country with few such regions shows its number, which speaks for those "
            "regions alone."
        ),
    )  # fmt: skip


def _row_words(home: Home, name_of: Callable[[str], str]) -> Sentence:
    """Name a country with how many of its regions have lists."""
    return say(
        "{country} ({n} of {of})", country=name_of(home.country), n=home.n_units,
        of=max(home.n_regions, home.n_units),
    )  # fmt: skip


def home_figure(
    homes: Sequence[Home], mean: RandomEffects | None, name_of: Callable[[str], str], seed: int
) -> StudyFigure:
    """Draw the ratio of each country, their mean, and where one more would lie."""
    known = [home for home in homes if home.ratio is not None and home.low is not None]
    known.sort(key=lambda home: -(home.ratio or 0.0))
    apart = {is_in: [_mark(_row_words(home, name_of), Interval(home.ratio, home.low, home.high))
                     for home in known if home.enters == is_in]
             for is_in in (True, False)}  # fmt: skip
    over_all = [
        _mark(words, found)
        for words, found in (
            (say("mean"), mean_interval(mean)), (say("one more country"), prediction(mean)),
        )
        if found.value is not None
    ]  # fmt: skip
    groups = (
        (say("countries that enter the mean"), apart[True]),
        (say("over these countries"), over_all),
        (say("countries with too few regions, which do not enter"), apart[False]),
    )
    return StudyFigure(
        "homes", "intervals",
        say("City ties inside sister regions, over those by chance, country by country"),
        say(
            "Observed over expected under the null model degree-country, with 95 % intervals, of "
            "the regions whose own partners a source lists, so many of all. A diamond: the "
            "interval leaves out 1; a circle: it holds 1"
        ),
        say("{n} countries enter the mean; seed {seed}", n=len(entering(homes)), seed=seed),
        tuple(Series(name, tuple(marks)) for name, marks in groups if marks),
        say("Observed over expected"), reference=1.0, is_log=True, unit="ratio",
    )  # fmt: skip


def _mark(words: Sentence, found: Interval) -> Mark:
    """Draw a ratio; what the interval tells from 1 is what the reader should see first."""
    is_told = found.low is not None and found.high is not None and not found.low <= 1 <= found.high
    return Mark(words, found.value, found.low, found.high, is_main=is_told)
