"""What the verbs keep beside the index of a release, made before anybody asks."""

from __future__ import annotations

from sistercities.dataset.release.store import Release
from sistercities.dataset.resolving.kept_names import names_file, names_ground
from sistercities.errors import NetworkError
from sistercities.partners.gate.ended_of_each import ended_in_home_country
from sistercities.partners.gate.kin import kin_of_partners
from sistercities.partners.kept_expectation import kept_expectation
from sistercities.partners.kept_ground import kept_ground

_CLASSES = ("city", "region")
_ANY = 0
"""Position of some place: what is kept is of all places."""


def keep_beside(release: Release) -> None:
    """Make the names of an import, the ground of recommendations and what a benchmark expects.

    Names are those of the release alone: an import is resolved against no overlay.

    Raises
    ------
    ReleaseError
        If a table of the release is damaged.
    """
    if release.names_ahead is not None and (file := names_file(release)) is not None:
        release.names_ahead.write(file)
    # Not the one that this process may hold in memory: of that no file need lie here.
    ground = kept_ground(release)
    kin_of_partners(release, ground, _ANY)
    ended_in_home_country(release, ground, _ANY, [])
    for place_class in _CLASSES:
        try:
            kept_expectation(release, ground, place_class)
        except NetworkError:  # no place of the class has a tie
            continue
    if not release.overlay_sums:
        names_ground(release)
