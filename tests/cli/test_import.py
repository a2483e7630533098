"""`import` and `overlays` as they are typed: every kind of bad input is a sentence."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook
from rich.cells import cell_len

from sistercities.cli.screen import Screen

JAPANESE = (
    "姉妹都市一覧,,,,\n都道府県名,市区町村名,国名,提携先都市名,提携年月日\n"
    "南原県,常盤市,中華人民共和国,Ningwan,平成4年4月11日\n東野県,桜居市,フランス共和国,Saint-Orme,1980年\n"
)
CHINESE = (
    "省份;中方城市;外方城市;国家;结好时间\n青墨省;宁湾市;Saint-Orme;法国;1997年5月5日\n"
    "岚屿省;双鹤市;常盤市;日本;1981-08-08\n"
)


def _write(path: Path, text: str, encoding: str = "utf-8") -> str:
    path.write_bytes(text.encode(encoding))
    return str(path)


def test_a_register_in_shift_jis(typed: Callable, tmp_path: Path) -> None:
    file = _write(tmp_path / "r.csv", JAPANESE, "cp932")
    came = typed("import", file, "--country", "JP")
    assert (came.code, came.err) == (0, "")
    assert "2 lines, read as Shift-JIS (100 % of its letters" in came.out
    assert "Above the heads, and not read: 姉妹都市一覧." in came.out
    assert "Nothing was written. To take it over, give the same command with --yes." in came.out


def test_a_register_in_gb18030_is_taken_over_and_seen(typed: Callable, tmp_path: Path) -> None:
    file = _write(tmp_path / "友城.csv", CHINESE, "gb18030")
    came = typed("import", file, "--country", "中国", "--yes")
    assert (came.code, came.err) == (0, "")
    assert "read as GB18030" in came.out
    assert "Taken over as the overlay 友城." in came.out
    seen = typed("ties", "宁湾市", "--overlay", "友城", "--json")
    sources = {tie["b"]["name"]: tie["sources"] for tie in json.loads(seen.out)}
    assert "友城" in sources["Saint-Orme"]
    again = typed("import", file, "--country", "CN", "--yes")
    assert "The overlay 友城 holds exactly this already; nothing was changed." in again.out


def test_the_preview_counts_and_lists_the_ties_that_a_file_ends(
    typed: Callable, tmp_path: Path
) -> None:
    text = (
        "Home,Country,Partner,Partner country,Status\n宁湾市,CN,Tokiwa,Japan,suspendu\n"
        "宁湾市,CN,Saint-Orme,FR,active\n"
    )
    came = typed("import", _write(tmp_path / "r.csv", text))
    assert "The file ends or suspends 1 tie that stands in the data." in came.out
    assert "End or suspend a tie that stands: 1" in came.out
    assert "line 2, 宁湾市 - Tokiwa: suspended here; the data: listed 2026" in came.out
    kept = typed("import", _write(tmp_path / "k.csv", text.replace("suspendu", "actif")))
    assert "suspends" not in kept.out


def test_a_workbook_with_formulas_merged_cells_and_two_rows_of_heads(
    typed: Callable, tmp_path: Path
) -> None:
    book = Workbook()
    for row in (
        ["Our ties"],
        ["Home", None, "Partner", None, None],
        ["Name", "Region", "Name", "Country", "Since"],
        ["Altwerder", "Nordmark", "Tokiwa", "Japan", 1985],
        [None, None, "Sakurai", "Japan", "=1900+90"],
        ["=A4", "Nordmark", "Portclair", "France", 1999],
    ):
        book.active.append(row)
    for merged in ("B2:B2", "A2:B2", "C2:E2", "A4:A5", "B4:B5"):
        book.active.merge_cells(merged)
    book.save(tmp_path / "r.xlsx")
    came = typed("import", str(tmp_path / "r.xlsx"), "--country", "DE", "--json")
    assert came.code == 0
    found = json.loads(came.out)
    lines = {line["line"]: line for line in found["account"]}
    assert [lines[n]["outcome"] for n in ("4", "5", "6")] == ["new", "new", "refused"]
    assert lines["5"]["name_a"] == "Altwerder"
    assert "holds a formula whose value the file does not store" in lines["5"]["told"]
    assert "holds a formula" in lines["6"]["told"]
    assert any("merged ranges" in note for note in found["notes"])


def test_a_formula_in_a_cell_is_one_sentence(typed: Callable, tmp_path: Path) -> None:
    heads = ["Home", "Partner", "Country", "Since", "Status", "Partner region"]
    rows = [
        ["Altwerder", '=HYPERLINK("x", "Tokiwa")', "JP", "1985", "active"],
        ["Altwerder", "Tokiwa", "JP", "=A1", "active"],
        ["Altwerder", "Tokiwa", "JP", "1985", "=A1"],
        ["Altwerder", "Tokiwa", "=A1", "1985", "active"],
        ["Altwerder", "Sakurai", "JP", "1985", "active", "=A1"],
    ]
    with (tmp_path / "r.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([heads, *rows])
    book = Workbook()
    for row in [heads, *rows]:
        book.active.append(row)
    book.save(tmp_path / "x.xlsx")

    def told(file: str) -> list[str]:
        came = typed("import", str(tmp_path / file), "--country", "DE", "--json")
        return [line["told"] for line in json.loads(came.out)["account"]]

    name, start, status, country, region = told("r.csv")
    assert name.endswith("looks like a formula and is kept as text")
    assert "; " not in name
    assert start == "start: the date =A1 is not a date that is understood"
    assert status.startswith("status: '=A1' is not a status that is known")
    assert status.count("=A1") == 1
    assert country.count("=A1") == 1
    assert region == "partner_region: '=A1' looks like a formula and is kept as text"
    unstored = "holds a formula whose value the file does not store"
    assert [sentence.count(unstored) for sentence in told("x.xlsx")] == [1] * 5
    assert told("x.xlsx")[0] == f"its partner cell {unstored}"


BAD = {
    "empty": (b"", "is empty; give a file with one tie or notice on each line"),
    "pdf": (b"%PDF-1.7\n...", "is a PDF, whatever its name says; export its table"),
    "old excel": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Excel format"),
    "zeros": (b"\x00\x01\x02\x00" * 99, "holds zero bytes"),
    "no columns": (b"alpha\nbeta\n", "has no column that is understood as the partner place"),
    "unclosed": (b'Home,Partner\n"A,B\n' + b"C,D\n" * 50, "opens on line 2 and is never closed"),
    "unclosed at the end": (b'Home,Partner\nA,B\nC,"D\n', "opens on line 3 and is never closed"),
    "long cell": (
        b"Home,Partner\nA," + b"B" * 1_000_001,
        "more than 1,000,000 characters on line 2",
    ),
    "damaged utf-8": (
        "Home,Partner\n宁湾,Łód".encode() + b"\xc5\n",
        "but for one byte that is not",
    ),
    "not a zip": (b"PK\x03\x04 and no more", "is damaged: it does not unpack"),
}


@pytest.mark.parametrize("kind", BAD)
def test_a_file_that_is_no_register_is_one_sentence(
    typed: Callable, tmp_path: Path, kind: str, overlays_of_nobody: Path
) -> None:
    content, said = BAD[kind]
    path = tmp_path / "register.csv"
    path.write_bytes(content)
    came = typed("import", str(path), "--yes")
    assert (came.code, came.out) == (2, "")
    assert came.err.startswith("Error: register.csv ")
    assert said in came.err
    assert came.err.count("\n") == 1
    assert "Traceback" not in came.err
    assert list(overlays_of_nobody.iterdir()) == []


def test_a_folder_a_missing_file_and_a_huge_one(typed: Callable, tmp_path: Path) -> None:
    came = typed("import", str(tmp_path))
    assert (came.code, came.out) == (2, "")
    assert "is a folder; name the file in it." in came.err
    came = typed("import", str(tmp_path / "none.csv"))
    assert "is not there; check the name and the folder." in came.err
    with (tmp_path / "huge.csv").open("wb") as file:
        file.truncate(200_000_000)
    came = typed("import", str(tmp_path / "huge.csv"))
    assert "huge.csv has 200 MB; a register of up to 50 MB is read" in came.err


def test_a_file_that_may_not_be_read(
    typed: Callable, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = _write(tmp_path / "r.csv", "Home,Partner\nA,B\n")
    plain_open = Path.open

    def guarded(self: Path, *arguments: object, **more: object) -> object:
        if self.name == "r.csv":
            raise PermissionError(13, "Permission denied", str(self))
        return plain_open(self, *arguments, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(Path, "open", guarded)
    came = typed("import", path)
    assert (came.code, came.out) == (2, "")
    assert "may not be read by you; allow reading it" in came.err


def test_a_zip_bomb(typed: Callable, tmp_path: Path) -> None:
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", "")
        with packed.open("xl/sharedStrings.xml", "w", force_zip64=True) as part:
            for _ in range(21):
                part.write(bytes(10_000_000))
    came = typed("import", str(path))
    assert (came.code, came.out) == (2, "")
    assert "would unpack to 210 MB" in came.err


def test_a_formula_in_a_cell_is_text_in_the_account_and_in_exports(
    typed: Callable, tmp_path: Path, overlays_of_nobody: Path
) -> None:
    evil = '=HYPERLINK(""http://example.org"",""Altwerder"")'
    text = f'Home,Partner,Country,Note\n"{evil}",Tokiwa,Japan,\nAltwerder,Sakurai,JP,"=1+1"\n'
    file = _write(tmp_path / "r.csv", text)
    came = typed("import", file, "--country", "DE", "--yes")
    assert "looks like a formula and is kept as text" in came.out
    (account,) = overlays_of_nobody.glob("r/*/account.csv")
    rows = list(csv.DictReader(io.StringIO(account.read_text(encoding="utf-8-sig"))))
    assert rows[0]["name_a"].startswith("'=HYPERLINK")
    out = tmp_path / "out"
    assert typed("export", "--out", str(out), "--overlay", "r").code == 0
    with (out / "claims.csv").open(encoding="utf-8", newline="") as lines:
        claims = {row["claim_id"]: row for row in csv.DictReader(lines)}
    assert claims["r:2"]["name_a"].startswith("'=HYPERLINK")
    assert claims["r:3"]["note"] == "'=1+1"


def test_long_names_and_control_characters_do_no_harm(typed: Callable, tmp_path: Path) -> None:
    text = f"Home,Partner,Country\nAlt\x07werder,Tok\x1b[2Jiwa,JP\n{'x' * 10_000},Tokiwa,JP\n"
    came = typed("import", _write(tmp_path / "r.csv", text), "--country", "DE")
    assert came.code == 0
    assert "\x1b" not in came.out
    assert "control characters were taken out" in came.out
    assert "has 10,000 characters, the limit is 200" in came.out
    assert max(map(len, came.out.splitlines())) < 500


def test_dates_in_five_styles_on_one_screen(typed: Callable, tmp_path: Path) -> None:
    dates = ["2001-05-09", "09.05.2001", "9 May 2001", "2001年5月9日", "05/09/2001", "1899-12-30"]
    partners = ["Tokiwa", "Sakurai", "Portclair", "Saint-Orme", "宁湾市", "双鹤市"]
    rows = "".join(f"Altwerder,{p},{d}\n" for p, d in zip(partners, dates, strict=True))
    file = _write(tmp_path / "r.csv", "Home,Partner,Date\n" + rows)
    came = typed("import", file, "--country", "DE", "--json")
    starts = [line["start"] for line in json.loads(came.out)["account"]]
    assert starts == ["2001-05-09"] * 4 + ["2001", ""]
    came = typed("import", file, "--country", "DE", "--date-order", "dmy", "--json")
    assert json.loads(came.out)["account"][4]["start"] == "2001-09-05"


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--country", "Atlantis"), "--country='Atlantis' cannot be used; give an ISO 3166-1"),
        (("--date-order", "ymd"), "--date-order='ymd' cannot be used; use dmy or mdy"),
        (("--status", "lively"), "--status='lively' cannot be used; use one of active,"),
        (("--encoding", "klingon"), "cannot be read as klingon, which is no encoding"),
        (
            ("--name", "two words"),
            "--name='two words' cannot be used; use up to 64 letters, digits",
        ),
        (("--name", "two words"), "without spaces, as in 'clair-2026'"),
        (("--name", ""), "--name='' cannot be used; an empty name is none; leave it out"),
        (("--name", " "), "--name=' ' cannot be used; an empty name is none; leave it out"),
        (
            ("--name", "ZHwiki-2020", "--dry-run"),
            "--name='zhwiki-2020' cannot be used; a source of the release has this id",
        ),
        (
            ("--year", "20266"),
            "--year=20266 cannot be used; give the year whose state the register shows",
        ),
        (("--mapping", "nowhere.json"), "cannot be read: no such file or directory"),
    ],
)
def test_options_that_cannot_be_used(
    typed: Callable, tmp_path: Path, options: tuple[str, ...], said: str
) -> None:
    came = typed("import", _write(tmp_path / "r.csv", "Home,Partner\nA,B\n"), *options)
    assert (came.code, came.out) == (2, "")
    assert said in came.err


def test_a_sheet_of_a_text_file_is_told_to_be_none(typed: Callable, tmp_path: Path) -> None:
    file = _write(tmp_path / "r.csv", "Home,Partner,Country\nAltwerder,Tokiwa,JP\n")
    said = "A text file has no sheets, so 'Ties' was not looked for."
    assert said in typed("import", file, "--country", "DE", "--sheet", "Ties").out.splitlines()
    assert "no sheets" not in typed("import", file, "--country", "DE").out


@pytest.mark.parametrize("columns", ["40", "80", "200"])
def test_the_preview_fits_the_terminal(
    typed: Callable, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, columns: str
) -> None:
    file = _write(tmp_path / "r.csv", JAPANESE.replace("Saint-Orme", "Nirgends"), "cp932")
    monkeypatch.setattr("sistercities.cli.screen.Screen.here", lambda: Screen(int(columns), 30))
    came = typed("import", file, "--country", "JP")
    assert came.code == 0
    assert max(map(cell_len, came.out.splitlines())) <= int(columns)
