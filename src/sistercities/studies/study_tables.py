"""The tables of a release as studies read them: each once, whatever number of studies asks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import numpy as np
import pandas as pd

from sistercities.dataset.release.store import Release

T = TypeVar("T")


class StudyTables:
    """Tables of a release, which must stay open while they are read.

    Nothing that takes a table may change it: the next study gets the same one.

    Parameters
    ----------
    release
        The release, with what is laid over it.
    """

    def __init__(self, release: Release) -> None:
        self.release = release
        self._frames: dict[str, pd.DataFrame] = {}
        self._made: dict[str, Any] = {}

    @property
    def version(self) -> str:
        """Version of the data."""
        return self.release.version

    def frame(self, name: str) -> pd.DataFrame:
        """Return a table, its words as Python's: studies walk through them again and again."""
        if name not in self._frames:
            self._frames[name] = with_plain_words(self.release.frame(name))
        return self._frames[name]

    def once(self, what: str, make: Callable[[], T]) -> T:
        """Make something of the tables when it is first asked for, and keep it."""
        if what not in self._made:
            self._made[what] = make()
        made: T = self._made[what]
        return made


def tables_of(release: Release | StudyTables) -> StudyTables:
    """Return the tables of a release, or those that are shared already."""
    return release if isinstance(release, StudyTables) else StudyTables(release)


def with_plain_words(frame: pd.DataFrame) -> pd.DataFrame:
    """Hold columns of words as Python objects, equal words once; missing ones stay NaN."""
    words = {
        str(name): _plain(column) for name, column in frame.items() if str(column.dtype) == "str"
    }
    return frame.assign(**words)


def _plain(column: pd.Series[str]) -> pd.Series[str]:
    code, words = pd.factorize(column)
    # The last stands for missing, whose code is -1.
    by_code = np.append(np.asarray(words, dtype=object), np.nan)
    return pd.Series(by_code[code], index=column.index, dtype=object, copy=False)
