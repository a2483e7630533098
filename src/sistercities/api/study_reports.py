"""What is made of a study, or of all together: its report, its summary, its JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from sistercities.api.data_choice import AnyData, open_data
from sistercities.api.report_formats import known_formats
from sistercities.dataset.release.store import Release
from sistercities.errors import InvalidArgument
from sistercities.report.chapters.whole_report import WholeReport
from sistercities.report.looks import summary_of
from sistercities.report.report_files import FORMATS, ReportFiles
from sistercities.studies.findings import Studied
from sistercities.studies.study_tables import StudyTables
from sistercities.terms.json_records import Json

if TYPE_CHECKING:
    from sistercities.report.cited_sources import CitedSource

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
        from sistercities.report.chapters.whole import whole_json

        return whole_json(result)
    from sistercities.report.study_json import study_record

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
        from sistercities.report.chapters.whole import whole_summary

        return whole_summary(result)
    return summary_of(result)


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
        Whether the folder `replication` is written beside: tables, and scripts for pandas and R
        that give headline numbers of nesting, connectivity, diplomacy, homes and world again, and
        one for Stata that was not run by us.
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
    from sistercities.api.output_folder import named_folder
    from sistercities.report.cited_sources import CitedSource
    from sistercities.report.replication.folder import check_can_replicate, replication_files

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
        return _write_whole(result, sources, named, chosen, replace=replace, others=others)

    from sistercities.report.chapters.page import write_study

    return write_study(result, sources, named, chosen, replace=replace, others=others)


def _write_whole(
    result: WholeReport,
    sources: Sequence[CitedSource],
    folder: Path,
    formats: Sequence[str],
    *,
    replace: bool,
    others: Mapping[str, bytes],
) -> ReportFiles:
    from sistercities.api.finished_studies import FinishedStudies
    from sistercities.report.chapters.whole import write_whole

    written = write_whole(result, sources, folder, formats, replace=replace, others=others)
    FinishedStudies(folder, {}).clear()
    return written


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
