"""A town of the gazetteer whose whole name was typed comes before names that only begin so."""

from __future__ import annotations

from dataclasses import replace

import pytest

import world
from release_build.gazetteer.remaining import gazetteer_tables
from release_build.writing.release_files import write_release
from sistercities.api.explorer.searching import suggest_places
from sistercities.api.explorer.store import Explorer

PORT, PORTVILLE = "gn:990001", "gn:990002"


@pytest.fixture(scope="module")
def explorer(tmp_path_factory: pytest.TempPathFactory) -> Explorer:
    """Open the world with the towns Port and Portville, of which no list names a tie."""
    small = world.remaining()[world.PETIT_ORME]
    port = replace(small, place_id=PORT, name="Port", names=(("Port", "und"),), population=900)
    ville = replace(port, place_id=PORTVILLE, name="Portville", names=(("Portville", "und"),))
    towns = gazetteer_tables([*world.remaining().values(), port, ville], world.places())
    folder = tmp_path_factory.mktemp("towns") / "release"
    write_release(world.tables() | towns, folder, version="0.0.0-towns")
    return Explorer(folder)


def _found(explorer: Explorer, text: str, limit: int = 10) -> list[str]:
    return [line.place.place_id for line in suggest_places(explorer, text, limit)]


def test_a_town_called_so_comes_before_a_city_that_begins_so(explorer: Explorer) -> None:
    assert _found(explorer, "Port") == [PORT, world.PORTCLAIR, PORTVILLE]
    assert _found(explorer, "port", 2) == [PORT, world.PORTCLAIR]


def test_a_place_with_partnerships_comes_before_towns_of_its_name(explorer: Explorer) -> None:
    assert _found(explorer, "Portclair")[0] == world.PORTCLAIR
    assert PORT not in _found(explorer, "Portc")


def test_a_beginning_suggests_towns_last(explorer: Explorer) -> None:
    assert _found(explorer, "Por")[0] == world.PORTCLAIR
    assert set(_found(explorer, "Por")) == {world.PORTCLAIR, PORT, PORTVILLE}
