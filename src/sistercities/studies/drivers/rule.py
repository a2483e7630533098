"""The rule of the verdict on C4; the docstring of the package says what each part is about."""

from __future__ import annotations

from dataclasses import dataclass

from sistercities.sentences import say, to_say
from sistercities.studies.rules import Level, Need, Needs, Rule, Sides, Weakest


@dataclass(frozen=True, slots=True)
class DriversRule(Rule):
    """What C4 is judged by.

    Attributes
    ----------
    level
        Of the intervals of all factors together; also of each where all are claimed at once.
    share
        Of a factor, of formal links, and of the first less the second.
    foretold
        Part of the deviance that all groups together take away.
    """

    level: Level
    share: Sides
    foretold: Sides

    def verdicts(self) -> str:
        """Say what must be found for each verdict."""
        return say(
            "Supported: economy, culture and earlier ties each have a share above {no_share:g} "
            "and above that of formal links (intervals of {level:g} % each). Mixed: one or two "
            "(intervals that hold together with {level:g} %). Not supported: none, and one or "
            "more lie below formal links.",
            no_share=self.share.no_effect,
            level=100 * self.level.together,
        )

    def beside(self) -> str:
        """Say what must be foretold at all."""
        return say(
            "So too where nothing is foretold: the interval of the part of the deviance that all "
            "groups take away reaches {nothing:g}.",
            nothing=self.foretold.no_effect,
        )

    def history(self) -> str:
        """Say when the rule was fixed, and how it was changed."""
        return say(
            "Changed on simulated worlds, once before real numbers were seen and once after, "
            "with the same verdict on China."
        )


RULE = DriversRule(
    needs=Needs(
        (
            Need(
                "n_ties",
                100,
                to_say("{n:g} ties"),
                to_say(
                    "{n_ties} of its ties have a known start and known facts, and it needs {need}"
                ),
            ),
            Need(
                "effective_regions",
                5.0,
                to_say("{n:g} effective regions"),
                to_say(
                    "its ties lie in {effective_regions:.1f} effective regions, and it needs "
                    "{need:g}"
                ),
            ),
        ),
        (
            Weakest(
                "ratio",
                3.0,
                to_say("ratios above {n:g}"),
                to_say(
                    "too few city ties could lie in older ties of regions: only {smallest:.1f} "
                    "times as many ties as elsewhere would be found"
                ),
            ),
            Weakest(
                "share",
                1.0,
                to_say("differences of shares above {n:g}"),
                to_say("the shares differ too much from region to region to be compared"),
            ),
        ),
    ),
    level=Level(0.05),
    share=Sides(0.0),
    foretold=Sides(0.0),
)
