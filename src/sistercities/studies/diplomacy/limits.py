"""What the data cannot tell, what they could have shown, and how the study was made, in words."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from sistercities.sentences import Sentence, listed, lowered, say, say_count
from sistercities.studies.diplomacy.country_ties import PERIOD, UNDATED, CountryTies
from sistercities.studies.diplomacy.evidence import Evidence
from sistercities.studies.diplomacy.in_spite import AtOdds
from sistercities.studies.diplomacy.relations import EVE, Facts, known_years
from sistercities.studies.diplomacy.rule import RULE, DiplomacyRule
from sistercities.studies.diplomacy.shocks import Shock
from sistercities.studies.findings import Method
from sistercities.studies.scope import named, plural

MIN_TURNED = 5
"""Rivalries that begin or end, below which nothing is said of before and after."""

RECORDS = {
    "un_ideal_point": say("votes in the UN"),
    "rivalry_td": say("rivalries (Thompson & Dreyer)"),
    "rivalry_tss": say("rivalries (Thompson, Sakuwa & Suhas)"),
    "dispute_level": say("disputes"),
    "alliance": say("alliances"),
    "trade_million_usd": say("trade"),
    "gdp_usd": "GDP",
}
"""Records, in words."""


def power_sentence(evidence: Evidence, unit: str) -> str:
    """Say the smallest ratios that would be found with 80 % power."""
    said = []
    for ratio, words in (
        (evidence.ratio, say("of city ties with countries of complex relations")),
        (evidence.relative, say("of cities over {units}", units=plural(unit))),
    ):
        smallest = ratio.detectable(1 - RULE.joint)
        if smallest is not None:
            said.append(
                say(
                    "a ratio {what} of {more:.2f} or more, or {less:.2f} or less",
                    what=words,
                    more=smallest,
                    less=1 / smallest,
                )
            )
    if not said:
        return say("No ratio has an interval here, so none could be found.")
    return say(
        "Found would be {ratios} (80 % power, {level:.1f} % size).",
        ratios=_and(said),
        level=100 * (1 - RULE.joint),
    )


def limits(
    ties: CountryTies,
    evidence: Evidence,
    at_odds: Sequence[AtOdds],
    shocks: Sequence[Shock],
    ended: int,
    n_turned: int,
    unknown: tuple[Sequence[str], int],
    facts: Facts,
    year: int,
) -> tuple[str, ...]:
    """Say what the data cannot tell.

    Parameters
    ----------
    ended
        Ties of which the year of the end is known.
    n_turned
        Countries with a tie whose rivalry began or ended between periods.
    unknown
        Countries of no tie of which the facts are known, and ties without facts in all.
    """
    said = [_dates(ties, year), *_records(facts, year)]
    said += [*_without_facts(*unknown), *_few_partners(evidence, at_odds)]
    said += _shock_limits(shocks, ended)
    said.append(_turned(n_turned))
    said += [
        say(
            "Trade may itself follow politics; a row of the sensitivity table does not "
            "hold it equal."
        ),
        say(
            "Rivalry and disputes are those of governments as scholars list them; finer "
            "quarrels, such as recalled envoys, are in no record here."
        ),
        say("Nothing here says what brings about what."),
    ]
    return tuple(said)


def _without_facts(names: Sequence[str], n_unknown: int) -> list[str]:
    if not n_unknown:
        return []
    whole = say(", among them all with {countries}", countries=named(tuple(names))) if names else ""
    return [
        say(
            "{n:,} ties take no part, since not all facts on the eve of "
            "their period are known{whole}.",
            n=n_unknown,
            whole=whole,
        )
    ]


def _few_partners(evidence: Evidence, at_odds: Sequence[AtOdds]) -> list[str]:
    said: list[str] = []
    if evidence.ratio.log is not None:
        said.append(
            say(
                "Ties lie with few partners: {n} countries with a tie count "
                "for {effective:.1f} equal ones.",
                n=evidence.n_countries,
                effective=evidence.ratio.effective_countries,
            )
        )
    if any(one.ratio is not None for one in at_odds):
        said.append(
            say(
                "Of {n} countries with complex relations each has its own interval: one in forty "
                "lies above 1 by chance.",
                n=sum(o.ratio is not None for o in at_odds),
            )
        )
    return said


def _turned(n_turned: int) -> str:
    if n_turned < MIN_TURNED:
        return say(
            "The rivalry of {n} countries with a tie began or ended between "
            "periods: too few to compare before and after.",
            n=n_turned,
        )
    return say(
        "The rivalry of {n} countries with a tie began or ended between periods.",
        n=n_turned,
    )


def _dates(ties: CountryTies, year: int) -> str:
    n = len(ties.ties)
    undated = int((ties.ties["period"] == UNDATED).sum())
    if not undated:
        return say(
            "All {n:,} ties have a known start; each stands beside the years before it.", n=n
        )
    return say(
        "Of {n:,} ties {undated:,} have no known start. They stand beside the {eve} "
        "years before {year}, which most of them are older than.",
        n=n,
        undated=undated,
        eve=EVE,
        year=year,
    )


def _records(facts: Facts, year: int) -> list[str]:
    ends = {name: years[1] for name, years in known_years(facts, year).items() if name in RECORDS}
    late = [
        say("{record} {years}", record=RECORDS[name], years=end)
        for name, end in ends.items()
        if end < year - 1
    ]
    if not late:
        return []
    return [
        say(
            "Some records end before {year}: {records}. For later ties their last {eve} "
            "years stand in.",
            year=year,
            records=listed(late, "comma"),
            eve=EVE,
        )
    ]


def _shock_limits(shocks: Sequence[Shock], ended: int) -> list[str]:
    said: list[str] = [
        say(
            "Around disputes, {whose}: {note}",
            whose=say("cities") if s.level == "city" else say("regions"),
            note=lowered(s.note),
        )
        for s in shocks
        if s.note
    ]
    known = [shock for shock in shocks if shock.value is not None]
    if known:
        said.append(
            say(
                "Only {n} countries with a city tie had a dispute between "
                "{first} and {last} and years without; the record ends there.",
                n=known[0].n_shocked,
                first=known[0].first,
                last=known[0].last,
            )
        )
    said.append(ends_words(ended))
    return said


def ends_words(ended: int) -> Sentence:
    """Say of how many ties the year of the end is known, and what cannot be told therefore."""
    many = say("no tie") if ended == 0 else say_count("only {n} tie", "only {n} ties", ended)
    return say(
        "The year of the end is known of {ties}, so whether ties end when relations sour cannot be "
        "told.",
        ties=many,
    )


def _and(said: Sequence[str]) -> str:
    """Join two clauses by `and`, after a comma."""
    return (
        said[0] if len(said) == 1 else say("{first}, and {second}", first=said[0], second=said[1])
    )


def settings(ties: CountryTies, table: pd.DataFrame, facts: Facts, year: int) -> dict[str, str]:
    """Say what a reader needs to run the study again."""
    years = {RECORDS[name]: f"{first}-{last}" for name, (first, last) in
             known_years(facts, year).items() if name in RECORDS}  # fmt: skip
    dated = [p for p in table["period"].unique() if p != UNDATED]
    return {
        say("home"): say(
            "cities of {cities} regions of which a source lists the ties of "
            "the cities, and {own} regions of which it lists their own",
            cities=ties.n_listed["city"],
            own=ties.n_listed["region"],
        ),
        say("periods"): _periods(dated),
        say("eve of undated ties"): listed(
            (say("{record} {years}", record=name, years=span) for name, span in years.items()),
            "semicolon",
        ),
        say("dual places"): say("at home dropped, abroad counted at either level"),
        say("ties between a city and a region"): say("not counted"),
    }


def _periods(dated: Sequence[str]) -> str:
    n = say("{n} of {period} years, by start of the tie", n=len(dated), period=PERIOD)
    if not dated:
        return say("{periods}; undated ties apart", periods=n)
    return say("{periods}, from {first} on; undated ties apart", periods=n, first=min(dated))


def method(unit: str, rule: DiplomacyRule = RULE) -> Method:
    """Say how the study was made, for those who know statistics."""
    return Method(
        question=say(
            "Do cities tie with countries with which their government is at "
            "odds as much as with like countries, and do they react less to "
            "politics than {units}?",
            units=plural(unit),
        ),
        outcome=say(
            "Ties begun in a period of five years with a country, of cities and "
            "of {units} apart, alive in the year; undated ties are a period of "
            "their own.",
            units=plural(unit),
        ),
        estimator=say(
            "PPML with period effects on complex relations (a rivalry, a "
            "dispute with a display of force or more, or a distance in the UN "
            "in the farthest quarter), trade, distance, population, income, "
            "all of the years before the period. Cities over {units}: effects "
            "of country and period, level and period, terms times level. "
            "Errors by the jackknife over countries.",
            units=plural(unit),
        ),
        null=say(
            "R = 1: as many city ties as like countries. D = 1: cities react as "
            "{units} do. Partner countries as drawn from more.",
            units=plural(unit),
        ),
        assumptions=say(
            "Ties are listed no more fully of countries with complex relations; what is "
            "left out does not go with politics and ties at once (for D: not "
            "differently for the two levels)."
        ),
        rule=rule.printed(),
        literature=(
            "Santos Silva & Tenreyro (2006), doi:10.1162/rest.88.4.641",
            "Bailey, Strezhnev & Voeten (2017), doi:10.1177/0022002715595700",
            "MacKinnon, Nielsen & Webb (2023), doi:10.1016/j.jeconom.2022.04.001",
            "Clayton & Kaldor (1987), doi:10.2307/2532003",
        ),
    )
