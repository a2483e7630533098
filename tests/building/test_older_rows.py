"""A row of the newest lists that waits means what an older row of the same two names means."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from release_build.resolving.older_rows import NEWEST, OLDER_ROW, with_older_rows
from sistercities.dataset.gazetteer.places import Gazetteer
from sistercities.dataset.resolved import ResolvedClaim
from sistercities.sources.undated_claims import undated_claim
from sistercities.terms.claims import NamedEnd
from sistercities.terms.places import Resolution
from tests.building.made_up_observations import place

WORLD = Gazetteer(
    [
        place("x:salto", "Salto", "IT", people=311),
        place("x:salto-other", "Salto", "IT", people=900),
        place("x:bosco-forest", "Bosco di Sopra", "IT", people=933, names=("Bosco",)),
        place("x:regen", "Regen", "RO", people=30_000),
    ]
)
WAITS = Resolution("", "", 0.0, "the only place of this name is small and far")


def row(
    source: str, a: tuple[str, str], b: tuple[str, str], ends: tuple[Resolution, Resolution]
) -> ResolvedClaim:
    claim = undated_claim(
        f"{source}:{a[0]}", "made up", NamedEnd(*a), NamedEnd(*b), licence="CC0-1.0"
    )
    return ResolvedClaim(replace(claim, source_id=source), *ends)


def found(place_id: str, method: str = "alias+country+level", sure: float = 0.98) -> Resolution:
    return Resolution(place_id, method, sure)


REGEN, SALTO = ("Regen", "RO"), ("Salto", "IT")
NEW = row(NEWEST, REGEN, SALTO, (found("x:regen"), WAITS))
OLD = row("enwiki-2023", SALTO, REGEN, (found("x:salto", sure=0.97), found("x:regen")))


def settled(new: ResolvedClaim, older: Sequence[ResolvedClaim]) -> ResolvedClaim:
    (one,) = with_older_rows([new], older, WORLD)
    return one


def test_it_follows_the_older_row_whichever_name_comes_first() -> None:
    one = settled(NEW, [OLD])
    assert (one.a, one.b) == (NEW.a, Resolution("x:salto", OLDER_ROW, 0.97))


def test_a_row_of_which_neither_end_is_told_follows_too() -> None:
    one = settled(replace(NEW, a=WAITS), [OLD])
    assert (one.a.place_id, one.b.place_id) == ("x:regen", "x:salto")


def test_two_pairs_in_older_rows_settle_nothing() -> None:
    other = row("wikidata-2017", SALTO, REGEN, (found("x:salto-other"), found("x:regen")))
    assert settled(NEW, [OLD, other]) == NEW


def test_an_end_that_is_told_must_be_of_the_pair() -> None:
    new = replace(NEW, a=found("x:elsewhere"))
    assert settled(new, [OLD]) == new


@pytest.mark.parametrize("other", [("Salto", "ES"), ("Salta", "IT")])
def test_another_country_or_spelling_is_another_name(other: tuple[str, str]) -> None:
    new = row(NEWEST, REGEN, other, (found("x:regen"), WAITS))
    assert settled(new, [OLD]) == new


def test_a_by_name_alone_settles_nothing_but_a_point_does() -> None:
    bosco = ("Bosco", "IT")
    new = row(NEWEST, REGEN, bosco, (found("x:regen"), WAITS))
    by_name = row("enwiki-2023", REGEN, bosco, (found("x:regen"), found("x:bosco-forest")))
    by_point = replace(by_name, b=found("x:bosco-forest", "alias+coordinates"))
    assert settled(new, [by_name]) == new
    assert settled(new, [by_point]).b.place_id == "x:bosco-forest"


def test_rows_that_are_told_and_rows_of_other_sources_stay() -> None:
    told = replace(NEW, b=found("x:salto-other"))
    elsewhere = row("regions-2026", REGEN, SALTO, (found("x:regen"), WAITS))
    assert with_older_rows([told, elsewhere], [OLD], WORLD) == [told, elsewhere]
