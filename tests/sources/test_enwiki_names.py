"""How a name on a twin-town list is taken apart: each written form, and what it does not say."""

import pytest

from sistercities.sources.enwiki_names import WrittenName, parse_name


@pytest.mark.parametrize(
    ("name", "country", "expected"),
    [
        ("Suzhou – Wujiang", "CN", WrittenName("Wujiang", "district", ("Suzhou",))),
        ("Wujiang (Suzhou)", "CN", WrittenName("Wujiang", "district", ("Suzhou",))),
        ("Vienna 9 – Alsergrund", "AT", WrittenName("Alsergrund", "district", ("Vienna",))),
        ("Suzhou, Anhui", "CN", WrittenName("Suzhou", "city", ("Anhui",))),
        ("Doksy (Kladno District)", "CZ", WrittenName("Doksy", "city", ("Kladno District",))),
        ("Düren (district)", "DE", WrittenName("Düren", "region2")),
        ("Kochersberg (communauté)", "FR", WrittenName("Kochersberg", None)),
        ("Halle (Saale)", "DE", WrittenName("Halle (Saale)", "city", is_bare=True)),
        ("Mitte (Berlin)", "DE", WrittenName("Mitte", "district", ("Berlin",))),
        ("Washington, D.C.", "US", WrittenName("Washington, D.C.", "city", is_bare=True)),
        ("Osaka Prefecture", "JP", WrittenName("Osaka Prefecture", "region1")),
        ("Pisa Province", "IT", WrittenName("Pisa Province", "region2")),
        ("Krychaw district", "BY", WrittenName("Krychaw district", "region2")),
        ("Zhejiang Province", "CN", WrittenName("Zhejiang Province", "region1")),
        ("Dayi County", "CN", WrittenName("Dayi County", "county")),
        ("Pest County", "HU", WrittenName("Pest County", "region1")),
        ("Door County", "US", WrittenName("Door County", "region2")),
        ("County Meath", "IE", WrittenName("County Meath", "region2")),
        ("Canton of Bern", "CH", WrittenName("Canton of Bern", "region1")),
        ("Ningbo", "CN", WrittenName("Ningbo", "city", is_bare=True)),
    ],
)
def test_written_forms(name: str, country: str, expected: WrittenName) -> None:
    assert parse_name(name, country) == expected


def test_a_bare_name_only_implies_a_city() -> None:
    """`Jalisco` is a state; the reader cannot know, and says that the level is only implied."""
    assert parse_name("Jalisco", "MX").is_bare
