"""The gate over many candidates says what it says of each, on drawn rows and places."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from partners.gate.made_up_rows import row, unit
from partners.made_up_ground import made_up_ground
from sistercities.partners.barriers import Barrier
from sistercities.partners.gate.gate import Gate, gate_of
from sistercities.partners.ground import Ground
from sistercities.terms.words import STRENGTHS, Strength

GROUND = made_up_ground()


def _drawn_rows(rng: np.random.Generator) -> tuple[Barrier, ...]:
    """Draw rows of all kinds on countries, regions and places of the made-up ground."""
    countries = [f"C{k}" for k in range(4)]
    regions = [str(code) for code in GROUND.places.region_codes]
    ids = [str(one) for one in rng.choice(GROUND.places.ids, 20, replace=False)]

    def some(codes: list[str], n: int) -> str:
        return " ".join(sorted(set(rng.choice(codes, n).tolist())))

    found = [
        row("war", some(countries, 1), some(countries, 1), "bar"),
        row("sanctions", some(countries, 2), some(countries, 1), "caution"),
        row("law", some(regions, 2), some(countries, 2), "bar"),
        row("law", some(ids, 2), some(ids, 3), "bar"),
        row("law", some(countries, 1), "*", "note"),
        row("law", some(countries, 1), some(regions, 2), "bar"),
    ]
    for strength in ("bar", "bar", "caution", "note"):
        at = int(rng.integers(0, len(regions)))
        codes = f"{regions[at]} {some(ids, 1)}"
        recognised_by = some(countries, 1) if rng.random() < 0.7 else ""
        to = "*" if rng.random() < 0.7 else some(countries, 1)
        found.append(unit(codes, strength, regions[at][:2], recognised_by, to))
    return tuple({one.row_id: one for one in found}.values())


@pytest.mark.parametrize("seed", range(12))
def test_a_partner_is_barred_where_one_of_its_obstacles_is_a_bar_and_only_there(seed: int) -> None:
    rng = np.random.default_rng([seed, 20261128])
    gate = Gate(replace(GROUND, barriers=_drawn_rows(rng)))
    everyone = np.arange(GROUND.n_places)
    n_barred = 0
    for home in rng.choice(GROUND.n_places, 12, replace=False).tolist():
        at, rows = gate.bars(home, everyone)
        each = gate.obstacles_of_each(home, everyone.tolist())
        for partner in everyone.tolist():
            bars = {one.row_id for one in each[partner] if one.strength == "bar"}
            assert (at[partner] >= 0) == bool(bars)
            assert at[partner] < 0 or rows[at[partner]].row_id in bars
            n_barred += bool(bars)
            if partner % 10 == 0:
                assert each[partner] == gate.obstacles(home, partner)
    assert n_barred


@pytest.mark.parametrize("seed", range(6))
def test_the_strongest_stands_first_and_carries_its_source(seed: int) -> None:
    rng = np.random.default_rng([seed, 7])
    gate = Gate(replace(GROUND, barriers=_drawn_rows(rng)))
    home = int(rng.integers(0, GROUND.n_places))
    found = gate.obstacles_of_each(home, list(range(GROUND.n_places)))
    for each in found:
        order = [STRENGTHS.index(one.strength) for one in each]
        assert order == sorted(order)
    for one in (one for each in found for one in each):
        assert one.evidence == "A made-up gazette, as of January 2026"
        assert one.addresses == ("https://drawn.example/rows",)
        assert one.to_json()["addresses"] == ["https://drawn.example/rows"]


def test_the_row_that_is_named_is_the_gravest() -> None:
    war, law = row("war", "C0", "C1", "bar"), row("law", "C0", "C1", "bar")
    ground = replace(GROUND, barriers=(law, war))
    home = int(np.flatnonzero(GROUND.places.country == 0)[0])
    at, rows = gate_of(ground).bars(home, np.flatnonzero(GROUND.places.country == 1))
    assert [one.row_id for one in rows] == [war.row_id]
    assert (at == 0).all()


def test_without_rows_nothing_is_barred() -> None:
    at, rows = gate_of(GROUND).bars(0, np.arange(GROUND.n_places))
    assert (at == -1).all()
    assert rows == ()


def test_the_gate_of_a_ground_is_made_once() -> None:
    ground: Ground = replace(GROUND, barriers=(row("war", "C0", "C1", "bar"),))
    assert gate_of(ground) is gate_of(ground)
    assert gate_of(ground) is not gate_of(GROUND)


def test_only_what_is_told_to_third_states_and_more_than_a_note_is_a_war_to_tell() -> None:
    def war(other: str, strength: Strength, told_of: str) -> Barrier:
        return replace(row("war", "C0", other, strength), told_of=frozenset(told_of.split()))

    told = war("C1", "bar", "C1")
    ground = replace(GROUND, barriers=(told, war("C2", "bar", ""), war("C3", "note", "C3")))
    assert Gate(ground).wars == (told,)
