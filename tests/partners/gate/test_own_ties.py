"""A tie of the two places that one list lacks, and one of which a namesake may be meant."""

from __future__ import annotations

from typing import Any

import pytest

from sistercities.partners.gate.own_ties import _told
from sistercities.sentences import listed, place_name
from sistercities.terms.standing_words import Stands

BOTH = listed([place_name("One", "x:1"), place_name("Other", "x:2")])
ROW: dict[str, Any] = {
    "tie_id": "t1", "standing": "listed", "standing_since": "2020", "seen_until": 2020,
    "start": "1992", "start_precision": "year", "end": None, "sources": "drawn-2020",
    "known_until": 2020,
}  # fmt: skip


@pytest.mark.parametrize(
    ("method", "absent_from", "begins"),
    [
        ("name", 2026, "Our sources name a partnership of One and Other since 1992."),
        ("name", None, "One and Other are partners already since 1992: on the list of 2020"),
        ("namesake_not_told", 2026, "One and Other may be partners since 1992: a source of 2020"),
        ("namesake_not_told", None, "One and Other may be partners since 1992: a source of 2020"),
    ],
)
def test_of_which_place_a_name_is_comes_before_which_list_lacks_it(
    method: str, absent_from: int | None, begins: str
) -> None:
    stands = Stands(
        "listed", "2020", "drawn-2020", "A drawn list", 2016, 2020, None, absent_from=absent_from
    )
    told = _told({**ROW, "method": method}, BOTH, stands)
    assert str(told.sentence).startswith(begins)
    assert (told.kind, told.strength, told.ties) == ("tied", "note", ("t1",))
