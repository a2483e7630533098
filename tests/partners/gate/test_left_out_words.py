"""What is said of places that are left out: how many, of which states or units, and why."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from partners.gate.made_up_rows import row, unit
from partners.made_up_ground import made_up_ground
from sistercities.partners.barriers import Barrier
from sistercities.partners.eligible import Eligible, Scope, eligible, kin_notes
from sistercities.partners.pairs import candidates_of
from sistercities.sentences import Listed

PLAIN = made_up_ground()
PLACES = PLAIN.places
COUNTRY = PLACES.country
HOME = int(np.flatnonzero((COUNTRY == 0) & (PLACES.level == 2))[0])
CITIES = np.flatnonzero((PLACES.level == 2) & (COUNTRY != 0))
EVERYONE = np.ones(len(CITIES), dtype=bool)
WAR = row("war", "C0", "C1", "bar")
LAW = row("law", "C0", "C2", "bar")


def _found(*rows: Barrier) -> Eligible:
    ground = replace(PLAIN, barriers=rows)
    return eligible(ground, HOME, candidates_of(ground, HOME, CITIES), Scope("without"), {})


def _said(*rows: Barrier, would_be_named: tuple[int, ...] = ()) -> tuple[str, ...]:
    return _found(*rows).said_of_barred(HOME, EVERYONE, would_be_named)


def _of(country: int) -> list[int]:
    return [k for k in CITIES.tolist() if COUNTRY[k] == country]


def test_each_candidate_has_the_row_that_bars_it_or_none() -> None:
    found = _found(WAR, LAW)
    for country, bar in ((1, WAR), (2, LAW), (3, None)):
        assert [found.bar_of(k) for k in _of(country)] == [bar] * len(_of(country))
    assert found.bar_of(HOME) is None, "it is no candidate"
    assert found.left.tolist() == [bool(COUNTRY[k] == 3) for k in CITIES]
    assert set(found.barred_places(EVERYONE)) == {*_of(1), *_of(2)}
    alone = _found(WAR).bar_of(_of(1)[0])
    assert alone == WAR


def test_barred_ones_that_are_asked_for_are_not_left_out() -> None:
    ground = replace(PLAIN, barriers=(WAR,))
    pairs = candidates_of(ground, HOME, CITIES)
    found = eligible(ground, HOME, pairs, Scope("without", with_barred=True), {})
    assert found.left.all()
    assert found.said_of_barred(HOME, EVERYONE, ()) == ()
    assert all(found.bar_of(k) is None for k in CITIES.tolist())


def test_those_left_out_are_counted_the_most_first_and_each_state_has_its_reason() -> None:
    one, two = len(_of(1)), len(_of(2))
    said = _said(WAR, LAW)
    parts = sorted([(-one, f"{one} in Country 1 (war)"), (-two, f"{two} in Country 2 (a law)")])
    assert said[0] == (
        f"{one + two} places are left out because they cannot be suggested to Place {HOME}: "
        f"{parts[0][1]}, {parts[1][1]}."
    )
    assert sorted(said[1:]) == ["Country 1: C0 and C1: war.", "Country 2: C0 and C2: law."]
    assert _said(row("sanctions", "C0", "C1", "caution")) == ()


@pytest.mark.parametrize("n", [1, 3, 4, 5])
def test_three_units_of_a_kind_are_named_with_their_reasons_and_the_others_counted(
    n: int,
) -> None:
    regions = [code for code in PLACES.region_codes.astype(str) if not code.startswith("C0")]
    rows = [unit(code, "bar", code[:2]) for code in regions[:n]]
    first, *reasons = _said(*rows)
    assert len(reasons) == min(n, 3)
    assert (f"and {n - 3} more (" in first) is (n > 3)
    assert sum(code in first for code in regions) == min(n, 3)


def test_a_unit_is_named_by_its_name_where_it_is_barred_to_all_and_else_by_its_country() -> None:
    code = str(PLACES.region_codes[PLACES.region[_of(1)[0]]])
    to_all = replace(unit(code, "bar", "C1"), name_a="The Isle")
    assert " in The Isle (" in _said(to_all)[0]
    to_us = replace(unit(code, "bar", "C1", to="C0"), name_a="The Isle")
    assert " in Country 1 (" in _said(to_us)[0]
    duty = replace(row("law", "C0", "*", "bar"), name_a="A law on everybody")
    assert "A law on everybody" not in _said(duty)[0]


@pytest.mark.parametrize(("n", "more"), [(1, ""), (3, ""), (4, ", 1 more"), (6, ", 3 more")])
def test_three_places_much_like_a_partner_are_named(n: int, more: str) -> None:
    at = tuple(CITIES[:n].tolist())
    partner = int(CITIES[-1])
    said = kin_notes(PLAIN, at, dict.fromkeys(at, (partner, "contains")))
    names = ", ".join(f"Place {k} (partner: Place {partner})" for k in at[:3])
    assert f": {names}{more}." in said[0]
    assert kin_notes(PLAIN, (), {}) == ()


def test_a_war_of_both_ends_is_named_with_the_count_and_not_called_one_within_a_state() -> None:
    home, there = (
        replace(row("war_within", code, "*", "caution"), conflicts=frozenset({"7"}))
        for code in ("C0", "C1")
    )
    (said,) = _said(home, there)
    n = len(_of(1))
    assert said == (
        f"{n} places in Country 1 (war) are left out because they cannot be suggested to Place "
        f"{HOME}. Country 1: {there.sentence}"
    )
    assert isinstance(said, Listed)


def test_what_a_unit_may_agree_with_one_state_is_a_matter_of_a_law() -> None:
    of_two = unit("C1", "bar", "C1", to="C0")
    first, _ = _said(of_two)
    assert f"{len(_of(1))} places in Country 1 (a law)" in first
    assert "(special status)" in _said(unit("C1", "bar", "C1"))[0]
