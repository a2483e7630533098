"""The country spelt most alike is found among few names; a plain twin looks at all of them."""

from __future__ import annotations

from difflib import get_close_matches
from random import Random

import pytest

from sistercities.sources.register_countries import _shown_names as shown_names
from sistercities.sources.register_countries import country_code, nearest_country
from sistercities.sources.register_words import folded


def _among_all(name: str) -> str:
    found = get_close_matches(folded(name), shown_names(), n=1, cutoff=0.8)
    if not found:
        return ""
    shown = shown_names()[found[0]]
    return f"{shown} ({country_code(shown)})"


def _misspelt(rng: Random) -> str:
    letters = list(rng.choice(list(shown_names().values())))
    for _ in range(rng.choice([1, 2, 3, 4])):
        at = rng.randrange(len(letters))
        if rng.random() < 0.5 and len(letters) > 4:
            letters.pop(at)
        else:
            letters.insert(at, rng.choice("aeinrst"))
    return "".join(letters)


def test_a_misspelt_country_is_that_which_a_look_at_all_names_finds() -> None:
    rng = Random(5)
    asked = [_misspelt(rng) for _ in range(60)]
    found = {name: nearest_country(name) for name in asked}
    assert found == {name: _among_all(name) for name in asked}
    assert 30 < sum(map(bool, found.values())) < len(asked)


@pytest.mark.parametrize(
    ("written", "meant"), [("Jappan", "Japan (JP)"), ("Germny", "Germany (DE)"), ("Xxxxxx", "")]
)
def test_a_letter_more_or_less_is_forgiven(written: str, meant: str) -> None:
    assert nearest_country(written) == meant
