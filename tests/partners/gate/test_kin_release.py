"""Places that are much the same as a partner, on the release."""

from __future__ import annotations

from sistercities.api.place_warnings import warnings_of
from sistercities.dataset.index.opened import index_of
from sistercities.dataset.release.store import Release
from sistercities.partners.gate.kin import around_a_partner, kin_of_partners
from sistercities.partners.ground import Ground

XIAN, NEW_DELHI, DELHI = "gn:1790630", "gn:1261481", "gn:1273294"
BASEL, CANTON, SHANGHAI, MASSACHUSETTS = "gn:2661604", "gn:2661602", "gn:1796236", "gn:6254926"


def test_a_partner_lies_in_a_municipality_also_through_its_district(
    release: Release, ground: Ground
) -> None:
    """New Delhi lies in a district of Delhi: who has the one is not told to approach the other."""
    at = ground.position
    assert at[NEW_DELHI] in ground.ties.partners(at[XIAN])
    found = kin_of_partners(release, ground, at[XIAN])
    assert found[at[DELHI]] == (at[NEW_DELHI], "lies_in")


def test_a_partnership_told_of_a_city_and_held_of_its_region_is_no_new_one(
    release: Release, ground: Ground
) -> None:
    """Lists name Basel, a dated row its canton: whoever asks for the city is led to the canton."""
    basel, canton, shanghai = (ground.position[one] for one in (BASEL, CANTON, SHANGHAI))
    assert kin_of_partners(release, ground, basel)[shanghai] == (canton, "held_around")
    assert kin_of_partners(release, ground, shanghai)[basel] == (canton, "contains")
    (said,) = warnings_of(index_of(release), BASEL).held_around
    assert said.endswith("of Basel-Stadt, in which Basel lies: Shanghai.")


def test_a_partner_of_the_own_region_is_noted(ground: Ground) -> None:
    home, place = (ground.position[one] for one in (BASEL, MASSACHUSETTS))
    (note,) = around_a_partner(ground, home, place)
    assert (note.strength, note.places) == ("note", (CANTON,))
    assert note.sentence == (
        "Basel-Stadt, in which Basel lies, is already a partner of Massachusetts."
    )
