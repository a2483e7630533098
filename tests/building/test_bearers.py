"""Who bears a name: what the gazetteer's index tells is what the names themselves tell."""

from __future__ import annotations

from dataclasses import replace

from release_build.gazetteer.bearers import Bearers
from release_build.gazetteer.drafts import all_keys
from sistercities.dataset.gazetteer.places import Gazetteer
from sistercities.terms.places import Place


def place(place_id: str, country: str, *names: str) -> Place:
    spelt = tuple((name, "und") for name in names)
    return Place(place_id, names[0], "", "city", country, "", names=spelt)


BEFORE = {
    one.place_id: one
    for one in (
        place("x:osaka", "JP", "Osaka", "大阪市"),
        place("x:osaka-fu", "JP", "Osaka Prefecture", "大阪府"),
        place("x:porto", "PT", "Porto", "Oporto"),
        place("x:porto-br", "BR", "Porto"),
        place("x:vila", "PT", "Vila Nova", "City of Porto"),
    )
}


def by_names(places: dict[str, Place], country: str, key: str) -> set[str]:
    """Ids of who bears a name, from the names alone."""
    return {
        one.place_id
        for one in places.values()
        if one.country == country and key in all_keys(name for name, _ in one.names)
    }


def test_index_and_names_tell_the_same_also_of_places_that_are_renamed() -> None:
    renamed = replace(BEFORE["x:porto"], names=(("Invicta", "und"), ("Oporto", "und")))
    new = place("x:new", "PT", "Porto", "Oporto")
    now = BEFORE | {"x:porto": renamed, "x:new": new}
    bearers = Bearers(now, Gazetteer(BEFORE.values()))
    keys = {key for one in (*BEFORE.values(), renamed) for key in all_keys(n for n, _ in one.names)}
    for country in ("JP", "PT", "BR"):
        for key in keys:
            found = bearers.of(country, key)
            assert found.keys() == by_names(now, country, key), (country, key)
            assert all(found[one] is now[one] for one in found)


def test_a_name_that_was_taken_away_is_borne_no_more() -> None:
    renamed = BEFORE | {"x:porto": replace(BEFORE["x:porto"], names=(("Invicta", "und"),))}
    bearers = Bearers(renamed, Gazetteer(BEFORE.values()))
    assert bearers.of("PT", "oporto") == {}
    assert list(bearers.of("PT", "invicta")) == ["x:porto"]
    assert list(bearers.of("BR", "porto")) == ["x:porto-br"]
