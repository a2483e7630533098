"""A region to which nobody is named hears what was looked at, and what to ask instead."""

from __future__ import annotations

import re

import pytest

from sistercities.api.partners import rank_partners, recommend
from sistercities.api.scorecard import assess

TICINO, CHUBUT, PUNJAB = "gn:2658370", "gn:3861244", "gn:1259223"


@pytest.mark.parametrize("home", [TICINO, CHUBUT, PUNJAB])
def test_what_was_looked_at_is_said_and_what_is_advised_names_somebody(home: str) -> None:
    found = recommend(home)
    assert not (*found.suggestions, *found.less_sure)
    (why,) = found.why_nobody
    looked = re.match(r"Of the regions compared, ([1-9]\d*) abroad ha(?:s|ve) the rank of ", why)
    assert looked is not None
    assert "we name nobody below 1 in 600" in why or "We name nobody below 1 in 600" in why
    (advice,) = [note for note in found.notes if "`--continent" in note]
    told = re.search(r"the (\d+) best places .*`--continent ([A-Z]{2})`", advice)
    assert told is not None
    asked = recommend(home, continents=[told[2]])
    assert len(asked.suggestions) == int(told[1])
    # Who asks so is not advised again.
    assert not any("`--continent" in note for note in asked.notes)


def test_who_is_named_somebody_is_advised_nothing() -> None:
    found = recommend("gn:2661604")
    assert found.suggestions
    assert not any("`--continent" in note for note in found.notes)


MONMOUTHSHIRE = "gn:3333244"


def test_a_long_list_that_begins_with_better_chances_is_explained() -> None:
    """Who reads of 1 in 600 and finds 1 in 34 on the long list is told of whom each is."""
    (why,) = recommend(MONMOUTHSHIRE).why_nobody
    assert "Regions that stand first on the long list have a better chance; they are of" in why
    above = rank_partners(MONMOUTHSHIRE, count=9).partners
    assert min(one.probability for one in above) >= 1 / 600
    for one in (above[0], above[-1]):
        held = assess(MONMOUTHSHIRE, one.place.place_id).standing
        assert held.probability == pytest.approx(one.probability)
        assert held.chance == one.chance
