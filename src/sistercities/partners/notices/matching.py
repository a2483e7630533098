"""A place against the wishes of a notice, and the order of such matches.

A match `fits` where every decisive criterion holds, `fails` where one does not, and is `open` where
none fails and something is not known.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from sistercities.partners.gate.obstacle import Obstacle
from sistercities.partners.notices.criteria import (
    Criterion,
    country_wished,
    level_alike,
    not_tied_yet,
    nothing_bars,
    size_wished,
    themes_in_common,
)
from sistercities.partners.notices.wishes import HeldTie, Profile, Wishes

Verdict = Literal["fits", "open", "fails"]
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)

Score = Callable[[str, str], float | None]
"""How good a partner a place is, by the ids of the two; more is better, None is not known."""


@dataclass(frozen=True, slots=True)
class Match:
    """A place against a notice: who seeks, which place, and every criterion with its sentence."""

    seeker: Profile
    place: Profile
    criteria: tuple[Criterion, ...]

    @property
    def verdict(self) -> Verdict:
        """Whether the place fits, fails, or that is open."""
        held = [one.holds for one in self.criteria if one.is_decisive]
        if False in held:
            return "fails"
        return "open" if None in held else "fits"

    @property
    def is_of_shared_themes(self) -> bool:
        """Whether the themes meet."""
        return any(one.name == "themes" and one.holds for one in self.criteria)


def match(
    wishes: Wishes, seeker: Profile, place: Profile, tie: HeldTie | None,
    between: Sequence[Obstacle] | None = (),
) -> Match:  # fmt: skip
    """Hold a place against the wishes of a notice.

    Parameters
    ----------
    wishes
        What the notice wishes.
    seeker
        The place that seeks.
    place
        Another place.
    tie
        The tie that the data hold between the two; None where they hold none.
    between
        What stands between the two (`gate`), the strongest first; None where one is not known.
    """
    criteria = (
        country_wished(wishes, seeker, place),
        size_wished(wishes, seeker, place),
        level_alike(seeker, place),
        not_tied_yet(seeker, place, tie),
        nothing_bars(between),
        themes_in_common(wishes, place),
    )
    return Match(seeker, place, criteria)


def ordered(matches: Iterable[Match], score: Score | None = None) -> list[Match]:
    """Put the matches in order: those that fit first, then the open ones, then those that fail.

    Within these, shared themes first; then the better score where one is given, and without one the
    place whose population is nearest to that of the place that seeks.

    Parameters
    ----------
    matches
        Of one notice or of many.
    score
        Of a pair of places, such as the recommendation room gives; None where there is none.
    """

    def key(one: Match) -> tuple[int, bool, float, float, str]:
        known = score(one.seeker.place_id, one.place.place_id) if score else None
        return (
            VERDICTS.index(one.verdict),
            not one.is_of_shared_themes,
            math.inf if known is None else -known,
            _difference(one.seeker.population, one.place.population),
            one.place.place_id,
        )

    return sorted(matches, key=key)


def _difference(one: int | None, other: int | None) -> float:
    """How many times one population is the other, as a logarithm; infinite where not known."""
    return abs(math.log(one / other)) if one and other else math.inf
