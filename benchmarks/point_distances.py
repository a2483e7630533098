"""How far the places that English Wikipedia's names were resolved to lie from the source's points.

`python benchmarks/point_distances.py [--json]`. Resolves every row anew. Without `--json` the
tables of docs/data-quality/enwiki-2026-world.md are written again, and the list of the names whose
place lies more than 50 km from the point. Where the snapshots are not there nothing is measured.

An end is compared if the source has a point for it, our place has one of its own, and the point
took no part in the choice. A place that we added with the source's point is not compared.
"""

from __future__ import annotations

import csv
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from page_part import write_part
from release_build.gazetteer.build import build_gazetteer, read_gazetteer_sources
from release_build.readers.wikidata_snapshot import read_wikidata
from release_build.resolved_claims import resolved_lists
from release_build.resolving.both_ways import resolve_both_ways
from sistercities.dataset.decisions import read_decisions
from sistercities.dataset.gazetteer.evidence import distance_km, nearest
from sistercities.dataset.gazetteer.places import Gazetteer
from sistercities.dataset.resolving.near import is_in_country
from sistercities.dataset.scripts import name_key
from sistercities.sources.enwiki_names import parse_name
from sistercities.terms.claims import NamedEnd
from sistercities.terms.places import Place, Resolution

PROJECT = Path(__file__).parents[1]
SHARED = PROJECT.parent / "shared" / "data"
DECISIONS = PROJECT / "data" / "decisions"
PAGE = PROJECT / "docs" / "data-quality" / "enwiki-2026-world.md"
OUTLIERS = PAGE.with_name("enwiki-2026-world-outliers.csv")
NEAR_KM = 50.0
LARGE_KM = 150.0
COLUMNS = ("name", "country", "ends", "place_id", "place", "km", "method", "class", "why")
SETTLED_BY_POINT = ("coordinates", "similar_name", "same_spot")


@dataclass(frozen=True, slots=True)
class End:
    """One end of a row, resolved; `place` is None while it waits, `km` None if not comparable."""

    named: NamedEnd
    resolution: Resolution
    place: Place | None
    km: float | None


def resolved_ends() -> tuple[list[End], Gazetteer]:
    gazetteer = build_gazetteer(read_gazetteer_sources(SHARED, DECISIONS))
    rulings = read_decisions(DECISIONS)
    lists = resolved_lists(SHARED, DECISIONS, gazetteer, rulings)
    statements = read_wikidata(SHARED / "ties-wikidata-2016")
    found = resolve_both_ways(lists, statements, gazetteer, rulings)
    of_source = (one for one in found if one.claim.source_id == "enwiki-2026")
    pairs = ((one.claim.a, one.a, one.claim.b, one.b) for one in of_source)
    ends = [end for a, x, b, y in pairs for end in (_end(a, x, gazetteer), _end(b, y, gazetteer))]
    return ends, gazetteer


def _end(named: NamedEnd, resolution: Resolution, gazetteer: Gazetteer) -> End:
    place = gazetteer.places.get(resolution.place_id)
    if place is None or named.latitude is None or named.longitude is None:
        return End(named, resolution, place, None)
    has_source_point = place.place_id.startswith("x:")
    km = None if has_source_point else distance_km(place, named.latitude, named.longitude)
    return End(named, resolution, place, km)


def is_settled_by_point(end: End) -> bool:
    return any(word in end.resolution.method for word in SETTLED_BY_POINT)


def classed(end: End, gazetteer: Gazetteer) -> tuple[str, str]:
    """Say which class an outlier is of, and why; by what the gazetteer holds near the point."""
    if not is_in_country(end.named, gazetteer):
        return "source wrong", "the point lies outside the country, at another place of the name"
    namesake = _namesake(end, gazetteer)
    if namesake is not None:
        return "homonym", f"the point is that of {namesake.place_id}, another place of the name"
    region = _region_of_name(end, gazetteer)
    if region is not None:
        return "large place", f"the point is that of {region.place_id}, the region of the name"
    if end.km is not None and end.km <= LARGE_KM:
        return "large place", "the point lies elsewhere in or beside a wide municipality"
    return "lesser homonym", "the point is at no place of the name that the gazetteer holds"


def _namesake(end: End, gazetteer: Gazetteer) -> Place | None:
    bare = parse_name(end.named.name, end.named.country).bare
    matches = gazetteer.matches(bare, end.named.country)
    others = [gazetteer.places[one.place_id] for one in matches]
    near = nearest([one for one in others if one is not end.place], end.named, NEAR_KM)
    return near[0] if near else None


def _region_of_name(end: End, gazetteer: Gazetteer) -> Place | None:
    bare = name_key(parse_name(end.named.name, end.named.country).bare)
    matches = gazetteer.matches(bare, end.named.country)
    places = (gazetteer.places[one.place_id] for one in matches)
    return next((one for one in places if one.level in ("region1", "region2")), None)


def summary(ends: Sequence[End]) -> dict[str, object]:
    by = Counter((end.resolution.place_id or "none").partition(":")[0] for end in ends)
    pairs = list(zip(ends[::2], ends[1::2], strict=True))
    compared = [end for end in ends if end.km is not None and not is_settled_by_point(end)]
    near = sum(end.km is not None and end.km <= NEAR_KM for end in compared)
    return {
        "ends": len(ends),
        "GeoNames": by["gn"],
        "added": by["x"] + by["wd"],
        "waiting": by["none"],
        "rows": len(pairs),
        "rows resolved at both ends": sum(bool(a.place and b.place) for a, b in pairs),
        "ends compared": len(compared),
        "within 50 km": near,
    }


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} %" if whole else ""


def _by_method(ends: Iterable[End]) -> list[str]:
    groups: defaultdict[str, list[End]] = defaultdict(list)
    for end in ends:
        groups[end.resolution.method or "needs review"].append(end)
    lines = ["| method | ends | compared | within 50 km |", "|---|---|---|---|"]
    for method, held in sorted(groups.items(), key=lambda pair: -len(pair[1])):
        kms = [end.km for end in held if end.km is not None]
        near = _share(sum(km <= NEAR_KM for km in kms), len(kms))
        word = method if method == "needs review" else f"`{method}`"
        lines.append(f"| {word} | {len(held):,} | {len(kms):,} | {near} |")
    return lines


def _by_country(ends: Iterable[End], shown: int = 20) -> list[str]:
    groups: defaultdict[str, list[End]] = defaultdict(list)
    for end in ends:
        groups[end.named.country].append(end)
    lines = ["| country | ends | resolved | added by us | within 50 km |", "|---|---|---|---|---|"]
    for country, held in sorted(groups.items(), key=lambda pair: -len(pair[1]))[:shown]:
        done = sum(end.place is not None for end in held)
        added = sum(end.resolution.place_id.startswith("x:") for end in held)
        kms = [end.km for end in held if end.km is not None and not is_settled_by_point(end)]
        near = _share(sum(km <= NEAR_KM for km in kms), len(kms))
        lines.append(
            f"| {country} | {len(held):,} | {_share(done, len(held))} | {added} | {near} |"
        )
    return lines


def _reason(reason: str) -> str:
    """Return a reason, those that name a place under one."""
    if reason.startswith(("which ", "nothing in", "Port")) or "tells which" in reason:
        return "which of several places of the name is not stated"
    if reason.startswith(("a ", "an ", "the gaz", "Geo")):
        return "a ruling: no municipality, or none that the gazetteer has"
    return reason


def _by_reason(ends: Iterable[End]) -> list[str]:
    reasons = Counter(_reason(end.resolution.reason) for end in ends if end.place is None)
    rows = [f"| {reason} | {n} |" for reason, n in reasons.most_common()]
    return ["| why an end waits | ends |", "|---|---|", *rows]


def outliers(ends: Iterable[End], gazetteer: Gazetteer) -> list[dict[str, object]]:
    """One row for each name whose place lies far from the point, the most frequent first."""
    far = [end for end in ends if end.km is not None and end.km > NEAR_KM]
    groups: defaultdict[tuple[str, str, str], list[End]] = defaultdict(list)
    for end in far:
        groups[end.named.country, end.named.name, end.resolution.place_id].append(end)
    rows = [_outlier(held, gazetteer) for _, held in sorted(groups.items())]
    return sorted(rows, key=lambda row: -int(str(row["ends"])))


def _outlier(held: Sequence[End], gazetteer: Gazetteer) -> dict[str, object]:
    end = held[0]
    word, why = classed(end, gazetteer)
    place = end.place
    values = (
        end.named.name, end.named.country, len(held), end.resolution.place_id,
        place.name if place else "", round(end.km or 0), end.resolution.method, word, why,
    )  # fmt: skip
    return dict(zip(COLUMNS, values, strict=True))


def _by_class(rows: Iterable[dict[str, object]]) -> list[str]:
    names, held = Counter[str](), Counter[str]()
    for row in rows:
        names[str(row["class"])] += 1
        held[str(row["class"])] += int(str(row["ends"]))
    lines = [f"| {word} | {names[word]} | {n} |" for word, n in held.most_common()]
    return ["| class | names | ends |", "|---|---|---|", *lines]


def _write(ends: Sequence[End], rows: Sequence[dict[str, object]]) -> None:
    found = summary(ends)
    head = [f"| {word} | {n:,} |" for word, n in found.items() if isinstance(n, int)]
    write_part("summary", "\n".join(("| | |", "|---|---|", *head)), PAGE)
    write_part("methods", "\n".join(_by_method(ends)), PAGE)
    write_part("countries", "\n".join(_by_country(ends)), PAGE)
    write_part("reasons", "\n".join(_by_reason(ends)), PAGE)
    write_part("classes", "\n".join(_by_class(rows)), PAGE)
    with OUTLIERS.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def main() -> int:
    if not SHARED.exists():
        print("no snapshots: nothing measured")
        return 0
    ends, gazetteer = resolved_ends()
    if "--json" in sys.argv:
        print(json.dumps(summary(ends)))
    else:
        _write(ends, outliers(ends, gazetteer))
    return 0


if __name__ == "__main__":
    sys.exit(main())
