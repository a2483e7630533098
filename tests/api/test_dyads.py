"""Dyads of the drawn world, counted by hand from its ties."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

import sistercities as sc
import world
from sistercities.errors import InvalidArgument


@pytest.fixture(scope="module")
def units(release_folder: Path) -> pd.DataFrame:
    return sc.dyads("CN", data=release_folder).set_index(["home_unit_id", "foreign_unit_id"])


def test_counts_by_hand(units: pd.DataFrame) -> None:
    # Lanyu with Minamihara: Shuanghe with Tokiwa and with Kawabe; the pending one is not alive.
    assert units.at[(world.LANYU, world.MINAMIHARA), "n_ties"] == 2
    # Lanyu with Kitazawa: Meiping with the other Kawabe, claimed twice.
    assert units.at[(world.LANYU, world.KITAZAWA), "n_ties"] == 1
    assert units.at[(world.QINGMO, world.MINAMIHARA), "n_ties"] == 1


def test_upper_ties_by_hand(units: pd.DataFrame) -> None:
    sisters = {pair for pair, row in units.iterrows() if row["has_upper_tie"] is True}
    due = {
        (world.LANYU, world.MINAMIHARA),
        (world.LANYU, world.VALMONT),
        (world.LANYU, world.OMBRAGE),
        (world.QINGMO, world.MINAMIHARA),
        (world.QINGMO, world.KITAZAWA),
        (world.QINGMO, world.NORDMARK),
        (world.BAISHA, world.HIGASHINO),
    }
    assert sisters == due


def test_a_unit_that_no_source_lists_is_not_in_the_dyads(units: pd.DataFrame) -> None:
    assert world.WUTING not in units.index.get_level_values(0)


def test_unit_counts_and_city_pairs_hold_the_same_ties(
    units: pd.DataFrame, release_folder: Path
) -> None:
    tied = sc.dyads("CN", of="ties", data=release_folder)
    known = tied[tied["foreign_unit_id"].notna()]
    finest = units[units["foreign_tier"] == 0]["n_ties"]
    counted = known.groupby(["home_unit_id", "foreign_unit_id"]).size()
    assert finest[finest > 0].to_dict() == counted.to_dict()


def test_cities_hold_all_pairs_and_the_same_tied_ones(release_folder: Path) -> None:
    tied = sc.dyads("CN", of="ties", data=release_folder)
    pairs = sc.dyads("CN", of="cities", data=release_folder)
    assert len(pairs) == pairs["home_id"].nunique() * pairs["foreign_id"].nunique()
    assert set(pairs[pairs["is_tied"]]["tie_id"]) == set(tied["tie_id"])
    assert pairs[~pairs["is_tied"]]["tie_id"].isna().all()
    merged = tied.merge(pairs, on=["home_id", "foreign_id"], suffixes=("", "_all"))
    assert (merged["has_upper_tie"] == merged["has_upper_tie_all"]).all()


def test_a_coarser_tier_counts_as_inside(release_folder: Path) -> None:
    # Saint-Orme lies in Haute-Lise, which lay in Valmont, the sister of Lanyu, when the tie began.
    tied = sc.dyads("CN", of="ties", data=release_folder).set_index(["home_id", "foreign_id"])
    assert tied.at[(world.MEIPING, world.SAINT_ORME), "foreign_unit_id"] == world.HAUTE_LISE
    assert bool(tied.at[(world.MEIPING, world.SAINT_ORME), "has_upper_tie"])


def test_share_inside_is_that_of_the_study(release_folder: Path) -> None:
    tied = sc.dyads("CN", of="ties", data=release_folder)
    told = sc.study_nesting("CN", draws=5, nulls=["degree"], data=release_folder)
    assert tied["has_upper_tie"].mean() == pytest.approx(told.estimates["share_inside"].value)


def test_an_earlier_year_holds_what_had_begun(release_folder: Path) -> None:
    early = sc.dyads("CN", 1985, of="ties", data=release_folder)
    began = {
        ends
        for ends, tie in world.TIES.items()
        if tie.tie_class == "lower" and tie.precision == "day" and str(tie.start) < "1986"
    }
    assert {
        frozenset(pair) for pair in zip(early["home_id"], early["foreign_id"], strict=True)
    } == (began)


@pytest.mark.parametrize("wrong", [{"of": "towns"}, {"country": "XX"}, {"as_of": 1900}])
def test_wrong_arguments_are_refused(release_folder: Path, wrong: dict) -> None:
    with pytest.raises(InvalidArgument):
        sc.dyads(**wrong, data=release_folder)
