"""A form that has no answer shows the names of places, as one with an answer does: no ids."""

from __future__ import annotations

import pytest

import world
from web.reader import Reader, parsed


def _values(page: str, field: str) -> list[str | None]:
    every = parsed(page).iter()
    return [one.get("value") for one in every if one.get("name") == field and one.get("value")]


@pytest.mark.parametrize(
    ("address", "field"),
    [
        (f"/path?from={world.NINGWAN}&to=Nowhere+at+all", "from"),
        (f"/path?from=Nowhere+at+all&to={world.NINGWAN}", "to"),
        (f"/recommend?q={world.NINGWAN}&purpose=none-such", "q"),
        (f"/assess?q={world.NINGWAN}&partner=Nowhere+at+all", "q"),
        (f"/assess?q=Nowhere+at+all&partner={world.NINGWAN}", "partner"),
        (f"/benchmark?q={world.NINGWAN}&like=Nowhere+at+all", "q"),
    ],
)
def test_an_id_that_was_sent_is_shown_as_a_name(reader: Reader, address: str, field: str) -> None:
    answer = reader.ask(address)
    values = _values(answer.text, field)
    assert answer.status_code == 400 or "benchmark" in address
    assert any("Ningwan" in (one or "") for one in values)
    assert world.NINGWAN not in values


def test_an_id_that_no_place_has_stays_as_it_was_typed(reader: Reader) -> None:
    page = reader.ask(f"/path?from={world.NINGWAN}&to=gn:1").text
    assert "gn:1" in _values(page, "to")
