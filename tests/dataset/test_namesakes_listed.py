"""Namesakes of which one is a municipality and the others are parts of one."""

from __future__ import annotations

from dataclasses import replace

from sistercities.dataset.resolving.by_forms import SEVERAL
from sistercities.dataset.resolving.second_thoughts import SecondThoughts
from sistercities.dataset.resolving.user_gazetteer import UserGazetteer
from sistercities.terms.claims import NamedEnd
from sistercities.terms.places import Place, Resolution


def town(place_id: str, name: str, code: str = "", country: str = "DE") -> Place:
    return Place(
        place_id, name, "", "city", country, "", municipality_code=code, names=((name, "und"),)
    )


def meant(*towns: Place, name: str = "Walde", parents: tuple[str, ...] = ()) -> Resolution:
    """Return what a name becomes that several towns bear."""
    thoughts = SecondThoughts(UserGazetteer(towns), ())
    ids = tuple(one.place_id for one in towns)
    end = NamedEnd(name, towns[0].country, parents=parents)
    return thoughts.on_end(end, Resolution("", "", 0.0, SEVERAL, ids))


QUARTER = town("gn:1", "Walde")
LISTED = town("gn:2", "Walde", "09100001")


def test_the_one_that_is_a_municipality_is_meant() -> None:
    found = meant(QUARTER, LISTED)
    assert (found.place_id, found.method) == ("gn:2", "alias+country+municipality")


def test_of_two_municipalities_none_is_taken() -> None:
    assert meant(LISTED, town("gn:3", "Walde", "09100002")).reason == SEVERAL


def test_the_one_that_is_called_so_whole_goes_before_one_that_begins_so() -> None:
    assert meant(LISTED, town("gn:3", "Walde am Bach", "09100002")).place_id == "gn:2"


def test_where_no_list_is_whole_nothing_is_settled_so() -> None:
    other = [replace(one, country="FR") for one in (QUARTER, LISTED)]
    assert meant(*other).reason == SEVERAL


def test_a_stated_region_is_not_overruled() -> None:
    assert not meant(QUARTER, LISTED, parents=("Nordmark",)).place_id


def test_a_municipality_that_a_title_stands_before_is_called_so_whole() -> None:
    titled = town("gn:3", "Lutherstadt Walde", "09100002")
    other = town("gn:4", "Wahlde", "09100003")
    named = replace(other, names=(("Wahlde", "und"), ("Walde", "und")))
    title = replace(titled, names=((titled.name, "und"), ("Walde", "und")))
    assert meant(title, named).place_id == "gn:3"


def test_a_town_called_so_is_no_part_of_a_municipality_that_begins_so() -> None:
    longer = town("gn:3", "Walde bei Nordheim", "09100002")
    known = replace(longer, names=((longer.name, "und"), ("Walde", "und")))
    large = replace(QUARTER, population=11_000)
    assert meant(QUARTER, known).place_id == "gn:3"
    assert meant(large, known).reason == SEVERAL
