"""The nesting study on a release: run it, write its report, its summary, its JSON."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from pathlib import Path
from typing import cast

from sistercities.api import any_study
from sistercities.api.data_choice import AnyData, open_data
from sistercities.api.finished_studies import FinishedStudies
from sistercities.api.output_folder import named_folder
from sistercities.api.report_formats import known_formats
from sistercities.api.study_names import NULLS
from sistercities.dataset.release.store import Release
from sistercities.errors import InvalidArgument
from sistercities.report.chapters.page import write_study
from sistercities.report.chapters.whole import (
    WholeReport,
    whole_json,
    whole_summary,
    write_whole,
)
from sistercities.report.cited_sources import CitedSource
from sistercities.report.looks import look_of
from sistercities.report.replication.folder import check_can_replicate, replication_files
from sistercities.report.report_files import FORMATS, ReportFiles
from sistercities.report.study_json import study_record
from sistercities.studies.findings import Studied
from sistercities.studies.nesting.result import NestingResult
from sistercities.studies.study_tables import StudyTables
from sistercities.terms.json_records import Json


def study_nesting(
    country: str = "CN",
    as_of: int | None = None,
    *,
    region: str = "",
    source: str = "",
    nulls: Sequence[str] = NULLS,
    draws: int = 10_000,
    seed: int = 1,
    workers: int = 1,
    executor: Executor | None = None,
    scheduler: str | None = None,
    on_progress: Callable[[str, int, int], None] | None = None,
    data: AnyData | StudyTables = None,
) -> NestingResult:
    """Ask whether the city ties of a country follow the ties of its regions.

    The same arguments give the same numbers, on one worker or on many.

    Parameters
    ----------
    country
        ISO 3166-1 alpha-2 code of the home country.
    as_of
        Year whose living ties are studied; None takes the year of the newest dated
        source that lists the own ties of the country's regions.
    region
        ISO 3166-2 code of a first-level region of the home country, as in CN-JS; "" takes all.
    source
        Id of a source whose ties alone are studied; "" takes those of all.
    nulls
        Null models to compare with: region-labels, upper-ties, degree, degree-country.
    draws
        Draws from each null model, from 1 to 10,000,000.
    seed
        Seed of all randomness, at least 0.
    workers
        Threads that draw, from 1 to 256; the draws run outside Python's lock.
    executor
        Any `concurrent.futures.Executor` in place of `workers`.
    scheduler
        Address of a running Dask scheduler, such as `tcp://127.0.0.1:8786`, in place of `workers`.
    on_progress
        Called with what is being done, how much is done and how much there is.
    data
        Folder of another release, or `Data` with overlays; None takes the release in the package.
        Several studies may share the tables of `open_tables`, so that each is read once.

    Returns
    -------
    NestingResult
        Estimates, nulls, verdicts, sensitivity and the tables of the report.

    Raises
    ------
    InvalidArgument
        If the country, the year, the region, the source, a null, the number of draws, the seed, the
        workers or the scheduler cannot be used.
    MissingExtra
        If a scheduler is given and Dask is not installed.
    ReleaseError, OverlayError
        If the release or an overlay is damaged.
    """
    found = any_study.run_study(
        "nesting",
        country,
        as_of,
        region=region,
        source=source,
        nulls=nulls,
        draws=draws,
        seed=seed,
        workers=workers,
        executor=executor,
        scheduler=scheduler,
        on_progress=on_progress,
        data=data,
    )
    return cast("NestingResult", found)


AnyResult = Studied | WholeReport
"""What a study returns, or all studies together."""


def study_json(result: AnyResult) -> Json:
    """Turn a study into the object that `sistercities study NAME --json` prints.

    Parameters
    ----------
    result
        A study, or all studies together.

    Returns
    -------
    dict
        The promised object; every number is finite or None.
    """
    if isinstance(result, WholeReport):
        return whole_json(result)
    return study_record(result)


def study_summary(result: AnyResult) -> list[str]:
    """Say in about one screen of plain text what a study found.

    Parameters
    ----------
    result
        A study, or all studies together.

    Returns
    -------
    list of str
        Lines: the headline, the verdicts, the numbers.
    """
    if isinstance(result, WholeReport):
        return whole_summary(result)
    return look_of(result).summary()


def write_report(
    result: AnyResult,
    folder: str | Path,
    *,
    formats: str | Sequence[str] = FORMATS[:1],
    replication: bool = False,
    replace: bool = False,
    data: AnyData = None,
) -> ReportFiles:
    """Write the report of a study: a page or a PDF, `study.json`, one CSV per table and figure.

    What `study_all` kept beside the folder is removed once the whole report is there.

    Parameters
    ----------
    result
        A study, or all studies together.
    folder
        Where the files go; made if it is not there, an older report in it is replaced.
    formats
        `html`, one page that needs no other file, or `pdf`, or both; the PDF needs the extra
        `pdf`.
    replication
        Whether the folder `replication` is written beside: tables, and scripts for pandas, R and
        Stata that give the headline numbers of nesting, homes and world again.
    replace
        Whether files of these names that this program did not write are overwritten too.
    data
        The data that the study was made from, as given to it; None takes the release in the
        package.

    Returns
    -------
    ReportFiles
        Where each file is.

    Raises
    ------
    OutputError
        If the folder cannot be written, or a file in it is not ours; nothing is left half-written.
    InvalidArgument
        If a format is none of these, the release is not the one that the study was made from, or
        the headline numbers of the study cannot be computed again by scripts.
    MissingExtra
        If a PDF is asked for and its extra is not installed.
    ReleaseError, OverlayError
        If the release or an overlay is damaged.
    """
    named = named_folder(folder)
    chosen = known_formats(formats)
    if replication and not isinstance(result, WholeReport):
        check_can_replicate(result.study)
    with open_data(data) as release:
        checked_version(release, result.data_version)
        rows = release.query("SELECT * FROM sources ORDER BY source_id")
        others = replication_files(_records(result), StudyTables(release)) if replication else {}
    sources = [CitedSource.from_row(row) for row in rows]
    if isinstance(result, WholeReport):
        written = write_whole(result, sources, named, chosen, replace=replace, others=others)
        FinishedStudies(named, {}).clear()
        return written
    return write_study(result, sources, named, chosen, replace=replace, others=others)


def _records(result: AnyResult) -> list[Json]:
    """Return the JSON of each study."""
    if isinstance(result, WholeReport):
        return [fragment.record for fragment in result.fragments]
    return [study_json(result)]


def checked_version(release: Release, made_from: str) -> None:
    """Refuse a release that a study was not made from.

    Raises
    ------
    InvalidArgument
        If it is another.
    """
    if release.version != made_from:
        advice = f"the study was made from {made_from}; give the folder of that release"
        raise InvalidArgument("data", release.version, advice)
