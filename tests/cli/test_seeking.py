"""`import --notices` and `seeking` as they are typed: every kind of bad input is a sentence."""

from __future__ import annotations

import json
from collections.abc import Callable
from itertools import product
from pathlib import Path

import pytest
from openpyxl import Workbook
from rich.cells import cell_len

from sistercities.cli.screen import Screen

GERMAN = (
    "Stadt;Land;Wunschländer;Einwohner;Themen;Datum\n"
    "Altwerder;Deutschland;Japan oder China;50.000 - 100.000;Kultur, Bienenzucht;Mai 2024\n"
)
JAPANESE = (
    "自治体名,希望国,人口規模,分野,掲載日\n常盤市,フランス,10万以上,経済・観光,令和6年5月9日\n"
)


def _write(path: Path, text: str, encoding: str = "utf-8") -> str:
    path.write_bytes(text.encode(encoding))
    return str(path)


def test_a_german_list_is_taken_over_and_seen(typed: Callable, tmp_path: Path) -> None:
    file = _write(tmp_path / "gesuche.csv", GERMAN, "cp1252")
    look = typed("import", file, "--notices")
    assert (look.code, look.err) == (0, "")
    assert "Nothing was written. To take it over, give the same command with --yes." in look.out
    came = typed("import", file, "--notices", "--yes", "--year", "2026")
    assert "countries CN JP; people 50,000 to 100,000; themes culture; date 2024-05" in came.out
    assert "'Bienenzucht' is kept as written" in came.out
    assert "Taken over as the overlay gesuche." in came.out
    seen = typed("seeking")
    assert seen.out.startswith("1 notice of a place that looks for a partner; as of 2026 0 old")
    assert "culture, Bienenzucht?" in seen.out


def test_a_japanese_list_in_a_workbook_and_in_shift_jis(typed: Callable, tmp_path: Path) -> None:
    book = Workbook()
    for line in JAPANESE.splitlines():
        book.active.append(line.split(","))
    book.save(tmp_path / "x.xlsx")
    for file in (str(tmp_path / "x.xlsx"), _write(tmp_path / "s.csv", JAPANESE, "cp932")):
        came = typed("import", file, "--notices", "--country", "JP", "--json")
        (line,) = json.loads(came.out)["account"]
        assert (line["outcome"], line["countries"], line["size"], line["themes"], line["date"]) == (
            "taken", "FR", "from 100,000", "trade tourism", "2024-05-09",
        )  # fmt: skip


def test_a_match_gives_its_reasons(typed: Callable, tmp_path: Path) -> None:
    file = _write(tmp_path / "n.csv", JAPANESE)
    typed("import", file, "--notices", "--country", "JP", "--yes", "--year", "2026")
    fits = typed("seeking", "Saint-Orme", "--themes", "Tourismus").out
    assert "Saint-Orme (city, FR-92): of 1 notice of others 1 fits" in fits
    assert "Tokiwa 常盤市 (JP-91) fits in all that decides. Its notice is of 2024-05-09" in fits
    assert "size, yes: Saint-Orme has 280,000 people, as wished (from 100,000)." in fits
    assert "themes, yes: Both look for tourism." in fits
    fails = typed("seeking", "Portclair").out
    assert "Tokiwa 常盤市: The two are tied already." in fails
    own = typed("seeking", "Tokiwa", "--limit", "1").out
    assert "Saint-Orme (FR-92, gn:721) fits in all that decides." in own


def test_without_a_notice_it_says_why_and_what_to_do(typed: Callable) -> None:
    for arguments in ((), ("Ningwan",)):
        came = typed("seeking", *arguments)
        assert came.code == 0
        assert "no source gives any with leave to ship" in came.out
        assert "sistercities import FILE --notices" in came.out


BAD_FILES = {
    "no heads": ("alpha,beta\ngamma,delta\n", "no column that is understood as the place that see"),
    "no place": ("Countries wished,Size\nFR,50k\n", "columns: A Countries wished, B Size"),
    "empty": ("", "is empty"),
    "unclosed": ('City,Size\n"Altwerder,50k\n', "is never closed"),
}


@pytest.mark.parametrize("kind", BAD_FILES)
def test_a_file_that_is_no_list_is_one_sentence(typed: Callable, tmp_path: Path, kind: str) -> None:
    text, said = BAD_FILES[kind]
    came = typed("import", _write(tmp_path / "n.csv", text), "--notices")
    assert (came.code, came.out) == (2, "")
    assert came.err.startswith("Error: n.csv ")
    assert said in came.err
    assert "Traceback" not in came.err


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("Altwerder,DE,FR,50k,trade,2024,extra", "it has 7 cells where the others have 6"),
        (",DE,FR,50k,trade,2024", "it names no place that seeks"),
        ("12345,DE,FR,50k,trade,2024", "has no letter"),
        (f"{'x' * 201},DE,FR,50k,trade,2024", "has 201 characters, the limit is 200"),
        ("Total,,,,,", "is a line of totals"),
        ("City,Country,Countries wished,Size,Themes,Date", "repeats the heads"),
    ],
)
def test_a_line_that_is_no_notice_is_refused_and_told(
    typed: Callable, tmp_path: Path, line: str, told: str
) -> None:
    text = (
        "City,Country,Countries wished,Size,Themes,Date\nAltwerder,DE,FR,50-60k,,\n"
        f"Ningwan,CN,FR,,,\n{line}\n"
    )
    came = typed("import", _write(tmp_path / "n.csv", text), "--notices", "--json")
    last = json.loads(came.out)["account"][-1]
    assert last["outcome"] == "refused"
    assert told in last["told"]


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ("Altwerder,Germny,FR,,,", "the country 'Germny' is not known; the nearest is Germany"),
        ("Altwerder,DE,Frnace,,,", "the nearest is France (FR)"),
        ("Altwerder,DE,not France,,,", "excludes something"),
        ("Altwerder,DE,FR,klein,,", "'klein' is no number"),
        ("Altwerder,DE,FR,100-50k,,", "may be persons or thousands"),
        ("Altwerder,DE,FR,,,soon", "the date soon is not a date that is understood"),
        ("Altwerder,DE,FR,,,2031-01-01", "lies after the year of the register"),
        ("Altwerder,DE,FR,,,05/06/2020", "may be two days"),
        ("Altwerder / Tokiwa,DE,FR,,,", "the cell names two places"),
        ("=A1,DE,FR,,,", "looks like a formula and is kept as text"),
        ("Altwerder,FR,FR,,,", "not in our gazetteer for FR, but there is Altwerder"),
    ],
)
def test_what_a_clerk_may_write_is_told_and_never_guessed(
    typed: Callable, tmp_path: Path, cells: str, told: str
) -> None:
    text = f"City,Country,Countries wished,Size,Themes,Date\n{cells}\n"
    file = _write(tmp_path / "n.csv", text)
    came = typed("import", file, "--notices", "--year", "2026", "--json")
    assert (came.code, came.err) == (0, "")
    (line,) = json.loads(came.out)["account"]
    assert told in line["told"]
    assert line["next_step"] or "formula" in told


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--status", "active"), "--status='active' cannot be used; it is for registers of ties"),
        (("--fill-down",), "--fill-down=True cannot be used; it is for registers of ties"),
        (("--country", "Ruritania"), "--country='Ruritania' cannot be used"),
        (("--date-order", "ymd"), "--date-order='ymd' cannot be used"),
        (("--year", "99"), "--year=99 cannot be used"),
        (("--name", "wikidata"), "--name='wikidata' cannot be used"),
        (("--name", "zhwiki-2020"), "a source of the release has this id"),
    ],
)
def test_an_option_that_cannot_be_used_is_a_sentence(
    typed: Callable, tmp_path: Path, arguments: tuple[str, ...], said: str
) -> None:
    came = typed("import", _write(tmp_path / "n.csv", GERMAN), "--notices", *arguments)
    assert (came.code, came.out) == (2, "")
    assert said in came.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--themes", "trade"), "name the place too"),
        (("Ningwan", "--themes", "bees"), "use trade, technology"),
        (("Ningwan", "--limit", "0"), "--limit=0 cannot be used"),
        (("Ningwann",), "no place in our gazetteer is called 'Ningwann'"),
        (("Kawabe",), "2 places"),
        (("--overlay", "nope"), "the overlay nope is not in"),
    ],
)
def test_a_question_that_cannot_be_answered_is_a_sentence(
    typed: Callable, tmp_path: Path, arguments: tuple[str, ...], said: str
) -> None:
    typed("import", _write(tmp_path / "n.csv", GERMAN), "--notices", "--yes")
    came = typed("seeking", *arguments)
    assert (came.code, came.out) == (2, "")
    assert said in came.err


def test_the_answer_fits_the_terminal(
    typed: Callable, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed("import", _write(tmp_path / "n.csv", GERMAN), "--notices", "--yes")
    file = _write(tmp_path / "s.csv", JAPANESE)
    typed("import", file, "--notices", "--country", "JP", "--yes")
    for place, columns in product(((), ("Saint-Orme",), ("Altwerder",)), (40, 80, 120)):
        screen = Screen(columns, 30)
        monkeypatch.setattr("sistercities.cli.screen.Screen.here", lambda one=screen: one)
        lines = typed("seeking", *place).out.splitlines()
        assert len(lines) > 3
        long = [line for line in lines if cell_len(line) > columns and " " in line.strip()]
        assert long == [], (place, columns)
