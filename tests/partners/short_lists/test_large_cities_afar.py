"""For a purpose distance is no reason against a large city that home knows."""

from __future__ import annotations

import numpy as np
import pytest

from partners.short_lists.two_places import HOME, _facts, _ground
from sistercities import recommend
from sistercities.partners.short_lists import large_cities_afar
from sistercities.partners.short_lists.candidate_facts import CandidateFacts
from sistercities.partners.short_lists.kinds import KINDS
from sistercities.partners.short_lists.large_cities_afar import are_known_afar, may_serve_afar
from sistercities.partners.short_lists.quarters import Quarters

LARGE, SMALLER = (900_000.0, 900_000.0), (400_000.0, 400_000.0)
KM, N_NEARER = 7_000.0, 300
SERVES = np.array([True])
LIKE = next(kind for kind in KINDS if kind.name == "like")


def _say(monkeypatch: pytest.MonkeyPatch, **values: float) -> None:
    """Let the functions that the rule asks say so much of the one candidate."""
    said = {
        "has_route": 0, "n_partners_in_common": 0, "is_in_country_of_partner": 0, "footing": 20,
        "is_out_of_rank": 0, "are_unsafe": 0,
    } | values  # fmt: skip
    for name, value in said.items():
        array = np.array([value], dtype=np.float64 if name == "footing" else np.bool_)
        monkeypatch.setattr(large_cities_afar, name, lambda _facts, array=array: array)


def _afar(
    n_partners: int = 5, people: tuple[float, float] = LARGE, km: float = KM
) -> CandidateFacts:
    return _facts(_ground(km, n_partners, N_NEARER, population=people))


@pytest.mark.parametrize(
    ("said", "n_partners", "are_known"),
    [
        ({}, 40, False),
        ({"has_route": 1}, 5, True),
        ({"n_partners_in_common": 1}, 5, True),
        ({"is_in_country_of_partner": 1}, 29, False),
        ({"is_in_country_of_partner": 1}, 30, True),
    ],
)
def test_large_cities_know_each_other_by_a_flight_or_a_link(
    said: dict[str, int], n_partners: int, *, are_known: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    _say(monkeypatch, **said)
    assert bool(are_known_afar(_afar(n_partners))[0]) is are_known


@pytest.mark.parametrize(
    ("said", "may"),
    [
        ({}, True),
        ({"footing": 19.5}, False),
        ({"is_out_of_rank": 1}, False),
        ({"are_unsafe": 1}, False),
    ],
)
def test_one_that_is_known_is_named_with_points_rank_and_peace_alone(
    said: dict[str, float], *, may: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    _say(monkeypatch, has_route=1, **said)
    facts = _afar()
    assert bool(may_serve_afar(facts)[0]) is may
    assert bool(LIKE.rests_on_enough(facts, serves=SERVES)[0]) is may


def test_distance_stays_a_reason_for_smaller_cities_and_without_a_purpose(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    _say(monkeypatch, has_route=1)
    assert LIKE.rests_on_enough(_afar(), serves=SERVES)[0]
    assert not LIKE.rests_on_enough(_afar())[0]
    assert not LIKE.rests_on_enough(_afar(people=SMALLER), serves=SERVES)[0]


def test_one_without_enough_partners_on_record_is_not_named_afar(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    _say(monkeypatch, has_route=1)
    assert LIKE.rests_on_enough(_afar(3), serves=SERVES)[0]
    assert not LIKE.rests_on_enough(_afar(2), serves=SERVES)[0]


def test_to_a_quarter_of_a_city_nobody_is_named_afar(monkeypatch: pytest.MonkeyPatch) -> None:
    _say(monkeypatch, has_route=1)
    monkeypatch.setattr(Quarters, "holds", lambda _self, place: place == HOME)
    assert not LIKE.rests_on_enough(_afar(), serves=SERVES)[0]


def test_a_large_port_has_names_for_trade_by_sea() -> None:
    """Ningbo had none: its ten nearest of like size are no ports that know it."""
    found = recommend("gn:1799397", purpose="trade", themes=["port"])
    assert len(found.suggestions) >= 3
    for one in found.suggestions:
        said = " ".join(reason.sentence for reason in one.telling)
        assert "Both have a listed seaport" in said
        assert "partner" in said
