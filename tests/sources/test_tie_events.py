"""Events in the life of ties: a made-up file in the format of the source."""

from __future__ import annotations

from pathlib import Path

import pytest

from sistercities.errors import SourceError
from sistercities.sources.tie_events import (
    COLUMNS,
    NO_ADDRESS,
    STATEMENT_COLUMNS,
    read_tie_events,
)

ROW = {
    "id": "E1", "home_country": "FR", "home_unit": "Portclair", "home_unit_en": "Portclair",
    "home_level": "city", "partner_country": "JP", "partner_unit": "常盤市",
    "partner_unit_en": "Tokiwa", "partner_level": "city", "event": "ended", "date": "2022-03-03",
    "date_quality": "day", "by_whom": "home", "source_title": "The Portclair Gazette",
    "source_address": "https://gazette.invalid/1", "source_date": "2022-03-04",
    "quote": "words of others", "note": "signed 1997-07-05; more", "certainty": "high",
}  # fmt: skip
STATEMENT = {"scope": "LV", "statement": "words of others", "date": "2024-09-11",
             "source_address": "https://gazette.invalid/2", "note": ""}  # fmt: skip


def write(folder: Path, rows: list[dict[str, str]], statements: list[dict[str, str]]) -> Path:
    for name, columns, held in (
        ("events.tsv", COLUMNS, rows),
        ("statements.tsv", STATEMENT_COLUMNS, statements),
    ):
        lines = ["\t".join(columns), *("\t".join(row[one] for one in columns) for row in held)]
        (folder / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def read(folder: Path, *changed: dict[str, str]):  # type: ignore[no-untyped-def]
    rows = [ROW | {"id": f"E{n}"} | change for n, change in enumerate(changed, start=1)]
    return read_tie_events(write(folder, rows, [STATEMENT]))


def test_an_event_is_a_claim_with_what_happened(tmp_path: Path) -> None:
    (event,) = read(tmp_path, {}).events
    assert (event.event, event.date, event.basis, event.decided_by) == (
        "ended", "2022-03-03", "stated", "a",
    )  # fmt: skip
    claim = event.claim
    assert (claim.claim_id, claim.status, claim.end) == (
        "tie-events-2026:E1", "ended", "2022-03-03",
    )  # fmt: skip
    assert (claim.start, claim.precision, claim.seen_year) == ("1997-07-05", "day", 2022)
    assert (claim.a.name, claim.b.name, claim.b.hint_name) == ("Portclair", "常盤市", "Tokiwa")


def test_words_of_others_are_not_taken(tmp_path: Path) -> None:
    assert "words of others" not in repr(read(tmp_path, {}))


def test_a_report_is_the_latest_date_and_a_guess_says_so(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        {"date": "2022-03", "date_quality": "by_month"},
        {"date": "2022", "date_quality": "year_guess_from_text"},
        {"date": "", "date_quality": "unknown", "source_date": "unknown (2023/24)"},
    )
    assert [(one.basis, one.known_on) for one in found.events] == [
        ("at the latest", "2022-03"), ("read from the text", "2022"), ("none", "2023"),
    ]  # fmt: skip


def test_when_an_end_was_known_is_no_date_of_the_end(tmp_path: Path) -> None:
    known = "date known only as 2020 or before"
    found = read(
        tmp_path,
        {"date": "", "date_quality": "none", "source_date": "", "note": known},
        {"date": "", "date_quality": "none", "source_date": "2019-05", "note": known},
        {"date": "2023-05", "date_quality": "month", "source_title": "NRC (by this date; more)"},
        {"date": "2022", "date_quality": "year", "source_title": "RTV (by November 2022)"},
        {"date": "2022", "date_quality": "year", "source_title": "A page (by a reader)"},
    ).events
    assert [(one.date, one.basis, one.known_on) for one in found] == [
        ("", "none", "2020"), ("", "none", "2019-05"), ("2023-05", "at the latest", "2023-05"),
        ("2022", "at the latest", "2022"), ("2022", "stated", "2022"),
    ]  # fmt: skip
    assert (found[0].claim.end, found[0].claim.seen_year) == ("", 2020)


def test_rows_that_name_no_single_partner_are_left_out_by_their_words(tmp_path: Path) -> None:
    found = read(tmp_path, {"partner_unit": "(partner not named)"}, {})
    assert [one.claim.claim_id for one in found.events] == ["tie-events-2026:E2"]
    assert found.left_out == ("E1",)


def test_a_statement_on_a_country_speaks_of_all_its_ties(tmp_path: Path) -> None:
    found = read(tmp_path, {})
    assert {(one.country, one.partner_country, one.event) for one in found.statements} == {
        ("LV", "RU", "suspended"), ("LV", "BY", "suspended"),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("event", "frozen"), ("date_quality", "roughly"), ("date", "2022-02-30"), ("date", "2022"),
        ("by_whom", "partner"), ("certainty", "low"), ("home_country", "XX"),
        ("home_level", "village"), ("source_date", "last week"), ("source_address", ""),
    ],
)  # fmt: skip
def test_what_is_not_understood_is_refused_with_its_column(
    tmp_path: Path, column: str, value: str
) -> None:
    with pytest.raises(SourceError) as refused:
        read(tmp_path, {column: value})
    assert column in str(refused.value)
    assert "E1" in str(refused.value)


def test_an_id_stands_once(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="a row above has this id"):
        read(tmp_path, {}, {"id": "E1"})


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("unknown (search store, pages)", NO_ADDRESS),
        (
            "https://news.invalid/ (address in search store is a mail redirect)",
            "https://news.invalid/",
        ),
        ("https://news.invalid/a_(b)", "https://news.invalid/a_(b)"),
    ],
)
def test_how_a_page_was_found_is_no_part_of_its_address(
    tmp_path: Path, written: str, address: str
) -> None:
    title = "Two towns part (page without address in the search store)"
    (event,) = read(tmp_path, {"source_address": written, "source_title": title}).events
    assert event.claim.locator == address
    assert event.source_title == "Two towns part"
