"""What an update changes, tie by tie, against the ties of the drawn world by hand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import world
from sistercities.dataset.assemble import claim_row
from sistercities.dataset.release.store import Release, open_release
from sistercities.dataset.resolved import ResolvedClaim
from sistercities.dataset.updates.difference import Difference, difference
from sistercities.sources.source_record import Source
from sistercities.terms.claims import NamedEnd, SourceClaim
from sistercities.terms.places import Resolution

SOURCE = Source("now-2030", "Now", "nobody", "1", 2030, True, "CC0-1.0", "made up", "all", "none")


@pytest.fixture(scope="module")
def release(release_folder: Path) -> Iterator[Release]:
    with open_release(release_folder) as opened:
        yield opened


def _claim(a: str, b: str, **more: Any) -> ResolvedClaim:
    claim = SourceClaim(
        claim_id=f"now-2030:{a}-{b}", source_id="now-2030", locator="a page", a=NamedEnd(a, ""),
        b=NamedEnd(b, ""), start="", precision="none", is_batch_date=False, end="",
        status="unknown", kind="unknown", is_double_entry=False, note="", licence="CC0-1.0",
    )  # fmt: skip
    return ResolvedClaim(replace(claim, **more), *(Resolution(one, "id", 1.0) for one in (a, b)))


def _difference(
    release: Release, *claims: ResolvedClaim, family: str = "", before: Any = None
) -> Difference:
    return difference(claims, SOURCE, release, family, before)


def _told(found: Difference) -> list[tuple[str, str, str, str]]:
    return [(row.change, row.field, row.before, row.after) for row in found.rows]


HELD = (world.SHUANGHE, world.TOKIWA)
"""Held as active since 1981-08-08, kind sister."""
UNDATED = (world.SONGGANG, world.SAKURAI)
SUSPENDED = (world.SONGGANG, world.ALTWERDER)


@pytest.mark.parametrize(
    ("pair", "said", "told"),
    [
        (HELD, {}, []),
        (HELD, {"start": "1981", "precision": "year"}, []),
        (HELD, {"start": "1981-08-08", "precision": "day", "status": "active"}, []),
        (
            HELD,
            {"start": "1982", "precision": "year"},
            [("changed", "start", "1981-08-08", "1982")],
        ),
        (HELD, {"start": "1982", "precision": "suspect"}, []),
        (HELD, {"status": "ended"}, [("ended", "status", "active", "ended")]),
        (
            HELD,
            {"status": "suspended", "end": "2029"},
            [("ended", "status", "active", "suspended"), ("changed", "end", "", "2029")],
        ),
        (HELD, {"kind": "friendship"}, [("changed", "kind", "sister", "friendship")]),
        (HELD, {"kind": "sister"}, []),
        (
            UNDATED,
            {"start": "2001-02", "precision": "month"},
            [("changed", "start", "", "2001-02")],
        ),
        (SUSPENDED, {"status": "ended"}, []),
        (
            (world.MOQI, world.SAKURAI),
            {"start": "2028", "precision": "year", "status": "active"},
            [("added", "tie", "", "since 2028, active")],
        ),
        ((world.MOQI, world.SAKURAI), {}, [("added", "tie", "", "undated")]),
    ],
)
def test_a_claim_against_what_is_held(
    release: Release,
    pair: tuple[str, str],
    said: dict[str, Any],
    told: list[tuple[str, str, str, str]],
) -> None:
    found = _difference(release, _claim(*pair, **said))
    assert _told(found) == told
    assert found.n_same == int(not told)


def test_the_order_of_the_two_names_does_not_matter(release: Release) -> None:
    assert _told(_difference(release, _claim(*reversed(HELD)))) == []


def test_two_claims_on_one_tie_are_weighed_before_they_are_compared(release: Release) -> None:
    year = _claim(*UNDATED, start="2001", precision="year")
    day = _claim(*reversed(UNDATED), start="2001-02-03", precision="day")
    assert _told(_difference(release, year, day)) == [("changed", "start", "", "2001-02-03")]


def test_a_name_that_waits_is_no_difference(release: Release) -> None:
    waiting = replace(_claim(*HELD), b=Resolution("", "", 0.0, "no such place"))
    assert _difference(release, waiting).rows == ()


def test_what_the_family_no_longer_claims_is_gone(release: Release) -> None:
    of_enwiki = [one for one in world.claims() if one.claim.source_id == world.EN]
    tied = {one.tie_id for one in of_enwiki} - {None}
    found = _difference(release, _claim(*HELD), family=world.EN)
    gone = {row.tie_id for row in found.rows if row.change == "gone"}
    assert gone == tied - {_claim(*HELD).tie_id}
    assert found.counts("release") == {
        "added": 0, "ended": 0, "changed": 0, "gone": len(tied) - 1,
    }  # fmt: skip


def test_a_claim_that_waits_still_counts_as_there(release: Release) -> None:
    shuanghe = NamedEnd("Shuanghe", "CN", given_id="wd:Q1")
    plain = _claim(*HELD)
    old = replace(plain, claim=replace(plain.claim, a=shuanghe, b=NamedEnd("Tokiwa", "")))
    rows = [claim_row(old)]
    other = _claim(world.MOQI, world.TOKIWA)
    lost = _difference(release, other, before=rows)
    assert [row.change for row in lost.rows if row.against == "last update"] == ["added", "gone"]
    named = NamedEnd("Twin Cranes", "", given_id="wd:Q1")
    waiting = ResolvedClaim(
        replace(old.claim, a=named), Resolution("", "", 0.0), Resolution(HELD[1], "id", 1.0)
    )
    still = _difference(release, other, waiting, before=rows)
    assert [row.change for row in still.rows if row.against == "last update"] == ["added"]


def test_against_the_last_update(release: Release) -> None:
    before = [claim_row(_claim(*HELD, start="1981", precision="year"))]
    now = _claim(*HELD, start="1981-08-08", precision="day")
    found = _difference(release, now, before=before)
    assert [(row.against, row.field, row.before, row.after) for row in found.rows] == [
        ("last update", "start", "1981", "1981-08-08")
    ]
    assert found.counts("last update") == {"added": 0, "ended": 0, "changed": 1, "gone": 0}


def test_a_difference_names_both_places_and_where_it_stands(release: Release) -> None:
    (row,) = _difference(release, _claim(world.MOQI, world.SAKURAI)).rows
    names = {(row.name_a, row.country_a), (row.name_b, row.country_b)}
    assert names == {("Moqi", "CN"), ("Sakurai", "JP")}
    assert (row.claim_id, row.locator) == (f"now-2030:{world.MOQI}-{world.SAKURAI}", "a page")
