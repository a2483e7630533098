"""The lists that answers hold: tuples of records that can be frames.

Records as the rows of a pandas frame: what `to_frame` of a list gives.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from types import GenericAlias
from typing import TYPE_CHECKING, Any, TypeVar, get_args

from sistercities.errors import needing_study
from sistercities.terms.json_records import json_of

if TYPE_CHECKING:
    import pandas as pd


T_co = TypeVar("T_co", covariant=True)


class RecordTuple(tuple[T_co, ...]):
    """Records in their order: a tuple that can be a frame."""

    __slots__ = ()

    def to_frame(self) -> pd.DataFrame:
        """Return a row for each record, with its attributes as columns.

        What stands in a record `place` is `place_name`, `place_id`; a list stays a list in its
        cell. Of no record the frame is empty.

        Raises
        ------
        MissingExtra
            If pandas is not installed; it says what to type.
        """
        return frame_of_records(_held(record) for record in self)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> Any:
        """Tell the JSON interface that it is a tuple of its records."""
        return handler.generate_schema(GenericAlias(tuple, (*get_args(source), ...)))


def _held(record: Any) -> dict[str, Any]:
    return {
        one.name: json_of(getattr(record, one.name))
        for one in fields(record)
        if not one.name.startswith("_")
    }


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
