"""Claims to territory: the two states are warned, no list leads them there, others hear nothing."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from partners.gate.made_up_rows import row, unit
from partners.made_up_ground import made_up_ground
from sistercities.partners.gate.gate import Gate

PLAIN = made_up_ground()
PLACES = PLAIN.places
REGION = 6
AREA = str(PLACES.region_codes[REGION])
HOLDER = AREA[:2]
CODES = PLAIN.countries.codes.astype(str)
CLAIMANT = next(code for code in CODES.tolist() if code != HOLDER)
INSIDE = np.flatnonzero(PLACES.region == REGION)
COUNTRY = CODES[PLACES.country]
AT_CLAIMANT = np.flatnonzero(COUNTRY == CLAIMANT)
THIRD = int(np.flatnonzero((COUNTRY != CLAIMANT) & (COUNTRY != HOLDER))[0])
CLAIM = row("territory_claim", AREA, CLAIMANT, "caution", HOLDER)
EVERYONE = np.arange(PLAIN.n_places)


def _withheld(gate: Gate, home: int) -> set[int]:
    return set(np.flatnonzero(gate.not_suggested(home, EVERYONE)[0] >= 0).tolist())


def test_the_claimant_is_not_led_to_the_area_nor_the_area_to_the_claimant() -> None:
    gate = Gate(replace(PLAIN, barriers=(CLAIM,)))
    home, there = int(AT_CLAIMANT[0]), int(INSIDE[0])
    assert _withheld(gate, home) == set(INSIDE.tolist())
    assert _withheld(gate, there) == set(AT_CLAIMANT.tolist())
    for one, other in ((home, there), (there, home)):
        (found,) = gate.obstacles(one, other)
        assert (found.strength, found.sentence) == ("caution", CLAIM.sentence)
    assert (gate.bars(home, EVERYONE)[0] < 0).all()


def test_a_third_state_and_the_rest_of_the_holder_hear_nothing_of_it() -> None:
    gate = Gate(replace(PLAIN, barriers=(CLAIM,)))
    rest = int(np.flatnonzero((COUNTRY == HOLDER) & (PLACES.region != REGION))[0])
    for home, partner in ((THIRD, int(INSIDE[0])), (rest, int(AT_CLAIMANT[0]))):
        assert gate.obstacles(home, partner) == ()
        assert partner not in _withheld(gate, home)


def test_the_status_of_the_area_is_told_in_place_of_the_claim_to_it() -> None:
    status = unit(AREA, "caution", HOLDER)
    ground = replace(PLAIN, barriers=(CLAIM, status))
    gate, home, there = Gate(ground), int(AT_CLAIMANT[0]), int(INSIDE[0])
    (found,) = gate.obstacles(home, there)
    assert found.sentence == status.sentence
    at, rows = gate.not_suggested(home, np.array([there]))
    # What keeps it out is what is said of it: a headline has nothing else to say.
    assert rows[at[0]].row_id == found.row_id


@pytest.mark.parametrize(
    ("kind", "strength", "is_claim"),
    [
        ("territory_claim", "caution", True),
        ("territory_claim", "note", False),
        ("territory_claim", "bar", False),
        ("special_status", "caution", False),
    ],
)
def test_a_claim_is_heeded_where_it_calls_for_care(
    kind: str, strength: str, *, is_claim: bool
) -> None:
    assert replace(CLAIM, kind=kind, strength=strength).is_claim is is_claim
