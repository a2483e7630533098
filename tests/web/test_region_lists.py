"""A region asks for partners: pages say who stands on the lists of regions, in both languages."""

from __future__ import annotations

import pytest

from sistercities import api
from web.reader import Reader, all_of, parsed, words_of

CALIFORNIA = "gn:5332921"


@pytest.mark.parametrize(
    ("lang", "meaning"),
    [
        ("en", "Partners of your partners, and regions whose cities are partners of yours."),
        ("zh", "你们伙伴的伙伴，以及其城市与你们的城市已结为伙伴的地区。"),
    ],
)
def test_the_lists_of_a_region_say_what_they_are(real: Reader, lang: str, meaning: str) -> None:
    tree = parsed(real.page(f"/recommend?q={CALIFORNIA}&lang={lang}"))
    sections = [
        one for one in all_of(tree, "section") if (one.get("class") or "").startswith("short-list")
    ]
    assert meaning in words_of(sections[0])


def test_california_is_told_states_and_provinces_with_a_link_each() -> None:
    found = api.recommend(CALIFORNIA)
    assert len(found.suggestions) >= 5
    assert {one.place.level for one in found.suggestions} == {"region1"}
    assert "California" not in {one.place.name for one in found.suggestions}
    linked = {"shared_partners", "cities_tied", "sister_region"}
    assert all(linked & {why.argument for why in one.telling} for one in found.suggestions)


def test_a_part_of_the_world_can_be_chosen(real: Reader) -> None:
    tree = parsed(real.page("/recommend?q=gn:1814870&continent=middle-east"))
    countries = {one.place.country for one in api.recommend(
        "gn:1814870", continents=["Middle East"]
    ).suggestions}  # fmt: skip
    assert countries
    assert countries <= {"AE", "BH", "IL", "IQ", "IR", "JO", "KW", "LB", "OM", "PS", "QA", "SA",
                         "SY", "TR", "YE"}  # fmt: skip
    chosen = [one for one in all_of(tree, "option") if one.get("selected") is not None]
    assert "middle-east" in {one.get("value") for one in chosen}
