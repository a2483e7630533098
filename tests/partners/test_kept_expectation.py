"""What places are expected to have is fitted once for a release, and again where it was harmed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

import sistercities as sc
from dataset import made_up_overlay
from sistercities.api import ground as grounds
from sistercities.dataset.index.beside import mapped_beside, write_beside
from sistercities.partners import kept_expectation as kept
from sistercities.partners.expected_ties import ExpectedTies
from sistercities.partners.ground import Ground


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Folder in which nothing lies yet, and a process that remembers nothing."""
    monkeypatch.setenv("SISTERCITIES_INDEX", str(tmp_path / "cache"))
    _forget()
    return tmp_path / "cache"


def _forget() -> None:
    kept._kept.clear()
    grounds._kept.clear()


def _file(cache: Path) -> Path:
    (found,) = cache.glob("*.of-expected-city")
    return found


def test_it_is_fitted_once(
    release_folder: Path, cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    due = sc.benchmark("Ningwan", data=release_folder).to_json()
    assert _file(cache).exists()
    monkeypatch.setattr(kept, "expected_ties", lambda *_: pytest.fail("it is fitted again"))
    _forget()
    assert sc.benchmark("Ningwan", data=release_folder).to_json() == due


def test_one_that_was_harmed_is_fitted_again(release_folder: Path, cache: Path) -> None:
    due = sc.benchmark("Ningwan", data=release_folder).to_json()
    index = _file(cache).with_suffix(".sqlite")
    content = mapped_beside(index, "expected-city")[:]
    for harmed in (content[:-1], bytes(len(content)), content[:50] + b"\x07" + content[51:]):
        write_beside(index, "expected-city", harmed)
        _forget()
        assert sc.benchmark("Ningwan", data=release_folder).to_json() == due
        assert mapped_beside(index, "expected-city")[:] == content


def test_the_ground_of_another_release_is_another_fit(
    release_folder: Path, cache: Path, tmp_path: Path
) -> None:
    first = sc.benchmark("Ningwan", data=release_folder)
    overlay = made_up_overlay.write(tmp_path / "gazette", release_folder)
    other = sc.benchmark("Ningwan", data=sc.Data(release_folder, [overlay.folder]))
    assert len(list(cache.glob("*.of-expected-city"))) == 2
    assert not np.isclose(first.ties.expected, other.ties.expected)


def test_with_an_overlay_that_adds_no_tie_that_of_the_release_holds(
    release_folder: Path, cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    due = sc.benchmark("Ningwan", data=release_folder).ties
    known = made_up_overlay.write(tmp_path / "gazette", release_folder, made_up_overlay.CLAIMS[2:3])
    more = made_up_overlay.write(tmp_path / "other", release_folder)
    fits: list[str] = []
    fit = kept.expected_ties

    def counted(ground: Ground, place_class: str, *rest: Any) -> ExpectedTies:
        fits.append(place_class)
        return fit(ground, place_class, *rest)

    monkeypatch.setattr(kept, "expected_ties", counted)
    _forget()
    assert sc.benchmark("Ningwan", data=sc.Data(release_folder, [known.folder])).ties == due
    assert fits == []
    sc.benchmark("Ningwan", data=sc.Data(release_folder, [more.folder]))
    assert fits == ["city"]
