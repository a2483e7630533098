"""The tables of a release are read into frames once in a worker, however many studies ask for them.

To read a table and to put it into the types of pandas takes up to a second each time. Who asks
again for files that are those of before gets the same columns in a frame of its own: pandas copies
a column as soon as somebody writes to it.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from sistercities.dataset.release import frames
from sistercities.dataset.release.manifest import file_name

_MOST_BYTES = 300_000_000
_IS_COPIED_ON_WRITE = int(pd.__version__.partition(".")[0]) >= 3

Read = Callable[..., pd.DataFrame]


class _Held:
    """Frames that were read, the one that was asked for last at the end."""

    def __init__(self, read: Read) -> None:
        self._read = read
        self._frames: OrderedDict[object, tuple[int, pd.DataFrame]] = OrderedDict()

    def frame(self, release: Any, name: str, only: Any = None) -> pd.DataFrame:
        """Read a table as `frames.frame` does; one with overlays, or some rows of one, anew."""
        if only is not None or name in release.merged:
            return self._read(release, name, only)
        key = _content(release.folder / file_name(name))
        if key is None:
            return self._read(release, name)
        if key not in self._frames:
            return self._keep(key, self._read(release, name))
        self._frames.move_to_end(key)
        return self._frames[key][1].copy(deep=not _IS_COPIED_ON_WRITE)

    def _keep(self, key: object, found: pd.DataFrame) -> pd.DataFrame:
        own = found.copy(deep=not _IS_COPIED_ON_WRITE)
        self._frames[key] = int(own.memory_usage(deep=True).sum()), own
        while sum(size for size, _ in self._frames.values()) > _MOST_BYTES:
            self._frames.popitem(last=False)
        return found


def _content(path: Path) -> object:
    """Return what differs as soon as a file is another; None where it is none."""
    try:
        told = path.stat()
    except OSError:
        return None
    return path.absolute(), told.st_mtime_ns, told.st_size, told.st_ino


@contextmanager
def frames_read_once() -> Iterator[None]:
    """Let releases of the same files share the columns of their frames."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(frames, "frame", _Held(frames.frame).frame)
        yield
