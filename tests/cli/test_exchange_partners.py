"""The list of ties says how many partners are of a kind that most lists leave out."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import sistercities as sc
from sistercities.api.standing import ALIVE, TOLD_EXCHANGE
from sistercities.cli.screen import Screen
from sistercities.cli.ties_page import ties_lines

WIDE = Screen(10_000, None)


@pytest.fixture
def one_tie(release_folder: Path) -> Any:
    return next(t for t in sc.ties_of("Ningwan", data=release_folder) if t.standing in ALIVE)


def _said(one_tie: Any, *kinds: str) -> str:
    ties = [
        replace(one_tie, kind=kind, b=replace(one_tie.b, place_id=f"x:{n}"))
        for n, kind in enumerate(kinds)
    ]
    return "\n".join(ties_lines(ties, WIDE, show_all=True))


def test_many_exchange_partners_are_told_with_what_is_left_without_them(one_tie: Any) -> None:
    many = ["exchange"] * TOLD_EXCHANGE
    assert f"{TOLD_EXCHANGE} are exchange partners, which most" in _said(
        one_tie, *many, "sister", "unknown"
    )
    assert "; without them it has 2." in _said(one_tie, *many, "sister", "unknown")
    assert "All are exchange partners, which most lists leave out." in _said(one_tie, *many)


def test_few_are_not(one_tie: Any) -> None:
    assert "exchange partners" not in _said(one_tie, *["exchange"] * (TOLD_EXCHANGE - 1), "sister")
