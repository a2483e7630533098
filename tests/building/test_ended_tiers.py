"""A tier that a country gave up: its areas and the towns of their names are no more."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from release_build.ended_places import (
    TIER_COLUMNS as COLUMNS,
)
from release_build.ended_places import (
    EndedTier,
    read_ended_tiers,
    with_ended_tiers,
)
from sistercities.dataset.scripts import name_key
from sistercities.errors import BuildError, SourceError
from sistercities.terms.places import Place
from sistercities.terms.words import Level


def place(place_id: str, name: str, level: Level, *around: str, region: str = "VN-99") -> Place:
    return Place(place_id, name, "", level, "VN", region, parent_ids=around)


PLACES = {
    one.place_id: one
    for one in (
        place("x:province", "Đồng Mới", "region1"),
        place("x:gone-province", "Đồng Cũ", "region1"),
        place("x:other", "Sông Xa", "region1", region="VN-98"),
        place("x:area", "Thành Phố Bến Cát", "region2", "x:province"),
        place("x:town", "Bến Cát", "city", "x:area"),
        place("x:beside", "Xóm Ngoài", "city", "x:area"),
        place("x:rural", "Huyện Bến Cát", "region2", "x:province"),
        place("x:namesake", "Bến Cát", "city", "x:rural"),
        place("x:isle", "Thành Phố Đảo Yên", "region2", "x:province"),
        place("x:ruled", "Thị Xã Cũ", "region2", "x:province"),
    )
}
PLACES["x:gone-province"] = replace(PLACES["x:gone-province"], valid_to=2025)
PLACES["x:ruled"] = replace(PLACES["x:ruled"], valid_to=1999, successor="x:other")


def write(folder: Path, row: str) -> Path:
    path = folder / "ended_tiers.csv"
    path.write_text(f"{','.join(COLUMNS)}\n{row}\n", encoding="utf-8")
    return path


def test_areas_and_towns_of_their_names_end_with_their_region_as_successor(tmp_path: Path) -> None:
    row = "VN,region2,Thành Phố|Thị Xã,2025,x:isle,dissolved,public law,2026-12-01"
    ended = with_ended_tiers(PLACES, read_ended_tiers(write(tmp_path, row)))
    over = {one for one in ended if ended[one] != PLACES[one]}
    assert over == {"x:area", "x:town"}
    assert {(ended[one].valid_to, ended[one].successor) for one in over} == {(2025, "x:province")}


def test_a_row_that_ends_nothing_or_leaves_out_what_is_not_held_is_refused() -> None:
    tier = EndedTier("VN", "region2", (name_key("Thành Phố"),), 2025, frozenset())
    with pytest.raises(BuildError, match="ends nothing"):
        with_ended_tiers(PLACES, [replace(tier, kinds=(name_key("Quận"),))])
    with pytest.raises(BuildError, match="x:nowhere, which is not held"):
        with_ended_tiers(PLACES, [replace(tier, without=frozenset({"x:nowhere"}))])


@pytest.mark.parametrize(
    "row",
    [
        "VN,region2,,2025,,dissolved,public law,2026-12-01",
        "VN,region2,Quận,2025,,,public law,2026-12-01",
        "VN,region2,Quận,soon,,dissolved,public law,2026-12-01",
        "VN,region2,Quận,2025,Phú Quốc,dissolved,public law,2026-12-01",
        "XX,region2,Quận,2025,,dissolved,public law,2026-12-01",
    ],
)
def test_a_row_that_is_not_understood_is_refused(tmp_path: Path, row: str) -> None:
    with pytest.raises(SourceError):
        read_ended_tiers(write(tmp_path, row))
