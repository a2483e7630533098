"""The rules of the parts of C8: hubs beside the country's share, beside alike cities, in time."""

from __future__ import annotations

from sistercities.sentences import Sentence, say
from sistercities.studies.hubs.rule import RULE
from sistercities.studies.part_rules import Answers, IntervalPart, PartRule
from sistercities.studies.rules import Needs

NEEDS = Needs(RULE.needs.least)

ANSWERS = Answers(say("more than expected"), say("fewer than expected"), say("as many as expected"))


def _hubs(name: str, question: Sentence, estimand: Sentence) -> IntervalPart:
    return IntervalPart(NEEDS, "C8", name, question, estimand, ANSWERS, "above", RULE.ratio)


PART_RULES: tuple[PartRule, ...] = (
    _hubs(
        "share",
        say("Has the country more hubs than its share of cities?"),
        say(
            "its hubs over those that its share of all cities would give, by each of four "
            "measures; the interval holds how much countries differ"
        ),
    ),
    _hubs(
        "alike",
        say("Has it more hubs than cities alike in size elsewhere?"),
        say(
            "its hubs over those of cities alike in size, by each of four measures; the interval "
            "holds how much countries differ"
        ),
    ),
    IntervalPart(
        RULE.change, "C8", "coming",
        say("Do its cities come forward?"),
        say(
            "change of the share of its places among the first tenth by number of ties, between "
            "two sources, beside that of other countries; the interval holds how much these differ"
        ),
        Answers(say("yes, more than those of other countries"),
                say("no, less than those of other countries")),
        "above", RULE.growth,
    ),
)  # fmt: skip
