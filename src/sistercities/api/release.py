"""What the release is, and whether it is whole."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path

from sistercities.api.records import Json
from sistercities.dataset.store import Release, open_release


@dataclass(frozen=True, slots=True)
class SourceLine:
    """One source of the release, and how many claims and ties rest on it.

    `snapshot_year` is None for a source that shows no state of a year, such as a gazetteer.
    """

    source_id: str
    title: str
    snapshot_year: int | None
    is_dated: bool
    licence: str
    covers: str
    n_claims: int
    n_resolved: int
    n_ties: int


@dataclass(frozen=True, slots=True)
class DataStatus:
    """What a release holds.

    Attributes
    ----------
    version
        Version of the data.
    folder
        Where it is.
    content_sha256
        Hash of the content of all tables.
    tables
        Rows by table.
    ties
        Ties by class.
    n_dated
        Ties whose start is known to the year at least and is not suspect.
    first_year, last_year
        Years of the oldest and of the newest such start; None where there is none.
    sources
        The sources, newest snapshot first.
    """

    version: str
    folder: str
    content_sha256: str
    tables: dict[str, int]
    ties: dict[str, int]
    n_dated: int
    first_year: int | None
    last_year: int | None
    sources: tuple[SourceLine, ...]

    def to_json(self) -> Json:
        """Return the record that `sistercities data status --json` prints."""
        record = asdict(self)
        return record | {"sources": list(record["sources"])}


@dataclass(frozen=True, slots=True)
class DataCheck:
    """What was checked in a release; it exists only where everything holds."""

    version: str
    folder: str
    checked: tuple[str, ...]

    def to_json(self) -> Json:
        """Return the record that `sistercities data verify --json` prints."""
        return {
            "is_whole": True,
            "version": self.version,
            "folder": self.folder,
            "checked": list(self.checked),
        }


_SOURCES = """
    SELECT s.source_id, s.title, s.snapshot_year, s.is_dated, s.licence, s.covers,
        count(c.claim_id) AS n_claims,
        count(c.tie_id) AS n_resolved,
        count(DISTINCT c.tie_id) AS n_ties
    FROM sources s LEFT JOIN claims c USING (source_id)
    GROUP BY ALL ORDER BY s.snapshot_year DESC NULLS LAST, s.source_id
"""
_DATED = """
    SELECT count(*) AS n, min(start_year) AS first, max(start_year) AS last FROM ties
    WHERE start_precision IN ('day', 'month', 'year')
"""


def data_status(*, data: str | Path | None = None) -> DataStatus:
    """Tell what the release holds: version, tables, ties by class, sources.

    Parameters
    ----------
    data
        Folder of another release; None takes the one in the package.

    Returns
    -------
    DataStatus
        Counts and sources.

    Raises
    ------
    ReleaseError
        If a file is missing, damaged or not ours.
    """
    with open_release(data) as release:
        dated = release.query(_DATED)[0]
        return DataStatus(
            version=release.version,
            folder=str(release.folder),
            content_sha256=release.manifest.content_sha256,
            tables={entry.table: entry.rows for entry in release.manifest.files},
            ties=_ties_by_class(release),
            n_dated=dated["n"],
            first_year=dated["first"],
            last_year=dated["last"],
            sources=tuple(SourceLine(**row) for row in release.query(_SOURCES)),
        )


def verify_data(*, data: str | Path | None = None) -> DataCheck:
    """Check the release: checksums, columns, keys, references, words, rules between tables.

    Parameters
    ----------
    data
        Folder of another release; None takes the one in the package.

    Returns
    -------
    DataCheck
        What was checked, as sentences.

    Raises
    ------
    ReleaseError
        At the first fact that does not hold: which file, what is wrong, how to mend it.
    """
    from sistercities.dataset.verify import check_release

    with open_release(data) as release:
        return DataCheck(release.version, str(release.folder), tuple(check_release(release)))


def _ties_by_class(release: Release) -> dict[str, int]:
    sql = "SELECT tie_class, count(*) AS n FROM ties GROUP BY tie_class"
    found = {row["tie_class"]: row["n"] for row in release.query(sql)}
    return {each: found.get(each, 0) for each in ("upper", "lower", "cross", "dual")}
