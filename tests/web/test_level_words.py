"""How pages call the level of a place: a territory of a state is no country of its own."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from sistercities.web.asked import Asked
from sistercities.web.languages import Words
from sistercities.web.level_words import level_word

NAMES = {"en": {"FR": "France"}, "zh": {"FR": "法国"}}


def asked(language: str) -> Asked:
    site: Any = SimpleNamespace(static=None, country=lambda code, lang: NAMES[lang][code])
    return Asked(site, Words(language), "/tie/x", {}, "https://host.example")


@pytest.mark.parametrize(
    ("language", "level", "country", "said"),
    [
        ("en", "country", "BL", "territory of France"),
        ("zh", "country", "BL", "法国所属地区"),
        ("en", "country", "SG", "country"),
        ("en", "region1", "RE", "first-level region"),
    ],
)
def test_a_territory_is_called_one(language: str, level: str, country: str, said: str) -> None:
    assert level_word(asked(language), level, country) == said
