"""What waits for a person to look at."""

from __future__ import annotations

import csv
from dataclasses import replace

import world
from sistercities.dataset.checks import CONTAINED, ONE_PLACE, needs_review, review_text
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


def test_a_tie_of_a_place_with_what_contains_it_is_listed() -> None:
    for a, b in ((world.HUSHI, world.LANYU), (world.LANYU, world.SHUANGHE)):
        (row,) = needs_review([_pair(a, b)], world.places())
        assert row.reason == CONTAINED


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
