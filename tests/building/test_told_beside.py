"""What a page tells beside the two names of its row is an event of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from release_build.told_beside import COLUMNS, read_told_beside, with_told_beside
from sistercities.errors import BuildError, SourceError
from sistercities.sources.tie_events import EventReading
from sistercities.terms.claims import NamedEnd, SourceClaim
from sistercities.terms.events import TieEvent

ROW = (
    "tie-events-2026:E1,Altwerder,DE,Minato,JP,suspended,2014-09,at the latest,its title,2026-11-30"
)


def event(number: int, partner: str) -> TieEvent:
    claim = SourceClaim(
        f"tie-events-2026:E{number}", "tie-events-2026", "https://gazette.invalid",
        NamedEnd("Altwerder", "DE"), NamedEnd(partner, "JP"), "1997", "year", False, "2014-09-02",
        "ended", "unknown", False, "", "facts", 2014,
    )  # fmt: skip
    return TieEvent(claim, "ended", "2014-09-02", "stated", "a", "high", "Two ties end", "2014-09")


READ = EventReading((event(1, "Tokiwa"), event(2, "Kita")))


def rulings(folder: Path, *rows: str):  # type: ignore[no-untyped-def]
    path = folder / "told_beside.csv"
    path.write_text("\n".join([",".join(COLUMNS), *rows]) + "\n", encoding="utf-8")
    return read_told_beside(path)


def test_the_other_tie_of_a_title_is_an_event_and_a_claim_of_the_same_page(tmp_path: Path) -> None:
    first, beside, second = with_told_beside(READ, rulings(tmp_path, ROW)).events
    assert (first, second) == READ.events
    assert beside.claim.claim_id == "tie-events-2026:E1b"
    assert (beside.claim.a.name, beside.claim.b.name) == ("Altwerder", "Minato")
    assert (beside.event, beside.date, beside.basis) == ("suspended", "2014-09", "at the latest")
    assert (beside.claim.status, beside.claim.end) == ("suspended", "2014-09")
    # The day of signing is that of the tie of the row.
    assert (beside.claim.start, beside.claim.locator) == ("", "https://gazette.invalid")
    assert (beside.source_title, beside.certainty) == ("Two ties end", "medium")


def test_where_the_page_tells_no_date_its_own_says_when_it_was_known(tmp_path: Path) -> None:
    undated = ROW.replace("2014-09,at the latest", ",none")
    beside = with_told_beside(READ, rulings(tmp_path, undated)).events[1]
    assert (beside.date, beside.known_on, beside.claim.end) == ("", "2014-09", "")
    assert beside.claim.seen_year == 2014


def test_what_another_page_tells_of_a_tie_does_not_keep_a_later_event_of_it_out(
    tmp_path: Path,
) -> None:
    later = ROW.replace("Minato,JP,suspended,2014-09,at", "Kita,JP,suspended,2014-03,at")
    told = with_told_beside(READ, rulings(tmp_path, later)).events
    assert [(one.claim.b.name, one.event) for one in told] == [
        ("Tokiwa", "ended"), ("Kita", "suspended"), ("Kita", "ended"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        (ROW.replace("E1", "E7"), "no such event"),
        (ROW.replace("Minato,JP,suspended", "Kita,JP,ended"), "a row for this event"),
    ],
)
def test_a_ruling_that_is_not_needed_is_refused(tmp_path: Path, row: str, problem: str) -> None:
    with pytest.raises(BuildError, match=problem):
        with_told_beside(READ, rulings(tmp_path, row))


@pytest.mark.parametrize(
    ("was", "now", "column"),
    [
        ("its title", "", "reason"), ("suspended", "frozen", "event"), (",JP", ",XX", "country"),
        ("2014-09,", "lately,", "event_date"), ("2014-09,at", ",at", "event_date"),
        ("at the latest", "none", "event_date"), ("2026-11-30", "soon", "date"),
        ("at the latest", "perhaps", "date_basis"), ("Minato", "", "partner"),
    ],
)  # fmt: skip
def test_what_is_not_understood_is_refused(tmp_path: Path, was: str, now: str, column: str) -> None:
    with pytest.raises(SourceError, match=column):
        rulings(tmp_path, ROW.replace(was, now, 1))
    with pytest.raises(SourceError, match="keep one"):
        rulings(tmp_path, ROW, ROW)
