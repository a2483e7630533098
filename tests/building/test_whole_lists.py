"""What a table says of the lists that it was typed from, on made-up rows in its format."""

from __future__ import annotations

from pathlib import Path

import pytest

from release_build.readers.whole_lists import FILE, ListAccount, read_whole_lists, require_held
from sistercities.errors import BuildError, SourceError
from sistercities.terms.claims import NamedEnd, SourceClaim

EUROPE, EAST = "regions-europe-2026", "japan-korea-2026"
HEAD = "unit_iso\tunit\twhole\tties\tdated\tstate\tsource\tremark"


def read(
    folder: Path, *rows: str, source: str = EUROPE, head: str = HEAD
) -> tuple[ListAccount, ...]:
    (folder / FILE).write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
    return read_whole_lists(folder, source)


def test_a_whole_list_has_its_year_its_page_and_what_weakens_it(tmp_path: Path) -> None:
    row = 'PL-91\tLeśne\tyes\t12\t4\t2021-06+\tlesne.example\tworded "partners"; weak'
    (account,) = read(tmp_path, row)
    assert (account.region_iso, account.country, account.is_whole) == ("PL-91", "PL", True)
    assert (account.n_ties, account.year) == (12, 2021)
    assert account.reason == 'whole; lesne.example; state: 2021-06+; worded "partners"'


def test_an_undated_list_has_no_year(tmp_path: Path) -> None:
    rows = [
        f"PL-9{n}\tLeśne\tyes\t1\t0\t{state}\tpage\t"
        for n, state in enumerate(("undated", "", "newest of three undated states"))
    ]
    assert [account.year for account in read(tmp_path, *rows)] == [None, None, None]


def test_a_list_that_was_read_in_part_is_not_whole_and_says_so(tmp_path: Path) -> None:
    (account,) = read(tmp_path, "CZ-91\tKraj\tpartly\t7\t2\tany words\tkraj.example\tcut")
    assert (account.is_whole, account.year) == (False, None)
    assert account.reason == "in part; kraj.example; state: any words; cut"


def test_a_list_of_one_kind_alone_is_not_whole(tmp_path: Path) -> None:
    head = HEAD.replace("\twhole\t", "\tupper-level list\t")
    rows = (
        "KR-91\tBaeksan\tsister whole (22)\t22\t22\t2017+\tpage\t",
        "KR-92\tSeohae\twhole (3 sister, 4 partner)\t7\t7\t\tpage\t",
    )
    accounts = read(tmp_path, *rows, source=EAST, head=head)
    assert [account.is_whole for account in accounts] == [False, True]


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("Leśne\tLeśne\tyes\t1\t1\t2020\tpage\t", "unit_iso"),
        ("PL-91\t\tyes\t1\t1\t2020\tpage\t", "unit"),
        ("PL-91\tLeśne\tnearly\t1\t1\t2020\tpage\t", "whole"),
        ("PL-91\tLeśne\tyes\tsome\t1\t2020\tpage\t", "ties"),
        ("PL-91\tLeśne\tyes\t1\t2\t2020\tpage\t", "dated"),
        ("PL-91\tLeśne\tyes\t1\t1\tlately\tpage\t", "state"),
    ],
)
def test_refuses_what_it_does_not_know(tmp_path: Path, row: str, column: str) -> None:
    with pytest.raises(SourceError) as caught:
        read(tmp_path, row)
    assert (caught.value.file, caught.value.row, caught.value.column) == (FILE, 2, column)


def test_refuses_two_accounts_of_one_region(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="keep one"):
        read(tmp_path, *["PL-91\tLeśne\tyes\t1\t1\t2020\tpage\t"] * 2)


def claim(number: int) -> SourceClaim:
    home = NamedEnd("Leśne", "PL", "region1", hint_region_iso="PL-91")
    return SourceClaim(
        f"{EUROPE}:{number}", EUROPE, "page", home, NamedEnd("Nordmark", "DE"), "", "none", False,
        "", "active", "sister", False, "", "facts",
    )  # fmt: skip


def test_of_a_whole_list_every_tie_is_claimed(tmp_path: Path) -> None:
    accounts = read(tmp_path, "PL-91\tLeśne\tyes\t2\t0\t2020\tpage\t")
    require_held(accounts, [claim(1), claim(2)])
    with pytest.raises(BuildError, match="list of PL-91 is whole with 2 ties, and 1 are claimed"):
        require_held(accounts, [claim(1)])
