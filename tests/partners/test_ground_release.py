"""What the partners' room reads from the release, beside plain queries of the same tables."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest

from sistercities.dataset.release.store import Release
from sistercities.partners.features.catalogue import BY_NAME
from sistercities.partners.ground import Ground
from sistercities.partners.pairs import Pairs
from sistercities.partners.read_ground import read_ground
from sistercities.partners.reasons import reasons_of
from sistercities.partners.short_lists.quarters import quarters_of
from sistercities.partners.stored_model import stored_model
from sistercities.partners.uncounted import MOST_NAMED, uncounted_notes
from sistercities.terms.words import MUNICIPAL


def one_of(ground: Ground, code: str) -> int:
    """Position of some place of a country."""
    return int(np.flatnonzero(ground.countries.codes[ground.places.country] == code)[0])


@pytest.fixture(scope="module")
def grounds(release: Release, ground: Ground) -> dict[int | None, Ground]:
    """Facts of today, and those that could be known in 1990; nothing changes them."""
    return {None: ground, 1990: read_ground(release, as_of=1990)}


@pytest.mark.parametrize("codes", [("CN", "DE"), ("MG", "CN"), ("FR", "TG"), ("US", "MX")])
@pytest.mark.parametrize("as_of", [None, 1990])
def test_trade_is_over_the_products_of_its_own_year(
    release: Release,
    grounds: dict[int | None, Ground],
    codes: tuple[str, str],
    as_of: int | None,
) -> None:
    ground = grounds[as_of]
    asked = [*codes, *reversed(codes), as_of or 9999]
    flows = release.query(
        "SELECT year, sum(value) AS value FROM country_pairs WHERE variable = 'trade_million_usd' "
        "AND ((country_a = ? AND country_b = ?) OR (country_a = ? AND country_b = ?)) "
        "AND value IS NOT NULL AND year <= ? GROUP BY year ORDER BY year DESC LIMIT 1",
        asked,
    )[0]
    products = release.query(
        "SELECT value FROM country_covariates WHERE variable = 'gdp_usd' AND year = ? "
        "AND country IN (?, ?)",
        [flows["year"], *codes],
    )
    share = flows["value"] * 1e6 / np.sqrt(products[0]["value"] * products[1]["value"])
    pair = Pairs(ground, *(np.array([one_of(ground, code)]) for code in codes))
    assert flows["year"] == (as_of or 2014)
    assert BY_NAME["trade"].values(pair)[0] == pytest.approx(np.log10(share))


def test_no_route_counts_today_between_two_states_at_war(release: Release, ground: Ground) -> None:
    codes = ground.countries.codes[ground.places.country]

    def routes(held: Ground, one: str, other: str) -> int:
        first, second = np.divmod(held.flights[0], held.n_places)
        ends = {frozenset((one, other))}
        return sum(
            frozenset(pair) in ends for pair in zip(codes[first], codes[second], strict=True)
        )

    listed = release.query(
        "SELECT count(DISTINCT least(f.place_a, f.place_b) || greatest(f.place_a, f.place_b)) AS n "
        "FROM city_pairs f JOIN places a ON a.place_id = f.place_a JOIN places b ON b.place_id = "
        "f.place_b WHERE f.variable = 'routes_ever_listed' AND a.country IN ('AE', 'IR') AND "
        "b.country IN ('AE', 'IR') AND a.country <> b.country"
    )[0]["n"]
    assert listed > 0
    assert routes(ground, "AE", "IR") == 0
    assert routes(read_ground(release, as_of=2010), "AE", "IR") == listed
    assert routes(ground, "CN", "JP") > 0


@pytest.mark.parametrize("code", ["CN", "NL", "US", "MG"])
@pytest.mark.parametrize("as_of", [None, 1990])
def test_the_weight_of_trade_is_all_flows_of_a_year_over_the_product_of_that_year(
    release: Release, grounds: dict[int | None, Ground], code: str, as_of: int | None
) -> None:
    ground = grounds[as_of]
    year = as_of or 2014
    total = release.query(
        "SELECT sum(value) AS value FROM country_pairs WHERE variable = 'trade_million_usd' "
        "AND (country_a = ? OR country_b = ?) AND year = ?",
        [code, code, year],
    )[0]["value"]
    product = release.query(
        "SELECT value FROM country_covariates WHERE variable = 'gdp_usd' AND year = ? "
        "AND country = ?",
        [year, code],
    )[0]["value"]
    pair = Pairs(ground, *(np.array([one_of(ground, one)]) for one in ("JP", code)))
    assert BY_NAME["trade_weight"].values(pair)[0] == pytest.approx(np.log2(1e6 * total / product))


def test_weights_of_trade_are_those_of_economies(ground: Ground) -> None:
    weight = ground.countries.trade_weight
    known = weight[~np.isnan(weight)]
    assert len(known) > 150
    assert known.min() > 0.1
    assert known.max() < 10


def test_no_share_of_trade_is_beyond_what_two_economies_can_be(ground: Ground) -> None:
    """Entrepots trade more than they make, but not a hundred times; a mean of 0 would be more."""
    share = ground.countries.pairs["trade_share"]
    known = share[~np.isnan(share)]
    assert len(known) > 20_000
    assert known.min() > 0
    assert known.max() < 10


def _heirs(release: Release) -> dict[str, str]:
    """By the id of each municipality that was merged away, what took it over, step by step."""
    rows = release.query("SELECT place_id, level, valid_to, successor FROM places")
    places = {row["place_id"]: row for row in rows}
    found = {}
    for place_id, row in places.items():
        now = row
        while now["valid_to"] is not None and now["level"] in MUNICIPAL:
            after = places.get(now["successor"])
            if after is None or after["level"] not in MUNICIPAL:
                break
            now = after
        if now is not row and now["valid_to"] is None:
            found[place_id] = now["place_id"]
    return found


def test_counted_and_uncounted_ties_are_those_of_the_list(release: Release, ground: Ground) -> None:
    """For every place: what is counted and what a note names are its ties on record.

    Those of a municipality that was merged away are of what took it over, and a partner that both
    have counts once.
    """
    heirs, listed = _heirs(release), Counter[str]()
    assert len(heirs) > 100
    pairs = release.query("SELECT place_a, place_b FROM ties")
    ends = {
        frozenset(heirs.get(row[end], row[end]) for end in ("place_a", "place_b")) for row in pairs
    }
    for both in ends:
        listed.update(both if len(both) > 1 else ())
    degree = ground.ties.degree
    for k, place in enumerate(ground.places.ids.tolist()):
        assert degree[k] + len(ground.uncounted.get(place, ())) == listed[place], place
    assert sum(len(each) for each in ground.uncounted.values()) > 22


def test_a_note_names_what_is_not_counted_and_why(release: Release, ground: Ground) -> None:
    (note,) = uncounted_notes(ground, ground.position["gn:2847618"])
    assert note == (
        "1 other partnership of Rhineland-Palatinate is not counted here: "
        "Rwanda (a whole country or territory)."
    )
    seoul = release.query(
        "SELECT t.standing, o.name, o.level FROM ties t JOIN places o ON o.place_id = "
        "if(place_a = 'gn:1835848', place_b, place_a) WHERE 'gn:1835848' IN (place_a, place_b)"
    )
    (note,) = uncounted_notes(ground, ground.position["gn:1835848"])
    out = {
        row["name"]: row["standing"]
        for row in seoul
        if row["standing"] not in ("active", "listed", "one_old_source")
        or row["level"] == "country"
    }
    assert out["Paris"] == "no_longer_listed"
    assert "Guam" in out
    assert note.startswith(f"{len(out)} other partnerships of Seoul are not counted here: ")
    assert "Paris (no longer listed)" in note
    assert note.endswith(f"{len(out) - MOST_NAMED} more.")
    whole = next(
        row["place_id"]
        for row in release.query(
            "SELECT p.place_id FROM places p JOIN ties t ON p.place_id IN (place_a, place_b) "
            "WHERE p.country = 'CN' GROUP BY 1 HAVING count(*) > 10 "
            "AND bool_and(standing IN ('active', 'listed')) ORDER BY 1"
        )
    )
    assert uncounted_notes(ground, ground.position[whole]) == ()
    ended = release.query(
        "SELECT place_a, b.name FROM ties JOIN places b ON b.place_id = place_b "
        "WHERE status = 'ended' ORDER BY tie_id LIMIT 1"
    )[0]
    (note,) = uncounted_notes(ground, ground.position[ended["place_a"]])
    assert f"{ended['name']} (ended)" in note


def test_ties_that_old_sources_alone_tell_are_those_of_a_plain_query(
    release: Release, ground: Ground
) -> None:
    """The status is open but of places that are no more, or where one end proposed to end it.

    The last year seen is the mark.
    """
    rows = release.query(
        "SELECT place_a, place_b, status, sources, seen_until, standing_since, "
        "EXISTS (FROM tie_events e WHERE e.tie_id = t.tie_id AND e.event = 'proposed') "
        "AS is_proposed, "
        "a.valid_to IS NOT NULL OR b.valid_to IS NOT NULL AS is_over "
        "FROM ties t JOIN places a ON a.place_id = place_a "
        "JOIN places b ON b.place_id = place_b WHERE standing = 'one_old_source'"
    )
    said = {row["status"] for row in rows if not (row["is_over"] or row["is_proposed"])}
    assert said == {"unknown"}
    late = [row for row in rows if "enwiki-2026" in row["sources"].split()]
    assert all(
        row["is_over"] for row in late
    )  # a list made after a place ended tells of it no more
    heirs = _heirs(release)
    slow = {
        frozenset(heirs.get(row[end], row[end]) for end in ("place_a", "place_b")): (
            int(row["standing_since"][:4])
            if row["is_over"] or row["is_proposed"]
            else row["seen_until"]
        )
        for row in rows
        if row["place_a"] in ground.position and row["place_b"] in ground.position
    }
    keys, years = ground.told_once
    ids, n = ground.places.ids, ground.n_places
    found = {
        frozenset((ids[key // n], ids[key % n])): int(year)
        for key, year in zip(keys.tolist(), years.tolist(), strict=True)
    }
    assert found == slow
    assert len(found) > 0.99 * len(rows) > 1_000  # all but those with a whole country


def test_a_count_without_the_tie_of_the_two_says_so(ground: Ground) -> None:
    at = {key: k for k, key in enumerate(ground.places.ids.tolist())}
    ningbo, aachen, osaka = (at[key] for key in ("gn:1799397", "gn:3247449", "gn:1853909"))
    model = stored_model("city")
    for partner, is_said in ((aachen, True), (osaka, False)):
        (told,) = (
            reason
            for reason in reasons_of(model, ground, ningbo, partner, {})
            if reason.feature == "partner_ties"
        )
        assert ("the tie of the two is not counted" in told.sentence) == is_said
        counted = int(ground.ties.degree[partner]) - is_said
        assert f"{counted} partners" in told.sentence


def test_places_point_to_their_heritage_and_to_the_country_across_the_border(
    release: Release, ground: Ground
) -> None:
    def at(name: str, country: str) -> int:
        rows = release.query(
            "SELECT place_id FROM places WHERE name = ? AND country = ? AND (level = 'city' OR "
            "is_dual) ORDER BY population DESC NULLS LAST LIMIT 1",
            [name, country],
        )
        return ground.position[rows[0]["place_id"]]

    places, sites = ground.places, ground.heritage
    salzburg = at("Salzburg", "AT")
    nearest = places.heritage[salzburg, 0]
    assert sites.names[nearest] == "Historic Centre of the City of Salzburg"
    assert (sites.inscribed[nearest], sites.is_place[nearest]) == (1996, True)
    assert places.heritage_km[salzburg, 0] < 3
    assert ground.countries.codes[places.border_country[salzburg]] == "DE"
    madrid = at("Madrid", "ES")
    assert (places.is_border_city[madrid], places.border_country[madrid]) == (0, -1)
    assert places.heritage_sites[at("Houston", "US")] == 0
    palermo = at("Palermo", "IT")
    assert places.is_island[palermo] == 1
    assert 25_000 < places.island_km2[palermo] < 26_500
    assert (places.is_hot[at("Singapore", "SG")], places.is_cold[at("Harbin", "CN")]) == (1, 1)
    assert (places.is_hot[palermo], places.is_cold[palermo]) == (0, 0)


def test_a_site_across_the_border_is_none_of_a_place(release: Release, ground: Ground) -> None:
    """Singapore Botanic Gardens lie 18 km from Johor Bahru; those of Macao stand under China."""
    (gardens,) = np.flatnonzero(ground.heritage.names == "Singapore Botanic Gardens")
    johor_bahru, singapore = ground.position["gn:1732752"], ground.position["gn:1880252"]
    assert gardens not in ground.places.heritage[johor_bahru]
    assert ground.places.heritage_sites[johor_bahru] == 0
    assert gardens in ground.places.heritage[singapore]
    near = release.query("SELECT heritage_id FROM heritage_nearby WHERE place_id = 'gn:1732752'")
    assert int(ground.heritage.ids[gardens]) in {row["heritage_id"] for row in near}
    macao = [
        k
        for k in range(ground.n_places)
        if ground.countries.codes[ground.places.country[k]] == "MO"
    ]
    assert any(ground.places.heritage_sites[k] > 0 for k in macao)


@pytest.mark.parametrize(
    ("place_id", "has_port"),
    [
        ("gn:5799625", 0), ("gn:5785965", 0), ("gn:2624906", 0),
        ("gn:1799397", 1), ("gn:2911298", 1), ("gn:2747891", 1), ("gn:1701668", 1),
    ],
    ids=["Kent", "Auburn", "Albertslund", "Ningbo", "Hamburg", "Rotterdam", "Manila"],
)  # fmt: skip
def test_a_seaport_of_a_neighbour_is_none_of_a_place(
    ground: Ground, place_id: str, has_port: int
) -> None:
    assert ground.places.is_port[ground.position[place_id]] == has_port


def test_heritage_of_a_larger_neighbour_is_none_of_a_place(ground: Ground) -> None:
    """Roskilde Cathedral lies 15 km from Albertslund, and Copenhagen has no site of its own."""
    sites = ground.places.heritage_sites
    assert sites[ground.position["gn:2624906"]] == 0
    assert sites[ground.position["gn:2614481"]] >= 1


@pytest.mark.parametrize("place_id", ["gn:2158626", "gn:6949382", "gn:2974655", "gn:13512426"])
def test_a_merged_municipality_and_a_part_of_a_city_are_no_places_to_write_to(
    ground: Ground, place_id: str
) -> None:
    """Marrickville, Pittwater, Seynod and Chilliwack-Downtown."""
    assert quarters_of(ground).holds(ground.position[place_id])


def test_of_every_place_the_named_sites_are_among_those_counted(ground: Ground) -> None:
    places = ground.places
    named = (places.heritage >= 0).sum(axis=1)
    known = ~np.isnan(places.heritage_sites)
    np.testing.assert_array_equal(named[known], np.minimum(places.heritage_sites[known], 3))
    assert not named[~known].any()
    assert ground.heritage.is_place[places.heritage[places.heritage >= 0]].all()
    assert (places.heritage_km[places.heritage >= 0] <= 25).all()
    assert (np.isnan(places.island_km2) == (places.is_island != 1)).all()
    assert ((places.border_country >= 0) == (places.is_border_city == 1)).all()


def test_a_town_of_china_whose_name_ends_like_that_of_a_city_is_none(
    package_ground: Ground,
) -> None:
    is_town = dict(
        zip(package_ground.places.ids, package_ground.places.is_township.tolist(), strict=True)
    )
    towns = ("gn:1788638", "gn:1803257")  # 新市镇, 李市镇
    cities = ("gn:1814870", "gn:1280623")  # 义乌市, and 芒市 by its whole name
    assert [is_town[place] for place in (*towns, *cities)] == [True, True, False, False]


def test_a_township_of_korea_has_no_name_that_says_city_or_county(package_ground: Ground) -> None:
    is_town = dict(
        zip(package_ground.places.ids, package_ground.places.is_township.tolist(), strict=True)
    )
    names = dict(zip(package_ground.places.ids, package_ground.places.names, strict=True))
    assert names["gn:1839011"] == "Beolgyo"  # an eup of Boseong
    assert is_town["gn:1839011"]
    assert not is_town["gn:1835553"], "Suwon"
