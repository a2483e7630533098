"""Pages that are made, whole or between marks: how they are put together and written."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from sistercities.errors import OutputError, SistercitiesError

PROJECT = Path(__file__).resolve().parents[2]
Texts = Callable[[Path], Iterable[tuple[Path, str]]]
"""Given the folder of a project, the path below it and the text of each page."""


def with_parts(page: str, parts: Mapping[str, str], named: Path) -> str:
    """Put each part between its marks; `named` is the page, for the error.

    Raises
    ------
    OutputError
        If the page lacks the marks of a part.
    """
    for name, text in parts.items():
        begin, end = f"<!-- {name}: begin -->", f"<!-- {name}: end -->"
        if begin not in page or end not in page:
            problem = f"has no marks of the part {name}"
            raise OutputError(str(named), problem, f"write {begin} and {end} where it shall stand")
        before, _, rest = page.partition(begin)
        page = f"{before}{begin}\n{text}\n{end}{rest.partition(end)[2]}"
    return page


def renewed(project: Path, page: Path, parts: Mapping[str, str]) -> tuple[Path, str]:
    """Return a page of a project with its parts as they should be.

    Raises
    ------
    OutputError
        If the page lacks the marks of a part.
    """
    return page, with_parts((project / page).read_text(encoding="utf-8"), parts, page)


def write_pages(texts: Texts, arguments: Sequence[str] | None = None) -> int:
    """Write pages into the project given or this one, each whole or not; return the exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    project = Path(given[0]) if given else PROJECT
    try:
        for page, text in list(texts(project)):
            (project / page).parent.mkdir(parents=True, exist_ok=True)
            write_whole(project / page, text)
    except SistercitiesError as problem:
        print(problem, file=sys.stderr)
        return problem.exit_code
    return 0


def write_whole(path: Path, text: str) -> None:
    """Write a page aside and rename it, so that it is never half written.

    Raises
    ------
    OutputError
        If it cannot be written there.
    """
    aside = path.with_suffix(f"{path.suffix}.part")
    try:
        aside.write_text(text, encoding="utf-8")
        aside.replace(path)
    except OSError as reason:
        advice = "give a folder that may be written"
        raise OutputError(str(path), reason.strerror or str(reason), advice) from None
