"""The rule of the verdict on C5; the docstring of the package says what each part is about."""

from __future__ import annotations

from dataclasses import dataclass

from sistercities.sentences import say, to_say
from sistercities.studies.rules import Band, Level, Need, Needs, Rule, Sides, Weakest


@dataclass(frozen=True, slots=True)
class ConnectivityRule(Rule):
    """What C5 is judged by.

    Attributes
    ----------
    level
        Of the intervals of all facts that are known, together.
    correlation
        Of a fact with ties.
    ratio
        Of ties per twice the destinations, at equal size and economy.
    """

    level: Level
    correlation: Sides
    ratio: Sides

    def verdicts(self) -> str:
        """Say what must be found for each verdict."""
        band = self.correlation.negligible
        assert band is not None
        return say(
            "Supported: flights, exports and visitors (of regions) each correlate with ties, "
            "intervals above {no_effect:g} together with {level:g} %, and flights do so at equal "
            "size and economy (both estimators above {no_ratio:g}, without any one region too). "
            "Mixed: some of it. Not supported: none, and flights contrary (interval below "
            "{no_effect:g}, or within {low:g} to {high:g}).",
            no_effect=self.correlation.no_effect,
            level=100 * self.level.together,
            no_ratio=self.ratio.no_effect,
            low=band.low,
            high=band.high,
        )


RULE = ConnectivityRule(
    needs=Needs(
        (
            Need(
                "n_cities",
                30,
                to_say("{n:g} cities"),
                to_say("{n_cities} cities take part, and it needs {need}"),
            ),
            Need(
                "n_ties",
                30,
                to_say("{n:g} ties"),
                to_say("{n_ties} ties of its cities are known, and it needs {need}"),
            ),
            Need(
                "effective_regions",
                5.0,
                to_say("{n:g} effective regions"),
                to_say(
                    "its cities lie in {effective_regions:.1f} effective regions, and it "
                    "needs {need:g}"
                ),
            ),
        ),
        (
            Weakest(
                "correlation",
                0.5,
                to_say("correlations above {n:g}"),
                to_say(
                    "only a correlation of {smallest:.2f} or more would be found, and weaker "
                    "ones matter"
                ),
            ),
        ),
    ),
    level=Level(0.05),
    correlation=Sides(0.0, Band(-0.1, 0.1)),
    ratio=Sides(1.0),
)
