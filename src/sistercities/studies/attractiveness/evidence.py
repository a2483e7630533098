"""What the verdict on C6 rests on, from rows of choices. Nothing here knows a release."""

from __future__ import annotations

from dataclasses import dataclass

from sistercities.studies.attractiveness.choices import HOME, TERMS, ChoiceRows
from sistercities.studies.attractiveness.dated import DATED_TERMS, TREND, DatedChoices
from sistercities.studies.attractiveness.models import (
    ChoiceModel,
    OddsRatio,
    fit_change,
    fit_choices,
    fit_far,
)
from sistercities.studies.attractiveness.rule import RULE, AttractivenessRule


@dataclass(frozen=True, slots=True, eq=False)
class Evidence:
    """What is judged: all choices, far ones, and change over the decades; None without lists."""

    main: ChoiceModel | None
    far: ChoiceModel | None
    change: ChoiceModel | None

    @property
    def trend(self) -> OddsRatio | None:
        """Ratio of the home country per decade, where there are enough dated choices."""
        return self.trend_by(RULE)

    def trend_by(self, rule: AttractivenessRule) -> OddsRatio | None:
        """Return the ratio per decade, where there are enough dated choices by a rule."""
        change = self.change
        if change is None or not rule.change.are_met(
            n_dated=change.n_home, dated_choosers=change.effective_choosers
        ):
            return None
        return change.ratios.get(DATED_TERMS[TREND])

    @property
    def detectable(self) -> float | None:
        """Smallest odds ratio of the home country that is found with 80 % power."""
        return None if self.main is None else self.main.detectable(TERMS[HOME])


def gather_evidence(rows: ChoiceRows | None, dated: DatedChoices | None) -> Evidence:
    """Compute what is judged; either may be missing."""
    has_rows = rows is not None and rows.choice.size > 0
    return Evidence(
        fit_choices(rows) if rows is not None and has_rows else None,
        fit_far(rows) if rows is not None and has_rows else None,
        fit_change(dated) if dated is not None and dated.n_choices else None,
    )
