"""What a study of one source or one region keeps: of both ends, of each table, of whom it asks."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from sistercities.errors import InvalidArgument
from sistercities.studies.narrowing import Narrowing, narrowed

PLACES = {"a": "CN", "b": "JP", "c": "FR", "d": "DE"}
TIES = {
    "a~b": ("a", "b", "one two"), "b~a": ("b", "a", "one"), "b~c": ("b", "c", "three"),
    "c~d": ("c", "d", "two four"),
}  # fmt: skip
"""Ties of China at their first end and at their second, and two without it."""


class _Tables:
    """Tables of four places."""

    release: Any = None

    def frame(self, name: str) -> pd.DataFrame:
        rows: dict[str, list[dict[str, str]]] = {
            "places": [{"place_id": at, "country": code} for at, code in PLACES.items()],
            "ties": [
                {"tie_id": key, "place_a": a, "place_b": b, "sources": sources}
                for key, (a, b, sources) in TIES.items()
            ],
        }
        of_sources = [{"source_id": one} for one in ("one", "two", "three", "four")]
        return pd.DataFrame(rows.get(name, of_sources))


def _narrowed(country: str, source: str) -> Any:
    tables: Any = _Tables()
    return narrowed(tables, country, Narrowing(source=source))


@pytest.mark.parametrize(
    ("country", "source", "kept"),
    [
        ("CN", "one", ["a~b", "b~a"]), ("CN", "two", ["a~b", "c~d"]), ("JP", "three", ["b~c"]),
        ("FR", "three", ["b~c"]), ("DE", "four", ["c~d"]), ("WORLD", "four", ["c~d"]),
    ],
)  # fmt: skip
def test_of_a_source_stay_its_ties_and_its_rows_of_each_table(
    country: str, source: str, kept: list[str]
) -> None:
    found = _narrowed(country, source)
    assert found.frame("ties")["tie_id"].tolist() == kept
    for name in ("claims", "region_coverage", "source_coverage"):
        assert found.frame(name)["source_id"].tolist() == [source], name
    assert len(found.frame("places")) == len(PLACES)


@pytest.mark.parametrize(
    ("country", "source", "says"),
    [
        ("CN", "three", "it tells of no tie of CN; take one of one, two"),
        ("CN", "on", "it tells of no tie of CN; take one of one, two"),
        ("DE", "one", "it tells of no tie of DE; take one of four, two"),
        ("US", "one", "no source tells of a tie of US"),
        ("WORLD", "none", "it tells of no tie of WORLD; take one of four, one, three, two"),
    ],
)
def test_a_source_that_tells_of_no_tie_is_refused_with_those_that_do(
    country: str, source: str, says: str
) -> None:
    with pytest.raises(InvalidArgument, match=says):
        _narrowed(country, source)
