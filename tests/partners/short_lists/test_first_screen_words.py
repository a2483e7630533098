"""What stands on the first screen beside the names: only what is of use there, in plain words."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from partners.made_up_ground import made_up_ground, of_neighbours
from partners.short_lists.test_purpose_facts import HOME as PORT
from partners.short_lists.test_purpose_facts import THERE, _facts, _flag, bare
from sistercities.partners.additive_model import AdditiveModel
from sistercities.partners.choosing import Wishes
from sistercities.partners.pairs import candidates_of
from sistercities.partners.short_lists import for_few, kinds, less_sure, why_few
from sistercities.partners.short_lists.candidate_facts import CandidateFacts, HomePlace
from sistercities.partners.short_lists.choose_reasons import choose_reasons
from sistercities.partners.short_lists.purpose_arguments import arguments_for_themes
from sistercities.partners.short_lists.purpose_facts import wanted_for
from sistercities.partners.short_lists.themes import themes_called
from sistercities.partners.short_lists.weighing import purpose_called
from sistercities.partners.short_lists.why_few import say_high_and_unnamed
from sistercities.partners.suggesting import suggest_partners
from sistercities.partners.train import train
from twolevel.core.array_types import Flag

GROUND = of_neighbours(made_up_ground(seed=5, n_places=400, n_ties=700))
HOME = int(np.argmax(np.where(GROUND.places.country[:300] == 0, GROUND.ties.degree[:300], 0)))
WISH = replace(Wishes(count=5, per_region=2, per_country=2), weights={"country_ties": 2.0})

pytestmark = pytest.mark.usefixtures("a_little_is_enough")


@pytest.fixture(scope="module")
def model() -> AdditiveModel:
    """Fit a model to the made-up ties."""
    return train(GROUND, seed=1, per_tie=5)


def _nobody(facts: CandidateFacts) -> Flag:
    return np.zeros(len(facts.pairs), dtype=np.bool_)


def test_what_wishes_leave_of_the_chances_is_said_where_there_are_chances(
    model: AdditiveModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = suggest_partners(GROUND, model, HOME, WISH)
    assert found.suggestions
    assert any("The chances leave your wishes aside" in note for note in found.notes)
    for module in (kinds, less_sure, for_few):
        monkeypatch.setattr(module, "may_sign", _nobody)
    found = suggest_partners(GROUND, model, HOME, WISH)
    assert not found.suggestions
    assert not found.less_sure
    assert not any("chances" in note for note in found.notes)


def test_who_is_first_on_the_long_list_and_on_no_short_one_is_told_without_a_score(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(why_few, "is_out_of_rank", _nobody)
    at = np.flatnonzero(GROUND.places.country == 1)[:8]
    facts = CandidateFacts(HomePlace(GROUND, HOME, "city"), candidates_of(GROUND, HOME, at))
    score = np.arange(8, 0, -1).astype(np.float64)
    (said,) = say_high_and_unnamed(facts, score, at[1:].tolist())
    assert f"The long list (`--all`) has {GROUND.places.names[at[0]]}" in said
    assert (
        "no short list names it: the short lists also ask for something that joins the two" in said
    )
    assert "score" not in said
    assert say_high_and_unnamed(facts, score, at.tolist()) == ()


def test_the_port_that_serves_a_purpose_is_not_told_again_for_the_theme() -> None:
    facts = _facts(bare(km=7_000, is_port=_flag([PORT, *THERE])))
    trade = purpose_called("trade")
    (port,) = (one for one in wanted_for(trade) if one.name == "port_of_both")
    told = choose_reasons(
        facts, range(6), (), wanted_for(trade), arguments_for_themes(themes_called(["port"])),
        (((port,), np.ones(6, dtype=np.bool_)),),
    )  # fmt: skip
    for each in told.of_each:
        assert sum("seaport" in words for _, words in each) == 1


def test_four_reasons_are_the_most_where_three_of_them_serve_a_purpose() -> None:
    everywhere = _flag([PORT, *THERE])
    names = ("is_by_sea", "is_seat", "is_mountain", "is_island")
    facts = _facts(bare(km=900, **dict.fromkeys(names, everywhere)))
    tourism = purpose_called("tourism")
    line = tuple(one for one in wanted_for(tourism) if one.name in ("coast", "apart", "mountains"))
    assert len(line) == 3
    of_list = ("seat", "nearest_seat", "island", "nearest_island")
    told = choose_reasons(
        facts, range(6), of_list, wanted_for(tourism), (), ((line, np.ones(6, dtype=np.bool_)),)
    )
    assert max(len(each) for each in told.of_each) == 4
    for each in told.of_each:
        assert set(of_list) & {name for name, _ in each}
