"""Ids of ties that lead nowhere after a build are named, with the file that leads them on."""

from __future__ import annotations

from release_build.ids_left import ids_left


def _rows(column: str, *ids: str) -> list[dict[str, str]]:
    return [{column: one} for one in ids]


def test_an_id_that_is_a_tie_or_leads_to_one_is_none() -> None:
    tables = {"ties": _rows("tie_id", "a~c"), "tie_redirects": _rows("old_id", "a~b")}
    said = ids_left(_rows("tie_id", "a~b", "a~c"), tables)
    assert said == "ties: every id of the release before leads to a tie"


def test_ids_that_lead_nowhere_are_named_up_to_five_with_what_to_do() -> None:
    tables = {"ties": _rows("tie_id", "a~z"), "tie_redirects": _rows("old_id")}
    said = ids_left(_rows("tie_id", *(f"a~{k}" for k in range(7))), tables)
    assert "a~0, a~1, a~2, a~3, a~4 and 2 more;" in said
    assert "data/decisions/retired_ties.csv" in said
    assert " more" not in ids_left(_rows("tie_id", "a~b"), tables)
