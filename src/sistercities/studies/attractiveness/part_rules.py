"""The rules of the parts of C6: chosen more than others, by whom of what size, and growing."""

from __future__ import annotations

from sistercities.sentences import Sentence, say
from sistercities.studies.attractiveness.rule import RULE
from sistercities.studies.part_rules import Answers, IntervalPart, PartRule
from sistercities.studies.rules import Needs

NEEDS = Needs(RULE.needs.least)

SIZES = (15_000, 100_000, 500_000, 1_000_000, 5_000_000)
"""Persons from which a class of cities begins; the last has no upper end."""

ANSWERS = Answers(
    say("more than cities of most countries"),
    say("less than cities of most countries"),
    say("about as much as cities of a typical country"),
)


def _chosen(name: str, question: Sentence, estimand: Sentence) -> IntervalPart:
    return IntervalPart(NEEDS, "C6", name, question, estimand, ANSWERS, ("above",), RULE.odds)


PART_RULES: tuple[PartRule, ...] = (
    _chosen(
        "chosen",
        say("Are the country's cities chosen more than those of other countries?"),
        say(
            "odds that a city abroad chooses one of its cities over a city of a typical country, "
            "alike in size, distance and income; the interval holds how much countries differ"
        ),
    ),
    _chosen(
        "may-sign",
        say("Are cities that may sign by themselves chosen more than cities abroad of their size?"),
        say(
            "the same odds, of cities of the prefecture level and above (in Germany and Japan: of "
            "municipalities; of other countries the data do not tell which places may sign)"
        ),
    ),
    IntervalPart(
        RULE.change, "C6", "growing",
        say("Are they chosen more and more?"),
        say(
            "the same odds per decade, over dated choices of places whose list was read whole; "
            "the interval holds how much countries differ"
        ),
        Answers(say("more and more"), say("less and less")),
        ("above",), RULE.decade,
    ),
)  # fmt: skip
"""Classes of size are told beside them, each by the same rule as `chosen`."""
