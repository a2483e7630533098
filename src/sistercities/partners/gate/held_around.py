"""Partnerships that stand under another name: of the place around one, or of what it took over.

One source says Basel and another the canton, and it is one agreement (`folded_ties.csv`), held of
one of the two. Whoever asks for the other is led there. What a municipality signed is kept under
its name when it is merged into another, and counts as a partnership of that (`dataset.heirs`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sistercities.dataset.heirs import MergedTown, merged_into
from sistercities.sentences import (
    PlaceName,
    Sentence,
    listed,
    listed_few,
    place_name,
    say,
    say_count,
)
from sistercities.terms.words import ALIVE

if TYPE_CHECKING:
    from sistercities.dataset.release.queried import Queried

_ALIVE = ", ".join(f"'{word}'" for word in ALIVE)
HELD_AROUND = f"""
    SELECT DISTINCT c.other AS told, c.kept AS held,
        CASE WHEN t.place_a = c.kept THEN t.place_b ELSE t.place_a END AS partner
    FROM conflicts c JOIN ties t ON t.tie_id = c.tie_id
    JOIN parents a ON a.place_id = c.other AND a.to_year IS NULL
    LEFT JOIN parents b ON b.place_id = a.parent_id AND b.to_year IS NULL
    WHERE c.field = 'place' AND c.kept IN (t.place_a, t.place_b)
        AND c.kept IN (a.parent_id, b.parent_id) AND t.standing IN ({_ALIVE})
"""
"""Ties of today that a source tells of a place, and that are held of what it lies in."""
_OF_TOWN = f"""
    SELECT DISTINCT o.place_id, o.name FROM ties t JOIN places o
    ON o.place_id = CASE WHEN t.place_a = ? THEN t.place_b ELSE t.place_a END
    WHERE (t.place_a = ? OR t.place_b = ?) AND t.standing IN ({_ALIVE}) ORDER BY o.name, o.place_id
"""
"""Partners of today of a municipality that was merged away."""
_HAS_OWN = f"""
    SELECT 1 FROM ties WHERE (place_a = ? OR place_b = ?) AND standing IN ({_ALIVE}) LIMIT 1
"""
"""Whether a place has a partner of today of its own."""
_OF_ONE = f"""
    SELECT k.place_id AS held_id, k.name AS held, o.place_id, o.name
    FROM ({HELD_AROUND} AND c.other = ?) h
    JOIN places k ON k.place_id = h.held JOIN places o ON o.place_id = h.partner
    WHERE NOT EXISTS (
        SELECT 1 FROM ties w WHERE w.place_a = h.told AND w.place_b = o.place_id
        OR w.place_b = h.told AND w.place_a = o.place_id
    )
    ORDER BY k.name, k.place_id, o.name, o.place_id
"""
"""Those of one place, less what it has of its own."""
_MOST_TOWNS = 2
"""Municipalities that have a sentence each."""
MOST_NAMED = 5
"""Partners that one sentence names."""


def said_of_held_around(release: Queried, home: PlaceName) -> tuple[Sentence, ...]:
    """Say which partnerships of today that a source tells of a place stand under another.

    Parameters
    ----------
    release
        An opened release, or its index.
    home
        The place.

    Returns
    -------
    tuple of Sentence
        One for each place around it that has such; empty where none has.
    """
    by_held: dict[PlaceName, list[PlaceName]] = {}
    for row in release.query(_OF_ONE, [home.place_id]):
        held = place_name(row["held"], row["held_id"])
        by_held.setdefault(held, []).append(place_name(row["name"], row["place_id"]))
    if by_held and not list(release.query(_HAS_OWN, [home.place_id] * 2)):
        return tuple(_of_these_alone(home, *each) for each in by_held.items())
    return tuple(_sentence(home, held, partners) for held, partners in by_held.items())


def said_of_merged(release: Queried, home: PlaceName) -> tuple[Sentence, ...]:
    """Say which partnerships of today stand under municipalities that became a part of a place.

    Parameters
    ----------
    release, home
        As in `said_of_held_around`.
    """
    found: list[tuple[MergedTown, Sequence[PlaceName]]] = []
    for town in merged_into(release, home.place_id):
        rows = release.query(_OF_TOWN, [town.name.place_id] * 3)
        partners = [place_name(row["name"], row["place_id"]) for row in rows]
        if partners:
            found.append((town, partners))
    return said_of_towns(home, found)


def said_of_towns(
    home: PlaceName, towns: Sequence[tuple[MergedTown, Sequence[PlaceName]]]
) -> tuple[Sentence, ...]:
    """Say which partners of a place are those of which municipality that became a part of it.

    Of many municipalities it is one sentence, where each had repeated the one before.

    Parameters
    ----------
    home
        The place.
    towns
        The municipalities, each with its partners of today.
    """
    if len(towns) <= _MOST_TOWNS:
        return tuple(_of_town(home, town, partners) for town, partners in towns)
    each = [
        say(
            "{town} until {year} ({places})", town=town.name, year=town.until,
            places=listed_few(partners[:MOST_NAMED], len(partners)),
        )
        for town, partners in towns
    ]  # fmt: skip
    return (
        say(
            "{n} municipalities are now part of {home}, and their partnerships count as its own: "
            "{towns}.",
            n=len(towns), home=home, towns=listed(each),
        ),
    )  # fmt: skip


def _of_town(home: PlaceName, town: MergedTown, partners: Sequence[PlaceName]) -> Sentence:
    return say_count(
        "One partnership of {home} is that of {town}, a municipality until {year} and now part of "
        "it: {places}.",
        "{n} partnerships of {home} are those of {town}, a municipality until {year} and now part "
        "of it: {places}.",
        len(partners), home=home, town=town.name, year=town.until,
        places=listed_few(partners[:MOST_NAMED], len(partners)),
    )  # fmt: skip


def _of_these_alone(home: PlaceName, held: PlaceName, partners: Sequence[PlaceName]) -> Sentence:
    """Say it of a place that has no partner of its own: they are not more than others."""
    places = listed_few(partners[:MOST_NAMED], len(partners))
    if home == held:
        return say_count(
            "{n} partnership that a source tells of {home} counts as one of the region of that "
            "name: {places}.",
            "{n} partnerships that a source tells of {home} count as those of the region of that "
            "name: {places}.",
            len(partners), home=home, places=places,
        )  # fmt: skip
    return say_count(
        "{n} partnership that a source tells of {home} counts here as one of {held}, in which "
        "{home} lies: {places}.",
        "{n} partnerships that a source tells of {home} count here as those of {held}, in which "
        "{home} lies: {places}.",
        len(partners), home=home, held=held, places=places,
    )  # fmt: skip


def _sentence(home: PlaceName, held: PlaceName, partners: Sequence[PlaceName]) -> Sentence:
    if home == held:  # as Fukuoka lies in a prefecture of its name
        return say_count(
            "{n} more partnership that a source tells of {home} counts as one of the region of "
            "that name: {places}.",
            "{n} more partnerships that a source tells of {home} count as those of the region of "
            "that name: {places}.",
            len(partners), home=home,
            places=listed_few(partners[:MOST_NAMED], len(partners)),
        )  # fmt: skip
    return say_count(
        "{n} more partnership that a source tells of {home} counts here as one of {held}, in which "
        "{home} lies: {places}.",
        "{n} more partnerships that a source tells of {home} count here as those of {held}, in "
        "which {home} lies: {places}.",
        len(partners), home=home, held=held,
        places=listed_few(partners[:MOST_NAMED], len(partners)),
    )  # fmt: skip
