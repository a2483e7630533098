"""All that an index holds, so that two can be compared."""

from __future__ import annotations

from sistercities.dataset.index import near_keys
from sistercities.dataset.index.opened import Index
from sistercities.dataset.index.tables import HELD

Rows = dict[str, list[tuple[object, ...]]]


def all_rows(index: Index) -> Rows:
    """Give the rows of each table, of those with a key in the order in which a query finds them.

    Claims that come besides are found last; keys of places are one thing in however many tables.
    """
    found = {held.name: index.tuples(f"SELECT * FROM {held.name}") for held in HELD}
    for name in (held.name for held in HELD if not held.key or held.name == "claims"):
        found[name].sort(key=repr)
    for kinds in ((near_keys.HELD, near_keys.OWN), (near_keys.TOWNS,)):
        keys = " UNION ALL ".join(f"SELECT key, country FROM keys_{kind}" for kind in kinds)
        runs = " UNION ALL ".join(f"SELECT * FROM counts_{kind}" for kind in kinds)
        found[f"keys_{kinds[0]}"] = index.tuples(f"{keys} ORDER BY 1, 2")
        found[f"counts_{kinds[0]}"] = index.tuples(
            f"SELECT of, letters, sum(n) FROM ({runs}) GROUP BY 1, 2 ORDER BY 1, 2"
        )
    return found
