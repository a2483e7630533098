"""What stands in the column of another thing, and remarks below a table."""

from __future__ import annotations

from pathlib import Path

import pytest

from sistercities.sources.register import read_register
from sistercities.sources.register_line import RegisterLine

HEADS = "Home;Partner;Since;Until;Kind"


def read(tmp_path: Path, row: str, heads: str = HEADS) -> RegisterLine:
    path = tmp_path / "made-up.csv"
    path.write_text(f"{heads}\nAltwerder;Tokiwa;1988;;\n{row}\n", encoding="utf-8")
    return read_register(path, "made-up", 2026).lines[1]


@pytest.mark.parametrize(
    ("row", "start", "end", "status"),
    [
        ("Lindau;Tokiwa;bis 2021;;", "", "2021", "ended"),
        ("Lindau;Tokiwa;until 2021-05;;", "", "2021-05", "ended"),
        ("Lindau;Tokiwa;bis 2031;;", "", "", "unknown"),
        ("Turku;Pietari;1953;keskeytetty 2022;", "1953", "2022", "suspended"),
        ("Turku;Pietari;1953;beendet;", "1953", "", "ended"),
        ("苫小牧市;ネーピア市;1980;;姉妹（平成20年解消）", "1980", "2008", "ended"),
        ("Lindau;Tokiwa;1980;;sister city (ended 2001)", "1980", "2001", "ended"),
        ("Lindau;Tokiwa;1980;;sister city (since 2001)", "1980", "", "unknown"),
        ("Lindau;Tokiwa;n. 1968;;", "1968", "", "unknown"),
    ],
)
def test_what_says_itself_what_it_is_is_read_in_another_column(
    tmp_path: Path, row: str, start: str, end: str, status: str
) -> None:
    claim = read(tmp_path, row).claim
    assert claim
    assert (claim.start, claim.end, claim.status) == (start, end, status)


@pytest.mark.parametrize(
    "said",
    ["nicht unterzeichnet", "not signed", "unsigned", "non signé", "non firmato", "sin firmar",
     "niepodpisana", "não assinado", "niet ondertekend", "未签署", "未签约", "未締結",
     "in Vorbereitung", "proposed", "Letter of intent", "Absichtserklärung", "lettre d'intention",
     "list intencyjny", "意向书"],
)  # fmt: skip
def test_what_is_not_signed_where_the_start_is_due_states_no_tie(tmp_path: Path, said: str) -> None:
    line = read(tmp_path, f"Gernsbach;Wuxi;{said};;Absichtserklärung")
    assert line.claim
    assert (line.claim.start, line.claim.status, line.claim.kind) == ("", "pending", "contact")
    assert any(f"{said!r} stands among the starts" in one for one in line.told)


def test_silence_on_a_date_and_a_stated_status_stay_as_they_are(tmp_path: Path) -> None:
    silent = read(tmp_path, "Lindau;Tokiwa;ohne Datum;;").claim
    stated = read(tmp_path, "Lindau;Tokiwa;unsigned;;active", "Home;Partner;Since;Until;Status")
    assert silent
    assert stated.claim
    assert (silent.status, stated.claim.status) == ("unknown", "active")


def test_that_it_was_moved_is_told(tmp_path: Path) -> None:
    told = read(tmp_path, "Lindau;Tokiwa;bis 2021;;").told
    assert "end: bis 2021 stands among the starts and is taken as the end" in told
    kind = read(tmp_path, "Lindau;Tokiwa;1980;;sister city (ended 2001)")
    assert kind.claim
    assert kind.claim.kind == "sister"
    assert any("'ended 2001' is taken from beside the kind" in one for one in kind.told)


def test_a_filled_cell_is_never_overruled(tmp_path: Path) -> None:
    claim = read(tmp_path, "Lindau;Tokiwa;bis 2021;2019;").claim
    assert claim
    assert claim.end == "2019"


@pytest.mark.parametrize(
    "row",
    [
        "* Źródło: Urząd Miasta;;;;", "※外務省による;;;;", ";Fonte: Prefeitura, 12/2025;;;",
        "Lähde: kunnat;Lähde: kunnat;Lähde: kunnat;;", "注：2025年末;;;;",
    ],
)  # fmt: skip
def test_a_remark_below_the_table_asks_for_nothing(tmp_path: Path, row: str) -> None:
    line = read(tmp_path, row)
    assert (line.problem, line.next_step) == ("is a remark on the table", "none is due")


@pytest.mark.parametrize("row", ["Total de acuerdos: 14;;;;", "Razem 14;;;;"])
def test_a_sum_in_words_is_one(tmp_path: Path, row: str) -> None:
    assert read(tmp_path, row).problem == "is a line of totals"


@pytest.mark.parametrize("row", ["* Lindau;Tokiwa;1980;;", "Source;Tokiwa;1980;;"])
def test_a_line_with_a_partner_is_no_remark(tmp_path: Path, row: str) -> None:
    assert not read(tmp_path, row).problem


def test_a_home_place_without_a_partner_is_still_asked_for(tmp_path: Path) -> None:
    assert read(tmp_path, "Lindau;;;;").problem == "it names no partner place"


@pytest.mark.parametrize(
    ("heads", "fields"),
    [
        ("Град / општина;Братски град;Р. бр.", ["home", "partner", "id"]),
        ("Entidad;Municipio;Ciudad hermana;Estado/Provincia",
         ["home_region", "home", "partner", "partner_region"]),
        ("المدينة المصرية;المدينة الأجنبية;الدولة", ["home", "partner", "partner_country"]),
        ("Քաղաք;Գործընկեր;Երկիր", ["home", "partner", "partner_country"]),
        ("Miasto;Miasto partnerskie;data wygaśnięcia", ["home", "partner", "end"]),
        ("Município;Cidade-irmã;Lei nº", ["home", "partner", "source"]),
    ],
)  # fmt: skip
def test_heads_of_offices(tmp_path: Path, heads: str, fields: list[str]) -> None:
    path = tmp_path / "made-up.csv"
    path.write_text(f"{heads}\nA;B;C;D\n", encoding="utf-8")
    columns = read_register(path, "made-up", 2026).layout.columns
    assert sorted(one.field for one in columns) == sorted(fields)
