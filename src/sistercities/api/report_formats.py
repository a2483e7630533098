"""Whether a report can be written as asked, said before the study is run."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from sistercities.api.arguments import checked_words
from sistercities.errors import InvalidArgument
from sistercities.report.report_files import ALWAYS, FORMATS, PAGE_NAME


def known_formats(formats: str | Sequence[str]) -> tuple[str, ...]:
    """Return formats of a report in their order, each once; a word alone is one of them.

    Raises
    ------
    InvalidArgument
        If one is not known, or there is none.
    """
    return checked_words("format", (formats,) if isinstance(formats, str) else formats, FORMATS)


def checked_formats(
    formats: Sequence[str] | None,
    out: Path | None,
    *,
    replace: bool = False,
    replicated: str = "",
) -> Sequence[str]:
    """Check the formats and the folder of a report.

    Parameters
    ----------
    formats
        What is asked for; None takes HTML.
    out
        Folder of the report; None writes none.
    replace
        Whether files of others are overwritten too.
    replicated
        Study, or `all`, that the folder `replication` is asked for; empty where it is not.

    Raises
    ------
    InvalidArgument
        If a format is not known, there is no folder to write it to, or no script gives the numbers
        of the study again.
    MissingExtra
        If a PDF is asked for and its extra is not installed.
    OutputError
        If the folder cannot be written, or holds files of a report's names that are not ours.
    """
    chosen = known_formats(FORMATS[:1] if formats is None else formats)
    if replicated not in ("", "all"):
        from sistercities.report.replication.folder import check_can_replicate

        check_can_replicate(replicated)
    if out is None:
        if replicated:
            advice = "name the folder of the report with --out, as in --out study-CN"
            raise InvalidArgument("replication", replicated, advice)
        if formats is not None:
            advice = "name the folder that the report goes to with --out, as in --out study-CN"
            raise InvalidArgument("format", ", ".join(chosen), advice)
        return chosen
    _check_files(out, replace=replace, replicated=replicated)
    if "pdf" in chosen:
        from sistercities.report.typeset.document import check_can_set

        check_can_set()
    return chosen


def _check_files(out: Path, *, replace: bool, replicated: str) -> None:
    from sistercities.api.output_folder import checked_folder
    from sistercities.report.citation import BIBTEX_NAME, RIS_NAME
    from sistercities.report.own_files import require_own
    from sistercities.report.replication.folder import ALWAYS as REPLICATION
    from sistercities.report.typeset.document import PDF_NAME

    names = (*ALWAYS, PAGE_NAME, PDF_NAME, BIBTEX_NAME, RIS_NAME)
    more = REPLICATION if replicated else ()
    require_own(checked_folder(out), (*names, *more), replace=replace)
