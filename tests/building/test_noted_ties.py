"""A tie that a note tells, or that is the second of two partners in one row, is a claim."""

from __future__ import annotations

from pathlib import Path

import pytest

from release_build.tie_kinds import NOTED_COLUMNS as COLUMNS
from release_build.tie_kinds import NotedTie, read_noted_ties, with_noted_ties
from sistercities.errors import BuildError, SourceError
from sistercities.terms.claims import NamedEnd, SourceClaim

LINE = "pages:R1,b,Altwerder,,DE,city,DE-NI,,,,two partners in one,2026-11-30"


def claim(number: int, partner: str) -> SourceClaim:
    return SourceClaim(
        f"pages:R{number}", "pages", "https://page.invalid", NamedEnd("Tokiwa", "JP", "region1"),
        NamedEnd(partner, "DE", hint_level="region2"), "1999-10-29", "day", False, "2015",
        "ended", "sister", False, "and its town", "facts", 2021, True,
    )  # fmt: skip


ROWS = (claim(1, "Kreis Werder und Altwerder"), claim(2, "Neuwerder"))


def noted(folder: Path, *lines: str) -> tuple[NotedTie, ...]:
    path = folder / "noted_ties.csv"
    path.write_text("\n".join([",".join(COLUMNS), *lines]) + "\n", encoding="utf-8")
    return read_noted_ties(path)


def test_it_is_a_claim_of_the_same_page_with_one_end_of_its_own(tmp_path: Path) -> None:
    first, told, second = with_noted_ties(ROWS, noted(tmp_path, LINE))
    assert (first, second) == ROWS
    assert told.claim_id == "pages:R1n"
    assert (told.a.name, told.b.name, told.b.hint_level) == ("Tokiwa", "Altwerder", "city")
    assert (told.start, told.precision, told.kind) == ("1999-10-29", "day", "sister")
    assert (told.locator, told.seen_year, told.is_official) == ("https://page.invalid", 2021, True)
    # When the tie of the row ended is told of that tie.
    assert (told.end, told.note) == ("", "told in row R1")


def test_the_home_may_be_the_other_end_and_what_is_told_goes_before_the_row(tmp_path: Path) -> None:
    home = "pages:R1,a,Tokiwa-shi,Tokiwa,JP,city,JP-99,2023-12,pending,exchange,so,2026-11-30"
    told, more = with_noted_ties(ROWS, noted(tmp_path, home, LINE))[1:3]
    assert (told.a.name, told.b) == ("Tokiwa-shi", ROWS[0].b)
    assert (told.start, told.precision, told.status, told.kind) == (
        "2023-12", "month", "pending", "exchange",
    )  # fmt: skip
    assert (told.seen_year, more.claim_id) == (2023, "pages:R1n2")


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        (LINE.replace("R1", "R7"), "pages:R7, Altwerder: there is no such row"),
        (LINE.replace("Altwerder", "Neuwerder").replace("city", "region2"), "has a row of this"),
    ],
)
def test_a_line_that_nothing_needs_fails_the_build(tmp_path: Path, line: str, problem: str) -> None:
    with pytest.raises(BuildError, match=f"noted_ties.csv: .*{problem}"):
        with_noted_ties(ROWS, noted(tmp_path, line))


@pytest.mark.parametrize(
    ("old", "new", "column"),
    [
        (",b,", ",c,", "end"),
        ("Altwerder", "", "name"),
        ("DE,", "XX,", "country"),
        ("city", "town", "level"),
        ("DE-NI", "JP-01", "region_iso"),
        ("DE-NI,,,,", "DE-NI,soon,,,", "start"),
        ("DE-NI,,,,", "DE-NI,,ended,,", "status"),
        ("DE-NI,,,,", "DE-NI,,,twin,", "kind"),
        ("two partners in one", "", "reason"),
        ("2026-11-30", "", "date"),
    ],
)
def test_a_line_that_is_not_understood_is_refused(
    tmp_path: Path, old: str, new: str, column: str
) -> None:
    with pytest.raises(SourceError, match=column):
        noted(tmp_path, LINE.replace(old, new, 1))


def test_one_tie_stands_there_once(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"row 3, .*a row above rules on it"):
        noted(tmp_path, LINE, LINE)
