"""What the data cannot tell, what they could have shown, and how the study was made, in words."""

from __future__ import annotations

from collections.abc import Sequence

from sistercities.sentences import Sentence, listed, say
from sistercities.studies.attractiveness.choices import TERMS
from sistercities.studies.attractiveness.choosing import Scope
from sistercities.studies.attractiveness.country_effects import Standing
from sistercities.studies.attractiveness.dated import DATED_TERMS, TREND
from sistercities.studies.attractiveness.evidence import Evidence
from sistercities.studies.attractiveness.flows import Dating, Share
from sistercities.studies.attractiveness.part_words import power_of, two_ranks
from sistercities.studies.attractiveness.rule import RULE, AttractivenessRule
from sistercities.studies.findings import Method
from sistercities.studies.phrases import one_after_another, ordinal, parts_power


def power_sentence(evidence: Evidence) -> str:
    """Say the smallest effects that would be found with 80 % power."""
    smallest = evidence.detectable
    if smallest is None:
        return say("No odds ratio has an interval here, so none could be found.")
    far = None if evidence.far is None else evidence.far.detectable(TERMS[0])
    parts = [
        say(
            "An odds ratio of {smallest:.2f} or more would be found in all choices",
            smallest=smallest,
        )
    ]
    if far is not None:
        parts.append(say("one of {far:.2f} or more in far ones", far=far))
    change = None if evidence.change is None else evidence.change.detectable(DATED_TERMS[TREND])
    if change is not None:
        parts.append(
            say("a ratio per decade of {change:.2f} or more in dated lists", change=change)
        )
    said = say(
        "{effects} (80 % power, {size:g} % size).",
        effects=listed(parts, "comma"),
        size=100 * (1 - RULE.joint),
    )
    return one_after_another([said, parts_power([power_of("chosen"), power_of("growing")])])


def limits(
    dating: Dating,
    rank: tuple[int, int] | None,
    n_regions_dated: int,
    n_dated: int,
    of_whom: str,
    standing: Standing,
) -> tuple[str, ...]:
    """Say what the data cannot tell; `rank` of the home country among how many countries.

    `standing` is where it stands by the part of the claim.
    """
    return (
        *_of_dates(dating, n_regions_dated, n_dated, of_whom),
        *_of_rank(rank, of_whom),
        *filter(None, (two_ranks(standing, rank, of_whom),)),
        *_ALWAYS,
    )


def _of_dates(dating: Dating, n_regions_dated: int, n_dated: int, of_whom: str) -> list[Sentence]:
    """Say what the starts that are known cannot tell."""
    uneven = say(
        "A share of {of_whom} among dated ties would show which lists give dates, not "
        "what foreign cities chose; none is given.",
        of_whom=of_whom,
    )
    said = [
        say(
            "Of the ties of {of_whom} with places abroad {home} are dated, of those "
            "between other countries {other}.",
            of_whom=of_whom,
            home=_percent(dating.home),
            other=_percent(dating.other),
        ),
        *([] if is_alike(dating.home, dating.other) else [uneven]),
        say(
            "What share of the ties that the world's cities formed in each decade went "
            "to {of_whom} cannot be told.",
            of_whom=of_whom,
        ),
    ]
    if n_dated:
        said.append(
            say(
                "Dated lists of the other side hold {n_dated} dated ties, "
                "{n_regions_dated} of them of regions. What holds of regions need not "
                "hold of cities.",
                n_dated=n_dated,
                n_regions_dated=n_regions_dated,
            )
        )
    if dating.begun_before is not None and dating.begun_before.n:
        said.append(
            say(
                "{later} has ties that {earlier} lacks. Of those of {of_whom} with a "
                "known start, {percent} began by {earlier_year}: what a later source "
                "adds is no flow of new ties.",
                later=dating.later,
                earlier=dating.earlier,
                of_whom=of_whom,
                percent=_percent(dating.begun_before),
                earlier_year=dating.earlier_year,
            )
        )
    return said


def _of_rank(rank: tuple[int, int] | None, of_whom: str) -> list[Sentence]:
    if rank is None:
        return []
    return [
        say(
            "Of {n} countries {of_whom} ranks {rank} by choices over those "
            "expected. Every country has a ratio of its own for reasons that are not "
            "measured; the interval does not count that as chance.",
            n=rank[1],
            of_whom=of_whom,
            rank=ordinal(rank[0]),
        )
    ]


_ALWAYS = (
    say("Population, income and coast are those of now, most ties are older."),
    say("Population is that of GeoNames, which draws the bounds of a city not alike everywhere."),
    say(
        "Dropping undated ties, typed ones or dated lists changes nothing here: the "
        "lists that count are undated and were not typed."
    ),
    say("A list may be fuller of some partners than of others."),
    say("A tie takes two: nothing here says who asked."),
)


def is_alike(first: Share, second: Share) -> bool:
    """Whether the intervals of two shares overlap."""
    if first.low is None or first.high is None or second.low is None or second.high is None:
        return False
    return first.low <= second.high and second.low <= first.high


def _percent(share: Share) -> str:
    if share.value is None:
        return say("an unknown share")
    return say(
        "{value:.1f} % ({hits:,} of {n:,})", value=100 * share.value, hits=share.hits, n=share.n
    )


def settings(scope: Scope | None, n_sampled: Sequence[int]) -> dict[str, str]:
    """Say what a reader needs to run the study again."""
    if scope is None:
        return {say("ties"): say("no undated source of several countries is old enough")}
    n = len(scope.countries or ())
    return {
        say("ties"): say(
            "those that {sources} claims, between cities of the {n} countries that it lists",
            sources=listed(scope.sources, "or"),
            n=n,
        ),
        say("alternatives"): say(
            "cities of {min_population:,.0f} persons and more in these "
            "countries, the chooser's own left out",
            min_population=scope.min_population,
        ),
        say("sampled"): say(
            "{home} home cities, {large} other cities of 100,000 "
            "and more, {small} smaller ones beside each choice",
            home=n_sampled[0],
            large=n_sampled[1],
            small=n_sampled[2],
        ),
        say("dual places"): say("count as cities"),
        say("districts and counties"): say("kept apart"),
    }


def method(rule: AttractivenessRule = RULE) -> Method:
    """Say how the study was made, for those who know statistics."""
    return Method(
        question=say(
            "Of all comparable cities abroad, how much more often does a "
            "foreign city choose one of the home country; has that grown; which "
            "cities, and by whom?"
        ),
        outcome=say(
            "Ties of cities outside the home country with cities abroad, in the "
            "newest undated source that lists many countries alike. Dates: lists "
            "of the choosers' side alone."
        ),
        estimator=say(
            "Conditional logit on sampled alternatives in strata, on size, "
            "distance, income, language, coast, capital; errors by choosing "
            "country and region of the alternative. The same beyond 3,000 km. "
            "Among countries by decade, errors by choosing place. Cities: "
            "chosen over expected, empirical Bayes."
        ),
        null=say(
            "Odds ratio 1 at equal traits; ratio per decade 1. Choosing countries "
            "and regions as drawn from more."
        ),
        assumptions=say(
            "Lists are as full of ties with the home country as of others; "
            "independence of irrelevant alternatives, lifted between near "
            "and far; populations compare."
        ),
        rule=rule.printed(),
        literature=(
            "McFadden (1978), Modelling the choice of residential location",
            "Guimaraes, Figueiredo & Woodward (2003), doi:10.1162/003465303762687811",
            "Cameron, Gelbach & Miller (2011), doi:10.1198/jbes.2010.07136",
            "Clayton & Kaldor (1987), doi:10.2307/2532003",
        ),
    )
