"""What a row of ties says beside its cells, and by which regions a place is reached."""

from __future__ import annotations

import json

import pytest

import world
from web.reader import Reader, all_of, parsed, words_of


def test_a_row_says_that_its_tie_lies_inside_sister_regions_and_no_other_does(
    reader: Reader,
) -> None:
    asked = "/api/v1/ties?country=CN&is_inside=true&size=500"
    inside = {one["tie_id"] for one in json.loads(reader.page(asked))["ties"]}
    held = json.loads(reader.page("/country/CN/ties.json?size=500"))["rows"]
    (body, *_) = all_of(parsed(reader.page("/country/CN/ties?size=500")), "tbody")
    rows = [words_of(row) for row in all_of(body, "tr")]
    assert len(rows) == len(held) > len(inside) > 0
    for row, tie in zip(rows, held, strict=True):
        assert ("inside sister regions" in row) is (tie["tie_id"] in inside), row


@pytest.mark.parametrize(
    ("place", "around"),
    [
        (world.NINGWAN, [world.QINGMO]),
        (world.HUSHI, [world.LANYU, world.SHUANGHE]),
        (world.SAINT_ORME, [world.GRAND_VAL, world.HAUTE_LISE]),
        (world.NANYUAN, [world.JINGHAI]),
    ],
)
def test_a_page_stands_below_its_country_and_the_regions_of_today(
    reader: Reader, place: str, around: list[str]
) -> None:
    """What contained it once is none of them; the first level stands before the second."""
    (crumbs, *_) = [one for one in all_of(parsed(reader.page(f"/place/{place}")), "nav")
                    if one.get("class") == "crumbs"]  # fmt: skip
    led = [one.get("href") for one in all_of(crumbs, "a")]
    assert [one for one in led if one.startswith("/place/")] == [f"/place/{one}" for one in around]
    assert f"/country/{world.places()[place].country}" in led
