"""What the data cannot tell, what they could have shown, and how the study was made, in words."""

from __future__ import annotations

from collections.abc import Sequence

from sistercities.studies.attractiveness.choices import TERMS
from sistercities.studies.attractiveness.choosing import Scope
from sistercities.studies.attractiveness.dated import DATED_TERMS, TREND
from sistercities.studies.attractiveness.evidence import Evidence
from sistercities.studies.attractiveness.flows import Dating, Share
from sistercities.studies.findings import Method


def power_sentence(evidence: Evidence) -> str:
    """Say the smallest effects that would be found with 80 % power."""
    smallest = evidence.detectable
    if smallest is None:
        return "No odds ratio has an interval here, so none could be found."
    far = None if evidence.far is None else evidence.far.detectable(TERMS[0])
    parts = [f"An odds ratio of {smallest:.2f} or more would be found in all choices"]
    if far is not None:
        parts.append(f"one of {far:.2f} or more in far ones")
    change = None if evidence.change is None else evidence.change.detectable(DATED_TERMS[TREND])
    if change is not None:
        parts.append(f"a ratio per decade of {change:.2f} or more in dated lists")
    return f"{', '.join(parts)} (80 % power, 2.5 % size)."


def limits(
    dating: Dating,
    rank: tuple[int, int] | None,
    n_regions_dated: int,
    n_dated: int,
    of_whom: str,
) -> tuple[str, ...]:
    """Say what the data cannot tell; `rank` of the home country among how many countries."""
    uneven = (
        "A share of " + of_whom + " among dated ties would show which lists give dates, not what "
        "foreign cities chose; none is given."
    )
    said = [
        f"Of the ties of {of_whom} with places abroad {_percent(dating.home)} are dated, of those "
        f"between other countries {_percent(dating.other)}.",
        *([] if is_alike(dating.home, dating.other) else [uneven]),
        "What share of the ties that the world's cities formed in each decade went to "
        f"{of_whom} cannot be told.",
    ]
    if n_dated:
        said.append(
            f"Dated lists of the other side hold {n_dated} dated ties, {n_regions_dated} of them "
            "of regions. What holds of regions need not hold of cities."
        )
    if dating.begun_before is not None and dating.begun_before.n:
        said.append(
            f"{dating.later} has ties that {dating.earlier} lacks. Of those of {of_whom} with a "
            f"known start, {_percent(dating.begun_before)} began by {dating.earlier_year}: what a "
            "later source adds is no flow of new ties."
        )
    if rank is not None:
        said.append(
            f"Of {rank[1]} countries {of_whom} ranks {_ordinal(rank[0])} by choices over those "
            "expected. Every country has a ratio of its own for reasons that are not measured; the "
            "interval does not count that as chance."
        )
    said += [
        "Population, income and coast are those of now, most ties are older.",
        "Population is that of GeoNames, which draws the bounds of a city not alike everywhere.",
        "Dropping undated ties, typed ones or dated lists changes nothing here: the lists that "
        "count are undated and were not typed.",
        "A list may be fuller of some partners than of others.",
        "A tie takes two: nothing here says who asked.",
    ]
    return tuple(said)


def is_alike(first: Share, second: Share) -> bool:
    """Whether the intervals of two shares overlap."""
    if first.low is None or first.high is None or second.low is None or second.high is None:
        return False
    return first.low <= second.high and second.low <= first.high


def _percent(share: Share) -> str:
    if share.value is None:
        return "an unknown share"
    return f"{100 * share.value:.1f} % ({share.hits:,} of {share.n:,})"


def _ordinal(n: int) -> str:
    ending = "th" if 10 <= n % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th")
    return f"{n}{ending}"


def settings(scope: Scope | None, n_sampled: Sequence[int]) -> dict[str, str]:
    """Say what a reader needs to run the study again."""
    if scope is None:
        return {"ties": "no undated source of several countries is old enough"}
    n = len(scope.countries or ())
    return {
        "ties": f"those that {' or '.join(scope.sources)} claims, between cities of the {n} "
        "countries that it lists",
        "alternatives": f"cities of {scope.min_population:,.0f} persons and more in these "
        "countries, the chooser's own left out",
        "sampled": f"{n_sampled[0]} home cities, {n_sampled[1]} other cities of 100,000 and more, "
        f"{n_sampled[2]} smaller ones beside each choice",
        "dual places": "count as cities",
        "districts and counties": "kept apart",
    }


def method() -> Method:
    """Say how the study was made, for those who know statistics."""
    return Method(
        question="Of all comparable cities abroad, how much more often does a foreign city choose "
        "one of the home country; has that grown; which cities, and by whom?",
        outcome="Ties of cities outside the home country with cities abroad, in the newest undated "
        "source that lists many countries alike. Dates: lists of the choosers' side alone.",
        estimator="Conditional logit on sampled alternatives in strata, on size, distance, income, "
        "language, coast, capital; errors by choosing country and region of the alternative. The "
        "same beyond 3,000 km. Among countries by decade, errors by choosing place. Cities: "
        "chosen over expected, empirical Bayes.",
        null="Odds ratio 1 at equal traits; ratio per decade 1. Choosing countries and regions as "
        "drawn from more.",
        assumptions="Lists are as full of ties with the home country as of others; independence of "
        "irrelevant alternatives, lifted between near and far; populations compare.",
        rule="Intervals of 97.5 %. Supported: the odds ratio lies above 1 in all choices and in "
        "far ones, and so does the ratio per decade. Mixed: one of the two. Not supported: the "
        "odds ratio in all choices lies below 1 or within 0.8 to 1.25, and no growth. Else, and "
        "below 200 choices, 30 of the country, 5 effective countries or regions, or where only "
        "ratios above 2 would be found: cannot be told. Fixed before the numbers were seen.",
        literature=(
            "McFadden (1978), Modelling the choice of residential location",
            "Guimaraes, Figueiredo & Woodward (2003), doi:10.1162/003465303762687811",
            "Cameron, Gelbach & Miller (2011), doi:10.1198/jbes.2010.07136",
            "Clayton & Kaldor (1987), doi:10.2307/2532003",
        ),
    )
