"""Who is kept off the lists: what calls for care, and what half of the world calls for does not."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from sistercities.partners import care_on_lists as subject
from sistercities.partners.choosing import Wishes
from sistercities.partners.filters import Filters


def _flags(text: str) -> Any:
    return np.array([one == "1" for one in text])


def _shown(flags: Any) -> str:
    return "".join("1" if one else "0" for one in flags)


def _care_of(
    monkeypatch: pytest.MonkeyPatch, care: str = "0000", more: str = "0000", apart: str = "0000",
    others: dict[str, str] | None = None, wishes: Wishes | None = None, home: str = "0",
) -> tuple[str, str]:  # fmt: skip
    """Judge four candidates, of which each flag is told; the home place is the fifth."""
    shares: list[float] = []
    gate = SimpleNamespace(
        calls_for_care=lambda *_: _flags(care),
        calls_for_more_care=lambda *asked: shares.append(asked[2]) or _flags(more),
        is_held_apart=_flags(apart + home),
    )
    told = {"war": "0000", "claimed": "0000", "groups": "0000", **(others or {})}
    monkeypatch.setattr(subject, "gate_of", lambda _: gate)
    monkeypatch.setattr(subject, "is_at_war_at_home", lambda _: _flags(told["war"]))
    monkeypatch.setattr(subject, "are_claimed", lambda _: _flags(told["claimed"]))
    monkeypatch.setattr(subject, "are_held_by_groups", lambda _: _flags(told["groups"]))
    pairs = SimpleNamespace(b=np.arange(4), country=np.arange(4))
    facts: Any = SimpleNamespace(ground=None, home=4, pairs=pairs)
    needs, keeps = subject.care_of(facts, wishes or Wishes())
    assert set(shares) <= {0.5}
    return _shown(needs), _shown(keeps)


@pytest.mark.parametrize(
    ("care", "more", "needs"),
    [
        ("0000", "0000", "0000"),
        ("1000", "1111", "1000"),
        ("1100", "0000", "0000"),
        ("1100", "1000", "1000"),
        ("1110", "0001", "0001"),
        ("1111", "1111", "0000"),
    ],
)
def test_what_half_of_the_world_calls_for_keeps_nobody_off_and_more_does(
    monkeypatch: pytest.MonkeyPatch, care: str, more: str, needs: str
) -> None:
    """Half of four is two; where each state has a row of its own, nobody would be left."""
    assert _care_of(monkeypatch, care, more) == (needs, needs)


@pytest.mark.parametrize(
    ("apart", "home", "needs"),
    [("0000", "0", "0000"), ("1000", "0", "1000"), ("1000", "1", "0111"), ("1111", "1", "0000")],
)
def test_who_lies_in_a_unit_that_most_states_bar_is_sought_by_its_like_alone(
    monkeypatch: pytest.MonkeyPatch, apart: str, home: str, needs: str
) -> None:
    assert _care_of(monkeypatch, apart=apart, home=home) == (needs, needs)


@pytest.mark.parametrize("name", ["war", "claimed", "groups"])
def test_war_claims_and_armed_groups_keep_off_each_by_itself(
    monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    assert _care_of(monkeypatch, "1000", others={name: "0010"}) == ("1000", "1010")


def test_who_asks_for_a_country_sees_its_places_with_what_calls_for_care(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked = Wishes(filters=Filters(countries=("DE",)))
    assert _care_of(monkeypatch, "1000", others={"war": "0010"}, wishes=asked) == ("1000", "0000")
