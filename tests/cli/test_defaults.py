"""What a command takes where an option is left out is what its verb takes, as its help says."""

from __future__ import annotations

import inspect
import re
from typing import Annotated, get_args, get_origin, get_type_hints

import pytest

import sistercities as sc
from sistercities.cli import recommend_command, study_all_command
from sistercities.studies.nesting.study import study_nesting


def _default(verb: object, name: str) -> object:
    return inspect.signature(verb).parameters[name].default  # type: ignore[arg-type]


def test_a_study_draws_as_often_wherever_it_is_asked_for() -> None:
    asked = (sc.study_nesting, sc.study_all, study_all_command.every, study_nesting)
    assert len({_default(one, "draws") for one in asked}) == 1


@pytest.mark.parametrize("name", ["count", "per_region"])
def test_the_help_of_recommend_says_what_its_verbs_take(name: str) -> None:
    hint = get_type_hints(recommend_command.recommend, include_extras=True)[name]
    assert get_origin(hint) is Annotated
    said = re.search(r"default: (\d+); (\d+) with --all", get_args(hint)[1].help)
    assert said
    verbs = (sc.recommend, sc.rank_partners)
    assert [int(n) for n in said.groups()] == [_default(verb, name) for verb in verbs]
