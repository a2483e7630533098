"""Terms that a list or a purpose adds to a score, beyond what the ties of the world have taught.

They are wishes and foretell nothing. Each lies between 0 and 1, but likeness, which is 0 for a twin
and below it else. What is not known adds nothing.

What wishes add to a score: likeness to a place, terms of a list or a purpose, themes that lift.

All of it is additive, so that the reasons of a place still add up to its score.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field
from typing import NamedTuple

import numpy as np

from sistercities.partners.features.geography import likeness_of_climates
from sistercities.partners.likeness import Likeness, share_with_partner
from sistercities.partners.reason import Reason, Unworded
from sistercities.partners.short_lists.candidate_facts import CandidateFacts
from sistercities.partners.short_lists.footing import footing
from sistercities.partners.short_lists.grounds import have_one_language
from sistercities.partners.short_lists.region_facts import is_for_regions
from sistercities.partners.short_lists.themes import LIFT, Theme
from sistercities.sentences import Sentence, say
from sistercities.terms.climate import SAME_ZONE
from sistercities.terms.late_methods import record_of_arrays
from twolevel.core.array_types import Real

NEAR = (2.0, 3.3)
"""Log10 of km between which nearness falls from 1 to 0: 100 km and 2,000 km. Each doubling counts
as much, since 300 km and 600 km differ for a bus as 750 km and 1,500 km do for a train."""
MANY_ROUTES = 64.0
LARGE = (5.0, 6.5)
"""Log10 of persons between which a place comes to count as large."""
HALF_AS_LARGE = 0.3
MANY_POINTS = 30.0
"""Points from which more count no more."""


class WishTerm(NamedTuple):
    """One term.

    Attributes
    ----------
    title
        What it is, in a few words.
    values
        From the candidates to one value each; NaN where not known.
    """

    title: Sentence
    values: Callable[[CandidateFacts], Real]

    def of(self, facts: CandidateFacts) -> Real:
        """Value of each candidate, 0 where it is not known."""
        return np.nan_to_num(self.values(facts), nan=0.0)


def _likeness(facts: CandidateFacts) -> Real:
    return facts.home_place.likeness.contribution(facts.pairs.b)


def _peers_there(facts: CandidateFacts) -> Real:
    return np.asarray(share_with_partner(facts.home_place.alike)[facts.pairs.country])


def _footing(facts: CandidateFacts) -> Real:
    if is_for_regions(facts):  # no points are counted of them
        return np.zeros(len(facts.pairs))
    return np.clip(footing(facts) / MANY_POINTS, 0.0, 1.0)


def _heritage(facts: CandidateFacts) -> Real:
    return np.asarray(np.minimum(facts.of_partner(facts.places.heritage_sites), 1.0))


def _routes(facts: CandidateFacts) -> Real:
    destinations = facts.of_partner(facts.places.destinations)
    return np.asarray(np.minimum(np.log1p(destinations) / np.log1p(MANY_ROUTES), 1.0))


def _is_large(facts: CandidateFacts) -> Real:
    low, high = LARGE
    with np.errstate(divide="ignore"):
        size = np.log10(facts.of_partner(facts.places.population))
    return np.clip((size - low) / (high - low), 0.0, 1.0)


def _shared_language(facts: CandidateFacts) -> Real:
    return have_one_language(facts).astype(np.float64)


def _same_climate(facts: CandidateFacts) -> Real:
    zone = facts.places.climate
    alike = likeness_of_climates(zone[facts.pairs.b], zone[facts.home])
    return np.asarray(np.where(alike == SAME_ZONE, 1.0, alike / (2 * SAME_ZONE)))


def _same(flag: Real, facts: CandidateFacts) -> Real:
    return np.asarray(1.0 - np.abs(facts.of_partner(flag) - flag[facts.home]))


def _same_size(facts: CandidateFacts) -> Real:
    return np.asarray(np.exp(-np.abs(np.log10(facts.size_ratio)) / HALF_AS_LARGE))


def _is_near(facts: CandidateFacts) -> Real:
    near, far = NEAR
    with np.errstate(divide="ignore"):
        distance = np.log10(facts.pairs.distance_km)
    return np.clip((far - distance) / (far - near), 0.0, 1.0)


TERMS: dict[str, WishTerm] = {
    "likeness": WishTerm(say("Likeness"), _likeness),
    "peers_there": WishTerm(say("Partners of places like it in the country"), _peers_there),
    "footing": WishTerm(say("What the suggestion rests on"), _footing),
    "has_port": WishTerm(
        say("A listed seaport"), lambda facts: facts.of_partner(facts.places.is_port)
    ),
    "heritage": WishTerm(say("A World Heritage site within 25 km"), _heritage),
    "routes": WishTerm(say("Routes abroad"), _routes),
    "is_large": WishTerm(say("A large place"), _is_large),
    "shared_language": WishTerm(say("A shared official language"), _shared_language),
    "is_seat": WishTerm(
        say("Seat of its region"), lambda facts: facts.of_partner(facts.places.is_seat)
    ),
    "is_by_sea": WishTerm(say("The sea"), lambda facts: facts.of_partner(facts.places.is_coastal)),
    "is_mountain": WishTerm(
        say("Mountains"), lambda facts: facts.of_partner(facts.places.is_mountain)
    ),
    "same_climate": WishTerm(say("The same climate"), _same_climate),
    "same_coast": WishTerm(
        say("Sea or none, as at home"), lambda facts: _same(facts.places.is_coastal, facts)
    ),
    "same_mountains": WishTerm(
        say("Mountains or none, as at home"), lambda facts: _same(facts.places.is_mountain, facts)
    ),
    "same_size": WishTerm(say("The same size"), _same_size),
    "is_near": WishTerm(say("Nearness"), _is_near),
}
"""All terms, by the name that the table gives them."""


@record_of_arrays
class Added:
    """What is added.

    Attributes
    ----------
    like
        Likeness to a place that partners should be like; None for none.
    terms
        How often each term of a wish is added.
    themes
        Themes that lift.
    """

    like: Likeness | None = None
    terms: Mapping[str, float] = field(default_factory=dict)
    themes: tuple[Theme, ...] = ()

    def __bool__(self) -> bool:
        return self.like is not None or bool(self.terms) or bool(self.themes)

    def of(self, facts: CandidateFacts) -> Real:
        """Log odds that are added to each candidate, shape (n_pairs,)."""
        found = np.zeros(len(facts.pairs))
        if self.like is not None:
            found += self.like.contribution(facts.pairs.b)
        for name, weight in self.terms.items():
            found += weight * facts.kept(name, TERMS[name].of)
        for theme in self.themes:
            found += LIFT * np.nan_to_num(facts.of_partner(theme.has_it(facts.places)))
        return found

    def unworded(self, facts: CandidateFacts, k: int) -> list[Unworded]:
        """List what is added to the candidate at a position in the pairs."""
        found = [] if self.like is None else [_of_likeness(self.like, int(facts.pairs.b[k]))]
        for name, weight in self.terms.items():
            value = facts.kept(f"{name}, unknown too", TERMS[name].values)[k]
            found.append(_unworded(name, TERMS[name].title, weight, float(value)))
        for theme in self.themes:
            value = facts.of_partner(theme.has_it(facts.places))[k]
            found.append(_unworded(f"theme:{theme.name}", theme.title, LIFT, float(value)))
        return found

    def reasons(self, facts: CandidateFacts, k: int) -> list[Reason]:
        """Say what is added to the candidate at a position in the pairs."""
        return [one.word() for one in self.unworded(facts, k)]


def _of_likeness(like: Likeness, place: int) -> Unworded:
    total = like.contribution_of(place)
    return Unworded("like", "like", -total, total, lambda: like.reason(place))


def _unworded(name: str, title: Sentence, weight: float, value: float) -> Unworded:
    is_known = not np.isnan(value)
    adds = weight * value if is_known else 0.0
    return Unworded(
        name, "wish", value if is_known else None, adds, lambda: _reason(name, title, value, adds)
    )


def _reason(name: str, title: Sentence, value: float, adds: float) -> Reason:
    is_known = not np.isnan(value)
    return Reason(
        feature=name,
        group="wish",
        title=title,
        value=value if is_known else None,
        contribution=adds,
        sentence=_in_words(title, value),
        evidence=say("a wish; it says nothing of who has agreed so far"),
        is_known=is_known,
    )


def _in_words(title: Sentence, value: float) -> Sentence:
    if np.isnan(value):
        return say("{title}: not known.", title=title)
    if value in (0.0, 1.0):
        return say("{title}: yes.", title=title) if value else say("{title}: no.", title=title)
    return say("{title}: {value:.2f}, where 1 is the most.", title=title, value=value)
