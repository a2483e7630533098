"""Numbers as they are typed, in whatever width, and what is none."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from sistercities.cli.outcome import in_plain_digits


@pytest.mark.parametrize("count", [("--count", "３"), ("--count=３",)])
def test_full_width_digits_are_digits(typed: Callable, count: tuple[str, ...]) -> None:
    came = typed("recommend", "Ningwan", *count, "--json")
    assert came.out == typed("recommend", "Ningwan", "--count", "3", "--json").out
    assert {len(each["partners"]) for each in json.loads(came.out)["lists"]} <= {0, 1, 2, 3}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--count", "5x"), "--count='5x' cannot be used; give a whole number in digits"),
        (("--count", "2.5"), "--count='2.5' cannot be used; give a whole number in digits"),
        (("--count", "三"), "--count='三' cannot be used"),
        (("--max-distance-km", "far"), "--max-distance-km='far' cannot be used; give a number in"),
    ],
)
def test_what_is_no_number_is_told_with_what_was_typed(
    typed: Callable, arguments: tuple[str, ...], said: str
) -> None:
    came = typed("recommend", "Ningwan", *arguments)
    assert came.code != 0
    assert said in came.err
    assert "Input should" not in came.err


@pytest.mark.parametrize(
    ("argument", "plain"),
    [
        ("１０", "10"),
        ("－３．５", "-3.5"),
        ("--count=１２", "--count=12"),
        ("１番町", "１番町"),
        ("ＡＢＣ", "ＡＢＣ"),
        ("宁波", "宁波"),
        ("economy=２", "economy=２"),
        ("12", "12"),
        ("", ""),
    ],
)
def test_only_what_is_a_number_whole_is_rewritten(argument: str, plain: str) -> None:
    assert in_plain_digits(argument) == plain
