"""What is advised where nobody is named names somebody, with the purpose, themes and size asked."""

from __future__ import annotations

from typing import Any

import pytest

from sistercities.api.partners import recommend
from sistercities.partners.short_lists.answer import ShortLists

MONMOUTHSHIRE, HOERDE, CHUBUT, TICINO = "gn:3333244", "gn:2899070", "gn:3861244", "gn:2658370"
CODES = {
    "Belgium": "BE", "China": "CN", "Czechia": "CZ", "France": "FR", "Germany": "DE",
    "Hungary": "HU", "Italy": "IT", "Poland": "PL", "Slovakia": "SK", "Ukraine": "UA",
    "the United Kingdom": "GB",
}  # fmt: skip


def _advised(found: ShortLists) -> list[str]:
    """List the countries that it is advised to ask for."""
    said = [note for note in found.notes if "places most like" in note and " Ask for " in note]
    return [code for name, code in CODES.items() if any(name in note for note in said)]


@pytest.mark.parametrize("home", [MONMOUTHSHIRE, HOERDE, CHUBUT, TICINO])
@pytest.mark.parametrize(
    "asked",
    [{}, {"purpose": "culture"}, {"purpose": "trade"}, {"themes": ["island"]}, {"size": "like"},
     {"purpose": "trade", "themes": ["port"]}],
    ids=str,
)  # fmt: skip
def test_a_country_that_is_advised_has_somebody_for_the_same_wish(
    home: str, asked: dict[str, Any]
) -> None:
    found = recommend(home, **asked)
    assert not (*found.suggestions, *found.less_sure)
    for code in _advised(found):
        assert recommend(home, countries=[code], **asked).suggestions
    said = [note for note in found.notes if "Ask for one of these" in note]
    assert len(_advised(found)) >= 2 * len(said), "each country of these is looked up above"


def test_who_asks_for_a_country_is_not_advised_to_ask_for_one() -> None:
    found = recommend(MONMOUTHSHIRE, countries=["CN"], purpose="culture")
    assert not found.suggestions
    assert _advised(found) == []


def test_where_something_can_be_advised_it_is() -> None:
    assert _advised(recommend(HOERDE, purpose="culture")) == ["BE"]
