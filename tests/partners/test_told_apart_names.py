"""Two places of one name are told apart in the sentences on both."""

from __future__ import annotations

import sistercities as sc
from sistercities.partners.ground import Ground
from sistercities.partners.told_apart_names import with_names_told_apart

BASEL = "gn:2661604"


def test_namesakes_are_told_apart_by_country_and_others_keep_their_names(ground: Ground) -> None:
    home, partner, other = (
        ground.position[sc.place(one).place_id]
        for one in ("Halifax, CA", "Halifax, GB", BASEL)
    )  # fmt: skip
    told = with_names_told_apart(ground, home, partner).places.names
    assert told[home] == "Halifax (Canada)"
    assert told[partner] == "Halifax (United Kingdom)"
    assert told[other] == "Basel"
    assert with_names_told_apart(ground, home, other) is ground


def test_no_sentence_of_an_assessment_says_one_name_of_both() -> None:
    found = sc.assess("Halifax, CA", "Halifax, GB")
    assert found.sentence.startswith("Halifax (United Kingdom) ranks ")
    assert "for Halifax (Canada)." in found.sentence
