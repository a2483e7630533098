"""What tests on the release in the package share: its names, and studies that two pages show."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import sistercities
from sistercities.dataset.overlays import importing
from sistercities.dataset.release.store import Release
from sistercities.dataset.resolving.release_names import ReleaseNames

Kept = dict[tuple[Path, tuple[str, ...]], tuple[ReleaseNames, int]]


@pytest.fixture(scope="session", autouse=True)
def names_read_once() -> Iterator[None]:
    """Read the names of a release once, and again where a register has brought places of its own.

    Nothing else changes them; each import still resolves every line.
    """
    kept: Kept = {}

    def names_of(release: Release) -> ReleaseNames:
        key = (release.folder, release.shown)
        names, n_places = kept.pop(key, (None, 0))
        if names is None or len(names.gazetteer.places) != n_places:
            names = ReleaseNames(release)
        kept.clear()
        kept[key] = (names, len(names.gazetteer.places))
        return names

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(importing, "ReleaseNames", names_of)
        yield


@pytest.fixture(scope="session")
def results() -> dict[str, Any]:
    """Results of studies by what was asked."""
    return {}


@pytest.fixture
def studies_run_once(results: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    """Run a study once where several pages ask for the same: a result is frozen."""

    def once(run: Callable[..., Any]) -> Callable[..., Any]:
        def asked(*given: Any, **named: Any) -> Any:
            key = f"{run.__name__} {given} {sorted(named.items())}"
            if key not in results:
                results[key] = run(*given, **named)
            return results[key]

        return asked

    for name in ("study", "study_nesting"):
        monkeypatch.setattr(sistercities, name, once(getattr(sistercities, name)), raising=False)
