"""The sentences of the parts of C8."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sistercities.sentences import Sentence, capital, say, to_say
from sistercities.studies.hubs.change import MeasuredChange
from sistercities.studies.hubs.rule import RULE
from sistercities.studies.hubs.words import since_words
from sistercities.studies.part_rules import Side
from sistercities.studies.parts import Varied
from sistercities.studies.phrases import (
    NO_ORDINARY,
    Power,
    noted,
    one_after_another,
    power_words,
)
from twolevel.rates.counts_among_others import CountAmongOthers

EXPECTED = {
    "share": to_say("Its share of the world's cities would give it {expected:.0f}."),
    "alike": to_say("Cities abroad of the same size, income and coast would have {expected:.0f}."),
}
ORDINARY = to_say(
    "Two countries of three lie between {low} and {high} times what would be expected of them, so "
    "whether {of_whom} has more or fewer than that cannot be told."
)
BY_ALL: Mapping[Side, str] = {
    "above": say("That is more than countries usually differ by, whichever way hubs are measured."),
    "below": say(
        "That is fewer than countries usually differ by, whichever way hubs are measured."
    ),
    "same": say("That is about as many, whichever way hubs are measured."),
}
BY_SOME: Mapping[Side, str] = {
    "above": to_say(
        "By {n} of {total} measures it has more hubs than countries usually differ by, by the "
        "others not."
    ),
    "below": to_say(
        "By {n} of {total} measures it has fewer hubs than countries usually differ by, by the "
        "others not."
    ),
    "same": to_say("By {n} of {total} measures it has about as many, by the others that is open."),
}
WHY_NOT = {
    "share": to_say(
        "Whether {of_whom} has more hubs than its share of cities cannot be told: {reason}."
    ),
    "alike": to_say(
        "Whether {of_whom} has more hubs than cities alike in size elsewhere cannot be told: "
        "{reason}."
    ),
    "coming": to_say("Whether cities of {of_whom} come forward cannot be told: {reason}."),
}
MOVED: Mapping[Side, str] = {
    "above": say("That is more than countries usually move between two lists."),
    "below": say("That is less than countries usually move between two lists."),
    "same": say("That is as much as countries usually move between two lists."),
    "open": say("Countries usually move as much between two lists, so no change can be told."),
}
HANGS_ON_COUNTIES = say("cannot be told, as it hangs on whether counties count as cities")
LIST_HAS_GROWN = say("cannot be told, as it may be the list that has grown")
"""Answers in a few words that give the reason, where that is another than chance."""
OLDER = say(
    "So most of what the later list adds is older than the earlier list: it is the list that has "
    "grown, more than the number of partners."
)
WOULD_CHANGE = {
    "share": NO_ORDINARY,
    "alike": NO_ORDINARY,
    "coming": say(
        "A list of ten years ago as full as that of today, or start dates in the lists of all "
        "countries."
    ),
}
HUB = say("a hub is a city in the top 1 % of those compared, by number of partners")
CHANCE_ALONE = to_say(
    "the interval also counts how much countries differ; of chance alone it would be {low} to "
    "{high}"
)
"""Which of two intervals is which; the other one stands in the verdict on the whole claim."""
TOO_FEW_OTHERS = say("too few other countries have hubs to say how much countries differ")
NONE_FEWER = say(
    "a country with fewer hubs is told in none, as many countries have no hub; no interval goes "
    "beyond the number of all hubs"
)
COUNTED = say(
    "The intervals of this verdict count chance and the error of what is expected; those of the "
    "parts of the claim are wider, since they count how much countries differ too."
)


def hubs_sentence(
    part: str, found: CountAmongOthers, sides: Sequence[Side], n_hubs: float, of_whom: str
) -> str:
    """Say how many hubs there are, how many would be expected, and what that is beside others."""
    first = say(
        "{of_whom} has about {observed:.0f} of the world's {n_hubs:.0f} hubs, the cities with most "
        "partners.",
        of_whom=of_whom,
        observed=found.observed,
        n_hubs=n_hubs,
    )
    second = say(EXPECTED[part], expected=found.expected)
    return one_after_another([capital(first), second, _beside(sides, of_whom, found)])


def counties_sentence(row: Varied, side: Side, n_cities: int) -> Sentence:
    """Say that the answer hangs on whether counties are counted, and what it is without them.

    Parameters
    ----------
    row
        The ratio among places of the prefecture level and above.
    side
        Where that ratio lies.
    n_cities
        Cities that were compared, counties among them.
    """
    found = row.interval
    return say(
        "The answer hangs on what counts as a city. Here {n_cities:,} were compared, counties "
        "among them, which C5 leaves out; of the {n:,} of the prefecture level and above alone, "
        "{ratio} times as many are hubs as their share would give ({low} to {high}), {beside}.",
        n_cities=n_cities, n=row.n, ratio=ratio_words(found.value),
        low=ratio_words(found.low), high=ratio_words(found.high), beside=WITHOUT_COUNTIES[side],
    )  # fmt: skip


WITHOUT_COUNTIES: Mapping[Side, str] = {
    "above": say("more than countries usually differ by"),
    "below": say("fewer than countries usually differ by"),
    "same": say("about as many"),
    "open": say("which is within the range of most countries"),
}


def ratio_words(value: float | None) -> str:
    """Write a ratio as the tables do: fewer decimals from ten on."""
    known = value or 0.0
    return f"{known:,.{2 if known < 10 else 1 if known < 100 else 0}f}"


POWER = {"share": Power(15, 2), "alike": Power(20, 3)}
"""In simulated worlds; of fewer hubs none says anything, since many countries have none."""


def hub_note(part: str, chance: tuple[float, float] | None) -> str:
    """Say what a hub is, which interval is told, and how seldom the part tells anything.

    Parameters
    ----------
    chance
        Ends of the interval of chance alone; None where it has none.
    """
    if chance is None:
        return HUB
    low, high = map(ratio_words, chance)
    return noted(HUB, say(CHANCE_ALONE, low=low, high=high), power_of(part), NONE_FEWER)


def power_of(part: str) -> Sentence:
    """Say in how many simulated worlds a part tells a country from others."""
    return power_words(POWER[part], say("whose cities tie three times as often"))


def _beside(sides: Sequence[Side], of_whom: str, found: CountAmongOthers) -> str:
    told: list[Side] = [side for side in sides if side != "open"]
    if not told:
        low, high = map(ratio_words, found.range_of_others())
        return say(ORDINARY, of_whom=of_whom, low=low, high=high)
    side = max(dict.fromkeys(told), key=told.count)
    if told.count(side) == len(sides):
        return BY_ALL[side]
    return say(BY_SOME[side], n=told.count(side), total=len(sides))


def change_sentence(
    change: MeasuredChange,
    side: Side,
    of_whom: str,
    since: tuple[int, int],
    lists: tuple[str, str],
) -> str:
    """Say how the country moved between two lists, and what dates say of it.

    Parameters
    ----------
    since
        Of the dated ties that the later list adds, how many began since the earlier one, and all.
    lists
        Names of the earlier list and of the later one, with their years.
    """
    first = say(
        "Of the places of {of_whom} that both lists name, {before:.0f} % are among the first "
        "tenth by the earlier list ({earlier}) and {after:.0f} % by the later one ({later}).",
        of_whom=of_whom,
        earlier=lists[0],
        later=lists[1],
        before=100 * change.before,
        after=100 * change.after,
    )
    second = say(
        "Beside other countries that is a change of {points:+.0f} percentage points.",
        points=100 * change.among.value,
    )
    dates = since_words(*since)
    return one_after_another(
        [first, second, MOVED[side], dates, OLDER if are_older(*since) else ""]
    )


def are_older(n_since: int, n_dated: int) -> bool:
    """Tell whether most of the ties that a list adds are older than the earlier list, or may be."""
    return n_since <= RULE.since * n_dated


def why_not(part: str, reason: str, of_whom: str) -> str:
    """Say that a part cannot be told."""
    return say(WHY_NOT[part], of_whom=of_whom, reason=reason)


def ratio_method(found: CountAmongOthers | None) -> str:
    """Say how a ratio and its interval were had."""
    if found is None:
        return say("hubs over those expected by cities abroad")
    return say(
        "hubs over those expected by cities abroad; interval with the spread between {n} other "
        "countries, whose ratios differ with standard deviation {spread:.2f} (gamma-Poisson), and "
        "that of regions and draws, and the error of the expectation; H0: ratio 1",
        n=found.n_others,
        spread=found.spread,
    )


def change_method(change: MeasuredChange | None) -> str:
    """Say how a change and its interval were had."""
    if change is None:
        return say("change less the mean of other countries")
    return say(
        "change less the random-effects mean of {n} countries, prediction interval, t with "
        "{freedom} degrees of freedom; H0: 0",
        n=change.among.n_others,
        freedom=change.among.freedom,
    )
