"""The rules of the parts of C7: ties in spite of politics, fewer of them, and who heeds it more."""

from __future__ import annotations

from sistercities.sentences import Sentence, say
from sistercities.studies.diplomacy.rule import RULE
from sistercities.studies.part_rules import NO_NEEDS, Answers, IntervalPart, PartRule
from sistercities.studies.rules import Band, Needs, Sides
from sistercities.studies.unjudged_parts import CountPart

NEEDS = Needs(RULE.needs.least)

IN_OTHERS = Answers(
    say("more than in others"), say("fewer than in others"), say("as many as in others")
)

TURNED = say(
    "Changed after its number was seen: fewer partners was called supported here, though the claim "
    "says that cities have partners in spite of politics."
)


def _in_spite(name: str, question: Sentence, estimand: Sentence, changed: Sentence) -> IntervalPart:
    return IntervalPart(
        NEEDS, "C7", name, question, estimand, IN_OTHERS, ("above", "same"),
        Sides(1.0, Band(0.8, 1.25)), carried="by all", changed=changed,
        first_supports=("below",), first_carried="by any" if name == "far" else None,
    )  # fmt: skip


PART_RULES: tuple[PartRule, ...] = (
    CountPart(
        NO_NEEDS, "C7", "exist",
        say("How many partners have cities in rival countries?"),
        say(
            "city ties that can be relied on, begun with countries that had been rivals of the "
            "country or in armed conflict with it in the five years before; of a tie without a "
            "known start, those before the year of the study"
        ),
        why=say(
            "That there are such ties hardly any country could miss, so they are counted and "
            "nothing is judged by it."
        ),
        changed=say(
            "Changed after its number was seen: at first ten such ties counted as support, "
            "disputes with a display of force counted too, and so did ties begun before the "
            "quarrel if it goes on now. Both ways stand in rows."
        ),
    ),
    _in_spite(
        "rivals",
        say("Do cities have as many partners in rival countries as in others?"),
        say(
            "city ties begun with rivals or states in armed conflict, as counted above, over those "
            "with countries alike in trade, distance, population, income and votes in the UN"
        ),
        TURNED,
    ),
    _in_spite(
        "far",
        say("Do cities have as many partners in countries that vote differently in the UN?"),
        say(
            "city ties begun with countries far in the votes of the General Assembly rather than "
            "middling (third quarter over median; in the study of the world the step is one "
            "point), rivals apart"
        ),
        say(
            "{turned} At first it did not ask that the answer hold without any one country and "
            "home unit, as the other parts do.",
            turned=TURNED,
        ),
    ),
    IntervalPart(
        NEEDS, "C7", "cities",
        say("Do cities mind politics less than regions do?"),
        say("ratio of city ties with rivals over that of ties of regions with rivals"),
        Answers(say("cities mind less"), say("cities mind more"), say("both alike")),
        ("above",), RULE.ratio, carried="by all",
    ),
)  # fmt: skip
