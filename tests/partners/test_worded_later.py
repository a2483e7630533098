"""Reasons are put into words when they are read, and then they are reasons like any others."""

from __future__ import annotations

import pickle

from sistercities.partners.reason import Reason, ReasonsLater, Unworded, less_than

SAID: list[str] = []


def _unworded(feature: str, group: str, adds: float) -> Unworded:
    def word() -> Reason:
        SAID.append(feature)
        return Reason(feature, group, feature, 1.0, adds, f"{feature}.", "list", is_known=True)

    return Unworded(feature, group, 1.0, adds, word)


def _reasons() -> ReasonsLater:
    SAID.clear()
    return ReasonsLater([
        _unworded("far", "access", -0.5), _unworded("large", "size", 0.4),
        _unworded("rich", "economy", -0.9), _unworded("tied", "network", 0.4),
    ])  # fmt: skip


def test_the_largest_comes_first_and_equal_ones_in_their_order() -> None:
    assert [one.feature for one in _reasons()] == ["large", "tied", "far", "rich"]


def test_only_what_is_read_is_said_and_said_once() -> None:
    reasons = _reasons()
    assert (len(reasons), SAID) == (4, [])
    assert (reasons[-1].feature, reasons[3].feature) == ("rich", "rich")
    assert SAID == ["rich"]
    assert [one.feature for one in less_than(reasons, -0.1, ("access",))] == ["far"]
    assert SAID == ["rich", "far"]
    assert [one.feature for one in reasons[:2]] == ["large", "tied"]


def test_all_below_a_number_come_the_smallest_first_worded_or_not() -> None:
    reasons = _reasons()
    for each in (reasons, tuple(reasons)):
        assert [one.feature for one in less_than(each, 0.0)] == ["rich", "far"]


def test_what_is_added_takes_its_place_by_what_it_adds() -> None:
    more = _reasons().with_more([_unworded("wish", "wish", 0.41)])
    assert [one.feature for one in more] == ["wish", "large", "tied", "far", "rich"]


def test_they_are_stored_with_their_words() -> None:
    reasons = _reasons()
    assert pickle.loads(pickle.dumps(reasons)) == tuple(reasons)
    assert reasons == tuple(reasons)
