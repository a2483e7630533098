"""All ordered pairs of states and units of the release: what the rows say must not be absurd.

Rules that hold of any such table, whatever its rows: what one state does to another stands between
them from both ends; nothing between states stands within one; a territory has the wars, relations
and sanctions of its state; a unit that is held apart is not read as its country.
"""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

import pytest

from sistercities.dataset.release.store import open_release
from sistercities.partners.barriers import Barrier, read_barriers
from sistercities.partners.gate.reading import Reading
from sistercities.terms.words import WITHIN, Strength

ROOT = Path(__file__).parents[2]
WITH_TERRITORIES = {
    "war", "belligerent_support", "relations_severed", "relations_downgraded", "no_relations",
    "sanctions", "entry_limits",
}  # fmt: skip
OF_STATES = WITH_TERRITORIES | {"listed_unfriendly"}
PARTS = {
    "US-TX": "US", "US-AR": "US", "US-IN": "US", "US-FL": "US", "UA-30": "UA", "UA-43": "UA",
    "UA-40": "UA", "UA-14": "UA", "CY-06": "CY", "GE-AB": "GE", "MD-SN": "MD", "RU-MOW": "RU",
    "IN-JK": "IN", "PK-JK": "PK",
}  # fmt: skip
"""Regions of which rows speak, and the country under which their places stand."""
Said = dict[str, tuple[Barrier, Strength]]


@cache
def _rows() -> tuple[Barrier, ...]:
    return read_barriers(open_release())


@cache
def _ends() -> dict[str, tuple[frozenset[str], str]]:
    codes = [row["country"] for row in open_release().query("SELECT country FROM countries")]
    plain = {code: (frozenset((code,)), code) for code in codes}
    return plain | {part: (frozenset((part, code)), code) for part, code in PARTS.items()}


@cache
def _said() -> dict[tuple[str, str], Said]:
    found: dict[tuple[str, str], Said] = {}
    for home, (codes, country) in _ends().items():
        reading = Reading(_rows(), codes, country)
        for partner, end in _ends().items():
            found[home, partner] = {
                one.row_id: (one, strength) for one, strength in reading.strengths(*end)
            }
    return found


def _between(home: str, partner: str, kinds: set[str]) -> dict[str, Strength]:
    return {
        row_id: strength
        for row_id, (one, strength) in _said()[home, partner].items()
        if one.kind in kinds
    }


def _territories() -> list[tuple[str, str]]:
    path = ROOT / "data" / "decisions" / "obstacle_territories.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return [(row["territory"], row["state"]) for row in csv.DictReader(file)]


def test_what_stands_between_two_states_is_the_same_from_either_end() -> None:
    odd = [
        (home, partner)
        for home, partner in _said()
        if _between(home, partner, OF_STATES) != _between(partner, home, OF_STATES)
    ]
    assert not odd


def test_nothing_between_states_stands_within_one() -> None:
    kinds = OF_STATES | set(WITHIN)
    odd = [
        (home, partner)
        for home, partner in _said()
        if _ends()[home][1] == _ends()[partner][1] and _between(home, partner, kinds)
    ]
    assert not odd


def test_a_war_within_a_state_is_told_abroad_and_never_at_home() -> None:
    everywhere = {code for _, code in _ends().values()}
    for one in _rows():
        is_elsewhere = one.fought_in or _is_lesser(one)
        if one.kind not in WITHIN or one.side_a != {one.country} or is_elsewhere:
            continue  # fighting over a region is told of places there (gate/test_reading.py)
        (state,) = one.side_a
        told = {ends for ends, said in _said().items() if one.row_id in said}
        assert {_ends()[partner][1] for _, partner in told} == {state}
        assert {_ends()[home][1] for home, _ in told} == everywhere - {state}


def _is_lesser(one: Barrier) -> bool:
    return one.kind == "conflict_within" and one.strength == "note"


def _at_war() -> set[str]:
    """States of whose war with another state is told."""
    wars = (one for one in _rows() if one.kind == "war" and one.strength != "note")
    return {code for one in wars for code in one.told_of}


def test_lesser_fighting_is_told_of_states_without_a_war_and_to_such() -> None:
    everywhere = {code for _, code in _ends().values()}
    lesser = [one for one in _rows() if _is_lesser(one)]
    assert {code for one in lesser for code in one.side_a} & _at_war() >= {"RU", "IR"}
    for one in lesser:
        if one.fought_in:
            continue  # told of places there alone
        (state,) = one.side_a
        told = {_ends()[home][1] for (home, _), said in _said().items() if one.row_id in said}
        # A home in a unit that another state holds is none of the state at war (gate/test_reading).
        others = everywhere - {state} - _at_war()
        assert told - _at_war() == (set() if state in _at_war() else others)


@pytest.mark.parametrize(("territory", "state"), _territories())
def test_a_territory_has_the_wars_relations_and_sanctions_of_its_state(
    territory: str, state: str
) -> None:
    for partner in _ends():
        if _ends()[partner][1] in (territory, state):
            continue
        of_state, own = (_between(home, partner, WITH_TERRITORIES) for home in (state, territory))
        missing = [row_id for row_id in set(of_state) - set(own) if not _is_of_a_union(row_id)]
        assert not missing, partner
        assert not set(own) - set(of_state), partner


def _is_of_a_union(row_id: str) -> bool:
    return bool({"EU", "UN"} & set(row_id.split(":")))


def test_measures_of_a_union_hold_where_the_union_has_them() -> None:
    row = "sanctions:EU:RU"
    assert {code for code in ("GP", "AX", "DE") if row in _said()[code, "RU"]} == {"GP", "AX", "DE"}
    assert not [code for code in ("GL", "FO", "NC", "AW", "GI", "JE") if row in _said()[code, "RU"]]


@pytest.mark.parametrize("code", ["HK", "MO"])
def test_hong_kong_and_macao_are_read_by_themselves(code: str) -> None:
    assert "no_relations:CN:PY" in _said()["CN", "PY"]
    assert not _between(code, "PY", OF_STATES)
    assert f"special_status:{code}:*" in _said()["DE", code]
    texan = {row_id for row_id in _said()["US-TX", code] if row_id.startswith("US-TX")}
    assert texan == {"US-TX:government-code-795:hong-kong-macao"}
    assert _said()["US-TX", "CN"]["US-TX:government-code-795"][1] == "bar"


@pytest.mark.parametrize(
    ("home", "unit", "own_row"),
    [
        ("BY", "UA-40", "special_status:UA-40:*"), ("KP", "UA-43", "special_status:UA-43:*"),
        ("XK", "CY-06", "special_status:X-NCY:*"), ("AM", "GE-AB", "special_status:GE-AB:*"),
    ],
)  # fmt: skip
def test_a_unit_that_is_held_apart_is_not_read_as_its_country(
    home: str, unit: str, own_row: str
) -> None:
    assert not _between(home, unit, OF_STATES)
    assert _said()[home, unit][own_row][1] == "bar"


def test_places_that_an_officer_asks_about_are_not_silent() -> None:
    assert _said()["DE", "IL"]["war_within:IL:*"][1] == "caution"
    assert "Gaza" in _said()["DE", "IL"]["war_within:IL:*"][0].sentence
    for state in ("SD", "MM", "ET", "LB"):
        assert _said()["DE", state][f"war_within:{state}:*"][1] == "caution"
    assert _said()["DE", "PH"]["conflict_within:PH:*"][1] == "note"


def test_the_page_says_rightly_what_no_row_holds() -> None:
    page = (ROOT / "docs" / "data" / "obstacles.md").read_text(encoding="utf-8")
    assert (
        "| Ukraine and Iran | the sanctions of the United Nations, which every member has" in page
    )
    assert _between("UA", "IR", OF_STATES) == {"sanctions:UN:IR": "caution"}
    for one, other in (("CN", "IN"), ("GR", "TR"), ("GY", "VE")):
        assert not _between(one, other, OF_STATES)


def test_a_row_on_sanctions_names_first_who_has_them() -> None:
    """Third states are told that the first state of such a row has sanctions against the second."""
    rows = [row for row in _rows() if row.kind == "sanctions"]
    assert len(rows) > 20
    for row in rows:
        of_the_second = row.name_b[:6]  # Russia and Russian, Belarus and Belarusian
        assert str(row.sentence).find(of_the_second) > 0, row.row_id
