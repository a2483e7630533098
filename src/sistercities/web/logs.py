"""What the explorer writes to its log: real errors, and of what comes in masses a few lines.

Whoever sends ten thousand requests that are none must not fill a disk with ten thousand warnings.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass

MOST, SECONDS = 5, 60.0
"""Lines of one kind, in so many seconds."""
_MOST_KINDS = 500
_FILTER = f"{__name__}.Bounded"

LOGGING: dict[str, object] = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"bounded": {"()": _FILTER}},
    "formatters": {
        "plain": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"},
        "access": {"format": "%(asctime)s %(message)s", "datefmt": "%Y-%m-%dT%H:%M:%S%z"},
    },
    "handlers": {
        "stdout": {
            "class": "logging.StreamHandler", "stream": "ext://sys.stdout", "formatter": "access",
        },
        "stderr": {
            "class": "logging.StreamHandler", "filters": ["bounded"], "formatter": "plain",
        },
    },
    "loggers": {
        "uvicorn": {"level": "WARNING"},
        "uvicorn.error": {"level": "WARNING"},
        "sistercities.access": {"level": "INFO", "handlers": ["stdout"], "propagate": False},
    },
    "root": {"level": "WARNING", "handlers": ["stderr"]},
}  # fmt: skip
"""Settings of `logging.config.dictConfig`."""


@dataclass
class _Seen:
    """When lines of a kind began to be counted, and how many were written and left out."""

    since: float
    written: int = 0
    left_out: int = 0


class Bounded(logging.Filter):
    """Let a few lines of each kind pass, then none for a while; the next says how many came.

    Two lines are of one kind where they come from one place with one wording, whatever is set in;
    of failures, where the same error fell at the same line.

    Parameters
    ----------
    most, seconds
        How many lines of a kind in how many seconds.
    clock
        Seconds that only grow.
    """

    def __init__(
        self,
        most: int = MOST,
        seconds: float = SECONDS,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__()
        self._most, self._seconds, self._clock = most, seconds, clock
        self._seen: dict[tuple[object, ...], _Seen] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        """Say whether a line is written."""
        kind, now = _kind(record), self._clock()
        seen = self._seen.get(kind)
        if seen is None or now - seen.since >= self._seconds:
            if seen is not None and seen.left_out:
                _tell(record, seen.left_out)
            if len(self._seen) >= _MOST_KINDS:
                self._seen.clear()
            seen = self._seen[kind] = _Seen(now)
        if seen.written >= self._most:
            seen.left_out += 1
            return False
        seen.written += 1
        return True


def _kind(record: logging.LogRecord) -> tuple[object, ...]:
    fallen, at = (record.exc_info or (None, None, None))[0::2]
    while at is not None and at.tb_next is not None:
        at = at.tb_next
    where = None if at is None else (at.tb_frame.f_code.co_filename, at.tb_lineno)
    return record.name, record.levelno, str(record.msg)[:200], fallen, where


def _tell(record: logging.LogRecord, left_out: int) -> None:
    """Say in the line how many of its kind were left out before."""
    said = record.getMessage()
    record.msg, record.args = f"{said} ({left_out:,} more like this were left out before)", ()
