"""The rules of the parts that the comparison of countries answers."""

from __future__ import annotations

from sistercities.sentences import say, to_say
from sistercities.studies.nesting_rule import RULE
from sistercities.studies.part_rules import Answers, IntervalPart, PartRule
from sistercities.studies.rules import Need, Needs, Sides

NEEDS = Needs(
    (
        Need(
            "n_homes",
            5,
            to_say("{n:g} countries that can be judged"),
            to_say("{n_homes} countries can be judged, and it needs {need}"),
        ),
    )
)

PART_RULES: tuple[PartRule, ...] = (
    IntervalPart(
        NEEDS, "C3", "homes",
        say("Do cities lean on the ties of their regions in countries on the whole?"),
        say(
            "mean over countries of city ties inside sister regions over those under the null "
            "model degree-country, random effects"
        ),
        Answers(
            say("more often inside than by chance"),
            say("less often inside than by chance"),
            say("as often inside as by chance"),
        ),
        "same", Sides(1.0, RULE.independent),
    ),
    IntervalPart(
        NEEDS, "C3", "one-more",
        say("Would another country be alike?"),
        say("the same ratio in a country not yet seen (interval of prediction)"),
        Answers(
            say("more often inside, in nearly every country"),
            say("less often inside, in nearly every country"),
            say("as often as by chance, in nearly every country"),
        ),
        "same", Sides(1.0, RULE.independent),
    ),
)  # fmt: skip
