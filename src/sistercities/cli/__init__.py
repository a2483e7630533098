"""The command line: arguments, progress, printing.

Belongs here: what is typed and how an answer is laid out on a terminal. Not here: any answer
(`api`). Each command loads what it needs when it runs, so help is there in a blink.
"""

from __future__ import annotations

import gc
import os
import sys

ONE_THREAD = "OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"
"""What keeps libraries of linear algebra to one thread each, unless the user says otherwise."""
_MADE_BEFORE_SEARCH = 200_000
"""Objects that are made before cycles are looked for: loading modules makes many and no cycle."""


def command() -> None:
    """Be the program: run the command that was typed, and end the process with its exit code."""
    from sistercities.cli.quick_end import QuickEnd

    end = QuickEnd()
    sys.exit(end.with_code(main()))


def main() -> int:
    """Run the command that was typed; return the exit code."""
    # Our matrices are small and our own threads draw: more threads below wait for each other
    # (four times the seconds on two busy cores), and sums in another order end in other digits.
    for name in ONE_THREAD:
        os.environ.setdefault(name, "1")
    from sistercities.cli import interrupts

    gc.set_threshold(_MADE_BEFORE_SEARCH)
    try:
        interrupts.listen()
        from sistercities.cli.outcome import run

        return run()
    except KeyboardInterrupt:  # during the first imports, or while the command ends
        return 130
    finally:
        interrupts.finish()
        gc.freeze()  # the program ends: no last search for cycles, which takes a tenth of a list
