"""The rules of the parts of C5: what goes together, at equal size, and in which direction."""

from __future__ import annotations

from sistercities.sentences import Sentence, say
from sistercities.studies.connectivity.rule import RULE
from sistercities.studies.part_rules import Answers, IntervalPart, PartRule
from sistercities.studies.rules import Needs, Sides

NEEDS = Needs(RULE.needs.least)

CATCHMENTS = (30.0, 60.0)
"""How far from a city its airports may lie, in km; an answer must hold for both."""


def _together(name: str, question: Sentence, estimand: Sentence) -> IntervalPart:
    answers = Answers(
        say("they go together"), say("they do not: more of one, less of the other"),
        say("they have nothing to do with one another"),
    )  # fmt: skip
    return IntervalPart(
        NEEDS, "C5", name, question, estimand, answers, ("above",), RULE.correlation
    )


def _first(name: str, question: Sentence, estimand: Sentence) -> IntervalPart:
    answers = Answers(say("yes, more follow"), say("no, fewer follow"))
    return IntervalPart(NEEDS, "C5", name, question, estimand, answers, ("above",), Sides(1.0))


PART_RULES: tuple[PartRule, ...] = (
    IntervalPart(
        NEEDS, "C5", "size",
        say("Do better connected cities have more partners than cities of equal size and wealth?"),
        say(
            "ties per twice the destinations, at equal size and economy; airports within "
            "{near:g} km, and within {far:g} km",
            near=CATCHMENTS[0], far=CATCHMENTS[1],
        ),
        Answers(say("yes, more"), say("no, fewer")),
        ("above",), RULE.ratio, carried="by all", ways=say("two"),
        changed=say(
            "Added to the text after its number was seen: what is said where the two ways differ, "
            "as it had been judged from the start."
        ),
    ),
    _first(
        "flights-first",
        say("Do partnerships follow flights?"),
        say("new ties after a year with twice the destinations, at equal size and earlier ties"),
    ),
    _first(
        "ties-first",
        say("Do flights follow partnerships?"),
        say("destinations after a year with twice the ties, at equal size and earlier flights"),
    ),
    _together(
        "flights",
        say("Do cities with more international flights have more partners?"),
        say("rank correlation of ties with destinations abroad, over cities"),
    ),
    _together(
        "exports",
        say("Do cities that export more have more partners?"),
        say("rank correlation of ties with exports, over cities"),
    ),
    _together(
        "visitors",
        say("Do regions with more visitors from abroad have more partners?"),
        say("rank correlation of ties with visitors from abroad, over regions"),
    ),
)  # fmt: skip
"""First the part at equal size and wealth, which answers the claim; last those that size alone may
bring."""
