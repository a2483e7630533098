"""What an update found and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from sistercities.dataset.updates.difference import DifferenceRow
from sistercities.terms.json_records import Count, Holds, JsonRecord, OneEach, Unwritten, one_of

__all__ = ["DataUpdate", "DifferenceRow"]


CHANGES = ("added", "ended", "changed", "gone")
_When = Annotated[str, Holds(pattern=r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$")]


class UpdateInterrupted(KeyboardInterrupt):
    """Ctrl-C during an update of which something is kept.

    Attributes
    ----------
    snapshot
        Folder of the whole snapshot; None where pages are missing, and the next run goes on.
    """

    def __init__(self, snapshot: Path | None) -> None:
        super().__init__()
        self.snapshot = snapshot


@dataclass(frozen=True, slots=True)
class DataUpdate(JsonRecord):
    """What a publisher says now, against what is held.

    Attributes
    ----------
    source, language
        wikidata or wikipedia; the language of the lists, "" for wikidata.
    endpoint
        Address that was asked.
    is_dry_run
        True where only the list of pages was asked for, and nothing was kept.
    snapshot
        Folder of the pages, with origin and checksums; None in a dry run.
    fetched
        When the last page came, UTC; None in a dry run.
    n_pages, n_pages_resumed, n_requests
        Pages of the snapshot; those that an earlier, interrupted run had brought; requests made
        now. In a dry run `n_pages` is what a whole fetch takes.
    n_claims, n_resolved, n_waiting
        Claims read, those that support a tie, those whose names wait.
    left_out
        Statements or lines left out, by reason.
    n_not_understood
        Lines that may hold a tie and were not understood; `account.csv` has each.
    shapes
        Lines of each shape on the lists; empty for wikidata.
    against_release, against_last_update
        Ties added, ended, changed and gone; None where no update was taken before.
    n_same
        Ties that the release holds just so.
    differences
        Each difference, the release first.
    files
        Files that tell more, by name: `difference.csv`, `account.csv`.
    warning
        What should be looked at before taking the update over; "" if nothing.
    is_accepted
        Whether it was taken over.
    overlay
        Name of the overlay that holds it, for `--overlay`; None where it was not taken over.
    data_version
        Version of the data it was compared with.
    """

    source: Annotated[str, one_of(("wikidata", "wikipedia"))]
    language: str
    endpoint: str
    is_dry_run: bool
    snapshot: str | None
    fetched: _When | None
    n_pages: Count
    n_pages_resumed: Count
    n_requests: Count
    n_claims: Count
    n_resolved: Count
    n_waiting: Count
    left_out: dict[str, Count]
    n_not_understood: Count
    shapes: dict[str, Count]
    against_release: Annotated[dict[str, Count], OneEach(CHANGES)] | None
    against_last_update: Annotated[dict[str, Count], OneEach(CHANGES)] | None
    n_same: Count
    differences: Annotated[tuple[DifferenceRow, ...], Unwritten()]
    files: dict[str, str]
    warning: str
    is_accepted: bool
    overlay: str | None
    data_version: str
