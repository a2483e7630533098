"""Reading all that recommendations rest on from a release."""

from __future__ import annotations

from sistercities.dataset.release.store import Release
from sistercities.partners.barriers import read_barriers
from sistercities.partners.ground import Ground
from sistercities.partners.ground_countries import read_countries
from sistercities.partners.ground_heritage import read_heritage
from sistercities.partners.ground_places import (
    read_flights,
    read_places,
    read_ties,
    read_told_once,
)
from sistercities.partners.uncounted import read_merged_ties, read_uncounted


def read_ground(release: Release, *, as_of: int | None = None, source: str | None = None) -> Ground:
    """Read facts on places, countries and ties.

    Parameters
    ----------
    release
        An opened release.
    as_of
        Year of which ties and dated facts are; None is today. Facts without a date (population of
        places, flights, coast) are those of today for any year.
    source
        Id of a source: only the ties that it claims count. None counts all.
    """
    countries = read_countries(release, as_of)
    position = {code: k for k, code in enumerate(countries.codes.tolist())}
    places = read_places(release, position)
    is_today = as_of is None
    ties, recorded = read_ties(release, places, len(position), as_of, source)
    flights = read_flights(release, ties, is_today=is_today)
    once, uncounted = read_told_once(release, ties, is_today=is_today), read_uncounted(release)
    return Ground(
        places, countries, ties, recorded, flights, as_of, release.version, once, uncounted,
        read_barriers(release), read_heritage(release),
        read_merged_ties(release) if is_today else {},
    )  # fmt: skip
