"""The rule of the verdict on C8; the docstring of the package says what each part is about."""

from __future__ import annotations

from dataclasses import dataclass

from sistercities.sentences import say, to_say
from sistercities.studies.rules import Band, Level, Need, Needs, Rule, Sides, Weakest

FACTS = ("presence", "beyond size", "change")
"""What is judged, each by intervals such that all hold together."""


@dataclass(frozen=True, slots=True)
class HubsRule(Rule):
    """What C8 is judged by.

    Attributes
    ----------
    level
        Of the intervals of the three facts together.
    ratio
        Hubs observed over expected, of presence and of more than size.
    growth
        Change of the country's share beside that of others.
    since
        Share of the dated added ties, begun since the earlier source, that bears a change out.
    change
        Places and countries without which the change is unknown.
    """

    level: Level
    ratio: Sides
    growth: Sides
    since: float
    change: Needs

    @property
    def joint(self) -> float:
        """Level of each interval such that all facts hold together."""
        return self.level.each(len(FACTS))

    def verdicts(self) -> str:
        """Say what must be found for each verdict."""
        band = self.ratio.negligible
        assert band is not None
        return say(
            "Intervals of {level:.1%}. Presence, and more than size: ratios above {no_effect:g} by "
            "each of four measures. Change: above other countries by each (difference above "
            "{no_change:g}), and more than {since:g} % of the dated added ties begun since. "
            "Supported: all three. Mixed: some. Not supported: none, and presence or size "
            "contrary (each ratio below {no_effect:g} or within {low:g} to {high:g}).",
            level=self.joint,
            no_effect=self.ratio.no_effect,
            no_change=self.growth.no_effect,
            since=100 * self.since,
            low=band.low,
            high=band.high,
        )

    def beside(self) -> str:
        """Say below what the change is unknown."""
        return say("Change is unknown below {needs}.", needs=self.change.least_words())


RULE = HubsRule(
    needs=Needs(
        (
            Need(
                "n_cities",
                30,
                to_say("{n:g} cities"),
                to_say("{n_cities} of its cities can be compared, and it needs {need}"),
            ),
            Need(
                "n_ties",
                30,
                to_say("{n:g} ties"),
                to_say("{n_ties} ties of its cities are known, and it needs {need}"),
            ),
            Need(
                "effective",
                5.0,
                to_say("{n:g} effective regions (abroad: countries)"),
                to_say(
                    "its expected hubs lie in {inside:.1f} effective regions, and those abroad "
                    "in {outside:.1f} effective countries, and it needs {need:g} of both"
                ),
                of=("inside", "outside"),
            ),
            Need(
                "expected",
                5.0,
                to_say("{n:g} expected hubs"),
                to_say("{expected:.1f} hubs are expected of it, and it needs {need:g}"),
            ),
        ),
        (
            Weakest(
                "ratio",
                3.0,
                to_say("ratios above {n:g}"),
                to_say(
                    "even if countries did not differ among themselves, only a ratio of "
                    "{smallest:.1f} or more would be found, and smaller ones matter"
                ),
                to_say("no ratio would be found, however large"),
            ),
        ),
    ),
    level=Level(0.05),
    ratio=Sides(1.0, Band(0.8, 1.25)),
    growth=Sides(0.0),
    since=0.5,
    change=Needs(
        (
            Need(
                "n_home",
                20,
                to_say("{n:g} places with a tie in both sources"),
                to_say("{n_home} of its places have a tie in both sources, and it needs {need}"),
            ),
            Need(
                "n_others",
                10,
                to_say("{n:g} other countries"),
                to_say("{n_others} other countries can be compared, and it needs {need}"),
            ),
        )
    ),
)
