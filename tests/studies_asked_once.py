"""A study of the release is run once where several tests ask for the same: a result is frozen."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from sistercities.api import any_study
from sistercities.api.data_choice import as_data
from sistercities.api.study_names import NULLS

try:
    import fcntl
except ImportError:  # on Windows two workers may run the same study
    fcntl = None  # type: ignore[assignment]

_HOW = ("workers", "executor", "scheduler", "on_progress")
"""What a study is asked that changes no number."""
_USUAL = {"region": "", "source": "", "nulls": NULLS, "draws": 10_000, "seed": 1}


@contextmanager
def studies_asked_once(folder: Path) -> Iterator[None]:
    """Take results from a folder that all workers of a run share, and put new ones there."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(any_study, "run_study", _once(any_study.run_study, folder))
        yield


def _once(run: Callable[..., Any], folder: Path) -> Callable[..., Any]:
    def asked(
        study: str, country: str | None = None, as_of: int | None = None, **named: Any
    ) -> Any:
        given = (study, country, as_of)
        named = {name: value for name, value in named.items() if name not in _HOW}
        key = f"{given} {sorted((_USUAL | named | {'data': as_data(named.get('data'))}).items())}"
        path = folder / sha256(key.encode()).hexdigest()
        with _alone(path.with_suffix(".lock")):
            if not path.exists():
                path.write_bytes(pickle.dumps(run(*given, **named)))
        return pickle.loads(path.read_bytes())

    return asked


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Let one worker at a time do something; it may make an index, which has a lock of its own."""
    with path.open("a") as held:
        if fcntl is not None:
            fcntl.flock(held, fcntl.LOCK_EX)
        yield
