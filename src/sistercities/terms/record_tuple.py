"""The lists that answers hold: tuples of records that can be frames."""

from __future__ import annotations

from dataclasses import fields
from types import GenericAlias
from typing import TYPE_CHECKING, Any, TypeVar, get_args

from sistercities.terms.json_records import json_of
from sistercities.terms.record_frames import frame_of_records

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
