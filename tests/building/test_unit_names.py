"""A Chinese unit that a gazetteer lists under the name of a quarter is shown under its own."""

from __future__ import annotations

from dataclasses import replace

import pytest

import world
from release_build.gazetteer.chinese_units import unit_name, with_unit_names

QUARTER = ["Shitang", "Shitang Jiedao", "shi tang", "石塘", "柳河区", "Liuhe Qu", "liu he qu"]


@pytest.mark.parametrize(
    ("name", "local", "names", "shown"),
    [
        ("Shitang", "柳河区", QUARTER, "Liuhe"),
        # Nothing tells that the name shown is that of a quarter: it may be that of another people.
        ("Ghulja", "伊宁市", ["Ghulja", "Yining Shi", "yi ning shi"], "Ghulja"),
        # Its own name, however its characters are read.
        ("Liuhe", "柳河区", [*QUARTER, "Liuhe Zhen"], "Liuhe"),
        # Two readings of the unit: which is right is not told.
        ("Shitang", "柳河区", [*QUARTER, "Liuge Qu"], "Shitang"),
        ("Shitang", "石塘", QUARTER, "Shitang"),
        ("Shitang", "柳河区", [], "Shitang"),
    ],
)
def test_the_name_of_the_unit(name: str, local: str, names: list[str], shown: str) -> None:
    assert unit_name(name, local, names) == shown


def test_a_place_of_our_own_keeps_the_name_of_its_unit_for_itself() -> None:
    drawn = next(iter(world.places().values()))
    seat = replace(
        drawn, name="Shitang", name_local="柳河区", country="CN", region_iso="CN-ZJ",
        names=tuple((one, "und") for one in QUARTER),
    )  # fmt: skip
    (shown,) = with_unit_names([seat], [])
    assert (shown.name, dict(shown.names).get("Liuhe")) == ("Liuhe", "und")
    unit = replace(seat, place_id="x:cn-liuhe", name="Liuhe")
    assert with_unit_names([seat], [unit]) == (seat,)
