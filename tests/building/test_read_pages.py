"""A tie that a page alone tells is a claim of a source of its own, with the year of its page."""

from __future__ import annotations

from pathlib import Path

import pytest

from release_build.readers.ruled_pages import READ_COLUMNS as COLUMNS
from release_build.readers.ruled_pages import read_pages
from sistercities.errors import SourceError
from sistercities.terms.claims import SourceClaim

LINE = (
    "1,常盤市,JP,Tokiwa,JP-99,city,Kreis Werder,DE,Landkreis Werder,DE-NI,region2,{start},active,"
    "friendship,no,A paper of October 2024,https://page.invalid/1,{year},no list has it,2026-12-01"
)


def read(folder: Path, start: str = "2014-10-13", year: str = "2024") -> SourceClaim:
    path = folder / "read_ties.csv"
    line = LINE.format(start=start, year=year)
    path.write_text("\n".join([",".join(COLUMNS), line]) + "\n", encoding="utf-8")
    (claim,) = read_pages(path)
    return claim


def test_names_stand_as_the_page_writes_them_beside_how_they_are_read(tmp_path: Path) -> None:
    claim = read(tmp_path)
    assert (claim.claim_id, claim.source_id) == ("read-pages:1", "read-pages")
    assert (claim.a.name, claim.a.hint_name, claim.a.hint_region_iso) == (
        "常盤市",
        "Tokiwa",
        "JP-99",
    )
    assert (claim.b.name, claim.b.country, claim.b.level) == ("Kreis Werder", "DE", "region2")
    assert (claim.locator, claim.note) == ("https://page.invalid/1", "A paper of October 2024")
    assert (claim.seen_year, claim.is_official, claim.status) == (2024, False, "active")


@pytest.mark.parametrize(
    ("start", "precision"), [("2014-10-13", "day"), ("2014-10", "month"), ("2014", "year"),
                             ("", "none")],
)  # fmt: skip
def test_a_date_is_as_precise_as_it_is_written(tmp_path: Path, start: str, precision: str) -> None:
    assert (read(tmp_path, start).start, read(tmp_path, start).precision) == (start, precision)


@pytest.mark.parametrize(("start", "year"), [("2014-13", "2024"), ("2024-10", "2023"), ("", "")])
def test_a_line_that_cannot_be_is_refused(tmp_path: Path, start: str, year: str) -> None:
    with pytest.raises(SourceError, match="read_ties"):
        read(tmp_path, start, year)
