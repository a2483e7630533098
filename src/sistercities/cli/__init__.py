"""The command line: arguments, progress, printing.

Belongs here: what is typed and how an answer is laid out on a terminal. Not here: any answer
(`api`). Each command loads what it needs when it runs, so help is there in a blink.
"""

from __future__ import annotations

import gc


def main() -> int:
    """Run the command that was typed; return the exit code."""
    from sistercities.cli import interrupts

    try:
        interrupts.listen()
        from sistercities.cli.outcome import run

        return run()
    except KeyboardInterrupt:  # during the first imports, or while the command ends
        return 130
    finally:
        interrupts.finish()
        gc.freeze()  # the program ends: no last search for cycles, which takes a tenth of a list
