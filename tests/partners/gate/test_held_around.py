"""Partnerships that are held of the place around one: "more" of a place that has some itself."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import Any, cast

import pytest

from sistercities.dataset.release.queried import Queried
from sistercities.partners.gate.held_around import said_of_held_around
from sistercities.sentences import place_name

_TABLES = """
    CREATE TABLE places (place_id, name);
    INSERT INTO places VALUES ('q', 'Kreuz'), ('d', 'Kreuz und Feld'), ('a', 'Aa'), ('b', 'Bb');
    CREATE TABLE parents (place_id, parent_id, to_year);
    INSERT INTO parents VALUES ('q', 'd', NULL);
    CREATE TABLE ties (tie_id, place_a, place_b, standing);
    INSERT INTO ties VALUES ('a~d', 'a', 'd', 'listed');
    CREATE TABLE conflicts (tie_id, field, kept, other);
    INSERT INTO conflicts VALUES ('a~d', 'place', 'd', 'q');
"""


class _Made:
    """Tables of four places: a district, its quarter, and two partners."""

    def __init__(self, own: str) -> None:
        self.tables = sqlite3.connect(":memory:")
        self.tables.row_factory = sqlite3.Row
        self.tables.executescript(_TABLES)
        self.tables.execute("INSERT INTO ties VALUES ('b~q', 'b', 'q', ?)", [own])

    def query(self, text: str, values: Sequence[object]) -> list[Any]:
        return self.tables.execute(text, tuple(values)).fetchall()


@pytest.mark.parametrize(("own", "n"), [("ended", "1"), ("listed", "1 more")])
def test_partnerships_are_more_only_beside_some(own: str, n: str) -> None:
    made = _Made(own)
    (said,) = said_of_held_around(cast("Queried", made), place_name("Kreuz", "q"))
    made.tables.close()
    assert str(said) == (
        f"{n} partnership that a source tells of Kreuz counts here as one of Kreuz und Feld, in "
        "which Kreuz lies: Aa."
    )
