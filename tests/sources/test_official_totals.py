"""Published totals are read strictly, on a made-up table."""

from pathlib import Path

import pytest

from sistercities.errors import BuildError, SourceError
from sistercities.sources.official_totals import FILE, OfficialTotal, read_official_totals

HEADER = "scope,level,as_of,ties,chinese_side,foreign_side,countries,source\n"
ROW = "Midland,all,2020-02-29,40,,,7,a paper\n"


def shared(folder: Path, content: bytes) -> Path:
    (folder / FILE).parent.mkdir()
    (folder / FILE).write_bytes(content)
    return folder


def test_two_publishers_may_give_two_totals(tmp_path: Path) -> None:
    found = read_official_totals(
        shared(tmp_path, (HEADER + ROW + ROW.replace("40", "41").replace("paper", "book")).encode())
    )
    assert found == [
        OfficialTotal("Midland", "all", "2020-02-29", 40, "a paper"),
        OfficialTotal("Midland", "all", "2020-02-29", 41, "a book"),
    ]


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("Midland,all,2020\n", "row 2, .*it has 3 fields and the header 8"),
        (ROW.replace("a paper", "a,b"), "row 2, .*it has 9 fields and the header 8"),
        (ROW.replace("40", "²"), "row 2, column ties: '²'"),
        (ROW.replace("40", "٤٠"), "row 2, column ties: '٤٠'"),
        (ROW.replace("40", "-1"), "row 2, column ties: '-1'"),
        (ROW.replace("40", "9" * 5000), "row 2, column ties"),
        (ROW.replace("2020-02-29", "2020-13-45"), "row 2, column as_of: '2020-13-45'"),
        (ROW.replace("2020-02-29", "2019-02-29"), "row 2, column as_of: '2019-02-29'"),
        (ROW.replace("2020-02-29", "2020xyz"), "row 2, column as_of: '2020xyz'"),
        (ROW.replace("Midland", ""), "row 2, column scope: ''"),
        (ROW.replace("a paper", " "), "row 2, column source: ' '"),
        (ROW + ROW.replace("40", "41"), "row 3, column scope: .*keep one"),
    ],
)
def test_a_total_that_is_not_understood_is_refused(tmp_path: Path, row: str, problem: str) -> None:
    with pytest.raises(SourceError, match=problem):
        read_official_totals(shared(tmp_path, (HEADER + row).encode()))


def test_another_encoding_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"row 2, .*not UTF-8"):
        read_official_totals(shared(tmp_path, (HEADER + ROW.replace("M", "é")).encode("latin-1")))


def test_a_missing_table_is_named(tmp_path: Path) -> None:
    with pytest.raises(BuildError, match=r"totals\.csv: cannot be read"):
        read_official_totals(tmp_path)
