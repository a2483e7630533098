"""The table of country labels: a bad row is refused with file, row and advice."""

import re
from pathlib import Path

import pytest

from release_build.readers.country_labels import LabelledCountry, read_country_labels
from sistercities.errors import SourceError

HEADER = "source_id,label,name,country,part,reason\n"
ROW = "enwiki-2026,Here,,{},,\n"
SHIPPED = Path(__file__).parents[2] / "data" / "decisions" / "country_labels.csv"


def table(folder: Path, text: str) -> Path:
    path = folder / "labels.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_row_for_a_place_beats_the_row_for_its_label(tmp_path: Path) -> None:
    path = table(
        tmp_path,
        HEADER + "enwiki-2026,Here,,FR,,\nenwiki-2026,Here,Isle,RE,,own code\n"
        "zhwiki-2020,Here,,BE,,\n",
    )
    labels = read_country_labels(path, "enwiki-2026")
    assert labels.country_of("Here", "Isle") == LabelledCountry("RE")
    assert labels.country_of("Here", "Town") == LabelledCountry("FR")
    assert labels.country_of("There", "Town") is None


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (ROW.format("Aland"), r"labels.csv, row 2, column country: 'Aland' .* such as NL"),
        (ROW.format("ZZ"), r"labels.csv, row 2, column country: 'ZZ' .* such as NL"),
        (ROW.format("FR") + ROW.format("RE"), r"row 3, column label: .* keep one row"),
        (ROW.format("FR").replace("enwiki", "frwiki"), r"row 2, column source_id: 'frwiki-2026'"),
        (ROW.format("FR,,"), r"row 2, .*it has 8 fields and the header 6"),
    ],
)
def test_bad_rows_are_refused(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(SourceError, match=message):
        read_country_labels(table(tmp_path, HEADER + text), "enwiki-2026")


def test_another_header_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"row 1, column source_id: .*the columns are source_id"):
        read_country_labels(table(tmp_path, "label,country\n"), "enwiki-2026")


@pytest.mark.parametrize(
    ("label", "country"),
    [
        ("England", "GB"),
        ("Northern Ireland, United Kingdom", "GB"),
        ("Kosovo", "XK"),
        ("Georgia (country)", "GE"),
        ("Kazakhstah", "KZ"),
        ("Island", "IS"),
        ("Congo", "CG"),
    ],
)
def test_labels_that_a_guess_would_get_wrong(label: str, country: str) -> None:
    found = read_country_labels(SHIPPED, "enwiki-2026").country_of(label, "any")
    assert found is not None
    assert found.country == country


def test_a_label_that_is_not_a_country_name_carries_its_reason() -> None:
    """A reader of the table sees why `Grece` is Greece."""
    rows = [line for line in SHIPPED.read_text(encoding="utf-8").splitlines() if "Grece" in line]
    assert len(rows) == 1
    assert re.search(r"typing error", rows[0])
