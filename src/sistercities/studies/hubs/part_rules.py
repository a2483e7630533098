"""The rules of the parts of C8: hubs beside the country's share, beside alike cities, in time."""

from __future__ import annotations

from dataclasses import dataclass

from sistercities.sentences import Sentence, say
from sistercities.studies.hubs.rule import RULE
from sistercities.studies.part_rules import Answers, IntervalPart, PartRule
from sistercities.studies.rules import Needs

NEEDS = Needs(RULE.needs.least)

ANSWERS = Answers(say("more than expected"), say("fewer than expected"), say("as many as expected"))


@dataclass(frozen=True, slots=True)
class ComingPart(IntervalPart):
    """The part that asks for change between two lists.

    Attributes
    ----------
    since
        Share of the dated ties that the later list adds, begun since the earlier one, above which
        it is the partners that have grown, and not the list.
    """

    since: float = RULE.since

    def beside(self) -> str:
        """Say what else is needed."""
        return say(
            "Nothing is told unless more than {since:g} % of the dated ties that the later list "
            "adds began since the earlier one: else it may be the list that has grown.",
            since=100 * self.since,
        )


def _hubs(name: str, question: Sentence, estimand: Sentence) -> IntervalPart:
    return IntervalPart(
        NEEDS, "C8", name, question, estimand, ANSWERS, ("above",), RULE.ratio, ways=say("four"),
        changed=say(
            "Added to the text after its number was seen: what is said where the four ways "
            "differ, as it had been judged from the start. The interval does not go beyond the "
            "number of all hubs, since its number was seen; no side can change by that."
        ),
    )  # fmt: skip


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
    ComingPart(
        RULE.change, "C8", "coming",
        say("Do its cities come forward?"),
        say(
            "change of the share of its places among the first tenth by number of ties, between "
            "two sources, beside that of other countries; the interval holds how much these differ"
        ),
        Answers(say("yes, more than those of other countries"),
                say("no, less than those of other countries")),
        ("above",), RULE.growth,
        changed=say(
            "Changed after its number was seen: at first it did not ask that the added ties be "
            "new, as the rule of the whole claim does."
        ),
    ),
)  # fmt: skip
