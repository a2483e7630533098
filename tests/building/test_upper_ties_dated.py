"""Tables of ties of regions that date their pages, on made-up rows in their format."""

from __future__ import annotations

from pathlib import Path

import pytest

from release_build.readers.region_register import DATED_COLUMNS, FILE, read_dated_regions
from release_build.readers.ruled_pages import OfficialPages, RuledPages
from release_build.readers.stated_years import OLDEST, PageYears
from sistercities.errors import SourceError
from sistercities.terms.claims import SourceClaim

SOURCE = "regions-europe-2026"
PAGE = "https://www.nordmark.example/partners"
ROW = {
    "home_country": "DE", "home_region_name": "Nordmark", "home_region_iso": "DE-91",
    "home_level": "region1", "partner_country": "PL", "partner_name": "Województwo Leśne",
    "partner_name_en": "Lesne", "partner_level": "region1", "partner_region_iso": "PL-91",
    "date": "1999-05-06", "date_quality": "day", "status": "active", "note": "",
    "source_path": PAGE, "source_commit": "", "source_title": "Partner", "source_date": "2019-10",
}  # fmt: skip
UNDATED = {"date": "", "date_quality": "none"}


def read(
    folder: Path, *changes: dict[str, str], pages: RuledPages | None = None
) -> tuple[SourceClaim, ...]:
    lines = ["\t".join(DATED_COLUMNS)]
    lines += ["\t".join({**ROW, **change}[one] for one in DATED_COLUMNS) for change in changes]
    (folder / FILE).write_text("\n".join(lines) + "\n", encoding="utf-8")
    return read_dated_regions(folder, SOURCE, pages)


def one(folder: Path, pages: RuledPages | None = None, **change: str) -> SourceClaim:
    (claim,) = read(folder, change, pages=pages)
    return claim


def test_a_row_was_seen_in_the_year_of_its_page(tmp_path: Path) -> None:
    claim = one(tmp_path)
    assert (claim.claim_id, claim.source_id) == (f"{SOURCE}:001", SOURCE)
    assert (claim.start, claim.seen_year, claim.note) == ("1999-05-06", 2019, "")


def test_a_row_of_an_undated_page_does_not_pass_for_one_of_today(tmp_path: Path) -> None:
    claims = read(
        tmp_path,
        {"source_date": "undated", "date": "2008-07-01"},
        {"source_date": "undated", "partner_name": "Pole", **UNDATED},
        {"source_date": "undated", "source_path": "https://b.example/", **UNDATED},
    )
    assert [claim.seen_year for claim in claims] == [2008, 2008, OLDEST]


def test_where_there_was_an_older_agreement_a_date_says_nothing_of_the_page(
    tmp_path: Path,
) -> None:
    claims = read(
        tmp_path,
        {"source_date": "undated", "date": "2023-10-03", "note": "an older agreement may exist"},
        {"source_date": "undated", "partner_name": "Pole", **UNDATED},
    )
    assert [claim.seen_year for claim in claims] == [2023, OLDEST]


def test_a_ruling_dates_an_undated_page(tmp_path: Path) -> None:
    pages = RuledPages(years=PageYears({PAGE: 2017}))
    assert one(tmp_path, pages, source_date="undated", **UNDATED).seen_year == 2017
    assert one(tmp_path, pages).seen_year == 2019


def test_a_row_that_stands_in_the_newer_state_too_was_seen_then(tmp_path: Path) -> None:
    newer = {"source_path": "https://new.example/p", "source_date": "undated, 2022+ (newer state)"}
    older = {"source_date": "undated (older state)", "partner_name": "Pole", **UNDATED}
    note = {"note": "also in the newer state (new.example)"}
    claims = read(tmp_path, newer, {**older, **note}, {**older, "partner_name": "Las"})
    assert [claim.seen_year for claim in claims] == [2022, 2022, OLDEST]


def test_a_row_that_repeats_another_table_is_a_claim_without_its_date(tmp_path: Path) -> None:
    claim = one(tmp_path, note="close link; REPEATS a row of ties-regions-2026; HOLDOUT Z0001")
    assert (claim.start, claim.precision, claim.status) == ("", "none", "active")
    assert claim.note == "close link; repeats a row of regions-2026, whose date is not stated again"


def test_remarks_of_typists_to_each_other_do_not_pass_as_the_source_s(tmp_path: Path) -> None:
    note = (
        "former region, code of the new region, deduced; dated 1997-06-08 in ties-zhwiki-2020 "
        "(Z0001); CORRECTS the row of ties-regions-2026; kept for the whole list; renewed 2011"
    )
    claim = one(tmp_path, note=note)
    assert (claim.note, claim.start) == ("former region; renewed 2011", "1999-05-06")


@pytest.mark.parametrize(
    ("note", "end", "seen"),
    [
        ("terminated in June 2021", "2021-06", 2021),
        ("terminated by the assembly at the end of April 2021", "2021-04", 2021),
        ("expired in 2018, renewal planned", "2018", 2019),
        ("the region ended it in April 2022 (press)", "2022-04", 2022),
        ("2000 to 2010, officially ended", "2010", 2019),
        ("ended between November 2009 and 2014", "", 2019),
        ("", "", 2019),
    ],
)
def test_the_note_tells_the_end(tmp_path: Path, note: str, end: str, seen: int) -> None:
    claim = one(tmp_path, status="ended", note=note)
    assert (claim.status, claim.end, claim.seen_year) == ("ended", end, seen)


def test_a_suspension_may_have_its_year(tmp_path: Path) -> None:
    claim = one(tmp_path, status="suspended", note="activities suspended in 2021")
    assert (claim.status, claim.end) == ("suspended", "2021")
    war = one(tmp_path, status="suspended", note="at rest because of the war")
    assert (war.end, war.seen_year) == ("", 2022)


def test_a_row_of_an_older_state_has_no_status(tmp_path: Path) -> None:
    claim = one(tmp_path, status="unknown", note="in the older list only")
    assert (claim.status, claim.kind, claim.note) == ("unknown", "sister", "in the older list only")


def test_a_page_of_a_government_is_official_if_the_date_is_its_own(tmp_path: Path) -> None:
    pages = RuledPages(OfficialPages(frozenset({"nordmark.example"})))
    assert one(tmp_path, pages).is_official
    assert not one(tmp_path, pages, source_path="https://daily.example/1").is_official
    for note in ("year deduced: 20 years in 2019", "date from daily.example", "announced date"):
        assert not one(tmp_path, pages, note=note).is_official
    assert one(tmp_path, pages, note="code of the region, deduced").is_official


def test_quotation_marks_are_letters(tmp_path: Path) -> None:
    assert one(tmp_path, note='"Zusammenarbeit", set apart').note == '"Zusammenarbeit", set apart'


@pytest.mark.parametrize(
    ("change", "column"),
    [
        ({"source_date": "lately"}, "source_date"),
        ({"note": "REVERSES the row above"}, "note"),
        ({"status": "ended", "note": "faded away"}, "note"),
        ({"note": "terminated in June 2021"}, "status"),
        ({"partner_name": "Le[sne]"}, "partner_name"),
    ],
)
def test_refuses_what_it_does_not_know(tmp_path: Path, change: dict[str, str], column: str) -> None:
    with pytest.raises(SourceError) as caught:
        read(tmp_path, change)
    assert (caught.value.file, caught.value.row, caught.value.column) == (FILE, 2, column)


def test_a_completed_name_says_so(tmp_path: Path) -> None:
    note = 'name cut after "Le" in the excerpt, deduced'
    claim = one(tmp_path, partner_name="Le[sne]", note=note)
    assert (claim.b.name, claim.note) == ("Le[sne]", note)
