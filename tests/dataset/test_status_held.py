"""Which statement on a tie holds today, where dates and gravity are close to each other."""

from __future__ import annotations

from itertools import permutations
from types import SimpleNamespace
from typing import Any

import pytest

from sistercities.dataset.standing import NobodyCovers, Statement, standing_of, status_held


def listed(status: Any, year: int, end: str = "", *, is_official: bool = False) -> Statement:
    """Make the statement of a list of a year, whose claim is named by it."""
    claim: Any = SimpleNamespace(claim_id=str(year), is_official=is_official)
    return Statement(status, end or str(year), f"list:{year}", claim, end)


def told(event: Any, status: Any, moment: str) -> Statement:
    """Make that of an event, told by a page that has a claim on the tie too."""
    claim: Any = SimpleNamespace(claim_id="page", is_official=False)
    return Statement(status, moment, "page", claim, moment, event)


SEEN = {"page": 2026, **{str(year): year for year in range(2010, 2027)}}


@pytest.mark.parametrize(
    ("statements", "at"),
    [
        # A list says so in its own year, whatever year it gives for the end.
        ((listed("ended", 2020, "2016"), listed("active", 2018)), 0),
        ((listed("ended", 2016, "2015"), listed("active", 2018)), 1),
        ((listed("ended", 2018, "2015"), listed("active", 2018)), 0),
        # No list revokes what was told of an event, whoever wrote it and however much later.
        ((told("ended", "ended", "2016-05"), listed("active", 2018, is_official=True)), 0),
        ((told("ended", "ended", "2018-05"), listed("active", 2018, is_official=True)), 0),
        ((told("ended", "ended", "2016-05"), listed("active", 2018)), 0),
        # Of one moment the graver is the later, and of one gravity what is dated more exactly.
        ((told("suspended", "suspended", "2022-05"), told("resumed", "active", "2022-05")), 0),
        ((told("ended", "ended", "2022-05"), told("suspended", "suspended", "2022-05")), 0),
        ((told("ended", "ended", "2022-05-09"), told("ended", "ended", "2022")), 0),
        ((told("never_valid", "never_valid", "2022"), told("ended", "ended", "2022-05")), 0),
        ((told("suspended", "suspended", "2022-05"), told("resumed", "active", "2022-06")), 1),
        ((listed("pending", 2020), listed("active", 2012)), 1),
        # One of two has broken it; what the other answers is a second end, and not the first.
        ((told("ended", "ended", "2022-11-15"), told("ended", "ended", "2022-12-15")), 0),
        ((told("suspended", "suspended", "2024-03"), told("suspended", "suspended", "2022")), 1),
        (
            (
                told("ended", "ended", "2022"),
                told("ended", "ended", "2022-03"),
                told("ended", "ended", "2022-04"),
            ),
            1,
        ),
        # A suspension after it was resumed is another one.
        (
            (
                told("suspended", "suspended", "2023-02"),
                told("resumed", "active", "2023-09"),
                told("suspended", "suspended", "2025-05"),
            ),
            2,
        ),
    ],
)
def test_the_statement_that_holds_is_the_same_in_whichever_order_they_come(
    statements: tuple[Statement, ...], at: int
) -> None:
    for order in permutations(statements):
        assert status_held(order, SEEN) is statements[at]


def test_where_nothing_is_stated_nothing_holds_and_an_announcement_alone_does() -> None:
    announced = listed("pending", 2020)
    assert status_held((), SEEN) is None
    assert status_held((announced,), SEEN) is announced


def test_where_no_source_covers_a_place_its_silence_is_no_evidence() -> None:
    assert NobodyCovers().covers("list:2020", "gn:1", "gn:1~gn:2") is False


@pytest.mark.parametrize(
    ("observed", "word"),
    [
        ({"a": 2020, "b": 2020}, "listed"),
        ({"a": 2020, "b": 2021}, "no_longer_listed"),
        ({"a": 2020, "b": 2019}, "listed"),
        ({"a": 2020}, "listed"),
    ],
    ids=["of the same year", "a year later", "older", "alone"],
)
def test_the_silence_of_a_list_counts_only_where_it_is_newer(
    observed: dict[str, int], word: str
) -> None:
    covers: Any = SimpleNamespace(covers=lambda *_: True)
    stood = standing_of("gn:1~gn:2", None, {"a": 2020}, observed, covers)
    assert stood.standing == word
    assert stood.source_id == ("b" if word == "no_longer_listed" else "a")
