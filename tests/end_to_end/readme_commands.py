"""The commands of the README and the output shown under each; run this file to refresh the output.

A shown line is refreshed from the line that begins alike; `...` stands for lines left out.
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
            lines = printed(shlex.split(line)[1:]).splitlines()
            now = "\n".join(_alike_in_turn(shown.splitlines(), lines))
            page = page.replace(f"$ {line}\n{shown}\n", f"$ {line}\n{now}\n")
    return page


def _first_cell(line: str) -> str:
    return re.split(r"\s{2,}", line.strip())[0]


def _alike_in_turn(shown: list[str], lines: list[str]) -> Iterator[str]:
    """Yield for each shown line the one that begins alike, the next one where several do."""
    left = lines
    for each in shown:
        cell = _first_cell(each)
        if cell in ("", "..."):
            yield each
            continue
        alike = [k for k, line in enumerate(left) if _first_cell(line) == cell]
        at = (alike or [k for k, line in enumerate(left) if line.strip().startswith(cell[:14])])[0]
        yield left[at]
        left = left[at + 1 :]


if __name__ == "__main__":
    README.write_text(refreshed(README.read_text(encoding="utf-8")), encoding="utf-8")
