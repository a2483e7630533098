"""What the press tells of the end of a tie is an event of its own, with its page."""

from __future__ import annotations

from pathlib import Path

import pytest

from release_build.untold_events import PRESS_COLUMNS as COLUMNS
from release_build.untold_events import read_press_events, with_press_events
from sistercities.errors import BuildError, SourceError
from sistercities.sources.tie_events import EventReading
from sistercities.terms.events import TieEvent

ROW = (
    "P1,DE,Altwerder,FR,Vieux-Pont,ended,2012-09,month,home,Two ties end,https://gazette.invalid,"
    "2011-12,the council voted,2026-11-30"
)


def events(folder: Path, *rows: str) -> tuple[TieEvent, ...]:
    path = folder / "press_events.csv"
    path.write_text("\n".join([",".join(COLUMNS), *rows]) + "\n", encoding="utf-8")
    return read_press_events(path)


def test_an_event_of_the_press_is_one_of_the_source_of_events(tmp_path: Path) -> None:
    read = with_press_events(EventReading(), events(tmp_path, ROW))
    (one,) = read.events
    assert (one.event, one.date, one.basis, one.decided_by) == ("ended", "2012-09", "stated", "a")
    claim = one.claim
    assert (claim.claim_id, claim.locator) == ("tie-events-2026:P1", "https://gazette.invalid")
    assert (claim.a.name, claim.b.name, claim.status, claim.end) == (
        "Altwerder", "Vieux-Pont", "ended", "2012-09",
    )  # fmt: skip


def test_an_event_that_the_source_has_is_refused(tmp_path: Path) -> None:
    found = events(tmp_path, ROW)
    with pytest.raises(BuildError, match="take the row out"):
        with_press_events(EventReading(found), found)


def test_a_page_of_later_confirms_an_event_that_the_source_has(tmp_path: Path) -> None:
    earlier = events(tmp_path, ROW.replace("ended,2012-09,month", "suspended,2012-02-21,day"))
    later = ROW.replace("P1,", "P2,").replace("ended,2012-09,month", "suspended,2025-08-13,by_day")
    read = with_press_events(EventReading(earlier), events(tmp_path, later))
    assert [one.date for one in read.events] == ["2012-02-21", "2025-08-13"]
    before = later.replace("2025-08-13", "2011-08-13")
    with pytest.raises(BuildError, match="take the row out"):
        with_press_events(EventReading(earlier), events(tmp_path, before))


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("the council voted", "", "reason"),
        ("2012-09,month", "2012-09,day", "date"),
        ("FR,Vieux", "XX,Vieux", "partner_country"),
        (",2011-12,", ",,", "source_date"),
    ],
)
def test_rows_without_reason_or_date_are_refused(
    tmp_path: Path, old: str, new: str, problem: str
) -> None:
    with pytest.raises(SourceError, match=problem):
        events(tmp_path, ROW.replace(old, new))
    with pytest.raises(SourceError, match="keep one"):
        events(tmp_path, ROW, ROW)
