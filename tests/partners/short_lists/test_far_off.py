"""Who lies far off while others of like size lie nearer is named for a partner in common alone."""

from __future__ import annotations

import numpy as np
import pytest

from partners.short_lists.two_places import ALIKE, CITY, GROUND, HOME, facts_of_two, ground_of_two
from sistercities.partners.short_lists import kinds, less_sure, next_door
from sistercities.partners.short_lists.kinds import KINDS
from sistercities.partners.short_lists.next_door import (
    is_far_inland,
    is_far_off,
    may_serve_from_there,
)
from sistercities.partners.short_lists.quarters import Quarters

SERVES = np.array([True])
LIKE = next(kind for kind in KINDS if kind.name == "like")


@pytest.fixture
def nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nothing stand in the way but the distance and those who lie nearer."""
    for module in (kinds, less_sure):
        for name in ("may_rest_on_kind", "is_of_the_two", "may_sign"):
            monkeypatch.setattr(module, name, lambda *_facts: np.ones(1, np.bool_))
        monkeypatch.setattr(module, "is_out_of_rank", lambda _facts: np.zeros(1, np.bool_))
    monkeypatch.setattr(kinds, "has_footing", lambda *_asked: np.ones(1, np.bool_))
    monkeypatch.setattr(less_sure, "is_far", lambda _facts: np.zeros(1, np.bool_))
    monkeypatch.setattr(less_sure, "footing", lambda _facts: np.full(1, 99.0))


@pytest.mark.parametrize(
    ("km", "n_nearer", "n_shared", "by_sea", "is_off"),
    [
        (590, 90, 0, (0, 0), False),
        (610, 90, 0, (0, 0), True),
        (610, 90, 0, (1, 0), True),
        (610, 90, 0, (1, 1), False),
        (610, 90, 1, (0, 0), False),
        (290, 110, 0, (1, 1), True),
        (290, 110, 1, (1, 1), False),
    ],
)
@pytest.mark.usefixtures("nothing_else")
def test_far_off_a_partner_in_common_is_asked_for_but_where_nobody_would_be_named(
    km: float, n_nearer: int, n_shared: int, by_sea: tuple[int, int],
    *, is_off: bool, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(next_door, "n_partners_in_common", lambda _facts: np.array([n_shared]))
    facts = facts_of_two(ground_of_two(km, 3, n_nearer, population=ALIKE, is_by_sea=by_sea))
    assert bool(is_far_off(facts)[0]) is is_off
    assert LIKE.rests_on_enough(facts)[0] != is_off
    assert LIKE.rests_on_enough(facts, "few")[0] != is_off
    assert LIKE.rests_on_enough(facts, "one")[0]


@pytest.mark.parametrize(
    ("km", "by_sea", "may"),
    [(290, (0, 0), True), (310, (0, 0), False), (310, (1, 0), False), (310, (1, 1), True)],
)
@pytest.mark.usefixtures("nothing_else")
def test_the_group_beside_the_lists_names_nobody_far_inland(
    km: float, by_sea: tuple[int, int], *, may: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(next_door, "n_partners_in_common", lambda _facts: np.ones(1))
    facts = facts_of_two(ground_of_two(km, 3, 20, population=ALIKE, is_by_sea=by_sea))
    assert bool(is_far_inland(facts)[0]) is not may
    assert bool(less_sure.rests_on_less(facts)[0]) is may
    assert bool(less_sure.rests_on_less(facts, "one")[0]) is may


@pytest.mark.parametrize(
    ("km", "n_nearer", "n_links", "may"),
    [
        (390, 5, 1, True),
        (410, 5, 1, False),
        (410, 5, 2, True),
        (410, 5, 0, True),
        (390, 15, 2, False),
    ],
)
@pytest.mark.usefixtures("nothing_else")
def test_a_purpose_is_served_by_who_is_next_and_not_known_by_one_link_far_away(
    km: float, n_nearer: int, n_links: int, *, may: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(next_door, "n_links", lambda _facts: np.array([n_links]))
    facts = facts_of_two(ground_of_two(km, 3, n_nearer, population=ALIKE))
    assert bool(may_serve_from_there(facts)[0]) is may
    assert bool(LIKE.rests_on_enough(facts, serves=SERVES)[0]) is may


@pytest.mark.usefixtures("nothing_else")
def test_nobody_is_named_for_a_purpose_to_a_quarter_which_cannot_sign(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    facts = facts_of_two(ground_of_two(100, 3, 5, population=ALIKE))
    assert LIKE.rests_on_enough(facts, serves=SERVES)[0]
    monkeypatch.setattr(Quarters, "holds", lambda _self, place: place == HOME)
    assert not LIKE.rests_on_enough(facts, serves=SERVES)[0]
    assert LIKE.rests_on_enough(facts)[0]
    assert GROUND.places.is_city[CITY]
