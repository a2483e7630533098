"""A partner among the others at the edges: equal numbers, nobody else, facts that are missing."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from partners.gate.made_up_rows import row, unit
from partners.made_up_ground import made_up_ground
from sistercities.partners import assessing
from sistercities.partners.additive_model import AdditiveModel
from sistercities.partners.assessing import ROUNDING, Found, assess_pair, percentile
from sistercities.partners.barriers import Barrier
from sistercities.partners.gate.gate import gate_of
from sistercities.partners.in_short import in_short
from sistercities.partners.train import train

GROUND = made_up_ground(n_places=70, n_ties=90)
COUNTRY = GROUND.places.country
HOME, PARTNER = (
    next(k for k in range(10, 60) if COUNTRY[k] == country and GROUND.ties.degree[k])
    for country in (0, 1)
)
REGION = str(GROUND.places.region_codes[GROUND.places.region[PARTNER]])


@pytest.fixture(scope="module")
def model() -> AdditiveModel:
    return train(GROUND, seed=1, per_tie=3)


@pytest.mark.parametrize(
    ("value", "other", "share"),
    [
        (0.0, ROUNDING, 50.0),
        (ROUNDING, 0.0, 50.0),
        (0.0, 2 * ROUNDING, 0.0),
        (2 * ROUNDING, 0.0, 100.0),
    ],
)
def test_what_differs_by_rounding_alone_is_equal(value: float, other: float, share: float) -> None:
    assert percentile(value, np.array([other])) == share


@pytest.mark.parametrize(
    ("others", "rank", "share"),
    [
        ((), 1, 100.0),
        ((1.0, 3.0), 2, 50.0),
        ((3.0, 4.0), 3, 0.0),
        ((1.0, 1.5), 1, 100.0),
        ((2.0, 1.0), 2, 50.0),
        ((1.0, 2.0), 1, 50.0),
    ],
    ids=["nobody else", "between two", "below both", "above both", "an equal one of a lower id",
         "an equal one of a higher id"],
)  # fmt: skip
def test_the_rank_is_counted_from_those_before(
    monkeypatch: pytest.MonkeyPatch, others: tuple[float, ...], rank: int, share: float
) -> None:
    """The partner has the score 2 and stands at position 5, the others at 4 and 6."""
    monkeypatch.setattr(assessing, "share_tied", lambda *_: np.array([0.1]))
    score = np.array([*others, 2.0])
    compared: Any = SimpleNamespace(
        score=score, plain_score=score, candidates=np.array([4, 6][: len(others)]), base=-3.0
    )
    found = assessing._standing(SimpleNamespace(), compared, 5)  # type: ignore[arg-type]
    assert (found.rank, found.n_candidates, found.percentile) == (rank, len(others) + 1, share)
    assert (found.score, found.base, found.probability) == (2.0, -3.0, 0.1)


@pytest.mark.parametrize("people", [np.nan, 0.0])
@pytest.mark.parametrize("place", [HOME, PARTNER])
def test_a_population_that_is_not_known_is_said_where_sizes_would_be_compared(
    place: int, people: float
) -> None:
    population = GROUND.places.population.copy()
    population[[HOME, PARTNER]] = 50_000
    known = replace(GROUND, places=replace(GROUND.places, population=population))
    lacking = population.copy()
    lacking[place] = people
    unknown = replace(GROUND, places=replace(GROUND.places, population=lacking))

    def said(ground: object, *features: str) -> list[str]:
        model: Any = SimpleNamespace(coefficients=dict.fromkeys(features), data_version="made up")
        notes = assessing._notes(ground, model, HOME, PARTNER, {})  # type: ignore[arg-type]
        return [one for one in notes if "population" in one]

    (one,) = said(unknown, "partner_size")
    assert f"The population of Place {place} is not known" in one
    assert said(known, "partner_size") == said(unknown, "distance") == []


def test_the_data_that_the_model_was_learned_on_are_named_where_they_are_others() -> None:
    def said(version: str) -> list[str]:
        model: Any = SimpleNamespace(coefficients={}, data_version=version)
        return [one for one in assessing._notes(GROUND, model, HOME, PARTNER, {})
                if "learned" in one]  # fmt: skip

    assert said(GROUND.version) == []
    assert said("2025.1") == ["What each criterion adds was learned on the data 2025.1."]


@pytest.mark.parametrize(
    ("barrier", "word"),
    [
        (row("war", "C0", "C1", "bar"), "barred"),
        (unit(REGION, "caution", "C1", not_suggested=REGION), "barred"),
        (row("war", "C0", "C2", "bar"), ""),
    ],
    ids=["a bar", "a row that withholds", "a bar to others"],
)
def test_whom_the_only_row_keeps_out_nothing_is_argued_for(
    model: AdditiveModel, barrier: Barrier, word: str
) -> None:
    ground = replace(GROUND, barriers=(barrier,))
    obstacles = gate_of(ground).obstacles(HOME, PARTNER)
    found = assess_pair(ground, model, HOME, PARTNER, {}, Found(obstacles))
    plain = assess_pair(GROUND, model, HOME, PARTNER, {})
    assert found.verdict == (word or plain.verdict)
    assert plain.in_short.in_favour
    assert (found.in_short.in_favour == ()) is bool(word)
    assert ("cannot be suggested" in found.sentence) is bool(word)


@pytest.mark.parametrize(
    ("with_home", "with_partner"), [(True, True), (False, True), (True, False)]
)
def test_of_whom_no_partner_is_known_that_is_said(*, with_home: bool, with_partner: bool) -> None:
    third = next(k for k in range(10, 60) if k not in (HOME, PARTNER))
    ends = [place for place, has in ((HOME, with_home), (PARTNER, with_partner)) if has]
    ties = replace(
        GROUND.ties, a=np.array(ends), b=np.full(len(ends), third), year=np.full(len(ends), np.nan)
    )
    ground = replace(GROUND, ties=ties)
    model: Any = SimpleNamespace(coefficients={}, data_version=GROUND.version)
    found = in_short(ground, HOME, PARTNER, (), (), (), is_barred=False)
    notes = assessing._notes(ground, model, HOME, PARTNER, {})
    said = [one for one in (*found.to_find_out, *notes) if "no source of ours names one" in one]
    due = [place for place in (HOME, PARTNER) if place not in ends]
    assert said == [
        f"Which partners Place {place} has: no source of ours names one." for place in due
    ]
    assert not any("know of no partner" in one for one in notes), "it is said once"


@pytest.mark.parametrize("is_told_apart", [True, False])
def test_what_else_speaks_for_a_low_rank_is_looked_up_under_the_names_of_the_data(
    monkeypatch: pytest.MonkeyPatch, model: AdditiveModel, *, is_told_apart: bool
) -> None:
    """Names with a region behind them tell two places apart, and have no meaning of their own."""
    as_named = replace(GROUND) if is_told_apart else None
    seen = []
    monkeypatch.setattr(assessing, "LOW_RANK", 0)
    monkeypatch.setattr(assessing, "what_else_speaks", lambda ground, *_: seen.append(ground) or ())
    assess_pair(GROUND, model, HOME, PARTNER, {}, Found(as_named=as_named))
    assert len(seen) == 1
    assert seen[0] is (as_named if is_told_apart else GROUND)
