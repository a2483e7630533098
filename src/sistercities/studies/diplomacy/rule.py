"""The rule of the verdict on C7; the docstring of the package says what each part is about."""

from __future__ import annotations

from dataclasses import dataclass

from sistercities.sentences import say, to_say
from sistercities.studies.rules import Level, Need, Needs, Rule, Sides, Weakest

RATIOS = ("R", "D")
"""What is judged: city ties with complex relations over like ones, and cities over regions."""


@dataclass(frozen=True, slots=True)
class DiplomacyRule(Rule):
    """What C7 is judged by.

    Attributes
    ----------
    level
        Of the intervals of the two ratios together.
    ratio
        Of either.
    """

    level: Level
    ratio: Sides

    @property
    def joint(self) -> float:
        """Level of each interval such that both hold together."""
        return self.level.each(len(RATIOS))

    def verdicts(self) -> str:
        """Say what must be found for each verdict."""
        return say(
            "R and D at {level:g} % each, without any one country too. Supported: R or D above "
            "{no_effect:g} and neither below. Mixed: one above, one below. Not supported: one "
            "below, none above.",
            level=100 * self.joint,
            no_effect=self.ratio.no_effect,
        )

    def beside(self) -> str:
        """Say what this rule judges, and what the parts do."""
        return say(
            "This rule judges the claim as a whole, by all countries with complex relations "
            "together: rivals, those in dispute and those far in the UN. The parts ask of rivals "
            "and of votes apart, and of rivals alone whether cities mind less than regions."
        )


RULE = DiplomacyRule(
    needs=Needs(
        (
            Need(
                "n_city_ties",
                50,
                to_say("{n:g} city ties"),
                to_say(
                    "it needs {need} city ties with countries of known facts, and there are "
                    "{n_city_ties}"
                ),
            ),
            Need(
                "n_region_ties",
                20,
                to_say("{n:g} ties of regions"),
                to_say(
                    "it needs {need} region ties with countries of known facts, and there are "
                    "{n_region_ties}"
                ),
            ),
            Need(
                "n_countries",
                20,
                to_say("{n:g} partner countries"),
                to_say(
                    "it needs {need} partner countries with a tie and known facts, and there are "
                    "{n_countries}"
                ),
            ),
            Need(
                "n_complex_tied",
                5,
                to_say("{n:g} with complex relations"),
                to_say(
                    "it needs {need} partner countries with complex relations, and there are "
                    "{n_complex_tied}"
                ),
            ),
        ),
        (Weakest("ratio", 5.0, to_say("ratios above {n:g}")),),
    ),
    level=Level(0.05),
    ratio=Sides(1.0),
)
