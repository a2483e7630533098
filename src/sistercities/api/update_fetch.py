"""Asking a publisher: whom, what, and the pages that come, as a snapshot.

What an update found and what became of it.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from sistercities import __version__
from sistercities.api.arguments import checked_word
from sistercities.api.output_folder import named_folder
from sistercities.dataset.updates.difference import DifferenceRow
from sistercities.errors import InvalidArgument
from sistercities.report.exports import check_name
from sistercities.sources.fetched_snapshot import (
    SnapshotInMaking,
    snapshot_in_making,
    snapshots_folder,
)
from sistercities.terms.json_records import Count, Holds, JsonRecord, OneEach, Unwritten, one_of
from sistercities.terms.progress import Progress

if TYPE_CHECKING:
    from sistercities.sources.polite_client import PoliteClient


KINDS = ("wikidata", "wikipedia")
CONTACT = "SISTERCITIES_CONTACT"
_TERMS = {
    "wikidata": ("CC0-1.0", "Wikidata, CC0 1.0"),
    "wikipedia": ("CC-BY-SA-4.0", "Wikipedia contributors, lists of sister cities, CC BY-SA 4.0"),
}


@dataclass(frozen=True, slots=True)
class Effort:
    """Pages that an interrupted run had brought before, and requests made now."""

    n_resumed: int = 0
    n_requests: int = 0


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked, of whom, and where the answer goes."""

    kind: str
    language: str
    endpoint: str
    snapshots: Path
    rate: float
    contact: str

    @property
    def name(self) -> str:
        """Name of the overlay, and of the folder of the snapshots."""
        return f"{self.kind}-{self.language}" if self.language else self.kind


def checked_asked(
    source: str,
    language: str,
    endpoint: str | None,
    snapshots: str | Path | None,
    rate: float,
    contact: str | None,
) -> Asked:
    """Check what is asked before anything is opened.

    Raises
    ------
    InvalidArgument
        If the source, the language, the endpoint, the rate, the contact or the folder cannot be
        used.
    OutputError
        If the name of the folder is too long.
    """
    from sistercities.sources import mediawiki_pages, polite_client, wikidata_pages

    kind = checked_word("source", source, KINDS)
    if kind == "wikipedia":
        usual = mediawiki_pages.endpoint_of(language)
    else:
        usual, language = wikidata_pages.ENDPOINT, ""
    address = usual if endpoint is None else endpoint
    polite_client.check_endpoint(address)
    polite_client.check_rate(rate)
    who = os.environ.get(CONTACT, "") if contact is None else contact
    if not who.isprintable() or not who.isascii():
        raise InvalidArgument("contact", who, "write a mail address or the address of a page")
    folder = snapshots_folder() if snapshots is None else named_folder(snapshots)
    check_name(folder, " with --snapshots")
    return Asked(kind, language, address, folder, rate, who)


def count_pages(asked: Asked, report: Progress) -> tuple[int, Effort]:
    """Ask for the list of pages only; return how many pages there are, and keep nothing."""
    from sistercities.sources.mediawiki_pages import index_of_wikipedia
    from sistercities.sources.wikidata_pages import index_of_wikidata, n_requests

    with (
        _client(asked, report, again="run the command again later") as client,
        tempfile.TemporaryDirectory(prefix="sistercities-") as aside,
        snapshot_in_making(Path(aside), _questions(asked)) as making,
    ):
        if asked.kind == "wikidata":
            n_pages = n_requests(len(index_of_wikidata(client, making)))
        else:
            lists = index_of_wikipedia(client, making, asked.language)
            n_pages = len(making.done) + len(lists)
        return n_pages, Effort(0, client.n_requests)


def fetch_snapshot(asked: Asked, report: Progress) -> tuple[Path, Effort]:
    """Fetch a whole snapshot, or the rest of one; return its folder and what it took.

    Raises
    ------
    UpdateInterrupted
        At a Ctrl-C after the first page.
    """
    from sistercities.sources.mediawiki_pages import fetch_wikipedia
    from sistercities.sources.wikidata_pages import fetch_wikidata

    folder = asked.snapshots / asked.name
    with (
        _client(asked, report) as client,
        snapshot_in_making(folder, _questions(asked)) as making,
        _interrupts_told(making),
    ):
        if asked.kind == "wikidata":
            fetch_wikidata(client, making, report)
        else:
            fetch_wikipedia(client, making, asked.language, report)
        whole = making.complete(_origin(asked, making, client), {})
        return whole, Effort(making.n_kept, client.n_requests)


@contextmanager
def _interrupts_told(making: SnapshotInMaking) -> Iterator[None]:
    """Say of a Ctrl-C that pages are kept, where some are."""
    try:
        yield
    except KeyboardInterrupt:
        if making.done:
            raise UpdateInterrupted(None) from None
        raise


def _client(asked: Asked, report: Progress, again: str = "") -> PoliteClient:
    from sistercities.sources.polite_client import GO_ON, PoliteClient, user_agent

    return PoliteClient(
        asked.endpoint,
        user_agent(__version__, asked.contact),
        asked.rate,
        tell=lambda sentence: report(sentence, 0, 1),
        again=again or GO_ON,
    )


def _questions(asked: Asked) -> dict[str, str]:
    from sistercities.sources.mediawiki_pages import asked_of_wikipedia
    from sistercities.sources.wikidata_pages import asked_of_wikidata

    if asked.kind == "wikidata":
        return asked_of_wikidata(asked.endpoint)
    return asked_of_wikipedia(asked.endpoint, asked.language)


def _origin(asked: Asked, making: SnapshotInMaking, client: PoliteClient) -> dict[str, object]:
    licence, attribution = _TERMS[asked.kind]
    sizes = [(making.folder / "pages" / name).stat().st_size for name in making.done]
    return {
        "kind": asked.kind,
        "language": asked.language,
        "endpoint": asked.endpoint,
        "asked": making.asked,
        "began": making.began,
        "fetched": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "pages": len(making.done),
        "bytes": sum(sizes),
        "pages_of_an_earlier_run": making.n_kept,
        "requests_of_the_last_run": client.n_requests,
        "user_agent": client.agent,
        "licence": licence,
        "attribution": attribution,
    }


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
