"""An overlay: the claims of one source of the user's own, kept apart from the release.

It holds the claims in the schema of the release, resolved to places of the release, the source,
the account of every line, and a manifest with checksums and the data version that the names were
resolved against. Where its ties lead to places that the table `places` of the release lacks, it
holds these too, with their names and containers: municipalities of the gazetteer, and places that
the register itself brings with a point. One of a list of notices holds the table `seeking`
besides, and no claim.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

from sistercities.dataset.index.opened import index_of
from sistercities.dataset.overlays.account import AccountLine, NoticeAccountLine, account_csv
from sistercities.dataset.overlays.folder import (
    checked_name,
    current_state,
    is_name,
    names_of_overlays,
    overlay_folder,
    remove_left_over,
    replace_state,
)
from sistercities.dataset.release.store import Release
from sistercities.dataset.resolved import ResolvedClaim
from sistercities.errors import BuildError, InvalidArgument, OverlayError, OverlayNotFound
from sistercities.sources.source_record import Source
from sistercities.terms.places import Place

KIND = "sistercities-overlay"
FORMAT = 1
MANIFEST = "overlay.json"
OWN_SUM = "manifest_sha256"
"""Overlays that were made before 2026.12 have none."""
ACCOUNT = "account.csv"
NOTICES = "seeking.parquet"
RULINGS_FILE = "rulings.parquet"
_FILES = ("claims.parquet", "sources.parquet", ACCOUNT)
_FILES_OF_NOTICES = (*_FILES, NOTICES)
_FILES_OF_RULINGS = (*_FILES, RULINGS_FILE)
_FILES_OF_PLACES = ("places.parquet", "names.parquet", "parents.parquet")
"""Those of the tables in `extra_places.EXTRA`, whose columns nobody needs who brings no place."""
MEND = "import its register again, or leave it out"


OverlayKind = Literal["ties", "notices", "rulings"]


@dataclass(frozen=True, slots=True)
class Overlay:
    """An overlay that was read and found whole.

    Attributes
    ----------
    name
        Its name, which is the name of its folder.
    folder
        The overlay.
    state
        The sub-folder that counts, with the files.
    source_id
        Id of its source, as in the tables `claims` and `sources`.
    data_version, data_content_sha256
        The release that its names were resolved against.
    content_sha256
        Hash of the content: claims, source, account, origin and release.
    n_claims, n_resolved
        Claims, and those that support a tie.
    origin
        Where the claims come from, such as the name and the checksum of a file.
    n_notices, n_placed
        Notices of places that look for a partner, and those whose place is known.
    is_of_notices
        Whether it holds notices.
    n_rulings
        Rulings on what stands in the way; above 0 it holds nothing else.
    n_places
        Places that it holds, beyond those of the release.
    """

    name: str
    folder: Path
    state: Path
    source_id: str
    data_version: str
    data_content_sha256: str
    content_sha256: str
    n_claims: int
    n_resolved: int
    origin: dict[str, str]
    n_notices: int = 0
    n_placed: int = 0
    is_of_notices: bool = False
    n_places: int = 0
    n_rulings: int = 0

    @property
    def kind(self) -> OverlayKind:
        """What it holds."""
        return "notices" if self.is_of_notices else "rulings" if self.n_rulings else "ties"

    @property
    def rulings_file(self) -> Path:
        """Parquet file of its rulings, in the schema of `terms.covariate_tables`, where any."""
        return self.state / RULINGS_FILE

    def places_file(self, table: str) -> Path:
        """Parquet file of its places in one of the tables `places`, `names` and `parents`."""
        return self.state / f"{table}.parquet"

    @property
    def notices_file(self) -> Path:
        """Parquet file of the notices, in the schema of the table `seeking`, where it has any."""
        return self.state / NOTICES

    @property
    def claims_file(self) -> Path:
        """Parquet file of the claims, in the schema of the table `claims`."""
        return self.state / "claims.parquet"

    @property
    def sources_file(self) -> Path:
        """Parquet file of the one source, in the schema of the table `sources`."""
        return self.state / "sources.parquet"

    @property
    def account_file(self) -> Path:
        """CSV file of what became of each line."""
        return self.state / ACCOUNT


def write_overlay(
    folder: str | Path,
    claims: Sequence[ResolvedClaim],
    source: Source,
    base: Release,
    account: Iterable[AccountLine] | Iterable[NoticeAccountLine],
    origin: Mapping[str, str] | None = None,
    notices: Sequence[Mapping[str, Any]] | None = None,
    places: Sequence[Place] = (),
    rulings: Sequence[Mapping[str, Any]] = (),
) -> Overlay:
    """Write an overlay, or replace one whole; the same content writes nothing.

    Parameters
    ----------
    folder
        A plain name, for an overlay among the user's own, or a path.
    claims
        Claims of the source, resolved; those whose names wait are kept.
    source
        Who says so; its id must not be that of a source of the release.
    base
        The release that the names were resolved against.
    account
        What became of each line.
    origin
        Where the claims come from; no clock, so that the same content gives the same bytes.
    notices
        Rows of the table `seeking`, of a list of notices; None where it is of ties.
    places
        Places that the claims lead to and the table `places` of the release lacks.
    rulings
        Rows of `terms.covariate_tables`, of an overlay that holds nothing else.

    Raises
    ------
    InvalidArgument
        If the release has a source of that id.
    BuildError
        If a claim is of another source, or the source states no year.
    OutputError
        If it cannot be written; the old state counts as before.
    """
    refuse_held_source(base, source.source_id)
    foreign = {one.claim.source_id for one in claims} - {source.source_id}
    if foreign:
        raise BuildError(
            f"the overlay {source.source_id} holds a claim of {min(foreign)}; "
            "one overlay is one source: write another for it"
        )
    if source.snapshot_year is None:
        problem = "states no year, and its claims cannot be weighed without one"
        raise BuildError(f"the source {source.source_id} {problem}; give the year that it shows")
    target = overlay_folder(folder)
    kind = AccountLine if notices is None else NoticeAccountLine
    files, hashes = _contents(claims, source, account_csv(account, kind))
    if notices is not None:
        _add_notices(notices, files, hashes)
    if places:
        _add_places(places, source.source_id, files, hashes)
    if rulings:
        _add_rulings(rulings, files, hashes)
    manifest = _manifest(
        claims, source, base, hashes, dict(origin or {}), notices, n_places=len(places),
        n_rulings=len(rulings),
    )  # fmt: skip
    state = manifest["content_sha256"][:16]
    if _is_there(target, manifest["content_sha256"]):
        remove_left_over(target)
    else:
        files[MANIFEST] = _manifest_bytes(manifest, files)
        replace_state(target, state, files)
    return read_overlay(target)


def refuse_held_source(base: Release, source_id: str) -> None:
    """Refuse an id that a source of the release bears.

    Raises
    ------
    InvalidArgument
        If the release has a source of that id.
    """
    if index_of(base).query("SELECT 1 FROM sources WHERE source_id = ?", [source_id]):
        advice = "a source of the release has this id; choose another name"
        raise InvalidArgument("name", source_id, advice)


def read_overlay(named: str | Path) -> Overlay:
    """Read an overlay after comparing each file with its checksum.

    Parameters
    ----------
    named
        A plain name, for an overlay among the user's own, or a path.

    Raises
    ------
    OverlayError
        If it is missing, damaged, or not an overlay; it says which and how to mend it.
    InvalidArgument
        If the name is empty, or no overlay can bear it.
    """
    folder = overlay_folder(named)
    try:
        return _read(folder)
    except OverlayError as first:
        # Another run may have replaced it between the pointer and the files.
        try:
            return _read(folder)
        except OverlayError:
            raise _with_known(named, folder, first) from None


def _contents(
    claims: Sequence[ResolvedClaim], source: Source, lines: bytes
) -> tuple[dict[str, bytes], dict[str, str]]:
    from sistercities.dataset.assemble import claim_row
    from sistercities.dataset.release.parquet import as_tuples, content_hash, to_bytes
    from sistercities.terms.tables import CLAIMS, SOURCES

    of_claims = as_tuples(CLAIMS, [claim_row(one) for one in claims])
    of_source = as_tuples(SOURCES, [asdict(source)])
    files = {
        "claims.parquet": to_bytes(CLAIMS, of_claims),
        "sources.parquet": to_bytes(SOURCES, of_source),
        ACCOUNT: lines,
    }
    hashes = {
        "claims": content_hash(CLAIMS, of_claims),
        "sources": content_hash(SOURCES, of_source),
        "account": hashlib.sha256(lines).hexdigest(),
    }
    return files, hashes


def _add_notices(
    notices: Sequence[Mapping[str, Any]], files: dict[str, bytes], hashes: dict[str, str]
) -> None:
    from sistercities.dataset.release.parquet import as_tuples, content_hash, to_bytes
    from sistercities.terms.notices import SEEKING

    rows = as_tuples(SEEKING, [dict(one) for one in notices])
    files[NOTICES], hashes["notices"] = to_bytes(SEEKING, rows), content_hash(SEEKING, rows)


def _add_rulings(
    rulings: Sequence[Mapping[str, Any]], files: dict[str, bytes], hashes: dict[str, str]
) -> None:
    from sistercities.dataset.release.parquet import as_tuples, content_hash, to_bytes
    from sistercities.terms.obstacle_tables import RULINGS

    rows = as_tuples(RULINGS, [dict(one) for one in rulings])
    files[RULINGS_FILE], hashes["rulings"] = to_bytes(RULINGS, rows), content_hash(RULINGS, rows)


def _add_places(
    places: Sequence[Place], source_id: str, files: dict[str, bytes], hashes: dict[str, str]
) -> None:
    from sistercities.dataset.extra_places import EXTRA, rows_of_places
    from sistercities.dataset.release.parquet import as_tuples, content_hash, to_bytes

    for table in EXTRA:
        rows = as_tuples(table, rows_of_places(places, source_id)[table.name])
        files[f"{table.name}.parquet"] = to_bytes(table, rows)
        hashes[table.name] = content_hash(table, rows)


def _manifest(
    claims: Sequence[ResolvedClaim],
    source: Source,
    base: Release,
    hashes: Mapping[str, str],
    origin: dict[str, str],
    notices: Sequence[Mapping[str, Any]] | None,
    *,
    n_places: int,
    n_rulings: int,
) -> dict[str, Any]:
    said: dict[str, Any] = {
        "name": KIND,
        "format": FORMAT,
        "source_id": source.source_id,
        "data_version": base.manifest.version,
        "data_content_sha256": base.manifest.content_sha256,
        "claims": len(claims),
        "resolved": sum(one.tie_id is not None for one in claims),
        "origin": origin,
    }
    if notices is not None:
        said["notices"] = len(notices)
        said["placed"] = sum(one["place_id"] is not None for one in notices)
    if n_places:
        said["places"] = n_places
    if n_rulings:
        said["rulings"] = n_rulings
    text = json.dumps([said, dict(hashes)], ensure_ascii=False, sort_keys=True)
    return said | {"content_sha256": hashlib.sha256(text.encode()).hexdigest()}


def _manifest_bytes(manifest: Mapping[str, Any], files: Mapping[str, bytes]) -> bytes:
    entries = [
        {"path": name, "bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
        for name, content in files.items()
    ]
    described = {**manifest, "files": entries}
    described[OWN_SUM] = _own_sum(described)
    return (json.dumps(described, ensure_ascii=False, indent=1) + "\n").encode()


def _own_sum(described: Mapping[str, Any]) -> str:
    """SHA-256 of all that a manifest says but for this sum itself."""
    held = {key: value for key, value in described.items() if key != OWN_SUM}
    text = json.dumps(held, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _is_there(folder: Path, content_sha256: str) -> bool:
    try:
        return _read(folder).content_sha256 == content_sha256
    except OverlayError:
        return False


def _read(folder: Path) -> Overlay:
    name = folder.name
    try:
        state = current_state(folder)
        if state is None:
            raise OverlayNotFound(name, f"is not in {folder}", "name one that is there")
        text = (state / MANIFEST).read_bytes()
        found = json.loads(text.decode("utf-8"))
        due = _FILES_OF_NOTICES if "notices" in found else _FILES
        due = (*due, *_FILES_OF_PLACES) if "places" in found else due
        due = _FILES_OF_RULINGS if "rulings" in found else due
        if OWN_SUM in found and found[OWN_SUM] != _own_sum(found):
            raise OverlayError(name, f"is damaged: {MANIFEST} differs from its checksum", MEND)
        _check_files(name, state, found["files"], due)
        if (found["name"], found["format"]) != (KIND, FORMAT):
            raise OverlayError(name, "is of another kind or format", MEND)
        return Overlay(
            name=name,
            folder=folder,
            state=state,
            source_id=str(found["source_id"]),
            data_version=str(found["data_version"]),
            data_content_sha256=str(found["data_content_sha256"]),
            content_sha256=str(found["content_sha256"]),
            n_claims=int(found["claims"]),
            n_resolved=int(found["resolved"]),
            origin={str(key): str(value) for key, value in found["origin"].items()},
            n_notices=int(found.get("notices", 0)),
            n_placed=int(found.get("placed", 0)),
            is_of_notices="notices" in found,
            n_places=int(found.get("places", 0)),
            n_rulings=int(found.get("rulings", 0)),
        )
    except OSError as reason:
        said = f"cannot be read: {reason.filename}, {(reason.strerror or 'unreadable').lower()}"
        raise OverlayError(name, said, MEND) from None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise OverlayError(name, f"is damaged: {MANIFEST} in {folder} is not ours", MEND) from None


def _check_files(
    name: str, state: Path, entries: Sequence[Mapping[str, Any]], due: tuple[str, ...]
) -> None:
    stated = {entry["path"]: entry["sha256"] for entry in entries}
    if tuple(stated) != due:
        raise OverlayError(name, f"is damaged: {MANIFEST} lists other files than it must", MEND)
    for path, sha256 in stated.items():
        if hashlib.sha256((state / path).read_bytes()).hexdigest() != sha256:
            raise OverlayError(name, f"is damaged: {path} differs from its checksum", MEND)


def _with_known(named: str | Path, folder: Path, failure: OverlayError) -> OverlayError:
    """Say which overlays there are, where the one that was named is not."""
    if not is_name(named) or not isinstance(failure, OverlayNotFound):
        return failure
    known = names_of_overlays()
    there = f"; there are {', '.join(known)}" if known else "; there is none yet"
    advice = (
        f"`sistercities import FILE` makes one{there}, and a path needs a slash, as in ./{named}"
    )
    return OverlayNotFound(checked_name(str(named)), f"is not in {folder.parent}", advice)
