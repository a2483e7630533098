"""Places that are much the same as a partner, on the release."""

from __future__ import annotations

import pytest

from sistercities.api.partners import rank_partners, recommend
from sistercities.api.place_warnings import warnings_of
from sistercities.api.scorecard import assess
from sistercities.dataset.index.opened import index_of
from sistercities.dataset.release.store import Release
from sistercities.errors import InvalidArgument
from sistercities.partners.gate.kin import (
    HELD_OF_AROUND,
    HELD_OF_NAMESAKE,
    around_a_partner,
    kin_of_partners,
)
from sistercities.partners.gate.kin_notes import held_around
from sistercities.partners.ground import Ground

OXFORD, ARLINGTON = "gn:2640729", "gn:4744709"
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
        "Massachusetts has been a partner of Basel-Stadt, in which Basel lies, since 2002."
    )


def test_suggestions_tell_of_a_partnership_held_of_the_region_since_when() -> None:
    """China is no new ground for Basel: its canton has Shanghai, and lists name Basel for it."""
    found = recommend(BASEL, countries=["CN"])
    said = [note for note in found.notes if "Basel-Stadt" in note]
    assert said == [
        "A partnership that a source tells of Basel counts as one of Basel-Stadt, in which Basel "
        "lies: Shanghai (since 2007). So it is not suggested again."
    ]
    new = next(each for each in found.lists if each.name == "new")
    assert new.suggestions == ()
    telling = {one.sentence for place in found.suggestions for one in place.telling}
    assert "Its region, Shanghai, has been a sister region of Basel-Stadt since 2007." in telling


def test_who_asks_why_hears_which_partnership_it_is() -> None:
    with pytest.raises(InvalidArgument, match="since 2007, and a source names Basel for it too"):
        rank_partners(BASEL, why=SHANGHAI)


def test_a_tie_of_its_own_is_not_told_as_one_of_the_region(ground: Ground) -> None:
    home, canton = (ground.position[one] for one in (BASEL, CANTON))
    own = int(ground.ties.partners(home)[0])
    shanghai = ground.position[SHANGHAI]
    kin = {own: (canton, HELD_OF_AROUND), shanghai: (canton, HELD_OF_AROUND)}
    assert held_around(ground, home, kin) == {shanghai: canton}


def test_a_region_of_the_same_name_is_not_named_as_what_the_city_lies_in() -> None:
    said = [note for note in recommend("gn:1863967").notes if "Bangkok" in note]
    assert [note for note in said if "as one of the region of that name: Bangkok" in note]
    assert not [note for note in said if "in which Fukuoka lies" in note]


SAAREMAA, COUNTY, GOTLAND = "gn:11776874", "gn:588879", "gn:2711509"


def test_a_partner_of_the_region_of_its_name_is_not_suggested_again(
    release: Release, ground: Ground
) -> None:
    """Gotland stood first for Saaremaa, whose county has it, as Fukuoka's has Hanoi."""
    home, county, gotland = (ground.position[one] for one in (SAAREMAA, COUNTY, GOTLAND))
    assert kin_of_partners(release, ground, home)[gotland] == (county, HELD_OF_NAMESAKE)
    found = recommend(SAAREMAA)
    assert GOTLAND not in {one.place.place_id for one in found.suggestions}
    (said,) = [note for note in found.notes if "bears the name of Saaremaa" in note]
    assert "Gotland" in said
    assert said.endswith("So they are not suggested again.")
    (of_fukuoka,) = [one for one in recommend("gn:1863967").notes if "bears the name" in one]
    assert "Hanoi (since 2008)" in of_fukuoka
    with pytest.raises(InvalidArgument, match="The region of Saaremaa, in which the municipality"):
        rank_partners(SAAREMAA, why=GOTLAND)


def test_what_the_city_has_itself_is_no_tie_of_its_region_alone(
    release: Release, ground: Ground
) -> None:
    home = ground.position["gn:1863967"]  # Fukuoka
    own = set(ground.ties.partners(home).tolist())
    told = kin_of_partners(release, ground, home)
    assert own.isdisjoint(at for at, (_, how) in told.items() if how == HELD_OF_NAMESAKE)


def test_the_partner_of_the_district_of_its_name_is_no_argument_and_not_suggested() -> None:
    """Oxford is a partner of the district of Bonn: that speaks against nobody."""
    for ends in (("Bonn", OXFORD), (OXFORD, "Bonn")):
        found = assess(*ends)
        assert found.sentence.startswith(
            "The district of Bonn that bears its name, x:de-bonn-bonn, is already a partner of "
            "Oxford. "
        )
        assert not [one for one in found.in_short.against if "already" in one]
        assert not [one for one in found.to_note if one.sentence in found.sentence]
    with pytest.raises(InvalidArgument, match="The district of Bonn that bears its name"):
        rank_partners("Bonn", why=OXFORD)


def test_a_county_of_its_name_is_told_where_a_city_has_no_partners() -> None:
    found = recommend(ARLINGTON)
    assert found.notes[0] == (
        "We know of no partner of Arlington itself; Arlington County, in which it lies, has 6. "
        "See `sistercities ties gn:4744725`."
    )
    assert any("Aachen" in one and "not suggested again" in one for one in found.notes)
