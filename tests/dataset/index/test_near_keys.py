"""Keys near a mistyped one are found whatever else there is, and few others are gone through."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from typing import Any

import pytest

from sistercities.dataset.index import near_keys
from sistercities.dataset.index.near_keys import HELD, TOWNS, keys_near, write_near_keys

COUNTRIES = ("DE", "FR")
SYLLABLES = ("ka", "lo", "mu", "ne", "ri", "so", "tu")
CROWD = tuple(f"b{one}{two}{three}stadt" for one in SYLLABLES for two in SYLLABLES
              for three in SYLLABLES)  # fmt: skip
"""Keys that begin and end alike."""


OPENED: list[sqlite3.Connection] = []


@pytest.fixture(autouse=True)
def closed_afterwards() -> Iterator[None]:
    yield
    while OPENED:
        OPENED.pop().close()


class Made:
    """A database of made-up names that is asked as an index is."""

    def __init__(self, keys: Sequence[str]) -> None:
        self._held = sqlite3.connect(":memory:")
        OPENED.append(self._held)
        self._held.row_factory = sqlite3.Row
        self._held.executescript(
            "CREATE TABLE names (key, place_id); CREATE TABLE tie_counts (place_id, n);"
            "CREATE TABLE places (place_id, country, population);"
            "CREATE TABLE gazetteer_names (key, place_id, kind);"
            "CREATE TABLE gazetteer (place_id, country, population);"
        )
        for k, key in enumerate(keys):
            place = (f"x:{k}", COUNTRIES[k % 2], 1000)
            self._held.execute("INSERT INTO names VALUES (?, ?)", (key, place[0]))
            self._held.execute("INSERT INTO places VALUES (?, ?, ?)", place)
            self._held.execute("INSERT INTO gazetteer_names VALUES (?, ?, 'name')", (key, place[0]))
            self._held.execute("INSERT INTO gazetteer VALUES (?, ?, ?)", place)
        write_near_keys(self._held)

    def query(self, sql: str, parameters: Sequence[object] = ()) -> list[dict[str, Any]]:
        """Return rows by column."""
        return [dict(row) for row in self._held.execute(sql, parameters)]


@pytest.mark.parametrize("kind", [HELD, TOWNS])
@pytest.mark.parametrize("typed", ["awa", "aua", "uwa", "uawa", "aiwa", "auwe", "auwai"])
def test_a_short_name_with_one_letter_wrong_is_found(kind: str, typed: str) -> None:
    assert "auwa" in keys_near(Made(["auwa", *CROWD]), kind, typed)


@pytest.mark.parametrize("country", ["", "DE"])
def test_rare_runs_find_a_name_among_many_with_its_common_ones(
    monkeypatch: pytest.MonkeyPatch, country: str
) -> None:
    monkeypatch.setattr(near_keys, "_MOST_SHARING", 10)
    made = Made(["zwiefelstadt", *CROWD])
    found = keys_near(made, HELD, "swiefolstadt", country)  # two letters are others
    assert "zwiefelstadt" in found
    assert len(found) < 12  # of the crowd, which shares five runs with it, nobody is ranked


def test_where_many_begin_alike_more_letters_must_be_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    others = [f"b{chr(97 + k % 26)}{chr(97 + k // 26)}x" for k in range(300)]
    made = Made(["bigu", *others])
    monkeypatch.setattr(near_keys, "_MOST_ALIKE", 20)
    found = keys_near(made, HELD, "biun")  # two letters off, and no run in common
    assert "bigu" in found
    assert len(found) < 20


def test_a_name_of_no_latin_letters_is_found_by_what_is_left_of_it() -> None:
    made = Made(["宁波市区", "宁海县", *CROWD])
    assert "宁波市区" in keys_near(made, HELD, "宁波市")
    assert "宁海县" in keys_near(made, HELD, "海宁县")


def test_a_run_that_nobody_has_finds_nobody() -> None:
    assert keys_near(Made(CROWD), HELD, "qqqqqqqqq") == []
