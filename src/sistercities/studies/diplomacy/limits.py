"""What the data cannot tell, what they could have shown, and how the study was made, in words."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from sistercities.studies.diplomacy.country_ties import PERIOD, UNDATED, CountryTies
from sistercities.studies.diplomacy.evidence import LEVEL, Evidence
from sistercities.studies.diplomacy.in_spite import AtOdds
from sistercities.studies.diplomacy.relations import EVE, Facts, known_years
from sistercities.studies.diplomacy.shocks import Shock
from sistercities.studies.findings import Method
from sistercities.studies.nesting_scope import named, plural

MIN_TURNED = 5
"""Rivalries that begin or end, below which nothing is said of before and after."""

RECORDS = {
    "un_ideal_point": "votes in the UN",
    "rivalry_td": "rivalries (Thompson & Dreyer)",
    "rivalry_tss": "rivalries (Thompson, Sakuwa & Suhas)",
    "dispute_level": "disputes",
    "alliance": "alliances",
    "trade_million_usd": "trade",
    "gdp_usd": "GDP",
}
"""Records, in words."""


def power_sentence(evidence: Evidence, unit: str) -> str:
    """Say the smallest ratios that would be found with 80 % power."""
    said = []
    for ratio, words in (
        (evidence.ratio, "of city ties with countries of complex relations"),
        (evidence.relative, f"of cities over {plural(unit)}"),
    ):
        smallest = ratio.detectable(1 - LEVEL)
        if smallest is not None:
            said.append(f"a ratio {words} of {smallest:.2f} or more, or {1 / smallest:.2f} or less")
    if not said:
        return "No ratio has an interval here, so none could be found."
    return f"Found would be {', and '.join(said)} (80 % power, {100 * (1 - LEVEL):.1f} % size)."


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
    names, n_unknown = unknown
    if n_unknown:
        whole = f", among them all with {named(tuple(names))}" if names else ""
        said.append(
            f"{n_unknown:,} ties take no part, since not all facts on the eve of their period are "
            f"known{whole}."
        )
    if evidence.ratio.log is not None:
        said.append(
            f"Ties lie with few partners: {evidence.n_countries} countries with a tie count for "
            f"{evidence.ratio.effective_countries:.1f} equal ones."
        )
    if any(one.ratio is not None for one in at_odds):
        said.append(
            f"Of {sum(o.ratio is not None for o in at_odds)} countries at odds each has its own "
            "interval: one in forty lies above 1 by chance."
        )
    said += _shock_limits(shocks, ended)
    said.append(
        f"The rivalry of {n_turned} countries with a tie began or ended between periods: too few "
        "to compare before and after."
        if n_turned < MIN_TURNED
        else f"The rivalry of {n_turned} countries with a tie began or ended between periods."
    )
    said += [
        "Trade may itself follow politics; a row of the sensitivity table does not hold it equal.",
        "Rivalry and disputes are those of governments as scholars list them; finer quarrels, such "
        "as recalled envoys, are in no record here.",
        "Nothing here says what brings about what.",
    ]
    return tuple(said)


def _dates(ties: CountryTies, year: int) -> str:
    n = len(ties.ties)
    undated = int((ties.ties["period"] == UNDATED).sum())
    if not undated:
        return f"All {n:,} ties have a known start; each stands beside the years before it."
    return (
        f"Of {n:,} ties {undated:,} have no known start. They stand beside the {EVE} years before "
        f"{year}, which most of them are older than."
    )


def _records(facts: Facts, year: int) -> list[str]:
    ends = {name: years[1] for name, years in known_years(facts, year).items() if name in RECORDS}
    late = [f"{RECORDS[name]} {end}" for name, end in ends.items() if end < year - 1]
    if not late:
        return []
    return [
        f"Some records end before {year}: {', '.join(late)}. For later ties their last {EVE} years "
        "stand in."
    ]


def _shock_limits(shocks: Sequence[Shock], ended: int) -> list[str]:
    said = [f"Around disputes, {'cities' if s.level == 'city' else 'regions'}: {_lower(s.note)}"
            for s in shocks if s.note]  # fmt: skip
    known = [shock for shock in shocks if shock.value is not None]
    if known:
        said.append(
            f"Only {known[0].n_shocked} countries with a city tie had a dispute between "
            f"{known[0].first} and {known[0].last} and years without; the record ends there."
        )
    many = "no tie" if ended == 0 else "1 tie" if ended == 1 else f"{ended} ties"
    said.append(
        f"The year of an end is known of {many}, so whether ties end when relations sour cannot be "
        "told."
    )
    return said


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def settings(ties: CountryTies, table: pd.DataFrame, facts: Facts, year: int) -> dict[str, str]:
    """Say what a reader needs to run the study again."""
    years = {RECORDS[name]: f"{first}-{last}" for name, (first, last) in
             known_years(facts, year).items() if name in RECORDS}  # fmt: skip
    dated = [p for p in table["period"].unique() if p != UNDATED]
    return {
        "home": f"cities of {ties.n_listed['city']} regions of which a source lists the ties of "
        f"the cities, and {ties.n_listed['region']} regions of which it lists their own",
        "periods": f"{len(dated)} of {PERIOD} years, by start of the tie"
        + (f", from {min(dated)} on; undated ties apart" if dated else "; undated ties apart"),
        "eve of undated ties": "; ".join(f"{name} {span}" for name, span in years.items()),
        "dual places": "at home dropped, abroad counted at either level",
        "ties between a city and a region": "not counted",
    }


def method(unit: str) -> Method:
    """Say how the study was made, for those who know statistics."""
    return Method(
        question="Do cities tie with countries with which their government is at odds as much as "
        f"with like countries, and do they react less to politics than {plural(unit)}?",
        outcome="Ties begun in a period of five years with a country, of cities and of "
        f"{plural(unit)} apart, alive in the year; undated ties are a period of their own.",
        estimator="PPML with period effects on complex relations (a rivalry, a dispute with a "
        "display of force or more, or a distance in the UN in the farthest quarter), trade, "
        "distance, population, income, all of the years before the period. Cities over "
        f"{plural(unit)}: effects of country and period, level and period, terms times level. "
        "Errors by the jackknife over countries.",
        null="R = 1: as many city ties as like countries. D = 1: cities react as "
        f"{plural(unit)} do. Partner countries as drawn from more.",
        assumptions="Ties are listed no more fully of countries at odds; what is left out does not "
        "go with politics and ties at once (for D: not differently for the two levels).",
        rule="R and D at 97.5 % each, without any one country too. Supported: R or D above 1 and "
        "neither below. Mixed: one above, one below. Not supported: one below, none above. Else it "
        "cannot be told; so below 50 city ties, 20 ties of regions, 20 partner countries or 5 at "
        "odds, or where only ratios above 5 would be found with 80 % power.",
        literature=(
            "Santos Silva & Tenreyro (2006), doi:10.1162/rest.88.4.641",
            "Bailey, Strezhnev & Voeten (2017), doi:10.1177/0022002715595700",
            "MacKinnon, Nielsen & Webb (2023), doi:10.1016/j.jeconom.2022.04.001",
            "Clayton & Kaldor (1987), doi:10.2307/2532003",
        ),
    )
