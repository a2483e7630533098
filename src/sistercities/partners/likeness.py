"""How alike a candidate is to a place that the officer has in mind: `--like CITY`."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sistercities.partners.features.geography import likeness_of_climates
from sistercities.partners.features.size import log_population
from sistercities.partners.ground import Ground
from sistercities.partners.names_in_sentences import named_place
from sistercities.partners.reason import Reason
from sistercities.sentences import Sentence, listed, say

Real = NDArray[np.float64]
UNKNOWN_GAP = 1.0
"""Gap, in standard steps, that stands where one of the two values is not known."""
CLOSE = 0.5
"""Standard steps below which two places are called alike."""
WEIGHT = 1.0


@dataclass(frozen=True, slots=True, eq=False)
class Likeness:
    """Gaps of all places to a model place, in standard steps.

    Attributes
    ----------
    to
        Position of the place that candidates should be like.
    name
        Its name.
    gaps
        By what is compared, shape (n_places,): 0 is alike, 1 an ordinary difference.
    """

    to: int
    name: str
    gaps: dict[Sentence, Real]

    def contribution(self) -> Real:
        """Log odds that likeness adds to each place: 0 for a twin, less the less alike."""
        squares = np.sum([gap**2 for gap in self.gaps.values()], axis=0)
        return np.asarray(-WEIGHT * squares / 2)

    def contribution_of(self, at: int) -> float:
        """Log odds that likeness adds to one place."""
        return float(-WEIGHT * sum(float(gap[at]) ** 2 for gap in self.gaps.values()) / 2)

    def reason(self, at: int) -> Reason:
        """Say in what a place is alike."""
        alike = [what for what, gap in self.gaps.items() if abs(gap[at]) < CLOSE]
        unlike = [what for what in self.gaps if what not in alike]
        total = self.contribution_of(at)
        return Reason(
            "like", "like", say("Like {name}", name=self.name), -total, total,
            self._sentence(alike, unlike), say("facts on the two places"), is_known=True,
        )  # fmt: skip

    def _sentence(self, alike: list[Sentence], unlike: list[Sentence]) -> Sentence:
        like, other = listed(alike), listed(unlike)
        if not unlike:
            return say("It is like {name} in {alike}.", name=self.name, alike=like)
        if not alike:
            return say("It differs from {name} in {unlike}.", name=self.name, unlike=other)
        return say(
            "It is like {name} in {alike}, not in {unlike}.",
            name=self.name,
            alike=like,
            unlike=other,
        )


def likeness(ground: Ground, to: int) -> Likeness:
    """Compare all places with one."""
    places, countries = ground.places, ground.countries
    income = np.log2(countries.income)[places.country]
    compared = {
        say("size"): (log_population(places.population), 0.4),
        say("income of the country"): (income, 1.5),
        say("coast"): (places.is_coastal, 1.0),
        say("port"): (places.has_port, 1.0),
        say("mountains"): (places.is_mountain, 1.0),
        say("island"): (places.is_island, 1.0),
        say("World Heritage"): (np.minimum(places.heritage_sites, 1.0), 1.5),
        say("climate"): (likeness_of_climates(places.climate, places.climate[to]), 2.0),
        say("routes abroad"): (np.log2(1 + places.destinations), 2.5),
        say("distance from the equator"): (np.abs(places.latitude), 10.0),
        say("rank as a capital"): (places.is_capital * 2 + places.is_seat, 1.0),
    }
    gaps = {what: _gap(values, to, step) for what, (values, step) in compared.items()}
    return Likeness(to, named_place(ground, to), gaps)


def _gap(values: Real, to: int, step: float) -> Real:
    gap = (values - values[to]) / step
    return np.where(np.isnan(gap), UNKNOWN_GAP, gap)
