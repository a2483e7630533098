"""How much of what exists we hold: by region for the tests, and as a card for the reader.

`region_coverage` says, for each first-level region of the home country and each source, whether
the source lists the ties that the region itself holds (`upper`) and those that places in it hold
(`lower`). Unknown is not zero: a region whose list a source lacks is not covered.

`coverage_card` counts what we hold beside what has been published.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from sistercities.dataset.ingredients import Ingredients, Row
from sistercities.dataset.regions import is_region, region_of
from sistercities.errors import BuildError
from sistercities.sources.official_totals import OfficialTotal
from sistercities.terms.places import Place

COMPLETE = 0.9
"""Share of a published total from which a list counts as complete."""
SOUND = ("day", "month", "year")
_LEVEL_OF = {"province": "upper", "prefecture": "lower", "county": "lower"}


def region_coverage(tables: Mapping[str, Sequence[Row]], of: Ingredients) -> list[Row]:
    """Rows of the table `region_coverage`: home regions by upper and lower by source."""
    held = _held_by_region(tables["ties"], of.places, of.home)
    published = _published_by_region(of)
    claiming = sorted({row["source_id"] for row in tables["claims"]})
    return [
        _coverage_row(region, level, source, held, published, of)
        for region in _home_regions(of.places, of.home)
        for level in ("upper", "lower")
        for source in claiming
    ]


def _home_regions(places: Mapping[str, Place], home: str) -> list[Place]:
    return [
        place
        for _, place in sorted(places.items())
        if place.country == home and is_region(place) and place.valid_to is None
    ]


def _held_by_region(
    ties: Iterable[Row], places: Mapping[str, Place], home: str
) -> Counter[tuple[str, str, str]]:
    counts: Counter[tuple[str, str, str]] = Counter()
    for tie in ties:
        for end in ("place_a", "place_b"):
            place = places[tie[end]]
            region = region_of(place, places)
            if place.country == home and region is not None:
                level = "upper" if place.place_id == region else "lower"
                counts.update((region, level, source) for source in tie["sources"].split())
    return counts


def _published_by_region(
    of: Ingredients,
) -> dict[tuple[str, str], list[OfficialTotal]]:
    by_iso = {place.region_iso: place.place_id for place in _home_regions(of.places, of.home)}
    published: dict[tuple[str, str], list[OfficialTotal]] = defaultdict(list)
    for total in of.official_totals:
        dimension, group = _group_of(total, of)
        if dimension == "province" and total.level in _LEVEL_OF:
            published[by_iso[group], _LEVEL_OF[total.level]].append(total)
    return published


def _coverage_row(
    region: Place,
    level: str,
    source: str,
    held: Mapping[tuple[str, str, str], int],
    published: Mapping[tuple[str, str], Sequence[OfficialTotal]],
    of: Ingredients,
) -> Row:
    listed = held.get((region.place_id, level, source), 0)
    totals = published.get((region.place_id, level), ())
    official = sum(total.ties for total in totals) if totals else None
    is_missing = level == "upper" and region.place_id in of.regions_without_upper_list.get(
        source, ()
    )
    return {
        "place_id": region.place_id,
        "level": level,
        "source_id": source,
        "ties_listed": listed,
        "official_total": official,
        "official_date": totals[0].as_of if totals else None,
        "official_source": totals[0].source if totals else None,
        "is_covered": not is_missing,
        "is_complete": official is not None and listed >= COMPLETE * official,
    }


def coverage_card(tables: Mapping[str, Sequence[Row]], of: Ingredients) -> list[Row]:
    """Rows of the table `coverage`: what we hold of the home country's ties, by group."""
    ties = [tie for tie in tables["ties"] if _is_abroad(tie, of)]
    rows = [
        _card_row(of, dimension, group, measure, value)
        for dimension, grouped in _groupings(ties, of).items()
        for group, members in sorted(grouped.items())
        for measure, value in _tie_measures(members).items()
    ]
    rows += [
        _card_row(of, "source", source, measure, value)
        for source, claims in sorted(_claims_by_source(tables["claims"], of).items())
        for measure, value in _claim_measures(claims).items()
    ]
    return rows + _against_published(ties, of)


def _is_abroad(tie: Row, of: Ingredients) -> bool:
    at_home = [of.places[tie[end]].country == of.home for end in ("place_a", "place_b")]
    return at_home[0] != at_home[1]


def _ends(tie: Row, of: Ingredients) -> tuple[Place, Place]:
    a, b = of.places[tie["place_a"]], of.places[tie["place_b"]]
    return (a, b) if a.country == of.home else (b, a)


def _region_iso(place: Place) -> str:
    return place.region_iso or "not known"


def _groupings(ties: Sequence[Row], of: Ingredients) -> dict[str, dict[str, list[Row]]]:
    grouped: dict[str, dict[str, list[Row]]] = {
        "all": {"all": list(ties)},
        "level": defaultdict(list),
        "province": defaultdict(list),
        "decade": defaultdict(list),
        "country": defaultdict(list),
    }
    for tie in ties:
        home, abroad = _ends(tie, of)
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


def _claims_by_source(claims: Iterable[Row], of: Ingredients) -> dict[str, list[Row]]:
    grouped: dict[str, list[Row]] = defaultdict(list)
    for claim in claims:
        if of.home in (claim["country_a"], claim["country_b"]):
            grouped[claim["source_id"]].append(claim)
    return grouped


def _claim_measures(claims: Sequence[Row]) -> dict[str, float]:
    resolved = sum(claim["tie_id"] is not None for claim in claims)
    return {"claims": float(len(claims)), "share_resolved": round(resolved / len(claims), 4)}


def _card_row(
    of: Ingredients,
    dimension: str,
    group: str,
    measure: str,
    ours: float,
    total: OfficialTotal | None = None,
    note: str | None = None,
) -> Row:
    return {
        "scope": of.home,
        "dimension": dimension,
        "group": group,
        "measure": measure,
        "ours": ours,
        "official": float(total.ties) if total else None,
        "official_date": total.as_of if total else None,
        "official_source": total.source if total else None,
        "note": note or of.notes.get(f"{dimension}:{group}"),
    }


def _against_published(ties: Sequence[Row], of: Ingredients) -> list[Row]:
    rows: dict[tuple[str, str, str], Row] = {}
    for total in of.official_totals:
        dimension, group = _group_of(total, of)
        if not dimension:
            continue
        members = [tie for tie in ties if _belongs(tie, dimension, group, of)]
        ours = sum(_counts_as(tie, total, of) for tie in members)
        measure = f"ties, {total.level}, {total.as_of}"
        undated = sum(tie["start_precision"] not in SOUND for tie in members)
        note = f"of ours, {undated} of all levels have no sound start and are counted only from "
        row = _card_row(
            of, dimension, group, measure, float(ours), total, note + "their oldest source on"
        )
        rows[dimension, group, measure] = row
    return list(rows.values())


def _group_of(total: OfficialTotal, of: Ingredients) -> tuple[str, str]:
    """Which group of the card a published total speaks of; ("", "") if it is ignored by name."""
    if total.scope not in of.scopes:
        raise BuildError(
            f"official totals: the scope {total.scope!r} is not known; "
            "add it to data/decisions/official_scopes.csv, if only to ignore it"
        )
    return of.scopes[total.scope]


def _belongs(tie: Row, dimension: str, group: str, of: Ingredients) -> bool:
    home, abroad = _ends(tie, of)
    member = {"all": "all", "country": abroad.country, "province": _region_iso(home)}
    return member[dimension] == group


def _counts_as(tie: Row, total: OfficialTotal, of: Ingredients) -> bool:
    home, _ = _ends(tie, of)
    is_of_level = {
        "all": True,
        "province": is_region(home),
        "below province": not is_region(home),
        "prefecture": home.level in ("city", "region2") and not is_region(home),
        "county": home.level in ("county", "district"),
    }[total.level]
    since = tie["start_year"] if tie["start_precision"] in SOUND else tie["known_from"]
    return is_of_level and since <= int(total.as_of[:4]) and tie["status"] != "pending"
