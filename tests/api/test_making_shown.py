"""Where no terminal looks, one line says that the index is being made, however many are."""

from __future__ import annotations

import contextvars
import sys

import pytest

from sistercities.api.making_shown import BEGUN, show_making
from sistercities.dataset.index.telling import heard


def test_the_first_step_of_all_makings_is_told_at_once_and_no_other(
    capsys: pytest.CaptureFixture[str],
) -> None:
    def makings() -> None:
        show_making()
        for time in range(2):
            with heard() as hearing:
                hearing(0, 3)
                assert capsys.readouterr().err == (f"{BEGUN}\n" if time == 0 else "")
                hearing(1, 3)
        assert capsys.readouterr().err == ""

    assert not sys.stderr.isatty()
    contextvars.copy_context().run(makings)
