"""The ground kept beside the index is the ground that was read, or it is read again."""

from __future__ import annotations

import pickle
import shutil
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import sistercities as sc
from partners.made_up_ground import made_up_ground
from sistercities.api.data_choice import open_data
from sistercities.dataset.index.beside import mapped_beside, write_beside
from sistercities.dataset.index.opened import index_of
from sistercities.partners import kept_ground as kept
from sistercities.partners.between_kinds import positions_of
from sistercities.partners.gate.indexed_rows import IndexedRows
from sistercities.partners.ground import Ground
from sistercities.partners.kept_ground import GROUND
from sistercities.partners.packed_records import KeptWords, Kind, unpacked
from sistercities.partners.packing_records import packed
from sistercities.sentences import Sentence


def _same(one: Any, other: Any) -> bool:
    if isinstance(one, Mapping) and isinstance(other, Mapping):  # one is taken back word by word
        return set(one) == set(other) and all(_same(one[key], other[key]) for key in one)
    if isinstance(one, KeptWords):  # so are many words
        one = np.asarray(one)
    if type(one) is not type(other):
        return False
    if is_dataclass(one):
        return all(_same(getattr(one, f.name), getattr(other, f.name)) for f in fields(one))
    if isinstance(one, np.ndarray):
        if one.dtype != other.dtype or one.shape != other.shape:
            return False
        if one.dtype == object:
            return all(map(_same, one.tolist(), other.tolist()))
        return bool(np.array_equal(one, other, equal_nan=one.dtype.kind == "f"))
    if isinstance(one, tuple | list):
        return len(one) == len(other) and all(map(_same, one, other))
    if isinstance(one, Sentence):
        return (one, one.template, one.values) == (other, other.template, other.values)
    return bool(one == other)


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Folder in which nothing lies yet."""
    monkeypatch.setenv("SISTERCITIES_INDEX", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.mark.parametrize("seed", [1, 2])
def test_what_is_taken_back_is_what_was_packed(seed: int) -> None:
    ground = made_up_ground(seed=seed)
    assert _same(unpacked(packed(ground, GROUND), GROUND), ground)


def test_rows_are_found_by_their_codes_without_being_read(package_ground: Ground) -> None:
    taken = unpacked(packed(package_ground, GROUND), GROUND)
    read = positions_of(package_ground.barriers)
    assert dict(taken.rows_at.naming) == {code: [*at] for code, at in read.naming.items()}
    assert (taken.rows_at.of_units, taken.rows_at.for_all) == (read.of_units, read.for_all)
    assert read.of_units
    assert read.for_all
    for code in ("CN", "XX"):
        kept_rows = IndexedRows(taken.barriers, taken.rows_at)
        plain = IndexedRows(package_ground.barriers)
        assert kept_rows.naming(frozenset((code,))) == plain.naming(frozenset((code,)))


def test_sentences_of_rows_keep_what_they_are_made_of(package_ground: Ground) -> None:
    rows = package_ground.barriers
    assert any(isinstance(one.sentence, Sentence) for one in rows)
    assert _same(unpacked(packed(package_ground, GROUND), GROUND), package_ground)


def test_another_process_gets_all_of_it(package_ground: Ground) -> None:
    taken = pickle.loads(pickle.dumps(unpacked(packed(package_ground, GROUND), GROUND)))
    assert _same(taken, package_ground)


def test_arrays_that_were_taken_back_cannot_be_changed() -> None:
    taken = unpacked(packed(made_up_ground(), GROUND), GROUND)
    with pytest.raises(ValueError, match="read-only"):
        taken.places.latitude[0] = 0.0


def test_it_is_read_from_the_release_once(
    release_folder: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_data(release_folder) as release:
        due = kept.kept_ground(release)
    assert len(list(cache.glob("*.of-ground"))) == 1
    monkeypatch.setattr(kept, "_read", lambda _: pytest.fail("it is read again"))
    with open_data(release_folder) as release:
        assert _same(kept.kept_ground(release), due)


@pytest.fixture(scope="module")
def made(
    release_folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, bytes, Ground]:
    """Folder with the ground of the drawn world beside its index, its bytes, and what it is."""
    folder = tmp_path_factory.mktemp("made")
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("SISTERCITIES_INDEX", str(folder))
        with open_data(release_folder) as release:
            due = kept.kept_ground(release)
            path = index_of(release).path
            assert path is not None
            return folder, mapped_beside(path, "ground")[:], due


@pytest.mark.parametrize(
    "harm",
    [
        lambda content: content[:-1],
        lambda content: content[:20],
        lambda content: content[:0],
        lambda content: content[:40] + bytes([content[40] ^ 1]) + content[41:],
        lambda content: content[:-9] + bytes([content[-9] ^ 1]) + content[-8:],
        lambda content: bytes(32) + content[32:],
        lambda content: bytes(len(content)),
    ],
)
def test_a_damaged_one_is_read_again(
    release_folder: Path,
    cache: Path,
    made: tuple[Path, bytes, Ground],
    harm: Callable[[bytes], bytes],
) -> None:
    folder, content, due = made
    shutil.copytree(folder, cache)
    with open_data(release_folder) as release:
        path = index_of(release).path
        assert path is not None
        assert mapped_beside(path, "ground")[:] == content
        write_beside(path, "ground", harm(content))
        assert _same(kept.kept_ground(release), due)
        assert mapped_beside(path, "ground")[:] == content


def test_one_that_was_seen_is_read_again_when_it_is_harmed_later(
    release_folder: Path, cache: Path
) -> None:
    for _ in range(2):
        with open_data(release_folder) as release:
            due = kept.kept_ground(release).places.latitude.tolist()
    (path,) = cache.glob("*.of-ground")
    content = path.read_bytes()
    aside = path.with_name("aside")
    aside.write_bytes(content[:-9] + bytes([content[-9] ^ 1]) + content[-8:])
    aside.replace(path)
    with open_data(release_folder) as release:
        np.testing.assert_array_equal(kept.kept_ground(release).places.latitude, due)
    assert path.read_bytes() == content


def test_one_of_other_code_is_read_again() -> None:
    content = packed(made_up_ground(), GROUND)
    other = Kind(GROUND.name, GROUND.classes, (*GROUND.made_by, "errors.py"))
    with pytest.raises(ValueError, match="other code"):
        unpacked(content, other)


@pytest.mark.parametrize(
    "numbers",
    [
        np.array([0, -1, 127]), np.array([40_000, 2**40]), np.array([0.0, 1.0, np.nan]),
        np.array([0.1, 1e300, -0.0]), np.array([16_777_217.0, np.inf]), np.zeros((0, 3)),
        np.array([True, False]), np.array([2**15, -(2**31)]),
    ],
)  # fmt: skip
def test_numbers_are_taken_back_as_they_were(numbers: np.ndarray) -> None:
    ground = replace(made_up_ground(), recorded=numbers)
    taken = unpacked(packed(ground, GROUND), GROUND).recorded
    assert _same(taken, numbers)
    assert not taken.flags.writeable
    if numbers.dtype.kind == "f":
        np.testing.assert_array_equal(np.signbit(taken), np.signbit(numbers))


@pytest.mark.parametrize(
    "words", [[], ["", None, "a"], [""], [None], ["宁波", "a\x00b"], ["\x01", None], ["\n", '"']]
)
def test_words_are_taken_back_as_they_were(words: list[str | None]) -> None:
    held = np.empty(len(words), dtype=object)
    held[:] = words
    ground = made_up_ground()
    odd = replace(ground, places=replace(ground.places, names_local=held))
    assert _same(unpacked(packed(odd, GROUND), GROUND).places.names_local, held)


def test_what_has_no_place_in_the_file_is_not_kept() -> None:
    odd = replace(made_up_ground(), version=object())
    with pytest.raises(TypeError):
        packed(odd, GROUND)


@pytest.mark.usefixtures("cache")
def test_answers_are_the_same_from_either(release_folder: Path) -> None:
    first = sc.recommend("Ningwan", data=release_folder).to_json()
    from sistercities.api import ground

    ground._kept.clear()
    assert sc.recommend("Ningwan", data=release_folder).to_json() == first
