"""The ties of one place, from the index alone.

It imports neither DuckDB nor pandas nor numpy, so a city's list is there faster than the eye.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import fields
from typing import TYPE_CHECKING, Any

from sistercities.api.arguments import checked_standings, checked_word
from sistercities.api.data_choice import AnyData, open_data
from sistercities.api.events import events_of_place
from sistercities.api.records import OtherLevel, PlaceRef, Tie, TieList
from sistercities.dataset.around_of_its_name import level_namesake
from sistercities.dataset.heirs import merged_into
from sistercities.dataset.index.opened import index_of
from sistercities.dataset.lookup import places_of_ids
from sistercities.dataset.town_lookup import meet_place
from sistercities.dataset.town_lookup import passed_over as other_places
from sistercities.sentences import Sentence
from sistercities.terms.told_events import ToldEvent
from sistercities.terms.words import STATUSES

if TYPE_CHECKING:
    from sistercities.api.place_warnings import PlaceWarnings
    from sistercities.dataset.release.queried import Queried
    from sistercities.dataset.typed_queries import FoundPlace

_TIES = """
    SELECT t.*, s.title AS standing_title,
        o.place_id, o.name, o.name_local, o.level, o.country, o.region_iso, o.is_dual, o.valid_to
    FROM ties t JOIN sources s ON s.source_id = t.standing_source
    JOIN places o ON o.place_id = CASE WHEN t.place_a = ? THEN t.place_b ELSE t.place_a END
    WHERE t.place_a = ? OR t.place_b = ?
    ORDER BY t.start NULLS LAST, o.country, o.name, t.tie_id
"""
_PLACE = """
    SELECT place_id, name, name_local, level, country, region_iso, is_dual, valid_to FROM places
    WHERE place_id = ?
"""
_OTHER_LEVELS = """
    SELECT c.tie_id, c.kept = ? AS is_here, w.tie_id AS other_tie,
        o.place_id, o.name, o.name_local, o.level, o.country, o.region_iso, o.is_dual, o.valid_to
    FROM conflicts c JOIN ties t ON t.tie_id = c.tie_id
    JOIN places o ON o.place_id = c.other
    JOIN ties w ON (w.place_a = c.other AND w.place_b IN (t.place_a, t.place_b))
        OR (w.place_b = c.other AND w.place_a IN (t.place_a, t.place_b))
    WHERE c.field = 'place' AND (t.place_a = ? OR t.place_b = ?)
        AND c.kept NOT IN (w.place_a, w.place_b)
    ORDER BY c.tie_id, o.place_id
"""


def ties_of(
    name: str,
    *,
    standing: Sequence[str] = (),
    status: str | None = None,
    data: AnyData = None,
) -> TieList:
    """List the ties of one place, the oldest first, undated ones last.

    Parameters
    ----------
    name
        Name in any script, `name, country` such as `Springfield, US`, or a place id.
    standing
        Only ties of these standings; `alive` stands for those that count as alive. Empty takes all.
    status
        Only ties of which the sources state this last; `unknown` are those of which none states
        one. None takes all.
    data
        Folder of another release, or `Data` with overlays; None takes the release in the package.

    Returns
    -------
    TieList
        All ties that the release holds, ended and pending ones included; `a` is the place. Those of
        municipalities that became a part of it come last, and `a` is the older one.
        It is a list of `Tie` with `to_frame()`.

    Raises
    ------
    PlaceNotFound, PlaceAmbiguous
        If no place or several places have that name; the message lists candidates.
    InvalidArgument
        If a standing or the status is none.
    ReleaseError, OverlayError
        If the release or an overlay is damaged.
    """
    wanted = _checked(standing, status)
    with open_data(data) as release:
        found = meet_place(release, name)
        return _all_ties(index_of(release), found, wanted, status)


def ties_with_warnings(
    name: str,
    *,
    standing: Sequence[str] = (),
    status: str | None = None,
    data: AnyData = None,
) -> tuple[TieList, PlaceWarnings]:
    """List the ties of one place, and what is to be known of it before; see `ties_of`."""
    from sistercities.api.place_warnings import warnings_of

    wanted = _checked(standing, status)
    with open_data(data) as release:
        found, index = meet_place(release, name), index_of(release)
        return _all_ties(index, found, wanted, status), warnings_of(index, found.place_id)


def passed_over(
    name: str, place_id: str, data: AnyData = None
) -> tuple[Sentence | None, tuple[str, ...]]:
    """Tell of the places with ties that are called so too, where `place_id` was taken.

    Parameters
    ----------
    name
        What was typed.
    place_id
        The place that it was taken for.
    data
        As for `ties_of`.

    Returns
    -------
    Sentence or None
        Which of a municipality and a region of one name was taken; None where these are not two.
    tuple of str
        A line of each other place, with its id; empty where no other has ties.
    """
    with open_data(data) as release:
        taken = places_of_ids(release, [place_id])
        other = level_namesake(release, name, taken[0], even_without=True) if taken else None
        told = [] if other is None else [other.place.place_id]
        lines = tuple(other_places(release, name, place_id, told))
        return None if other is None else other.sentence, lines


def _checked(standing: Sequence[str], status: str | None) -> frozenset[str]:
    wanted = frozenset(checked_standings(standing))
    if status is not None:
        checked_word("status", status, STATUSES)
    return wanted


def _all_ties(
    index: Queried, found: FoundPlace, wanted: frozenset[str], status: str | None
) -> TieList:
    """List the ties of a place, and then those of the municipalities that became a part of it."""
    here = PlaceRef(
        place_id=found.place_id,
        name=found.name,
        name_local=found.name_local or None,
        level=found.level,
        country=found.country,
        region_iso=found.region_iso or None,
        is_dual=found.is_dual,
        valid_to=_last_year(index, found.place_id),
    )
    held = _ties(index, here, wanted, status)
    for one in merged_into(index, here.place_id):
        (row,) = index.query(_PLACE, [one.name.place_id])
        held += _ties(index, _place_ref(row), wanted, status)
    held.place = here
    return held


def _ties(index: Queried, here: PlaceRef, wanted: frozenset[str], status: str | None) -> TieList:
    key = here.place_id
    levels = _other_levels(index, key)
    events = events_of_place(index, key)
    rows = index.query(_TIES, [key, key, key])
    return TieList(
        _tie(here, each, levels.get(each["tie_id"], ()), events.get(each["tie_id"], ()))
        for each in rows
        if (not wanted or each["standing"] in wanted) and status in (None, each["status"])
    )


def _last_year(index: Queried, key: str) -> int | None:
    """Return the last year in which a place existed; None of one that exists."""
    rows = index.query("SELECT valid_to FROM places WHERE place_id = ?", [key])
    return rows[0]["valid_to"] if rows else None


def _other_levels(release: Queried, key: str) -> dict[str, tuple[OtherLevel, ...]]:
    """Ties that may be those of the place told at another level, by tie id."""
    found: defaultdict[str, tuple[OtherLevel, ...]] = defaultdict(tuple)
    for row in release.query(_OTHER_LEVELS, [key, key, key]):
        end = "a" if row["is_here"] else "b"
        found[row["tie_id"]] += (OtherLevel(row["other_tie"], end, _place_ref(row)),)
    return found


def _place_ref(row: dict[str, Any]) -> PlaceRef:
    return PlaceRef(
        place_id=row["place_id"],
        name=row["name"],
        name_local=row["name_local"] or None,
        level=row["level"],
        country=row["country"],
        region_iso=row["region_iso"] or None,
        is_dual=row["is_dual"],
        valid_to=row["valid_to"],
    )


_PLAIN = tuple(
    each.name
    for each in fields(Tie)
    if each.name not in ("a", "b", "events", "sources", "other_levels")
)
"""What of a tie stands in its row as it is told."""


def _tie(
    here: PlaceRef,
    row: dict[str, Any],
    levels: tuple[OtherLevel, ...],
    events: tuple[ToldEvent, ...],
) -> Tie:
    plain: dict[str, Any] = {name: None if row[name] == "" else row[name] for name in _PLAIN}
    return Tie(
        **plain,
        a=here,
        b=_place_ref(row),
        events=events,
        sources=tuple(row["sources"].split()),
        other_levels=levels,
    )
