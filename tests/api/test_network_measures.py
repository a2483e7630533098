"""The measures of a network: on the drawn world by hand, on a real country against networkx."""

from __future__ import annotations

import math
from pathlib import Path

import networkx as nx
import numpy as np
import pandas as pd
import pytest

import sistercities as sc
import world
from sistercities.errors import InvalidArgument
from sistercities.records import NetworkMeasures

ALIVE = ("active", "listed", "one_old_source")


def _km(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Haversine formula, from (latitude, longitude) in degrees."""
    (lat_a, lon_a), (lat_b, lon_b) = (tuple(map(math.radians, point)) for point in (a, b))
    half = (
        math.sin((lat_b - lat_a) / 2) ** 2
        + math.cos(lat_a) * math.cos(lat_b) * math.sin((lon_b - lon_a) / 2) ** 2
    )
    return 2 * 6371.0088 * math.asin(math.sqrt(half))


def _measured(folder: Path | None, **asked: object) -> NetworkMeasures:
    return sc.measure_network(draws=3, data=folder, **asked)  # type: ignore[arg-type]


def _city_ties(frame: pd.DataFrame) -> pd.DataFrame:
    """Keep ties of which no end is a region that is no city, in a country of one signing tier."""
    is_region = [
        frame[f"level_{side}"].isin(["country", "region1"]) & ~frame[f"is_dual_{side}"]
        for side in "ab"
    ]
    return frame[~(is_region[0] | is_region[1])]


def _as_networkx(frame: pd.DataFrame) -> nx.Graph:
    graph = nx.Graph()
    graph.add_edges_from(zip(frame["place_a"], frame["place_b"], strict=True))
    return graph


def _check_against_networkx(found: NetworkMeasures, frame: pd.DataFrame) -> None:
    """Compare each measure with that of networkx and of a plain loop, to 1e-9."""
    graph = _as_networkx(frame)
    largest = graph.subgraph(max(nx.connected_components(graph), key=len))
    assert (found.n_places, found.n_ties) == (len(graph), graph.number_of_edges())
    assert found.n_components == nx.number_connected_components(graph)
    assert found.n_largest == len(largest)
    assert found.max_degree == max(degree for _, degree in graph.degree)
    km = [
        _km(a, b)
        for a, b in zip(
            zip(frame["latitude_a"], frame["longitude_a"], strict=True),
            zip(frame["latitude_b"], frame["longitude_b"], strict=True),
            strict=True,
        )
        if not any(map(math.isnan, (*a, *b)))
    ]
    is_domestic = (frame["country_a"] == frame["country_b"]).to_numpy()
    known = frame["distance_km"].notna().to_numpy()
    due = {
        "density": (found.density, nx.density(graph)),
        "mean degree": (found.mean_degree, 2 * graph.number_of_edges() / len(graph)),
        "mean path": (found.mean_path, nx.average_shortest_path_length(largest)),
        "longest path": (found.longest_path, nx.diameter(largest)),
        "transitivity": (found.transitivity.observed, nx.transitivity(graph)),
        "local": (found.mean_local_clustering.observed, nx.average_clustering(graph)),
        "assortativity": (
            found.assortativity.observed,
            nx.degree_pearson_correlation_coefficient(graph),
        ),
        "mean km": (found.lengths.mean_km.observed, np.mean(km)),
        "median km": (found.lengths.median_km.observed, np.median(km)),
        "near": (found.lengths.share_under_500_km.observed, np.mean(np.array(km) < 500)),
        "near abroad": (
            found.lengths.share_under_500_km_abroad.observed,
            np.mean(np.array(km)[~is_domestic[known]] < 500),
        ),
        "domestic": (found.lengths.share_domestic.observed, np.mean(is_domestic)),
    }
    if found.asked.country != "WORLD":
        # Ties between partners abroad are cut, so that no ring of three would be left.
        assert due.pop("transitivity")[0] is None
        assert due.pop("local")[0] is None
    for name, (ours, theirs) in due.items():
        assert ours == pytest.approx(float(theirs), rel=1e-9, abs=1e-9), name
    assert found.lengths.n_without_point == len(frame) - len(km)


def test_the_drawn_world_against_networkx(release_folder: Path) -> None:
    frame = sc.ties(standing=["alive"], data=release_folder)
    found = _measured(release_folder, level="all")
    _check_against_networkx(found, frame)


@pytest.mark.parametrize("country", ["GE", "KR"])
def test_a_real_country_against_networkx(country: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SISTERCITIES_DATA", raising=False)
    frame = sc.ties(country=country, standing=["alive"])
    _check_against_networkx(_measured(None, country=country, level="all"), frame)


def test_which_ties_are_of_which_level(release_folder: Path) -> None:
    held = sc.ties(standing=["alive"], data=release_folder)
    levels = {
        place: "both"
        if one.is_dual
        else "upper"
        if one.level == "region1" or (one.level == "region2" and one.country == "FR")
        else "lower"
        for place, one in world.places().items()
    }
    roles = [{levels[a], levels[b]} for a, b in zip(held["place_a"], held["place_b"], strict=True)]
    due = {
        "city": sum("upper" not in role for role in roles),
        "region": sum("lower" not in role for role in roles),
        "all": len(roles),
    }
    found = {level: _measured(release_folder, level=level) for level in due}
    assert {level: one.n_ties for level, one in found.items()} == due
    assert len(set(due.values())) == 3
    for level, one in found.items():
        every = len(world.TIES)
        assert one.n_ties + sum(one.left_out.values()) == every, level


def test_ties_of_the_past_of_a_year_and_of_a_source(release_folder: Path) -> None:
    past = _measured(release_folder, level="all", past=True)
    assert past.n_ties == len(world.TIES)
    early = _measured(release_folder, level="all", as_of=1990)
    assert early.n_ties == len(sc.ties(as_of=1990, data=release_folder))
    old = _measured(release_folder, level="all", past=True, source=world.OLD)
    named = sc.ties(data=release_folder)["sources"]
    assert old.n_ties == sum(world.OLD in cell.split() for cell in named) > 0
    assert [row.source for row in old.by_source if row.source == world.OLD] == [world.OLD]


def test_a_region_and_a_country_are_those_of_an_end(release_folder: Path) -> None:
    held = sc.ties(standing=["alive"], data=release_folder)
    of_region = (held["region_iso_a"] == "CN-92") | (held["region_iso_b"] == "CN-92")
    region = _measured(release_folder, level="all", region="cn-92")
    assert region.n_ties == of_region.sum() > 0
    assert (region.asked.country, region.asked.region) == ("CN", "CN-92")
    assert any("CN-92" in note for note in region.notes)


def test_rows_by_country_add_up(release_folder: Path) -> None:
    found = _measured(release_folder, level="all")
    rows = {row.country: row for row in found.by_country}
    n = [row.lengths.n_ties for row in found.by_country]
    assert n == sorted(n, reverse=True)
    domestic = sum(row.lengths.n_domestic for row in rows.values())
    assert sum(n) + domestic == 2 * found.n_ties
    assert domestic == found.lengths.n_domestic == 1
    assert sum(row.n_places for row in rows.values()) == found.n_places
    for code, row in rows.items():
        held = sc.ties(country=code, standing=["alive"], data=release_folder)
        assert row.lengths.n_ties == len(held)
        assert row.lengths.mean_km.observed == pytest.approx(held["distance_km"].mean(), rel=1e-9)


def test_shuffled_distances_are_those_of_matched_stubs(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a large sparse network loops and double ties are rare: the mean has a formula."""
    monkeypatch.delenv("SISTERCITIES_DATA", raising=False)
    found = sc.measure_network(source="zhwiki-2020", draws=60, seed=3)
    held = sc.ties(standing=["alive"])
    held = _city_ties(held[[("zhwiki-2020" in cell.split()) for cell in held["sources"]]])
    ends = pd.concat(
        [
            held[[f"latitude_{s}", f"longitude_{s}"]].set_axis(["latitude", "longitude"], axis=1)
            for s in "ab"
        ]
    ).dropna()
    lat, lon = (np.radians(ends[name].to_numpy()) for name in ("latitude", "longitude"))
    xyz = np.column_stack((np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)))
    km = 6371.0088 * np.arccos(np.clip(xyz @ xyz.T, -1, 1))
    expected = km.sum() / (len(km) * (len(km) - 1))
    assert found.lengths.mean_km.shuffled == pytest.approx(expected, rel=0.01)
    assert found.lengths.mean_km.low < expected < found.lengths.mean_km.high


def test_intervals_hold_the_mean_and_ratios_are_theirs(release_folder: Path) -> None:
    found = sc.measure_network(level="all", draws=40, data=release_folder).lengths.mean_km
    assert found.low <= found.shuffled <= found.high
    assert found.ratio == pytest.approx(found.observed / found.shuffled)


def test_the_seed_decides(release_folder: Path) -> None:
    first, same, other = (
        sc.measure_network(draws=3, seed=seed, data=release_folder).to_json() for seed in (1, 1, 2)
    )
    assert first == same
    assert first["lengths"] != other["lengths"]


def test_a_network_without_ties_has_no_measures(release_folder: Path) -> None:
    found = _measured(release_folder, region="CN-91", source=world.OLD)
    assert (found.n_places, found.n_ties, found.n_components) == (0, 0, 0)
    assert found.mean_path is found.density is found.mean_degree is None
    assert found.lengths.mean_km.observed is None
    assert found.by_country == found.by_source == ()


def test_rows_as_a_frame(release_folder: Path) -> None:
    found = _measured(release_folder)
    frame = found.to_frame()
    assert list(frame["country"]) == [row.country for row in found.by_country]
    first = found.by_country[0].lengths
    assert frame["mean_km"][0] == first.mean_km.observed
    assert frame["mean_km_ratio"][0] == first.mean_km.ratio
    assert list(found.to_frame("sources")["source"]) == [row.source for row in found.by_source]
    with pytest.raises(InvalidArgument, match="use one of countries, sources"):
        found.to_frame("cities")


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"country": "XX"}, "no place of this release lies there"),
        ({"region": "CN-00"}, "for example CN-91"),
        ({"region": "ZZ-00"}, "for example CN-JS"),
        ({"region": "CN-91", "country": "JP"}, "it lies in CN; leave out the country JP"),
        ({"source": "nobody"}, "ties are named by"),
        ({"level": "town"}, "use one of city, region, all"),
        ({"as_of": "2000"}, "without quotes"),
        ({"as_of": 2000, "past": True}, "leave out one"),
        ({"draws": 1}, "from 2 to 10,000"),
        ({"seed": -1}, "at least 0"),
    ],
)
def test_what_cannot_be_used_is_said(
    asked: dict[str, object], said: str, release_folder: Path
) -> None:
    with pytest.raises(InvalidArgument, match=said):
        sc.measure_network(data=release_folder, **asked)  # type: ignore[arg-type]
