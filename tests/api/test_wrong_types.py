"""What is no name, no number and no word of a list is refused in a sentence, in every call."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import sistercities as sc
import world
from sistercities.errors import InvalidArgument, OutputError

_NO_NAMES = [None, 5, b"Tokiwa", ["Tokiwa"], {}, True]
_OF_A_PLACE: dict[str, Callable[..., Any]] = {
    "ties_of": sc.ties_of,
    "place": sc.place,
    "recommend": sc.recommend,
    "rank_partners": sc.rank_partners,
    "benchmark": sc.benchmark,
    "facts_of": sc.facts_of,
    "brief": sc.brief,
    "seeking": sc.seeking,
    "assess": lambda name, **also: sc.assess(world.NINGWAN, name, **also),
    "path": lambda name, **also: sc.path(name, world.NINGWAN, **also),
}


# `seeking` lists all notices without a name.
_REFUSED = [
    (verb, name) for verb in _OF_A_PLACE for name in _NO_NAMES if (verb, name) != ("seeking", None)
]


@pytest.mark.parametrize(("verb", "name"), _REFUSED, ids=repr)
def test_what_is_no_text_is_no_name_of_a_place(
    release_folder: Path, verb: str, name: object
) -> None:
    with pytest.raises(InvalidArgument, match=r"cannot be used; .*'gn:1799397', as text"):
        _OF_A_PLACE[verb](name, data=release_folder)


@pytest.mark.parametrize("count", [None, "a", b"3", [], 1.5, True, 0], ids=repr)
@pytest.mark.parametrize("verb", [sc.recommend, sc.rank_partners])
def test_how_many_is_a_whole_number(
    release_folder: Path, verb: Callable[..., Any], count: object
) -> None:
    with pytest.raises(InvalidArgument, match="give a whole number from 1 to"):
        verb(world.NINGWAN, count=count, data=release_folder)


@pytest.mark.parametrize("name", [[], {}, None, 5], ids=repr)
def test_a_study_is_asked_by_its_word(release_folder: Path, name: Any) -> None:
    with pytest.raises(InvalidArgument, match="use one of "):
        sc.study(name, "CN", data=release_folder)


@pytest.mark.parametrize("country", [5, b"CN", []], ids=repr)
def test_a_country_is_asked_by_its_code(release_folder: Path, country: Any) -> None:
    with pytest.raises(InvalidArgument, match="ISO 3166-1 code of two letters"):
        sc.study("hubs", country, data=release_folder)


@pytest.mark.parametrize("folder", [None, 5, b"out", []], ids=repr)
def test_a_folder_is_asked_by_its_name(release_folder: Path, folder: Any) -> None:
    with pytest.raises(InvalidArgument, match="give the name of a folder"):
        sc.export(folder, tables=["sources"], data=release_folder)


def test_a_folder_that_the_system_cannot_spell_is_a_sentence(release_folder: Path) -> None:
    with pytest.raises(OutputError, match="cannot spell this name"):
        sc.export("\ud800", tables=["sources"], data=release_folder)
