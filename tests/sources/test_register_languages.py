"""Registers as a city's office keeps them in 35 languages: made-up, ten lines in each."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from sistercities.errors import RegisterError
from sistercities.sources.register import Register, read_register
from sistercities.sources.register_codes import meaning_of
from sistercities.sources.register_countries import (
    code_in_cell,
    country_and_region,
    country_code,
)
from sistercities.sources.register_dates import read_date
from sistercities.sources.register_mapping import RegisterMapping

_TABLE = Path(__file__).with_name("registers_of_languages.tsv")
_EXPECTED = (
    ("DE", "1987-10-15", "active"), ("FR", "1990-05-03", "ended"),
    ("PL", "2001-08", "suspended"), ("CN", "1995", "pending"), ("US", "2003-06-12", "asleep"),
    ("GB", "1973", "active"), ("JP", "1998-01-20", "ended"), ("IT", "2010-09", "active"),
    ("KR", "2012-02", "active"), ("RU", "2006-12-05", "suspended"),
)  # fmt: skip
"""What each register says in its language: country, start and status of its ten lines."""
_AMBIGUOUS = {("nl", 4): "12-06-2003", ("ar", 4): "12/6/2003"}
"""Dates of two readings, of which the year alone is taken."""
_HOME_COUNTRY = {"hr": "HR"}
"""Croatian calls October what is November in Polish: the country of the home place tells them."""
REGISTERS = {
    row[0]: [cell.split("|") for cell in row[1:]]
    for row in csv.reader(
        _TABLE.read_text(encoding="utf-8").splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE
    )
}


def _read(path: Path, text: str, **stated: object) -> Register:
    path.write_text(text, encoding="utf-8")
    return read_register(path, "made-up", 2026, RegisterMapping().with_stated(**stated))


def _register(tmp_path: Path, language: str) -> Register:
    heads, *columns = REGISTERS[language]
    rows = zip(*columns, strict=True)
    lines = [f"Freihafen {n}\t" + "\t".join(each) for n, each in enumerate(rows)]
    text = "\n".join(["\t".join(heads), *lines]) + "\n"
    country = _HOME_COUNTRY.get(language, "DE")
    return _read(tmp_path / "register.tsv", text, home="Altwerder", country=country)


@pytest.mark.parametrize("language", REGISTERS)
def test_a_register_of_one_place_is_understood_in_its_language(
    tmp_path: Path, language: str
) -> None:
    found = _register(tmp_path, language)
    fields = {one.position: one.field for one in found.layout.columns}
    assert fields == {0: "partner", 1: "partner_country", 2: "start", 3: "status"}
    assert len(found.lines) == len(_EXPECTED)
    for at, (line, (country, start, status)) in enumerate(zip(found.lines, _EXPECTED, strict=True)):
        assert line.claim is not None
        assert line.written_b.end.country == country, line
        expected = start[:4] if (language, at) in _AMBIGUOUS else start
        assert line.claim.start == expected, line
        understood = line.claim.status if not line.open_status else "asleep"
        assert understood == status, line


def test_a_renewal_is_told_and_is_no_start() -> None:
    for text in ("1973 (odnowiona 1995)", "1973, renewed in 1995", "1973年（1995年更新）"):
        found = read_date(text)
        assert found.iso == "1973"
        assert "1995" in found.told
        assert not found.is_whole
    assert read_date("1973-1995").iso == ""
    assert read_date("1973 (1995)").iso == ""


def test_three_letters_are_the_code_of_a_country_in_capitals_alone() -> None:
    assert (country_code("Nga"), country_code("NGA")) == ("RU", "NG")
    assert country_code("Fas") == "MA"


def test_a_short_name_keeps_its_marks() -> None:
    assert (country_code("Áo"), country_code("AO")) == ("AT", "AO")
    assert (country_code("Mỹ"), country_code("MY")) == ("US", "MY")
    assert code_in_cell("Bỉ") == "BE"


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("розірвано 11.05.2022", "ended"), ("wypowiedziana w 2022 r.", "ended"),
        ("2022年に中断", "suspended"), ("smlouva pozastavena", "suspended"),
        ("zawieszona od marca 2022", "suspended"), ("Vertrag gekündigt", "ended"),
        ("Vertrag ruht z. Zt.", "suspended"), ("zur Zeit ausgesetzt", "suspended"),
    ],
)  # fmt: skip
def test_a_status_may_say_of_what_it_is_and_since_when(text: str, status: str) -> None:
    assert meaning_of("status", text, {}) == status


@pytest.mark.parametrize("text", ["žádná aktivní spolupráce", "no agreement", "umowa", "교류"])
def test_an_agreement_alone_is_no_status(text: str) -> None:
    assert meaning_of("status", text, {}) is None


def test_heads_that_nobody_understands_are_asked_about(tmp_path: Path) -> None:
    text = "Kuxo,Vaju,Zero\nTokiwa,Japan,1985\nSaint-Orme,France,1990\n"
    for stated in ({}, {"home": "Altwerder"}):
        with pytest.raises(RegisterError, match=r"heads that are not understood \(A Kuxo, B Vaju"):
            _read(tmp_path / "unknown.csv", text, **stated)
        with pytest.raises(RegisterError, match="heads that are not understood"):
            _read(tmp_path / "titled.csv", f"Zita luno 2026,,\n{text}", **stated)


def test_a_stated_home_place_has_no_column(tmp_path: Path) -> None:
    text = "Tokiwa,Japan,1985,active\nSaint-Orme,France,1990,ended\n"
    found = _read(tmp_path / "headless.csv", text, home="Altwerder", country="DE")
    fields = {one.field: one.letter for one in found.layout.columns}
    assert fields == {"partner": "A", "partner_country": "B", "start": "C", "status": "D"}
    below = _read(tmp_path / "city.csv", f"City,Partner,Since\nX,{text}", home="Altwerder")
    assert "home" not in {one.field for one in below.layout.columns}


def test_a_column_of_countries_alone_is_no_column_of_partners(tmp_path: Path) -> None:
    text = "Town,Partner,Since\nTokiwa,Japan,1985\nSaint-Orme,France,1990\n"
    found = _read(tmp_path / "r.csv", text, home="Altwerder", country="DE")
    fields = {one.field: one.head for one in found.layout.columns}
    assert fields["partner_country"] == "Partner"
    assert fields["partner"] == "Town"


def test_a_column_of_the_home_country_without_countries_is_the_home_region(tmp_path: Path) -> None:
    text = "Kraj;Obec;Zahraniční partner;Země\nTokiwský;Altwerder;Tokiwa;Japonsko\n"
    found = _read(tmp_path / "r.csv", text, country="CZ")
    fields = {one.field: one.head for one in found.layout.columns}
    assert fields == {
        "home": "Obec", "home_region": "Kraj", "partner": "Zahraniční partner",
        "partner_country": "Země",
    }  # fmt: skip
    assert any("taken as the home region" in told for told in found.layout.told)


def test_a_column_of_words_for_a_status_is_the_status_whatever_its_head(tmp_path: Path) -> None:
    text = "Obec;Partner;Platnost smlouvy\nAltwerder;Tokiwa;platná\nAltwerder;Orme;zrušeno\n"
    found = _read(tmp_path / "r.csv", text, country="CZ")
    assert [line.claim.status for line in found.lines if line.claim] == ["active", "ended"]
    assert any("words for a status" in told for told in found.layout.told)


def test_a_head_that_speaks_of_a_partner_is_not_of_the_home_place(tmp_path: Path) -> None:
    text = "Nederlandse gemeente;Naam partner gemeente;Land\nAltwerder;Tokiwa;Japan\n"
    found = _read(tmp_path / "r.csv", text, country="NL")
    fields = {one.field: one.head for one in found.layout.columns}
    assert (fields["home"], fields["partner"]) == ("Nederlandse gemeente", "Naam partner gemeente")


def test_a_month_of_two_languages_is_that_of_the_home_country(tmp_path: Path) -> None:
    text = "Partner,Since\nTokiwa,15. listopada 1987\n"
    starts = {
        country: _read(tmp_path / "r.csv", text, home="Altwerder", country=country).lines[0].claim
        for country in ("HR", "BA", "PL", "CZ", "DE")
    }
    assert {country: claim.start for country, claim in starts.items() if claim} == {
        "HR": "1987-10-15", "BA": "1987-10-15",
        "PL": "1987-11-15", "CZ": "1987-11-15", "DE": "1987-11-15",
    }  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "Home,Home country,Partner,Since\nAltwerder,Hrvatska,Tokiwa,15. listopada 1987\n",
        "Home,Partner,Since\nAltwerder,Tokiwa,15. listopada 1987\nAltwerder,Orme,3. svibnja 1990\n",
        "Home,Partner,Since\nAltwerder,Tokiwa,15. listopada 1987\nA,Orme,31 listopada 1990\n",
    ],
)
def test_the_file_itself_tells_that_it_is_croatian(tmp_path: Path, text: str) -> None:
    claim = _read(tmp_path / "r.csv", text).lines[0].claim
    assert claim
    assert claim.start == "1987-10-15"


def test_the_last_day_of_october_is_a_mistake_among_polish_months(tmp_path: Path) -> None:
    text = "Home,Partner,Since\nAltwerder,Tokiwa,31 listopada 1987\nAltwerder,Orme,3 lipca 1990\n"
    line = _read(tmp_path / "r.csv", text).lines[0]
    assert line.claim
    assert line.claim.start == ""
    assert any("is no day of the calendar" in told for told in line.told)


def test_the_country_of_a_home_that_is_stated_tells_which_month_it_is(tmp_path: Path) -> None:
    path = tmp_path / "r.csv"
    text = "Partner,Since\nTokiwa,15. listopada 1987\n"
    found = _read(path, text, home="Altwerder")
    assert found.is_open_on_country
    mapping = RegisterMapping(home="Altwerder")
    again = read_register(path, "made-up", 2026, mapping, home_country="HR")
    assert not again.is_open_on_country
    assert again.lines[0].claim
    assert again.lines[0].claim.start == "1987-10-15"


def test_where_nothing_tells_which_month_it_is_that_is_said(tmp_path: Path) -> None:
    text = "Home,Partner,Since\nAltwerder,Tokiwa,15. listopada 1987\n"
    line = _read(tmp_path / "r.csv", text).lines[0]
    assert line.claim
    assert line.claim.start == "1987-11-15"
    assert any("in Croatian it is October" in told for told in line.told)


@pytest.mark.parametrize("text", ["๗ มกราคม ๒๕๔๓", "๗/๑/๒๕๔๓", "๒๕๔๓"])
def test_years_in_thai_digits_are_of_the_buddhist_count(text: str) -> None:
    assert read_date(text).iso.startswith("2000")


def test_and_in_the_name_of_a_country_is_read_like_its_sign() -> None:
    assert country_code("Bosnia and Herzegovina") == country_code("Bosnia & Herzegovina") == "BA"
    assert country_code("Republic of China") == country_code("中華民国") == "TW"
    assert country_code("People's Republic of China") == "CN"


@pytest.mark.parametrize(
    ("text", "iso"),
    [("ม.ค. 2541", "1998-01"), ("มี.ค. 2541", "1998-03"), ("5 เม.ย. 2541", "1998-04-05"),
     ("5 มิ.ย. 2541", "1998-06-05")],
)  # fmt: skip
def test_a_vowel_sign_tells_two_months_of_thai_apart(text: str, iso: str) -> None:
    assert read_date(text).iso == iso


@pytest.mark.parametrize(
    ("text", "code", "region"),
    [
        ("アメリカ合衆国オレゴン州", "US", "オレゴン州"), ("미국 미주리주", "US", "미주리주"),
        ("일본 가고시마현", "JP", "가고시마현"), ("中国江苏省", "CN", "江苏省"),
        ("福井県", "JP", "福井県"), ("北海道", "JP", "北海道"), ("경기도", "KR", "경기도"),
        ("ドイツ", "", ""), ("オレゴン州", "", ""), ("", "", ""), ("アトランティス州", "", ""),
    ],
)  # fmt: skip
def test_a_country_with_its_region_in_one_cell(text: str, code: str, region: str) -> None:
    assert country_and_region(text) == (code, region)


def test_a_region_where_the_country_is_due_narrows_the_name(tmp_path: Path) -> None:
    text = "都市名,姉妹都市,国\n川越市,セーレム市,アメリカ合衆国オレゴン州\n川越市,小浜市,福井県\n"
    ends = [line.written_b for line in _read(tmp_path / "r.csv", text, country="JP").lines]
    assert [(one.end.country, one.region) for one in ends] == [
        ("US", "オレゴン州"),
        ("JP", "福井県"),
    ]
