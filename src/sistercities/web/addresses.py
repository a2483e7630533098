"""The addresses of the pages."""

from __future__ import annotations

from typing import Protocol


class Addressed(Protocol):
    """What a place must say so that its page is known."""

    @property
    def place_id(self) -> str: ...  # noqa: D102
    @property
    def level(self) -> str: ...  # noqa: D102
    @property
    def country(self) -> str: ...  # noqa: D102
    @property
    def is_dual(self) -> bool: ...  # noqa: D102


def place_path(place: Addressed) -> str:
    """Path of a place's page: a country, a region, or a place; one that is both is a place."""
    if place.level == "country":
        return country_path(place.country)
    if place.level in ("region1", "region2") and not place.is_dual:
        return region_path(place.place_id)
    return f"/place/{place.place_id}"


def region_path(place_id: str) -> str:
    """Path of a region's page."""
    return f"/region/{place_id}"


def country_path(code: str) -> str:
    """Path of a country's page."""
    return f"/country/{code}"


def pair_path(one: str, other: str) -> str:
    """Path of a pair of countries, the first in the alphabet first."""
    return "/pair/" + "/".join(sorted((one, other)))


def tie_path(tie_id: str) -> str:
    """Path of a tie's page."""
    return f"/tie/{tie_id}"
