"""How many links of Wikidata's items to places are right where Natural Earth gives the truth.

`python benchmarks/wikidata_links.py` (nothing is measured where the snapshots are not). A fifth of
the items whose place Natural Earth gives is treated at a time as if it were not known, and linked
by the other rules. Prints JSON: by method how many items were linked and how many rightly, and
the links that differ. The page docs/data-quality/wikidata-2016.md quotes it.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path

from release_build.gazetteer.build import build_gazetteer, read_gazetteer_sources
from release_build.readers.wikidata_snapshot import read_wikidata
from release_build.resolved_claims import resolved_lists
from release_build.resolving.wikidata import link_items
from release_build.wikidata.items import items_of
from sistercities.dataset.decisions import read_decisions

PROJECT = Path(__file__).parents[1]
SHARED = PROJECT.parent / "shared" / "data"
DECISIONS = PROJECT / "data" / "decisions"
FOLDS = 5


def measured() -> dict[str, object]:
    """Link each fold without what is known of it, and compare with what is known."""
    gazetteer = build_gazetteer(read_gazetteer_sources(SHARED, DECISIONS))
    rulings = read_decisions(DECISIONS)
    known = resolved_lists(SHARED, DECISIONS, gazetteer, rulings)
    items = items_of(read_wikidata(SHARED / "ties-wikidata-2016"), gazetteer, known)
    whole, _ = link_items(items, rulings, gazetteer)
    truth = {one: link.place_id for one, link in whole.items() if link.method == "natural_earth"}
    linked: Counter[str] = Counter()
    right: Counter[str] = Counter()
    wrong: list[dict[str, str]] = []
    for fold in range(FOLDS):
        hidden = set(sorted(truth)[fold::FOLDS])
        given = {item: place for item, place in items.given.items() if item not in hidden}
        links, _ = link_items(replace(items, given=given), rulings, gazetteer)
        for item in sorted(hidden & links.keys()):
            link = links[item]
            linked[link.method] += 1
            right[link.method] += link.place_id == truth[item]
            if link.place_id != truth[item]:
                label = items.labels[item].whole
                wrong.append({"item": item, "label": label, "linked": link.place_id,
                              "truth": truth[item], "method": link.method})  # fmt: skip
    return {
        "items": len(truth),
        "linked": sum(linked.values()),
        "right": sum(right.values()),
        "by_method": {method: [right[method], linked[method]] for method in sorted(linked)},
        "differ": wrong,
    }


def main() -> int:
    """Print what was measured; return the exit code."""
    if not SHARED.is_dir():
        print("the snapshots are not here, so nothing was measured")
        return 0
    json.dump(measured(), sys.stdout, ensure_ascii=False, indent=1)
    print()
    return 0


if __name__ == "__main__":
    sys.exit(main())
