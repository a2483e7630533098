"""Rulings on names retire themselves: the build fails on those that are no longer needed."""

from __future__ import annotations

from dataclasses import replace

import pytest

import world
from release_build.resolved_claims import require_needed
from sistercities.dataset.decisions import RETIRE_CHECKS, Decisions, NameDecision
from sistercities.dataset.gazetteer.places import Gazetteer
from sistercities.errors import BuildError
from sistercities.terms.claims import NamedEnd


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    places = world.places().values()
    named = (replace(place, names=((place.name, "und"), *place.names)) for place in places)
    return Gazetteer(named)


def _ruling(name: str, place_id: str, check: str = RETIRE_CHECKS[0]) -> NameDecision:
    return NameDecision(world.EN, name, "CN", "", "", place_id, "drawn", "2026-01-01", check)


def _applied(ruling: NameDecision) -> Decisions:
    rulings = Decisions((ruling,))
    assert rulings.find(NamedEnd(ruling.name, "CN"), world.EN) == ruling
    return rulings


def test_a_ruling_that_the_rules_do_not_make_stays(gazetteer: Gazetteer) -> None:
    require_needed(_applied(_ruling("Old Ningwan", world.NINGWAN)), gazetteer)


def test_a_ruling_that_applied_to_nothing_fails_the_build(gazetteer: Gazetteer) -> None:
    with pytest.raises(BuildError, match=r"applied to no claim: Nobody \(CN, enwiki-2026\)"):
        require_needed(Decisions((_ruling("Nobody", world.NINGWAN),)), gazetteer)


def test_a_ruling_that_the_rules_now_make_fails_the_build(gazetteer: Gazetteer) -> None:
    with pytest.raises(BuildError, match=r"is what the rules say: Moqi .*take the rows out"):
        require_needed(_applied(_ruling("Moqi", world.MOQI)), gazetteer)


def test_a_ruling_with_another_check_is_kept(gazetteer: Gazetteer) -> None:
    require_needed(_applied(_ruling("Moqi", world.MOQI, RETIRE_CHECKS[1])), gazetteer)
