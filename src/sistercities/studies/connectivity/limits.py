"""What the data cannot tell, what they could have shown, and how the study was made, in words."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from sistercities.sentences import Sentence, listed, say
from sistercities.studies.connectivity.data import ConnectivityData
from sistercities.studies.connectivity.evidence import Evidence
from sistercities.studies.connectivity.models import (
    DESTINATIONS,
    DESTINATIONS_2014,
    FittedModel,
)
from sistercities.studies.connectivity.order_in_time import OrderInTime
from sistercities.studies.connectivity.rule import RULE, ConnectivityRule
from sistercities.studies.findings import Method, SensitivityFinding
from sistercities.studies.scope import with_article

ODBL_NOTICE = say(
    "Destinations of 2009 and 2014: contains information from OpenFlights "
    "(openflights.org), which is made available under the Open Database License "
    "(ODbL); joined in memory, none of its values is shown"
)


def power_sentence(evidence: Evidence) -> str:
    """Say the smallest effects that would be found with 80 % power."""
    rho, ratio = evidence.detectable, evidence.detectable_ratio
    if rho is None:
        return say("No correlation has an interval here, so none could be found.")
    first = say(
        "A rank correlation of flights with ties of {rho:.2f} or more would be found", rho=rho
    )
    level = say("(80 % power, {level:.1f} % size)", level=100 * (1 - evidence.level))
    if ratio is None:
        return say("{first} {level}.", first=first, level=level)
    return say(
        "{first} {level}, and at equal size and economy a ratio of {ratio:.2f} per "
        "twice the destinations (80 % power, 5 % size).",
        first=first,
        level=level,
        ratio=ratio,
    )


def limits(
    order: OrderInTime,
    evidence: Evidence,
    before: FittedModel,
    rows: Sequence[SensitivityFinding],
    year: int,
) -> tuple[str, ...]:
    """Say what the data cannot tell; `before` is the regression on flights of 2014."""
    said = [_what_is_later(order, year, "exports" in evidence.correlations)]
    more = (_what_came_first(order), _with_flights_before(before), _unsure_changes(evidence, rows))
    said += list(filter(None, more))
    if "visitors" in evidence.correlations:
        n = evidence.correlations["visitors"].n_rows
        said.append(
            say(
                "Foreign visitors are known for {n} regions, not for cities. What holds "
                "of regions need not hold of the cities in them.",
                n=n,
            )
        )
    if "exports" in evidence.correlations:
        said.append(
            say(
                "Exports and GDP move together; the part of each is hardly told from "
                "that of the other."
            )
        )
        said.append(
            say(
                "Population and GDP are those of whole prefectures, with the country "
                "around the city."
            )
        )
    else:
        said.append(
            say(
                "Exports and visitors of the cities of this country are not in the "
                "release, so the verdict on all three can be mixed at most."
            )
        )
    said += [
        say(
            "A city for which no source lists a tie counts as one without. Well-known "
            "cities may be listed more fully, and they have more flights."
        ),
        say(
            "Routes ever listed, up to 2026, and flights of 2014 come from two sources whose "
            "numbers do not compare."
        ),
        say(
            "Start dates of ties outside China are rare, so over all countries nothing "
            "is said of what came first."
        ),
        say("Nothing here says what brings about what."),
    ]
    return tuple(said)


def _what_came_first(order: OrderInTime) -> str:
    ratio = order.forward.ratio(DESTINATIONS_2014)
    if ratio is None:
        return ""
    goes = say("go") if ratio.low > 1 else say("are not shown to go")
    return say(
        "Taken in their order in time, ties begun after 2014 {go} with flights of "
        "2014, size, economy and earlier ties equal (ratio {value:.2f}, 95 % "
        "interval {low:.2f} to {high:.2f}, {n_ties} ties).",
        go=goes,
        value=ratio.value,
        low=ratio.low,
        high=ratio.high,
        n_ties=order.forward.n_ties,
    )


def _with_flights_before(before: FittedModel) -> str:
    """Say where flights of 2014 do not go with ties at equal size and economy of 2012."""
    ratio, other = before.ratio(DESTINATIONS_2014), before.ratio(DESTINATIONS_2014, "nb2")
    if ratio is None or other is None or (ratio.low > 1 and other.low > 1):
        return ""
    beside = listed((term.label for term in before.terms[1:]), "comma")
    return say(
        "With flights of 2014 beside {beside}, that flights go with ties is not "
        "shown by both estimators (QMLE {value:.2f}, {low:.2f} to {high:.2f}; NB2 "
        "{nb2:.2f}, {nb2_low:.2f} to {nb2_high:.2f}; {n:,} cities).",
        beside=beside,
        value=ratio.value,
        low=ratio.low,
        high=ratio.high,
        nb2=other.value,
        nb2_low=other.low,
        nb2_high=other.high,
        n=before.n,
    )


def _unsure_changes(evidence: Evidence, rows: Sequence[SensitivityFinding]) -> str:
    """Name changes under which the interval of the ratio reaches 1; none if the main one does."""
    main = evidence.full.ratio(DESTINATIONS)
    if main is None or main.low <= 1:
        return ""
    ratios = [row for row in rows if row.name.endswith(": ratio") and row.low is not None]
    unsure = [_change_of(row.name) for row in ratios if (row.low or 0) <= 1]
    if not unsure:
        return ""
    return say(
        "At equal size and economy the interval of the ratio of flights reaches 1 "
        "under {n} of {total} changes of the rules: {changes}.",
        n=len(unsure),
        total=len(ratios),
        changes=listed(unsure, "comma"),
    )


def _change_of(name: str) -> str:
    """Name the change of a row as the row of the ratio names it."""
    change = name.values["change"] if isinstance(name, Sentence) else name.removesuffix(": ratio")
    return change if isinstance(change, str) else str(change)


def _what_is_later(order: OrderInTime, year: int, has_exports: bool) -> str:
    if order.n_dated == 0:
        return say(
            "No tie of these cities, alive in {year}, has a known start, so it "
            "cannot be said which is older: ties or flights.",
            year=year,
        )
    share = order.n_before / order.n_dated
    exports = say(" and the exports of 2023") if has_exports else ""
    return say(
        "Of {n_dated:,} ties with a known start (of {n_ties:,} alive in {year}), "
        "{share:.0f} % began by 2014: before the list of routes of 2026{exports} beside "
        "which they stand.",
        n_dated=order.n_dated,
        n_ties=order.n_ties,
        year=year,
        share=100 * share,
        exports=exports,
    )


def settings(data: ConnectivityData, country: str, cities: pd.DataFrame) -> dict[str, str]:
    """Say what a reader needs to run the study again."""
    name = with_article(data.study.country_name(country))
    n = cities["region"].nunique()
    what = (
        say("prefecture-level units")
        if country == "CN"
        else say("cities of 15,000 persons and more")
    )
    return {
        say("cities"): say(
            "{n:,} {cities} of {country}, in the {regions} regions of which a source "
            "lists the ties of the cities",
            n=len(cities),
            cities=what,
            country=name,
            regions=n,
        ),
        say("dual places"): say("at home dropped, abroad counted as cities"),
        say("districts and counties"): say("kept apart, and not counted for the city above"),
        say("ties with regions abroad"): say("not counted"),
        say("flights"): say(
            "main: destinations ever listed up to 2026, past ones among them (Virtual Radar Server)"
        ),
        "OpenFlights": ODBL_NOTICE,
    }


def method(rule: ConnectivityRule = RULE) -> Method:
    """Say how the study was made, for those who know statistics."""
    return Method(
        question=say(
            "Do the cities of a country that have more destinations abroad, "
            "more exports and more foreign visitors hold more sister ties, and "
            "do they at equal size and economy?"
        ),
        outcome=say(
            "Ties of a city with cities abroad, alive in the year; for visitors, "
            "ties of all places of a region."
        ),
        estimator=say(
            "Spearman's correlation, jackknife by region on Fisher's scale. "
            "NB2 and Poisson QMLE on log2(1 + destinations), log2 exports, GDP "
            "and population, seat and coast, errors by jackknife of regions; "
            "each region left out. All countries: PPML with country effects."
        ),
        null=say(
            "Correlation 0; rate ratio 1 per twice the destinations. Regions as drawn from more."
        ),
        assumptions=say(
            "Listed ties are a fair picture of all at equal size and "
            "economy; cities of a region may resemble each other."
        ),
        rule=rule.printed(),
        literature=(
            "Spearman (1904), doi:10.2307/1412159",
            "Cameron & Trivedi (2013), doi:10.1017/CBO9781139013567",
            "MacKinnon, Nielsen & Webb (2023), doi:10.1016/j.jeconom.2022.04.001",
            "Santos Silva & Tenreyro (2006), doi:10.1162/rest.88.4.641",
        ),
    )
