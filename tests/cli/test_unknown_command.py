"""A command that there is none of: the one that does the job, or the nearest, is named."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sistercities.cli.app import VERBS
from sistercities.cli.nearest_command import MEANT


@pytest.mark.parametrize(
    ("arguments", "meant"),
    [
        (("search", "Ningwan"), "`sistercities place NAME`"),
        (("find", "Ningwan"), "`sistercities place NAME`"),
        (("Show", "Ningwan"), "`sistercities place NAME`"),
        (("list", "Ningwan"), "`sistercities ties PLACE`"),
        (("partners", "Ningwan"), "`sistercities ties PLACE`"),
        (("map",), "`sistercities serve`"),
        (("help",), "`sistercities --help`"),
        (("version",), "`sistercities --version`"),
        (("tie", "Ningwan"), "`sistercities ties`"),
        (("recomend", "Ningwan"), "`sistercities recommend`"),
        (("status",), "`sistercities data status`"),
        (("nesting", "--country", "CN"), "`sistercities study nesting`"),
        (("data", "stats"), "`sistercities data status`"),
        (("study", "nestng"), "`sistercities study nesting`"),
    ],
)
def test_the_command_that_is_meant_is_named(
    typed: Callable, arguments: tuple[str, ...], meant: str
) -> None:
    came = typed(*arguments)
    assert (came.code, came.out) == (2, "")
    assert came.err.startswith("Error: No such command ")
    assert meant in came.err
    assert "Did you mean" not in came.err


@pytest.mark.parametrize("arguments", [("zzzqq",), ("data", "zzzqq"), ("",), ("'",)])
def test_where_none_is_near_the_help_is_named(typed: Callable, arguments: tuple[str, ...]) -> None:
    came = typed(*arguments)
    assert (came.code, came.out) == (2, "")
    assert "`--help` lists what is allowed." in came.err


def test_each_advice_names_a_command_that_there_is() -> None:
    commands = {word for verb in VERBS for word in (verb, verb.partition(" ")[0])}
    for word, advice in MEANT.items():
        named = advice.split("`")[1].removeprefix("sistercities ").split(" ")
        asked = [one for one in (" ".join(named[:2]), named[0]) if one in commands]
        assert asked or named[0].startswith("--"), word
        assert word not in commands
