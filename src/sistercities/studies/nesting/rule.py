"""The rule of the verdicts on C1, C2 and C3; the package says in words what they are about."""

from __future__ import annotations

from dataclasses import dataclass

from sistercities.sentences import Sentence, listed, say, to_say
from sistercities.studies.rules import Band, Need, Needs, Rule, Sides

REGION = say("region")
"""What an upper unit is called where no country is meant."""


@dataclass(frozen=True, slots=True)
class NestingRule(Rule):
    """What C3 is judged by, and how C1 and C2 are counted.

    Attributes
    ----------
    predicted
        Share inside from which city ties are predicted by upper ties.
    ratio
        City ties inside, observed over expected; what is negligible is independent.
    """

    predicted: float
    ratio: Sides

    @property
    def independent(self) -> Band:
        """Ratios of observed over expected that count as independent."""
        assert self.ratio.negligible is not None
        return self.ratio.negligible

    def existence(self, unit: str = REGION) -> Sentence:
        """Say the rule on C1 and C2, with `*` around the words of a verdict."""
        return say(
            "C1 and C2 claim that ties of a kind exist, which no country with ties at both levels "
            "could miss. So they are counted, and *described, with no verdict*. A tie can be "
            "relied on if two sources tell of it that do not copy each other, or an official "
            "page. C1 counts city ties whose {unit} has no upper tie with that country, C2 those "
            "outside sister {unit}s.",
            unit=unit,
        )

    def logic(self) -> Sentence:
        """Say the rule on C3, with `*` around the words of a verdict."""
        return say(
            "C3 asks two things. City ties are *not fully predicted* if the interval of the share "
            "inside, as counted and weighted by what the lists hold, lies below {predicted:g}. "
            "They are *independent* only if the interval of observed over expected under the main "
            "null model lies within {low:g} to {high:g}; they are more or fewer than by chance if "
            "it lies above or below {no_effect:g}. Both together are *supported*; not fully "
            "predicted alone is *mixed*; a lower end of {predicted:g} or more is *not supported*.",
            predicted=self.predicted,
            low=self.independent.low,
            high=self.independent.high,
            no_effect=self.ratio.no_effect,
        )

    def verdicts(self) -> str:
        """Say what must be found for each verdict."""
        return listed([self.existence(), self.logic()], "space")

    def parts(self) -> tuple[str, ...]:
        """Say the rule in parts, that on C1 and C2 first."""
        return (self.existence(), self.logic(), self.untold(), self.history())

    def beside(self) -> str:
        """Say what else is needed."""
        return say("So too where no ratio would be found, however large.")

    def untold(self) -> str:
        """Say where nothing is told of C3."""
        return listed([self.needs.words(), self.beside()], "space")

    def history(self, unit: str = REGION) -> str:
        """Say when the rule was fixed, and how it was changed."""
        return say(
            "Pilot figures on parts of these data had been seen when this rule was written. What "
            "it says of few home {unit}s was added for countries of which a few {unit}s are "
            "listed. In earlier releases a tie typed twice by one source was relied on, and ranges "
            "from networks with their gaps filled by simulation; these ranges did not hold the "
            "truth in tests, so they were dropped. C1 and C2 were called supported from ten ties "
            "that can be relied on; that they have no verdict was decided after the numbers were "
            "seen.",
            unit=unit,
        )


RULE = NestingRule(
    needs=Needs(
        (
            Need(
                "units",
                5.0,
                to_say("{n:g} effective home units"),
                to_say(
                    "the city ties come from {units:.1f} effective home regions, fewer than "
                    "{need:g}: too few to speak for others"
                ),
            ),
            Need(
                "expected",
                5.0,
                to_say("{n:g} ties expected inside"),
                to_say(
                    "{expected:.1f} of {n_ties} city ties are expected inside, fewer than {need:g}"
                ),
            ),
        )
    ),
    predicted=0.5,
    ratio=Sides(1.0, Band(0.8, 1.25)),
)
