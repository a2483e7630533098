"""What every application of a run makes of the same things is made once in a worker.

To read the shapes of all answers costs each application 0.1 s, and to draw the land of a built site
0.3 s; tests open some fifty of the one and a dozen of the other.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

import pytest

from sistercities.report.maps import ground


@contextmanager
def made_once() -> Iterator[None]:
    """Keep how a shape is read and the pictures of the land, whoever asks for them again."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(ground, "land_picture", lru_cache(maxsize=None)(ground.land_picture))
        _keep_shapes(patched)
        yield


def _keep_shapes(patched: pytest.MonkeyPatch) -> None:
    """Keep what FastAPI asks of pydantic for a shape; another version of it may ask elsewhere."""
    try:
        from fastapi._compat import v2
    except ImportError:
        return
    read, kept = getattr(v2, "TypeAdapter", None), dict[tuple[object, str], Any]()
    if read is None:
        return

    def asked(shape: Any, **given: Any) -> Any:
        key = getattr(shape, "__origin__", shape), f"{getattr(shape, '__metadata__', ())} {given}"
        if key not in kept:
            kept[key] = read(shape, **given)
        return kept[key]

    patched.setattr(v2, "TypeAdapter", asked)
