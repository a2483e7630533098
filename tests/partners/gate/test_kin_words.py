"""How it is said that a place is much the same as a partner, lies around it or inside it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from partners.made_up_ground import made_up_ground
from sistercities.partners.gate.kin import around_a_partner, kin_obstacle
from sistercities.partners.ground import Ground

PLAIN = made_up_ground()
PLACES = PLAIN.places
REGION = 120 + int(np.bincount(PLACES.region[5:120], minlength=12)[3:].argmax() + 3)
INSIDE = np.flatnonzero(PLACES.containers[:120, 0] == REGION)
HOME = int(np.flatnonzero(PLACES.country[:120] == 0)[0])


def _tied(*partners: int) -> Ground:
    n = len(partners)
    ties = replace(
        PLAIN.ties, a=np.full(n, HOME), b=np.array(partners, dtype=np.int64),
        year=np.full(n, np.nan),
    )  # fmt: skip
    return replace(PLAIN, ties=ties)


@pytest.mark.parametrize(
    ("relation", "said"),
    [
        ("lies_in", "is already a partner of Place 50, which lies in Place 40."),
        ("contains", "is already a partner of Place 50, in which Place 40 lies."),
        ("followed_by", "is already a partner of Place 50, which Place 40 has followed."),
    ],
)
def test_a_place_that_is_much_the_same_calls_for_care_and_says_how(
    relation: str, said: str
) -> None:
    kin = {40: (50, relation)}
    (one,) = kin_obstacle(PLAIN, HOME, 40, kin)
    assert (one.kind, one.strength, one.places) == ("kin", "caution", ("x:050",))
    assert one.sentence == f"Place {HOME} {said}"
    (beside,) = kin_obstacle(PLAIN, HOME, 40, kin, are_partners=True)
    assert (beside.strength, beside.sentence) == ("note", one.sentence)
    assert kin_obstacle(PLAIN, HOME, 41, kin) == ()


@pytest.mark.parametrize("n", [1, 2, 3, 4, 5])
def test_three_partners_inside_a_region_are_named_and_the_others_counted(n: int) -> None:
    at = INSIDE[:n].tolist()
    (one,) = around_a_partner(_tied(*at), HOME, REGION)
    assert (one.kind, one.strength) == ("kin", "note")
    assert [name for name in at if f"Place {name}" in one.sentence] == at[:3]
    lies = "which lies in" if n == 1 else "which lie in"
    assert f"{lies} Place {REGION}." in one.sentence
    assert (f"and {n - 3} more, {lies}" in one.sentence) is (n > 3)
    assert one.places == tuple(str(PLACES.ids[k]) for k in at)


def test_the_region_around_a_place_is_a_partner_and_is_said_once() -> None:
    (one,) = around_a_partner(_tied(REGION), HOME, int(INSIDE[0]))
    assert one.sentence == (
        f"Place {HOME} is already a partner of Place {REGION}, in which Place {INSIDE[0]} lies."
    )
    assert around_a_partner(_tied(int(INSIDE[1])), HOME, int(INSIDE[0])) == ()


def test_a_region_that_is_called_as_what_lies_in_it_is_told_apart() -> None:
    place = int(INSIDE[0])
    ground = _tied(REGION).with_names({place: f"Place {REGION}"})
    (one,) = around_a_partner(ground, HOME, place)
    assert one.sentence == (
        f"Place {HOME} is already a partner of the region of Place {REGION}, in which Place "
        f"{REGION} lies."
    )


def test_the_own_region_is_told_apart_where_it_is_called_alike() -> None:
    home = int(INSIDE[0])
    tied = replace(PLAIN.ties, a=np.array([REGION]), b=np.array([HOME]), year=np.full(1, np.nan))
    ground = replace(PLAIN, ties=tied).with_names({home: f"Place {REGION}"})
    (one,) = around_a_partner(ground, home, HOME)
    assert one.sentence == (
        f"The region of Place {REGION}, in which Place {REGION} lies, is already a partner of "
        f"Place {HOME}."
    )


def test_a_tie_of_one_old_source_is_not_said_to_stand() -> None:
    ground = _tied(*INSIDE[:2].tolist())
    keys = np.sort(ground.ties.key(np.full(1, HOME), INSIDE[:1]))
    old = replace(ground, told_once=(keys, np.full(1, 2016.0)))
    (one,) = around_a_partner(old, HOME, REGION)
    assert one.places == (str(PLACES.ids[INSIDE[1]]),)


def test_a_region_with_the_name_of_what_lies_in_it_is_told_apart_within_a_sentence() -> None:
    place = int(INSIDE[0])
    (one,) = kin_obstacle(
        PLAIN.with_names({place: f"Place {REGION}"}), HOME, place, {place: (REGION, "contains")}
    )
    assert "is already a partner of the region of Place" in one.sentence
