"""What many tests of the lists need: places of a made-up ground, of which little is known."""

from __future__ import annotations

import numpy as np
import pytest

from sistercities.partners.short_lists import footing, kinds
from sistercities.partners.short_lists.candidate_facts import CandidateFacts
from twolevel.core.array_types import Flag

ENOUGH = 5.0


@pytest.fixture
def a_little_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ask for few points, no link and no rank: limits, orders and sentences can be looked at."""

    def anybody(facts: CandidateFacts, _asked: footing.Asked) -> Flag:
        return np.ones(len(facts.pairs), dtype=np.bool_)

    def nobody(facts: CandidateFacts) -> Flag:
        return np.zeros(len(facts.pairs), dtype=np.bool_)

    monkeypatch.setattr(kinds, "may_rest_on_kind", anybody)
    monkeypatch.setattr(kinds, "is_out_of_rank", nobody)
    monkeypatch.setattr(footing, "least_points", lambda _of_list, _asked="least": ENOUGH)
