"""The commands of the README and the output shown under each; run this file to refresh the output.

A shown line is refreshed from the line that begins alike; `...` stands for lines left out, and is
set wherever some are. The sentences above the first table are never cut: what a reader must know
stands in them.
"""

from __future__ import annotations

import contextlib
import io
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

README = Path(__file__).parents[2] / "README.md"
BLOCK = re.compile(r"(?<=```console\n).*?(?=```)", re.DOTALL)


def commands(page: str) -> Iterator[tuple[str, str]]:
    """Yield each command line with the output shown under it."""
    for block in BLOCK.findall(page):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            line, _, shown = part.partition("\n")
            yield line.strip(), shown.rstrip()


def printed(arguments: list[str]) -> str:
    """Run the program here and return what it prints."""
    from sistercities.cli.outcome import run

    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        assert run(arguments) == 0, arguments
    return out.getvalue()


def refreshed(page: str) -> str:
    """Return the page with the output of each command as it is now."""
    for line, shown in commands(page):
        if shown:
            now = shown_of(shown, printed(shlex.split(line)[1:]))
            page = page.replace(f"$ {line}\n{shown}\n", f"$ {line}\n{now}\n")
    return page


def shown_of(shown: str, output: str) -> str:
    """Cut an output to the lines that were shown, all sentences above its first table kept."""
    lines = output.rstrip().splitlines()
    if shown.strip() == CUT:
        return CUT
    first = _sentences_above(lines)
    wanted = [line for line in shown.splitlines() if line.strip() not in ("", CUT)]
    kept = {*range(first), *_found_in_turn(wanted, lines, first)}
    return "\n".join(_with_cuts(lines, sorted(kept)))


CUT = "..."


def _sentences_above(lines: list[str]) -> int:
    """Count the lines of the first paragraph: where it ends a table, or a list of parts, begins."""
    return next((k for k, line in enumerate(lines) if not line.strip()), len(lines))


def _with_cuts(lines: list[str], kept: list[int]) -> Iterator[str]:
    """Give the kept lines, with `...` where words between two of them, or after, are left out."""
    last = -1
    for at in [*kept, len(lines)]:
        between = lines[last + 1 : at]
        if any(line.strip() for line in between):
            yield CUT
        elif between and at < len(lines):
            yield ""
        if at < len(lines):
            yield lines[at]
        last = at


def _first_cell(line: str) -> str:
    return re.split(r"\s{2,}", line.strip())[0]


def _found_in_turn(shown: list[str], lines: list[str], first: int) -> Iterator[int]:
    """Find for each shown line the one that begins alike, the next one where several do."""
    at = first - 1
    for each in shown:
        cell = _first_cell(each)
        left = range(at + 1, len(lines))
        alike = [k for k in left if _first_cell(lines[k]) == cell]
        near = alike or [k for k in left if lines[k].strip().startswith(cell[:14])]
        if near:
            at = near[0]
            yield at
        elif not any(line.startswith(cell[:14]) for line in lines[:first]):
            raise LookupError(f"no line of the output begins like {each!r}")


if __name__ == "__main__":
    README.write_text(refreshed(README.read_text(encoding="utf-8")), encoding="utf-8")
