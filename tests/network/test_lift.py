"""A network of the drawn world, counted by hand."""

from __future__ import annotations

from dataclasses import fields, replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import world
from sistercities.dataset.release.store import open_release
from sistercities.errors import InvalidArgument
from sistercities.network.alive import alive_ties
from sistercities.network.lift import NetworkTables, build_network
from sistercities.network.rules import MAIN_RULES
from sistercities.network.two_level import TwoLevelNetwork


@pytest.fixture(scope="module")
def tables(release_folder: Path) -> NetworkTables:
    frame = open_release(release_folder).frame
    return NetworkTables(
        *(
            frame(name)
            for name in ("places", "parents", "ties", "upper_tier", "region_coverage", "sources")
        )
    )


def pairs(network: TwoLevelNetwork) -> set[tuple[str, str]]:
    """Lower ties as place ids."""
    return {
        (network.home_places[home], network.foreign_places[foreign])
        for home, foreign in network.ties
    }


def inside(network: TwoLevelNetwork) -> set[tuple[str, str]]:
    """Lower ties inside an upper tie, found one by one."""
    upper = {(int(p), int(r)) for p, r in network.upper_ties}
    return {
        (network.home_places[home], network.foreign_places[foreign])
        for home, foreign in network.ties
        if any(
            (int(network.home_unit[home]), int(r)) in upper for r in network.foreign_unit[foreign]
        )
    }


INSIDE_2020 = {
    (world.SHUANGHE, world.TOKIWA),
    (world.SHUANGHE, world.KAWABE_M),
    (world.MEIPING, world.SAINT_ORME),
    (world.NINGWAN, world.TOKIWA),
    (world.SONGGANG, world.KAWABE_K),
    (world.ZHUTAN, world.SAKURAI),
    (world.HUSHI, world.ROQUEFEUILLE),
    (world.YUNLING, world.PORTCLAIR),
    (world.SHUANGHE, world.PORTCLAIR),
    (world.NINGWAN, world.ALTWERDER),
}
OUTSIDE_2020 = {
    (world.MEIPING, world.KAWABE_K),
    (world.NINGWAN, world.SAINT_ORME),
    (world.NINGWAN, world.PORTCLAIR),
}


def with_start(tables: NetworkTables, home: str, foreign: str, year: int) -> NetworkTables:
    """Return the tables with another start of one tie."""
    ties = tables.ties.copy()
    tie_id = "~".join(sorted((home, foreign)))
    ties.loc[ties["tie_id"] == tie_id, "start_year"] = year
    return replace(tables, ties=ties)


def test_main_run_holds_the_ties_counted_by_hand(tables: NetworkTables) -> None:
    network = build_network(tables, "CN", 2020)
    assert inside(network) == INSIDE_2020
    assert pairs(network) == INSIDE_2020 | OUTSIDE_2020
    assert network.n_upper == 7


def test_lifting_loses_no_tie_without_a_reason(tables: NetworkTables) -> None:
    network = build_network(tables, "CN", 2020)
    abroad = sum(
        1
        for pair in world.TIES
        if len({"home" if world.places()[p].country == "CN" else "abroad" for p in pair}) == 2
    )
    assert network.n_ties + network.n_upper + sum(network.left_out.values()) == abroad


def test_reasons_of_what_is_left_out(tables: NetworkTables) -> None:
    left_out = build_network(tables, "CN", 2020).left_out
    assert left_out == {
        "not yet signed (pending)": 1,
        "undated and first seen in a source after 2020": 1,
        "ended or suspended by 2020": 2,
        "inside a dual place": 1,
        "home region whose own ties no source lists": 1,
        "cross-level (a city with a region)": 1,
        "dual place at an end": 3,
    }


def test_a_uncovered_region_takes_no_part(tables: NetworkTables) -> None:
    network = build_network(tables, "CN", 2020)
    assert world.WUTING not in network.home_units
    assert world.MOQI not in network.home_places


def test_roster_holds_cities_without_ties_and_counties_in_their_prefecture(
    tables: NetworkTables,
) -> None:
    network = build_network(tables, "CN", 2020)
    block = dict(zip(network.home_places, network.home_block.tolist(), strict=True))
    assert world.TIANTAI in block
    assert block[world.HUSHI] == block[world.SHUANGHE]
    assert block[world.MEIPING] != block[world.SHUANGHE]


def test_ended_and_suspended_ties_live_until_their_end(tables: NetworkTables) -> None:
    ended, suspended = (world.ZHUTAN, world.PORTCLAIR), (world.SONGGANG, world.ALTWERDER)
    in_2009 = pairs(build_network(tables, "CN", 2009))
    in_2012 = pairs(build_network(tables, "CN", 2012))
    assert {ended, suspended} <= in_2009
    assert not {ended, suspended} & in_2012


def test_an_undated_tie_is_unknown_before_its_source(tables: NetworkTables) -> None:
    undated = (world.SONGGANG, world.SAKURAI)
    assert undated in pairs(build_network(tables, "CN", 2026))
    before = build_network(tables, "CN", 2020)
    assert undated not in pairs(before)
    assert before.left_out["undated and first seen in a source after 2020"] == 1


def test_a_suspect_date_is_no_date(tables: NetworkTables) -> None:
    suspect = (world.SONGGANG, world.KAWABE_K)
    assert suspect not in pairs(build_network(tables, "CN", 2019))
    assert suspect in pairs(build_network(tables, "CN", 2020))
    known = replace(MAIN_RULES, dates="known")
    assert suspect not in pairs(build_network(tables, "CN", 2020, known))


def test_a_batch_date_counts_by_its_year(tables: NetworkTables) -> None:
    batch = (world.NINGWAN, world.PORTCLAIR)
    assert batch in pairs(build_network(tables, "CN", 2000))
    assert batch not in pairs(build_network(tables, "CN", 1999))


def test_a_former_region_holds_the_ties_that_began_in_it(tables: NetworkTables) -> None:
    """Valmont ended in 2015: a tie of its city begun in 2018 lies in the region that took over."""
    tie = (world.MEIPING, world.SAINT_ORME)
    later = with_start(tables, *tie, 2018)
    later = with_start(later, world.NINGWAN, world.SAINT_ORME, 2019)
    assert tie in inside(build_network(tables, "CN", 2020))
    assert tie not in inside(build_network(later, "CN", 2020))
    today = replace(MAIN_RULES, regions="today")
    assert tie in inside(build_network(later, "CN", 2020, today))


def test_a_country_with_two_signing_tiers_counts_either(tables: NetworkTables) -> None:
    """Portclair lies in the departement that is a sister; Saint-Orme in the region that is one."""
    network = build_network(tables, "CN", 2020)
    assert {(world.YUNLING, world.PORTCLAIR), (world.MEIPING, world.SAINT_ORME)} <= inside(network)
    first_level = build_network(tables, "CN", 2020, replace(MAIN_RULES, tier="region1"))
    assert (world.MEIPING, world.SAINT_ORME) in inside(first_level)
    assert (world.YUNLING, world.PORTCLAIR) not in inside(first_level)


@pytest.mark.parametrize(
    ("dual", "lower", "upper"),
    [("drop", 13, 7), ("as_city", 17, 7), ("as_region", 14, 8)],
)
def test_dual_places(tables: NetworkTables, dual: str, lower: int, upper: int) -> None:
    """As cities: four more lower ties, none of them inside; as regions: one more upper tie."""
    rules = replace(MAIN_RULES, dual=dual)  # type: ignore[arg-type]
    network = build_network(tables, "CN", 2020, rules)
    assert (network.n_ties, network.n_upper) == (lower, upper)
    own = {(world.JINGHAI, world.FREIHAFEN), (world.JINGHAI, world.TOKIWA)}
    assert not own & inside(network)


def test_folding_a_county_into_its_city(tables: NetworkTables) -> None:
    folded = build_network(tables, "CN", 2020, replace(MAIN_RULES, counties="folded"))
    assert (world.SHUANGHE, world.ROQUEFEUILLE) in pairs(folded)
    assert world.HUSHI not in {home for home, _ in pairs(folded)}


def test_leaving_a_source_out_takes_its_coverage_along(tables: NetworkTables) -> None:
    network = build_network(tables, "CN", 2026, replace(MAIN_RULES, without_source=world.ZH))
    assert not network.is_covered.any()
    assert network.n_ties == 0


def test_ties_with_some_countries_can_be_left_out(tables: NetworkTables) -> None:
    rules = replace(MAIN_RULES, without_countries=frozenset({"FR", "DE"}))
    assert build_network(tables, "CN", 2020, rules).countries == ("JP",)


OTHERWISE = {
    "dual": "as_city", "counties": "folded", "dates": "known", "entry": "double",
    "exchanges": "dropped", "unlisted": "kept", "min_confidence": 0.99,
    "without_source": world.ZH, "tier": "region1", "regions": "today",
    "without_countries": frozenset({"FR"}), "min_upper_listed": 4,
}  # fmt: skip
"""Another value for each choice."""


def told(network: TwoLevelNetwork) -> dict[str, object]:
    """Return all that a network holds."""
    values = ((one.name, getattr(network, one.name)) for one in fields(network))
    return {name: getattr(value, "tolist", lambda kept=value: kept)() for name, value in values}


@pytest.fixture(scope="module")
def alone(tables: NetworkTables) -> dict[int, dict[str, object]]:
    """Networks of some years by the main rules, each of tables of which nothing was built."""
    return {year: told(build_network(replace(tables), "CN", year)) for year in (2005, 2020, 2026)}


@pytest.mark.parametrize("name", OTHERWISE)
def test_a_network_is_the_same_whatever_was_built_of_the_tables_before(
    tables: NetworkTables, alone: dict[int, dict[str, object]], name: str
) -> None:
    assert set(OTHERWISE) == {one.name for one in fields(MAIN_RULES)}
    rules = replace(MAIN_RULES, **{name: OTHERWISE[name]})
    for as_of in alone:
        usual = build_network(tables, "CN", as_of)
        shared, fresh = (
            build_network(one, "CN", as_of, rules) for one in (tables, replace(tables))
        )
        assert told(shared) == told(fresh)
        assert told(usual) == alone[as_of]
        ties = tables.ties_of("CN")
        is_left = ties["foreign"].map(tables.fields.country).isin(rules.without_countries)
        assert alive_ties(ties[~is_left], as_of, rules)[1].items() <= shared.left_out.items()


def test_a_tie_that_is_no_longer_listed_is_dropped_or_kept(tables: NetworkTables) -> None:
    tie = tuple(sorted((world.SHUANGHE, world.TOKIWA)))
    ties = tables.ties.copy()
    ties.loc[ties["tie_id"] == "~".join(tie), ["standing", "standing_since"]] = (
        "no_longer_listed", "2015",
    )  # fmt: skip
    gone = replace(tables, ties=ties)
    assert (world.SHUANGHE, world.TOKIWA) not in pairs(build_network(gone, "CN", 2020))
    kept = build_network(gone, "CN", 2020, replace(MAIN_RULES, unlisted="kept"))
    assert (world.SHUANGHE, world.TOKIWA) in pairs(kept)


def test_units_and_places_of_a_network_fit_each_other(tables: NetworkTables) -> None:
    network = build_network(tables, "CN", 2020)
    known = network.foreign_unit >= 0
    country = network.foreign_unit_country[np.where(known, network.foreign_unit, 0)]
    assert (country == network.foreign_country[:, None])[known].all()


def test_an_unknown_country_says_what_to_give(tables: NetworkTables) -> None:
    with pytest.raises(InvalidArgument, match="ISO 3166-1"):
        build_network(tables, "XX", 2020)


def test_order_of_rows_changes_nothing(tables: NetworkTables) -> None:
    shuffled = replace(
        tables,
        ties=tables.ties.sample(frac=1, random_state=1),
        places=tables.places.sample(frac=1, random_state=2),
        parents=pd.DataFrame(tables.parents.sample(frac=1, random_state=3)),
    )
    first, second = build_network(tables, "CN", 2020), build_network(shuffled, "CN", 2020)
    assert first.tie_ids == second.tie_ids
    assert (first.ties == second.ties).all()
    assert (first.foreign_unit == second.foreign_unit).all()


def test_a_place_keeps_the_region_of_its_first_tie(tables: NetworkTables) -> None:
    """Saint-Orme was tied in 1988, in Valmont; a tie of 2018 does not move it to Grand-Val."""
    later = with_start(tables, world.NINGWAN, world.SAINT_ORME, 2018)
    assert (world.MEIPING, world.SAINT_ORME) in inside(build_network(later, "CN", 2020))


def covered(tables: NetworkTables, place: str, source: str) -> NetworkTables:
    """Return the tables with one more region whose own ties a source lists."""
    row = {**tables.region_coverage.iloc[0].to_dict(), "place_id": place, "level": "upper"}
    row |= {"source_id": source, "is_covered": True}
    others = tables.region_coverage[
        (tables.region_coverage["place_id"] != place)
        | (tables.region_coverage["source_id"] != source)
        | (tables.region_coverage["level"] != "upper")
    ]
    coverage = pd.DataFrame([*others.to_dict("records"), row])
    return replace(tables, region_coverage=coverage)


def test_an_undated_source_covers_nothing_before_its_year(tables: NetworkTables) -> None:
    newer = covered(tables, world.WUTING, world.EN)
    assert world.MOQI not in build_network(newer, "CN", 2020).home_places
    assert world.MOQI in build_network(newer, "CN", 2026).home_places


def test_a_home_with_two_tiers_is_divided_by_the_finest(tables: NetworkTables) -> None:
    network = build_network(covered(tables, world.OMBRAGE, world.ZH), "FR", 2020)
    assert network.home_units == (world.OMBRAGE,)
    assert {home for home, _ in pairs(network)} == {world.PORTCLAIR}


def _without_regions_of(tables: NetworkTables, country: str) -> NetworkTables:
    places, parents = tables.places, tables.parents
    is_region = (places["country"] == country) & places["level"].isin(["region1", "region2"])
    gone = set(places[is_region]["place_id"])
    ties = tables.ties
    return replace(
        tables,
        places=places[~is_region],
        parents=parents[~parents["parent_id"].isin(gone)],
        ties=ties[~ties["place_a"].isin(gone) & ~ties["place_b"].isin(gone)],
    )


def test_where_no_region_stands_above_a_city_its_ties_take_no_part(tables: NetworkTables) -> None:
    bare = _without_regions_of(tables, "DE")
    left_out = build_network(bare, "CN", 2020).left_out
    # Ningwan - Altwerder; Songgang - Altwerder is suspended.
    assert left_out["foreign country without regions"] == 1
    assert "foreign region not known" not in left_out


def test_a_region_that_is_not_known_is_another_matter(tables: NetworkTables) -> None:
    parents = tables.parents[tables.parents["place_id"] != world.ALTWERDER]
    left_out = build_network(replace(tables, parents=parents), "CN", 2020).left_out
    assert left_out["foreign region not known"] == 1
    assert "foreign country without regions" not in left_out


def test_a_home_city_that_has_ended_lies_where_its_heir_lies(tables: NetworkTables) -> None:
    is_ended = tables.places["place_id"] == world.HUSHI
    places = tables.places.assign(
        successor=tables.places["successor"].mask(is_ended, world.MEIPING),
        valid_to=tables.places["valid_to"].mask(is_ended, 2012),
    )
    is_link = tables.parents["place_id"] == world.HUSHI
    parents = tables.parents.assign(to_year=tables.parents["to_year"].mask(is_link, 2012))
    ended = build_network(replace(tables, places=places, parents=parents), "CN", 2020)
    main = build_network(tables, "CN", 2020)
    assert ended.left_out == main.left_out
    assert inside(ended) == inside(main)
    place, heir = (ended.home_places.index(one) for one in (world.HUSHI, world.MEIPING))
    assert ended.home_unit[place] == ended.home_unit[heir]
    assert ended.home_block[place] == ended.home_block[heir]
