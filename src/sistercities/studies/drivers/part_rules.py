"""The rules of the parts of C4: one for each driver, on one scale, and what it is worth."""

from __future__ import annotations

from sistercities.sentences import Sentence, listed, say
from sistercities.studies.drivers.rule import RULE
from sistercities.studies.part_rules import Answers, IntervalPart, PartRule
from sistercities.studies.rules import Needs, Sides
from sistercities.studies.unjudged_parts import DescribedPart

NEEDS = Needs(RULE.needs.least)

MORE = Answers(
    say("more partnerships"), say("fewer partnerships"), say("no difference that matters")
)


DRAWN = say(
    "Changed after its number was seen: pairs of cities are drawn otherwise, so that the number "
    "moves less from one seed to the next; no verdict changed with it."
)


def _driver(name: str, question: Sentence, step: Sentence) -> IntervalPart:
    return IntervalPart(
        NEEDS, "C4", name, question, _estimand(step), MORE, ("above",), Sides(1.0),
        carried="by all", changed=DRAWN,
    )  # fmt: skip


def _estimand(step: Sentence) -> Sentence:
    return say(
        "ties begun with {step}, over those otherwise alike, all drivers in one model", step=step
    )


FORMAL = IntervalPart(
    NEEDS, "C4", "formal",
    say("Do cities follow the tie of their region?"),
    _estimand(say("sister regions rather than others of the same country")),
    MORE, (), Sides(1.0), carried="by all",
    changed=listed(
        (
            say(
                "Changed after its number was seen: at first more partnerships counted as support, "
                "as they do of what the claim names as drivers."
            ),
            DRAWN,
        ),
        "space",
    ),
    why=say(
        "The claim compares its drivers with the tie of the region and does not say that there "
        "are more or fewer with it, so the side is told and nothing is judged by it."
    ),
    first_supports=("above",),
)  # fmt: skip
"""What the claim compares with."""


DRIVERS: dict[str, IntervalPart] = {
    rule.name: rule
    for rule in (
        _driver(
            "trade",
            say("Do countries with much trade get more partnerships?"),
            say("countries of high rather than middling trade (third quarter over median)"),
        ),
        _driver(
            "income",
            say("Do richer countries get more partnerships?"),
            say(
                "countries of high rather than middling income (third quarter over median) and an "
                "economy of the same size, which are smaller countries; a row holds population "
                "equal instead"
            ),
        ),
        _driver(
            "distance",
            say("Do near countries get more partnerships?"),
            say("countries at a short rather than middling distance (first quarter under median)"),
        ),
        _driver(
            "language",
            say("Do countries with a language in common get more partnerships?"),
            say("countries with an official language in common rather than without"),
        ),
        _driver(
            "migrants",
            say("Do countries with many migrants of one another get more partnerships?"),
            say("countries of many rather than middling migrants (third quarter over median)"),
        ),
        _driver(
            "flights",
            say("Do cities with a route between them get more partnerships?"),
            say("pairs with a direct route ever listed rather than without"),
        ),
        _driver(
            "own",
            say("Do cities go where they have partners already?"),
            say("countries with which the city has one earlier tie rather than none"),
        ),
        _driver(
            "neighbours",
            say("Do cities follow other cities of their region to a country?"),
            say(
                "countries with which cities nearby have more earlier ties than in the middle "
                "(third quarter over median)"
            ),
        ),
        FORMAL,
    )
}
"""Each driver by its name."""

SHARE = DescribedPart(
    NEEDS, "C4", "formal-share",
    say("How much of all partnerships goes with the tie of the region?"),
    say(
        "share of city ties that are more than there would be if sister regions were like others "
        "(attributable fraction)"
    ),
    why=say(
        "It cannot be larger than the share of ties inside sister regions, which are few: no line "
        "that it could miss divides it."
    ),
    changed=listed(
        (
            say(
                "Changed after its number was seen: it was judged by whether it is less than half, "
                "which was so in every simulated world."
            ),
            DRAWN,
        ),
        "space",
    ),
    first="by half",
)  # fmt: skip
"""How much goes with the formal link: told beside the others, and judged by nothing."""

BENEFIT = IntervalPart(
    NEEDS, "C4", "benefit",
    say("Does benefit foretell partnerships better than the tie of the region does?"),
    say(
        "deviance of regions not used for the fit that economy, culture and networks take "
        "away, less what the formal link takes away, as a share of all that is taken away"
    ),
    Answers(
        say("benefit, culture and networks foretell more"),
        say("the formal link foretells more"),
    ),
    ("above",), Sides(0.0), carried="by all",
    changed=say(
        "Changed after its number was seen: pairs of cities are drawn otherwise and more of them, "
        "and the answer must be the same for two sets of draws, since at first it was another from "
        "one seed to the next."
    ),
)  # fmt: skip
"""What the words of the claim ask: benefit, culture and networks against the formal link."""

PART_RULES: tuple[PartRule, ...] = (BENEFIT, *DRIVERS.values(), SHARE)
"""First the part that answers the claim, then each driver, then what the formal link is worth."""
