"""What keeps a place from being suggested speaks against it, though it is a note by itself."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np

from sistercities.partners.assessment import Assessment, InShort
from sistercities.partners.gate.obstacle import Obstacle
from sistercities.partners.in_short import in_short

STATUS = Obstacle(
    "special_status", "note", "Some states do not recognise who holds it.", "made up",
    row_id="special_status:AA:*", as_of="2025-06-16",
)  # fmt: skip
LAW = Obstacle("law", "note", "A region must agree.", "made up", row_id="AA:law")
GROUND: Any = SimpleNamespace(ties=SimpleNamespace(degree=np.array([1, 1])))


def told(kept_out_by: str | None) -> InShort:
    return in_short(
        GROUND, 0, 1, (), (), (LAW, STATUS), is_barred=kept_out_by is not None,
        kept_out_by=kept_out_by,
    )  # fmt: skip


def test_a_note_that_keeps_a_place_out_speaks_against_it() -> None:
    found = told("special_status:AA:*")
    assert found.against == (STATUS.sentence,)
    assert any("16 June 2025" in str(one) for one in found.to_find_out)


def test_a_note_that_keeps_nothing_out_does_not() -> None:
    assert told(None).against == ()


def test_what_speaks_against_is_not_said_again_among_the_notes() -> None:
    held: Any = SimpleNamespace(
        obstacles=(LAW, STATUS), in_short=told("special_status:AA:*"), sentence="It ranks first."
    )
    assert Assessment.to_note.fget(held) == (LAW,)  # type: ignore[attr-defined]
