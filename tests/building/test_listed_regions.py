"""Lists that a source vouches for by its own account, and our rulings on them."""

from __future__ import annotations

from pathlib import Path

import pytest

from release_build.listed_regions import region_lists
from release_build.readers.whole_lists import ListAccount
from sistercities.errors import BuildError

SOURCE = "regions-europe-2026"
HEAD = "source_id,country,region_iso,level,is_listed,reason\n"
WHOLE = ListAccount(SOURCE, "PL-91", True, 12, 2020, "whole; lesne.example; state: 2020")
PART = ListAccount(SOURCE, "PL-92", False, 3, None, "in part; polne.example; state: not dated")


def ruled(folder: Path, *rows: str, name: str = "region_lists.csv") -> Path:
    (folder / name).write_text(HEAD + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    return folder


def test_a_whole_list_is_listed_and_one_read_in_part_is_not(tmp_path: Path) -> None:
    whole, part = region_lists(ruled(tmp_path), [WHOLE, PART])
    assert (whole.region_iso, whole.level, whole.is_listed) == ("PL-91", "upper", True)
    assert (whole.year, whole.reason) == (2020, WHOLE.reason)
    assert (part.is_listed, part.year, part.reason) == (False, None, PART.reason)


def test_a_ruling_goes_before_the_account(tmp_path: Path) -> None:
    folder = ruled(tmp_path, f"{SOURCE},PL,PL-91,upper,no,its page says: among them")
    first, _ = region_lists(folder, [WHOLE, PART])
    assert (first.is_listed, first.reason) == (False, "its page says: among them")


def test_rulings_on_other_lists_stand_beside_the_accounts(tmp_path: Path) -> None:
    folder = ruled(
        tmp_path, "zhwiki-2020,CN,*,upper,yes,the lists give them", name="region_lists_a.csv"
    )
    found = region_lists(folder, [WHOLE])
    assert [(one.source_id, one.is_listed, one.year) for one in found] == [
        (SOURCE, True, 2020),
        ("zhwiki-2020", True, 2020),
    ]


def test_a_ruling_that_says_what_the_source_says_is_retired(tmp_path: Path) -> None:
    folder = ruled(tmp_path, f"{SOURCE},PL,PL-92,upper,no,read in part")
    with pytest.raises(BuildError, match=r"PL-92 .* is what the source says; take the row out"):
        region_lists(folder, [PART])


def test_two_files_cannot_rule_on_one_list(tmp_path: Path) -> None:
    row = f"{SOURCE},PL,PL-91,upper,no,because"
    ruled(tmp_path, row)
    ruled(tmp_path, row, name="region_lists_b.csv")
    with pytest.raises(BuildError, match="another file rules on the list of PL-91"):
        region_lists(tmp_path, [WHOLE])
