"""The rules of the parts of C7: ties in spite of politics, fewer of them, and who heeds it more."""

from __future__ import annotations

from sistercities.sentences import say
from sistercities.studies.diplomacy.rule import RULE
from sistercities.studies.part_rules import (
    NO_NEEDS,
    Answers,
    CountPart,
    IntervalPart,
    PartRule,
    firm_kind,
)
from sistercities.studies.rules import Band, Needs, Sides

NEEDS = Needs(RULE.needs.least)

IN_OTHERS = Answers(
    say("more than in others"), say("fewer than in others"), say("as many as in others")
)


PART_RULES: tuple[PartRule, ...] = (
    CountPart(
        NO_NEEDS, "C7", "exist",
        say("Do cities have partners in countries that are at odds with their own?"),
        say(
            "city ties that can be relied on, begun with countries that were rivals, in dispute or "
            "in armed conflict with the country, or are now"
        ),
        Answers(say("yes, there are such ties"), say("no, no such tie is known")),
        "above", firm_kind(10, 3, 2),
    ),
    IntervalPart(
        NEEDS, "C7", "rivals",
        say("Do cities have as many partners in rival countries as in others?"),
        say(
            "city ties begun with rivals or states in armed conflict, over those with countries "
            "alike in trade, distance, population, income and votes in the UN"
        ),
        IN_OTHERS,
        "below", Sides(1.0, Band(0.8, 1.25)), carried="by all",
    ),
    IntervalPart(
        NEEDS, "C7", "far",
        say("Do cities have as many partners in countries that vote differently in the UN?"),
        say(
            "city ties begun with countries far in the votes of the General Assembly rather than "
            "middling (third quarter over median), rivals apart"
        ),
        IN_OTHERS,
        "below", Sides(1.0, Band(0.8, 1.25)), carried="by all",
        changed=say(
            "Changed after its number was seen: that it must hold without any one country and home "
            "unit too, as is asked of the other parts, was forgotten in it."
        ),
    ),
    IntervalPart(
        NEEDS, "C7", "cities",
        say("Do cities mind politics less than regions do?"),
        say("ratio of city ties with rivals over that of ties of regions with rivals"),
        Answers(say("cities mind less"), say("cities mind more"), say("both alike")),
        "above", RULE.ratio, carried="by all",
    ),
)  # fmt: skip
