"""Names kept in a file beside the index: they answer as those in memory do, whatever befalls it."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

import world
from sistercities.api.data_choice import open_data
from sistercities.dataset.index.opened import Index
from sistercities.dataset.release.store import Release
from sistercities.dataset.resolving import kept_names
from sistercities.dataset.resolving.kept_names import (
    KeptGazetteer,
    kept_ground,
    names_ground,
    names_of,
    tables_of,
    write_names,
)
from sistercities.dataset.resolving.kept_tables import KeptWords, place_of, record_of
from sistercities.dataset.resolving.names_ground import NamesGround, read_names
from sistercities.terms.claims import NamedEnd
from sistercities.terms.places import Place

_LETTERS = "aé 市ß\t\"'\\{[,\x1f"


@pytest.fixture
def release(
    release_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Release]:
    monkeypatch.setenv("SISTERCITIES_INDEX", str(tmp_path / "cache"))
    with open_data(release_folder) as found:
        yield found


def _file(tmp_path: Path) -> Path:
    (found,) = (tmp_path / "cache").glob("*.of-names")
    return found


def _answers(release: Release) -> list[object]:
    names = names_of(release)
    return [names.resolve(one.claim) for one in world.claims()]


def _in_file(ground: NamesGround) -> Index:
    kept = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    write_names(ground, kept)
    return Index(None, kept)


def test_every_table_is_kept_as_it_is(release: Release) -> None:
    ground = read_names(release)
    index = _in_file(ground)
    for name, table in tables_of(ground).items():
        kept = KeptWords(index, name, frozenset)
        assert {key: kept[key] for key in table} == {
            key: frozenset(words) for key, words in table.items()
        }
        assert "no such key" not in kept
    index.close()


def test_every_place_is_kept_as_it_is_and_in_its_order(release: Release) -> None:
    ground = read_names(release)
    index = _in_file(ground)
    kept = kept_ground(index).gazetteer
    assert list(kept.places.items()) == list(ground.gazetteer.places.items())
    countries = {place.country for place in ground.gazetteer.places.values()}
    for country in countries:
        assert list(kept.of_country(country)) == list(ground.gazetteer.of_country(country))
    assert list(kept.of_country("XX")) == []
    index.close()


def test_places_of_any_shape_are_taken_back_from_their_record() -> None:
    drawn = random.Random(20261129)

    def word() -> str:
        return "".join(drawn.choices(_LETTERS, k=drawn.randrange(4)))

    for _ in range(300):
        place = Place(
            place_id="x:" + word(), name=word(), name_local=word(), level="city", country="ZZ",
            region_iso=word(), is_dual=drawn.random() < 0.5,
            latitude=drawn.choice((None, 0.0, -3.25)), population=drawn.choice((None, 0, 7)),
            valid_to=drawn.choice((None, 1990)), successor=word(),
            names=tuple((word(), "und") for _ in range(drawn.randrange(3))),
            parent_ids=tuple(word() for _ in range(drawn.randrange(3))),
            alias_ids=tuple(word() for _ in range(drawn.randrange(3))),
        )  # fmt: skip
        assert place_of(record_of(place)) == place


def test_what_is_added_is_found_beside_what_is_kept(release: Release) -> None:
    index = _in_file(read_names(release))
    gazetteer = KeptGazetteer(index)
    namesake = world.claims()[0].claim.a
    before = gazetteer.matches(namesake.name, namesake.country)
    own = Place("x:own", namesake.name, "", "city", namesake.country, "")
    gazetteer.extend([own], dict.fromkeys(("owntown", _key(namesake.name)), ("x:own",)), {})
    assert gazetteer.places["x:own"] == own
    assert "x:own" in {one.place_id for one in gazetteer.matches("Owntown", namesake.country)}
    after = gazetteer.matches(namesake.name, namesake.country)
    assert {one.place_id for one in after} == {one.place_id for one in before} | {"x:own"}
    assert len(gazetteer.places) == len(KeptGazetteer(index).places) + 1
    index.close()


def _key(name: str) -> str:
    from sistercities.dataset.scripts import name_key

    return name_key(name)


def test_the_file_is_made_once_and_read_from_then_on(
    release: Release, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    due = _answers(release)
    made = _file(tmp_path).stat().st_mtime_ns
    monkeypatch.setattr("sistercities.dataset.resolving.names_ground.read_names", _not_again)
    assert _answers(release) == due
    assert isinstance(names_ground(release).gazetteer, KeptGazetteer)
    assert _file(tmp_path).stat().st_mtime_ns == made


def _not_again(_: Release) -> NamesGround:
    raise AssertionError("the names were read from the release again")


@pytest.mark.parametrize("damage", ["empty", "cut", "flipped", "other", "gone", "folder"])
def test_damage_never_changes_an_answer(release: Release, tmp_path: Path, damage: str) -> None:
    due = _answers(release)
    path = _file(tmp_path)
    content = path.read_bytes()
    path.unlink()
    if damage == "folder":
        path.mkdir()
    elif damage != "gone":
        path.write_bytes({
            "empty": b"",
            "cut": content[: len(content) // 2],
            "flipped": content[:4096] + bytes(255 - each for each in content[4096:9000])
            + content[9000:],
            "other": b"SQLite format 3\0" + bytes(4000),
        }[damage])  # fmt: skip
    assert _answers(release) == due


def test_damage_while_it_is_read_leads_to_another_reading(release: Release, tmp_path: Path) -> None:
    due = _answers(release)
    names = names_of(release)
    path = _file(tmp_path)
    path.write_bytes(path.read_bytes()[:8192])  # the same file, cut short under its reader
    assert [names.resolve(one.claim) for one in world.claims()] == due


def test_other_code_makes_another_file(
    release: Release, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    due = _answers(release)
    before = _file(tmp_path).read_bytes()
    monkeypatch.setattr(kept_names, "_scheme", lambda: "other rules")
    assert _answers(release) == due
    assert _file(tmp_path).read_bytes() != before


def test_where_nothing_can_be_kept_memory_is_used(
    release_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv("SISTERCITIES_INDEX", str(tmp_path / "file"))
    with open_data(release_folder) as release:
        assert not isinstance(names_ground(release).gazetteer, KeptGazetteer)
        found = names_of(release).resolve_end(NamedEnd(world.claims()[0].claim.a.name, ""))
    assert found.method


def test_the_file_goes_with_its_index(release: Release, tmp_path: Path) -> None:
    from sistercities.dataset.index.files import IndexFile, _remove

    _answers(release)
    path = _file(tmp_path)
    _remove(IndexFile(path.parent, path.stem))
    assert not list(path.parent.glob(f"{path.stem}*"))
