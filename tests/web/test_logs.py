"""The log tells each real error, and is not filled by what strangers send."""

from __future__ import annotations

import logging
import subprocess
import sys
from collections.abc import Callable

from sistercities.web.logs import Bounded

_SPEAKS = """
import logging.config
from sistercities.web.logs import LOGGING
logging.config.dictConfig(LOGGING)
for k in range(1000):
    logging.getLogger("uvicorn.error").warning("Invalid HTTP request received.")
try:
    [][3]
except IndexError as failure:
    logging.getLogger("sistercities.web").error("%r fell", "/place/1", exc_info=failure)
logging.getLogger("uvicorn.error").info("Started")
"""


class _Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def _line(said: str, *set_in: object, failure: BaseException | None = None) -> logging.LogRecord:
    info = None if failure is None else (type(failure), failure, failure.__traceback__)
    return logging.LogRecord("web", logging.ERROR, "x.py", 1, said, set_in, info)


def _no_number() -> object:
    return int("x")


def _no_number_either() -> object:
    return float("x")


def _no_key() -> object:
    return dict[str, str]()["x"]


def _failure(work: Callable[[], object]) -> Exception:
    try:
        work()
    except (ValueError, KeyError) as failure:
        return failure
    raise AssertionError


def test_a_few_lines_of_a_kind_pass_and_the_next_says_how_many_did_not() -> None:
    clock = _Clock()
    bounded = Bounded(most=3, seconds=60, clock=clock)
    passed = [bounded.filter(_line("%s fell", k)) for k in range(1_000)]
    assert passed == [True] * 3 + [False] * 997
    clock.now = 59.9
    assert not bounded.filter(_line("%s fell", "late"))
    clock.now = 60.0
    line = _line("%s fell", "next")
    assert bounded.filter(line)
    assert line.getMessage() == "next fell (998 more like this were left out before)"
    clock.now = 130.0
    quiet = _line("%s fell", "again")
    assert bounded.filter(quiet)
    assert quiet.getMessage() == "again fell"


def test_another_error_is_told_whatever_came_before() -> None:
    bounded = Bounded(most=2, clock=_Clock())
    for _ in range(50):
        bounded.filter(_line("%s fell", failure=_failure(_no_number)))
    assert not bounded.filter(_line("%s fell", failure=_failure(_no_number)))
    assert bounded.filter(_line("%s fell", failure=_failure(_no_key)))
    assert bounded.filter(_line("%s fell", failure=_failure(_no_number_either))), (
        "it fell at another line"
    )
    assert bounded.filter(_line("left out: %s", "overlay"))


def test_kinds_are_not_kept_without_end() -> None:
    bounded = Bounded(clock=_Clock())
    for k in range(5_000):
        assert bounded.filter(_line(f"kind {k}"))
    assert len(bounded._seen) <= 500


def test_the_settings_write_errors_with_their_trace_and_few_warnings() -> None:
    done = subprocess.run(
        [sys.executable, "-c", _SPEAKS], capture_output=True, text=True, check=True
    )
    assert done.stderr.count("Invalid HTTP request received.") == 5
    assert "ERROR sistercities.web: '/place/1' fell" in done.stderr
    assert "IndexError: list index out of range" in done.stderr
    assert "Started" not in done.stderr
