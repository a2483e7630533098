"""What is measured on a network, as frozen records, and their JSON."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Annotated, Any

from sistercities.errors import InvalidArgument
from sistercities.network.measures.chosen import Asked
from sistercities.terms.json_records import (
    Count,
    CountryCode,
    Holds,
    JsonRecord,
    Merged,
    Positive,
    RecordTuple,
    Text,
    frame_of_records,
)

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class Compared:
    """A measure of the network beside that of shuffled ties.

    Attributes
    ----------
    observed
        Of the ties that are held; None where it is not defined.
    shuffled, low, high
        Mean over the networks of shuffled ties, and the range of the middle 95 of 100 of them;
        None where it is not defined for each of them.
    ratio
        Observed over shuffled; None where either is missing, or the shuffled one is 0 or less.
    """

    observed: float | None
    shuffled: float | None
    low: float | None
    high: float | None
    ratio: float | None


@dataclass(frozen=True, slots=True)
class TieLengths:
    """How long ties are, and how many join places of one country.

    Attributes
    ----------
    n_ties, n_without_point
        Ties, and those of them of which the point of an end is not known: they have no length.
    n_domestic
        Ties between two places of one country.
    mean_km, median_km
        Of the great circles between the two places.
    share_under_500_km, share_under_500_km_abroad
        Share of the ties with a length that are shorter than 500 km: of all, and of those between
        two countries.
    share_domestic
        Share of all ties that are domestic.
    """

    n_ties: Count
    n_without_point: Count
    n_domestic: Count
    mean_km: Compared
    median_km: Compared
    share_under_500_km: Compared
    share_under_500_km_abroad: Compared
    share_domestic: Compared


@dataclass(frozen=True, slots=True)
class CountryTies:
    """The ties of the network with an end in one country; `n_places` places of it have one."""

    country: CountryCode
    n_places: Count
    lengths: TieLengths


@dataclass(frozen=True, slots=True)
class SourceTies:
    """The ties of the network that one source names, beside those of that source shuffled."""

    source: str
    n_places: Count
    lengths: TieLengths


@dataclass(frozen=True, slots=True)
class NetworkMeasures(JsonRecord):
    """What describes a network of ties.

    Attributes
    ----------
    asked
        Which network it is.
    data_version
        Version of the data.
    n_places, n_ties
        Places with a tie of the network, and its ties.
    density
        Share of all pairs of these places that are tied; None for fewer than two places.
    mean_degree, max_degree
        Ties of a place: their mean, and the most.
    n_components, n_largest
        Components, and the places of the largest.
    mean_path, longest_path
        Ties between two places of the largest component: the mean over all pairs, exact, and the
        most. None where it is a single place.
    transitivity
        Global clustering: share of pairs of ties that share a place whose other ends are tied.
        Clustering is told of the world alone: of an area, ties between partners abroad are cut.
    mean_local_clustering
        Mean over all places of the share of a place's pairs of partners that are tied; a place
        with one partner counts as 0.
    mean_local_clustering_of_pairs
        The same mean over the places with two partners or more.
    assortativity
        Correlation of the numbers of ties at the two ends of a tie.
    lengths
        How long its ties are.
    by_country, by_source
        The same lengths for each country that has an end, and each source; most ties first.
    left_out
        Recorded ties that do not count, by reason.
    draws, seed
        How many networks of shuffled ties, and the seed of all randomness.
    ties_counted, null, notes
        In sentences: which ties count, what is shuffled, and what limits the numbers.
    """

    asked: Annotated[Asked, Merged()]
    data_version: str
    n_places: Count
    n_ties: Count
    density: float | None
    mean_degree: float | None
    max_degree: Count
    n_components: Count
    n_largest: Count
    mean_path: float | None
    longest_path: int | None
    transitivity: Compared
    mean_local_clustering: Compared
    mean_local_clustering_of_pairs: Compared
    assortativity: Compared
    lengths: TieLengths
    by_country: RecordTuple[CountryTies]
    by_source: RecordTuple[SourceTies]
    left_out: dict[str, Positive]
    draws: Annotated[int, Holds(minimum=2)]
    seed: Count
    ties_counted: Text
    null: Text
    notes: tuple[Text, ...]

    def to_frame(self, of: str = "countries") -> pd.DataFrame:
        """Return the rows by country, or by source, as a pandas frame.

        Parameters
        ----------
        of
            `countries` or `sources`.

        Returns
        -------
        pandas.DataFrame
            A row each, most ties first; a measure has four columns beside its own, such as
            `mean_km_shuffled`, `mean_km_low`, `mean_km_high` and `mean_km_ratio`.

        Raises
        ------
        InvalidArgument
            If `of` is neither.
        """
        if of not in ("countries", "sources"):
            raise InvalidArgument("of", of, "use one of countries, sources")
        rows = self.by_country if of == "countries" else self.by_source
        return frame_of_records(_flat(asdict(row)) for row in rows)


def _flat(row: dict[str, Any]) -> dict[str, Any]:
    """Lay out the measures of a row in columns."""
    made = {name: value for name, value in row.items() if name != "lengths"}
    for name, value in row["lengths"].items():
        if isinstance(value, dict):
            made[name] = value["observed"]
            made |= {f"{name}_{part}": value[part] for part in ("shuffled", "low", "high", "ratio")}
        else:
            made[name] = value
    return made
