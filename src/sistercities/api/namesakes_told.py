"""Which partners of a place may be others of their name: what no source tells, said in words.

The table of ties marks each such tie; here a place says it of itself, before anybody counts on it.
"""

from __future__ import annotations

from dataclasses import dataclass

from sistercities.dataset.release.queried import Queried
from sistercities.sentences import (
    PlaceName,
    Sentence,
    listed_few,
    place_name,
    say,
    say_count,
)
from sistercities.terms.words import ALIVE

_MOST_NAMED = 5
_ALIVE = ", ".join(f"'{word}'" for word in ALIVE)
_NOT_TOLD = f"""
    SELECT t.tie_id, t.place_a, t.place_b,
        max(CASE WHEN instr(c.method_a, 'namesake_not_told') > 0 THEN c.place_a END) AS doubt_a,
        max(CASE WHEN instr(c.method_b, 'namesake_not_told') > 0 THEN c.place_b END) AS doubt_b
    FROM ties t JOIN claims c ON c.tie_id = t.tie_id
    WHERE (t.place_a = ? OR t.place_b = ?) AND instr(t.method, 'namesake_not_told') > 0
        AND t.standing IN ({_ALIVE})
    GROUP BY t.tie_id, t.place_a, t.place_b ORDER BY t.tie_id
"""
_CALLED = "SELECT place_id, name FROM places WHERE place_id IN ({marks})"


@dataclass(frozen=True, slots=True)
class _Partner:
    """A partner that stands; `is_home_open`: which place of the home's name is meant is open."""

    name: PlaceName
    is_home_open: bool


def namesakes_not_told(release: Queried, place_id: str) -> tuple[Sentence, ...]:
    """Say of which partners that stand no source tells which place of a name is meant.

    Parameters
    ----------
    release
        An opened release, or a store of its rows.
    place_id
        The place.

    Returns
    -------
    tuple of Sentence
        One on the name of the place itself, one on those of its partners; empty where all is told.
    """
    rows = release.query(_NOT_TOLD, [place_id, place_id])
    if not rows:
        return ()
    ids = [row["place_b"] if row["place_a"] == place_id else row["place_a"] for row in rows]
    marks = ", ".join("?" * (len(ids) + 1))
    called = release.query(_CALLED.format(marks=marks), [place_id, *ids])
    names = {row["place_id"]: place_name(row["name"], row["place_id"]) for row in called}
    found = [
        _Partner(names[one], place_id in (row["doubt_a"], row["doubt_b"]))
        for one, row in zip(ids, rows, strict=True)
    ]
    of_home = [one.name for one in found if one.is_home_open]
    of_partners = [one.name for one in found if not one.is_home_open]
    return (
        *([_of_home(names[place_id], of_home)] if of_home else []),
        *([_of_partners(names[place_id], of_partners)] if of_partners else []),
    )


def _of_home(home: PlaceName, partners: list[PlaceName]) -> Sentence:
    named = listed_few(partners[:_MOST_NAMED], len(partners))
    return say(
        "No source says which {place} is the partner of {partners}; we take the largest.",
        place=home,
        partners=named,
    )


def _of_partners(home: PlaceName, partners: list[PlaceName]) -> Sentence:
    return say_count(
        "No source says which {partners} is a partner of {place}; we take the largest.",
        "Of {n} partners of {place} ({partners}) no source says which place of the name is meant; "
        "we take the largest.",
        len(partners),
        place=home,
        partners=listed_few(partners[:_MOST_NAMED], len(partners)),
    )
