"""The rules of the parts that the comparison of countries answers."""

from __future__ import annotations

from dataclasses import dataclass

from sistercities.sentences import listed, say, to_say
from sistercities.studies.nesting.rule import RULE
from sistercities.studies.part_rules import Answers, IntervalPart, PartRule
from sistercities.studies.rules import Need, Needs, Sides

NEEDS = Needs(
    (
        Need(
            "n_homes",
            5,
            to_say("{n:g} countries that enter"),
            to_say("{n_homes} countries enter, and it needs {need}"),
        ),
    )
)

ENTERS = Needs(
    (
        Need(
            "n_units",
            3,
            to_say("{n:g} regions with ties of their cities and a list of their own"),
            to_say("{n_units} of its regions take part, and it needs {need}"),
        ),
        Need(
            "expected",
            5.0,
            to_say("{n:g} ties expected inside"),
            to_say("{expected:.1f} ties are expected inside, and it needs {need:g}"),
        ),
    )
)
"""What a country needs to enter the mean. By itself it is judged by the rule of C3."""


@dataclass(frozen=True, slots=True)
class HomesPart(IntervalPart):
    """A part of the comparison of countries.

    Attributes
    ----------
    enters
        What a country needs to take part.
    """

    enters: Needs = ENTERS

    def beside(self) -> str:
        """Say what a country needs, and what is as good as no effect."""
        needs = say("A country enters with {needs}.", needs=listed(self._needed(), "and"))
        return listed([needs, IntervalPart.beside(self)], "space")

    def _needed(self) -> list[str]:
        return [need.words() for need in self.enters.least]


PART_RULES: tuple[PartRule, ...] = (
    HomesPart(
        NEEDS, "C3", "homes",
        say("Are cities more often partners where their regions are, in countries on the whole?"),
        say(
            "mean over countries of city ties inside sister regions over those under the null "
            "model degree-country, random effects"
        ),
        Answers(
            say("more often inside than by chance"),
            say("less often inside than by chance"),
            say("as often inside as by chance"),
        ),
        ("same",), Sides(1.0, RULE.independent),
    ),
    HomesPart(
        NEEDS, "C3", "one-more",
        say("Would another country be alike?"),
        say("the same ratio in a country not yet seen (interval of prediction)"),
        Answers(
            say("more often inside, in nearly every country"),
            say("less often inside, in nearly every country"),
            say("as often as by chance, in nearly every country"),
        ),
        ("same",), Sides(1.0, RULE.independent),
    ),
)  # fmt: skip
