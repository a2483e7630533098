"""The day of a decision, or of a page, is not taken for the day of an end."""

from __future__ import annotations

from pathlib import Path

import pytest

from release_build.untold_events import DATE_COLUMNS as COLUMNS
from release_build.untold_events import EventDate, read_event_dates, with_event_dates
from sistercities.errors import BuildError, SourceError
from sistercities.sources.tie_events import EventReading
from sistercities.terms.claims import NamedEnd, SourceClaim
from sistercities.terms.events import TieEvent

FIRST, SECOND = "tie-events-2026:E1", "tie-events-2026:E2"


def event(event_id: str) -> TieEvent:
    claim = SourceClaim(
        event_id, "tie-events-2026", "https://gazette.invalid",
        NamedEnd("Altwerder", "DE"), NamedEnd("Tokiwa", "JP"), "", "none", False, "2021-11",
        "ended", "unknown", False, "", "facts", 2021,
    )  # fmt: skip
    return TieEvent(claim, "ended", "2021-11", "stated", "", "medium", "A page", "2022-03-24")


READ = EventReading((event(FIRST), event(SECOND)), (), ())


def write(folder: Path, row: str) -> Path:
    path = folder / "event_dates.csv"
    path.write_text(f"{','.join(COLUMNS)}\n{row}\n", encoding="utf-8")
    return path


def test_where_no_page_tells_the_end_it_is_known_from_the_page(tmp_path: Path) -> None:
    path = write(tmp_path, f"{FIRST},,none,decided then,https://gazette.invalid,2026-12-01")
    first, second = with_event_dates(READ, read_event_dates(path)).events
    assert (first.date, first.basis, first.known_on) == ("", "none", "2022-03-24")
    assert (first.event, first.claim.end, first.claim.seen_year) == ("ended", "", 2022)
    assert second == READ.events[1]


def test_an_agreement_that_had_run_out_ended_at_the_latest_then() -> None:
    ruling = EventDate(FIRST, "2022-02-27", "at the latest")
    first, _ = with_event_dates(READ, [ruling]).events
    assert (first.date, first.basis, first.claim.end) == (
        "2022-02-27", "at the latest", "2022-02-27",
    )  # fmt: skip


@pytest.mark.parametrize("ruling", [("tie-events-2026:E9", ""), (FIRST, "2021-11")])
def test_a_ruling_on_no_event_or_that_changes_none_is_refused(ruling: tuple[str, str]) -> None:
    basis = "stated" if ruling[1] else "none"
    with pytest.raises(BuildError, match=ruling[0]):
        with_event_dates(READ, [EventDate(*ruling, basis)])


@pytest.mark.parametrize("row", [",2021,none", ",,stated", "2021-31,,stated", "2021,,rumour"])
def test_a_date_without_its_basis_is_refused(tmp_path: Path, row: str) -> None:
    date, _, basis = row.rpartition(",")
    path = write(tmp_path, f"{FIRST},{date.strip(',')},{basis},why,https://a.invalid,2026-12-01")
    with pytest.raises(SourceError):
        read_event_dates(path)
