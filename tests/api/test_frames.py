"""Frames of places, ties, claims and sources."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

import sistercities as sc
import world
from sistercities.errors import InvalidArgument, PlaceAmbiguous, PlaceNotFound


def test_places_by_country_and_level(release_folder: Path) -> None:
    found = sc.places("cn", "region1", data=release_folder)
    assert set(found["place_id"]) == {
        world.LANYU, world.QINGMO, world.BAISHA, world.WUTING, world.JINGHAI,
    }  # fmt: skip
    n_ties = found.set_index("place_id")["n_ties"]
    for key in found["place_id"]:
        due = sum(key in ends for ends in world.TIES)
        assert n_ties[key] == due if due else pd.isna(n_ties[key])


def test_ties_by_place_country_and_class(release_folder: Path) -> None:
    held = sc.ties("宁湾", data=release_folder)
    due = {ends for ends in world.TIES if world.NINGWAN in ends}
    assert {frozenset(e) for e in zip(held["place_a"], held["place_b"], strict=True)} == due
    german = sc.ties(country="DE", tie_class="upper", data=release_folder)
    assert list(german["tie_id"]) == ["gn:601~gn:902"]
    assert set(sc.ties(data=release_folder)["tie_class"]) == {"upper", "lower", "cross", "dual"}


def test_ties_alive_in_a_year(release_folder: Path) -> None:
    early = sc.ties("Zhutan", as_of=2005, data=release_folder)
    late = sc.ties("Zhutan", as_of=2015, data=release_folder)
    assert set(early["tie_id"]) - set(late["tie_id"]) == {"gn:723~gn:931"}
    with pytest.raises(InvalidArgument, match="the first dated tie began in 1980"):
        sc.ties(as_of=1979, data=release_folder)


def test_ties_by_standing(release_folder: Path) -> None:
    every = sc.ties(data=release_folder)
    found = {
        frozenset({a, b}): (standing, since, source)
        for a, b, standing, since, source in every[
            ["place_a", "place_b", "standing", "standing_since", "standing_source"]
        ].itertuples(index=False)
    }
    assert {pair: found[pair] for pair in world.STANDING} == world.STANDING
    alive = sc.ties(standing=["alive"], data=release_folder)
    assert set(alive["standing"]) == {"active", "listed", "one_old_source"}
    over = sc.ties(standing=["ended", "never_valid"], data=release_folder)
    assert len(over) == sum(one[0] in ("ended", "never_valid") for one in world.STANDING.values())
    with pytest.raises(InvalidArgument, match="use one of alive, active"):
        sc.ties(standing=["asleep"], data=release_folder)


def test_what_was_told_beside_the_standing_stands_in_the_frame() -> None:
    """Of the release: its end is proposed, and nothing else is said of it."""
    every = sc.ties().set_index("tie_id")
    assert every.loc["gn:1490542~gn:858786", ["standing", "remark"]].tolist() == [
        "one_old_source", "proposed"
    ]  # fmt: skip
    assert every.loc["gn:2772400~gn:520555", "remark"] == "dormant"
    assert pd.isna(every.loc["gn:1734759~gn:1799962", "remark"])


def test_missing_stays_missing(release_folder: Path) -> None:
    held = sc.ties("Songgang", data=release_folder).set_index("tie_id")
    undated = held[held["start_precision"] == "none"]
    assert undated["start_year"].isna().all()
    assert str(held["start_year"].dtype) == "Int64"


def test_claims_behind_a_tie(release_folder: Path) -> None:
    lines = sc.claims("gn:811~gn:921", data=release_folder)
    assert set(lines["source_id"]) == {world.ZH, world.EN}
    everything = sc.claims(data=release_folder)
    assert world.UNRESOLVED in set(everything["claim_id"])
    with pytest.raises(InvalidArgument, match="no tie has it"):
        sc.claims("gn:1~gn:2", data=release_folder)


def test_sources_carry_their_licence(release_folder: Path) -> None:
    held = sc.releases.data_sources(data=release_folder).set_index("source_id")["licence"]
    due = {world.ZH: "CC-BY-SA-4.0", world.EN: "CC-BY-SA-4.0", world.OLD: "CC0-1.0"}
    assert dict(held) == due | {world.EV: "facts"}


def test_names_that_do_not_lead_to_one_place(release_folder: Path) -> None:
    with pytest.raises(PlaceAmbiguous) as several:
        sc.ties("Kawabe", data=release_folder)
    assert len(several.value.candidates) == 2
    with pytest.raises(PlaceNotFound):
        sc.ties("Nowhere at all", data=release_folder)
    with pytest.raises(InvalidArgument, match="use one of country, region1"):
        sc.places(level="town", data=release_folder)


def test_a_variable_names_another_release(
    release_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SISTERCITIES_DATA", str(release_folder))
    assert sc.releases.data_status().version == "0.0.0-world"
    assert {one.producer for one in sc.releases.data_status().sources} == {
        "nobody: drawn for tests"
    }
