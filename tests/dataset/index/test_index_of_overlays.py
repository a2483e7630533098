"""The index of overlays lies on that of the release: both hold what one made in one piece holds."""

from __future__ import annotations

import random
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

import sistercities as sc
import world
from dataset import made_up_overlay
from dataset.index.index_rows import all_rows
from dataset.index.lying_indexes import LyingIndexes
from dataset.made_up_overlay import OWN
from sistercities.api.data_choice import Data, open_data
from sistercities.dataset.index import files, near_keys, writing
from sistercities.dataset.index.files import whole_below
from sistercities.dataset.index.ledger import read_ledger, seen, sum_of, write_ledger
from sistercities.dataset.index.opened import Index, in_memory, index_of
from sistercities.dataset.overlays.overlay import write_overlay
from sistercities.dataset.release.store import open_release
from sistercities.dataset.resolved import ResolvedClaim
from sistercities.terms.places import Resolution

Make = Callable[[Path, Path], str | list[str]]


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Folder in which nothing lies yet."""
    monkeypatch.setenv("SISTERCITIES_INDEX", str(tmp_path / "cache"))
    monkeypatch.setenv("SISTERCITIES_OVERLAYS", str(tmp_path / "overlays"))
    return tmp_path / "cache"


@pytest.fixture
def with_guarded(guarded_folder: Path, cache: Path, lying: LyingIndexes) -> Path:
    """Give the guarded world, the index of which lies in the folder."""
    lying.put(guarded_folder, cache)
    return guarded_folder


@pytest.fixture
def with_release(release_folder: Path, cache: Path, lying: LyingIndexes) -> Path:
    """Give the drawn world, the index of which lies in the folder."""
    lying.put(release_folder, cache)
    return release_folder


@pytest.fixture
def gazette(release_folder: Path, cache: Path, tmp_path: Path, lying: LyingIndexes) -> str:
    """Give an overlay of the drawn world; the indexes of both lie in the folder."""
    overlay = _ties(release_folder, tmp_path)
    lying.put(release_folder, cache, overlay)
    return overlay


def _ties(release: Path, _: Path) -> str:
    return str(made_up_overlay.write("gazette", release).folder)


def _places(release: Path, _: Path) -> str:
    tie = made_up_overlay.claim(1, world.TOKIWA, world.NINGWAN, "gazette", status="active")
    tie = replace(tie, b=Resolution(OWN.place_id, "point", 0.9))
    with open_release(release) as base:
        made = write_overlay(
            "gazette",
            [tie],
            made_up_overlay.source(),
            base,
            [],
            {"file": "made up"},
            places=[OWN],
        )
    return str(made.folder)


def _rulings(release: Path, folder: Path) -> str:
    with open_release(release) as base:
        row = base.query("SELECT pair_id FROM country_pairs_now ORDER BY pair_id")[0]["pair_id"]
    file = folder / "rulings.csv"
    file.write_text(f"row_id,strength,reason\n{row},note,for a test\n", encoding="utf-8")
    return sc.registers.import_rulings(file, name="council", data=release).name


def _notices(release: Path, folder: Path) -> str:
    file = folder / "notices.csv"
    file.write_text("City,Country,Countries wished\nAltwerder,DE,China\n", encoding="utf-8")
    return sc.registers.import_notices(file, name="wishes", year=2026, data=release).name


def _register(seed: int) -> Make:
    """Draw a register of the places of the world: towns and regions, known ties and new, any state.

    Some places stand in no table of the release, some names wait, and some lines come twice.
    """

    def write(release: Path, _: Path) -> str:
        drawn = random.Random(seed)
        ids = sorted(world.places())
        claims = [
            _drawn_claim(drawn, row, ids, f"drawn-{seed}") for row in range(drawn.randint(1, 40))
        ]
        with open_release(release) as base:
            made = write_overlay(
                f"drawn-{seed}", claims, made_up_overlay.source(f"drawn-{seed}", 2020 + seed),
                base, [], {"file": "made up"},
                places=[OWN] if any(OWN.place_id == one.b.place_id for one in claims) else [],
            )  # fmt: skip
        return str(made.folder)

    return write


def _drawn_claim(
    drawn: random.Random, row: int, ids: Sequence[str], source_id: str
) -> ResolvedClaim:
    tied = sorted(map(sorted, world.TIES))
    a, b = drawn.choice(tied) if drawn.random() < 0.4 else drawn.sample(ids, 2)
    start = drawn.choice(("", "1975", "1990", "2016"))
    stated = {
        "status": drawn.choice(("unknown", "active", "ended", "suspended", "pending")),
        "kind": drawn.choice(("unknown", "sister", "exchange")),
        "start": start, "precision": "year" if start else "none",
    }  # fmt: skip
    waits = drawn.random() < 0.1
    made = made_up_overlay.claim(row, a, "" if waits else b, source_id, **stated)
    if drawn.random() < 0.1:
        return replace(made, b=Resolution(OWN.place_id, "point", 0.9))
    return made


def _several(*makes: Make) -> Make:
    def write(release: Path, folder: Path) -> list[str]:
        return [named for make in makes for named in _named(make(release, folder))]

    return write


def _named(made: str | list[str]) -> list[str]:
    return [made] if isinstance(made, str) else made


def _near(index: Index) -> list[set[str]]:
    typed = ("neustedd", "ningwam", "altwerda", "toikwa", "saint orme", "noistedt", "buschow")
    return [
        set(near_keys.keys_near(index, kind, one, country))
        for one in typed for kind in (near_keys.HELD, near_keys.TOWNS) for country in ("", "DE")
    ]  # fmt: skip


@pytest.mark.parametrize(
    "overlay",
    [
        _ties, _places, _rulings, _notices, _several(_ties, _rulings, _notices),
        *(_register(seed) for seed in (2, 4)), _several(_register(9), _register(10), _ties),
    ],
)  # fmt: skip
def test_it_holds_what_one_made_from_the_beginning_holds(
    with_guarded: Path, tmp_path: Path, overlay: Make
) -> None:
    data = Data(with_guarded, _named(overlay(with_guarded, tmp_path)))
    with open_data(with_guarded) as bare:
        before = all_rows(index_of(bare))
    with open_data(data) as release:
        found, due = index_of(release), in_memory(release)
        rows = all_rows(found)
        assert rows == all_rows(due)
        assert rows != before
        assert _near(found) == _near(due)
        assert found.path is not None
        due.close()
    with open_data(with_guarded) as bare:
        assert all_rows(index_of(bare)) == before


def test_it_follows_a_register_that_is_changed_and_taken_away(
    with_release: Path, tmp_path: Path
) -> None:
    states = [made_up_overlay.CLAIMS, made_up_overlay.CLAIMS[2:]]
    other = _register(3)(with_release, tmp_path)
    with open_data(Data(with_release, [other])) as release:
        due = in_memory(release)
        of_other_alone = all_rows(due)
        due.close()
    for claims in states:
        folder = made_up_overlay.write("gazette", with_release, claims).folder
        with open_data(Data(with_release, [folder, other])) as release:
            due = in_memory(release)
            assert all_rows(index_of(release)) == all_rows(due)
            due.close()
        with open_data(Data(with_release, [other])) as release:
            assert all_rows(index_of(release)) == of_other_alone


def test_towns_of_the_gazetteer_are_shown_with_it(with_release: Path, tmp_path: Path) -> None:
    folder = _ties(with_release, tmp_path)
    for name, place_id in (("Büschow", world.BUESCHOW), ("Altwerder", world.ALTWERDER)):
        assert sc.place(name, data=Data(with_release, [folder])).place_id == place_id


def _files(release: Path, overlay: str) -> tuple[Path, Path]:
    """Return the index of a release and that of the same with an overlay."""
    paths = []
    for data in (Data(release), Data(release, [overlay])):
        with open_data(data) as opened:
            paths.append(index_of(opened).path)
    below, upper = paths
    assert below is not None
    assert upper is not None
    return below, upper


@pytest.mark.parametrize("harm", ["away", "torn", "another"])
@pytest.mark.parametrize("which", ["below", "upper"])
def test_a_file_of_the_two_that_is_damaged_is_made_again(
    release_folder: Path, with_guarded: Path, gazette: str, harm: str, which: str
) -> None:
    data = Data(release_folder, [gazette])
    due = sc.ties_of("Ningwan", data=data)
    both = _files(release_folder, gazette)
    path, before = both[which == "upper"], [one.read_bytes() for one in both]
    if harm == "away":
        path.unlink()
    elif harm == "another":
        with open_data(with_guarded) as other:
            other_path = index_of(other).path
            assert other_path is not None
        path.write_bytes(other_path.read_bytes())
        _take_for_whole(path)
    else:
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    assert sc.ties_of("Ningwan", data=data) == due
    assert [one.read_bytes() for one in both] == before


def _take_for_whole(path: Path) -> None:
    """Let the ledger say of a file that it is what was written."""
    ledger = read_ledger(path.with_suffix(".json"))
    ledger.index_sum, ledger.index_seen = sum_of(path), seen(path) or []
    assert write_ledger(path.with_suffix(".json"), ledger)


@pytest.mark.parametrize("which", ["below", "upper"])
def test_a_file_of_the_two_that_is_damaged_while_it_is_open_is_made_again(
    release_folder: Path, gazette: str, which: str
) -> None:
    path = _files(release_folder, gazette)[which == "upper"]
    with open_data(Data(release_folder, [gazette])) as release:
        index = index_of(release)
        sql = "SELECT place_id, tie_id FROM places LEFT JOIN ties ON place_a = place_id ORDER BY 1"
        due = index.tuples(sql)
        index.close()
        content = bytearray(path.read_bytes())
        content[100:] = bytes(len(content) - 100)
        path.write_bytes(content)
        _take_for_whole(path)  # a disk that loses bytes tells nothing of it
        ledger = read_ledger(path.with_suffix(".json"))
        ledger.index_sum = "0" * 128
        assert write_ledger(path.with_suffix(".json"), ledger)
        assert index.tuples(sql) == due


@pytest.mark.parametrize("overlay", [_rulings, _notices])
def test_it_takes_the_space_of_what_is_other(
    with_guarded: Path, tmp_path: Path, overlay: Make
) -> None:
    below, upper = _files(with_guarded, str(overlay(with_guarded, tmp_path)))
    assert upper.stat().st_size < below.stat().st_size / 8


def test_without_an_index_of_the_release_that_is_made_too(
    release_folder: Path, tmp_path: Path
) -> None:
    folder = _ties(release_folder, tmp_path)
    with open_data(Data(release_folder, [folder])) as release:
        for file in files.kept_files(release):
            for path in file.folder.glob("*.sqlite"):
                path.unlink()
        found, due = index_of(release), in_memory(release)
        assert all_rows(found) == all_rows(due)
        assert found.path is not None
        assert len(list(found.path.parent.glob("*.sqlite"))) == 2
        due.close()
    with open_data(release_folder) as bare:
        assert whole_below(bare) is None


def test_two_processes_that_come_first_make_it_once(release_folder: Path, tmp_path: Path) -> None:
    overlay = _ties(release_folder, tmp_path)
    code = (
        "import sys, sistercities as sc\n"
        "data = sc.Data(sys.argv[1], [sys.argv[2]])\n"
        "print(len(sc.ties_of('Ningwan', data=data)))"
    )
    typed = [sys.executable, "-c", code, str(release_folder), overlay]
    running = [subprocess.Popen(typed, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    said = {each.communicate()[0].strip() for each in running}
    assert said == {str(len(sc.ties_of("Ningwan", data=Data(release_folder, [overlay]))))}
    assert not list((tmp_path / "cache").glob(".*.unfinished"))


def test_a_full_disk_leaves_the_index_of_the_release_and_memory_is_used(
    with_release: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    overlay = _ties(with_release, tmp_path)
    below, upper = _files(with_release, overlay)
    upper.unlink()

    def fill(*_asked: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(files, "put_in_place", fill)
    with monkeypatch.context() as while_made:
        while_made.setattr(writing, "write_index", _never)
        with open_data(Data(with_release, [overlay])) as release:
            found = index_of(release)
            assert found.path is None
            while_made.undo()
            due = in_memory(release)
            assert all_rows(found) == all_rows(due)
            due.close()
    assert [path for path in (below, upper) if path.exists()] == [below]


def _never(*_: object) -> None:
    raise AssertionError("the index was made from the beginning")


def test_a_folder_may_have_any_name(
    release_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SISTERCITIES_INDEX", str(tmp_path / "ein %20 Ordner #1? für 索引"))
    below, upper = _files(release_folder, _ties(release_folder, tmp_path))
    assert below.parent == upper.parent == tmp_path / "ein %20 Ordner #1? für 索引"
