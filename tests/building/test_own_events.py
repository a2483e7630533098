"""Events of the press that no row of the source is on become events like those of the source."""

from __future__ import annotations

from pathlib import Path

import pytest

from release_build.own_events import COLUMNS, read_own_events, with_own_events
from sistercities.errors import BuildError, SourceError
from sistercities.sources.tie_events import EventReading

COUNTRIES = ("DE", "JP")
ROW = (
    "tie-events-2026:P001,Altwerder,Altwerder,DE,Minato,Minato,JP,suspended,2025-05-30,stated,home,"
    "high,Council votes,https://gazette.invalid,2025-05-31,the source has no row on it,2026-11-30"
)


def events(folder: Path, *rows: str):  # type: ignore[no-untyped-def]
    path = folder / "own_events.csv"
    path.write_text("\n".join([",".join(COLUMNS), *rows]) + "\n", encoding="utf-8")
    return read_own_events(path, COUNTRIES)


def test_a_row_is_an_event_and_a_claim_with_its_page_and_dates(tmp_path: Path) -> None:
    (found,) = with_own_events(EventReading(), events(tmp_path, ROW)).events
    assert (found.event, found.date, found.basis) == ("suspended", "2025-05-30", "stated")
    assert (found.decided_by, found.certainty, found.source_date) == ("a", "high", "2025-05-31")
    claim = found.claim
    assert (claim.claim_id, claim.source_id) == ("tie-events-2026:P001", "tie-events-2026")
    assert (claim.a.name, claim.b.name, claim.locator) == (
        "Altwerder", "Minato", "https://gazette.invalid",
    )  # fmt: skip
    assert (claim.status, claim.end, claim.seen_year) == ("suspended", "2025-05-30", 2025)


def test_an_event_that_the_source_tells_itself_is_refused(tmp_path: Path) -> None:
    told = events(tmp_path, ROW)
    other = events(tmp_path, ROW.replace("P001", "P002"))
    with pytest.raises(BuildError, match="take the row out"):
        with_own_events(EventReading(told), other)
    later = events(tmp_path, ROW.replace("P001", "P002").replace("2025-05-30", "2026-01-02"))
    assert len(with_own_events(EventReading(told), later).events) == 2


@pytest.mark.parametrize(
    ("was", "now", "column"),
    [
        ("P001", "E001", "event_id"), ("suspended", "frozen", "event"), (",JP", ",XX", "country"),
        ("2025-05-30,", "lately,", "event_date"), ("stated", "none", "event_date"),
        ("2026-11-30", "soon", "date"), ("the source has no row on it", "", "reason"),
        ("https://gazette.invalid", "", "source_address"), (",home,", ",mayor,", "decided_by"),
    ],
)  # fmt: skip
def test_what_is_not_understood_is_refused(tmp_path: Path, was: str, now: str, column: str) -> None:
    with pytest.raises(SourceError, match=column):
        events(tmp_path, ROW.replace(was, now, 1))
    with pytest.raises(SourceError, match="keep one"):
        events(tmp_path, ROW, ROW)
