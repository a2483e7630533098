"""The sentences of the parts of C4, for one who repeats them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sistercities.sentences import Sentence, capital, listed, say
from sistercities.studies.drivers.steps import Step
from sistercities.studies.part_rules import Interval, Side


@dataclass(frozen=True, slots=True)
class Compared:
    """Whom a driver compares, as sentences name them."""

    those: Sentence
    others: Sentence


def compared(driver: str, country: str) -> Compared:
    """Return whom a driver compares; `country` names the home country."""
    found: Mapping[str, Compared] = {
        "trade": Compared(
            say("countries that trade much with {country}", country=country),
            say("countries with a middling trade"),
        ),
        "income": Compared(
            say("rich countries"),
            say("countries with a middling income and as large an economy, so with more people"),
        ),
        "distance": Compared(
            say("places near {country}", country=country), say("places at a middling distance")
        ),
        "language": Compared(
            say("countries with an official language in common"), say("other countries")
        ),
        "migrants": Compared(
            say("countries where many people from {country} live", country=country),
            say("countries where some live"),
        ),
        "flights": Compared(
            say("cities with a direct route ever listed"), say("cities without one")
        ),
        "own": Compared(
            say("countries where a city has a partner already"),
            say("countries where it has none"),
        ),
        "neighbours": Compared(
            say("countries where other cities of the region have many partners"),
            say("countries where they have a middling number"),
        ),
        "formal": Compared(say("cities in a sister region"), say("other cities")),
    }
    return found[driver]


STEP_UNITS = {
    "trade": say("million US dollars of trade a year"),
    "income": say("US dollars of GDP per head"),
    "distance": say("km"),
    "migrants": say("migrants who live there"),
    "own": say("earlier ties"),
    "neighbours": say("earlier ties"),
}
"""Units in which a step is told."""


SAID_STEPS = frozenset({"trade", "income", "distance", "migrants"})
"""Drivers of which the sentence tells the step, as its words alone do not."""


def step_words(step: Step) -> str:
    """Say from where to where a driver moves."""
    if step.start is None or step.end is None:
        return say("yes against no")
    return say(
        "from {start:,.0f} to {end:,.0f} {unit}",
        start=step.start, end=step.end, unit=STEP_UNITS[step.driver],
    )  # fmt: skip


def numbers_of_ratio(found: Interval, step: Step) -> Sentence:
    """Tell a ratio with its interval, and the step it belongs to where that has ends."""
    if step.start is None or step.end is None or step.driver not in SAID_STEPS:
        return say(
            "{value:.2f} times as many, 95 % interval {low:.2f} to {high:.2f}",
            value=found.value, low=found.low, high=found.high,
        )  # fmt: skip
    return say(
        "{step}: {value:.2f} times as many, 95 % interval {low:.2f} to {high:.2f}",
        step=step_words(step), value=found.value, low=found.low, high=found.high,
    )  # fmt: skip


def driver_sentence(who: Compared, side: Side, found: Interval, step: Step, reason: str) -> str:
    """Say what was found of one driver."""
    if reason:
        return say(
            "Whether {those} get more or fewer partnerships than {others} cannot be told: "
            "{reason}.",
            those=who.those, others=who.others, reason=reason,
        )  # fmt: skip
    number = numbers_of_ratio(found, step)
    if side == "above":
        return say(
            "{those} get more partnerships than {others}, all else equal ({number}).",
            those=capital(who.those), others=who.others, number=number,
        )  # fmt: skip
    if side == "below":
        return say(
            "{those} get fewer partnerships than {others}, all else equal ({number}).",
            those=capital(who.those), others=who.others, number=number,
        )  # fmt: skip
    return say(
        "Whether {those} get more or fewer partnerships than {others} cannot be told ({number}).",
        those=who.those, others=who.others, number=number,
    )  # fmt: skip


def carried_sentence(names: str) -> Sentence:
    """Say that one country, region or few ties carry an answer."""
    return say(
        "Taken together the data would give an answer, but not without {names}.",
        names=names,
    )


def few_ties_sentence(n: int) -> Sentence:
    """Say that few ties carry an answer."""
    return say("The answer does not hold without the {n} partnerships that carry it most.", n=n)


def points(found: Interval) -> Sentence:
    """Tell a share or a difference of shares in points."""
    value, low, high = (
        f"{100 * one:.0f}".replace("-", "−") if one is not None else ""
        for one in (found.value, found.low, found.high)
    )
    return say(
        "{value} percentage points (95 % interval {low} to {high})", value=value, low=low, high=high
    )


def people_sentence(found: Interval) -> Sentence | str:
    """Say the ratio of a higher income where population is equal; nothing where it is not known."""
    if found.value is None or found.low is None or found.high is None:
        return ""
    return say(
        "With an equal population in place of an equal economy it is {value:.2f} times ({low:.2f} "
        "to {high:.2f}).",
        value=found.value, low=found.low, high=found.high,
    )  # fmt: skip


def formal_share_sentence(
    found: Interval, inside: float | None, n_ties: int, of_whom: str, reason: str
) -> Sentence:
    """Say how much of all ties goes with the formal link, which is told and not judged.

    Parameters
    ----------
    inside
        Share of all ties that began between sister regions; None where it is not known.
    n_ties
        All of these.
    """
    if reason:
        return say(
            "How many of the city partnerships of {of_whom} go with a tie of the regions cannot "
            "be told: {reason}.",
            of_whom=of_whom, reason=reason,
        )  # fmt: skip
    number = say(
        "{value:.0f} % ({low:.0f} to {high:.0f})",
        value=100 * (found.value or 0.0), low=100 * (found.low or 0.0),
        high=100 * (found.high or 0.0),
    )  # fmt: skip
    if inside is None:
        return say(
            "Of the city partnerships of {of_whom}, {number} go with a tie of the regions.",
            of_whom=of_whom, number=number,
        )  # fmt: skip
    return say(
        "Of the {n:,} city partnerships of {of_whom} with a known start and known facts, "
        "{inside:.0f} % began when their regions were sisters; "
        "{number} of all are more than there would be if sister regions were like others.",
        n=n_ties, of_whom=of_whom, inside=100 * inside, number=number,
    )  # fmt: skip


SHARE_WOULD_CHANGE = say("Start years of ties that have none now would change the share.")
"""Of the share that goes with the formal link, which no line divides."""


def benefit_sentence(
    side: Side, found: Interval, of_whom: str, reason: str, carriers: Sequence[str] = ()
) -> str:
    """Say whether benefit foretells more than the formal link, and which factors carry that."""
    if reason:
        return say(
            "Whether benefit foretells the partnerships of {of_whom} better than ties of the "
            "regions do cannot be told: {reason}.",
            of_whom=of_whom, reason=reason,
        )  # fmt: skip
    number = points(found)
    if side == "above" and carriers:
        return say(
            "{factors} carry the answer: taken together, economy, culture and earlier ties nearby "
            "predict the partnerships of {of_whom} better than those of its regions do, but it is "
            "not so without {without}. Of all that the facts foretell their share is larger by "
            "{number}.",
            factors=capital(listed(list(carriers), "and")), of_whom=of_whom, number=number,
            without=listed(list(carriers), "or"),
        )  # fmt: skip
    if side == "above":
        return say(
            "Taken together, economy, culture and earlier ties nearby predict the partnerships of "
            "{of_whom} better than those of its regions do: of all that the facts foretell their "
            "share is larger by {number}.",
            of_whom=of_whom, number=number,
        )  # fmt: skip
    if side == "below":
        return say(
            "The partnerships of its regions predict those of cities of {of_whom} better than "
            "economy, culture and earlier ties nearby do together: of all that the facts foretell "
            "the share of these is smaller by {number}.",
            of_whom=of_whom, number=number,
        )  # fmt: skip
    return say(
        "Whether economy, culture and earlier ties nearby together predict the partnerships of "
        "{of_whom} better than those of its regions do cannot be told: of all that the facts "
        "foretell, their shares differ by {number}.",
        of_whom=of_whom, number=number,
    )  # fmt: skip


def benefit_answer(
    side: Side, alone: list[str], untold: list[str], answer: str, carriers: Sequence[str] = ()
) -> str:
    """Say in a few words which factors foretell more than the formal link, and by themselves.

    Parameters
    ----------
    alone, untold
        Factors of which it is told one by one, and of which it is not.
    answer
        What the rule says of the three together, where nothing is to be said of one.
    carriers
        Factors without which the answer is another.
    """
    if side != "above" or not (alone or untold):
        return answer
    if not alone and carriers:
        return say(
            "economy, culture and earlier ties nearby, taken together, foretell more than the "
            "formal link; {factors} carry that: without them it is not so, and the data cannot "
            "tell whether any of the three does so alone",
            factors=listed(list(carriers), "and"),
        )
    if not alone:
        return say(
            "economy, culture and earlier ties nearby, taken together, foretell more than the "
            "formal link; the data cannot tell whether any of the three does so alone"
        )
    if not untold:
        return say("{factors} foretell more than the formal link", factors=listed(alone, "and"))
    return say(
        "more is foretold by {alone} alone than by the formal link; of {untold} that cannot be "
        "told",
        alone=listed(alone, "and"), untold=listed(untold, "or"),
    )  # fmt: skip


def alone_sentence(side: Side, alone: list[str], untold: list[str]) -> Sentence | str:
    """Say of which factors what is said of the three together is told one by one; nothing below.

    Parameters
    ----------
    alone, untold
        Those of which it is told, and those of which it is not.
    """
    if side != "above":
        return ""
    if not alone:
        return say("The data cannot tell whether any of the three does so alone.")
    if not untold:
        return say("So it is of each of them alone: {factors}.", factors=listed(alone, "and"))
    return say(
        "So it is of {factors} alone; of {untold} that cannot be told.",
        factors=listed(alone, "and"), untold=listed(untold, "or"),
    )  # fmt: skip


def weights_sentence(shares: list[tuple[str, float]], beside: float = 0.0) -> Sentence | str:
    """Say how much of all that is foretold each kind of fact accounts for, the most first.

    Parameters
    ----------
    shares
        What readers call each kind, and its share of 1.
    beside
        The share of what the claim does not name or what stands apart, with which the others make
        up the whole: without it a reader asks where the rest is. 0 where there is none.
    """
    if not shares:
        return ""
    ordered = sorted(shares, key=lambda one: -one[1])
    named = listed(
        [say("{kind} {share:.0f} %", kind=kind, share=100 * share) for kind, share in ordered],
        "comma",
    )
    if not beside:
        return say("Of all that the facts foretell: {shares}.", shares=named)
    return say(
        "Of all that the facts foretell: {shares}; the other {rest:.0f} % is of facts that the "
        "claim does not name, or that go with fewer partnerships.",
        shares=named, rest=100 * beside,
    )  # fmt: skip


def resting_sentence(factors: list[str], apart: list[str]) -> Sentence | str:
    """Say which factors a joint answer rests on, and what is not counted among them.

    Parameters
    ----------
    factors
        Those without which the answer is another.
    apart
        Facts of the three that go with fewer ties, which stand apart.
    """
    said = []
    if factors:
        said.append(say("It is not so without {factors}.", factors=listed(factors, "or")))
    if apart:
        said.append(
            say(
                "What goes with fewer partnerships is not counted among them: {facts}.",
                facts=listed(apart, "comma"),
            )
        )
    return listed(said, "space") if said else ""


def few_pairs_sentence(n_inside: int | None, n: int | None, found: Interval) -> Sentence | str:
    """Say why the share of the formal link is small beside its ratio; nothing if not known."""
    if n_inside is None or not n or found.value is None or found.low is None or found.low <= 1:
        return ""
    return say(
        "The share of the formal tie is small because few partnerships began with one ({inside:,} "
        "of {n:,}); where the regions are sisters there are {ratio:.2f} times as many.",
        inside=n_inside, n=n, ratio=found.value,
    )  # fmt: skip


def driver_would_change(side: Side) -> str:
    """Say what would give another answer."""
    if side == "open":
        return say(
            "More ties with a known start, with more countries, until the interval leaves 1 and "
            "stays so without any one country and any one region."
        )
    return say(
        "Start years of ties that have none now, or facts from before each tie in place of later "
        "ones, if the interval then held 1."
    )


def share_would_change(line: float, side: Side) -> str:
    """Say what would give another answer on a share."""
    if side == "open":
        return say(
            "More ties with a known start, until the interval leaves {line:g} and stays so "
            "without any one country and any one region.",
            line=line,
        )
    return say(
        "Start years of ties that have none now, if the interval then held {line:g}.", line=line
    )


def listed_names(names: list[str]) -> str:
    """List what carries an answer, at most three of it."""
    if len(names) <= 3:
        return listed(names, "or")
    return say(
        "{names} or any one of {n} others", names=listed(names[:3], "comma"), n=len(names) - 3
    )
