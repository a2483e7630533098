"""A study of one region, or of the ties of one source: what stays, and what is refused."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import sistercities as sc
from sistercities.api.any_study import open_tables
from sistercities.errors import InvalidArgument
from sistercities.studies.attractiveness.cities import world_cities
from sistercities.studies.attractiveness.data import read_attractiveness_data
from sistercities.studies.narrowing import Narrowing, narrowed
from sistercities.studies.study_data import read_study_data


def test_of_a_source_its_ties_and_its_lists_stay() -> None:
    with open_tables(None) as tables:
        held = narrowed(tables, "CN", Narrowing(source="zhwiki-2020"))
        ties = held.frame("ties")
        assert len(ties) < len(tables.frame("ties"))
        assert all("zhwiki-2020" in told.split() for told in ties["sources"])
        for name in ("claims", "region_coverage"):
            assert set(held.frame(name)["source_id"]) == {"zhwiki-2020"}
        assert held.frame("places") is tables.frame("places")
        assert narrowed(tables, "CN", Narrowing()) is tables


def test_of_a_region_the_ties_of_its_places_stay_and_other_countries_keep_theirs() -> None:
    with open_tables(None) as tables:
        held = narrowed(tables, "CN", Narrowing(region="cn-js"))
        places = tables.frame("places").set_index("place_id")
        ties, every = held.frame("ties"), tables.frame("ties")
        for end in ("place_a", "place_b"):
            own = places.loc[ties[end]]
            assert set(own[own["country"] == "CN"]["region_iso"].dropna()) == {"CN-JS"}
        ends = every[["place_a", "place_b"]].apply(lambda column: column.map(places["country"]))
        claims = held.frame("claims")
        for end in ("place_a", "place_b"):
            claimed = places.reindex(claims[end].dropna())
            assert set(claimed[claimed["country"] == "CN"]["region_iso"].dropna()) == {"CN-JS"}
        is_abroad = ~(ends == "CN").any(axis=1)
        assert set(every[is_abroad]["tie_id"]) <= set(ties["tie_id"])


@pytest.mark.parametrize(
    ("region", "source", "said"),
    [
        ("CN-XX", "", r"no region of CN here; take an ISO 3166-2 code, one of CN-AH"),
        ("", "nobody", r"tells of no tie of CN; take one of china-2026"),
    ],
)
def test_what_cannot_be_narrowed_says_what_can(region: str, source: str, said: str) -> None:
    with pytest.raises(InvalidArgument, match=said):
        sc.study_nesting("CN", region=region, source=source, draws=10)


def test_a_study_of_all_countries_has_no_region_and_one_of_a_country_no_world() -> None:
    with pytest.raises(InvalidArgument, match="asks of all countries, so leave the region out"):
        sc.study("world", region="CN-JS")
    with pytest.raises(InvalidArgument, match="homes and world ask of all"):
        sc.study("order", "WORLD")
    with pytest.raises(InvalidArgument, match=r"study nesting asks of one .*homes and world ask"):
        sc.study_nesting("world")
    with pytest.raises(InvalidArgument, match="leave the region out, or give its country"):
        sc.study_all("WORLD", region="CN-JS")


@pytest.mark.parametrize(
    ("narrow", "said"),
    [
        ({"source": "japan-korea-2026"}, "the source japan-korea-2026 lists in full the own ties "
         "of no province of China; leave it out"),
        ({"region": "CN-QH"}, "no source in this release lists in full the own ties of CN-QH; "
         "leave the region out"),
        ({"region": "CN-JS", "source": "enwiki-2026"}, "the source enwiki-2026 does not list in "
         "full the own ties of CN-JS; leave out the source, the region, or both"),
    ],
)  # fmt: skip
def test_where_the_narrowing_leaves_no_list_it_is_that_which_is_said(
    narrow: dict[str, str], said: str
) -> None:
    """China has lists: that no source had one would be untrue."""
    found = sc.study_nesting("CN", draws=20, nulls=["degree-country"], **narrow)
    assert said in found.headline
    assert said in found.parts[0].note


@pytest.mark.parametrize(
    ("name", "country", "narrow", "said"),
    [
        ("order", "CN", {"region": "CN-XZ"}, "first in Tibet in China.* cannot be told: .*"
         "Leave the region out, and the whole country is asked.$"),
        ("homes", "WORLD", {"source": "zhwiki-2020"}, "to be compared. Leave the source out, and "
         "the ties and lists of all sources are taken.$"),
        ("hubs", "CN", {"region": "CN-XZ"}, "hubs .* cannot be told: .* Leave the region out"),
    ],
)  # fmt: skip
def test_a_study_that_can_tell_nothing_so_says_what_to_leave_out(
    name: str, country: str, narrow: dict[str, str], said: str
) -> None:
    assert re.search(said, str(sc.study(name, country, **narrow).headline))


def test_a_region_is_what_a_study_of_it_speaks_of() -> None:
    """Of the other provinces was said that no source lists their own ties, which is not so."""
    found = sc.study_nesting("CN", region="CN-JS", draws=20, nulls=["degree-country"])
    assert "city partnerships of Jiangsu in China alive" in found.headline
    assert "no source lists in full" not in found.headline
    with open_tables(None) as tables:
        told = read_study_data(narrowed(tables, "CN", Narrowing(region="cn-js")))
    assert (told.country_name("CN"), told.country_name("JP")) == ("Jiangsu in China", "Japan")


def test_cities_of_other_regions_are_no_cities_that_nobody_chose() -> None:
    """Their ties are left out, so C6 and C8 compared Jiangsu by the cities of all China."""
    with open_tables(None) as tables:
        whole, part = (
            world_cities(read_attractiveness_data(narrowed(tables, "CN", to)))
            for to in (Narrowing(), Narrowing(region="CN-JS"))
        )
        region_of = dict(tables.frame("places")[["place_id", "region_iso"]].itertuples(index=False))
    own = part.place_id[part.country == "CN"].tolist()
    assert own
    assert {region_of[place] for place in own} == {"CN-JS"}
    assert (part.country != "CN").sum() == (whole.country != "CN").sum()


def test_a_run_tells_what_it_was_narrowed_to(release_folder: Path) -> None:
    given = {"nulls": ["degree-country"], "draws": 20, "data": release_folder}
    found = sc.study_nesting("CN", region="CN-91", **given)
    assert found.settings["region"] == "CN-91"
    named = {unit.name for unit in found.autonomy_units if unit.n_ties}
    every = {one.name for one in sc.study_nesting("CN", **given).autonomy_units if one.n_ties}
    assert len(named) == 1
    assert named < every


def test_all_studies_of_a_region_are_those_of_each_alone(release_folder: Path) -> None:
    given = {"draws": 20, "data": release_folder}
    whole = sc.study_all("CN", region="CN-91", **given)
    alone = sc.study_nesting("CN", region="CN-91", **given)
    held = next(one.record for one in whole.fragments if one.study == "nesting")
    assert held["settings"] == sc.reports.study_json(alone)["settings"]
    assert held["estimates"] == sc.reports.study_json(alone)["estimates"]
    assert whole.settings["region"] == "CN-91"
