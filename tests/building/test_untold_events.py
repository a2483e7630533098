"""An event that its page foretold is no event."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from pathlib import Path

import pytest

from release_build.untold_events import (
    COLUMNS,
    read_untold_events,
    with_dormant,
    with_proposals,
    with_spokesmen,
    without_untold,
)
from sistercities.errors import BuildError, SourceError
from sistercities.sources.tie_events import EventReading
from sistercities.terms.claims import NamedEnd, SourceClaim
from sistercities.terms.events import TieEvent


def event(number: int) -> TieEvent:
    claim = SourceClaim(
        f"tie-events-2026:E{number}", "tie-events-2026", "https://gazette.invalid",
        NamedEnd("Altwerder", "DE"), NamedEnd("Tokiwa", "JP"), "", "none", False, "2025-10-01",
        "ended", "unknown", False, "", "facts", 2025,
    )  # fmt: skip
    return TieEvent(claim, "ended", "2025-10-01", "stated", "", "medium", "A page", "2025-05-29")


READ = EventReading((event(1), event(2)), (), ("E9",))


def write(folder: Path, row: str) -> Path:
    path = folder / "untold_events.csv"
    path.write_text(f"{','.join(COLUMNS)}\n{row}\n", encoding="utf-8")
    return path


def test_what_a_page_foretold_is_left_out_and_counted(tmp_path: Path) -> None:
    path = write(tmp_path, "tie-events-2026:E1,it says what will be,a page,2026-11-29")
    found = without_untold(READ, read_untold_events(path))
    assert [one.claim.claim_id for one in found.events] == ["tie-events-2026:E2"]
    assert found.left_out == ("E9", "tie-events-2026:E1")


def test_a_ruling_on_no_event_is_refused() -> None:
    with pytest.raises(BuildError, match="no event tie-events-2026:E7"):
        without_untold(READ, {"tie-events-2026:E7"})


def test_a_proposal_ends_nothing() -> None:
    first, second = with_proposals(READ, {"tie-events-2026:E1"}).events
    assert (first.event, first.date, first.claim.status, first.claim.end) == (
        "proposed", "2025-10-01", "unknown", "",
    )  # fmt: skip
    assert second == READ.events[1]


def test_a_ruling_on_what_is_no_end_is_refused() -> None:
    kept = EventReading((replace(event(1), event="kept"),))
    for read, number in ((READ, 7), (kept, 1)):
        with pytest.raises(BuildError, match=f"no end and no suspension tie-events-2026:E{number}"):
            with_proposals(read, {f"tie-events-2026:E{number}"})


@pytest.mark.parametrize(
    ("restated", "word"), [(with_spokesmen, "spoken_for"), (with_dormant, "dormant")]
)
def test_a_word_of_an_association_and_a_tie_at_rest_are_no_decision_to_keep_it(
    restated: Callable[[EventReading, Collection[str]], EventReading], word: str
) -> None:
    kept = tuple(replace(one, event="kept", decided_by="a") for one in READ.events)
    first, second = restated(EventReading(kept), {"tie-events-2026:E1"}).events
    assert (first.event, first.decided_by, first.claim.status) == (word, "", "unknown")
    assert second == kept[1]
    with pytest.raises(BuildError, match="no event tie-events-2026:E2 by which a tie is kept"):
        restated(READ, {"tie-events-2026:E2"})


@pytest.mark.parametrize("row", [",so,a page,2026-11-29", "E1,,a page,2026-11-29", "E1,so,a,soon"])
def test_a_row_without_id_reason_or_day_is_refused(tmp_path: Path, row: str) -> None:
    with pytest.raises(SourceError):
        read_untold_events(write(tmp_path, row))
