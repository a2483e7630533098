"""What contains a place: every level up to its first-level region, the nearest first."""

from __future__ import annotations

from pathlib import Path

import sistercities as sc
import world


def test_a_town_of_a_county_lies_in_its_region_too(release_folder: Path) -> None:
    today = {one["place_id"]: one["parent_id"] for one in world.parents() if not one["to_year"]}
    inner = next(one for one in today if today.get(today[one]) is not None)
    card = sc.place(inner, data=release_folder)
    chain = [today[inner]]
    while chain[-1] in today:
        chain.append(today[chain[-1]])
    held = [one.place_id for one in card.parents if one.to_year is None]
    assert held == chain
    assert len(set(held)) == len(held) > 1
