"""A study of the release is run once where several tests ask for the same: a result is frozen.

Likewise a release is checked once while its files are those of before.
"""

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
from sistercities.dataset.release import verify
from sistercities.dataset.release.store import Release

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
        patched.setattr(verify, "check_release", _checked_once(verify.check_release, folder))
        yield


def _once(run: Callable[..., Any], folder: Path) -> Callable[..., Any]:
    def asked(
        study: str, country: str | None = None, as_of: int | None = None, **named: Any
    ) -> Any:
        given = (study, country, as_of)
        named = {name: value for name, value in named.items() if name not in _HOW}
        key = f"{given} {sorted((_USUAL | named | {'data': as_data(named.get('data'))}).items())}"
        return _kept(folder, key, lambda: run(*given, **named))

    return asked


def _checked_once(
    check: Callable[[Release], list[str]], folder: Path
) -> Callable[[Release], list[str]]:
    def asked(release: Release) -> list[str]:
        files = [(one.name, one.stat()) for one in sorted(release.folder.iterdir())]
        told = [(name, at.st_size, at.st_mtime_ns, at.st_ino) for name, at in files]
        key = f"check of {release.folder.absolute()} {told} {release.overlay_sums}"
        found: list[str] = _kept(folder, key, lambda: check(release))
        return found

    return asked


def _kept(folder: Path, key: str, make: Callable[[], Any]) -> Any:
    """Take what was made for a key, or make it; what fails is not kept."""
    path = folder / sha256(key.encode()).hexdigest()
    with _alone(path.with_suffix(".lock")):
        if not path.exists():
            path.write_bytes(pickle.dumps(make()))
    return pickle.loads(path.read_bytes())


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Let one worker at a time do something; it may make an index, which has a lock of its own."""
    with path.open("a") as held:
        if fcntl is not None:
            fcntl.flock(held, fcntl.LOCK_EX)
        yield
