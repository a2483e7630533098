"""Until when a tie is to stand, in the column of its status: `Hasta el 2027`, `3 años`, a span."""

from __future__ import annotations

from pathlib import Path

import pytest

from sistercities.sources.register import read_register
from sistercities.sources.register_line import RegisterLine
from sistercities.sources.register_mapping import RegisterMapping


def _read(tmp_path: Path, start: str, status: str, head: str = "Vigencia") -> RegisterLine:
    path = tmp_path / "made-up.csv"
    path.write_text(f"Home;Partner;Since;{head}\nLindau;Tokiwa;{start};{status}\n", "utf-8")
    mapping = RegisterMapping(meanings={"status": {"bis 2011": "suspended"}})
    return read_register(path, "made-up", 2026, mapping).lines[0]


@pytest.mark.parametrize(
    ("start", "status", "found"),
    [
        ("2010", "31/12/2015", ("2010", "2015-12-31", "ended")),
        ("", "2015", ("", "2015", "ended")),
        ("2010", "31/12/2031", ("2010", "", "active")),
        ("2015", "Hasta el 2027", ("2015", "", "active")),
        ("2015", "Hasta 2021", ("2015", "2021", "ended")),
        ("2015", "Indeterminada", ("2015", "", "active")),
        ("2015", "tiempo indeterminado", ("2015", "", "active")),
        ("", "01/01/1990 - 31/12/2010", ("1990-01-01", "2010-12-31", "ended")),
        ("1990", "01/01/1990 - 31/12/2010", ("1990", "2010-12-31", "ended")),
        ("", "del 2001 al 2005", ("2001", "2005", "ended")),
        ("", "2001–2031", ("2001", "", "active")),
        ("2024", "3 años", ("2024", "", "active")),
        ("2024", "5 años (prorrogables)", ("2024", "", "active")),
        ("2001", "2 años, renovación automática", ("2001", "", "active")),
    ],
)
def test_a_term_in_the_column_of_validity_is_read(
    tmp_path: Path, start: str, status: str, found: tuple[str, str, str]
) -> None:
    line = _read(tmp_path, start, status)
    assert line.claim
    assert (line.claim.start, line.claim.end, line.claim.status) == found
    assert not line.open_status


@pytest.mark.parametrize(
    ("start", "status", "why"),
    [
        ("2003", "3 años", "'3 años' ran out in 2006, and nothing says whether it was renewed"),
        ("2009", "5 años prorrogables", "ran out in 2014, and nothing says whether it was renewed"),
        ("", "3 años", "'3 años' says for how long, and not from when"),
        ("2010-05-12", "12/05/2010", "is not a status that is known"),  # the day of signature
        ("2010", "31/31/2015", "is not a status that is known"),
    ],
)
def test_a_term_that_leaves_open_whether_the_tie_stands_waits(
    tmp_path: Path, start: str, status: str, why: str
) -> None:
    line = _read(tmp_path, start, status)
    assert line.open_status == status
    assert any(why in one for one in line.told)


@pytest.mark.parametrize(
    ("status", "end", "means"),
    [
        ("bis 2019", "2019", "ended"),
        ("bis 2031", "", "active"),
        ("1990 - 2010", "2010", "ended"),
        ("bis 2011", "2011", "suspended"),  # as the mapping says
    ],
)
def test_an_end_in_any_column_of_the_status_is_one(
    tmp_path: Path, status: str, end: str, means: str
) -> None:
    claim = _read(tmp_path, "1980", status, "Status").claim
    assert claim
    assert (claim.end, claim.status) == (end, means)


@pytest.mark.parametrize("status", ["2015", "31/12/2015", "Indeterminado"])
def test_a_bare_date_in_another_column_of_the_status_is_no_end(tmp_path: Path, status: str) -> None:
    assert _read(tmp_path, "1980", status, "Estado actual").open_status == status


def test_where_an_end_is_taken_from_is_told(tmp_path: Path) -> None:
    line = _read(tmp_path, "1988", "01/01/1990 - 31/12/2010")
    assert line.told == (
        "end: 2010-12-31 is taken from the status '01/01/1990 - 31/12/2010'",
        "start: the status '01/01/1990 - 31/12/2010' begins otherwise, and the start as "
        "written stays",
    )
    assert line.claim
    assert line.claim.start == "1988"


def test_a_suspension_is_told_as_one_and_no_end(tmp_path: Path) -> None:
    line = _read(tmp_path, "1988", "ausgesetzt 2022", "Status")
    assert line.told == ("suspended: 2022 is taken from beside the status",)
    assert line.claim
    assert (line.claim.status, line.claim.end) == ("suspended", "2022")


def test_a_day_in_the_status_proves_the_order_of_the_others(tmp_path: Path) -> None:
    line = _read(tmp_path, "05/09/2001", "Hasta el 31/12/2015")
    assert line.claim
    assert (line.claim.start, line.claim.end) == ("2001-09-05", "2015-12-31")
