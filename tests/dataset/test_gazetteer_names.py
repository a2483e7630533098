"""What stands around a name is told from the name, and says which level is meant."""

import pytest

from sistercities.dataset.gazetteer.names import bare_names, stated_levels


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("甲乙市", "甲乙"),
        ("甲乙县", "甲乙"),
        ("甲乙大区", "甲乙"),
        ("甲乙自治州", "甲乙"),
        ("甲乙特别市", "甲乙"),
        ("津市", "津"),
        ("Osaka Prefecture", "Osaka"),
        ("Ōsaka-shi", "Ōsaka"),
        ("Mazovia Voivodeship", "Mazovia"),
        ("City of York", "York"),
        ("Province of Trapani", "Trapani"),
        ("Provincia de Valparaíso", "Valparaíso"),
        ("Landkreis Musterau", "Musterau"),
        ("Kaluga Oblast", "Kaluga"),
        ("Jeongseon-gun", "Jeongseon"),
        ("County of Kent", "Kent"),
    ],
)
def test_bare_name(name: str, bare: str) -> None:
    assert bare_names(name) == (bare,)


@pytest.mark.parametrize("name", ["广州", "York", "City", "州", "Newcastle"])
def test_a_name_without_wrapper_has_no_bare_form(name: str) -> None:
    assert bare_names(name) == ()


@pytest.mark.parametrize(
    ("name", "level"),
    [
        ("甲乙省", "region1"),
        ("甲乙市", "city"),
        ("甲乙区", "district"),
        ("甲乙盟", "region2"),
        ("甲乙旗", "county"),
        ("Osaka Prefecture", "region1"),
        ("Kent County", "region2"),
        ("City of York", "city"),
        ("Guro-gu", "district"),
    ],
)
def test_the_wording_states_the_level(name: str, level: str) -> None:
    assert stated_levels(name)[0] == level


def test_a_plain_name_states_no_level() -> None:
    assert stated_levels("Ningbo") == ()
    assert stated_levels("宁波") == ()
