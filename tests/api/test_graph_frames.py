"""Ties as a graph and as shapes, lists as frames, and what frames of ties hold."""

from __future__ import annotations

import math
import sys
from pathlib import Path

import networkx as nx
import pandas as pd
import pytest

import sistercities as sc
import world
from sistercities.errors import InvalidArgument, MissingExtra


def test_a_graph_has_the_places_and_ties_of_the_frame(release_folder: Path) -> None:
    made = sc.graph(data=release_folder)
    held = sc.ties(data=release_folder)
    assert isinstance(made, nx.Graph)
    assert {frozenset(edge) for edge in made.edges} == set(world.TIES)
    assert set(made) == {*held["place_a"], *held["place_b"]}
    node = made.nodes[world.NINGWAN]
    assert (node["name"], node["country"], node["region"]) == ("Ningwan", "CN", "Qingmo")
    assert (node["latitude"], node["longitude"], node["is_dual"]) == (36.0, 120.0, False)
    edge = made.edges[world.NINGWAN, world.TOKIWA]
    assert edge["start_year"] == 1992
    (a, b), (c, d) = ((math.radians(x), math.radians(y)) for x, y in ((36, 120), (35.1, 139.1)))
    cosine = math.sin(a) * math.sin(c) + math.cos(a) * math.cos(c) * math.cos(d - b)
    assert edge["distance_km"] == pytest.approx(6371.0088 * math.acos(cosine), rel=1e-9)


def test_what_is_not_known_is_not_in_the_graph(release_folder: Path) -> None:
    made = sc.graph(country="DE", data=release_folder)
    undated = made.edges[world.QINGMO, world.NORDMARK]
    assert "start_year" not in undated
    assert not any(
        pd.isna(value)
        for _, values in (*made.nodes(data=True), *((0, v) for *_, v in made.edges(data=True)))
        for value in values.values()
    )
    assert nx.to_pandas_edgelist(made).shape[0] == len(sc.ties(country="DE", data=release_folder))


def test_shapes_are_points_and_great_circles(release_folder: Path) -> None:
    places = sc.geo_places("CN", "city", data=release_folder).set_index("place_id")
    assert (places.geometry.x[world.NINGWAN], places.geometry.y[world.NINGWAN]) == (120.0, 36.0)
    held = sc.geo_ties(data=release_folder)
    assert set(held["tie_class"]) == {"upper", "lower", "cross", "dual"}
    assert held.crs == places.crs == "OGC:CRS84"
    lines = held[held.geometry.notna()]
    assert len(lines) == (held["distance_km"] > 0).sum()
    length = lines.geometry.iloc[0].coords
    row = lines.iloc[0]
    assert length[0] == pytest.approx((row["longitude_a"], row["latitude_a"]))
    assert length[-1] == pytest.approx((row["longitude_b"], row["latitude_b"]))


@pytest.mark.parametrize(
    ("verb", "library", "extra"),
    [("graph", "networkx", "graph"), ("geo_ties", "geopandas", "geo"),
     ("geo_places", "geopandas", "geo")],
)  # fmt: skip
def test_a_library_that_lacks_is_named_with_its_extra(
    verb: str, library: str, extra: str, release_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(MissingExtra, match=rf"needs {library}, .*sistercities\[{extra}\]"):
        getattr(sc, verb)(data=release_folder)


def test_ties_have_regions_points_and_a_distance(release_folder: Path) -> None:
    row = sc.ties("Ningwan", data=release_folder).set_index("tie_id").loc["gn:811~gn:921"]
    assert (row["region_a"], row["region_b"]) == ("Minamihara", "Qingmo")
    assert (row["latitude_a"], row["longitude_a"]) == (35.1, 139.1)
    every = sc.ties(data=release_folder)
    for side in "ab":
        assert every[f"is_dual_{side}"].dtype == bool
    assert every["distance_km"].between(0, 20_016).all()


def test_a_place_without_region_has_no_name_of_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SISTERCITIES_DATA", raising=False)
    held = sc.ties(country="PF")
    for side in "ab":
        assert held.loc[held[f"region_iso_{side}"].isna(), f"region_{side}"].isna().all()
    assert sc.ties("Bora-Bora")["distance_km"].notna().any()


@pytest.mark.parametrize("verb", [sc.ties, sc.dyads])
@pytest.mark.parametrize("year", ["2000", 2000.0, True])
def test_a_year_that_is_no_whole_number_is_told(
    verb: object, year: object, release_folder: Path
) -> None:
    with pytest.raises(InvalidArgument, match="give a whole number without quotes, such as 2020"):
        verb(as_of=year, data=release_folder)  # type: ignore[operator]


def test_flags_that_are_known_everywhere_are_plain(release_folder: Path) -> None:
    pairs = sc.dyads("CN", of="units", data=release_folder)
    kinds = {name: str(kind) for name, kind in pairs.dtypes.items()}
    flags = {name for name in kinds if name.startswith(("is_", "has_"))}
    for name in flags:
        assert kinds[name] == ("boolean" if pairs[name].isna().any() else "bool"), name
    assert "bool" in {kinds[name] for name in flags}
    assert "years_of_facts" in pairs.attrs


def test_every_list_can_be_a_frame(release_folder: Path) -> None:
    of_ningwan = sc.ties_of("Ningwan", data=release_folder)
    frame = of_ningwan.to_frame()
    assert list(frame["tie_id"]) == [tie.tie_id for tie in of_ningwan]
    assert list(frame["b_name"]) == [tie.b.name for tie in of_ningwan]
    facts = sc.facts_of("Ningwan", data=release_folder)
    assert list(facts.to_frame()["variable"]) == [fact.variable for fact in facts.facts]
    ranked = sc.rank_partners("Ningwan", data=release_folder)
    assert list(ranked.to_frame()["place_id"]) == [one.place.place_id for one in ranked.partners]
    short = sc.recommend("Ningwan", data=release_folder)
    assert list(short.to_frame()["place_id"]) == [
        one.place.place_id for each in short.lists for one in each.suggestions
    ]
    of_hushi = sc.recommend("Hushi", countries=("JP",), size="any", data=release_folder)
    named = [one.place.place_id for each in of_hushi.lists for one in each.suggestions]
    assert named
    assert list(of_hushi.to_frame()["place_id"]) == named
    assert set(short.to_frame().columns) <= set(of_hushi.to_frame().columns)
    chains = sc.path("Ningwan", "Altwerder", past=True, data=release_folder)
    assert list(chains.to_frame()["place_id"]) == [
        place.place_id for chain in chains.chains for place in chain.places
    ]
    assert len(sc.seeking(data=release_folder).to_frame()) == 0
    assert len(sc.registers.overlays().to_frame()) == 0
