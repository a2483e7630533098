"""The sentence that opens a scorecard: every caution stands in it, war first, before the rank."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from partners.made_up_ground import made_up_ground
from sistercities.partners.assessment import Standing
from sistercities.partners.gate.obstacle import Obstacle
from sistercities.partners.headline import headline
from sistercities.partners.verdict import verdict_of

GROUND = made_up_ground()
HOME, PARTNER = (int(np.flatnonzero(GROUND.places.country == k)[0]) for k in (0, 1))
SANCTIONS = Obstacle("sanctions", "caution", "Sanctions hold.", "", "sanctions:A:B")
STRIKES = Obstacle("war", "caution", "A was struck.", "", "war:A:B")
OTHERS = Obstacle("war_of_partner", "note", "B is at war with C.", "", "war:B:C")
DUTY = Obstacle("law", "note", "A duty.", "", "A:duty")
BAR = Obstacle("law", "bar", "A law bars it.", "", "A:law")
TIED = Obstacle("tied", "note", "The two are partners already.", "")
KIN = Obstacle("kin", "note", "A is a partner of a city in B.", "")


def _said(*obstacles: Obstacle, rank: int = 3, kept_out_by: str | None = None) -> str:
    standing = Standing(0.0, 0.0, 0.1, "About 1 in 10 such pairs are partners.", rank, 5_000, 99.0)
    verdict = verdict_of(rank, 5_000, 0.1, obstacles, is_withheld=kept_out_by is not None)
    return str(headline(GROUND, HOME, PARTNER, standing, obstacles, verdict, kept_out_by))


@pytest.mark.parametrize("rank", [1, 3, 4_000])
def test_every_caution_stands_before_the_rank_whatever_the_rank(rank: int) -> None:
    said = _said(SANCTIONS, STRIKES, rank=rank)
    assert said.startswith("A was struck. Sanctions hold. By its score alone ")
    assert f"ranks {rank:,} of 5,000 places" in said
    assert said.endswith("About 1 in 10 such pairs are partners.")


def test_a_war_of_the_partner_with_others_is_said_first_with_a_caution_and_alone() -> None:
    assert _said(SANCTIONS, OTHERS).startswith("B is at war with C. Sanctions hold. ")
    assert _said(OTHERS).startswith("B is at war with C. By its score alone ")
    assert _said(TIED, OTHERS).startswith("The two are partners already. B is at war with C. ")


def test_places_of_one_country_are_ranked_among_those_of_it_alone() -> None:
    """A place of the own country is not set against the world: the sentence says against whom."""
    near = int(np.flatnonzero(GROUND.places.country == 0)[1])
    standing = Standing(0.0, 0.0, 0.1, "About 1 in 10 such pairs are partners.", 3, 600, 99.0)
    said = headline(GROUND, HOME, near, standing, (), verdict_of(3, 600, 0.1, ()))
    assert f"Place {near} ranks 3 of 600 places in Country 0 for Place {HOME}." in str(said)


def test_a_note_stays_below() -> None:
    assert "duty" not in _said(DUTY)
    assert _said(DUTY).startswith(f"Place {PARTNER} ranks 3 of 5,000 places for Place {HOME}.")


def test_what_the_two_have_comes_first_and_then_what_calls_for_care() -> None:
    said = _said(TIED, SANCTIONS, KIN)
    order = [said.index(one.sentence) for one in (TIED, KIN, SANCTIONS)]
    assert order == sorted(order)
    assert said.endswith("By its score alone it would rank 3 of 5,000 places.")


def test_of_what_the_two_have_had_the_first_is_said_alone() -> None:
    ended = Obstacle("ended", "caution", "An earlier partnership ended.", "")
    assert _said(TIED, ended).startswith("The two are partners already. ")
    assert _said(TIED, replace(TIED, sentence="They are so by another list.")) == (
        "The two are partners already. By its score alone it would rank 3 of 5,000 places."
    )


@pytest.mark.parametrize("kind", ["ended", "suspended", "never_valid"])
def test_beside_a_partnership_that_is_over_stands_no_rank(kind: Any) -> None:
    over = Obstacle(kind, "caution", "Their partnership was suspended in 2012.", "")
    assert _said(over) == "Their partnership was suspended in 2012."
    said = _said(over, SANCTIONS)
    assert said == "Their partnership was suspended in 2012. Sanctions hold."


def test_of_whom_something_bars_the_bar_is_said() -> None:
    assert _said(BAR, SANCTIONS) == (
        f"Place {PARTNER} cannot be suggested to Place {HOME}. A law bars it."
    )
    assert "are partners by our sources. A law bars it." in _said(TIED, BAR)


def test_of_whom_a_row_withholds_that_row_is_said_and_not_the_first_caution() -> None:
    withheld = Obstacle("special_status", "caution", "Nobody tells the side.", "", "status:X")
    said = _said(SANCTIONS, withheld, kept_out_by="status:X")
    assert said.endswith(f"cannot be suggested to Place {HOME}. Nobody tells the side.")
    assert "are partners by our sources. Nobody tells the side." in _said(
        TIED, SANCTIONS, withheld, kept_out_by="status:X"
    )
