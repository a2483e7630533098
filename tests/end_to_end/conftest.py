"""What tests on the release in the package share: studies that two pages show, open tables."""

from __future__ import annotations

import os
import pickle
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from inspect import signature
from pathlib import Path
from typing import Any

import pytest

import sistercities
from sistercities import api
from sistercities.api import tie_paths
from sistercities.api.data_choice import as_data
from sistercities.dataset.release.store import Release

try:
    import fcntl
except ImportError:  # on Windows two workers may run the same study
    fcntl = None  # type: ignore[assignment]

_HOW = ("workers", "executor", "scheduler", "on_progress")
"""What a study is asked that changes no number."""


@pytest.fixture(scope="module")
def release_read_once() -> Iterator[None]:
    """Read the ties of the release as a network once for a module's tests.

    For tests that lay nothing over it: each verb still looks up its places and asks its questions.
    """
    read = tie_paths.network_of
    networks: dict[tuple[Path, bool], Any] = {}

    def network_of(release: Release, *, past: bool) -> Any:
        key = (release.folder, past)
        if key not in networks:
            networks[key] = read(release, past=past)
        return networks[key]

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(tie_paths, "network_of", network_of)
        yield


@pytest.fixture(scope="session")
def results(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder of the results of studies, which all workers of a run share."""
    own = tmp_path_factory.getbasetemp()
    shared = own.parent if os.environ.get("PYTEST_XDIST_WORKER") else own
    folder = shared / "studies"
    folder.mkdir(exist_ok=True)
    return folder


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Let one worker at a time do something; it may make an index, which has a lock of its own."""
    with path.open("a") as held:
        if fcntl is not None:
            fcntl.flock(held, fcntl.LOCK_EX)
        yield


@pytest.fixture
def studies_run_once(results: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run a study of the release once where several pages ask for the same: a result is frozen.

    Whether one worker and two give the same numbers is another test, which does not ask for this.
    """

    def once(run: Callable[..., Any]) -> Callable[..., Any]:
        def asked(*given: Any, **named: Any) -> Any:
            named = {name: value for name, value in named.items() if name not in _HOW}
            bound = signature(run).bind(*given, **named)
            bound.apply_defaults()
            bound.arguments["data"] = as_data(bound.arguments["data"])
            key = f"{run.__name__} {sorted(bound.arguments.items())}"
            path = results / sha256(key.encode()).hexdigest()
            with _alone(path.with_suffix(".lock")):
                if not path.exists():
                    path.write_bytes(pickle.dumps(run(*given, **named)))
            return pickle.loads(path.read_bytes())

        return asked

    for name in ("study", "study_nesting"):
        run = once(getattr(api, name))
        for room in (api, sistercities):
            monkeypatch.setattr(room, name, run, raising=False)
