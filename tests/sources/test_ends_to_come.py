"""The last year of a tie with the word for *until* before it, and one that is yet to come."""

from __future__ import annotations

from pathlib import Path

import pytest

import sistercities as sc


@pytest.mark.parametrize(
    ("end", "status", "is_told"),
    [
        ("s.d. 2028", "unknown", True),
        ("bis 2028", "unknown", True),
        ("2028", "unknown", True),
        ("bis 2021", "ended", False),
        ("hingga 2021", "ended", False),
    ],
)
def test_a_tie_that_runs_until_a_later_year_is_not_ended(
    tmp_path: Path, end: str, status: str, is_told: bool
) -> None:
    register = tmp_path / "register.csv"
    register.write_text(
        f"Stadt;Partnerstadt;Land;Seit;Ende\nKöln;Lille;Frankreich;1958;{end}\n", encoding="utf-8"
    )
    (line,) = sc.import_register(register, year=2026, country="DE", write=False).account
    assert line.status == status
    assert ("yet to come" in line.told) is is_told


@pytest.mark.parametrize(
    ("heads", "line"),
    [
        ("Համայնք;Գործընկեր քաղաք;Երկիր;Տարի;Կարգավիճակ", "Երևան;Լիոն;Ֆրանսիա;2010;գործող"),
        ("მუნიციპალიტეტი;დამეგობრებული ქალაქი;ქვეყანა;წელი;სტატუსი",
         "თბილისი;ზაარბრიუკენი;გერმანია;1975;მოქმედი"),
        ("Grad/Općina;Bratimljeni grad;Zemlja;Godina bratimljenja;Status",
         "Tuzla;Bologna;Italija;1994;aktivno"),
        ("Sveitarfélag;Vinabær;Land;Ár;Staða", "Akureyri;Ålesund;Noregur;1949;virkt"),
        ("Bashkia;Qyteti i binjakëzuar;Shteti;Viti;Statusi", "Tirana;Zagreb;Kroacia;2008;aktiv"),
        ("Општина;Збратимен град;Држава;Година;Статус", "Битола;Бурса;Турција;1996;активно"),
        ("Şəhər;Qardaşlaşmış şəhər;Ölkə;İl;Vəziyyət", "Sumqayıt;Bari;İtaliya;1985;fəal"),
    ],
)  # fmt: skip
def test_heads_of_seven_languages_more_are_understood(
    tmp_path: Path, heads: str, line: str
) -> None:
    register = tmp_path / "register.csv"
    register.write_text(f"{heads}\n{line}\n", encoding="utf-8")
    (found,) = sc.import_register(register, year=2026, write=False).account
    assert found.place_a
    assert found.place_b
    assert found.start == line.split(";")[3]
    assert found.status == "active"
