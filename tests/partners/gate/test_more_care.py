"""Care that is met wherever one turns tells nobody apart; units held apart are known as such."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from partners.gate.made_up_rows import row
from partners.made_up_ground import made_up_ground
from sistercities.partners.barriers import Barrier
from sistercities.partners.gate.gate import Gate

GROUND = made_up_ground(seed=3, n_ties=1)
COUNTRY = GROUND.places.country
HOME = int(np.flatnonzero(COUNTRY == 0)[0])
ABROAD = np.flatnonzero(COUNTRY != 0)


def _gate(*rows: Barrier) -> Gate:
    return Gate(replace(GROUND, barriers=rows))


def test_care_that_most_partners_call_for_is_no_more_care() -> None:
    sanctions = [row("sanctions", "C0", one, "caution") for one in ("C1", "C2", "C3")]
    everywhere = replace(sanctions[0], side_b=frozenset({"C1", "C2", "C3"}))
    there = row("war_within", "C3", "*", "caution")
    gate = _gate(everywhere, there)
    assert gate.calls_for_care(HOME, ABROAD).all()
    needs_more = gate.calls_for_more_care(HOME, ABROAD, 0.5)
    assert (needs_more == (COUNTRY[ABROAD] == 3)).all()


def test_care_that_each_country_calls_for_by_itself_is_more_care() -> None:
    rows = [row("sanctions", "C0", one, "caution") for one in ("C1", "C2", "C3")]
    assert _gate(*rows).calls_for_more_care(HOME, ABROAD, 0.5).all()


def test_notes_are_no_care() -> None:
    gate = _gate(row("rivalry", "C0", "C1", "note"))
    assert not gate.calls_for_more_care(HOME, ABROAD, 0.5).any()


def test_a_unit_that_most_states_bar_is_held_apart() -> None:
    region = str(GROUND.places.region_codes[4])
    lies_there = GROUND.places.region == 4
    barred = _gate(row("special_status", region, "*", "bar"))
    assert (barred.is_held_apart == lies_there).all()
    told = _gate(row("special_status", region, "*", "caution"))
    assert not told.is_held_apart.any()


def test_care_that_exactly_the_share_calls_for_is_met_wherever_one_turns() -> None:
    gate = _gate(row("sanctions", "C0", "C1", "caution"))
    share = float((COUNTRY[ABROAD] == 1).mean())
    assert not gate.calls_for_more_care(HOME, ABROAD, share).any()
    beyond = gate.calls_for_more_care(HOME, ABROAD, share + 1e-6)
    assert (beyond == (COUNTRY[ABROAD] == 1)).all()
