"""Ties that may be one tie told at two levels: which pairs are told, and which are not."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from sistercities.dataset.resolved import ResolvedClaim
from sistercities.dataset.two_levels import two_level_conflicts
from sistercities.terms.claims import NamedEnd, SourceClaim
from sistercities.terms.places import Place, Resolution

PLACES = {
    place.place_id: place
    for place in (
        Place("gn:1", "Province", "", "region1", "XA", "XA-1"),
        Place("gn:2", "County", "", "region2", "XA", "XA-1", parent_ids=("gn:1",)),
        Place("gn:3", "Town", "", "city", "XA", "XA-1", parent_ids=("gn:2",)),
        Place("gn:4", "Other Town", "", "city", "XA", "XA-2"),
        Place("gn:5", "Former", "", "city", "XA", "XA-2", valid_to=2000, successor="gn:4"),
        Place("gn:9", "Partner", "", "city", "XB", "XB-1"),
    )
}


def tie(a: str, b: str, start: str = "", precision: str = "") -> dict[str, Any]:
    stated = {0: "none", 4: "year", 7: "month", 10: "day"}[len(start)]
    first, second = sorted((a, b))
    return {
        "tie_id": f"{first}~{second}",
        "place_a": first,
        "place_b": second,
        "start": start or None,
        "start_precision": precision or stated,
    }


def claim(one: dict[str, Any], number: int = 0) -> ResolvedClaim:
    def end(place_id: str) -> tuple[NamedEnd, Resolution]:
        place = PLACES[place_id]
        return NamedEnd(place.name, place.country), Resolution(place_id, "id", 1.0)

    (a, found_a), (b, found_b) = end(one["place_a"]), end(one["place_b"])
    source = SourceClaim(
        f"s:{one['tie_id']}:{number}", "s", "", a, b, "", "none", False, "", "unknown", "unknown",
        False, "", "CC0-1.0",
    )  # fmt: skip
    return ResolvedClaim(source, found_a, found_b)


def told(*ties: dict[str, Any]) -> set[tuple[str, str, str]]:
    rows = two_level_conflicts(ties, [claim(one, n) for one in ties for n in (2, 1)], PLACES)
    return {(row["tie_id"], row["kept"], row["other"]) for row in rows}


def test_both_ties_name_the_place_of_the_other() -> None:
    assert told(tie("gn:2", "gn:9"), tie("gn:3", "gn:9")) == {
        ("gn:3~gn:9", "gn:3", "gn:2"),
        ("gn:2~gn:9", "gn:2", "gn:3"),
    }


def test_a_container_counts_at_any_height() -> None:
    assert ("gn:3~gn:9", "gn:3", "gn:1") in told(tie("gn:1", "gn:9"), tie("gn:3", "gn:9"))


def test_a_former_place_lies_in_its_successor() -> None:
    assert ("gn:5~gn:9", "gn:5", "gn:4") in told(tie("gn:4", "gn:9"), tie("gn:5", "gn:9"))


def test_neighbours_with_one_partner_are_two_ties() -> None:
    assert told(tie("gn:3", "gn:9"), tie("gn:4", "gn:9")) == set()


def test_dates_that_exclude_one_another_tell_of_two_agreements() -> None:
    assert told(tie("gn:1", "gn:9", "1980-11-21"), tie("gn:3", "gn:9", "1974-04-18")) == set()
    assert told(tie("gn:1", "gn:9", "1980"), tie("gn:3", "gn:9", "1980-04-18"))
    assert told(tie("gn:1", "gn:9", "1980"), tie("gn:3", "gn:9", "1974", "suspect"))


def test_a_row_rests_on_the_first_claim_of_each_tie() -> None:
    ties = [tie("gn:2", "gn:9"), tie("gn:3", "gn:9")]
    rows = two_level_conflicts(ties, [claim(one, n) for one in ties for n in (2, 1)], PLACES)
    assert {(row["tie_id"], row["kept_claim"], row["other_claim"]) for row in rows} == {
        ("gn:2~gn:9", "s:gn:2~gn:9:1", "s:gn:3~gn:9:1"),
        ("gn:3~gn:9", "s:gn:3~gn:9:1", "s:gn:2~gn:9:1"),
    }


@given(st.permutations(["gn:1", "gn:2", "gn:3", "gn:4", "gn:5"]))
def test_the_order_of_the_ties_changes_nothing_and_each_pair_is_told_from_both_sides(
    order: list[str],
) -> None:
    found = told(*(tie(one, "gn:9") for one in order))
    assert found == told(*(tie(one, "gn:9") for one in sorted(order)))
    assert {(kept, other) for _, kept, other in found} == {
        (other, kept) for _, kept, other in found
    }
