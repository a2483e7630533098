"""The chains of a path as they are shown: their places, and the ties between them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from sistercities.api.path_records import (
    Chain,
    Link,
)
from sistercities.api.records import PlaceRef
from sistercities.dataset.heirs import MergedTown, merged_into
from sistercities.dataset.release.queried import Queried
from sistercities.network.chains import Chains
from sistercities.sentences import Said, Sentence, listed, place_name, say
from sistercities.terms.words import ALIVE

_PLACES = """
    SELECT place_id, name, name_local, level, country, region_iso, is_dual FROM places
    WHERE place_id IN ({marks})
"""


_LINKS = "SELECT * FROM ties WHERE place_a IN ({marks}) AND place_b IN ({marks})"


def chains_shown(
    release: Queried, chains: Chains
) -> tuple[tuple[Chain, ...], tuple[Sentence, ...]]:
    """Read the places and ties of the chains that are shown, and say which are of merged towns."""
    ids = sorted({place for chain in chains.shown for place in chain})
    if not ids:
        return (), ()
    marks = ", ".join("?" * len(ids))
    places = {
        row["place_id"]: _place(row) for row in release.query(_PLACES.format(marks=marks), ids)
    }
    merged = {
        town.name.place_id: (town, one) for one in ids for town in merged_into(release, one)
    }  # fmt: skip
    ends = [*ids, *merged]
    rows = release.query(_LINKS.format(marks=", ".join("?" * len(ends))), [*ends, *ends])
    links, behind = _between(rows, {town: one for town, (_, one) in merged.items()})
    shown = tuple(
        Chain(tuple(places[one] for one in chain), tuple(_links(chain, links)))
        for chain in chains.shown
    )
    used = dict.fromkeys(frozenset(pair) for chain in chains.shown for pair in pairwise(chain))
    told = (_of_merged(behind[pair], merged, places) for pair in used)
    return shown, tuple(dict.fromkeys(one for each in told for one in each))


def _between(
    rows: Sequence[dict[str, Any]], heirs: Mapping[str, str]
) -> tuple[dict[frozenset[str], Link], dict[frozenset[str], dict[str, Any]]]:
    """Return the tie of each two places, and its row; of several one that stands, first their own.

    `heirs` leads from merged municipalities to the places of the chains.
    """
    behind: dict[frozenset[str], dict[str, Any]] = {}
    for row in sorted(rows, key=lambda one: (one["standing"] not in ALIVE, _is_merged(one, heirs))):
        one, other = (heirs.get(row[end], row[end]) for end in ("place_a", "place_b"))
        behind.setdefault(frozenset((one, other)), row)
    return {pair: _link(row) for pair, row in behind.items()}, behind


def _is_merged(row: Mapping[str, Any], heirs: Mapping[str, str]) -> bool:
    return row["place_a"] in heirs or row["place_b"] in heirs


def _of_merged(
    row: Mapping[str, Any], merged: Mapping[str, tuple[MergedTown, str]],
    places: Mapping[str, PlaceRef],
) -> Iterator[Sentence]:  # fmt: skip
    """Say of a tie whose it is, where one of its places was merged into that of the chain."""
    for end in ("place_a", "place_b"):
        if row[end] in merged:
            town, heir = merged[row[end]]
            yield say(
                "A partnership of {heir} in these chains is that of {town}, a municipality until "
                "{year} and now part of it.",
                heir=_told_apart(places[heir], places), town=town.name, year=town.until,
            )  # fmt: skip


def _told_apart(place: PlaceRef, places: Mapping[str, PlaceRef]) -> Said:
    """Name what took a town over; as a municipality where a region beside it is called so too."""
    name = place_name(place.name, place.place_id)
    others = [one for one in places.values() if one.name == place.name and one is not place]
    return say("the municipality of {place}", place=name) if others else name


def _place(row: dict[str, Any]) -> PlaceRef:
    return PlaceRef(
        row["place_id"], row["name"], row["name_local"] or None, row["level"], row["country"],
        row["region_iso"] or None, row["is_dual"],
    )  # fmt: skip


def _link(row: dict[str, Any]) -> Link:
    return Link(
        row["tie_id"], row["start"] or None, row["start_precision"], row["end"] or None,
        row["status"], row["kind"], row["standing"], row["standing_since"] or None,
        row["standing_source"], row["seen_until"], row["absent_from"],
        tuple(row["sources"].split()), row["confidence"], row["method"],
    )  # fmt: skip


def caveat_of(shown: Sequence[Chain]) -> Said:
    """Say what the ties of the chains rest on, where no chain is of ties on newer lists alone."""
    if not shown or any(all(one.stands_today for one in each.links) for each in shown):
        return listed(())
    if any(all(one.standing in ALIVE for one in each.links) for each in shown):
        return say("That counts partnerships that only old lists name.")
    return say("That counts partnerships that are over, not signed or no longer listed.")


def _links(chain: Sequence[str], links: dict[frozenset[str], Link]) -> list[Link]:
    return [links[frozenset(pair)] for pair in pairwise(chain)]
