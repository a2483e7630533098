"""Parts of a city that a Chinese list calls by their number."""

from __future__ import annotations

from typing import Any

import pytest

from sistercities.dataset.resolving.numbered_parts import numbered_part
from sistercities.dataset.resolving.user_gazetteer import UserGazetteer
from sistercities.terms.claims import NamedEnd
from sistercities.terms.places import Place


def place(place_id: str, name: str, *others: str, **more: Any) -> Place:
    given: dict[str, Any] = {"level": "district", "parent_ids": ("x:city",)} | more
    names = tuple((one, "und") for one in (name, *others))
    return Place(place_id, name, "", country="HU", region_iso="", names=names, **given)


WORLD = UserGazetteer([
    place("x:city", "Budavest", "布达韦斯", level="city", parent_ids=()),
    place("x:5", "Budavest V. kerület"), place("x:15", "Budavest XV. kerület"),
    place("x:20", "20th district of Budavest"), place("x:14", "Budavest XIV. kerület"),
    place("x:other", "Szeged XV. kerület", parent_ids=("x:elsewhere",)),
])  # fmt: skip


@pytest.mark.parametrize(
    ("name", "due"),
    [
        ("布达韦斯第十五区", "x:15"), ("布達韋斯第五區", "x:5"), ("布达韦斯第14区", "x:14"),
        ("布达韦斯第二十区", "x:20"), ("布达韦斯第十六区", ""), ("布达韦斯区", ""),
        ("无人城第五区", ""),
    ],
)  # fmt: skip
def test_the_only_part_of_the_number_is_meant(name: str, due: str) -> None:
    assert numbered_part(NamedEnd(name, "HU"), WORLD) == due
