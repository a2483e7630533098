"""The rule of the verdict on C6; the docstring of the package says what each part is about."""

from __future__ import annotations

from dataclasses import dataclass

from sistercities.sentences import say, to_say
from sistercities.studies.rules import Band, Level, Need, Needs, Rule, Sides, Weakest

FACTS = ("level", "change")
"""What is judged, each by an interval such that both hold together."""


@dataclass(frozen=True, slots=True)
class AttractivenessRule(Rule):
    """What C6 is judged by.

    Attributes
    ----------
    level
        Of the two intervals together.
    odds
        Odds ratio of the home country, in all choices and in far ones.
    decade
        Ratio of the home country per decade.
    change
        Dated choices without which the change is unknown.
    """

    level: Level
    odds: Sides
    decade: Sides
    change: Needs

    @property
    def joint(self) -> float:
        """Level of each interval such that both hold together."""
        return self.level.each(len(FACTS))

    def verdicts(self) -> str:
        """Say what must be found for each verdict."""
        band = self.odds.negligible
        assert band is not None
        return say(
            "Intervals of {level:g} %. Supported: the odds ratio lies above {no_effect:g} in all "
            "choices and in far ones, and the ratio per decade above {no_change:g}. Mixed: one of "
            "the two. Not supported: the odds ratio in all choices lies below {no_effect:g} or "
            "within {low:g} to {high:g}, and no growth.",
            level=100 * self.joint,
            no_effect=self.odds.no_effect,
            no_change=self.decade.no_effect,
            low=band.low,
            high=band.high,
        )

    def beside(self) -> str:
        """Say below what the change is unknown."""
        return say("Growth is unknown below {needs}.", needs=self.change.least_words())


RULE = AttractivenessRule(
    needs=Needs(
        (
            Need(
                "n_choices",
                200,
                to_say("{n:g} choices"),
                to_say("{n_choices} choices are known, and it needs {need}"),
            ),
            Need(
                "n_home",
                30,
                to_say("{n:g} of the country"),
                to_say("{n_home} choices of its cities are known, and it needs {need}"),
            ),
            Need(
                "effective_choosers",
                5.0,
                to_say("{n:g} effective countries"),
                to_say(
                    "those who choose it lie in {effective_choosers:.1f} effective "
                    "countries, and it needs {need:g}"
                ),
            ),
            Need(
                "effective_regions",
                5.0,
                to_say("{n:g} regions"),
                to_say(
                    "its chosen cities lie in {effective_regions:.1f} effective regions, and "
                    "it needs {need:g}"
                ),
            ),
        ),
        (
            Weakest(
                "odds",
                2.0,
                to_say("ratios above {n:g}"),
                to_say(
                    "even if countries did not differ among themselves, only an odds ratio of "
                    "{smallest:.1f} or more would be found, and smaller ones matter"
                ),
                to_say("no odds ratio would be found, however large"),
            ),
        ),
    ),
    level=Level(0.05),
    odds=Sides(1.0, Band(0.8, 1.25)),
    decade=Sides(1.0),
    change=Needs(
        (
            Need(
                "n_dated",
                30,
                to_say("{n:g} dated choices of the country"),
                to_say("{n_dated} dated choices are of the country, and it needs {need}"),
            ),
            Need(
                "dated_choosers",
                10.0,
                to_say("{n:g} effective choosers of these"),
                to_say(
                    "dated choices are of {dated_choosers:.1f} effective choosers, and it needs "
                    "{need:g}"
                ),
            ),
        )
    ),
)
