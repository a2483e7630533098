"""The making of the index on a terminal: any command may have to do it first."""

from __future__ import annotations

import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from sistercities.dataset.index.telling import Hearing, listen

if TYPE_CHECKING:
    from sistercities.api.progress_bar import Bar

NOWHERE = (
    "The index of the data can be kept nowhere here, so each command makes one in memory, which "
    "takes many seconds; name a folder for it in SISTERCITIES_INDEX."
)


BEGUN = "Making the index of the data, once ..."


class _Shown(Hearing):
    """Shows on a terminal how far the making is, and tells where nothing can be kept.

    Where no terminal looks it says once, before anything else, why nothing comes yet.
    """

    def __init__(self, told: list[str]) -> None:
        self._bar: Bar | None = None
        self._told = told

    def __call__(self, done: int, total: int) -> None:
        if not sys.stderr.isatty():
            self._tell_once()
            return
        from sistercities.api.progress_bar import Bar

        self._bar = self._bar or Bar()
        self._bar("making the index of the data, once", done, total)

    def _tell_once(self) -> None:
        if BEGUN not in self._told:
            self._told.append(BEGUN)
            with suppress(OSError):
                print(BEGUN, file=sys.stderr, flush=True)

    def kept_nowhere(self) -> None:
        with suppress(OSError):
            print(NOWHERE, file=sys.stderr)

    def close(self) -> None:
        if self._bar is not None:
            self._bar.close()


def show_making() -> None:
    """Show on this terminal how far the making of an index is, from now on."""
    told: list[str] = []  # of several makings, as of places and of names, one line tells
    listen(lambda: _Shown(told))
