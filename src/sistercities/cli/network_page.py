"""The measures of a network on a terminal: its size, its ties beside shuffled ones, by country."""

from __future__ import annotations

from collections.abc import Sequence

from sistercities.api.study_names import WORLD
from sistercities.cli.screen import MISSING, Screen, table
from sistercities.records import Compared, CountryTies, NetworkMeasures, SourceTies, TieLengths

FEW = 10
"""Countries that are shown unless all are asked for."""
_BESIDE = ("Measure", "These ties", "Shuffled ties", "95 of 100", "Ratio")
_OF_TIES = ("Places", "Ties", "Mean km", "Shuffled", "Under 500 km", "Without domestic", "Domestic")


def network_lines(
    found: NetworkMeasures, screen: Screen, *, show_all: bool
) -> tuple[list[str], list[str]]:
    """Lay out the measures, and the sentences that end the answer."""
    countries = found.by_country if show_all else found.by_country[:FEW]
    lines = [
        _sentence(found),
        str(found.ties_counted),
        "",
        *table(("Size", "Value"), _size(found), screen.width, ("Value",)),
        "",
        *table(_BESIDE, _beside(found), screen.width, _BESIDE[1:]),
        "",
        *_by("Country", [(row.country, row) for row in countries], screen),
    ]
    if len(countries) < len(found.by_country):
        lines.append(f"... and {len(found.by_country) - len(countries)} more: --all shows them")
    lines += ["", *_by("Source", [(row.source, row) for row in found.by_source], screen)]
    return lines, ["", *_ends(found)]


def _sentence(found: NetworkMeasures) -> str:
    area = found.asked.region or found.asked.country
    where = "of the world" if area == "WORLD" else f"with an end in {area}"
    return f"The network of ties {where}: {found.n_places:,} places, {found.n_ties:,} ties."


def _size(found: NetworkMeasures) -> list[list[str]]:
    longest = MISSING if found.longest_path is None else f"{found.longest_path}"
    return [
        ["Places", f"{found.n_places:,}"],
        ["Ties", f"{found.n_ties:,}"],
        ["Domestic ties among them", f"{found.lengths.n_domestic:,}"],
        ["Ties without a distance", f"{found.lengths.n_without_point:,}"],
        ["Density", _number(found.density, 6)],
        ["Ties of a place, mean", _number(found.mean_degree, 2)],
        ["Ties of a place, most", f"{found.max_degree:,}"],
        ["Components", f"{found.n_components:,}"],
        ["Places of the largest component", f"{found.n_largest:,}"],
        ["Mean path within it, in ties", _number(found.mean_path, 2)],
        ["Longest path within it, in ties", longest],
    ]


def _beside(found: NetworkMeasures) -> list[list[str]]:
    lengths = found.lengths
    return [
        _compared("Mean distance, km", lengths.mean_km, 0),
        _compared("Median distance, km", lengths.median_km, 0),
        _compared("Share under 500 km", lengths.share_under_500_km, 3),
        _compared(
            "Share under 500 km, without domestic ties", lengths.share_under_500_km_abroad, 3
        ),
        _compared("Share of domestic ties", lengths.share_domestic, 3),
        *(_clustering(found) if found.asked.country == WORLD else []),
        _compared("Assortativity by degree", found.assortativity, 3),
    ]


def _clustering(found: NetworkMeasures) -> list[list[str]]:
    """Lay out what is told of the world alone."""
    return [
        _compared("Transitivity (global clustering)", found.transitivity, 4),
        _compared("Mean local clustering", found.mean_local_clustering, 4),
        _compared(
            "Mean local clustering, 2 partners or more", found.mean_local_clustering_of_pairs, 4
        ),
    ]


def _compared(name: str, row: Compared, digits: int) -> list[str]:
    ends = f"{_number(row.low, digits)} to {_number(row.high, digits)}"
    return [
        name,
        _number(row.observed, digits),
        _number(row.shuffled, digits),
        MISSING if row.low is None else ends,
        _number(row.ratio, 2),
    ]


def _by(
    head: str, rows: Sequence[tuple[str, CountryTies | SourceTies]], screen: Screen
) -> list[str]:
    cells = [[name, f"{row.n_places:,}", *_of_ties(row.lengths)] for name, row in rows]
    return table((head, *_OF_TIES), cells, screen.width, _OF_TIES)


def _of_ties(lengths: TieLengths) -> list[str]:
    return [
        f"{lengths.n_ties:,}",
        _number(lengths.mean_km.observed, 0),
        _number(lengths.mean_km.shuffled, 0),
        _number(lengths.share_under_500_km.observed, 3),
        _number(lengths.share_under_500_km_abroad.observed, 3),
        f"{lengths.n_domestic:,}",
    ]


def _ends(found: NetworkMeasures) -> list[str]:
    left_out = [f"{n:,} {reason}" for reason, n in found.left_out.items()]
    return [
        str(found.null),
        *map(str, found.notes),
        *([f"Left out of all ties on record: {'; '.join(left_out)}."] if left_out else []),
        f"Data {found.data_version}; {found.draws:,} networks of shuffled ties, seed {found.seed}. "
        "--json has every number.",
    ]


def _number(value: float | None, digits: int) -> str:
    return MISSING if value is None else f"{value:,.{digits}f}"
