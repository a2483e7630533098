"""Which reasons a place has: one of its list, none that is barred or that a war undoes."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

import numpy as np
import pytest

from partners.gate.made_up_rows import row
from partners.made_up_ground import made_up_ground, of_neighbours
from sistercities.dataset.globe import EARTH_RADIUS_KM
from sistercities.partners.additive_model import AdditiveModel
from sistercities.partners.choosing import Wishes
from sistercities.partners.ground import Ground, PlaceFacts
from sistercities.partners.pairs import candidates_of
from sistercities.partners.short_lists.answer import ShortLists
from sistercities.partners.short_lists.argument_sentences import TOLD_NEAREST_KM
from sistercities.partners.short_lists.arguments import (
    ARGUMENTS,
    has_route,
    is_at_war_at_home,
)
from sistercities.partners.short_lists.candidate_facts import CandidateFacts, HomePlace
from sistercities.partners.short_lists.choose_reasons import choose_reasons
from sistercities.partners.short_lists.kinds import KINDS
from sistercities.partners.short_lists.nearby_ties import n_partners_in_common
from sistercities.partners.short_lists.purpose_arguments import OF_THE_PLACE
from sistercities.partners.short_lists.why_few import where_the_alike_have_partners
from sistercities.partners.suggesting import suggest_partners
from sistercities.partners.train import train

GROUND = of_neighbours(made_up_ground(seed=5, n_places=400, n_ties=700))
COUNTRY = GROUND.places.country
HOME = int(np.argmax(np.where(COUNTRY[:300] == 0, GROUND.ties.degree[:300], 0)))
FIVE = Wishes(count=5, per_region=2, per_country=2)

pytestmark = pytest.mark.usefixtures("a_little_is_enough")


@pytest.fixture(scope="module")
def model() -> AdditiveModel:
    """Fit a model to the made-up ties."""
    return train(GROUND, seed=1, per_tie=5)


def _facts(ground: Ground) -> CandidateFacts:
    at = np.flatnonzero(COUNTRY[:300] != 0)
    return CandidateFacts(HomePlace(ground, HOME, "city"), candidates_of(ground, HOME, at))


def _at_war(*rows: tuple[str, str]) -> Ground:
    barriers = tuple(
        row("war", *sides, "bar") if sides[1] != "*" else row("war_within", *sides, "caution")
        for sides in rows
    )
    border = np.zeros((4, 4))
    border[0, 1] = border[1, 0] = border[2, 3] = border[3, 2] = 1.0
    pairs = {**GROUND.countries.pairs, "land_border": border}
    return replace(GROUND, barriers=barriers, countries=replace(GROUND.countries, pairs=pairs))


def test_each_place_has_a_reason_of_its_list(model: AdditiveModel) -> None:
    own = {kind.name: kind.own_arguments for kind in KINDS}
    found = suggest_partners(GROUND, model, HOME, FIVE)
    assert len(found.suggestions) > 5
    for each in found.lists:
        for one in each.suggestions:
            assert one.telling[0].argument in own[each.name]


def test_what_all_candidates_have_is_said_where_it_is_the_reason_of_the_list() -> None:
    places = GROUND.places
    by_the_sea = replace(places, is_by_sea=np.ones(len(places.ids)))
    facts = _facts(replace(GROUND, places=by_the_sea))
    plain = choose_reasons(facts, [0, 1]).of_each
    assert "coast" not in {name for told in plain for name, _ in told}
    told = choose_reasons(facts, [0, 1], ("coast",)).of_each
    assert [reasons[0] for reasons in told] == [("coast", "Both lie within 10 km of the sea.")] * 2


def test_what_is_said_of_all_is_said_of_one_that_has_nothing_else() -> None:
    places = GROUND.places
    n = len(places.ids)
    few = np.zeros(n)
    at = np.flatnonzero(COUNTRY[:300] != 0)[:3]
    few[[HOME, *at]] = 1.0
    facts = _facts(replace(GROUND, places=replace(places, is_by_sea=few)))
    told = choose_reasons(facts, [0, 1, 2], ("coast",))
    assert told.of_all == (f"All of them lie within 10 km of the sea, as Place {HOME} does.",)
    assert [reasons[0] for reasons in told.of_each] == [
        ("coast", "Both lie within 10 km of the sea.")
    ] * 3


def test_three_of_a_country_over_all_lists_unless_more_are_asked_for(model: AdditiveModel) -> None:
    def most(found: ShortLists) -> int:
        return max(Counter(one.place.country for one in found.suggestions).values())

    linked = dict(GROUND.countries.pairs)
    for fact in ("common_official_language", "land_border"):
        linked[fact] = np.ones_like(linked[fact])
    ground = replace(GROUND, countries=replace(GROUND.countries, pairs=linked))
    assert most(suggest_partners(ground, model, HOME, FIVE)) <= 3
    assert most(suggest_partners(ground, model, HOME, replace(FIVE, per_country=5))) > 3


def test_partners_in_common_that_are_barred_to_either_are_not_counted() -> None:
    """Counted by hand: sets of partners, those in the barred country taken away."""
    ties = GROUND.ties.outside_networks
    facts = _facts(GROUND)
    own = set(ties.partners(HOME).tolist())
    others = [set(ties.partners(at).tolist()) for at in facts.pairs.b.tolist()]
    assert n_partners_in_common(facts).tolist() == [len(own & other) for other in others]
    barred = _facts(replace(GROUND, barriers=(row("war", "C0", "C2", "bar"),)))
    left = {at for at in own if COUNTRY[at] != 2}
    expected = [
        # To a place of C2 the partners in C0 are barred likewise.
        len({at for at in left & other if COUNTRY[place] != 2 or COUNTRY[at] != 0})
        for place, other in zip(facts.pairs.b.tolist(), others, strict=True)
    ]
    assert n_partners_in_common(barred).tolist() == expected
    assert sum(expected) < sum(len(own & other) for other in others)


@pytest.mark.parametrize(
    ("rows", "at_war"),
    [
        ((), []),
        ((("C0", "C1"),), [0, 1]),
        ((("C0", "C2"),), []),
        ((("C3", "*"),), [3]),
    ],
    ids=["peace", "with a neighbour", "with a state far away", "within"],
)
def test_a_war_at_home_is_within_or_with_a_neighbour(
    rows: tuple[tuple[str, str], ...], at_war: list[int]
) -> None:
    assert np.flatnonzero(is_at_war_at_home(_at_war(*rows))).tolist() == at_war


@pytest.mark.parametrize("names", [("port", "nearest_port"), ("routes",), ("route",)])
def test_ports_and_routes_are_no_reason_where_a_war_is_fought(names: tuple[str, ...]) -> None:
    said = [one for one in (*ARGUMENTS, *OF_THE_PLACE) if one.name in names]

    def holds(facts: CandidateFacts) -> np.ndarray:
        return np.any([one.holds(facts) for one in said], axis=0)

    places = GROUND.places
    full = replace(
        places, is_port=np.ones(len(places.ids)), destinations=np.full(412, 90.0),
        is_island=np.ones(len(places.ids)),
    )  # fmt: skip
    facts = _facts(replace(_at_war(("C2", "*")), places=full))
    keys = np.sort(GROUND.ties.key(np.full(len(facts.pairs), HOME), facts.pairs.b))
    ground = replace(facts.ground, flights=(keys, np.ones(len(keys))))
    assert holds(_facts(ground)).tolist() == (COUNTRY[facts.pairs.b] != 2).tolist()
    of_home = replace(ground, barriers=(row("war_within", "C0", "*", "caution"),))
    assert not holds(_facts(of_home)).any()


def test_a_flight_over_land_that_nobody_books_is_one_leg_of_another() -> None:
    """A round trip from Tunisia lands in Basel and in Nancy, 160 km apart."""
    facts = _facts(replace(GROUND, barriers=()))
    keys = np.sort(GROUND.ties.key(np.full(len(facts.pairs), HOME), facts.pairs.b))
    ground = replace(
        GROUND, barriers=(), flights=(keys, np.ones(len(keys))),
        places=replace(GROUND.places, is_island=np.zeros(GROUND.n_places)),
    )  # fmt: skip
    flown = _facts(ground)
    is_near = flown.pairs.distance_km < 300
    assert is_near.any()
    assert has_route(flown).tolist() == (~is_near).tolist()


@pytest.mark.parametrize(("rank", "of_each"), [("is_seat", "seat"), ("is_port", "port")])
def test_the_nearest_of_a_rank_are_told_once(rank: str, of_each: str) -> None:
    places = replace(GROUND.places, **{rank: np.ones(GROUND.n_places)})
    facts = _facts(replace(GROUND, places=places, barriers=()))
    by_name = {one.name: one for one in ARGUMENTS}
    nearest, others = by_name[f"nearest_{of_each}"].holds(facts), by_name[of_each].holds(facts)
    km, is_abroad = facts.pairs.distance_km, ~facts.pairs.is_domestic
    assert nearest.sum() >= 1
    assert not nearest[km > TOLD_NEAREST_KM].any()
    assert not (nearest & others).any()
    assert not nearest[~is_abroad].any()
    assert (nearest | others)[np.isfinite(km)].all()


@pytest.mark.parametrize("name", ["nearest_seat", "nearest_port", "nearest"])
@pytest.mark.parametrize(("km", "is_told"), [(2_400, True), (2_600, False), (7_000, False)])
def test_nobody_calls_a_place_one_of_the_nearest_that_lies_far_away(
    name: str, km: float, is_told: bool
) -> None:
    """All lie equally far along the equator, so that none is nearer."""
    n = GROUND.n_places
    along = np.full(n, np.degrees(km / EARTH_RADIUS_KM))
    along[HOME] = 0.0
    seats, ports = (np.full(n, float(name == one)) for one in ("nearest_seat", "nearest_port"))
    places = replace(
        GROUND.places, latitude=np.zeros(n), longitude=along, is_seat=seats, is_port=ports
    )
    facts = _facts(replace(GROUND, places=places, barriers=()))
    holds = {one.name: one for one in ARGUMENTS}[name].holds(facts)
    assert holds.any() == is_told


@pytest.mark.parametrize(
    ("fact", "nearest", "plain", "words"),
    [
        ("is_by_sea", "nearest_sea", "coast", "km of the sea"),
        ("is_capital", "nearest_capital", "capital", "are national capitals"),
        ("is_island", "nearest_island", "island", "lie on islands"),
        ("is_mountain", "nearest_mountains", "mountains", "lie among or beside mountains"),
    ],
)
def test_who_is_the_nearest_of_a_kind_is_not_told_to_be_of_it_too(
    fact: str, nearest: str, plain: str, words: str
) -> None:
    facts = _facts(replace(GROUND, places=_of_kinds(**{fact: np.ones(GROUND.n_places)})))
    held = {one.name: one.holds(facts) for one in ARGUMENTS if one.name in (nearest, plain)}
    assert held[nearest].any()
    assert held[plain][held[nearest]].all()
    assert not held[nearest][facts.pairs.distance_km > TOLD_NEAREST_KM].any()
    at = int(np.flatnonzero(held[nearest])[0])
    (told,) = choose_reasons(facts, [at], [nearest, plain]).of_each
    assert sum(words in sentence for _, sentence in told) == 1


def _of_kinds(**facts: np.ndarray) -> PlaceFacts:
    """Places of which no kind is known but those that are given."""
    flags = ("is_seat", "is_port", "is_by_sea", "is_capital", "is_island", "is_mountain")
    nothing = {flag: np.zeros(GROUND.n_places) for flag in flags}
    return replace(GROUND.places, **{**nothing, **facts})


def test_of_several_kinds_one_is_told_to_be_the_nearest() -> None:
    """All places are seats by the sea: that hardly such a seat is nearer is told, and no more."""
    ones = np.ones(GROUND.n_places)
    places = _of_kinds(is_seat=ones, is_by_sea=ones)
    facts = _facts(replace(GROUND, places=places, barriers=()))
    by_name = {one.name: one for one in ARGUMENTS}
    assert by_name["nearest_seat"].holds(facts).any()
    assert not by_name["nearest_sea"].holds(facts).any()
    km = facts.pairs.distance_km
    assert by_name["coast"].holds(facts)[np.isfinite(km)].all()


@pytest.mark.parametrize(
    ("n_others", "is_said"), [(0, True), (0.32, True), (0.34, False), (1, False)]
)
def test_what_a_third_of_all_have_is_not_said_of_a_list_as_a_whole(
    n_others: float, is_said: bool
) -> None:
    """Three places of a list lie by the sea; how many others do decides whether that tells."""
    places = GROUND.places
    by_sea = np.zeros(len(places.ids))
    at = np.flatnonzero(COUNTRY[:300] != 0)
    n = max(3, int(n_others * len(at)))
    by_sea[[HOME, *at[:n]]] = 1.0
    facts = _facts(replace(GROUND, places=replace(places, is_by_sea=by_sea)))
    told = choose_reasons(facts, [0, 1, 2])
    assert any("km of the sea" in one for one in told.of_all) is is_said


def test_only_what_is_at_hand_is_called_near() -> None:
    facts = _facts(GROUND)
    (near,) = (one for one in ARGUMENTS if one.name == "near")
    km = facts.pairs.distance_km
    said = {k: str(near.sentence(facts, k)) for k in np.flatnonzero(np.isfinite(km)).tolist()}
    assert {k for k, words in said.items() if words.startswith("Near: about ")} == {
        k for k in said if float(f"{km[k]:.2g}") <= 300
    }
    assert all(words.endswith(" km away.") for words in said.values())


@pytest.mark.parametrize(
    ("km", "said"),
    [(303, "Near: about 300 km away."), (307, "About 310 km away."), (390, "About 390 km away.")],
)
def test_what_is_called_near_ends_at_three_hundred_kilometres(km: float, said: str) -> None:
    degrees = km / 111.195
    latitude, longitude = GROUND.places.latitude.copy(), GROUND.places.longitude.copy()
    other = int(np.flatnonzero(COUNTRY[:300] != 0)[0])
    latitude[[HOME, other]] = 0.0
    longitude[[HOME, other]] = 0.0, degrees
    moved = replace(GROUND.places, latitude=latitude, longitude=longitude)
    facts = _facts(replace(GROUND, places=moved))
    (near,) = (one for one in ARGUMENTS if one.name == "near")
    assert str(near.sentence(facts, 0)) == said


def test_where_nobody_is_named_it_says_where_places_like_home_have_partners() -> None:
    facts = _facts(replace(GROUND, barriers=()))
    n_of_each = facts.home_place.alike.with_partner_in
    (said,) = where_the_alike_have_partners(facts, (), lambda _: True)
    told = [int(n) for n in re.findall(r"\((\d+)\)", said)]
    abroad = [int(n) for country, n in enumerate(n_of_each.tolist()) if country != COUNTRY[HOME]]
    assert told == sorted(abroad, reverse=True)[:3]
    everywhere = row("sanctions", "C0", "*", "caution")
    assert (
        where_the_alike_have_partners(
            _facts(replace(GROUND, barriers=(everywhere,))), (), lambda _: True
        )
        == ()
    )


def test_of_one_country_alone_it_is_said_and_of_none_nothing() -> None:
    facts = _facts(replace(GROUND, barriers=()))
    n_of_each = facts.home_place.alike.with_partner_in
    best = int(np.argmax(np.where(np.arange(len(n_of_each)) == COUNTRY[HOME], 0, n_of_each)))
    code = str(GROUND.countries.codes[best])
    (said,) = where_the_alike_have_partners(facts, (), lambda asked: asked == code)
    assert f", {n_of_each[best]:.0f} have a partner in {GROUND.countries.names[best]}. Ask" in said
    assert where_the_alike_have_partners(facts, (), lambda _: False) == ()


def test_who_sees_names_is_not_told_of_countries(model: AdditiveModel) -> None:
    found = suggest_partners(GROUND, model, HOME, FIVE)
    assert where_the_alike_have_partners(_facts(GROUND), found.lists, lambda _: True) == ()
    assert not any("Ask for one of these countries" in note for note in found.notes)
