"""The measures of a network, beside those of shuffled ties."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from sistercities.network.measures.answer import (
    Compared,
    CountryTies,
    NetworkMeasures,
    SourceTies,
    TieLengths,
)
from sistercities.network.measures.chosen import Asked, ChosenTies
from sistercities.network.measures.lengths import Lengths
from sistercities.sentences import say
from sistercities.terms.json_records import RecordTuple
from sistercities.terms.progress import Progress
from sistercities.terms.words import WORLD
from twolevel.core.array_types import Index
from twolevel.nulls.shuffled_ends import shuffled_ends
from twolevel.positions.assortativity import degree_assortativity
from twolevel.positions.clustering import clustering_of
from twolevel.positions.graph import Graph, graph_of
from twolevel.positions.path_lengths import path_lengths


@dataclass(frozen=True, slots=True)
class _Measured:
    """Measures of one set of ties: of the graph where asked for, of lengths, and by country."""

    graph: dict[str, float | None]
    lengths: dict[str, float | None]
    by_country: dict[str, dict[str, float | None]]


def measure(
    chosen: ChosenTies, asked: Asked, *, version: str, draws: int, seed: int, progress: Progress
) -> NetworkMeasures:
    """Measure the network of an area, and its ties shuffled among those of the whole world.

    Parameters
    ----------
    chosen, asked
        Ties of the kind that is asked for, and the question.
    version
        Version of the data.
    draws, seed
        Networks of shuffled ties, at least 1; seed of all randomness.
    progress
        Called with what is being done, how much is done and how much there is.
    """
    lengths = Lengths(chosen)
    inside = chosen.within(chosen.ties)
    ties = chosen.ties[inside]
    graph, n_places = _graph(ties)
    own = _measured(chosen, lengths, ties)
    gathered = _gathered(chosen, lengths, chosen.ties, draws, seed, progress)
    whole = _without_cut(gathered.graph.compared(own.graph), asked)
    progress("paths", 0, 1)
    paths = path_lengths(graph) if ties.size else None
    progress("paths", 1, 1)
    by_country = {
        code: gathered.by_country[code].compared(rows) for code, rows in own.by_country.items()
    }
    return NetworkMeasures(
        asked=asked,
        data_version=version,
        n_places=n_places,
        n_ties=len(ties),
        density=2 * len(ties) / (n_places * (n_places - 1)) if n_places > 1 else None,
        mean_degree=2 * len(ties) / n_places if n_places else None,
        max_degree=int(graph.degree.max()),
        n_components=0 if paths is None else paths.n_components,
        n_largest=0 if paths is None else paths.n_largest,
        mean_path=None if paths is None else paths.mean,
        longest_path=None if paths is None else paths.longest,
        **whole,
        lengths=_tie_lengths(chosen, lengths, ties, gathered.lengths.compared(own.lengths)),
        by_country=RecordTuple(_country_rows(chosen, lengths, ties, by_country)),
        by_source=RecordTuple(_source_rows(chosen, lengths, draws, seed, progress)),
        left_out=chosen.left_out,
        draws=draws,
        seed=seed,
        ties_counted=ties_counted(asked),
        null=NULL,
        notes=notes_on(asked),
    )


@dataclass(frozen=True, slots=True)
class _Gathered:
    """Measures of networks of shuffled ties."""

    graph: Draws
    lengths: Draws
    by_country: defaultdict[str, Draws]


def _gathered(
    chosen: ChosenTies,
    lengths: Lengths,
    ties: Index,
    draws: int,
    seed: int,
    progress: Progress,
) -> _Gathered:
    """Shuffle ties of the world and measure those with an end in the area."""
    found = _Gathered(Draws(), Draws(), defaultdict(Draws))
    for done, shuffled in enumerate(_shuffled(chosen, ties, draws, seed)):
        progress("shuffled ties", done, draws)
        one = _measured(chosen, lengths, shuffled)
        found.graph.add(one.graph)
        found.lengths.add(one.lengths)
        for code, rows in one.by_country.items():
            found.by_country[code].add(rows)
    progress("shuffled ties", draws, draws)
    return found


def _shuffled(chosen: ChosenTies, ties: Index, draws: int, seed: int) -> Iterator[Index]:
    """Networks with the same numbers of ties; of each the ties with an end in the area."""
    for shuffled in shuffled_ends(chosen.n, ties, n_draws=draws, seed=seed):
        yield shuffled[chosen.within(shuffled)]


def _graph(ties: Index) -> tuple[Graph, int]:
    """Make the graph of the places that have a tie, and count them."""
    places, ends = np.unique(ties, return_inverse=True)
    return graph_of(max(places.size, 1), ends.reshape(-1, 2)), int(places.size)


def _measured(chosen: ChosenTies, lengths: Lengths, ties: Index) -> _Measured:
    graph = _graph(ties)[0]
    clustering, km = clustering_of(graph), lengths.km(ties)
    return _Measured(
        {
            "transitivity": clustering.transitivity,
            "mean_local_clustering": clustering.mean_local,
            "mean_local_clustering_of_pairs": clustering.mean_local_of_pairs,
            "assortativity": degree_assortativity(graph),
        },
        lengths.measures(ties, km),
        {
            chosen.countries[code]: lengths.measures(ties[rows], km[rows])
            for code, rows in _rows_by_country(chosen, ties).items()
        },
    )


def _rows_by_country(chosen: ChosenTies, ties: Index) -> dict[int, Index]:
    """Positions of the ties with an end in each country; a domestic tie stands there once."""
    here, there = chosen.country[ties[:, 0]], chosen.country[ties[:, 1]]
    abroad = np.flatnonzero(here != there)
    code = np.concatenate((here, there[abroad]))
    row = np.concatenate((np.arange(len(ties)), abroad))
    order = np.argsort(code, kind="stable")
    codes, first = np.unique(code[order], return_index=True)
    parts = np.split(row[order], first[1:])
    return dict(zip(codes.tolist(), parts, strict=True)) if codes.size else {}


def _tie_lengths(
    chosen: ChosenTies, lengths: Lengths, ties: Index, compared: dict[str, Compared]
) -> TieLengths:
    return TieLengths(
        n_ties=len(ties),
        n_without_point=int(np.isnan(lengths.km(ties)).sum()),
        n_domestic=int(chosen.are_domestic(ties).sum()),
        **compared,
    )


def _country_rows(
    chosen: ChosenTies, lengths: Lengths, ties: Index, compared: dict[str, dict[str, Compared]]
) -> tuple[CountryTies, ...]:
    rows = []
    for code, positions in _rows_by_country(chosen, ties).items():
        own = ties[positions]
        places = np.unique(own)
        name = chosen.countries[code]
        rows.append(
            CountryTies(
                name,
                int((chosen.country[places] == code).sum()),
                _tie_lengths(chosen, lengths, own, compared[name]),
            )
        )
    return tuple(sorted(rows, key=lambda row: (-row.lengths.n_ties, row.country)))


def _source_rows(
    chosen: ChosenTies, lengths: Lengths, draws: int, seed: int, progress: Progress
) -> tuple[SourceTies, ...]:
    """Measure the ties that each source names, beside the ties of that source shuffled."""
    rows = []
    named = _ties_by_source(chosen.sources)
    for done, (source, positions) in enumerate(named.items()):
        progress("sources", done, len(named))
        of_source = chosen.ties[positions]
        ties = of_source[chosen.within(of_source)]
        if not ties.size:
            continue
        found = Draws()
        for shuffled in _shuffled(chosen, of_source, draws, seed):
            found.add(lengths.measures(shuffled))
        compared = found.compared(lengths.measures(ties))
        told = _tie_lengths(chosen, lengths, ties, compared)
        rows.append(SourceTies(source, int(np.unique(ties).size), told))
    progress("sources", len(named), len(named))
    return tuple(sorted(rows, key=lambda row: (-row.lengths.n_ties, row.source)))


def _ties_by_source(sources: Sequence[tuple[str, ...]]) -> dict[str, list[int]]:
    found: defaultdict[str, list[int]] = defaultdict(list)
    for position, named in enumerate(sources):
        for source in named:
            found[source].append(position)
    return dict(sorted(found.items()))


Measures = Mapping[str, float | None]


class Draws:
    """The measures of networks of shuffled ties."""

    def __init__(self) -> None:
        self._values: defaultdict[str, list[float | None]] = defaultdict(list)

    def add(self, measures: Measures) -> None:
        """Add those of one network."""
        for name, value in measures.items():
            self._values[name].append(value)

    def compared(self, observed: Measures) -> dict[str, Compared]:
        """Set the observed measures beside the draws."""
        return {name: self._compared(name, value) for name, value in observed.items()}

    def _compared(self, name: str, observed: float | None) -> Compared:
        drawn = [value for value in self._values[name] if value is not None]
        if not drawn or len(drawn) < len(self._values[name]):
            return Compared(observed, None, None, None, None)
        mean, (low, high) = float(np.mean(drawn)), np.quantile(drawn, (0.025, 0.975))
        ratio = None if observed is None or mean <= 0 else observed / mean
        return Compared(observed, mean, float(low), float(high), ratio)


NULL = say(
    "Shuffled ties exchange their ends at random among all ties of the world that count here. Each "
    "place keeps its point and its number of ties, and no two places are tied twice; who is tied "
    "with whom is left to chance. The interval holds the middle 95 of 100 such networks."
)


def ties_counted(asked: Asked) -> str:
    """Say which ties make the network."""
    if asked.past:
        standing = say("all ties on record, also those over, not signed or no longer listed")
    elif asked.as_of is not None:
        standing = say("ties known to be alive in {year}", year=asked.as_of)
    else:
        standing = say("ties that the sources let stand today")
    level = {
        "city": say("between cities"),
        "region": say("between regions"),
        "all": say("between places of any level"),
    }[asked.level]
    if asked.source is None:
        return say("It counts {standing}, {level}.", standing=standing, level=level)
    return say(
        "It counts {standing}, {level}, where {source} names them.",
        standing=standing,
        level=level,
        source=asked.source,
    )


CLUSTERING = ("transitivity", "mean_local_clustering", "mean_local_clustering_of_pairs")
"""Measures that ask whether the partners of a place are partners of one another."""


def _without_cut(whole: dict[str, Compared], asked: Asked) -> dict[str, Compared]:
    """Leave out what the cut of an area decides: its partners abroad have no ties here."""
    if asked.country == WORLD:
        return whole
    untold = Compared(None, None, None, None, None)
    return {name: untold if name in CLUSTERING else one for name, one in whole.items()}


def notes_on(asked: Asked) -> tuple[str, ...]:
    """Say what limits the numbers."""
    notes = [
        say(
            "A place that is both a region and a city, such as Berlin or Shanghai, counts as a "
            "city among cities and as a region among regions."
        ),
        say(
            "Lists differ from country to country: few domestic ties may mean that the lists of "
            "that country leave them out."
        ),
    ]
    if asked.level == "all":
        del notes[0]
    if asked.country != WORLD:
        notes.append(
            say(
                "Ties between partners abroad are no part of this network, so that hardly any "
                "three of its places could all be partners: clustering is not told, and paths are "
                "those of ties with an end in {area} alone.",
                area=asked.region or asked.country,
            )
        )
    return tuple(notes)
