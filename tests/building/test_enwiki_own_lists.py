"""What the reader of the lists of 2023 promises, on a made-up miniature."""

from __future__ import annotations

from pathlib import Path

import pytest

from release_build.readers.country_labels import CountryLabels, LabelledCountry
from release_build.readers.enwiki_own_lists import COLUMNS, OwnLists, read_own_lists
from sistercities.errors import SourceError
from sistercities.sources.undated_claims import ends_that_state

LABELS = CountryLabels(
    "labels.csv",
    {
        ("the_Low_Lands", ""): LabelledCountry("NL"),
        ("Low Lands", ""): LabelledCountry("NL"),
        ("Korea", ""): LabelledCountry("KR"),
        ("Scotland", ""): LabelledCountry("GB", "Scotland"),
        ("United Kingdom", ""): LabelledCountry("GB"),
        ("NaN", "Korhaven"): LabelledCountry("NL"),
    },
)
ROWS = [
    "Dorp\tthe_Low_Lands\tStrathmoor\tUnited Kingdom",
    "Dorp\tthe_Low_Lands\tGangbuk (Hanseong)\tKorea",
    "Dorp\tthe_Low_Lands\t\tNaN",
    "Dorp\tthe_Low_Lands\tDorp\tLow Lands",
    "Strathmoor\tScotland\tDorp\tLow Lands",
    "Strathmoor\tScotland\tDorp\tLow Lands",
    "Strathmoor\tScotland\tKorhaven\tNaN",
    "Hanseong – Gangbuk\tKorea\tDorp\tLow Lands",
    "Veld is a member of the Douzelage, a town twinning association of towns across the European "
    "Union.\tthe_Low_Lands\tStrathmoor\tUnited Kingdom",
]


def read(folder: Path, rows: list[str]) -> OwnLists:
    numbered = [f"{number}\t{row}" for number, row in enumerate(rows, 1)]
    text = "\r\n".join(["\t".join(COLUMNS), *numbered, ""])
    (folder / "ties.tsv").write_text(text, encoding="utf-8", newline="")
    return read_own_lists(folder, LABELS)


@pytest.fixture
def lists(tmp_path: Path) -> OwnLists:
    return read(tmp_path, ROWS)


def test_both_directions_and_repeated_rows_are_one_claim(lists: OwnLists) -> None:
    pair = lists.claims[0]
    assert (pair.claim_id, pair.locator) == ("enwiki-2023:00001", "rows 1, 5, 6")
    assert ends_that_state(pair.note) == ("a", "b")
    assert (pair.b.name, pair.b.country, pair.b.context) == ("Strathmoor", "GB", "")


def test_a_part_of_a_city_is_one_place_in_either_way_of_writing(lists: OwnLists) -> None:
    assert lists.claims[1].locator == "rows 2, 8"
    assert lists.claims[1].b.parents == ("Hanseong",)


def test_the_part_of_a_country_that_a_label_says_is_kept(lists: OwnLists) -> None:
    strathmoor = lists.claims[2].a
    assert (strathmoor.name, strathmoor.parents) == ("Strathmoor", ("Scotland",))
    assert lists.claims[2].b.country == "NL"


def test_rows_without_a_partner_or_of_a_place_with_itself_are_left_out_by_name(
    lists: OwnLists,
) -> None:
    assert lists.left_out == ("row 3 Dorp", "row 4 Dorp")


def test_a_member_of_an_association_is_named_and_the_association_noted(lists: OwnLists) -> None:
    member = lists.claims[3]
    assert (member.a.name, member.b.name) == ("Veld", "Strathmoor")
    assert member.note == "both belong to the Douzelage"
    assert ends_that_state(member.note) == ("a",)


def test_entries_stand_in_the_order_of_the_file_with_their_first_row(lists: OwnLists) -> None:
    told = [(entry.end.name, entry.row) for entry in lists.entries]
    assert told == [("Dorp", 1), ("Strathmoor", 5), ("Hanseong – Gangbuk", 8), ("Veld", 9)]


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        (["Dorp\tNarnia\tStrathmoor\tUnited Kingdom"], r"column country: 'Narnia'.*add the label"),
        (["Dorp\tthe_Low_Lands\tStrathmoor\tNarnia"], r"sister_country: 'Narnia'.*add the label"),
        (["\tthe_Low_Lands\tStrathmoor\tUnited Kingdom"], r"column city.*fill it in"),
        (["Dorp\tthe_Low_Lands\t\tUnited Kingdom"], r"sister_city.*fill it in"),
        ([ROWS[0], "Dorp\tKorea\tStrathmoor\tUnited Kingdom"], r"country.*under another above"),
    ],
)
def test_a_value_that_is_not_understood_stops_the_reader(
    tmp_path: Path, rows: list[str], message: str
) -> None:
    with pytest.raises(SourceError, match=message):
        read(tmp_path, rows)


def test_a_row_that_is_missing_is_noticed(tmp_path: Path) -> None:
    (tmp_path / "ties.tsv").write_text("\t".join(COLUMNS) + f"\n2\t{ROWS[0]}\n", encoding="utf-8")
    with pytest.raises(SourceError, match=r"this is row 1; fetch the file again"):
        read_own_lists(tmp_path, LABELS)
