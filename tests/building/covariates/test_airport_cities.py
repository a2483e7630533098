"""Which city an airport serves, which airlines count, and what flights say of cities."""

from __future__ import annotations

from pathlib import Path

import pytest

from release_build.covariates.airport_cities import AirportCities, Service, read_airport_rulings
from release_build.covariates.flight_links import Destinations, Leg, city_links, read_homes
from release_build.covariates.flights import (
    FlightNetwork,
    cargo_airlines,
    flight_rows,
    names_freight,
    read_cargo_rulings,
)
from release_build.readers.openflights import Airport
from sistercities.errors import BuildError, SourceError
from sistercities.terms.places import Place


def city(place_id: str, name: str, country: str, at: tuple[float, float], people: int) -> Place:
    return Place(
        place_id, name, "", "city", country, "", latitude=at[0], longitude=at[1],
        population=people, names=((name, "und"),),
    )  # fmt: skip


PLACES = {
    place.place_id: place
    for place in (
        city("gn:1", "Mid", "QM", (0.0, 0.0), 900_000),
        city("gn:2", "Ground", "QM", (0.0, 0.3), 20_000),
        city("gn:3", "Hamlet", "QM", (0.0, 5.0), 900),
        city("gn:4", "Nor", "QN", (0.2, 0.0), 5_000_000),
        city("gn:5", "Farland", "QF", (40.0, 40.0), 100_000),
        city("gn:6", "Isle", "QI", (10.0, 10.0), 50_000),
        Place("gn:9", "Midshire", "", "region1", "QM", "QM-A"),
    )
}
PLACES["gn:1"] = Place(
    "gn:1", "Mid", "", "city", "QM", "QM-A", latitude=0.0, longitude=0.0, population=900_000,
    names=(("Mid", "und"), ("Médio", "und")), parent_ids=("gn:9",),
)  # fmt: skip


def airport(code: str, name: str, town: str, country: str, at: tuple[float, float]) -> Airport:
    return Airport(code, name, town, country, *at)


def serve(one: Airport, **rulings: tuple[str, ...]) -> Service:
    return AirportCities(PLACES, rulings).serve([one])[one.code]


def test_a_city_that_the_airport_names_goes_before_the_ground_it_lies_on() -> None:
    assert serve(airport("A", "Mid Ground Airport", "Ground", "QM", (0.0, 0.3))) == Service(
        ("gn:1",), "name"
    )
    assert serve(airport("A", "Queen Airport", "Ground", "QM", (0.0, 0.3))).place_ids == ("gn:2",)


def test_spellings_are_compared_by_key_and_towns_are_split() -> None:
    for town in ("medio", "Nowhere/Médio", "Médio, Midshire"):
        assert serve(airport("A", "Queen", town, "QM", (0.0, 0.6))).place_ids == ("gn:1",)


def test_without_a_name_the_largest_city_near_it_in_its_country() -> None:
    assert serve(airport("A", "Queen", "Elsewhere", "QM", (0.0, 0.2))) == Service(
        ("gn:1",), "largest"
    )
    assert serve(airport("A", "Queen", "Elsewhere", "QM", (0.0, 5.0))) == Service((), "none")
    assert serve(airport("A", "Queen", "Mid", "QM", (0.0, 2.0))) == Service((), "none")


def test_a_ruling_goes_first_and_must_change_something() -> None:
    one = airport("A", "Mid Airport", "Mid", "QM", (0.0, 0.1))
    assert serve(one, A=("gn:2", "gn:1")) == Service(("gn:2", "gn:1"), "ruling")
    cities = AirportCities(PLACES, {"A": ("gn:2",), "B": ("gn:1",)})
    cities.serve([one])
    with pytest.raises(BuildError, match=r"the ruling on B is what the rules say"):
        cities.require_needed()
    idle = AirportCities(PLACES, {"A": ("gn:1",)})
    idle.serve([one])
    with pytest.raises(BuildError, match=r"the ruling on A"):
        idle.require_needed()


def test_rulings_on_airports_are_read_in_order_and_name_places_of_the_release(
    tmp_path: Path,
) -> None:
    path = tmp_path / "airports.csv"
    head = "airport,name,place_id,reason,date\n"
    path.write_text(
        f"{head}A,Mid,gn:2,so,2026-01-02\nA,Mid,gn:1,so,2026-01-02\nB,Bay,,so,2026-01-02\n"
    )
    assert read_airport_rulings(path, PLACES) == {"A": ("gn:2", "gn:1"), "B": ()}
    path.write_text(f"{head}A,Mid,gn:77,so,2026-01-02\n")
    with pytest.raises(SourceError, match=r"'gn:77'.*name a place of the release"):
        read_airport_rulings(path, PLACES)


@pytest.mark.parametrize(
    ("name", "is_freight"),
    [
        ("Lufthansa Cargo", True),
        ("Cargolux", True),
        ("DHL Air UK", True),
        ("China Postal Airlines", True),
        ("United Parcel Service", True),
        ("Iberia Express", False),
        ("Aeropostal Alas de Venezuela", False),
        ("LogistAir", False),
    ],
)
def test_a_name_that_speaks_of_freight(name: str, is_freight: bool) -> None:
    assert names_freight(name) is is_freight


def test_rulings_on_airlines_add_to_the_words_and_must_be_needed(tmp_path: Path) -> None:
    airlines = {"AAA": "Atlas", "BBB": "Best Cargo", "CCC": "Carry"}
    path = tmp_path / "cargo_airlines.csv"
    head = "airline,name,is_left_out,reason,date\n"
    path.write_text(f"{head}AAA,Atlas,yes,so,2026-01-02\nBBB,Best Cargo,no,so,2026-01-02\n")
    rulings = read_cargo_rulings(path, airlines)
    assert cargo_airlines(airlines, rulings) == {"AAA"}
    assert cargo_airlines(airlines, {}) == {"BBB"}
    path.write_text(f"{head}BBB,Best Cargo,yes,so,2026-01-02\n")
    with pytest.raises(BuildError, match="BBB is what the name says"):
        read_cargo_rulings(path, airlines)
    path.write_text(f"{head}CCC,Other,yes,so,2026-01-02\n")
    with pytest.raises(SourceError, match="'Other'"):
        read_cargo_rulings(path, airlines)


AIRPORTS = {
    one.code: one
    for one in (
        airport("MID", "", "", "QM", (0.0, 0.1)),
        airport("MI2", "", "", "QM", (0.0, 0.2)),
        airport("NOR", "", "", "QN", (0.2, 0.1)),
        airport("FAR", "", "", "QF", (40.0, 40.1)),
        airport("ISL", "", "", "QI", (10.0, 10.1)),
        airport("LON", "", "", "QL", (60.0, 60.0)),
    )
}
SERVICES = {
    "MID": Service(("gn:1", "gn:2"), "ruling"),
    "MI2": Service(("gn:1",), "name"),
    "NOR": Service(("gn:4",), "name"),
    "FAR": Service(("gn:5",), "name"),
    "ISL": Service(("gn:6",), "name"),
    "LON": Service((), "none"),
}
LEGS = (
    Leg(("MID", "NOR"), frozenset({"X", "Y"}), 2),
    Leg(("MI2", "NOR"), frozenset({"Y", "Z"}), 1),
    Leg(("MI2", "FAR"), frozenset({"X"}), 1),
    Leg(("ISL", "MID"), frozenset({"X"}), 9),
    Leg(("LON", "MID"), frozenset({"X"}), 4),
    Leg(("MI2", "MID"), frozenset({"X"}), 5),
)


def test_destinations_are_cities_abroad_with_enough_flights() -> None:
    links = city_links(LEGS, AIRPORTS, SERVICES, PLACES, {"QI": "QM"}, 2)
    # Nor and the airport that serves no place; Isle is of the same state; Far has one flight.
    assert links.destinations["gn:1"] == Destinations(2, 2)
    assert links.destinations["gn:2"] == Destinations(2, 2)
    assert links.destinations["gn:9"] == Destinations(2, 2)
    # The two cities of MID are one destination.
    assert links.destinations["gn:4"] == Destinations(1, 1)
    assert links.destinations["gn:5"] == Destinations(0, 0)
    assert links.destinations["gn:6"] == Destinations(0, 0)
    assert links.international_airports == {"MID", "NOR", "LON"}


def test_with_one_flight_enough_and_no_home_more_is_abroad() -> None:
    links = city_links(LEGS, AIRPORTS, SERVICES, PLACES, {}, 1)
    assert links.destinations["gn:1"] == Destinations(4, 4)
    assert links.destinations["gn:6"] == Destinations(1, 1)
    assert ("gn:1", "gn:5") in links.airlines


def test_a_direct_connection_counts_the_airlines_of_all_airports_of_both_cities() -> None:
    links = city_links(LEGS, AIRPORTS, SERVICES, PLACES, {"QI": "QM"}, 2)
    assert links.airlines == {("gn:1", "gn:4"): 3, ("gn:2", "gn:4"): 2}


def test_a_covered_country_has_zeros_and_another_has_nothing() -> None:
    links = city_links(LEGS, AIRPORTS, SERVICES, PLACES, {"QI": "QM"}, 2)
    network = FlightNetwork(tuple(AIRPORTS.values()), AIRPORTS, SERVICES, links)
    places = PLACES | {"gn:8": city("gn:8", "Lone", "QL", (60.0, 60.0), 1)}
    rows = list(flight_rows(network, places)["city_covariates"])
    value = {(row["place_id"], row["variable"]): row["value"] for row in rows}
    assert value["gn:3", "has_airport"] == 0.0
    assert value["gn:3", "international_destinations"] == 0.0
    # Five degrees of the equator less a tenth, on a globe of 6371.0088 km.
    assert value["gn:3", "km_to_international_airport"] == pytest.approx(4.9 * 111.195, abs=0.1)
    assert value["gn:5", "has_airport"] == 1.0
    assert ("gn:5", "km_to_international_airport") not in value
    assert not [key for key in value if key[0] == "gn:8"]


def test_airports_near_a_city_are_in_its_reach_if_they_lie_in_its_country() -> None:
    links = city_links(LEGS, AIRPORTS, SERVICES, PLACES, {"QI": "QM"}, 2)
    network = FlightNetwork(tuple(AIRPORTS.values()), AIRPORTS, SERVICES, links)
    # 0.4 degrees are 44 km: in reach of both airports of Mid, and of Nor's beyond the border.
    near = city("gn:7", "Near", "QM", (-0.1, 0.4), 5)
    rows = flight_rows(network, {**PLACES, "gn:7": near})["city_covariates"]
    value = {
        row["place_id"]: row["value"]
        for row in rows
        if row["variable"] == "international_destinations_nearby"
    }
    # Nor has three flight numbers from both airports together, the one that serves no place four.
    assert value["gn:7"] == 2.0
    assert value["gn:1"] == 2.0
    assert value["gn:3"] == 0.0  # five degrees away
    assert value["gn:4"] == 1.0  # from its own airport alone
    assert value["gn:6"] == 0.0  # an isle of the same state


def test_homes_are_read_with_their_reasons(tmp_path: Path) -> None:
    path = tmp_path / "regional_flights.csv"
    path.write_text("country,home,reason,date\nQI,QM,so,2026-01-02\n")
    assert read_homes(path) == {"QI": "QM"}
    path.write_text("country,home,reason,date\nQI,QM,,2026-01-02\n")
    with pytest.raises(SourceError, match="reason"):
        read_homes(path)
