"""The sentences of the parts of C6."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from sistercities.sentences import Sentence, listed, say, to_say
from sistercities.studies.attractiveness.country_effects import Standing
from sistercities.studies.part_rules import Side
from sistercities.studies.phrases import NO_ORDINARY, Power, noted, ordinal, power_words

CHOSEN = {
    "above": to_say(
        "Cities abroad choose cities of {of_whom} more than similar cities of most countries: "
        "{times} as often as those of a typical one. That is {rank} of {n} countries."
    ),
    "below": to_say(
        "Cities abroad choose cities of {of_whom} less than similar cities of most countries: "
        "{times} as often as those of a typical one. That is {rank} of {n} countries."
    ),
    "same": to_say(
        "Cities abroad choose cities of {of_whom} about as often as similar cities of a typical "
        "country: {times} as often. That is {rank} of {n} countries."
    ),
    "open": to_say(
        "Cities abroad choose cities of {of_whom} {times} as often as similar cities of a typical "
        "country, {rank} of {n} countries; two thirds of countries lie between {low} and {high}, "
        "so nothing can be said."
    ),
}
MAY_SIGN = {
    "above": to_say(
        "Of cities that may sign by themselves, those of {of_whom} are chosen more than similar "
        "cities of most countries: {times} as often as those of a typical one. That is {rank} of "
        "{n} countries."
    ),
    "below": to_say(
        "Of cities that may sign by themselves, those of {of_whom} are chosen less than similar "
        "cities of most countries: {times} as often as those of a typical one. That is {rank} of "
        "{n} countries."
    ),
    "same": to_say(
        "Of cities that may sign by themselves, those of {of_whom} are chosen about as often as "
        "similar cities of a typical country: {times} as often. That is {rank} of {n} countries."
    ),
    "open": to_say(
        "Of cities that may sign by themselves, those of {of_whom} are chosen {times} as often as "
        "similar cities of a typical country, {rank} of {n} countries; two thirds of countries lie "
        "between {low} and {high}, so nothing can be said."
    ),
}
GROWING = {
    "above": to_say(
        "Partners in {of_whom} become more common: over ten years {times} as likely as before, "
        "beside those in a typical country (dated lists of regions abroad). That is {rank} of {n} "
        "countries."
    ),
    "below": to_say(
        "Partners in {of_whom} become less common: over ten years {times} as likely as before, "
        "beside those in a typical country (dated lists of regions abroad). That is {rank} of {n} "
        "countries."
    ),
    "open": to_say(
        "Over ten years, partners in {of_whom} became {times} as likely as before, beside those in "
        "a typical country (dated lists of regions abroad). That is {rank} of {n} countries. Other "
        "countries rise and fall as much, so whether partners in {of_whom} become more common "
        "cannot be told."
    ),
}
WHY_NOT = {
    "chosen": to_say(
        "Whether cities of {of_whom} are chosen more than those of other countries cannot be "
        "told: {reason}."
    ),
    "may-sign": to_say(
        "Whether cities of {of_whom} that may sign by themselves are chosen more than cities "
        "abroad cannot be told: {reason}."
    ),
    "growing": to_say(
        "Whether cities of {of_whom} are chosen more and more cannot be told: {reason}."
    ),
}
POWER = {"chosen": Power(16, 2), "may-sign": Power(16, 2), "growing": Power(94, 5)}
"""In simulated worlds; cities that may sign are judged as all are."""
BY_PART = {"chosen": CHOSEN, "may-sign": MAY_SIGN, "growing": GROWING}

WOULD_CHANGE = {
    "chosen": NO_ORDINARY,
    "may-sign": NO_ORDINARY,
    "growing": say(
        "Whole lists of cities abroad that date their ties, from more countries than the dated "
        "lists of regions come from."
    ),
}


def part_sentence(part: str, side: Side, standing: Standing, of_whom: str, reason: str) -> str:
    """Say a part as a reader can repeat it."""
    if reason or standing.among is None:
        return say(WHY_NOT[part], of_whom=of_whom, reason=reason or standing.note)
    return say(
        BY_PART[part][side],
        of_whom=of_whom,
        times=times(float(np.exp(standing.among.value))),
        rank=ordinal(standing.rank),
        n=standing.n_countries,
        low=times(float(np.exp(-standing.among.spread))),
        high=times(float(np.exp(standing.among.spread))),
    )


def times(value: float) -> str:
    """Say a ratio as how many times as often, rounded."""
    template = to_say("{value:.1f} times") if value >= 0.95 else to_say("{value:.2f} times")
    return say(template, value=value)


def spread_note(standing: Standing) -> str:
    """Say within what two countries of three lie."""
    if standing.among is None:
        return ""
    spread = standing.among.spread
    return say(
        "the interval also counts how much countries differ; two countries of three lie between "
        "{low:.2f} and {high:.2f} times a typical one",
        low=float(np.exp(-spread)),
        high=float(np.exp(spread)),
    )


def power_note(part: str, standing: Standing) -> str:
    """Say how seldom a part tells a country from others."""
    return "" if standing.among is None else power_of(part)


def power_of(part: str) -> Sentence:
    """Say in how many simulated worlds a part tells a country from others."""
    more = (
        say("of which choices grow three times as much in ten years")
        if part == "growing"
        else say("chosen three times as often")
    )
    return power_words(POWER[part], more)


def effects_method(standing: Standing) -> str:
    """Say how the odds against a typical country were had."""
    if standing.among is None:
        return say("conditional logit on sampled alternatives with an effect of each country")
    return say(
        "conditional logit on sampled alternatives with an effect of each of {n} countries, errors "
        "by choosing country and region of the alternative; less what countries of its income "
        "have, by random effects (REML); interval with the spread between countries, t with "
        "{freedom:.0f} degrees of freedom; H0: 1",
        n=standing.n_countries,
        freedom=standing.among.freedom,
    )


def trend_method(standing: Standing) -> str:
    """Say how the change per decade beside others was had."""
    if standing.among is None:
        return say("conditional logit among countries with a level and a trend of each")
    return say(
        "conditional logit among countries with a level and a trend of each of {n}, errors by "
        "choosing place; less the mean trend of the others, by random effects (REML); interval "
        "with the spread between countries, t with {freedom:.0f} degrees of freedom; H0: 1",
        n=standing.n_countries,
        freedom=standing.among.freedom,
    )


def lists_note(standing: Standing, countries: Sequence[str], spread: str) -> str:
    """Say whose dated lists the change rests on."""
    if standing.among is None:
        return ""
    named = listed(countries, "comma")
    lists = say("whole dated lists of regions of {countries}", countries=named)
    return noted(lists, spread)


def beside_parts(standing: Standing, of_whom: str) -> str:
    """Say beside the verdict on the claim why a part of it may say less."""
    if standing.among is None:
        return ""
    return say(
        "This verdict holds its cities beside all alike abroad as one, and its interval counts "
        "chance in the choices alone. The part of the claim holds them beside those of a typical "
        "country of its income, and counts how much countries differ: {of_whom} has {times} as "
        "many, {rank} of {n}.",
        of_whom=of_whom,
        times=times(float(np.exp(standing.among.value))),
        rank=ordinal(standing.rank),
        n=standing.n_countries,
    )


def two_ranks(standing: Standing, rank: tuple[int, int] | None, of_whom: str) -> Sentence | str:
    """Say why the study ranks the country twice; nothing where it is not ranked by both ways.

    Parameters
    ----------
    rank
        By choices over those expected, and of how many countries.
    """
    if standing.among is None or rank is None:
        return ""
    return say(
        "It has two ranks: of {n} countries {of_whom} is {rank} by choices over those expected of "
        "its cities, and of {m} it is {part_rank} where each country has a term of its own and "
        "income is held equal, which the part of the claim tells.",
        n=rank[1], of_whom=of_whom, rank=ordinal(rank[0]), m=standing.n_countries,
        part_rank=ordinal(standing.rank),
    )  # fmt: skip
