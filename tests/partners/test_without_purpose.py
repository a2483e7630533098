"""Where few places serve a purpose, those are told that would be named without it."""

from __future__ import annotations

import pytest

from sistercities.api.partners import recommend
from sistercities.partners.short_lists.answer import ShortLists

COEVORDEN, DRANCY = "gn:2757937", "gn:3020839"
LINGEN, FUNAFUTI, MONMOUTHSHIRE = "gn:2877088", "gn:2110384", "gn:3333244"


def _told(found: ShortLists) -> list[str]:
    return [note for note in found.notes if note.startswith("Without a purpose we would")]


def _names(found: ShortLists) -> list[str]:
    lists = [one for each in found.lists for one in each.suggestions]
    return [one.place.name for one in lists]


PURPOSES = ("trade", "culture", "education", "tourism", "environment", "youth")
OTHERS = ("gn:702844", "gn:3050714", "gn:2869994", "gn:8349529", "gn:11837657")
"""Homes whose lists have other names or another order with what a purpose weighs."""


@pytest.mark.parametrize("home", [LINGEN, *OTHERS])
@pytest.mark.parametrize("purpose", PURPOSES)
def test_whom_a_plain_question_names_is_told_where_fewer_than_three_serve(
    home: str, purpose: str
) -> None:
    found, plain = recommend(home, purpose=purpose), _names(recommend(home))
    others = [name for name in plain if name not in _names(found)]
    if len(_names(found)) >= 3 or not others:
        assert not _told(found)
        return
    (said,) = _told(found)
    places = [said.index(f"{name} (") for name in others[:5]]
    assert places == sorted(places), "in the order of the lists"


def test_two_who_serve_are_few_and_three_are_not() -> None:
    two, three = (recommend(COEVORDEN, purpose=one) for one in ("education", "environment"))
    assert (len(_names(two)), len(_names(three))) == (2, 3)
    plain = _names(recommend(COEVORDEN))
    (other,) = (name for name in plain if name not in _names(two))
    (said,) = _told(two)
    assert f"{other} (" in said
    assert set(plain) - set(_names(three)), "somebody could be told"
    assert not _told(three)


def test_of_six_five_are_told_by_name() -> None:
    found, plain = recommend(DRANCY, purpose="trade"), _names(recommend(DRANCY))
    assert (len(_names(found)), len(plain)) == (0, 6)
    (said,) = _told(found)
    assert [name for name in plain if f"{name} (" in said] == plain[:5]
    assert "and 1 more" in said


def test_one_of_these_purposes_has_nobody_and_says_whom_else() -> None:
    found = recommend(LINGEN, purpose="culture")
    assert not _names(found)
    (said,) = _told(found)
    assert "culture and heritage" in said
    assert "Netherlands" in said
    assert not [note for note in found.notes if "all the same, though little" in note]


def test_own_weights_are_those_of_the_plain_question_too() -> None:
    weights = {"access": 10.0}
    found = recommend(OTHERS[2], purpose="tourism", weights=weights)
    plain = _names(recommend(OTHERS[2], weights=weights))
    assert plain != _names(recommend(OTHERS[2]))
    (said,) = _told(found)
    others = [name for name in plain if name not in _names(found)][:5]
    assert all(f"{name} (" in said for name in others)


def test_without_a_purpose_nothing_is_told() -> None:
    assert not _told(recommend(LINGEN))


@pytest.mark.parametrize("home", [FUNAFUTI, MONMOUTHSHIRE])
def test_the_purpose_is_not_blamed_where_it_is_not_why(home: str) -> None:
    plain, found = recommend(home), recommend(home, purpose="trade")
    assert not _names(plain)
    assert not _names(found)
    assert not _told(found)
    assert "Asking for trade is not why: without a purpose nobody would be named either." in [
        *found.notes
    ]
