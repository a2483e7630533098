"""A status with its date in a register: `suspendu le 12/03/2024` dates the suspension."""

from __future__ import annotations

from pathlib import Path

import pytest

from sistercities.sources.register import read_register
from sistercities.sources.register_codes import meaning_of
from sistercities.sources.register_dates import read_date
from sistercities.sources.register_line import RegisterLine
from sistercities.sources.register_mapping import RegisterMapping
from sistercities.sources.status_dates import date_beside, without_date

DATED = {
    "suspendu le 12/03/2024": ("suspended", "2024"),
    "suspendu à compter du 1er mars 2022": ("suspended", "2022-03-01"),
    "gelé depuis mars 2022": ("suspended", "2022-03"),
    "dénoncé en 2015": ("ended", "2015"),
    "résilié (délib. du 14/3/2022)": ("ended", "2022-03-14"),
    "призупинено з 2022 року": ("suspended", "2022"),
    "з березня 2022 року призупинено": ("suspended", "2022-03"),
    "розірвано у 2014 р.": ("ended", "2014"),
    "приостановлено с марта 2022 г.": ("suspended", "2022-03"),
    "расторгнут в одностороннем порядке 15 марта 2022 года": ("ended", "2022-03-15"),
    "seit März 2022 ausgesetzt": ("suspended", "2022-03"),
    "ausgesetzt (Ratsbeschluss vom 3.3.2022)": ("suspended", "2022-03-03"),
    "gekündigt zum 31.12.2020": ("ended", "2020-12-31"),
    "suspendido desde el 3 de marzo de 2022": ("suspended", "2022-03-03"),
    "sospeso dal marzo 2022": ("suspended", "2022-03"),
    "zawieszona (uchwała z dnia 3.03.2022)": ("suspended", "2022-03-03"),
    "2022年3月より休止": ("suspended", "2022-03"),
    "令和4年3月に休止": ("suspended", "2022-03"),
    "自2022年3月起中止": ("suspended", "2022-03"),
    "已于2022年3月终止": ("ended", "2022-03"),
    "2022년 3월부터 교류 중단": ("suspended", "2022-03"),
    "suspended March 3, 2022": ("suspended", "2022-03-03"),
}
"""What stands in the cell, the status, the date as far as it is said."""


@pytest.mark.parametrize("text", DATED)
def test_the_date_beside_a_status_is_read_in_ten_languages(text: str) -> None:
    status, date = DATED[text]
    assert meaning_of("status", text, {}) == status
    assert read_date(date_beside(text)).iso == date


def _lines(tmp_path: Path, *rows: str) -> tuple[RegisterLine, ...]:
    path = tmp_path / "made-up.csv"
    text = "\n".join(("Home;Partner;Since;Status", *rows)) + "\n"
    path.write_text(text, encoding="utf-8")
    return read_register(path, "made-up", 2026, RegisterMapping()).lines


def test_a_suspension_in_a_register_keeps_its_day(tmp_path: Path) -> None:
    first, second = _lines(
        tmp_path,
        "Altwerder;Tokiwa;19/01/1988;suspendu le 12/03/2024",
        "Altwerder;Freihafen;1991;gelé depuis mars 2022",
    )
    assert first.claim is not None
    assert second.claim is not None
    assert (first.claim.status, first.claim.end) == ("suspended", "2024-03-12")
    assert (second.claim.status, second.claim.end) == ("suspended", "2022-03")
    assert "suspended: 2024-03-12 is taken from beside the status" in first.told


def test_the_dates_beside_statuses_tell_the_order_of_day_and_month(tmp_path: Path) -> None:
    first, _ = _lines(
        tmp_path,
        "Altwerder;Tokiwa;1988;suspendu le 12/03/2024",
        "Altwerder;Freihafen;1991;résilié le 30/01/2020",
    )
    assert first.claim is not None
    assert first.claim.end == "2024-03-12"


def test_a_day_of_two_readings_beside_a_status_is_asked(tmp_path: Path) -> None:
    (only,) = _lines(tmp_path, "Altwerder;Tokiwa;1988;suspendu le 12/03/2024")
    assert only.claim is not None
    assert only.claim.end == "2024"
    assert "--date-order" in only.next_step


def test_the_year_beside_a_tie_that_stands_is_no_end(tmp_path: Path) -> None:
    (only,) = _lines(tmp_path, "Altwerder;Tokiwa;1988;en vigueur depuis 1990")
    assert only.claim is not None
    assert (only.claim.status, only.claim.end) == ("active", "")


@pytest.mark.parametrize(
    "text", ["années 1970", "1970s", "1970er Jahre", "1970年代", "1970-ті роки", "lata 1970"]
)
def test_a_decade_is_called_one_and_no_year_is_taken(text: str) -> None:
    found = read_date(text)
    assert not found.iso
    assert "is a decade" in found.told


@pytest.mark.parametrize("text", ["Projekt 2020", "siehe 3", "nie zawieszona", "未中断", "协议"])
def test_what_says_something_else_stays_unknown(text: str) -> None:
    assert meaning_of("status", text, {}) is None


def test_a_status_without_a_date_is_left_as_it_is() -> None:
    assert (without_date("suspendu"), date_beside("suspendu")) == ("suspendu", "")
