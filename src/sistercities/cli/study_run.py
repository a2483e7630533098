"""Running a study from the command line: refuse early, show progress, write last."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from sistercities import api
from sistercities.api.progress_bar import progress_bar
from sistercities.api.report_formats import checked_formats
from sistercities.api.studies import NULLS, AnyResult


def run_nesting(
    *,
    country: str,
    as_of: int | None,
    nulls: list[str] | None,
    draws: int,
    seed: int,
    workers: int,
    scheduler: str | None,
    out: Path | None,
    formats: Sequence[str] | None,
    replace: bool,
    data: api.Data,
) -> tuple[api.NestingResult, api.ReportFiles | None]:
    """Run the nesting study and write its report where a folder is given."""
    formats = checked_formats(formats, out, replace=replace)
    with progress_bar() as report:
        result = api.study_nesting(
            country,
            as_of,
            nulls=NULLS if nulls is None else nulls,
            draws=draws,
            seed=seed,
            workers=workers,
            scheduler=scheduler,
            on_progress=report,
            data=data,
        )
    return result, _written(result, out, formats, data, replace=replace)


def run_study(
    name: str,
    *,
    country: str,
    as_of: int | None,
    seed: int,
    workers: int,
    scheduler: str | None,
    out: Path | None,
    formats: Sequence[str] | None,
    replace: bool,
    data: api.Data,
) -> tuple[api.StudyResult, api.ReportFiles | None]:
    """Run a study by its name and write its report where a folder is given."""
    formats = checked_formats(formats, out, replace=replace)
    with progress_bar() as report:
        result = api.study(
            name,
            country,
            as_of,
            seed=seed,
            workers=workers,
            scheduler=scheduler,
            on_progress=report,
            data=data,
        )
    return result, _written(result, out, formats, data, replace=replace)


def run_all(
    *,
    country: str,
    as_of: int | None,
    draws: int,
    seed: int,
    workers: int,
    scheduler: str | None,
    out: Path | None,
    formats: Sequence[str] | None,
    replace: bool,
    data: api.Data,
) -> tuple[api.WholeReport, api.ReportFiles | None]:
    """Run all studies, going on where an interrupted run of the same report was."""
    formats = checked_formats(formats, out, replace=replace)
    with progress_bar() as report:
        whole = api.study_all(
            country,
            as_of,
            draws=draws,
            seed=seed,
            workers=workers,
            scheduler=scheduler,
            on_progress=report,
            resume=out,
            data=data,
        )
    return whole, _written(whole, out, formats, data, replace=replace)


def _written(
    result: AnyResult,
    out: Path | None,
    formats: Sequence[str],
    data: api.Data,
    *,
    replace: bool,
) -> api.ReportFiles | None:
    if out is None:
        return None
    return api.write_report(result, out, formats=formats, replace=replace, data=data)
