"""What is kept of all kinds of places is what is found out of two as they are asked for."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from sistercities.partners.gate.gate import Gate
from sistercities.partners.gate.reading import Reading
from sistercities.partners.ground import Ground
from sistercities.partners.kept_ground import GROUND
from sistercities.partners.packed_records import unpacked
from sistercities.partners.packing_records import packed


@pytest.fixture(scope="module")
def with_kinds(package_ground: Ground) -> Ground:
    """Facts of the release with what stands between all kinds of places; nothing changes them."""
    ground = replace(package_ground)
    ground.__dict__["between_kinds"] = Gate(ground).between_kinds()
    return ground


def test_kinds_of_the_release(package_ground: Ground, with_kinds: Ground) -> None:
    ground = with_kinds
    kept = unpacked(packed(ground, GROUND), GROUND)
    assert kept.between_kinds is not None
    fresh = replace(package_ground)
    assert fresh.between_kinds is None
    one, other = Gate(kept), Gate(fresh)
    everybody = np.arange(ground.n_places)
    kinds, first = np.unique(ground.told_apart[0], return_index=True)
    homes = first[np.random.default_rng(3).permutation(len(kinds))[:25]]
    for home in homes.tolist():
        np.testing.assert_array_equal(
            one.calls_for_care(home, everybody), other.calls_for_care(home, everybody)
        )
        for name in ("bars", "not_suggested"):
            row_of, rows = getattr(one, name)(home, everybody)
            due_of, due = getattr(other, name)(home, everybody)
            np.testing.assert_array_equal(row_of, due_of)
            assert [(row.row_id, row.sentence) for row in rows] == [
                (row.row_id, row.sentence) for row in due
            ]


def test_with_other_rows_it_is_found_out_again(with_kinds: Ground) -> None:
    assert with_kinds.between_kinds is not None
    assert replace(with_kinds, barriers=()).between_kinds is None


def test_countries_are_said_the_same_of(package_ground: Ground, with_kinds: Ground) -> None:
    ground = with_kinds
    one, other = Gate(ground), Gate(replace(package_ground))
    names = ("bars_of_countries", "care_of_countries", "bars_within_countries")
    _, first = np.unique(ground.told_apart[0], return_index=True)
    for home in first[np.random.default_rng(5).permutation(len(first))[:12]].tolist():
        for name in names:
            assert getattr(one, name)(home) == getattr(other, name)(home)


def test_a_country_of_which_no_row_calls_for_care_is_not_read(
    with_kinds: Ground, monkeypatch: pytest.MonkeyPatch
) -> None:
    ground = with_kinds
    gate, asked = Gate(ground), list[str]()
    read = Reading.strengths

    def noted(reading: Reading, codes: frozenset[str], country: str) -> object:
        asked.append(country)
        return read(reading, codes, country)

    monkeypatch.setattr(Reading, "strengths", noted)
    found = gate.care_of_countries(0)
    assert set(found) <= set(asked)
    assert len(asked) < len(ground.countries.codes) / 2
