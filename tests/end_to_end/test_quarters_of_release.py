"""Quarters that GeoNames lists among the towns are districts, and lie in their city."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from sistercities.dataset.release.store import Release, open_release

_WHERE = """
    SELECT c.level, t.parent_id FROM places c LEFT JOIN parents t
    ON t.place_id = c.place_id AND t.to_year IS NULL WHERE c.place_id = ?
"""
PARIS, ANTWERP, TORONTO = "gn:2988507", "gn:2803138", "gn:6167865"


@pytest.fixture(scope="module")
def release() -> Iterator[Release]:
    with open_release() as opened:
        yield opened


@pytest.mark.parametrize(
    ("place_id", "city"),
    [
        ("gn:12547038", PARIS),  # Picpus
        ("gn:12808677", PARIS),  # Salpêtrière
        ("gn:2970479", PARIS),  # the 15th arrondissement
        ("gn:6543968", "gn:2996944"),  # Lyon 02
        ("gn:7284882", "gn:2995469"),  # Marseille 01
        ("gn:2802249", ANTWERP),  # Berchem
        ("gn:2798873", ANTWERP),  # Ekeren
        ("gn:12156886", TORONTO),  # Kensington-Chinatown
        ("gn:2899070", "gn:2935517"),  # Hörde, in Dortmund
        ("gn:3176477", "gn:3172394"),  # Fuorigrotta, in Naples
        ("gn:2797652", "gn:2797656"),  # Gentbrugge, in Ghent
        ("gn:3047450", "gn:3054643"),  # Naphegy, in Budapest
    ],
)
def test_a_quarter_is_a_district_of_its_city(release: Release, place_id: str, city: str) -> None:
    (row,) = release.query(_WHERE, [place_id])
    assert (row["level"], row["parent_id"]) == ("district", city)


@pytest.mark.parametrize(
    "place_id",
    [
        "gn:2970761",  # Vanves, beside Paris
        "gn:2790676",  # Mortsel, beside Antwerp
        "gn:2646003",  # Islington, which is a borough
        "gn:2634341",  # the City of Westminster
    ],
)
def test_a_municipality_beside_it_stays_one(release: Release, place_id: str) -> None:
    (row,) = release.query(_WHERE, [place_id])
    assert row["level"] == "city"


def test_the_arrondissements_of_paris_stand_once(release: Release) -> None:
    rows = release.query(
        "SELECT name FROM places WHERE country = 'FR' AND level = 'district' "
        "AND regexp_matches(name, '^Paris [0-9]')",
        [],
    )
    assert len(rows) == 20
