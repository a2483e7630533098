"""Made-up notices of the drawn world: what becomes of each line, and of lists that are changed."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

import sistercities as sc
import world
from api.seeking.made_up_notices import NOTICES
from sistercities.errors import (
    InvalidArgument,
    RegisterError,
)


def _line(found: sc.records.NoticeImport, number: int):
    return next(line for line in found.account if line.line == str(number))


def test_each_line_has_its_outcome(found: sc.records.NoticeImport) -> None:
    assert {line.line: line.outcome for line in found.account} == {
        "3": "taken", "4": "taken", "5": "waiting", "6": "taken", "7": "taken", "8": "waiting",
        "9": "repeated", "10": "refused", "11": "refused", "12": "taken",
    }  # fmt: skip
    assert found.counts == {"taken": 5, "waiting": 2, "repeated": 1, "refused": 2, "lines": 10}
    assert (found.name, found.is_written) == ("our-notices", True)
    assert found.notes == ("Above the heads, and not read: Our list of notices.",)


def test_a_line_says_what_was_understood_and_what_not(found: sc.records.NoticeImport) -> None:
    line = _line(found, 3)
    assert line.place == f"Altwerder (city, DE-91, {world.ALTWERDER})"
    assert (line.countries, line.size, line.themes, line.date, line.told) == (
        "CN JP", "50,000 to 100,000", "culture youth", "2024-05-09", "",
    )  # fmt: skip
    assert _line(found, 4).date == "2018-04-01"
    told = _line(found, 7).told
    for said in ("'Ruritania' is no country", "'small' is no number", "'bees' is kept as written",
                 "the date 2025-03-03 is taken"):  # fmt: skip
        assert said in told
    assert "may be two days" in _line(found, 8).told
    assert "which Kawabe is not stated" in _line(found, 5).told
    assert world.KAWABE_K in _line(found, 5).candidates
    assert _line(found, 9).told == "says the same as line 3"
    assert _line(found, 12).told == "line 3 is a notice of the same place; both are kept"
    assert _line(found, 10).told == "it names no place that seeks"


def test_the_account_file_says_the_same(found: sc.records.NoticeImport, tmp_path: Path) -> None:
    text = Path(found.account_file).read_bytes().decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["line"] for row in rows] == [line.line for line in found.account]
    assert rows[4]["told"] == _line(found, 7).told
    assert sc.registers.write_account(found, tmp_path / "a.csv") == str(tmp_path / "a.csv")
    assert (tmp_path / "a.csv").read_bytes() == Path(found.account_file).read_bytes()


def test_the_same_file_again_changes_nothing(
    found: sc.records.NoticeImport, notices: Path, release_folder: Path
) -> None:
    before = {path: path.read_bytes() for path in Path(found.folder).rglob("*") if path.is_file()}
    again = sc.registers.import_notices(notices, data=release_folder, year=2026)
    assert again.is_unchanged
    assert not again.changes
    after = {path: path.read_bytes() for path in Path(found.folder).rglob("*") if path.is_file()}
    assert after == before


def test_a_changed_file_says_what_is_different(
    found: sc.records.NoticeImport, notices: Path, release_folder: Path
) -> None:
    text = NOTICES.replace("中国,10万以上", "中国,5万以上").replace("Nirgendwo", "Sakurai")
    notices.write_text(text, encoding="utf-8")
    again = sc.registers.import_notices(notices, data=release_folder, year=2026, write=False)
    assert again.changes.added == ("Sakurai",)
    assert again.changes.gone == ("Nirgendwo",)
    assert again.changes.changed == ("常盤市: min_population 100000 -> 50000",)
    assert sc.registers.overlays()[0].notices == 7
    kept = sc.registers.write_import(again, data=release_folder)
    assert kept.is_written
    assert not kept.is_unchanged


def test_a_mapping_reads_a_list_without_heads(tmp_path: Path, release_folder: Path) -> None:
    file = tmp_path / "n.csv"
    file.write_text("2024,Altwerder,China,20000,50k\n", encoding="utf-8")
    mapping = tmp_path / "m.json"
    mapping.write_text(
        '{"header_row": -1, "country": "DE", "year": 2026, "columns": {"date": "A", "place": "B",'
        ' "countries": "3", "min_size": "D", "max_size": "E"}}'
    )
    found = sc.registers.import_notices(file, mapping=mapping, data=release_folder, write=False)
    (line,) = found.account
    assert (line.outcome, line.countries, line.size, line.date) == (
        "taken", "CN", "20,000 to 50,000", "2024",
    )  # fmt: skip
    sc.registers.write_mapping(found, tmp_path / "again.json")
    again = sc.registers.import_notices(
        file, mapping=tmp_path / "again.json", data=release_folder, write=False
    )
    assert again.account == found.account
    with pytest.raises(RegisterError, match="is a mapping of a list of notices"):
        sc.import_register(file, mapping=tmp_path / "again.json", data=release_folder)


def test_a_list_and_a_register_do_not_replace_each_other(
    found: sc.records.NoticeImport, tmp_path: Path, release_folder: Path
) -> None:
    register = tmp_path / "r.csv"
    register.write_text("Home,Country,Partner,Date\nAltwerder,DE,Tokiwa,2001\n")
    with pytest.raises(InvalidArgument, match="a list of notices has this name"):
        sc.import_register(register, name="our-notices", data=release_folder)
    sc.import_register(register, name="ours", data=release_folder, year=2026)
    with pytest.raises(InvalidArgument, match="a register of ties has this name"):
        sc.registers.import_notices(tmp_path / "Our Notices.csv", name="ours", data=release_folder)
    assert {one.name: one.kind for one in sc.registers.overlays()} == {
        "our-notices": "notices", "ours": "ties",
    }  # fmt: skip


def test_a_mapping_that_states_what_notices_lack_is_refused(
    notices: Path, release_folder: Path
) -> None:
    from sistercities.sources.register_mapping import RegisterMapping

    for stated in ({"fill_down": True}, {"status": "active"}):
        mapping = RegisterMapping(is_of_notices=True, **stated)
        with pytest.raises(InvalidArgument, match="it is for registers of ties"):
            sc.registers.import_notices(notices, mapping=mapping, data=release_folder)
    with pytest.raises(InvalidArgument, match="columns='home' cannot be used; use one of place"):
        sc.registers.import_notices(
            notices, mapping=RegisterMapping({"home": "A"}, is_of_notices=True), data=release_folder
        )
