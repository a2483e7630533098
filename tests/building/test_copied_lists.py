"""A place that bears the list of another in Wikidata keeps what others name for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from building.made_up_observations import known
from release_build.copied_lists import (
    COLUMNS,
    CopiedList,
    read_copied_lists,
    without_copied,
)
from sistercities.errors import BuildError, SourceError

OLD, NEW, LIST = "wikidata-2016", "wikidata-2021", "enwiki-2026"
HERE, MODEL = "gn:1", "gn:2"
RULING = CopiedList(HERE, MODEL)


def ties_of(place: str, *claims: object) -> set[str]:
    kept = without_copied(list(claims), [RULING])  # type: ignore[arg-type]
    return {one.tie_id for one in kept if one.tie_id and place in one.tie_id.split("~")}


def test_partners_of_the_other_place_wait_and_own_ones_stay() -> None:
    claims = [
        known(LIST, MODEL, "gn:11"), known(OLD, MODEL, "gn:12"), known(LIST, MODEL, "gn:13"),
        known(OLD, HERE, "gn:11"), known(NEW, "gn:12", HERE), known(OLD, HERE, "gn:13"),
        known(LIST, "gn:13", HERE), known(OLD, HERE, "gn:14"), known(OLD, HERE, MODEL),
    ]  # fmt: skip
    assert ties_of(HERE, *claims) == {"gn:1~gn:13", "gn:1~gn:14", "gn:1~gn:2"}
    assert ties_of("gn:12", *claims) == {"gn:12~gn:2"}
    waiting = [one for one in without_copied(claims, [RULING]) if one.tie_id is None]
    assert {one.a.place_id or one.b.place_id for one in waiting} == {"gn:11", "gn:12"}
    assert all("partners of gn:2" in (one.a.reason or one.b.reason) for one in waiting)


def test_a_ruling_that_changes_nothing_stops_the_build() -> None:
    with pytest.raises(BuildError, match="take the row out"):
        without_copied([known(OLD, HERE, "gn:14"), known(LIST, MODEL, "gn:11")], [RULING])


def test_the_rulings_are_read_with_their_reasons(tmp_path: Path) -> None:
    path = tmp_path / "copied_lists.csv"
    head = ",".join(COLUMNS)
    path.write_text(f"{head}\ngn:1,gn:2,gn:3 gn:4,it is so,2026-12-01\n", encoding="utf-8")
    assert read_copied_lists(path) == (CopiedList(HERE, MODEL, frozenset(("gn:3", "gn:4"))),)
    path.write_text(f"{head}\ngn:1,,,it is so,2026-12-01\n", encoding="utf-8")
    with pytest.raises(SourceError):
        read_copied_lists(path)
