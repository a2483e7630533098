"""What waits for a person to look at."""

from __future__ import annotations

import csv
from dataclasses import replace

import world
from release_build.build import ONE_PLACE, needs_review, review_text
from sistercities.dataset.contained import CONTAINED, without_contained
from sistercities.dataset.resolved import ResolvedClaim


def _pair(a: str, b: str) -> ResolvedClaim:
    return world.drawn_claim(world.EN, "E9999", world.Drawn(a, b, "", "none"), world.places())


def test_only_the_name_that_waits_is_listed_with_reason_and_candidates() -> None:
    (row,) = needs_review(world.claims(), world.places())
    assert (row.claim_id, row.end, row.name, row.country) == (
        world.UNRESOLVED,
        "b",
        "Nirgendwo",
        "DE",
    )
    assert row.reason == "no place of this name in DE"
    assert row.candidates == "gn:611 Altwerder (city)"


def test_a_pair_of_one_place_is_listed() -> None:
    (row,) = needs_review([_pair(world.NINGWAN, world.NINGWAN)], world.places())
    assert (row.end, row.reason) == ("both", ONE_PLACE)


def test_a_place_has_no_tie_with_what_contains_it_and_the_claim_is_listed() -> None:
    for a, b in ((world.HUSHI, world.LANYU), (world.LANYU, world.SHUANGHE)):
        (one,) = without_contained([_pair(a, b)], world.places())
        assert one.tie_id is None
        assert {one.a.place_id, one.b.place_id} == {"", a if b == world.LANYU else b}
        (row,) = needs_review([one], world.places())
        assert (row.end, row.reason) == ("both", CONTAINED)
        assert row.candidates == f"{world.LANYU} Lanyu (region1)"


def test_places_of_one_region_may_have_a_tie() -> None:
    pair = _pair(world.SHUANGHE, world.MEIPING)
    assert without_contained([pair], world.places()) == [pair]


def test_the_file_can_be_read_back_and_holds_no_hint() -> None:
    claim = world.claims()[-1]
    odd = replace(claim, b=replace(claim.b, reason='a "quoted", odd\nreason'))
    text = review_text(needs_review([odd], world.places()))
    (row,) = csv.DictReader(text.splitlines(keepends=True))
    assert row["reason"] == 'a "quoted", odd\nreason'
    assert "hint" not in text


def test_an_item_with_an_id_waits_once_however_many_claims_name_it() -> None:
    waiting = world.claims()[-1]
    assert not waiting.b.place_id
    first, second = (
        replace(
            waiting,
            claim=replace(
                waiting.claim,
                claim_id=claim_id,
                b=replace(waiting.claim.b, given_id="wd:Q900"),
            ),
        )
        for claim_id in ("wd-test:1", "wd-test:2")
    )
    (row,) = needs_review([second, first], world.places())
    assert (row.claim_id, row.end) == ("wd-test:1", "b")
