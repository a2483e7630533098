"""Running a study: refuse early, show progress, write last; then its summary on a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from sistercities import api, records, reports
from sistercities.api.finished_studies import folder_beside
from sistercities.api.progress_bar import progress_bar, progress_bar_or_lines
from sistercities.api.report_formats import checked_formats
from sistercities.api.studies import AnyResult
from sistercities.api.study_names import NULLS
from sistercities.cli import interrupts
from sistercities.cli.screen import Screen, one_screen


def run_nesting(
    *,
    country: str,
    as_of: int | None,
    region: str,
    source: str,
    nulls: list[str] | None,
    draws: int,
    seed: int,
    workers: int,
    scheduler: str | None,
    out: Path | None,
    formats: Sequence[str] | None,
    replication: bool,
    replace: bool,
    data: api.Data,
) -> tuple[records.NestingResult, records.ReportFiles | None]:
    """Run the nesting study and write its report where a folder is given."""
    formats = checked_formats(
        formats, out, replace=replace, replicated="nesting" if replication else ""
    )
    with progress_bar() as report:
        result = api.study_nesting(
            country,
            as_of,
            region=region,
            source=source,
            nulls=NULLS if nulls is None else nulls,
            draws=draws,
            seed=seed,
            workers=workers,
            scheduler=scheduler,
            on_progress=report,
            data=data,
        )
    return result, _written(result, out, formats, data, replication=replication, replace=replace)


def run_study(
    name: str,
    *,
    country: str,
    as_of: int | None,
    region: str,
    source: str,
    seed: int,
    workers: int,
    scheduler: str | None,
    out: Path | None,
    formats: Sequence[str] | None,
    replication: bool,
    replace: bool,
    data: api.Data,
) -> tuple[records.StudyResult, records.ReportFiles | None]:
    """Run a study by its name and write its report where a folder is given."""
    formats = checked_formats(formats, out, replace=replace, replicated=name if replication else "")
    with progress_bar() as report:
        result = api.study(
            name,
            country,
            as_of,
            region=region,
            source=source,
            seed=seed,
            workers=workers,
            scheduler=scheduler,
            on_progress=report,
            data=data,
        )
    return result, _written(result, out, formats, data, replication=replication, replace=replace)


def run_all(
    *,
    country: str,
    as_of: int | None,
    region: str,
    source: str,
    draws: int,
    seed: int,
    workers: int,
    scheduler: str | None,
    out: Path | None,
    formats: Sequence[str] | None,
    replication: bool,
    replace: bool,
    data: api.Data,
) -> tuple[records.WholeReport, records.ReportFiles | None]:
    """Run all studies, going on where an interrupted run of the same report was."""
    formats = checked_formats(
        formats, out, replace=replace, replicated="all" if replication else ""
    )
    with _told_what_is_kept(out), progress_bar_or_lines() as report:
        whole = api.study_all(
            country,
            as_of,
            region=region,
            source=source,
            draws=draws,
            seed=seed,
            workers=workers,
            scheduler=scheduler,
            on_progress=report,
            resume=out,
            data=data,
        )
    return whole, _written(whole, out, formats, data, replication=replication, replace=replace)


@contextmanager
def _told_what_is_kept(out: Path | None) -> Iterator[None]:
    """After Ctrl-C, say that finished studies are not lost, where they are not."""
    try:
        yield
    except KeyboardInterrupt:
        if out is not None and folder_beside(out).is_dir():
            interrupts.say_at_end(
                "Stopped; the studies that are finished are kept: the same command goes on from "
                "there."
            )
        raise


def _written(
    result: AnyResult,
    out: Path | None,
    formats: Sequence[str],
    data: api.Data,
    *,
    replication: bool,
    replace: bool,
) -> records.ReportFiles | None:
    if out is None:
        return None
    return reports.write_report(
        result, out, formats=formats, replication=replication, replace=replace, data=data
    )


def study_lines(
    result: AnyResult, report: records.ReportFiles | None, screen: Screen, *, show_all: bool
) -> list[str]:
    """Lay out the summary, and the files or the way to get them."""
    return one_screen(
        reports.study_summary(result), ["", *_files(result, report)], screen, show_all=show_all
    )


def _files(result: AnyResult, report: records.ReportFiles | None) -> list[str]:
    if report is None:
        name = "all" if isinstance(result, records.WholeReport) else result.study
        again = f"sistercities study {name} --country {result.country}{_narrowed(result)}"
        return [f"The full report: {again} --out study-{result.country}"]
    pdf = [f"As PDF: {report.pdf}"] if report.pdf not in (None, report.page) else []
    return [
        f"Report: {report.page}",
        *pdf,
        f"For programs: {report.study_json} and {len(report.tables)} CSV files beside it",
        *_replication(report),
    ]


def _replication(report: records.ReportFiles) -> list[str]:
    """Say how to compute the headline numbers again, where the folder was asked for."""
    scripts = [path for path in report.others if path.name == "replicate.py"]
    return [f"To compute the headline numbers again: python {path}" for path in scripts]


def _narrowed(result: AnyResult) -> str:
    """Return the options that a run was narrowed by, which a report of the same run needs too."""
    named = ((name, result.settings.get(name, "")) for name in ("region", "source"))
    return "".join(f" --{name} {value}" for name, value in named if value)
