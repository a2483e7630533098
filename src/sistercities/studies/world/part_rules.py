"""The rules of the parts that pairs of countries, and of their regions, answer."""

from __future__ import annotations

from dataclasses import replace

from sistercities.sentences import Sentence, say, to_say
from sistercities.studies.diplomacy.part_rules import IN_OTHERS, TURNED
from sistercities.studies.nesting.rule import RULE
from sistercities.studies.part_rules import Answers, IntervalPart, PartRule
from sistercities.studies.rules import Band, Need, Needs, Sides

NEEDS = Needs(
    (
        Need(
            "n_countries",
            20,
            to_say("{n:g} countries with lists"),
            to_say("{n_countries} countries take part, and it needs {need}"),
        ),
        Need(
            "n_ties",
            500,
            to_say("{n:g} city ties between them"),
            to_say("{n_ties} city ties take part, and it needs {need}"),
        ),
    )
)

LEVELLED = say(
    "{turned} At first it did not count as many as with others as support, as the rule for one "
    "country does.",
    turned=TURNED,
)

MORE = Answers(
    say("more partnerships"), say("fewer partnerships"), say("no difference that matters")
)


AS_MANY = Band(0.8, 1.25)
"""Within which partnerships with rivals are as many as with others, as in one country."""

LASTING = ("distance", "language", "colony")
"""Facts that neither trade nor people that move have made."""


def _fact(
    claim: str, name: str, question: Sentence, step: Sentence, changed: Sentence | str = ""
) -> IntervalPart:
    estimand = say(
        "city ties of pairs of countries with {step}, over those alike in all other facts of the "
        "model, with an effect of each country",
        step=step,
    )
    return IntervalPart(
        NEEDS, claim, f"world-{name}", question, estimand, MORE, ("above",), Sides(1.0),
        carried="by all", changed=changed,
    )  # fmt: skip


def _in_spite(name: str, question: Sentence, step: Sentence, changed: Sentence) -> IntervalPart:
    """Ask whether politics leave partnerships as many, which the claim says, as in one country."""
    return replace(
        _fact("C7", name, question, step, changed),
        answers=IN_OTHERS, supports=("above", "same"), line=Sides(1.0, AS_MANY),
        first_supports=("below",),
    )  # fmt: skip


def _lasting(name: str, question: Sentence, step: Sentence) -> IntervalPart:
    estimand = say(
        "city ties of pairs of countries with {step}, over those alike in distance, border, "
        "language and colonial tie, with an effect of each country",
        step=step,
    )
    return IntervalPart(
        NEEDS, "C4", f"world-{name}", question, estimand, MORE, ("above",), Sides(1.0),
        carried="by all",
        changed=say(
            "Changed after its number was seen: at first countries were held alike in trade, "
            "migrants and flights too, which follow from it. A row of the table still shows that."
        ),
    )  # fmt: skip


FACT_RULES: tuple[IntervalPart, ...] = (
    _lasting(
        "distance",
        say("In the world: do near countries have more partnerships?"),
        say("half the distance"),
    ),
    _fact(
        "C4", "trade",
        say("In the world: do countries that trade more have more partnerships?"),
        say("twice the trade"),
    ),
    _lasting(
        "language",
        say("In the world: do countries with a language in common have more partnerships?"),
        say("an official language in common"),
    ),
    _fact(
        "C4", "migrants",
        say("In the world: do countries with more migrants of one another have more partnerships?"),
        say("twice the migrants"),
    ),
    _lasting(
        "colony",
        say("In the world: do countries that once had a colonial tie have more partnerships?"),
        say("a colonial tie in the past"),
    ),
    _fact(
        "C5", "flights",
        say("In the world: do countries with more air routes between them have more partnerships?"),
        say("twice the air routes"),
    ),
    _in_spite(
        "rivals",
        say("In the world: do rival countries have more or fewer partnerships?"),
        say(
            "a rivalry, a dispute with a display of force or an armed conflict of the states "
            "(in the study of one country disputes do not count; a row leaves them out)"
        ),
        LEVELLED,
    ),
    _in_spite(
        "far",
        say(
            "In the world: do countries that vote apart in the UN have more or fewer partnerships?"
        ),
        say(
            "one point more distance in the votes of the General Assembly (in the study of one "
            "country the step is from the median to the third quarter, so the two ratios are not "
            "to be compared)"
        ),
        LEVELLED,
    ),
)  # fmt: skip

REGION_NEEDS = Needs(
    (
        Need(
            "n_countries",
            5,
            to_say("{n:g} countries with regions whose own lists were read"),
            to_say("regions of {n_countries} countries take part, and it needs {need}"),
        ),
        Need(
            "n_sisters",
            30,
            to_say("{n:g} pairs of sister regions"),
            to_say("{n_sisters} pairs of sister regions take part, and it needs {need}"),
        ),
        Need(
            "n_ties",
            100,
            to_say("{n:g} city ties between these regions"),
            to_say("{n_ties} city ties between these regions take part, and it needs {need}"),
        ),
    )
)

SISTERS = IntervalPart(
    REGION_NEEDS,
    "C3",
    "world-sisters",
    say("Between regions of many countries: do cities have more partners in sister regions?"),
    say(
        "city ties of pairs of sister regions, over those of other pairs of regions equally near, "
        "with an effect of each region for each partner country; the own lists of both regions "
        "were read"
    ),
    Answers(
        say("more in sister regions"),
        say("fewer in sister regions"),
        say("as many in sister regions as in others"),
    ),
    ("same",),
    Sides(1.0, RULE.independent),
    carried="by all",
)
"""Of regions as nodes. Facts of countries need none: their ratios would be the same to the digit,
since the effects of the regions of a country add up to its own."""

PART_RULES: tuple[PartRule, ...] = (SISTERS, *FACT_RULES)
"""Those of pairs of regions, and of pairs of countries."""
