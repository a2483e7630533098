"""What `import` shows before it writes: columns, mappings, accounts, several partners, overlays."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from openpyxl import Workbook
from typer.main import get_command

from sistercities.cli import import_page
from sistercities.cli.app import assembled
from sistercities.sources.register_words import FIELDS


def _write(path: Path, text: str, encoding: str = "utf-8") -> str:
    path.write_bytes(text.encode(encoding))
    return str(path)


def test_a_mapping_is_written_corrected_and_used(typed: Callable, tmp_path: Path) -> None:
    file = _write(tmp_path / "r.csv", "Home,Partner,Begun\nAltwerder,Tokiwa,1985\n")
    mapping = tmp_path / "mapping.json"
    assert typed("import", file, "--country", "DE", "--write-mapping", str(mapping)).code == 0
    written = json.loads(mapping.read_text(encoding="utf-8"))
    assert written == {
        "columns": {"home": "Home", "partner": "Partner"}, "country": "DE", "header_row": 1,
    }  # fmt: skip
    written["columns"]["start"] = "Begun"
    mapping.write_text(json.dumps(written))
    came = typed("import", file, "--mapping", str(mapping), "--json")
    assert json.loads(came.out)["account"][0]["start"] == "1985"


def test_what_a_mapping_states_wrongly_is_named_as_it_is_there(
    typed: Callable, tmp_path: Path
) -> None:
    file = _write(tmp_path / "r.csv", "Home,Partner\nA,B\n")
    mapping = _write(tmp_path / "m.json", '{"date_order": "ymd"}')
    came = typed("import", file, "--mapping", mapping)
    assert came.err.startswith("Error: date_order='ymd' cannot be used")


def test_the_places_of_new_ties_are_shown_and_of_all_with_all(
    typed: Callable, tmp_path: Path
) -> None:
    text = "Home,Partner,Country\nAltwerder,Tokiwa,JP\nAltwerder,松岗市,CN\n"
    file = _write(tmp_path / "r.csv", text)
    came = typed("import", file, "--country", "DE", "--dry-run")
    new = (
        "line 2, Altwerder - Tokiwa: Altwerder (city, DE-91, gn:611) - Tokiwa (city, JP-91, gn:811)"
    )
    assert f"New ties: 1\n  {new}\n" in came.out
    assert "Known ties" not in came.out
    every = typed("import", file, "--country", "DE", "--dry-run", "--all")
    assert "Known ties: 1\n  line 3, Altwerder - 松岗市: Altwerder (city" in every.out


def test_the_account_of_a_dry_run(typed: Callable, tmp_path: Path) -> None:
    file = _write(tmp_path / "r.csv", "Home,Partner,Country\nAltwerder,Tokiwa,JP\n")
    account = tmp_path / "account.csv"
    came = typed("import", file, "--country", "DE", "--dry-run", "--account", str(account))
    assert came.code == 0
    assert account.read_text(encoding="utf-8-sig").splitlines()[1].startswith("2,new,r:2,Altwerder")


def test_lines_to_look_at_stand_in_order_and_each_name_has_its_own_nearest(
    typed: Callable, tmp_path: Path
) -> None:
    text = (
        "Home,Partner,Country,Date\nAltwerder,Tokiwa,JP,05/09/2001\nAltwerdr,Sakura,JP,\n"
        "Freihafen,Sakurai,JP,1985-1990\n"
    )
    came = typed("import", _write(tmp_path / "r.csv", text), "--country", "DE", "--dry-run")
    looked = came.out.partition("Need a look: 3\n")[2].splitlines()
    assert [line.split(",")[0].strip() for line in looked[:3]] == ["line 2", "line 3", "line 4"]
    assert "Nearest to Altwerdr: Altwerder (city" in looked[1]
    assert "Nearest to Sakura: Sakurai (city" in looked[1]
    assert ". this line" not in came.out


def test_dry_run_writes_nothing_even_with_yes(
    typed: Callable, tmp_path: Path, overlays_of_nobody: Path
) -> None:
    file = _write(tmp_path / "r.csv", "Home,Partner,Country\nAltwerder,Tokiwa,JP\n")
    came = typed("import", file, "--country", "DE", "--dry-run", "--yes")
    assert came.out.endswith("Nothing was written.\n")
    assert list(overlays_of_nobody.iterdir()) == []


def _commands(command: Any, path: str = "") -> Iterator[tuple[str, set[str]]]:
    """Yield each command with its options."""
    if hasattr(command, "commands"):
        for name, inner in command.commands.items():
            yield from _commands(inner, f"{path} {name}".strip())
    else:
        yield path, {option for each in command.params for option in each.opts}


def test_every_command_that_reads_the_data_takes_overlays() -> None:
    """Not what makes one: an import and an update are compared with the data in the package."""
    options = dict(_commands(get_command(assembled())))
    reading = {name for name, known in options.items() if "--data" in known}
    assert {"place", "ties", "covariates", "export", "study all", "data status"} <= reading
    without = {name for name in reading if "--overlay" not in options[name]}
    assert without == {"import", "data update"}


WIDE = ["＝1+1", "＋1+1", "－1+1", "＠SUM(1)", "−1+1", "=1+1"]


def test_formulas_of_any_width_are_text_in_the_data_and_escaped_in_csv(
    typed: Callable, tmp_path: Path, overlays_of_nobody: Path
) -> None:
    partners = ["Tokiwa", "Sakurai", "宁湾市", "双鹤市", "Portclair", "Saint-Orme"]
    rows = "".join(f"Altwerder,{p},{n}\n" for p, n in zip(partners, WIDE, strict=True))
    book = Workbook()
    for row in [["Home", "Partner", "Note"], *(line.split(",") for line in rows.splitlines())]:
        book.active.append(row)
    for cell in book.active["C"][1:]:
        cell.data_type = "s"  # a text, as a spreadsheet stores one that is typed after a quote
    book.save(tmp_path / "x.xlsx")
    for file in (_write(tmp_path / "r.csv", "Home,Partner,Note\n" + rows), tmp_path / "x.xlsx"):
        assert typed("import", str(file), "--country", "DE", "--yes").code == 0
        name, out = Path(file).stem, tmp_path / f"out-{Path(file).stem}"
        claims = pq.read_table(next(overlays_of_nobody.glob(f"{name}/*/claims.parquet")))
        assert claims.column("note").to_pylist() == WIDE
        assert typed("export", "--out", str(out), "--overlay", name).code == 0
        with (out / "claims.csv").open(encoding="utf-8", newline="") as lines:
            notes = [row["note"] for row in csv.DictReader(lines) if row["source_id"] == name]
        assert notes == [f"'{text}" for text in WIDE]


def test_the_name_of_a_file_may_not_be_that_of_an_update(typed: Callable, tmp_path: Path) -> None:
    file = _write(tmp_path / "wikidata.csv", "Home,Partner,Country\nAltwerder,Tokiwa,JP\n")
    came = typed("import", file, "--country", "DE", "--yes")
    assert (came.code, came.out) == (2, "")
    assert "--name='wikidata' cannot be used; `sistercities data update` keeps its own" in came.err
    assert typed("import", file, "--country", "DE", "--yes", "--name", "ours").code == 0


@pytest.mark.parametrize("name", ["", "  "])
def test_an_empty_name_is_no_overlay(typed: Callable, overlays_of_nobody: Path, name: str) -> None:
    (overlays_of_nobody / "keep").mkdir()
    for command, called in (
        (("overlays", "remove", name), "overlay"),
        (("ties", "Ningwan", "--overlay", name), "--overlay"),
    ):
        came = typed(*command)
        assert (came.code, came.out) == (2, "")
        assert came.err == (
            f"Error: {called}={name!r} cannot be used; an empty name is no overlay; "
            "`sistercities overlays` lists those that there are.\n"
        )
    assert [path.name for path in overlays_of_nobody.iterdir()] == ["keep"]


def test_overlays_are_listed_and_removed(
    typed: Callable, tmp_path: Path, overlays_of_nobody: Path
) -> None:
    assert typed("overlays").out == "No register was imported yet: sistercities import FILE\n"
    file = _write(tmp_path / "r.csv", "Home,Partner,Country\nAltwerder,Tokiwa,JP\n")
    typed("import", file, "--country", "DE", "--yes", "--year", "2026")
    came = typed("overlays")
    assert came.out.splitlines()[1].split() == ["r", "sound", "ties", "1", "1", "2026", "r.csv"]
    (overlays_of_nobody / "r" / "current").write_text("0" * 16)
    assert "damaged" in typed("overlays").out
    came = typed("ties", "Altwerder", "--overlay", "r")
    assert (came.code, came.out) == (3, "")
    assert "Error: the overlay r cannot be read" in came.err
    assert typed("ties", "Altwerder").code == 0
    assert typed("overlays", "remove", "r").code == 0
    came = typed("overlays", "remove", "r")
    assert came.code == 2
    assert "is not in" in came.err


CROWDED = """Home;Partner 1;Land 1;Partner 2;Land 2;Art;Bem.;Akte
Altwerder;Tokiwa;Japan;Saint-Orme;Frankreich;p;by letter;twice
Altwerder;Sakurai;Japan;;;p;;
Freihafen;Portclair;Frankreich;Tokiwa, Sakurai;Japan;p;;thrice
"""


def test_several_partners_on_a_row_are_a_line_each_on_the_screen(
    typed: Callable, tmp_path: Path
) -> None:
    came = typed("import", _write(tmp_path / "r.csv", CROWDED), "--country", "DE")
    assert (came.code, came.err) == (0, "")
    assert "r.csv: 5 lines, read as" in came.out
    assert "partner's country 2" in came.out
    assert "line 2b, Altwerder - Saint-Orme" in came.out
    assert "Not used: G Bem. (1 cell), H Akte (2 cells)." in came.out
    assert "On 1 line a cell seems to name more than one partner (4b): say what" in came.out


def test_the_list_of_an_officer_loses_nothing_in_silence(typed: Callable, tmp_path: Path) -> None:
    head = "Gemeinde;Partner;Land;Stand;Ansprechpartner\n"
    rows = "Altwerder;Tokiwa;Japan;ausgesetzt 2022;Frau Tokiwa\n"
    came = typed("import", _write(tmp_path / "r.csv", head + rows), "--country", "DE")
    assert "Not used: E Ansprechpartner (1 cell)." in came.out
    assert "suspended: 2022 is taken from beside the status." in came.out


def test_what_is_said_of_all_lines_is_printed_once(typed: Callable, tmp_path: Path) -> None:
    file = _write(tmp_path / "r.csv", CROWDED)
    came = typed("import", file, "--country", "DE")
    said = "kind: 'p' is not a kind that is known, so it is kept as a note"
    assert came.out.count(said) == 1
    assert f"5 lines (2a, 2b, 3 and others): {said}." in came.out
    assert "In the column of the kind stand words that are not known: p (5 lines)." in came.out
    account = tmp_path / "account.csv"
    typed("import", file, "--country", "DE", "--account", str(account))
    assert account.read_text(encoding="utf-8-sig").count(said) == 5


def test_codes_are_given_a_meaning_by_way_of_the_mapping_that_was_written(
    typed: Callable, tmp_path: Path
) -> None:
    file, mapping = _write(tmp_path / "r.csv", CROWDED), tmp_path / "mapping.json"
    typed("import", file, "--country", "DE", "--write-mapping", str(mapping))
    stated = json.loads(mapping.read_text(encoding="utf-8"))
    assert stated["meanings"] == {"kind": {"p": "unknown"}}
    assert stated["columns"]["partner_2"] == "Partner 2"
    stated["meanings"]["kind"]["p"] = "sister"
    mapping.write_text(json.dumps(stated), encoding="utf-8")
    came = typed(
        "import", file, "--country", "DE", "--mapping", str(mapping), "--split", ",", "--all"
    )
    assert (came.code, came.err) == (0, "")
    assert "not known" not in came.out
    assert "line 4c, Freihafen - Sakurai" in came.out


def test_the_register_of_one_place_is_imported_with_its_name(
    typed: Callable, tmp_path: Path
) -> None:
    file = _write(tmp_path / "r.csv", "Partnerstadt;Land;seit\nTokiwa;Japan;1985\n")
    refused = typed("import", file, "--country", "DE")
    assert refused.code == 2
    assert "if it is the register of one place, name that with --home" in refused.err
    came = typed("import", file, "--country", "DE", "--home", "Altwerder")
    assert "line 2, Altwerder - Tokiwa: Altwerder (city, DE-91" in came.out


def test_a_column_of_points_stands_among_the_columns(typed: Callable, tmp_path: Path) -> None:
    text = "City,Partner,Country,Partner lat,Partner lon\nAltwerder,Tokiwa,Japan,35,139\n"
    came = typed("import", _write(tmp_path / "r.csv", text), "--country", "DE")
    assert (came.code, came.err) == (0, "")
    assert "partner's latitude" in came.out


def test_a_list_of_notices_has_no_use_for_what_parts_partners(
    typed: Callable, tmp_path: Path
) -> None:
    file = _write(tmp_path / "n.csv", "Place,Country\nAltwerder,DE\n")
    for option in (("--split", ";"), ("--home", "Altwerder")):
        came = typed("import", file, "--notices", *option)
        assert f"Error: {option[0]}=" in came.err


def test_every_column_that_a_register_may_have_has_words_on_the_screen() -> None:
    assert set(import_page._WORDS) == set(FIELDS)


def test_sums_and_remarks_are_said_of_their_lines_and_nothing_failed(
    typed: Callable, tmp_path: Path
) -> None:
    text = "Home,Partner,Country\nAltwerder,Tokiwa,JP\nУкупно,7,\n"
    came = typed("import", _write(tmp_path / "r.csv", text), "--country", "DE", "--dry-run")
    assert "  line 3 is a line of totals.\n" in came.out
    assert "no tie that can be read" not in came.out
    assert "a sum, a remark or the heads again: nothing to do" in came.out
    more = text + "* a,,\n* b,,\n* c,,\n,Tokiwa,JP\n"
    came = typed("import", _write(tmp_path / "r.csv", more), "--country", "DE", "--dry-run")
    assert "  3 lines (4, 5, 6) are remarks on the table.\n" in came.out
    assert "no tie that can be read; 4 of them: a sum" in " ".join(came.out.split())


def test_a_home_that_is_stated_by_its_id_is_shown_by_its_name(
    typed: Callable, tmp_path: Path
) -> None:
    file = _write(tmp_path / "r.csv", "Partner,Country\nTokiwa,JP\n")
    came = typed("import", file, "--home", "gn:611", "--dry-run")
    assert "  line 2, Altwerder - Tokiwa: Altwerder (city, DE-91, gn:611) - Tokiwa" in came.out
