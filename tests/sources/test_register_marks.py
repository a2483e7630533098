"""A cell of hundreds of thousands of combining marks is read as any other."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from sistercities.sources.register import read_register
from sistercities.sources.register_countries import code_in_cell, country_code
from sistercities.sources.register_dates import read_date
from sistercities.sources.register_words import folded
from sistercities.terms.normal_forms import MOST_MARKS, normalised

MARKS = "\u0301\u0323" * 150_000


@pytest.mark.parametrize("form", ["NFC", "NFD", "NFKC", "NFKD"])
def test_the_form_is_that_of_unicode_where_no_run_is_long(form: str) -> None:
    for text in (
        "Ningbo", "Mu\u0308nchen", "ộ" * 99, "o\u0302\u0323x" * 40, "が" * 50 + "か\u3099",
        "２００１年", "각" * 40 + "ᄀ\u1161\u11a8", "a" + "\u0301" * MOST_MARKS + "b" * 50,
    ):  # fmt: skip
        assert normalised(form, text) == unicodedata.normalize(form, text)


def test_marks_without_end_lose_nothing_and_do_not_hang() -> None:
    text = f"Altwerder{MARKS}"
    for form in ("NFC", "NFKD"):
        found = normalised(form, text)
        assert found.startswith("Altwerde")
        assert len(MARKS) < len(found) <= len(text)
    assert folded(text) == "altwerder"
    assert read_date(f"2001{MARKS}").iso == ""


@pytest.mark.parametrize("text", ["²", "社会主义", "1 ", "(1", "a-"])
def test_a_long_text_is_no_date_and_no_country(text: str) -> None:
    """The patterns of dates and of countries would take minutes on it."""
    long = text * 200_000
    assert read_date(f"{long}年1月(").iso == ""
    assert country_code(long) == code_in_cell(f"({long})") == ""


def test_a_register_with_such_cells_is_read(tmp_path: Path) -> None:
    path = tmp_path / "r.csv"
    path.write_text(
        "Home,Partner,Country,Status,Since,Note\n"
        f"Altwerder{MARKS},Tokiwa,Japan,,,\n"
        f"Altwerder,Tokiwa,J{MARKS},,,\n"
        f"Altwerder,Tokiwa,Japan,a{MARKS},b{MARKS},c{MARKS}\n"
        "Altwerder,Sakurai,Japan,active,1985,\n",
        encoding="utf-8",
    )
    of_name, of_country, others, plain = read_register(path, "r", 2026).lines
    assert "characters, the limit is 200" in of_name.problem
    assert "its partner country has 300,00" in of_country.problem
    assert others.claim is not None
    assert len(others.claim.note) > 2 * len(MARKS)
    assert max(map(len, others.told)) < 200
    assert plain.claim is not None
