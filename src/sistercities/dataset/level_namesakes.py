"""A municipality that bears the name of the county that was taken for it: Saaremaa, an island.

What is typed is taken for the place with ties of its own, and a young municipality has those of the
towns that became a part of it alone. Whoever typed the name may mean either.
"""

from __future__ import annotations

from typing import NamedTuple

from sistercities.dataset.found_places import FoundPlace
from sistercities.dataset.heirs import merged_into
from sistercities.dataset.index.opened import index_of
from sistercities.dataset.lookup import places_of_name
from sistercities.dataset.release.store import Release
from sistercities.dataset.typed_queries import read_query
from sistercities.sentences import Sentence, place_name, say_count
from sistercities.terms.words import ALIVE, MUNICIPAL

_ALIVE = ", ".join(f"'{word}'" for word in ALIVE)
_PARTNERS = f"""
    SELECT DISTINCT CASE WHEN place_a IN ({{marks}}) THEN place_b ELSE place_a END AS partner
    FROM ties WHERE (place_a IN ({{marks}}) OR place_b IN ({{marks}})) AND standing IN ({_ALIVE})
"""
_TODAY = "SELECT place_id FROM places WHERE place_id = ? AND valid_to IS NULL"


class LevelNamesake(NamedTuple):
    """A municipality that is called as the region that was taken, and how many partners it has."""

    place: FoundPlace
    n_partners: int

    @property
    def sentence(self) -> Sentence:
        """Say that it exists, with the id that asks for it."""
        return say_count(
            "{place} is also a municipality, {key}, with {n} known partner.",
            "{place} is also a municipality, {key}, with {n} known partners.",
            self.n_partners, place=place_name(self.place.name, self.place.place_id),
            key=self.place.place_id,
        )  # fmt: skip


def municipality_of_name(release: Release, text: str, taken: FoundPlace) -> LevelNamesake | None:
    """Find the municipality of the name of a region, where it has partners; None for none.

    Parameters
    ----------
    release
        An opened release.
    text
        What was typed; an id names one place alone.
    taken
        The place that it was taken for.
    """
    if taken.level in (*MUNICIPAL, "country") or taken.is_dual:
        return None
    readings = read_query(release, text)
    called = places_of_name(release, readings) if readings else None
    found = [
        LevelNamesake(one, n_partners(release, one.place_id))
        for one in (called.found if called else ())
        if one.level in MUNICIPAL and (one.name, one.country) == (taken.name, taken.country)
        and index_of(release).query(_TODAY, [one.place_id])
    ]  # fmt: skip
    found = [one for one in found if one.n_partners]
    return max(found, key=lambda one: one.n_partners) if found else None


def n_partners(release: Release, place_id: str) -> int:
    """Count the partners of today of a place and of what was merged into it, each once."""
    index = index_of(release)
    ids = [place_id, *(one.name.place_id for one in merged_into(index, place_id))]
    marks = ", ".join("?" * len(ids))
    return len(index.query(_PARTNERS.format(marks=marks), ids * 3))
