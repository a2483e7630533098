"""How many names of the observations of 2017, 2021 and 2023 become the right place.

`python benchmarks/observations.py` (nothing is measured where the snapshots are not). The names are
resolved with one half of the other sources, and looked at with the other half: where that half
ties the partner with exactly one place of the name, this is the place that is meant. A name whose
place differs is either told at another level (a town here, its county there), which is a matter of
the two sources, or is another place. Prints JSON, by source, half and method, and the names that
became another place. The page docs/data-quality/observations.md quotes it.
"""

from __future__ import annotations

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from release_build.gazetteer.build import build_gazetteer, read_gazetteer_sources
from release_build.observations import read_cities, read_lists, read_municipalities
from release_build.readers.wikidata_snapshot import read_wikidata
from release_build.resolved_claims import resolved_lists
from release_build.resolving.entry_regions import read_entry_regions
from release_build.resolving.known_ties import firm_partners
from release_build.resolving.own_lists import resolve_own_lists
from release_build.resolving.pointed_claims import resolve_pointed_claims
from release_build.resolving.wikidata import resolve_wikidata
from release_build.wikidata.labels import read_label
from sistercities.dataset.decisions import Decisions, read_decisions
from sistercities.dataset.gazetteer.evidence import distance_km
from sistercities.dataset.gazetteer.places import Gazetteer
from sistercities.dataset.resolved import ResolvedClaim
from sistercities.sources.enwiki_names import parse_name
from sistercities.terms.claims import NamedEnd
from sistercities.terms.places import Place, Resolution

PROJECT = Path(__file__).parents[1]
SHARED = PROJECT.parent / "shared" / "data"
DECISIONS = PROJECT / "data" / "decisions"
NEAR_KM = 30.0
Pair = tuple[NamedEnd, Resolution, Resolution]


def measured(shared: Path, decisions: Path) -> dict[str, object]:
    """Resolve each observation with either half of the other sources, look at it with the other."""
    gazetteer = build_gazetteer(read_gazetteer_sources(shared, decisions))
    rulings = read_decisions(decisions)
    lists = resolved_lists(shared, decisions, gazetteer, rulings)
    items = read_wikidata(shared / "ties-wikidata-2016")
    first = resolve_wikidata(items, gazetteer, rulings, lists)
    found: dict[str, object] = {}
    for name, known, truth in (("by lists", first, lists), ("by wikidata", lists, first)):
        resolved = _observed(shared, decisions, gazetteer, rulings, known)
        pointed = resolved["wikidata-2017"] + resolved["wikidata-2021"]
        beside = [*truth, *pointed] if name == "by wikidata" else truth
        found[f"enwiki-2023, looked at {name}"] = _judge(resolved["enwiki-2023"], beside, gazetteer)
        for source_id in ("wikidata-2017", "wikidata-2021"):
            if (source_id, name) != ("wikidata-2021", "by wikidata"):
                found[f"{source_id}, looked at {name}"] = _judge(
                    resolved[source_id], truth, gazetteer
                )
    return found


def _observed(
    shared: Path,
    decisions: Path,
    gazetteer: Gazetteer,
    rulings: Decisions,
    known: Sequence[ResolvedClaim],
) -> dict[str, list[ResolvedClaim]]:
    cities, towns = read_cities(shared, decisions), read_municipalities(shared, decisions)
    regions = read_entry_regions(decisions / "entry_regions.csv", "enwiki-2023")
    resolved = {
        "wikidata-2021": resolve_pointed_claims(cities, gazetteer, rulings, known),
        "wikidata-2017": resolve_pointed_claims(towns, gazetteer, rulings, known),
    }
    is_wikidata = any(one.claim.source_id == "wikidata-2016" for one in known[:1])
    beside = [one for held in resolved.values() for one in held] if is_wikidata else []
    resolved["enwiki-2023"] = resolve_own_lists(
        read_lists(shared, decisions), regions, gazetteer, rulings, [*known, *beside]
    )
    return resolved


def _judge(
    resolved: Iterable[ResolvedClaim], truth: Iterable[ResolvedClaim], gazetteer: Gazetteer
) -> dict[str, object]:
    ties = firm_partners(truth)
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    others: list[dict[str, str]] = []
    named: dict[NamedEnd, frozenset[str]] = {}
    for end, found, partner in _pairs(resolved):
        if end not in named:
            named[end] = _places_of(end, gazetteer)
        due = named[end] & ties.get(partner.place_id, frozenset())
        if len(due) != 1:
            continue
        (place_id,) = due
        verdict = _verdict(gazetteer.places[found.place_id], gazetteer.places[place_id])
        counts[found.method][verdict] += 1
        if verdict == "another place":
            others.append({"name": end.name, "country": end.country, "found": found.place_id,
                           "due": place_id, "method": found.method})  # fmt: skip
    total = sum(counts.values(), Counter())
    return {
        "same": total["same"],
        "another level": total["another level"],
        "another place": total["another place"],
        "share_right": total["same"] / max(1, total["same"] + total["another place"]),
        "methods": {method: dict(one) for method, one in sorted(counts.items())},
        "other_places": others,
    }


def _pairs(resolved: Iterable[ResolvedClaim]) -> Iterator[Pair]:
    for one in resolved:
        if one.tie_id:
            yield one.claim.a, one.a, one.b
            yield one.claim.b, one.b, one.a


def _places_of(end: NamedEnd, gazetteer: Gazetteer) -> frozenset[str]:
    forms = {end.name, *read_label(end.name).forms, parse_name(end.name, end.country or "XX").bare}
    return frozenset(
        match.place_id
        for form in forms
        for match in gazetteer.matches(form, end.country)
        if match.rank <= 2
    )


def _verdict(found: Place, due: Place) -> str:
    if found.place_id == due.place_id:
        return "same"
    if found.level != due.level:
        return "another level"
    if due.latitude is None or due.longitude is None:
        return "another level"
    away = distance_km(found, due.latitude, due.longitude)
    return "another level" if away is None or away <= NEAR_KM else "another place"


def main() -> int:
    if not SHARED.is_dir():
        print(f"{SHARED} is not here: nothing was measured")
        return 0
    print(json.dumps(measured(SHARED, DECISIONS), indent=2, ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main())
