"""How alike a candidate is to a place that the officer has in mind: `--like CITY`."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import numpy as np

from sistercities.partners.features.geography import likeness_of_climates
from sistercities.partners.features.size import log_population
from sistercities.partners.ground import Ground
from sistercities.partners.names_in_sentences import named_place
from sistercities.partners.reason import Reason
from sistercities.partners.region_people import people_with_sums
from sistercities.sentences import Sentence, listed, say
from twolevel.core.array_types import Index, Real

UNKNOWN_GAP = 1.0
"""Gap, in standard steps, that stands where one of the two values is not known."""
CLOSE = 0.5
"""Standard steps below which two places are called alike."""
WEIGHT = 1.0


class Likeness(NamedTuple):
    """Gaps of places to a model place, in standard steps: 0 is alike, 1 an ordinary difference.

    Attributes
    ----------
    to
        Position of the place that candidates should be like.
    name
        Its name.
    compared
        What is compared: values of all places, shape (n_places,), and the standard step.
    """

    to: int
    name: str
    compared: dict[Sentence, tuple[Real, float]]

    def contribution(self, at: Index | None = None) -> Real:
        """Log odds that likeness adds to places: 0 for a twin, less the less alike.

        Parameters
        ----------
        at
            Positions of the places, shape (n,); None takes all.
        """
        chosen = slice(None) if at is None else at
        gaps = (self._gap(values[chosen], what) for what, (values, _) in self.compared.items())
        squares: Real = np.zeros(())
        for gap in gaps:
            squares = squares + gap**2
        return np.asarray(-WEIGHT * squares / 2)

    def _gap(self, values: Real, what: Sentence) -> Real:
        of_all, step = self.compared[what]
        gap = (values - of_all[self.to]) / step
        return np.where(np.isnan(gap), UNKNOWN_GAP, gap)

    def _gaps_of(self, at: int) -> dict[Sentence, float]:
        return {
            what: float(self._gap(values[at : at + 1], what)[0])
            for what, (values, _) in self.compared.items()
        }

    def contribution_of(self, at: int) -> float:
        """Log odds that likeness adds to one place."""
        return float(-WEIGHT * sum(gap**2 for gap in self._gaps_of(at).values()) / 2)

    def reason(self, at: int) -> Reason:
        """Say in what a place is alike."""
        gaps = self._gaps_of(at)
        alike = [what for what, gap in gaps.items() if abs(gap) < CLOSE]
        unlike = [what for what in gaps if what not in alike]
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
    """Compare places with one."""
    places = ground.places
    climate = likeness_of_climates(places.climate, places.climate[to])
    compared = {
        what: (climate if what == _CLIMATE else values, step)
        for what, (values, step) in _compared(ground).items()
    }
    return Likeness(to, named_place(ground, to), compared)


_CLIMATE = say("climate")


@lru_cache(maxsize=2)
def _compared(ground: Ground) -> dict[Sentence, tuple[Real, float]]:
    """Return what is compared of all places, with its standard step; the climate is empty."""
    places, countries = ground.places, ground.countries
    return {
        say("size"): (log_population(people_with_sums(ground)), 0.4),
        say("income of the country"): (np.log2(countries.income)[places.country], 1.5),
        say("coast"): (places.is_coastal, 1.0),
        say("port"): (places.has_port, 1.0),
        say("mountains"): (places.is_mountain, 1.0),
        say("island"): (places.is_island, 1.0),
        say("World Heritage"): (np.minimum(places.heritage_sites, 1.0), 1.5),
        _CLIMATE: (np.zeros(0), 2.0),
        say("routes abroad"): (np.log2(1 + places.destinations), 2.5),
        say("distance from the equator"): (np.abs(places.latitude), 10.0),
        say("rank as a capital"): (places.is_capital * 2 + places.is_seat, 1.0),
    }
