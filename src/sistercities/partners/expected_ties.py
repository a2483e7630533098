"""How many ties a place like a given one has: for every place, its own ties left out.

Places of 15,000 and more are in the data whether they have ties or not. Smaller ones are there
because a source names a tie of theirs, so each has one at least: what is expected of them is one
tie, and the further ones of such places.
"""

from __future__ import annotations

from dataclasses import fields

import numpy as np

from sistercities.errors import NetworkError
from sistercities.partners.additive_model import class_members
from sistercities.partners.ground import Ground
from sistercities.partners.place_columns import HomeFacts, columns, home_facts, slopes
from sistercities.terms.late_methods import record_of_arrays
from sistercities.terms.progress import Progress, quiet
from twolevel.core.array_types import Flag, Index, Real
from twolevel.counts.laws import CountLaw

ALWAYS_HELD = 15_000
"""Population from which a city is in the data with ties or without."""
SPREAD = np.array([[2.3, -1.3], [-1.3, 0.9]])
DISPERSION_LINE = (0.7, -0.75)
"""Where the spread of countries and the dispersion begin: near what the world's ties give."""
ROUNDS = 3


@record_of_arrays
class ExpectedTies:
    """What every place of a class is expected to have.

    Attributes
    ----------
    at
        Positions of the places.
    row
        Row of each place of the ground, -1 where it has none.
    floor
        Ties that each has by being in the data: 0 or 1, shape (n,).
    law
        Law of the ties beyond the floor, the place's own ties left out.
    facts
        Facts on all places of the ground.
    fitted_to
        Checksum of what it was fitted to (`fitted_to`).
    """

    at: Index
    row: Index
    floor: Index
    law: CountLaw
    facts: HomeFacts
    fitted_to: str

    def mean(self) -> Real:
        """Return the expected number of ties, shape (n,)."""
        return np.asarray(self.floor + self.law.mean)

    def interval(self, level: float) -> tuple[Real, Real]:
        """Return the interval that holds at least that share of places like each."""
        low, high = self.law.interval(level)
        return np.asarray(self.floor + low), np.asarray(self.floor + high)


def is_always_held(ground: Ground) -> Flag:
    """Whether each place is in the data with ties or without."""
    places = ground.places
    is_large = places.population >= ALWAYS_HELD
    return np.asarray(is_large | places.is_dual | places.is_region)


def expected_ties(
    ground: Ground,
    place_class: str,
    on_progress: Progress = quiet,
) -> ExpectedTies:
    """Fit what places of a class have, and predict each without its own ties.

    Raises
    ------
    NetworkError
        If no place of the class has a tie.
    """
    members = class_members(ground, place_class)
    facts = home_facts(ground, place_class)
    if place_class == "region":  # what is region and city at once has the ties of both
        members = members[~ground.places.is_dual[members]]
    held = is_always_held(ground)[members]
    degree = ground.ties.degree
    parts = []
    for floor, at in enumerate((members[held], members[~held])):
        used = degree[at] >= floor
        if (degree[at[used]] - floor).sum() > 0:
            parts.append((at, floor, _fitted(ground, facts, at, used, floor, on_progress)))
    if not parts:
        name = "regions" if place_class == "region" else "cities"
        raise NetworkError("ties", f"no tie of {name} is in these data", "give data with some")
    at = np.concatenate([at for at, _, _ in parts])
    row = np.full(ground.n_places, -1, dtype=np.int64)
    row[at] = np.arange(len(at))
    law = CountLaw(
        np.concatenate([law.mean for _, _, law in parts]),
        np.concatenate([law.dispersion for _, _, law in parts]),
    )
    floors = np.concatenate([np.full(len(at), floor) for at, floor, _ in parts])
    return ExpectedTies(at, row, floors, law, facts, fitted_to(ground, place_class))


def fitted_to(ground: Ground, place_class: str) -> str:
    """Checksum of all that the fit of a class takes of a ground: of one sum there is one fit."""
    from hashlib import sha256  # it brings OpenSSL, and most find the fit kept

    places, facts = ground.places, home_facts(ground, place_class)
    given = (
        class_members(ground, place_class), is_always_held(ground), places.is_dual, places.country,
        ground.ties.degree, *(getattr(facts, one.name) for one in fields(facts)),
    )  # fmt: skip
    found = sha256("\n".join(ground.countries.continents.astype(str)).encode())
    for one in given:
        found.update(np.ascontiguousarray(one, dtype=np.float64).tobytes())
    return found.hexdigest()


def _fitted(
    ground: Ground, facts: HomeFacts, at: Index, is_used: Flag, floor: int,
    on_progress: Progress,
) -> CountLaw:  # fmt: skip
    # Most find the fit kept.
    from twolevel.counts.grouped import fit_grouped_counts
    from twolevel.counts.levelled import levelled

    names, continent = np.unique(ground.countries.continents.astype(str), return_inverse=True)
    country = ground.places.country
    # A place below the floor is not learned from; it counts 0 there, since no count is below 0.
    counts = np.maximum(ground.ties.degree[at] - floor, 0.0)
    fit = fit_grouped_counts(
        counts,
        columns(facts, continent[country], len(names), at),
        slopes(facts, at),
        country[at],
        is_used=is_used,
        spread=SPREAD,
        dispersion_line=DISPERSION_LINE,
        rounds=ROUNDS,
        on_progress=on_progress,
    )
    return levelled(fit.law, counts, is_used)
