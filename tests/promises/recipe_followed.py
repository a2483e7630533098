"""Run what a recipe adds in a process of its own, and commands of the program after it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

_TYPED = """
import contextlib as _contextlib
import io as _io
import json as _json
import sys as _sys


def _type(words):
    out, err = (_io.TextIOWrapper(_io.BytesIO(), "utf-8", write_through=True) for _ in "12")
    with _contextlib.redirect_stdout(out), _contextlib.redirect_stderr(err):
        from sistercities.cli.outcome import run

        code = run(words)
    return code, out.buffer.getvalue().decode(), err.buffer.getvalue().decode()


print(_json.dumps([_type(words) for words in _json.loads(_sys.argv[-1])]))
"""


class Came(NamedTuple):
    """What came of a command."""

    code: int
    out: str
    err: str


def follow(
    code: str, *commands: Sequence[str], words: Sequence[str] = (), data: Path | None = None
) -> list[Came]:
    """Run code that adds something, then type commands one after the other in the same process.

    To start one takes longer than most commands do. The code may print nothing; `words` are its
    arguments.
    """
    env = {**os.environ} if data is None else {**os.environ, "SISTERCITIES_DATA": str(data)}
    typed = json.dumps([list(command) for command in commands])
    came = subprocess.run(
        [sys.executable, "-c", code + _TYPED, *words, typed],
        capture_output=True, text=True, check=False, env=env,
    )  # fmt: skip
    assert came.returncode == 0, came.stderr
    return [Came(*one) for one in json.loads(came.stdout)]
