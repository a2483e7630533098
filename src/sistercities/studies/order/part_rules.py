"""The rules of the parts of C3 that are about time."""

from __future__ import annotations

from sistercities.sentences import say
from sistercities.studies.order.rule import RULE
from sistercities.studies.part_rules import Answers, IntervalPart, PartRule
from sistercities.studies.rules import Needs, Sides

NEEDS = Needs(RULE.needs.least)
"""What the study of order needs; whether an effect would be found is told by the interval."""

NEAR_YEARS = 5
"""Years between two ties that count as close."""

PART_RULES: tuple[PartRule, ...] = (
    IntervalPart(
        NEEDS, "C3", "first",
        say("Who comes first, the regions or the cities?"),
        say(
            "odds that a city tie inside sister regions is younger than theirs, over those when "
            "start years are shuffled within home cities, and within countries"
        ),
        Answers(
            say("the regions more often than by chance"),
            say("the cities more often than by chance"),
            say("neither more often than by chance"),
        ),
        ("same",), Sides(1.0, RULE.equal),
    ),
    IntervalPart(
        NEEDS, "C3", "close",
        say("Do the ties of cities and of their regions come close together in time?"),
        say(
            "city ties inside sister regions begun within {years} years of theirs, before or "
            "after, over those when start years are shuffled within home cities, and within "
            "countries",
            years=NEAR_YEARS,
        ),
        Answers(
            say("closer together than by chance"),
            say("farther apart than by chance"),
            say("as far apart as by chance"),
        ),
        ("same", "below"), Sides(1.0, RULE.equal),
        changed=say(
            "Changed after its number was seen: at first only farther apart than by chance counted "
            "as support; now as far apart as by chance does too."
        ),
        first_supports=("below",),
    ),
)  # fmt: skip
