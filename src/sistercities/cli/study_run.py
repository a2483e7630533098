"""Running a study: refuse early, show progress, write last; then its summary on a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Unpack

from sistercities import api, reports
from sistercities.api.any_study import Asked
from sistercities.api.any_study import run_study as run_by_name
from sistercities.api.freed_memory import keep_freed_memory
from sistercities.api.progress_bar import progress_bar, progress_bar_or_lines
from sistercities.api.report_formats import checked_formats
from sistercities.cli import interrupts
from sistercities.cli.screen import Screen, one_screen

if TYPE_CHECKING:
    from sistercities import records
    from sistercities.api.study_reports import AnyResult


@dataclass(frozen=True, slots=True)
class Written:
    """Where and as what a report is written.

    Attributes
    ----------
    out
        Its folder; None writes none.
    formats
        As typed; None takes the usual one.
    replication
        Whether the folder `replication` stands beside.
    replace
        Whether files of others are overwritten too.
    """

    out: Path | None
    formats: Sequence[str] | None
    replication: bool
    replace: bool

    def checked(self, name: str) -> Written:
        """Refuse what cannot be written of a study, before it is run."""
        replicated = name if self.replication else ""
        formats = checked_formats(
            self.formats, self.out, replace=self.replace, replicated=replicated
        )
        return replace(self, formats=formats)

    def write(self, result: AnyResult, data: api.Data) -> records.ReportFiles | None:
        """Write the report where a folder is given."""
        if self.out is None:
            return None
        return reports.write_report(
            result,
            self.out,
            formats=self.formats or (),
            replication=self.replication,
            replace=self.replace,
            data=data,
        )


def run_study(
    name: str,
    written: Written,
    data: api.Data,
    country: str,
    as_of: int | None,
    /,
    **asked: Unpack[Asked],
) -> tuple[AnyResult, records.ReportFiles | None]:
    """Run a study by its name and write its report where a folder is given."""
    written = written.checked(name)
    keep_freed_memory()
    with progress_bar() as report:
        asked |= {"on_progress": report, "data": data}
        result = run_by_name(name, country, as_of, **asked)
    return result, written.write(result, data)


def run_all(
    written: Written,
    country: str,
    as_of: int | None,
    *,
    region: str,
    source: str,
    draws: int,
    seed: int,
    workers: int,
    scheduler: str | None,
    data: api.Data,
) -> tuple[records.WholeReport, records.ReportFiles | None]:
    """Run all studies, going on where an interrupted run of the same report was."""
    written = written.checked("all")
    keep_freed_memory()
    with _told_what_is_kept(written.out), progress_bar_or_lines() as report:
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
            resume=written.out,
            data=data,
        )
    return whole, written.write(whole, data)


@contextmanager
def _told_what_is_kept(out: Path | None) -> Iterator[None]:
    """After Ctrl-C, say that finished studies are not lost, where they are not."""
    from sistercities.api.finished_studies import folder_beside

    try:
        yield
    except KeyboardInterrupt:
        if out is not None and folder_beside(out).is_dir():
            interrupts.say_at_end(
                "Stopped; the studies that are finished are kept: the same command goes on from "
                "there."
            )
        raise


def study_lines(
    result: AnyResult, report: records.ReportFiles | None, screen: Screen, *, show_all: bool
) -> list[str]:
    """Lay out the summary, and the files or the way to get them."""
    return one_screen(
        reports.study_summary(result), ["", *_files(result, report)], screen, show_all=show_all
    )


def _files(result: AnyResult, report: records.ReportFiles | None) -> list[str]:
    if report is None:
        name = getattr(result, "study", "all")  # all studies together have no name of one
        again = f"sistercities study {name} --country {result.country}{_narrowed(result)}"
        return [f"The full report: {again} --out {_folder(result)}"]
    pdf = [f"As PDF: {report.pdf}"] if report.pdf not in (None, report.page) else []
    return [
        f"Report: {report.page}",
        *pdf,
        f"For programs: {report.study_json} and {len(report.tables)} CSV files beside it",
        *_replication(report),
    ]


def _folder(result: AnyResult) -> str:
    """Name a folder for the report: that of a part never takes the place of the whole country's."""
    where = result.settings.get("region") or result.country  # CN-JS names its country
    source = result.settings.get("source")
    return f"study-{where}-{source}" if source else f"study-{where}"


def _replication(report: records.ReportFiles) -> list[str]:
    """Say how to compute the headline numbers again, where the folder was asked for."""
    scripts = [path for path in report.others if path.name == "replicate.py"]
    return [f"To compute the headline numbers again: python {path}" for path in scripts]


def _narrowed(result: AnyResult) -> str:
    """Return the options that a run was narrowed by, which a report of the same run needs too."""
    named = ((name, result.settings.get(name, "")) for name in ("region", "source"))
    return "".join(f" --{name} {value}" for name, value in named if value)
