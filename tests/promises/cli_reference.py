"""The page docs/guide/cli.md, made from the help of the commands; run this file to write it."""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "guide" / "cli.md"
WIDTH = "88"

HEAD = """# The command line

This page is made from the help of the program by `python tests/promises/cli_reference.py`.

The answer comes first: a sentence, then the numbers, then where the files are. On a terminal a list
takes one screen; `--all` shows the rest. In a pipe nothing is cut, wrapped or coloured.
`--json` prints JSON for programs, described in [json.md](json.md).

Progress shows on standard error, only on a terminal and only when work takes longer than a second.
Ctrl-C stops at once and leaves no half-written file. A failure that we foresee is one sentence on
standard error, beginning with `Error:`, and an exit code. It ends in what to do next.

## Exit codes

| code | meaning |
|---|---|
"""


def paths(command: object, prefix: tuple[str, ...] = ()) -> list[tuple[tuple[str, ...], object]]:
    """List every command and group with what is typed to reach it."""
    found = [(prefix, command)]
    for name, child in getattr(command, "commands", {}).items():
        found += paths(child, (*prefix, name))
    return found


def root_command() -> object:
    """Return the program as one command."""
    import typer

    from sistercities.cli.app import assembled

    return typer.main.get_command(assembled())


def help_text(arguments: tuple[str, ...]) -> str:
    """Return what `--help` prints."""
    import contextlib
    import io

    from sistercities.cli.outcome import run

    printed = io.StringIO()
    before = dict(os.environ)
    os.environ.update(COLUMNS=WIDTH, TERMINAL_WIDTH=WIDTH)
    try:
        with contextlib.redirect_stdout(printed):
            code = run([*arguments, "--help"])
    finally:
        os.environ.clear()
        os.environ.update(before)
    assert code == 0, arguments
    return "\n".join(line.rstrip() for line in printed.getvalue().splitlines())


def page() -> str:
    """Make the whole page."""
    from sistercities.cli.app import EXIT_CODES

    codes = "".join(f"| {code} | {meaning} |\n" for code, meaning in EXIT_CODES.items())
    sections = [
        f"\n## `{' '.join(('sistercities', *path))}`\n\n```text\n{help_text(path)}\n```\n"
        for path, _ in paths(root_command())
    ]
    return HEAD + codes + "".join(sections)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
