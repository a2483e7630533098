"""Trade between states by the Correlates of War: imports in each direction, by year."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from release_build.readers.parquet_columns import parquet_columns
from sistercities.errors import SourceError
from sistercities.sources.snapshot import Snapshot

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FILE = "cow_trade_directed_dyads_1970_2014.parquet"
FIRST_YEAR, LAST_YEAR = 1970, 2014
_MISSING = -9


@dataclass(frozen=True, slots=True)
class TradeFlows:
    """Known flows, one of each array a flow.

    Attributes
    ----------
    importer, exporter
        State codes of the Correlates of War.
    year
        Year of the flow.
    million_usd
        Imports in million current USD; the file has whole numbers, so 0 is less than half a
        million, or nothing.
    """

    importer: NDArray[np.int64]
    exporter: NDArray[np.int64]
    year: NDArray[np.int64]
    million_usd: NDArray[np.float64]


def read_trade(snapshot: Snapshot) -> TradeFlows:
    """Read the flows that are known; -9 and a blank are unknown, and left out.

    `flow2` is `flow1` of the row in the other direction, and is not read.

    Raises
    ------
    SourceError
        If a column is not known, a year lies outside the file's span, or a flow is negative.
    """
    import numpy as np

    columns: dict[str, Any] = parquet_columns(
        snapshot,
        {"ccode1": "whole", "ccode2": "whole", "year": "whole", "flow1": "number"},
        ignored=("flow2",),
        may_be_missing=("flow1",),
    )
    flow, year = columns["flow1"], columns["year"]
    _refuse(snapshot, "year", year, (year < FIRST_YEAR) | (year > LAST_YEAR))
    _refuse(snapshot, "flow1", flow, (flow < 0) & (flow != _MISSING))
    known = ~np.isnan(flow) & (flow != _MISSING)
    return TradeFlows(columns["ccode1"][known], columns["ccode2"][known], year[known], flow[known])


def _refuse(
    snapshot: Snapshot, column: str, values: NDArray[np.float64], is_odd: NDArray[np.bool_]
) -> None:
    if is_odd.any():
        first = int(is_odd.argmax())
        raise SourceError(
            snapshot.path.name, first + 1, column, float(values[first]),
            f"years run from {FIRST_YEAR} to {LAST_YEAR}, flows are 0 or more, or -9",
        )  # fmt: skip
