"""Fields of a record that are taken back later are those that were kept, and each is taken once."""

from __future__ import annotations

import pickle
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, ClassVar

import numpy as np
import pytest

from partners.made_up_ground import made_up_ground
from sistercities.partners import packed_records
from sistercities.partners.kept_ground import GROUND
from sistercities.partners.packed_records import Kind, unpacked
from sistercities.partners.packing_records import packed
from sistercities.partners.taken_when_asked import TakenWhenAsked


@dataclass(frozen=True)
class Town(TakenWhenAsked):
    """A made-up record with a default and a property."""

    name: str
    people: int
    rivers: tuple[str, ...] = ()
    FOUND_OUT: ClassVar[tuple[str, ...]] = ("double",)

    @cached_property
    def double(self) -> int:
        """Twice the people."""
        return 2 * self.people


@dataclass(frozen=True)
class Towns:
    """Many of them."""

    towns: tuple[Town, ...]


@pytest.fixture
def taken() -> list[Any]:
    """Give the list of what was taken so far."""
    return []


def _town(taken: list[Any], **held: Any) -> Town:
    def take(kept: Any) -> Any:
        taken.append(kept)
        return kept

    return Town.taken_later(held, take)


def test_a_field_is_taken_when_it_is_asked_for_and_once(taken: list[Any]) -> None:
    town = _town(taken, name="Altwerder", people=700)
    assert taken == []
    assert (town.people, town.people) == (700, 700)
    assert taken == [700]
    assert replace(town, people=5) == Town("Altwerder", 5)


def test_what_was_kept_goes_before_defaults_and_properties(taken: list[Any]) -> None:
    town = _town(taken, name="Altwerder", people=700, rivers=("Werder",), double=1400)
    assert town.rivers == ("Werder",)
    assert town.double == 1400
    assert 700 not in taken  # nobody asked for the people


def test_what_it_does_not_have_is_said_with_the_name(taken: list[Any]) -> None:
    with pytest.raises(AttributeError, match="Town has no mayor"):
        _ = _town(taken, name="Altwerder", people=700).mayor  # type: ignore[attr-defined]
    assert not hasattr(Town("Altwerder", 700), "mayor")


def test_another_process_gets_all_fields(taken: list[Any]) -> None:
    town = pickle.loads(pickle.dumps(_town(taken, name="Altwerder", people=700, rivers=())))
    assert town == Town("Altwerder", 700)


@pytest.mark.parametrize("seed", [1, 2])
def test_what_follows_from_the_ties_is_what_would_be_found_out_again(seed: int) -> None:
    ground = made_up_ground(seed=seed)
    kept = unpacked(packed(ground, GROUND), GROUND)
    fresh = replace(ground.ties)
    for name in ("keys", "degree"):
        assert name in vars(kept.ties)
        np.testing.assert_array_equal(getattr(kept.ties, name), getattr(fresh, name))
    for place in range(ground.n_places):
        np.testing.assert_array_equal(kept.ties.partners(place), fresh.partners(place))
    asked = np.arange(ground.n_places * ground.ties.n_regions)
    np.testing.assert_array_equal(
        kept.ties.place_with_region.of(asked), fresh.place_with_region.of(asked)
    )
    np.testing.assert_array_equal(kept.country_of_facts, replace(ground).country_of_facts)


def test_other_ties_are_counted_anew() -> None:
    kept = unpacked(packed(made_up_ground(), GROUND), GROUND).ties
    fewer = replace(kept, a=kept.a[:3], b=kept.b[:3], year=kept.year[:3])
    assert fewer.degree.sum() == 6


def test_of_a_long_field_of_many_records_one_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    names = [f"Altwerder {k} an der {'sehr ' * (k % 40)}langen Aue" for k in range(300)]
    towns = Towns(tuple(Town(name, 7 * k, ("Aue",) * (k % 3)) for k, name in enumerate(names)))
    kind = Kind("towns", (Towns, Town), ())
    kept = unpacked(packed(towns, kind), kind).towns
    read = []

    def noted(text: str | bytes) -> Any:
        read.append(len(text))
        return loads(text)

    loads = packed_records.json.loads
    monkeypatch.setattr(packed_records.json, "loads", noted)
    assert kept[217].name == names[217]
    assert max(read) < 300
    assert kept == towns.towns
