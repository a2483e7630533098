"""Municipalities that were merged into another: who holds their partnerships now.

Kuressaare became a part of Saaremaa, and what it signed binds Saaremaa. A tie keeps its places, its
claims and its own end, and is counted once; whoever asks for what took a municipality over meets
its ties as those of the older town. Two rules keep that from saying too much:

* the successor is a municipality itself. A city of Viet Nam whose wards are governed by their
  province is followed by it, and left it nothing that it signed;
* the successor is the only one. Of a municipality that was divided none is written down.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from sistercities.sentences import PlaceName, Sentence, place_name, say
from sistercities.terms.words import MUNICIPAL

if TYPE_CHECKING:
    from sistercities.dataset.release.queried import Queried
    from sistercities.terms.places import Place

_LEVELS = "({})".format(", ".join(f"'{level}'" for level in sorted(MUNICIPAL)))
_ENDED = f"p.valid_to IS NOT NULL AND p.level IN {_LEVELS}"
_STEPS = f"""
    SELECT p.place_id AS ended, p.successor AS heir, s.valid_to AS until
    FROM places p JOIN places s ON s.place_id = p.successor
    WHERE {_ENDED} AND s.level IN {_LEVELS}
"""
HEIRS = f"""
    WITH RECURSIVE followed (ended, heir, until) AS (
        {_STEPS}
        UNION SELECT f.ended, s.heir, s.until FROM followed f JOIN ({_STEPS}) s ON s.ended = f.heir)
    SELECT ended, heir FROM followed WHERE until IS NULL
"""
"""Ids of the municipalities that were merged away, and of those of today that took them over."""
# In `coalesce` a level is looked at, and is no index of all places of that level to begin with.
_WAS_ONE = f"p.valid_to IS NOT NULL AND coalesce(p.level, '') IN {_LEVELS}"
_OF_ONE = f"""
    WITH RECURSIVE before (place_id, name, valid_to) AS (
        SELECT p.place_id, p.name, p.valid_to
        FROM places p JOIN places s ON s.place_id = p.successor
        WHERE p.successor = ? AND {_WAS_ONE} AND s.valid_to IS NULL
            AND coalesce(s.level, '') IN {_LEVELS}
        UNION SELECT p.place_id, p.name, p.valid_to
        FROM before b JOIN places p ON p.successor = b.place_id WHERE {_WAS_ONE})
    SELECT place_id, name, valid_to FROM before ORDER BY name, place_id
"""
_OF_ENDED = """
    SELECT p.name, p.valid_to, p.level, p.successor, s.name AS heir, s.level AS heir_level,
        s.valid_to AS until
    FROM places p LEFT JOIN places s ON s.place_id = p.successor WHERE p.place_id = ?
"""


class MergedTown(NamedTuple):
    """A municipality that was merged away: its name, and the last year in which it was one."""

    name: PlaceName
    until: int


class Heir(NamedTuple):
    """What took over a municipality: the older one, and the name of that of today."""

    of: MergedTown
    name: PlaceName

    @property
    def sentence(self) -> Sentence:
        """Say that an answer on the older one is that of what took it over."""
        return say(
            "{place} was a municipality until {year} and is now part of {heir}; this is the answer "
            "for {heir}.",
            place=self.of.name, year=self.of.until, heir=self.name,
        )  # fmt: skip


def merged_into(release: Queried, place_id: str) -> tuple[MergedTown, ...]:
    """Return the municipalities whose partnerships a place holds now, by name.

    Parameters
    ----------
    release
        An opened release, or its index.
    place_id
        The place; what has ended itself holds none.
    """
    return tuple(
        MergedTown(place_name(row["name"], row["place_id"]), row["valid_to"])
        for row in release.query(_OF_ONE, [place_id])
    )


def heir_of(release: Queried, place_id: str) -> Heir | None:
    """Return what holds the partnerships of a place that was merged away; None where none does."""
    first: MergedTown | None = None
    seen: set[str] = set()
    while place_id not in seen:
        seen.add(place_id)
        rows = release.query(_OF_ENDED, [place_id])
        if not rows or rows[0]["valid_to"] is None or rows[0]["heir"] is None:
            return None
        row = rows[0]
        if not {row["level"], row["heir_level"]} <= MUNICIPAL:
            return None
        first = first or MergedTown(place_name(row["name"], place_id), row["valid_to"])
        if row["until"] is None:
            return Heir(first, place_name(row["heir"], row["successor"]))
        place_id = row["successor"]
    return None


def heirs_among(places: Mapping[str, Place]) -> dict[str, str]:
    """Return what `HEIRS` does, of places that are no table yet."""
    found = {}
    for one in places.values():
        seen, heir = {one.place_id}, one
        while heir.valid_to is not None and heir.level in MUNICIPAL:
            following = places.get(heir.successor)
            if following is None or following.place_id in seen:
                break
            heir = following
            seen.add(heir.place_id)
        if heir is not one and heir.valid_to is None and heir.level in MUNICIPAL:
            found[one.place_id] = heir.place_id
    return found


def pairs_of_heirs(
    pairs: Collection[tuple[str, str]], heirs: Mapping[str, str]
) -> dict[str, tuple[str, str]]:
    """Return which held tie is meant by the two places that a list writes, by the id of these.

    A list may write what took a town over where the tie is that of the town, or a town that is no
    more where the tie is that of what took it over. Two towns of one municipality do not meet.

    Parameters
    ----------
    pairs
        The places of each tie that is held.
    heirs
        Merged municipalities to what took them over (`heirs_among`).
    """
    merged: dict[str, list[str]] = {}
    for town, heir in heirs.items():
        merged.setdefault(heir, []).append(town)
    held = {"~".join(sorted(pair)) for pair in pairs}
    found: dict[str, tuple[str, str]] = {}
    for one, other in sorted(pairs):
        here, there = (_ways_to_write(end, heirs, merged) for end in (one, other))
        for a, b in ((a, b) for a in here for b in there):
            written = "~".join(sorted((a, b)))
            if written not in held and heirs.get(a, a) != heirs.get(b, b):
                found.setdefault(written, (one, other))
    return found


def _ways_to_write(
    end: str, heirs: Mapping[str, str], merged: Mapping[str, Sequence[str]]
) -> tuple[str, ...]:
    """Return a place, what took it over, and what it took over."""
    return (end, *([heirs[end]] if end in heirs else []), *merged.get(end, ()))


def heir_redirects(
    ties: Iterable[Mapping[str, Any]], heirs: Mapping[str, str], taken: Collection[str]
) -> list[dict[str, Any]]:
    """Rows of the table `tie_redirects` that lead from the tie of an heir to that of the old town.

    So a register that writes Saaremaa where the data hold Kuressaare meets the tie that is held.

    Parameters
    ----------
    ties
        Rows of the table `ties`.
    heirs
        Merged municipalities to what took them over.
    taken
        Ids that lead elsewhere or are held.
    """
    from sistercities.terms.words import ALIVE

    found: dict[str, str] = {}
    for tie in sorted(ties, key=lambda one: (one["standing"] not in ALIVE, one["tie_id"])):
        for old_id in _ids_of_heirs(tie["tie_id"].split("~"), heirs):
            if old_id not in taken:
                found.setdefault(old_id, tie["tie_id"])
    reason = "the place took over the municipality that has this tie"
    return [{"old_id": old, "new_id": new, "reason": reason} for old, new in sorted(found.items())]


def _ids_of_heirs(ends: Sequence[str], heirs: Mapping[str, str]) -> list[str]:
    """Return the ids that a tie would have of what took over one of its places, or both.

    Two places that are one municipality now are no tie of it.
    """
    if len({heirs.get(end, end) for end in ends}) == 1:
        return []
    here, there = ({end, heirs.get(end, end)} for end in ends)
    pairs = {tuple(sorted((one, other))) for one in here for other in there if one != other}
    return ["~".join(pair) for pair in sorted(pairs - {tuple(ends)})]
