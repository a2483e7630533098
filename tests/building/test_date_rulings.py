"""Rulings on dates: the wrong one is no longer held, and a ruling that is not needed says so."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import world
from release_build.date_rulings import (
    COLUMNS,
    RETIRE_CHECKS,
    DateRuling,
    read_date_rulings,
    with_date_rulings,
)
from sistercities.dataset.assemble import signing_levels
from sistercities.dataset.resolved import ResolvedClaim
from sistercities.dataset.weigh import Around, weigh
from sistercities.errors import BuildError, SourceError

YEARS = {world.ZH: 2020, world.EN: 2026}
ROW = {
    "claim_id": "list:1", "field": "start", "value": "2010-08-10", "holds": "article:1",
    "reason": "shifted by a row", "date": "2026-11-28", "retire_check": RETIRE_CHECKS[0],
}  # fmt: skip


def _claim(claim_id: str, start: str, **said: Any) -> ResolvedClaim:
    ends = world.Drawn(world.NINGWAN, said.pop("partner", world.TOKIWA), "", "none")
    drawn = world.drawn_claim(world.ZH, claim_id, ends, world.places())
    said = {"start": start, "precision": "day", "is_double_entry": False, **said}
    return replace(drawn, claim=replace(drawn.claim, claim_id=claim_id, **said))


WRONG = _claim("list:1", "2010-08-10", is_double_entry=True, note="a list")
RIGHT = _claim("article:1", "2011-06-01")


def _ruling(**change: str) -> DateRuling:
    fields = {"claim_id": "list:1", "value": "2010-08-10", "holds": "article:1",
              "reason": "shifted by a row", "retire_check": RETIRE_CHECKS[0]}  # fmt: skip
    return DateRuling(**{**fields, **change})


def _ruled(*claims: ResolvedClaim, **change: str) -> list[ResolvedClaim]:
    return with_date_rulings(claims, (_ruling(**change),), YEARS)


def test_the_right_date_is_held_and_the_other_stays_as_a_conflict() -> None:
    ruled = _ruled(WRONG, RIGHT)
    weighed = weigh(ruled, world.places(), signing_levels(world.upper_tier()), Around(YEARS))
    (tie,) = weighed.ties
    (conflict,) = (one for one in weighed.conflicts if one["field"] == "start")
    assert (tie["start"], tie["start_precision"]) == ("2011-06-01", "day")
    assert (conflict["kept_claim"], conflict["other"]) == ("article:1", "2010-08-10")


def test_the_claim_keeps_its_date_and_says_why_it_is_doubted() -> None:
    doubted, untouched = (one.claim for one in _ruled(WRONG, RIGHT))
    assert (doubted.start, doubted.precision) == ("2010-08-10", "suspect")
    assert doubted.note == "a list; date doubtful: shifted by a row"
    assert untouched == RIGHT.claim


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"claim_id": "list:9"}, "there is no claim list:9"),
        ({"holds": "article:9"}, "there is no claim article:9"),
        ({"value": "2010-08-11"}, "the claim states 2010-08-10"),
        ({"holds": "list:1"}, "states no other sound date"),
    ],
)
def test_a_ruling_on_what_is_not_there_fails_the_build(change: dict[str, str], why: str) -> None:
    with pytest.raises(BuildError, match=f"{why}; mend the row or take it out"):
        _ruled(WRONG, RIGHT, **change)


def test_a_ruling_on_two_ties_fails_the_build() -> None:
    elsewhere = _claim("article:1", "2011-06-01", partner=world.MOQI)
    with pytest.raises(BuildError, match="article:1 is about another tie"):
        _ruled(WRONG, elsewhere)


def test_a_ruling_that_the_rules_now_make_fails_the_build() -> None:
    official = replace(RIGHT, claim=replace(RIGHT.claim, is_official=True))
    with pytest.raises(BuildError, match="the rules hold the other date without it"):
        _ruled(WRONG, official)
    assert _ruled(WRONG, official, retire_check=RETIRE_CHECKS[1])


def _write(folder: Path, *rows: dict[str, str]) -> Path:
    lines = [",".join(COLUMNS), *(",".join({**ROW, **row}.values()) for row in rows)]
    (folder / "date_corrections_drawn.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def test_rulings_are_read_from_their_files(tmp_path: Path) -> None:
    assert read_date_rulings(_write(tmp_path, {})) == (_ruling(),)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("claim_id", ""),
        ("field", "kind"),
        ("value", "once"),
        ("holds", ""),
        ("reason", ""),
        ("date", "2026"),
        ("retire_check", "never"),
    ],
)
def test_refuses_what_it_does_not_know(tmp_path: Path, column: str, value: str) -> None:
    with pytest.raises(SourceError) as caught:
        read_date_rulings(_write(tmp_path, {column: value}))
    assert caught.value.column == column


def test_one_claim_is_ruled_on_once(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="a row above rules on it"):
        read_date_rulings(_write(tmp_path, {}, {"holds": "article:2"}))
