"""All pairs of home and foreign places, some at a time, for files too large to hold as a whole.

What is of one place is told once for each place, and the rows hold codes of places; only what no
column of one place says is reckoned for each pair.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pyarrow as pa

from sistercities.api.dyad_facts import DyadFacts, distance_km
from sistercities.api.dyad_frames import chosen_pairs, own_columns, with_facts

if TYPE_CHECKING:
    from sistercities.network.two_level import TwoLevelNetwork
    from twolevel.core.array_types import Index


def pieces_of_pairs(
    network: TwoLevelNetwork, names: pd.Series[str], facts: DyadFacts, *, homes: int
) -> Iterator[pa.Table]:
    """Give the rows of `dyads(of="cities")` in their order, those of some home places at a time.

    Parameters
    ----------
    network, names, facts
        As in `dyads_of`; facts without those of OpenFlights, which are written into no file.
    homes
        How many home places at a time.
    """
    each, far = (
        np.arange(len(n), dtype=np.int64) for n in (network.home_places, network.foreign_places)
    )
    if not each.size or not far.size:
        return
    ends = (each, np.zeros_like(each)), (np.zeros_like(far), far)
    of_home, of_foreign = (
        with_facts(chosen_pairs(network, *pairs), network, names, facts, "cities") for pairs in ends
    )
    both = PairFacts(network.home_places, network.foreign_places, facts)
    for first in range(0, each.size, homes):
        some = each[first : first + homes]
        home, foreign = np.repeat(some, far.size), np.tile(far, some.size)
        own = own_columns(network, home, foreign) | both.columns(home, foreign)
        yield pa.table(_columns(of_home, of_foreign, own, home, foreign))


def _columns(
    of_home: pd.DataFrame,
    of_foreign: pd.DataFrame,
    own: dict[str, Any],
    home: Index,
    foreign: Index,
) -> dict[str, pa.Array]:
    """Give the columns in their order: those of the pairs as they are, the others as codes."""
    codes = {True: pa.array(home.astype(np.int32)), False: pa.array(foreign.astype(np.int32))}
    held = {}
    for name in of_foreign.columns:
        is_home = name.startswith("home")
        if name in own:
            held[name] = pa.array(own[name], from_pandas=True)
        else:
            held[name] = _coded(codes[is_home], (of_home if is_home else of_foreign)[name])
    return held


def _coded(codes: pa.Array, values: pd.Series) -> pa.DictionaryArray:
    held = pa.array(values, from_pandas=True)
    whole = held.combine_chunks() if isinstance(held, pa.ChunkedArray) else held
    return pa.DictionaryArray.from_arrays(codes, whole)


class PairFacts:
    """Facts on pairs of two lists of places, those that no column of one place says.

    Parameters
    ----------
    homes, foreigns
        Ids of the places.
    facts
        What is known of them.
    """

    def __init__(self, homes: Sequence[str], foreigns: Sequence[str], facts: DyadFacts) -> None:
        sides = [pd.Index(list(ids), dtype="str") for ids in (homes, foreigns)]
        points = facts.places[["latitude", "longitude"]]
        self._points = [points.reindex(ids) for ids in sides]
        self._offsets = [facts.utc_offsets.reindex(ids).to_numpy() for ids in sides]
        self._served = [facts.with_airport.get_indexer(ids) >= 0 for ids in sides]
        self._flown = _flown(homes, foreigns, facts)

    def columns(self, home: Index, foreign: Index) -> dict[str, Any]:
        """Give the columns of pairs of places, each place by its number in its list."""
        is_known = self._served[0][home] & self._served[1][foreign]
        is_flown = pd.Series(np.isin(home * len(self._points[1]) + foreign, self._flown))
        return {
            "distance_km": distance_km(self._points[0].iloc[home], self._points[1].iloc[foreign]),
            "time_difference_h": self._offsets[1][foreign] - self._offsets[0][home],
            "has_listed_route": is_flown.astype("boolean").mask(~is_flown & ~is_known),
        }


def _flown(homes: Sequence[str], foreigns: Sequence[str], facts: DyadFacts) -> Index:
    """Give the pairs between which a route was listed, as numbers counted home by home."""
    home, foreign = ({place: at for at, place in enumerate(ids)} for ids in (homes, foreigns))
    found = [
        home[one] * len(foreigns) + foreign[other]
        for pair in facts.flown
        for one, other in (pair, pair[::-1])
        if one in home and other in foreign
    ]
    return np.array(found, dtype=np.int64)
