"""The rule of the verdict on C3 in time; the docstring of the package says what it is about."""

from __future__ import annotations

from dataclasses import dataclass

from sistercities.sentences import say, to_say
from sistercities.studies.rules import Band, Level, Need, Needs, Rule, Sides, Weakest


@dataclass(frozen=True, slots=True)
class OrderRule(Rule):
    """What C3 is judged by, in time.

    Attributes
    ----------
    level
        At which order is found, in each of the two sets of strata.
    equal
        Odds over chance that count as none.
    exceptions
        Share of city ties older than the tie of their regions that a rule may have at most.
    forward
        Rate of new city ties after the tie of the regions over that before.
    reverse
        Hazard of a tie of regions per twice 1 + city ties before.
    """

    level: Level
    equal: Band
    exceptions: float
    forward: Sides
    reverse: Sides

    def verdicts(self) -> str:
        """Say what must be found for each verdict."""
        return say(
            "Regions first: younger ties above chance at {size:g} % within home cities and within "
            "countries, and the forward ratio not below {no_effect:g}; a rule if at most "
            "{exceptions:g} % are older (upper bound), else a tendency. Cities first: older ties "
            "likewise, and the reverse ratio not below {no_hazard:g}. Neither: both intervals of "
            "the odds within {low:g} to {high:g}. C3 is not supported by a rule, mixed by a "
            "tendency, supported by cities first or neither.",
            size=100 * self.level.size,
            no_effect=self.forward.no_effect,
            exceptions=100 * self.exceptions,
            no_hazard=self.reverse.no_effect,
            low=self.equal.low,
            high=self.equal.high,
        )


RULE = OrderRule(
    needs=Needs(
        (
            Need(
                "n_inside",
                30,
                to_say("{n:g} ties inside"),
                to_say(
                    "only {n_inside} city ties with a known start lie inside sister pairs with "
                    "one, and it needs {need}"
                ),
            ),
            Need(
                "effective_units",
                5.0,
                to_say("{n:g} effective home units"),
                to_say(
                    "the city ties inside come from {effective_units:.1f} effective home "
                    "regions, and it needs {need:g}"
                ),
            ),
        ),
        (
            Weakest(
                "odds",
                3.0,
                to_say("odds above {n:g} or below its inverse"),
                to_say(
                    "only odds {most:g} times those by chance or more would be found, and "
                    "weaker ones matter"
                ),
            ),
        ),
    ),
    level=Level(0.05),
    equal=Band(0.8, 1.25),
    exceptions=0.1,
    forward=Sides(1.0),
    reverse=Sides(1.0),
)
