"""A region to which nobody is named hears what was looked at, and what to ask instead."""

from __future__ import annotations

import re

import pytest

from sistercities.api.partners import recommend

TICINO, CHUBUT, PUNJAB = "gn:2658370", "gn:3861244", "gn:1259223"


@pytest.mark.parametrize("home", [TICINO, CHUBUT, PUNJAB])
def test_what_was_looked_at_is_said_and_what_is_advised_names_somebody(home: str) -> None:
    found = recommend(home)
    assert not (*found.suggestions, *found.less_sure)
    (why,) = found.why_nobody
    looked = re.match(r"We looked at the (\d+ regions|only region) abroad of the rank of ", why)
    assert looked is not None
    assert looked[1] != "0 regions"
    assert "we name nobody below 1 in 600" in why
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
