"""The coverage card: what we hold beside what has been published, and what is known of it.

A published total and ours are counts of different things: nobody has told which ties a total
counts, so a tie of ours may be none of them, and no share of the two is made. A register that can
be compared pair by pair gives a share: its partnerships, and those of them that we hold too
(`register_shares`).

A card of its own (`scope`) for each country of which a source lists the own ties of a region: by
tie class, region, decade, partner country and source. And one card of the whole world (`world`):
by country and by source. Ties with both ends in one country stand apart, as `domestic ties`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from sistercities.dataset.ingredients import Ingredients, Row
from sistercities.dataset.official_scopes import group_of
from sistercities.dataset.region_coverage import covered_countries
from sistercities.dataset.regions import is_region
from sistercities.dataset.register_shares import RegisterShare
from sistercities.sources.official_totals import OfficialTotal
from sistercities.terms.places import Place

WORLD = "world"
"""Scope of the card of all countries."""
SOUND = ("day", "month", "year")


def coverage_card(tables: Mapping[str, Sequence[Row]], of: Ingredients) -> list[Row]:
    """Rows of the table `coverage`: a card for each covered country, and one of the world."""
    rows = _world_card(tables, of)
    for country in covered_countries(of):
        rows += _country_card(country, tables, of)
    return rows + [_register_row(of, share) for share in of.register_shares]


def _register_row(of: Ingredients, share: RegisterShare) -> Row:
    row = _card_row(of, share.card, "register", share.group, share.measure, float(share.held))
    return row | {
        "official": float(share.listed),
        "official_date": share.as_of,
        "official_source": share.register,
        "is_like_with_like": True,
    }


def _country_card(country: str, tables: Mapping[str, Sequence[Row]], of: Ingredients) -> list[Row]:
    ties = [tie for tie in tables["ties"] if _is_abroad(tie, country, of)]
    rows = [
        _card_row(of, country, dimension, group, measure, value)
        for dimension, grouped in _groupings(ties, country, of).items()
        for group, members in sorted(grouped.items())
        for measure, value in _tie_measures(members).items()
    ]
    claims = [c for c in tables["claims"] if country in (c["country_a"], c["country_b"])]
    return rows + _source_rows(claims, country, of) + _against_published(ties, country, of)


def _world_card(tables: Mapping[str, Sequence[Row]], of: Ingredients) -> list[Row]:
    abroad: dict[str, list[Row]] = defaultdict(list)
    domestic: dict[str, list[Row]] = defaultdict(list)
    for tie in tables["ties"]:
        countries = {of.places[tie[end]].country for end in ("place_a", "place_b")}
        kept = domestic if len(countries) == 1 else abroad
        for group in ("all", *countries):
            kept[group].append(tie)
    rows = []
    for group in sorted({*abroad, *domestic}):
        dimension = "all" if group == "all" else "country"
        measures = _tie_measures(abroad[group]) | {"domestic_ties": float(len(domestic[group]))}
        rows += [
            _card_row(of, WORLD, dimension, group, measure, value)
            for measure, value in measures.items()
        ]
    return rows + _source_rows(tables["claims"], WORLD, of)


def _is_abroad(tie: Row, country: str, of: Ingredients) -> bool:
    at_home = [of.places[tie[end]].country == country for end in ("place_a", "place_b")]
    return at_home[0] != at_home[1]


def _ends(tie: Row, country: str, of: Ingredients) -> tuple[Place, Place]:
    a, b = of.places[tie["place_a"]], of.places[tie["place_b"]]
    return (a, b) if a.country == country else (b, a)


def _region_iso(place: Place) -> str:
    return place.region_iso or "not known"


def _groupings(
    ties: Sequence[Row], country: str, of: Ingredients
) -> dict[str, dict[str, list[Row]]]:
    grouped: dict[str, dict[str, list[Row]]] = {
        "all": {"all": list(ties)},
        "level": defaultdict(list),
        "province": defaultdict(list),
        "decade": defaultdict(list),
        "country": defaultdict(list),
    }
    for tie in ties:
        home, abroad = _ends(tie, country, of)
        grouped["level"][tie["tie_class"]].append(tie)
        grouped["province"][_region_iso(home)].append(tie)
        grouped["decade"][_decade(tie)].append(tie)
        grouped["country"][abroad.country].append(tie)
    return grouped


def _decade(tie: Row) -> str:
    is_sound = tie["start_precision"] in SOUND
    return f"{tie['start_year'] // 10 * 10}s" if is_sound else "undated or suspect"


def _tie_measures(ties: Sequence[Row]) -> dict[str, float]:
    dated = sum(tie["start_precision"] in SOUND for tie in ties)
    measures = {"ties": float(len(ties))}
    if ties:
        measures["share_dated"] = round(dated / len(ties), 4)
    return measures


def _source_rows(claims: Iterable[Row], scope: str, of: Ingredients) -> list[Row]:
    grouped: dict[str, list[Row]] = defaultdict(list)
    for claim in claims:
        grouped[claim["source_id"]].append(claim)
    return [
        _card_row(of, scope, "source", source, measure, value)
        for source, members in sorted(grouped.items())
        for measure, value in _claim_measures(members).items()
    ]


def _claim_measures(claims: Sequence[Row]) -> dict[str, float]:
    resolved = sum(claim["tie_id"] is not None for claim in claims)
    return {"claims": float(len(claims)), "share_resolved": round(resolved / len(claims), 4)}


def _card_row(
    of: Ingredients,
    scope: str,
    dimension: str,
    group: str,
    measure: str,
    ours: float,
    total: OfficialTotal | None = None,
    note: str | None = None,
    held: float | None = None,
) -> Row:
    known = of.notes.get(f"{scope}:{dimension}:{group}") or of.notes.get(f":{dimension}:{group}")
    return {
        "scope": scope,
        "dimension": dimension,
        "group": group,
        "measure": measure,
        "ours": ours,
        "held": held,
        "official": float(total.ties) if total else None,
        "official_date": total.as_of if total else None,
        "official_source": total.source if total else None,
        "is_like_with_like": False,
        "note": note or known,
    }


def _against_published(ties: Sequence[Row], country: str, of: Ingredients) -> list[Row]:
    rows: dict[tuple[str, str, str], Row] = {}
    for total in of.official_totals:
        card, dimension, group = group_of(total, of.scopes)
        if card != country:
            continue
        members = [tie for tie in ties if _belongs(tie, country, dimension, group, of)]
        alike = [tie for tie in members if _is_of_level(tie, country, total.level, of)]
        ours = sum(_is_known_by(tie, int(total.as_of[:4])) for tie in alike)
        measure = f"ties, {total.level}, {total.as_of}"
        undated = sum(tie["start_precision"] not in SOUND for tie in alike)
        note = (
            f"of the {len(alike):,} that we hold, {undated:,} have no sound start and are counted "
        )
        row = _card_row(
            of,
            country,
            dimension,
            group,
            measure,
            float(ours),
            total,
            note + "only from their oldest source on",
            float(len(alike)),
        )
        rows[dimension, group, measure] = row
    return list(rows.values())


def _belongs(tie: Row, country: str, dimension: str, group: str, of: Ingredients) -> bool:
    home, abroad = _ends(tie, country, of)
    member = {"all": "all", "country": abroad.country, "province": _region_iso(home)}
    return member[dimension] == group


def _is_of_level(tie: Row, country: str, level: str, of: Ingredients) -> bool:
    """Whether the tie is of the kind that the total counts; one that is not signed yet is not."""
    home, _ = _ends(tie, country, of)
    is_of_level = {
        "all": True,
        "province": is_region(home),
        "below province": not is_region(home),
        "prefecture": home.level in ("city", "region2") and not is_region(home),
        "county": home.level in ("county", "district"),
    }[level]
    return is_of_level and tie["status"] != "pending"


def _is_known_by(tie: Row, year: int) -> bool:
    """Whether the tie is known to exist by a year: by its start, else by its oldest source."""
    since = tie["start_year"] if tie["start_precision"] in SOUND else tie["known_from"]
    return bool(since <= year)
