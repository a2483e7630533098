"""Records as the rows of a pandas frame: what `to_frame` of a list gives."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sistercities.errors import needing_study

if TYPE_CHECKING:
    import pandas as pd


def frame_of_records(
    records: Iterable[Mapping[str, Any]], always: Sequence[str] = ()
) -> pd.DataFrame:
    """Lay out records as rows; what stands in a record `place` is `place_name`, `place_id`.

    Parameters
    ----------
    records
        As their `to_json` gives them. A list in one stays a list in its cell.
    always
        Columns that are there where no record is: who reads them finds them empty.

    Raises
    ------
    MissingExtra
        If pandas is not installed; it says what to type.
    """
    with needing_study("`to_frame`"):
        import pandas as pd
    rows = [dict(_flat(record)) for record in records]
    return pd.DataFrame.from_records(rows) if rows else pd.DataFrame(columns=list(always))


def _flat(record: Mapping[str, Any], before: str = "") -> Iterable[tuple[str, Any]]:
    for name, value in record.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{before}{name}_")
        else:
            yield name if name.startswith(before) else f"{before}{name}", value
