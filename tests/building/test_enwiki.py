"""What the reader of English Wikipedia's twin-town lists promises, on a made-up miniature."""

from pathlib import Path

import pytest

from release_build.readers.country_labels import CountryLabels, LabelledCountry
from release_build.readers.enwiki import (
    PAIRS_FILE,
    POINTS_FILE,
    EnwikiReading,
    list_title,
    read_enwiki,
)
from sistercities.errors import BuildError, SourceError

LABELS = CountryLabels(
    "labels.csv",
    {
        ("China", ""): LabelledCountry("CN"),
        ("China", "Macau"): LabelledCountry("MO"),
        ("Grece", ""): LabelledCountry("GR"),
        ("Ohio, United States", ""): LabelledCountry("US", "Ohio"),
        ("", "Kamelot, Bulgaria"): LabelledCountry("BG"),
    },
)
PAIRS = [
    'Lintong,China,Oakville,"Ohio, United States"',
    "Lintong,China,Lintong,China",
    "Hetang – Nanwan,China,Thera,Grece",
    'Macau,China,"Kamelot, Bulgaria",',
]
LISTED = ["A,China,B,Grece", "C,China,D,Grece", "E,Grece,F,China"]
POINTS = [
    'Lintong,China,30.5,120.25,Oakville,"Ohio, United States",40.0,-82.5',
    "Hetang – Nanwan,China,31.0,121.0,Thera,Grece,36.5,25.4",
]


def write(folder: Path, pairs: list[str], points: list[str]) -> Path:
    (folder / PAIRS_FILE).write_text(
        "\n".join(["city1,country1,city2,country2", *pairs, ""]), encoding="utf-8"
    )
    (folder / POINTS_FILE).write_text(
        "\n".join(["city1,country1,lat1,lng1,city2,country2,lat2,lng2", *points, ""]),
        encoding="utf-8",
    )
    return folder


@pytest.fixture
def reading(tmp_path: Path) -> EnwikiReading:
    return read_enwiki(write(tmp_path, PAIRS, POINTS), LABELS)


def test_every_pair_is_a_claim_with_the_row_it_stands_in(reading: EnwikiReading) -> None:
    ids = [claim.claim_id for claim in reading.claims]
    assert ids == ["enwiki-2026:00001", "enwiki-2026:00003", "enwiki-2026:00004"]
    assert reading.claims[1].locator.endswith(", row 3")


def test_a_claim_names_the_list_among_whose_rows_it_stands(tmp_path: Path) -> None:
    claims = read_enwiki(write(tmp_path, LISTED, []), LABELS).claims
    named = [claim.locator.split(", ")[1] for claim in claims]
    assert named == [
        "List of twin towns and sister cities in China",
        "List of twin towns and sister cities in China",
        "List of twin towns and sister cities in Grece",
    ]
    assert list_title("Netherlands") == "List of twin towns and sister cities in the Netherlands"


def test_self_tie_is_dropped_by_name_and_reported(reading: EnwikiReading) -> None:
    assert reading.self_ties == ("enwiki-2026:00002 Lintong, China",)


def test_nothing_the_source_does_not_say_is_filled_in(reading: EnwikiReading) -> None:
    claim = reading.claims[0]
    assert (claim.start, claim.precision, claim.end) == ("", "none", "")
    assert (claim.status, claim.kind) == ("unknown", "unknown")


def test_labels_give_country_and_part(reading: EnwikiReading) -> None:
    oakville = reading.claims[0].b
    assert (oakville.country, oakville.context, oakville.level) == ("US", "Ohio", "city")
    assert reading.claims[1].b.country == "GR"


def test_a_name_can_have_a_country_of_its_own_under_a_label(reading: EnwikiReading) -> None:
    macau, kamelot = reading.claims[2].a, reading.claims[2].b
    assert (macau.country, kamelot.country) == ("MO", "BG")


def test_district_row_keeps_the_name_as_written_with_its_parent(reading: EnwikiReading) -> None:
    end = reading.claims[1].a
    assert (end.name, end.level, end.parents) == ("Hetang – Nanwan", "district", ("Hetang",))


def test_points_join_by_pair_and_missing_stays_missing(reading: EnwikiReading) -> None:
    first, _, last = reading.claims
    assert (first.a.latitude, first.b.longitude) == (30.5, -82.5)
    assert (last.a.latitude, last.b.latitude) == (None, None)
    assert reading.n_without_points == 1


@pytest.mark.parametrize(
    ("pairs", "points", "message"),
    [
        (["A,Chnia,B,China"], [], r"row 2, column country1: 'Chnia' is not known; add the label"),
        (["A,China,B,"], [], r"row 2, column country2: '' is not known"),
        ([" ,China,B,China"], [], r"both places need a name"),
        (["A,China,B,China", "A,China,B,China"], [], r"row 3, .*this pair stands above"),
        (
            ["A,China,B,Grece", "C,Grece,D,China", "E,China,F,Grece"],
            [],
            r"row 4, column country1: 'China' .*the rows of one list stand together",
        ),
        (["A,China,B"], [], r"row 2, .*it has 3 fields and the header 4"),
        (["A,China,B,China"], ["A,China,95,1,B,China,1,1"], r"'95' is not known; write decimal"),
        (["A,China,B,China"], ["A,China,,1,B,China,1,1"], r"coordinate: '' is not known"),
        (["A,China,B,China"], ["A,China,nan,1,B,China,1,1"], r"coordinate: 'nan' is not known"),
        (["A,China,B,China"], ["A,China,١,1,B,China,1,1"], r"coordinate: '١' is not known"),
        (["A,China,B,China"], ["A,China,1,1,C,China,1,1"], r"has no such pair"),
        (['"A"a,China,B,China'], [], r"row 2, .*mend its quotes"),
        (['"A,China,B,China'], [], r"mend its quotes"),
        (["A\0,China,B,China"], [], r"row 2, column city1: 'A\\x00' .*no control character"),
        (['"A\nA",China,B,China'], [], r"column city1: 'A\\nA' .*no control character"),
    ],
)
def test_what_is_not_known_stops_the_reader(
    tmp_path: Path, pairs: list[str], points: list[str], message: str
) -> None:
    with pytest.raises(SourceError, match=message):
        read_enwiki(write(tmp_path, pairs, points), LABELS)


def test_unknown_column_stops_the_reader(tmp_path: Path) -> None:
    write(tmp_path, PAIRS, POINTS)
    (tmp_path / PAIRS_FILE).write_text("city1,country1,city2,since\n", encoding="utf-8")
    with pytest.raises(SourceError, match=r"row 1, column since: .*the columns are city1"):
        read_enwiki(tmp_path, LABELS)


@pytest.mark.parametrize("file", [PAIRS_FILE, POINTS_FILE])
def test_a_file_in_another_encoding_is_refused(tmp_path: Path, file: str) -> None:
    write(tmp_path, PAIRS, POINTS)
    with (tmp_path / file).open("ab") as handle:
        handle.write("Müritz,Germany\n".encode("latin-1"))
    with pytest.raises(SourceError, match=f"{file}, row .*not UTF-8"):
        read_enwiki(tmp_path, LABELS)


@pytest.mark.parametrize("file", [PAIRS_FILE, POINTS_FILE])
def test_a_missing_file_is_named(tmp_path: Path, file: str) -> None:
    (write(tmp_path, PAIRS, POINTS) / file).unlink()
    with pytest.raises(BuildError, match=f"{file}: cannot be read .*give the folder"):
        read_enwiki(tmp_path, LABELS)
