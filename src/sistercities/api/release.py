"""What the release is, and whether it is whole."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Annotated, Literal

from sistercities.api.data_choice import AnyData, as_data, open_data, overlays_named
from sistercities.dataset.release.store import Release, open_release
from sistercities.terms.json_records import Holds, JsonRecord, Positive, Year, written
from sistercities.terms.notices import SEEKING
from sistercities.terms.words import STANDINGS, StandingWord


@dataclass(frozen=True, slots=True)
class TieCounts:
    """Ties in all and by class, those with a sound start, and those within one country."""

    total: int
    dated: int
    upper: int
    lower: int
    cross: int
    dual: int
    domestic: int


@dataclass(frozen=True, slots=True)
class PlaceCounts:
    """Places in all and by level; a dual place stands under its level region1."""

    total: int
    by_level: dict[str, int]


@dataclass(frozen=True, slots=True)
class SourceLine:
    """One source of the release, and how many claims and ties rest on it.

    `resolved` counts the claims whose two names lead to two places, `needs_review` the others.
    `ties_alone` of its `ties` are in no other source. `notices` are those of places that look for a
    partner, which overlays alone hold.
    `snapshot_year` is None for a source that shows no state of a year, such as a gazetteer.
    `version` says which state was read, with the address of what read it where there is one, and
    `producer` who made it.
    """

    id: str
    title: str
    producer: str
    version: str
    snapshot_year: int | None
    is_dated: bool
    licence: str
    covers: str
    claims: int
    resolved: int
    needs_review: int
    ties: int
    ties_alone: int
    notices: int = 0


@dataclass(frozen=True, slots=True)
class CoverageLine:
    """One line of the coverage card: what is held beside what has been published.

    Only where `is_like_with_like` is `ours` a part of `official`, so that a share can be told.
    """

    scope: str
    dimension: str
    group: str
    measure: str
    ours: float
    official: float | None
    official_date: str | None
    official_source: str | None
    note: str | None
    held: float | None = None
    is_like_with_like: bool = False


@dataclass(frozen=True, slots=True)
class DataStatus(JsonRecord):
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
    ties, places
        Counts.
    standing
        Ties by standing (`dataset.standing`).
    last_seen
        Ties that are neither ended, suspended, pending nor void, by the last year in which a source
        speaks of them, the newest year first.
    first_year, last_year
        Years of the oldest and of the newest sound start; None where there is none.
    sources
        The sources, newest snapshot first.
    coverage
        The coverage card.
    """

    version: str
    folder: str
    content_sha256: Annotated[str, Holds(pattern="^[0-9a-f]{64}$")]
    tables: dict[str, int]
    ties: TieCounts
    places: PlaceCounts
    standing: dict[StandingWord, Positive]
    last_seen: dict[Year, Positive]
    first_year: int | None
    last_year: int | None
    sources: tuple[SourceLine, ...]
    coverage: tuple[CoverageLine, ...]


@dataclass(frozen=True, slots=True)
class DataCheck(JsonRecord):
    """What was checked in a release; it exists only where everything holds."""

    version: str
    folder: str
    checked: tuple[str, ...]

    @property
    @written(after="")
    def is_whole(self) -> Literal[True]:
        """Whether everything holds: what does not is an error, and no record."""
        return True


_SOURCES = """
    SELECT s.source_id AS id, s.title, s.producer, s.version, s.snapshot_year, s.is_dated,
        s.licence, s.covers,
        count(c.claim_id) AS claims,
        count(c.tie_id) AS resolved,
        count(c.claim_id) - count(c.tie_id) AS needs_review,
        count(DISTINCT c.tie_id) AS ties,
        (SELECT count(*) FROM ties t WHERE t.sources = s.source_id) AS ties_alone
    FROM sources s LEFT JOIN claims c USING (source_id)
    GROUP BY ALL ORDER BY s.snapshot_year DESC NULLS LAST, s.source_id
"""
_TIES = """
    SELECT count(*) AS total,
        count(*) FILTER (WHERE t.start_precision IN ('day', 'month', 'year')) AS dated,
        count(*) FILTER (WHERE t.tie_class = 'upper') AS upper,
        count(*) FILTER (WHERE t.tie_class = 'lower') AS lower,
        count(*) FILTER (WHERE t.tie_class = 'cross') AS cross,
        count(*) FILTER (WHERE t.tie_class = 'dual') AS dual,
        count(*) FILTER (WHERE a.country = b.country) AS domestic
    FROM ties t
    JOIN places a ON a.place_id = t.place_a JOIN places b ON b.place_id = t.place_b
"""
_YEARS = """
    SELECT min(start_year) AS first, max(start_year) AS last FROM ties
    WHERE start_precision IN ('day', 'month', 'year')
"""
_LAST_SEEN = """
    SELECT known_until, count(*) AS n FROM ties
    WHERE status NOT IN ('ended', 'suspended', 'pending', 'never_valid')
    GROUP BY known_until ORDER BY known_until DESC
"""
_STANDING = "SELECT standing, count(*) AS n FROM ties GROUP BY standing"
_LEVELS = "SELECT level, count(*) AS n FROM places GROUP BY level ORDER BY n DESC, level"
_COVERAGE = 'SELECT * FROM coverage ORDER BY scope, dimension, "group", measure'


def data_status(*, data: AnyData = None) -> DataStatus:
    """Tell what the release holds: version, ties, places, sources, coverage.

    Parameters
    ----------
    data
        Folder of another release, or `Data` with overlays; None takes the release in the package.

    Returns
    -------
    DataStatus
        Counts, sources and the coverage card.

    Raises
    ------
    ReleaseError, OverlayError
        If a file is missing, damaged or not ours.
    """
    with open_data(data) as release:
        years = release.query(_YEARS)[0]
        return DataStatus(
            version=release.version,
            folder=str(release.folder),
            content_sha256=release.manifest.content_sha256,
            tables=_rows(release),
            ties=TieCounts(**release.query(_TIES)[0]),
            places=_places(release),
            standing=_standing(release),
            last_seen={row["known_until"]: row["n"] for row in release.query(_LAST_SEEN)},
            first_year=years["first"],
            last_year=years["last"],
            sources=_sources(release),
            coverage=tuple(CoverageLine(**row) for row in release.query(_COVERAGE)),
        )


def verify_data(*, data: AnyData = None) -> DataCheck:
    """Check the release: checksums, columns, keys, references, words, rules between tables.

    Parameters
    ----------
    data
        Folder of another release, or `Data` with overlays; None takes the release in the package.

    Returns
    -------
    DataCheck
        What was checked, as sentences.

    Raises
    ------
    ReleaseError, OverlayError
        At the first fact that does not hold: which file, what is wrong, how to mend it.
    """
    from sistercities.dataset.overlays.laying import read_overlays
    from sistercities.dataset.overlays.merge import check_overlay
    from sistercities.dataset.release.verify import check_release

    chosen = as_data(data)
    with open_release(chosen.folder) as release:
        facts = check_release(release)
        for overlay in read_overlays(overlays_named(chosen)):
            facts += check_overlay(release, overlay)
        return DataCheck(release.version, str(release.folder), tuple(facts))


def _sources(release: Release) -> tuple[SourceLine, ...]:
    sql = "SELECT source_id, count(*) AS n FROM seeking GROUP BY source_id"
    rows = release.query(sql) if SEEKING.name in release.merged else []
    notices = {row["source_id"]: row["n"] for row in rows}
    lines = (SourceLine(**row) for row in release.query(_SOURCES))
    return tuple(replace(line, notices=notices.get(line.id, 0)) for line in lines)


def _rows(release: Release) -> dict[str, int]:
    """Rows by table; those that overlays change are counted, the others stand in the manifest."""
    rows = {entry.table: entry.rows for entry in release.manifest.files}
    for table in release.merged:
        rows[table] = release.query(f"SELECT count(*) AS n FROM {table}")[0]["n"]
    return rows


def _places(release: Release) -> PlaceCounts:
    by_level = {row["level"]: row["n"] for row in release.query(_LEVELS)}
    return PlaceCounts(sum(by_level.values()), by_level)


def _standing(release: Release) -> dict[str, int]:
    held = {row["standing"]: row["n"] for row in release.query(_STANDING)}
    return {word: held[word] for word in STANDINGS if word in held}
