"""What an evaluation is run with; everything that was chosen was chosen on earlier cut-offs."""

from __future__ import annotations

from dataclasses import dataclass

from sistercities.partners.penalised_logit import Smoothing


@dataclass(frozen=True, slots=True)
class Settings:
    """Settings of an evaluation.

    Attributes
    ----------
    smoothing
        Penalty of the model in the forecasts, where some hundreds of ties are known.
    per_tie
        Drawn pairs for each tie in the forecasts.
    completion_smoothing, completion_per_tie
        The same in the completion, where there are thousands: the penalty is the default of
        `recommend`.
    most_lists
        Home places of the completion whose lists are ranked.
    per_class
        Home places of each class of size in the report on fairness.
    """

    smoothing: Smoothing = Smoothing(bend=1.0, ridge=1.0)  # noqa: RUF009
    per_tie: int = 30
    completion_smoothing: Smoothing = Smoothing()  # noqa: RUF009
    completion_per_tie: int = 5
    most_lists: int = 600
    per_class: int = 30

    def as_numbers(self) -> dict[str, float]:
        """Give each number a name."""
        return {
            "bend": self.smoothing.bend,
            "ridge": self.smoothing.ridge,
            "drawn_pairs_per_tie": self.per_tie,
            "completion_bend": self.completion_smoothing.bend,
            "completion_ridge": self.completion_smoothing.ridge,
            "completion_drawn_pairs_per_tie": self.completion_per_tie,
            "completion_home_places": self.most_lists,
            "fairness_home_places_per_class": self.per_class,
        }
