"""The verdict on a claim is that of one of its parts; a study has those that it leads."""

from __future__ import annotations

from typing import Any

import pytest

from sistercities.studies.claim_verdicts import claim_verdicts, leading_part, verdict_on
from sistercities.studies.claims import CANNOT_TELL, CLAIMS, DESCRIBED
from sistercities.studies.parts import CITY_TIES, PartFinding
from sistercities.studies.registry import NAMES, STUDIES, WORLD_NAMES, claims_led_by


def part(name: str, claim: str = "C3", **found: Any) -> PartFinding:
    """Make a part as a study tells it."""
    given: dict[str, Any] = {
        "question": "Is it so?", "side": "above", "verdict": "supported", "answer": "more",
        "sentence": f"It is so of {name}.", "value": 2.0, "low": 1.5, "high": 3.0, "unit": "ratio",
        "line": 1.0, "n": 70, "n_of": "ties", "method": "counted", "rows": (),
        "would_change": "Other lists.", "rule": "Above 1.",
    }  # fmt: skip
    return PartFinding(claim, name, **{**given, **found})


def described(name: str, unit: str) -> PartFinding:
    return part(name, side="described", verdict=DESCRIBED, line=None, unit=unit)


def open_part(name: str) -> PartFinding:
    return part(name, side="open", verdict=CANNOT_TELL)


def test_where_the_first_part_cannot_be_told_neither_can_the_claim() -> None:
    found = verdict_on([open_part("chosen"), part("growing")])
    assert (found.verdict, found.part) == (CANNOT_TELL, "C3.chosen")


def test_a_count_of_ties_leaves_the_claim_described() -> None:
    """The claim says that there are such ties; what is judged beside it asks more."""
    found = verdict_on([described("exist", CITY_TIES), part("chance", verdict="not supported")])
    assert (found.verdict, found.part) == (DESCRIBED, "C3.exist")


def test_a_share_that_no_line_divides_leaves_the_claim_to_the_next_part_that_is_judged() -> None:
    share = described("predicted", "share of city ties")
    judged = part("independent", verdict="not supported", side="above")
    found = verdict_on([share, judged, part("close")])
    assert (found.verdict, found.part, found.number) == ("not supported", "C3.independent", 2.0)
    assert leading_part([share]) is share


def test_a_verdict_says_what_its_part_says() -> None:
    found = verdict_on([part("independent", value=None, low=None, high=None, note="too few ties")])
    assert found.sentence == "It is so of independent. too few ties"
    assert found.would_change == "Other lists."
    assert found.claim_text == CLAIMS["C3"]


def test_every_claim_is_led_by_one_study_of_a_home_country() -> None:
    """Two studies with a verdict on one claim would say two things of it."""
    led = [claim for name in NAMES for claim in claims_led_by(name)]
    assert sorted(led) == sorted(CLAIMS)
    assert [claims_led_by(name) for name in WORLD_NAMES] == [()] * len(WORLD_NAMES)
    assert claims_led_by("order") == ()
    assert STUDIES["order"].claims == ("C3",)


@pytest.mark.parametrize("claims", [(), ("C5",)])
def test_a_claim_without_parts_has_no_verdict(claims: tuple[str, ...]) -> None:
    assert claim_verdicts([part("independent")], claims) == {}
