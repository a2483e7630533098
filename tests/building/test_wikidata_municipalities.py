"""What the reader of the municipal ties of 2017 promises, on a made-up miniature."""

from __future__ import annotations

from pathlib import Path

import pytest

from release_build.readers.country_labels import CountryLabels, LabelledCountry
from release_build.readers.wikidata_municipalities import read_wikidata_municipalities
from sistercities.errors import SourceError
from sistercities.sources.undated_claims import ends_that_state
from sistercities.terms.claims import SourceClaim

LABELS = CountryLabels(
    "labels.csv",
    {
        ("Austria", ""): LabelledCountry("AT"),
        ("Denmark", ""): LabelledCountry("DK"),
        ("Italy", ""): LabelledCountry("IT"),
        ("Sweden", ""): LabelledCountry("SE"),
        ("Greece", ""): LabelledCountry("GR"),
    },
)
HEADER = (
    "origin_country_file\torigincityLabel\torigincountry\toriginlat\toriginlong\toriginpopulation\t"
    "sistercityLabel\tdestinationlat\tdestinationlong\tdestinationpopulation\t"
    "destination_countryLabel\tdist\teu"
)
ALMDORF = "austria\tAlmdorf\tAustria\t47.1\t13.2\t1200"
RIVALTA = "Rivalta di Sopra, Veneto\t45.9\t12.6\t\tItaly\t140\tEU"
ROWS = [
    f"{ALMDORF}\t{RIVALTA}",
    f"{ALMDORF}\tRivalta di Sopra, Veneto\t45.91\t12.61\t3400\tItaly\t141\tEU",
    f"{ALMDORF}\tQ4711\t36.2\t28\t0\tGreece\t1500\tEU",
    "italy\tRivalta di Sopra, Veneto\tItaly\t45.9\t12.6\t\t"
    "Almdorf\t47.1\t13.2\t1200\tAustria\t140\tEU",
    "denmark\tØrby\tDenmark\t56\t12.5\t\tÅstad\t56.9\t12.4\t15.762\tSweden\t100\tEU",
    "denmark\tØrby\tDenmark\t56\t12.5\t\tÅstad\t56.9\t12.4\t\tDenmark\t100\tEU",
    f"{ALMDORF}\tAlmdorf\t48.4\t16.1\t\tAustria\t260\tEU",
]


def read(folder: Path, rows: list[str]) -> tuple[SourceClaim, ...]:
    text = "\r\n".join([HEADER, *rows, ""])
    (folder / "ties.tsv").write_bytes(text.encode("utf-8"))
    return read_wikidata_municipalities(folder, LABELS)


@pytest.fixture
def claims(tmp_path: Path) -> tuple[SourceClaim, ...]:
    return read(tmp_path, ROWS)


def test_rows_of_two_points_and_of_both_directions_are_one_claim(
    claims: tuple[SourceClaim, ...],
) -> None:
    pair = claims[0]
    assert (pair.claim_id, pair.locator) == ("wikidata-2017:00001", "rows 1, 2, 4")
    assert (pair.a.name, pair.b.name) == ("Almdorf", "Rivalta di Sopra, Veneto")
    assert ends_that_state(pair.note) == ("a", "b")
    assert ends_that_state(claims[1].note) == ("a",)


def test_an_end_has_its_first_point_and_the_population_that_is_stated(
    claims: tuple[SourceClaim, ...],
) -> None:
    rivalta = claims[0].b
    assert (rivalta.latitude, rivalta.longitude, rivalta.population) == (45.9, 12.6, 3400)
    assert rivalta.country == "IT"


def test_a_label_that_is_an_item_is_an_id_and_a_population_of_none_is_missing(
    claims: tuple[SourceClaim, ...],
) -> None:
    item = claims[1].b
    assert (item.name, item.given_id, item.population) == ("Q4711", "wd:Q4711", None)


def test_a_place_under_two_countries_has_none_and_thousands_are_no_persons(
    claims: tuple[SourceClaim, ...],
) -> None:
    astad = claims[2].b
    assert (astad.name, astad.country, astad.population) == ("Åstad", "", None)


def test_places_of_one_label_far_apart_are_two(claims: tuple[SourceClaim, ...]) -> None:
    namesakes = claims[3]
    assert namesakes.a.name == namesakes.b.name == "Almdorf"
    assert namesakes.a.latitude != namesakes.b.latitude


def test_nothing_the_source_does_not_say_is_filled_in(claims: tuple[SourceClaim, ...]) -> None:
    for claim in claims:
        assert (claim.start, claim.precision, claim.end) == ("", "none", "")
        assert (claim.status, claim.kind, claim.licence) == ("unknown", "unknown", "CC0-1.0")


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (f"{ALMDORF}\tOrt\t45\t12\t\tUtopia\t1\tEU", r"destination_country.*add"),
        (f"{ALMDORF}\tOrt\t95\t12\t\tItaly\t1\tEU", r"destinationlat.*decimal degrees"),
        (f"{ALMDORF}\tOrt\t45\t12\tmany\tItaly\t1\tEU", r"destinationpop.*number of persons"),
        (f"{ALMDORF}\tOrt\t45\t12\t\tItaly\tfar\tEU", r"dist.*whole number"),
        (f"{ALMDORF}\tOrt\t45\t12\t\tItaly\t1\tEFTA", r"eu.*use one of"),
        (f"{ALMDORF}\t\t45\t12\t\tItaly\t1\tEU", r"sistercityLabel.*fill it in"),
        (f"{ALMDORF}\tAlmdorf\t47.1\t13.2\t\tAustria\t0\tEU", r"sistercity.*no twin of itself"),
        (f"{ALMDORF.replace('austria', 'italy')}\t{RIVALTA}", r"origincountry.*use one of Italy"),
        (f"{ALMDORF.replace('austria', 'narnia')}\t{RIVALTA}", r"origin_country_file.*use one of"),
    ],
)  # fmt: skip
def test_a_value_that_is_not_understood_stops_the_reader(
    tmp_path: Path, row: str, message: str
) -> None:
    with pytest.raises(SourceError, match=message):
        read(tmp_path, [row])
