"""Rivalries and disputes: told with the last year of the list, which the release itself holds."""

from __future__ import annotations

import re

import pytest

from sistercities.dataset.release.store import Release
from sistercities.partners.features.catalogue import BY_NAME
from sistercities.partners.features.feature import PairNames
from sistercities.partners.gate.strains import Strains
from sistercities.partners.ground import Ground
from sistercities.terms.words import ObstacleKind

_LAST = "SELECT max(year) AS year FROM country_pairs WHERE variable = ?"
NO_NAMES = PairNames("here", "there", "a country", "another")


@pytest.mark.parametrize(
    ("kind", "variable"), [("rivalry", "rivalry_tss"), ("dispute", "dispute_level")]
)
def test_sentences_name_the_last_year_of_the_list(
    release: Release, ground: Ground, kind: ObstacleKind, variable: str
) -> None:
    (row,) = release.query(_LAST, [variable])
    assert Strains(release, ground).last_year(kind) == row["year"]
    for value in (0.0, 1.0):
        said = BY_NAME[kind].sentence(value, NO_NAMES)
        assert re.findall(r"\b(?:19|20)\d\d\b", said) == [str(row["year"])]


def _between(release: Release, ground: Ground, one: str, other: str) -> dict[str, str]:
    country = ground.places.country
    at = [
        int((country == ground.countries.codes.tolist().index(code)).nonzero()[0][0])
        for code in (one, other)
    ]
    return {each.kind: each.sentence for each in Strains(release, ground).between(*at)}


def test_a_strain_is_told_with_the_year_in_which_it_was_last_listed(
    release: Release, ground: Ground
) -> None:
    found = _between(release, ground, "IN", "PK")
    assert found["rivalry"] == (
        "On a list that ends in 2020, researchers counted India and Pakistan as strategic rivals, "
        "up to that year."
    )
    assert set(found) == set(_between(release, ground, "PK", "IN"))
    assert _between(release, ground, "FR", "DE") == {}


def test_what_strains_a_state_is_not_told_of_a_place_that_it_does_not_govern(
    release: Release, ground: Ground
) -> None:
    """Kyrenia, in the north of Cyprus, has no part in what Turkey and Cyprus have had."""
    izmir, kyrenia, limassol = (ground.position[f"gn:{k}"] for k in (311046, 146412, 146384))
    strains = Strains(release, ground)
    assert {one.kind for one in strains.between(izmir, limassol)} == {"rivalry", "dispute"}
    assert strains.between(izmir, kyrenia) == strains.between(kyrenia, izmir) == ()


def test_within_one_country_there_is_no_strain(release: Release, ground: Ground) -> None:
    assert _between(release, ground, "IN", "IN") == {}
