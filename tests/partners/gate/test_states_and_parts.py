"""What the gate says of states as a whole, of parts of them, and of places on their own.

Four made-up states C0 to C3 of three regions each; the home place lies in C0.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from partners.gate.made_up_rows import row, unit
from partners.made_up_ground import made_up_ground
from sistercities.partners.barriers import Barrier, read_barriers
from sistercities.partners.gate.gate import Gate
from sistercities.partners.ground import Ground

GROUND = made_up_ground()
PLACES = GROUND.places
CITIES = np.flatnonzero(PLACES.level == 2)
EVERYONE = np.arange(GROUND.n_places)


def _first_of(country: int) -> int:
    return int(next(k for k in CITIES if PLACES.country[k] == country))


def _region_of(at: int) -> str:
    return str(PLACES.region_codes[PLACES.region[at]])


HOME, CITY, OTHER = _first_of(0), _first_of(1), _first_of(2)
REGION = _region_of(CITY)
WAR, SANCTIONS = row("war", "C0", "C1", "bar"), row("sanctions", "C0", "C2", "caution")
NEWS, LAW = row("relations_downgraded", "C0", "C3", "note"), row("law", "C0", REGION, "bar")
IN_PART = unit(REGION, "caution", "C1", not_suggested=REGION)
FREE_CITY = unit(REGION, "caution", "C1", not_suggested=str(PLACES.ids[CITY]))


def _gate(*rows: Barrier) -> Gate:
    return Gate(replace(GROUND, barriers=rows))


@pytest.mark.parametrize(
    ("rows", "barred", "care"),
    [
        ((), {}, {}),
        ((WAR, SANCTIONS, NEWS), {"C1": WAR}, {"C2": (SANCTIONS,)}),
        ((LAW,), {}, {}),
        ((row("law", "C0", "C2 C3", "bar"),), {"C2": 0, "C3": 0}, {}),
    ],
    ids=["no row", "one state barred, one with care, one with a note", "a region", "two at once"],
)
def test_a_state_as_a_whole_is_barred_or_calls_for_care(
    rows: tuple[Barrier, ...], barred: dict[str, object], care: dict[str, object]
) -> None:
    gate = _gate(*rows)
    found = gate.bars_of_countries(HOME)
    assert set(found) == set(barred)
    assert all(one in rows for one in found.values())
    assert gate.care_of_countries(HOME) == care
    assert gate.bars_of_countries(_first_of(3)).keys() <= {"C0"}


@pytest.mark.parametrize(
    ("rows", "parts"),
    [
        ((), {}),
        ((LAW,), {"C1": (LAW.row_id,)}),
        ((LAW, WAR), {}),
        ((IN_PART,), {"C1": (IN_PART.row_id,)}),
        ((FREE_CITY,), {}),
        ((NEWS, SANCTIONS), {}),
        ((LAW, unit(_region_of(OTHER), "bar", "C2")), {"C1": 1, "C2": 1}),
    ],
    ids=["no row", "a law on a region", "the whole state is barred", "nothing of a region",
         "some of it are suggested", "no part", "of two states"],
)  # fmt: skip
def test_a_part_of_a_state_is_named_where_nothing_of_it_is_suggested(
    rows: tuple[Barrier, ...], parts: dict[str, object]
) -> None:
    found = _gate(*rows).bars_within_countries(HOME)
    assert set(found) == set(parts)
    for country, said in found.items():
        if isinstance(parts[country], tuple):
            assert tuple(one.row_id for one in said) == parts[country]


def test_a_row_on_a_place_alone_is_a_part_of_its_state() -> None:
    of_state = [k for k in CITIES.tolist() if PLACES.country[k] == 1]
    elsewhere = next(k for k in of_state if PLACES.region[k] != PLACES.region[CITY])
    law = row("law", "C0", str(PLACES.ids[elsewhere]), "bar")
    assert set(_gate(law, LAW).bars_within_countries(HOME)["C1"]) == {law, LAW}


def test_care_is_called_for_by_cautions_and_bars_and_by_no_note() -> None:
    """Said of all at once as of each alone, and again when it is asked again."""
    gate = _gate(WAR, SANCTIONS, NEWS, IN_PART)
    due = [
        any(one.strength != "note" for one in gate.obstacles(HOME, at)) for at in EVERYONE.tolist()
    ]
    assert gate.calls_for_care(HOME, EVERYONE[::7]).tolist() == due[::7]
    assert gate.calls_for_care(HOME, EVERYONE).tolist() == due
    assert gate.calls_for_care(HOME, EVERYONE[::-1]).tolist() == due[::-1]
    assert [due[HOME], due[CITY], due[OTHER], due[_first_of(3)]] == [False, True, True, False]


def test_each_unit_marks_its_own_places_and_no_other() -> None:
    far = _region_of(OTHER)
    gate = _gate(IN_PART, unit(far, "note", "C2"), unit("C3-99", "bar", "C3", not_suggested="x"))
    codes = np.append(PLACES.region_codes, "")[PLACES.region]
    assert gate.has_status.tolist() == np.isin(codes.astype(str), [REGION, far]).tolist()
    assert gate.withheld_places.tolist() == (codes == REGION).tolist()
    assert not _gate(WAR).has_status.any()
    assert not _gate(WAR).withheld_places.any()


def _renumbered(first: int) -> Ground:
    """Return the ground with a region at position 0, and a city of it that has no known region."""
    containers, region = PLACES.containers.copy(), PLACES.region.copy()
    containers[CITY] = (first, -1, -1)
    region[CITY] = -1
    return replace(GROUND, places=replace(PLACES, containers=containers, region=region))


@pytest.mark.parametrize("around", [0, 1])
def test_a_place_is_met_by_what_contains_it_wherever_that_stands(around: int) -> None:
    """The one that contains it may be the first of all places; its region need not be known."""
    law = row("law", "C0", str(PLACES.ids[around]), "bar")
    gate = Gate(replace(_renumbered(around), barriers=(law,)))
    (one,) = gate.obstacles(HOME, CITY)
    assert one.row_id == law.row_id
    other = row("law", "C0", str(PLACES.ids[1 - around]), "bar")
    assert Gate(replace(_renumbered(around), barriers=(other,))).obstacles(HOME, CITY) == ()


def test_a_place_of_no_known_region_is_met_by_no_row_on_a_region() -> None:
    """Not by that of the last region either, at which a position of -1 would point."""
    gate = Gate(replace(_renumbered(-1), barriers=(row("law", "C0", "C3-11", "bar"),)))
    assert gate.obstacles(HOME, CITY) == ()
    assert _region_of(int(np.flatnonzero(PLACES.region == 11)[0])) == "C3-11"


class _Rows:
    """Answers with rows of a release: pairs first, then laws."""

    def __init__(self, pairs: list[dict[str, object]], laws: list[dict[str, object]]) -> None:
        self._answers = [pairs, laws]

    def query(self, sql: str, _given: object = ()) -> list[dict[str, object]]:
        return self._answers["FROM laws" in sql]


def _as_row(row_id: str, kind: str, one: str, other: str) -> dict[str, object]:
    return {
        "row_id": row_id, "kind": kind, "country_a": "C1", "name_a": "a", "name_b": "b",
        "unit_a": "", "unit_b": "", "codes_a": one, "codes_b": other, "recognised_by": "",
        "not_suggested": "", "told_of": "", "conflicts": "",
        "strength": "bar", "sentence": "Drawn.",
        "from_date": None, "until_date": None, "as_of": None, "source_title": "t",
        "source_address": "https://drawn.example/1 https://drawn.example/2",
    }  # fmt: skip


def test_a_law_that_names_a_unit_means_its_places_and_one_that_names_a_state_means_that() -> None:
    pairs = [
        _as_row("special_status:ISLE:*", "special_status", "C1-3 C1-4", "*"),
        _as_row("war:C2:C3", "war", "C2-7", "C3"),
    ]
    laws = [_as_row("law:1", "law", "C0", "ISLE"), _as_row("law:2", "law", "C0", "C2 ISLE")]
    isle, war, one, two = read_barriers(_Rows(pairs, laws))
    assert isle.side_a == {"C1-3", "C1-4"}
    assert (war.side_a, war.side_b) == ({"C2-7"}, {"C3"})
    assert one.side_b == {"C1-3", "C1-4"}
    assert two.side_b == {"C2", "C1-3", "C1-4"}, "a war names two states and is no unit"
    assert one.addresses == ("https://drawn.example/1", "https://drawn.example/2")
