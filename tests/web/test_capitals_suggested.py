"""Who types the name of a great city, as it or somebody else spells it, is led there first."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from sistercities.api.explorer.searching import suggest_places
from sistercities.api.explorer.store import Explorer

MEANT = {
    "gn:3067696": ("Praha", "praha", "Prah", "Prague", "Praga", "Прага", "布拉格"),
    "gn:2761369": ("Wien", "Vienna", "Вена", "维也纳"),
    "gn:756135": ("Warszawa", "Warsza", "Warsaw", "Варшава", "华沙"),
    "gn:3169070": ("Roma", "Rome", "Rom", "Рим", "罗马"),
    "gn:2267057": ("Lisboa", "Lisbon", "Лиссабон", "里斯本"),
    "gn:2660646": ("Genève", "Geneva", "Genf", "日内瓦"),
    "gn:3173435": ("Milano", "Milan", "Милан", "米兰"),
    "gn:3172394": ("Napoli", "Naples"),
    "gn:3165524": ("Torino", "Turin"),
    "gn:2950159": ("Berlin", "Берлин", "柏林"),
    "gn:524901": ("Москва", "Moskva", "Moscow", "莫斯科"),
    "gn:2643743": ("London", "Londres", "Лондон", "伦敦"),
    "gn:1816670": ("Beijing", "Pékin", "Пекин", "北京"),
    "gn:1853909": ("Osaka", "大阪"),
    "gn:1857910": ("Kyoto", "京都"),
    "gn:1275339": ("Mumbai", "Bombay"),
    "gn:5128581": ("New York", "Нью-Йорк", "纽约"),
    "gn:1261481": ("New Delhi",),
    "gn:360630": ("Cairo", "القاهرة", "Каир", "开罗"),
}


@pytest.fixture(scope="module")
def explorer() -> Iterator[Explorer]:
    held = Explorer()
    yield held
    held.close()


@pytest.mark.parametrize(
    ("typed", "place_id"), [(one, place) for place, names in MEANT.items() for one in names]
)
def test_the_city_that_is_meant_comes_first(explorer: Explorer, typed: str, place_id: str) -> None:
    assert suggest_places(explorer, typed, 8)[0].place.place_id == place_id


def test_the_name_shown_beside_a_suggestion_is_the_one_typed(explorer: Explorer) -> None:
    assert [suggest_places(explorer, one, 1)[0].known_as for one in ("Roma", "Milano")] == [
        "Roma", "Milano",
    ]  # fmt: skip


def test_a_country_is_found_by_its_own_spelling(explorer: Explorer) -> None:
    assert suggest_places(explorer, "México", 1)[0].place.level == "country"


def test_a_name_that_a_city_bore_once_is_not_put_above_its_bearers(explorer: Explorer) -> None:
    for typed in ("Milan", "Venice"):
        assert not any(one.known_as for one in suggest_places(explorer, typed, 4))
