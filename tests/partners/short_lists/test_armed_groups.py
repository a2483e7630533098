"""No list leads to where armed groups fight that are no state."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from partners.made_up_ground import made_up_ground
from sistercities.api.partners import recommend
from sistercities.partners.care_on_lists import care_of
from sistercities.partners.choosing import Wishes
from sistercities.partners.filters import Filters
from sistercities.partners.gate import held_areas as table
from sistercities.partners.gate.held_areas import HeldArea, held_areas, held_by_groups
from sistercities.partners.gate.of_itself import beside_both, said_of_itself
from sistercities.partners.ground import Ground
from sistercities.partners.pairs import candidates_of
from sistercities.partners.short_lists import armed_groups as subject
from sistercities.partners.short_lists.candidate_facts import CandidateFacts, HomePlace
from sistercities.partners.short_lists.unsafe_places import unsafe_places

GROUND = made_up_ground(7, n_ties=500)
HOME, REGION = 8, 126
"""A city of country C0, and a region of country C2."""
INSIDE = set(np.flatnonzero((GROUND.places.containers == REGION).any(axis=1)).tolist())
OF_STATE = set(np.flatnonzero(GROUND.places.country == 2).tolist())
CITIES = np.flatnonzero(GROUND.places.is_city & (GROUND.places.country == 2))


def _held(monkeypatch: pytest.MonkeyPatch, *, keeps_off: str, is_state: bool = False) -> None:
    name = "" if is_state else str(GROUND.places.ids[REGION])
    area = HeldArea("C2", name, "there", keeps_off, "2025-01-01")
    monkeypatch.setattr(subject, "held_areas", lambda: (area,))
    subject.fought_in_by_groups.cache_clear()
    subject.in_each_area.cache_clear()
    unsafe_places.cache_clear()


def _kept_off(home: int = HOME, countries: tuple[str, ...] = ()) -> set[int]:
    facts = CandidateFacts(HomePlace(GROUND, home, "city"), candidates_of(GROUND, home, CITIES))
    return set(CITIES[care_of(facts, Wishes(filters=Filters(countries=countries)))[1]].tolist())


@pytest.mark.parametrize("is_state", [True, False])
def test_nobody_there_is_on_a_list_unless_the_country_is_asked_for(
    *, is_state: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = next(at for at in range(120) if not _knows(at) and GROUND.places.country[at] == 0)
    _held(monkeypatch, keeps_off="everybody", is_state=is_state)
    meant = (OF_STATE if is_state else INSIDE) & set(CITIES.tolist())
    assert meant
    assert _kept_off(home=home) == meant
    assert _kept_off(home=home, countries=("C2",)) == set()


def _knows(at: int) -> bool:
    return bool(OF_STATE & set(GROUND.ties.partners(at).tolist()))


def test_who_has_a_partner_there_is_led_there(monkeypatch: pytest.MonkeyPatch) -> None:
    home = next(at for at in range(120) if _knows(at) and GROUND.places.country[at] == 0)
    _held(monkeypatch, keeps_off="everybody", is_state=True)
    assert _kept_off(home=home) == set()


def test_what_is_told_of_guests_keeps_only_them_off(monkeypatch: pytest.MonkeyPatch) -> None:
    _held(monkeypatch, keeps_off="guests")
    assert _kept_off() == set()
    unsafe = set(np.flatnonzero(unsafe_places(replace(GROUND, barriers=()))).tolist())
    assert unsafe == {REGION, *INSIDE}


def test_each_area_is_in_the_release_and_names_its_pages_and_their_day(
    package_ground: Ground,
) -> None:
    path = Path(table.__file__).with_name("armed_groups.csv")
    rows = list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))
    assert len({(each["country"], each["place_id"]) for each in rows}) == len(rows)
    for each, area in zip(rows, held_areas(), strict=True):
        assert each["keeps_off"] in ("everybody", "guests")
        assert date.fromisoformat(each["as_of"]) >= date(2023, 12, 1)
        assert all(one.startswith("https://") for one in each["source_address"].split())
        assert each["source_title"]
        if area.place_id:
            at = package_ground.position[area.place_id]
            code = package_ground.countries.codes[package_ground.places.country[at]]
            assert str(code) == area.country


@pytest.mark.parametrize(
    ("home", "purpose", "country"),
    [
        ("gn:2468369", "tourism", "LY"),
        ("gn:2468369", "trade", "LY"),
        ("gn:4726206", None, "MX-SIN"),
    ],
    ids=["Gabès", "Gabès to trade", "San Antonio"],
)
def test_no_list_leads_to_towns_of_militias_and_gangs(
    home: str, purpose: str | None, country: str
) -> None:
    found = recommend(home, purpose=purpose)
    named = [one.place for each in found.lists for one in each.suggestions]
    assert named
    assert not [one for one in named if country in (one.country, one.region_iso)]


@pytest.mark.parametrize(
    ("codes", "country", "strength", "named"),
    [
        ({"MX", "MX-SIN", "gn:3983035", "gn:4012176"}, "MX", "caution", "Sinaloa"),
        ({"MX", "gn:3531011", "gn:3515001"}, "MX", "note", "Chiapas"),
        ({"GH", "gn:2303287"}, "GH", "caution", "Bawku"),
        ({"LY", "gn:2210247"}, "LY", "caution", "Libya"),
        ({"HT", "gn:3719432", "gn:3718426"}, "HT", "caution", "Armed gangs control most of Port-"),
    ],
)
def test_what_keeps_a_place_off_the_lists_is_told_of_it_by_itself(
    codes: set[str], country: str, strength: str, named: str
) -> None:
    """Of Culiacán its page said nothing, and the lists kept it off."""
    (told,) = held_by_groups(frozenset(codes), country)
    assert told.strength == strength
    assert named in told.sentence
    assert told.addresses
    assert told in said_of_itself((), frozenset(codes), country)
    assert held_by_groups(frozenset({"MX", "MX-MEX"}), "MX") == ()


def test_a_scorecard_tells_of_armed_groups_at_either_end_and_of_one_area_once() -> None:
    there, elsewhere = (frozenset({"GH", "gn:2303287"}), "GH"), (frozenset({"DE"}), "DE")
    (at_home,) = beside_both((), there, elsewhere, ())
    assert (at_home.is_of_home, at_home.strength) == (True, "caution")
    (of_partner,) = beside_both((), elsewhere, there, ())
    assert (of_partner.is_of_home, of_partner.strength) == (False, "note")
    assert len(beside_both((), there, there, ())) == 1
