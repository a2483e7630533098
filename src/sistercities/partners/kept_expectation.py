"""How many ties places are expected to have, fitted once a release and kept beside its index."""

from __future__ import annotations

from sistercities.dataset.release.store import Release
from sistercities.partners.expected_ties import ExpectedTies, expected_ties, fitted_to
from sistercities.partners.ground import Ground
from sistercities.partners.kept_ground import GROUND
from sistercities.partners.kept_records import kept_record
from sistercities.partners.packed_records import Kind
from sistercities.partners.place_columns import HomeFacts
from sistercities.terms.progress import Progress, quiet
from twolevel.counts.laws import CountLaw

_MADE_BY = (
    *GROUND.made_by,
    "partners/kept_expectation.py", "partners/expected_ties.py", "partners/place_columns.py",
    "partners/features/size.py", "partners/additive_model.py", "../twolevel/counts/grouped.py",
    "../twolevel/counts/levelled.py", "../twolevel/counts/laws.py", "../twolevel/core/simplex.py",
    "../twolevel/core/special_functions.py",
)  # fmt: skip
_MOST_KEPT = 4
_kept: dict[tuple[int, str], tuple[Ground, ExpectedTies]] = {}


def kept_expectation(
    release: Release,
    ground: Ground,
    place_class: str,
    on_progress: Progress = quiet,
) -> ExpectedTies:
    """Return what all places of a class are expected to have, fitted once for a release.

    Parameters
    ----------
    release, ground
        An opened release, and its ground.
    place_class
        "city" or "region".
    on_progress
        Told what is done where it must be fitted.

    Raises
    ------
    NetworkError
        If no place of the class has a tie.
    """
    key = (id(ground), place_class)
    if key not in _kept or _kept[key][0] is not ground:
        found = kept_record(
            release,
            _kind(place_class),
            lambda: expected_ties(ground, place_class, on_progress),
            lambda other: other.fitted_to == fitted_to(ground, place_class),
        )
        if len(_kept) >= _MOST_KEPT:
            _kept.clear()
        _kept[key] = (ground, found)
    return _kept[key][1]


def _kind(place_class: str) -> Kind:
    return Kind(f"expected-{place_class}", (ExpectedTies, CountLaw, HomeFacts), _MADE_BY)
