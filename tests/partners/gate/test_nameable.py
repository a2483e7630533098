"""Who may be named in a reason: nobody that is barred or calls for care, for either of the two."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from partners.gate.made_up_rows import row, unit
from partners.made_up_ground import made_up_ground
from sistercities.partners.gate.gate import may_be_named

PLAIN = made_up_ground()
COUNTRY = PLAIN.places.country
EVERYONE = np.arange(PLAIN.n_places)
HOME, PARTNER = (int(np.flatnonzero(k == COUNTRY)[0]) for k in (0, 1))


def test_places_that_are_barred_or_call_for_care_are_not_named() -> None:
    rows = (row("law", "C0", "C2", "bar"), row("sanctions", "C0", "C3", "caution"))
    found = may_be_named(replace(PLAIN, barriers=rows), HOME, EVERYONE)
    assert found.tolist() == (~np.isin(COUNTRY, [2, 3])).tolist()


def test_a_note_leaves_a_place_to_be_named() -> None:
    rows = (row("law", "C2", "*", "note"), row("sanctions", "C0", "C3", "note"))
    assert may_be_named(replace(PLAIN, barriers=rows), HOME, EVERYONE).all()


def test_a_region_that_is_held_in_part_is_no_reason_for_others() -> None:
    codes = [str(code) for code in PLAIN.places.region_codes]
    ground = replace(PLAIN, barriers=(unit(codes[6], "caution", "C2"),))
    found = may_be_named(ground, HOME, EVERYONE)
    assert found.tolist() == (PLAIN.places.region != 6).tolist()


def test_what_is_barred_to_the_partner_is_no_reason_either() -> None:
    ground = replace(PLAIN, barriers=(row("war", "C1", "C3", "bar"),))
    assert may_be_named(ground, HOME, EVERYONE).all()
    of_both = may_be_named(ground, HOME, EVERYONE, PARTNER)
    assert of_both.tolist() == (COUNTRY != 3).tolist()


def test_nobody_asked_is_nobody_named() -> None:
    assert may_be_named(PLAIN, HOME, np.zeros(0, dtype=np.int64)).shape == (0,)
