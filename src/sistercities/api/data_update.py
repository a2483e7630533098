"""Fetching what a publisher says now, telling what differs, and taking it over as an overlay."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from sistercities.api.data_choice import AnyData, as_data
from sistercities.api.output_folder import named_folder
from sistercities.api.update_fetch import (
    Asked,
    DataUpdate,
    Effort,
    UpdateInterrupted,
    checked_asked,
    count_pages,
    fetch_snapshot,
)
from sistercities.dataset.overlays.account import AccountLine, account_csv
from sistercities.dataset.overlays.overlay import Overlay, read_overlay, write_overlay
from sistercities.dataset.release.store import Release, open_release
from sistercities.dataset.updates.account import account_of
from sistercities.dataset.updates.difference import (
    FAMILIES,
    Difference,
    DifferenceRow,
    difference,
)
from sistercities.dataset.updates.reading import UpdateReading, read_update
from sistercities.errors import FetchError, InvalidArgument, OutputError, OverlayError
from sistercities.report.exports import records_csv
from sistercities.sources.fetched_snapshot import (
    SUMS,
    WholeSnapshot,
    add_file,
    read_whole,
)
from sistercities.terms.progress import Progress, quiet

DIFFERENCE, ACCOUNT = "difference.csv", "account.csv"
SHRUNK = 0.5
"""An update with fewer claims than this share of what is held is not taken over unseen."""
Decide = Callable[[DataUpdate], bool]


def update_data(
    source: str,
    *,
    language: str = "en",
    accept: bool | Decide = False,
    dry_run: bool = False,
    endpoint: str | None = None,
    snapshots: str | Path | None = None,
    from_snapshot: str | Path | None = None,
    rate: float = 1.0,
    contact: str | None = None,
    data: AnyData = None,
    on_progress: Progress | None = None,
) -> DataUpdate:
    """Fetch what a publisher says now as a new snapshot, compare it, and take it over if told to.

    An interrupted fetch goes on where it stopped when the same is asked within a day. Nothing
    changes what is held before the update is taken over, and then it stands as an overlay of its
    own: the release is never changed.

    Parameters
    ----------
    source
        `wikidata` or `wikipedia`.
    language
        Language of the lists of Wikipedia: `en` or `zh`.
    accept
        Whether to take the update over; a function is shown the update and decides.
    dry_run
        Ask only for the list of pages, keep nothing, and tell how much there is.
    endpoint
        Another address that answers alike, such as a mirror.
    snapshots
        Folder of snapshots; None takes that of the user.
    from_snapshot
        Folder of a snapshot that is there already; nothing is fetched.
    rate
        Requests a second, at most.
    contact
        Who runs this, told to the publisher in the user agent: a mail address or a page. None
        takes what the environment variable `SISTERCITIES_CONTACT` says.
    data
        Folder of another release; None takes the one in the package. Overlays do not count.
    on_progress
        Called with what is being done, how much is done, and how much there is.

    Returns
    -------
    DataUpdate
        What was fetched, what differs, and whether it was taken over.

    Raises
    ------
    InvalidArgument
        If an argument cannot be used.
    FetchError
        If the publisher gives no usable answer, or far less than is held is to be taken unseen.
    SourceError
        If a page of a snapshot is not what it must be.
    OutputError
        If a folder cannot be written, or a register of the user's own has the update's name.
    ReleaseError
        If the release is damaged.
    UpdateInterrupted
        At a Ctrl-C, a `KeyboardInterrupt`, where something that was fetched is kept.
    """
    report = on_progress or quiet
    asked = checked_asked(source, language, endpoint, snapshots, rate, contact)
    if accept is True and not dry_run:
        _refuse_register(asked)  # before minutes of fetching for nothing
    with open_release(as_data(data).folder) as release:
        if dry_run:
            n_pages, effort = count_pages(asked, report)
            return _update(asked, release, n_pages=n_pages, n_requests=effort.n_requests)
        if from_snapshot is None:
            folder, effort = fetch_snapshot(asked, report)
        else:
            folder, effort = _finished(from_snapshot), Effort()
        try:
            report("Comparing with what is held", 0, 1)
            return _compare(asked, read_whole(folder), release, accept, effort, from_snapshot)
        except KeyboardInterrupt:
            raise UpdateInterrupted(folder) from None


def _finished(from_snapshot: str | Path) -> Path:
    folder = named_folder(from_snapshot)
    if not _is_there(folder):
        problem = "it is not there"
    elif not (folder / SUMS).is_file():
        problem = f"it holds no {SUMS}"
    else:
        return folder
    advice = f"{problem}; name the folder of a snapshot that `data update` has finished"
    raise InvalidArgument("from_snapshot", str(folder), advice)


def _is_there(folder: Path) -> bool:
    """Whether a folder is there; one with a name that no folder can have is not."""
    try:
        return folder.exists()
    except OSError:
        return False


def _compare(
    asked: Asked,
    snapshot: WholeSnapshot,
    release: Release,
    accept: bool | Decide,
    effort: Effort,
    from_snapshot: str | Path | None,
) -> DataUpdate:
    found = (snapshot.origin.get("kind"), snapshot.origin.get("language"))
    if found != (asked.kind, asked.language):
        told = " ".join(str(part) for part in found if part)
        advice = f"this snapshot is of {told}; name that source, or another folder"
        raise InvalidArgument("from_snapshot", str(from_snapshot), advice)
    reading = read_update(snapshot, release)
    if not reading.claims:
        advice = f"nothing is taken over; look at the pages in {snapshot.folder}"
        raise FetchError(asked.endpoint, "not one tie can be read from its answer", advice)
    last = _last_update(asked)
    before = _claims_of(last, release)
    family = FAMILIES.get(asked.name, "")
    differs = difference(reading.claims, reading.source, release, family, before)
    account = account_of(reading, release)
    files = _tell(snapshot.folder, differs, account)
    warning = _warning(reading, release, family, last)
    update = _compared(asked, snapshot, release, reading, differs, warning, effort, files)
    if not _is_wanted(accept, update, from_snapshot):
        return update
    _refuse_register(asked)
    overlay = write_overlay(
        asked.name, reading.claims, reading.source, release, account, _overlay_origin(snapshot)
    )
    return replace(update, is_accepted=True, overlay=overlay.name)


def _is_wanted(accept: bool | Decide, update: DataUpdate, from_snapshot: object) -> bool:
    if callable(accept):
        return accept(update)
    if accept and update.warning and from_snapshot is None:
        advice = (
            f"look at {update.files[DIFFERENCE]}; take it over with "
            f"--from {update.snapshot} --accept if it is right"
        )
        raise FetchError(update.endpoint, update.warning, advice)
    return accept


def _last_update(asked: Asked) -> Overlay | None:
    """Return the update taken over before; a register of that name is none."""
    held = _held_overlay(asked)
    return held if held and _is_update(held) else None


def _held_overlay(asked: Asked) -> Overlay | None:
    with suppress(OverlayError):
        return read_overlay(asked.name)
    return None


def _is_update(held: Overlay) -> bool:
    return {"snapshot", "endpoint", "fetched"} <= held.origin.keys()


def _refuse_register(asked: Asked) -> None:
    """Keep a register that the user has imported under the name of an update."""
    held = _held_overlay(asked)
    if held is None or _is_update(held):
        return
    file = held.origin.get("file", "a file")
    problem = f"it is a register imported from {file}, which no update replaces"
    advice = (
        f"import the register under another name, then type: sistercities overlays remove "
        f"{asked.name}"
    )
    raise OutputError(str(held.folder), problem, advice)


def _claims_of(last: Overlay | None, release: Release) -> list[dict[str, Any]] | None:
    if last is None:
        return None
    return release.query("SELECT * FROM read_parquet(?) ORDER BY claim_id", [str(last.claims_file)])


def _warning(reading: UpdateReading, release: Release, family: str, last: Overlay | None) -> str:
    """Say so where far less comes than is held: a mirror that is not whole, or vandalism.

    The release counts beside the last update, which may itself have been far too small.
    """
    sql = "SELECT count(*) AS n FROM claims WHERE source_id = ?"
    held = {"the update taken before has": last.n_claims} if last else {}
    held[f"the release has of {family}"] = release.query(sql, [family])[0]["n"]
    of, most = max(held.items(), key=lambda pair: pair[1])
    if len(reading.claims) >= SHRUNK * most:
        return ""
    return f"it holds {len(reading.claims):,} claims, less than half of the {most:,} that {of}"


def _tell(folder: Path, differs: Difference, account: list[AccountLine]) -> dict[str, str]:
    contents = {DIFFERENCE: records_csv(DifferenceRow, differs.rows), ACCOUNT: account_csv(account)}
    return {name: str(add_file(folder, name, content)) for name, content in contents.items()}


def _overlay_origin(snapshot: WholeSnapshot) -> dict[str, str]:
    sums = (snapshot.folder / SUMS).read_bytes()
    return {
        "snapshot": snapshot.folder.name,
        "endpoint": str(snapshot.origin.get("endpoint", "")),
        "fetched": str(snapshot.origin["fetched"]),
        "sha256_of_sums": hashlib.sha256(sums).hexdigest(),
    }


def _compared(
    asked: Asked,
    snapshot: WholeSnapshot,
    release: Release,
    reading: UpdateReading,
    differs: Difference,
    warning: str,
    effort: Effort,
    files: Mapping[str, str],
) -> DataUpdate:
    has_last = _last_update(asked) is not None
    return replace(
        _update(asked, release, n_pages=len(snapshot.pages), n_requests=effort.n_requests),
        endpoint=str(snapshot.origin.get("endpoint", "")),
        is_dry_run=False,
        snapshot=str(snapshot.folder),
        fetched=str(snapshot.origin["fetched"]),
        n_pages_resumed=effort.n_resumed,
        n_claims=len(reading.claims),
        n_resolved=len(reading.claims) - reading.n_waiting,
        n_waiting=reading.n_waiting,
        left_out=reading.left_out,
        n_not_understood=len(reading.unread),
        shapes=reading.shapes,
        against_release=differs.counts("release"),
        against_last_update=differs.counts("last update") if has_last else None,
        n_same=differs.n_same,
        differences=differs.rows,
        files=dict(files),
        warning=warning,
    )


def _update(asked: Asked, release: Release, *, n_pages: int, n_requests: int) -> DataUpdate:
    """Say what a dry run knows; the rest is filled in later."""
    return DataUpdate(
        source=asked.kind,
        language=asked.language,
        endpoint=asked.endpoint,
        is_dry_run=True,
        snapshot=None,
        fetched=None,
        n_pages=n_pages,
        n_pages_resumed=0,
        n_requests=n_requests,
        n_claims=0,
        n_resolved=0,
        n_waiting=0,
        left_out={},
        n_not_understood=0,
        shapes={},
        against_release=None,
        against_last_update=None,
        n_same=0,
        differences=(),
        files={},
        warning="",
        is_accepted=False,
        overlay=None,
        data_version=release.version,
    )
