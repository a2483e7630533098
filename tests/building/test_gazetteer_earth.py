"""Rows of Natural Earth reach the place they mean, also where their GeoNames id is another's."""

from release_build.gazetteer.earth import with_natural_earth
from release_build.readers.natural_earth import NaturalEarthPlace
from sistercities.terms.places import Place

HERE, BESIDE, OVERSEAS = (10.0, 10.0), (10.1, 10.1), (-40.0, 170.0)


def place(
    number: int, name: str, at: tuple[float, float], people: int, also: tuple[str, ...] = ()
) -> Place:
    return Place(
        f"gn:{number}", name, "", "city", "ZZ", "ZZ-1", geonames_id=number, latitude=at[0],
        longitude=at[1], population=people, names=tuple((one, "und") for one in (name, *also)),
    )  # fmt: skip


def row(number: int, name: str, item: str = "Q7") -> NaturalEarthPlace:
    return NaturalEarthPlace(number, item, name, name, "甲", *HERE)


def linked(*places: Place, rows: tuple[NaturalEarthPlace, ...]) -> dict[str, str]:
    found = with_natural_earth(places, rows)
    return {one.place_id: one.wikidata_id for one in found if one.wikidata_id}


def test_the_place_of_the_id_gets_the_item_and_the_names() -> None:
    (found,) = with_natural_earth([place(1, "Aville", HERE, 9)], [row(1, "Aville")])
    assert found.wikidata_id == "Q7"
    assert ("甲", "zh") in found.names


def test_an_id_of_a_namesake_overseas_does_not_count() -> None:
    capital, namesake = place(1, "Aville", HERE, 900_000), place(2, "Aville", OVERSEAS, 2_000)
    assert linked(capital, namesake, rows=(row(2, "Aville"),)) == {"gn:1": "Q7"}
    assert linked(namesake, rows=(row(2, "Aville"),)) == {}


def test_the_city_goes_before_a_quarter_that_has_its_name_among_others() -> None:
    city, quarter = place(1, "Aville", HERE, 900_000), place(2, "Bham", BESIDE, 9, ("Aville",))
    assert linked(city, quarter, rows=(row(2, "Aville"),)) == {"gn:1": "Q7"}


def test_a_smaller_namesake_nearby_does_not_outdo_the_place_of_the_id() -> None:
    city, hamlet = place(1, "Bham", HERE, 900_000, ("Aville",)), place(2, "Aville", BESIDE, 9)
    assert linked(city, hamlet, rows=(row(1, "Aville"),)) == {"gn:1": "Q7"}


def test_an_id_of_a_place_with_another_name_does_not_count() -> None:
    assert linked(place(1, "Bham", HERE, 9), rows=(row(1, "Aville"),)) == {}


def test_an_item_of_two_places_is_of_none() -> None:
    one, other = place(1, "Aville", HERE, 9), place(2, "Bham", BESIDE, 9)
    assert linked(one, other, rows=(row(1, "Aville"), row(2, "Bham"))) == {}


def test_an_alias_id_leads_to_its_municipality() -> None:
    city = Place(
        "gn:1", "Aville", "", "city", "ZZ", "", latitude=10.0, longitude=10.0,
        names=(("Aville", "und"),), alias_ids=("gn:5",),
    )  # fmt: skip
    assert linked(city, rows=(row(5, "Aville"),)) == {"gn:1": "Q7"}
