"""One rule says what is to be known of a place: page, ties, brief and both its scorecards agree."""

from __future__ import annotations

import pytest

import sistercities as sc
from sistercities.api.data_choice import open_data
from sistercities.api.place_warnings import warnings_of
from sistercities.dataset.index.opened import index_of

_PLACES = (
    ("gn:216281", "Nairobi", "the movement M23 took Goma"),
    ("gn:3426691", "gn:2634135", "Argentina claims sovereignty over the Falkland Islands"),
    ("gn:6362987", "gn:2268339", "Morocco claims sovereignty over Ceuta and Melilla"),
    ("gn:1269655", "Nagoya", "China claims sovereignty over Arunachal Pradesh"),
    ("gn:921815", "gn:935264", "The Comoros claims sovereignty over Mayotte"),
    ("gn:2411585", "Funchal", "Spain claims sovereignty over Gibraltar"),
    ("gn:1733432", "Nagoya", "The Philippines claims sovereignty over Sabah"),
    ("gn:2462881", "gn:2515270", "Western Sahara is disputed"),
    ("gn:2119447", "Nagasaki", "Russia governs Kunashir, Iturup, Shikotan and the Habomai islands"),
    ("Lviv", "Mykolaiv, UA", "Russia and Ukraine have been at war"),
)


@pytest.mark.parametrize(("home", "partner", "said"), _PLACES)
def test_page_and_both_scorecards_say_it(home: str, partner: str, said: str) -> None:
    page = [one.sentence for one in sc.place(home).status]
    assert sum(said in one for one in page) == 1
    for one, other in ((home, partner), (partner, home)):
        told = [each.sentence for each in sc.assess(one, other).obstacles]
        assert sum(said in each for each in told) == 1, (one, other)


@pytest.mark.parametrize("home", ["Lviv", "gn:293286", "gn:2462881"])
def test_what_a_brief_says_first_stands_among_what_speaks_against(home: str) -> None:
    """Umm al-Fahm was told of Iran and Gaza in its brief, and its scorecard had Jordan alone."""
    found = sc.assess(home, "Amman" if home == "gn:293286" else "Freiburg, DE-BW")
    with open_data() as release:
        first = warnings_of(index_of(release), found.home.place_id).status
    assert first
    for one in first:
        assert one.sentence in found.in_short.against
        assert one.sentence not in found.sentence


def test_what_calls_for_care_at_home_makes_no_partner_less_likely() -> None:
    """The verdict of a partner is that of the partner: at war with Russia all would be alike."""
    found = sc.assess("Lviv", "Lublin")
    own = [one for one in found.obstacles if one.kind == "war" and one.is_of_home]
    assert own
    assert found.comparable


def test_relations_broken_off_with_many_are_one_line() -> None:
    with open_data() as release:
        told = warnings_of(index_of(release), "gn:1668341")
    broken = [one for one in told.in_question if "broken off" in one or "broke off" in one]
    assert len(broken) == 1
    assert "11 partners of Taipei (" in broken[0]
    assert len({str(one.sentence)[:60] for one in told.status}) == len(told.status)


@pytest.mark.parametrize("home", ["Lviv", "gn:2462881", "gn:3426691"])
def test_whoever_asks_for_partners_hears_it_too(home: str) -> None:
    page = [one.sentence for one in sc.place(home).status]
    assert page
    assert set(page) <= set(sc.recommend(home).notes)
    assert set(page) <= set(sc.rank_partners(home, count=1).notes)


def test_of_a_place_that_governs_itself_the_war_of_the_state_is_not_told() -> None:
    """Cardiff hears nothing of Somalia's war beside Hargeisa, and Hargeisa's own page no more."""
    for told in (sc.place("Hargeisa").status, sc.assess("Hargeisa", "Cardiff, GB").obstacles):
        assert "special_status" in {one.kind for one in told}
        assert "war_within" not in {one.kind for one in told}
