"""What a researcher waits for on the clock: the studies as whole commands.

`python benchmarks/whole_studies.py`. Each runs once, in a process of its own, one after the other.
Writes the part "The studies" of docs/performance.md, and exits with 1 where a limit is missed. The
limits are of seconds on the clock of a quiet machine; the processor's time stands beside them.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from page_part import write_part
from this_machine import busy, machine
from work_of_minutes import run

MARK = "studies"


@dataclass(frozen=True, slots=True)
class Command:
    """A command, the seconds that it may take on the clock, and the megabytes."""

    words: tuple[str, ...]
    seconds: float
    megabytes: float | None = None

    @property
    def written(self) -> str:
        """As one types it."""
        return " ".join(self.words)


COMMANDS = (
    Command(("study", "all", "--country", "CN"), 90),
    Command(("study", "world"), 60, 2048),
    Command(("study", "homes"), 180),
)


@dataclass(frozen=True, slots=True)
class Ran:
    """What a command took."""

    command: Command
    processor: float
    megabytes: float
    clock: float

    @property
    def is_met(self) -> bool:
        """Whether it kept its limits."""
        most = self.command.megabytes
        return self.clock <= self.command.seconds and (most is None or self.megabytes <= most)


def measure(folder: Path) -> list[Ran]:
    """Run all commands."""
    return [
        Ran(one, *run(*one.words, "--out", str(folder / str(k)))) for k, one in enumerate(COMMANDS)
    ]


def section(found: Sequence[Ran], load: str) -> str:
    """Lay the measurement out as a part of the page."""
    rows = [
        f"| `{one.command.written}` | {one.clock:.1f} s | {one.processor:.1f} s "
        f"| {one.megabytes:,.0f} MB | {_limits(one.command)} "
        f"| {'met' if one.is_met else 'missed'} |"
        for one in found
    ]
    return "\n".join(
        [
            "## The studies",
            "",
            "`python benchmarks/whole_studies.py`: whole commands, once each, one after the other. "
            f"{machine()}.{load}",
            "",
            "| command | on the clock | processor | peak memory | limit | |",
            "|---|---:|---:|---:|---:|---|",
            *rows,
        ]
    )


def _limits(command: Command) -> str:
    memory = "" if command.megabytes is None else f", {command.megabytes:,.0f} MB"
    return f"{command.seconds:g} s{memory}"


def main() -> int:
    """Measure, write the part of the page and print it."""
    before = busy()  # the studies keep the cores busy themselves
    with tempfile.TemporaryDirectory() as folder:
        found = measure(Path(folder))
    text = section(found, before)
    write_part(MARK, text)
    print(text)
    return int(not all(one.is_met for one in found))


if __name__ == "__main__":
    sys.exit(main())
