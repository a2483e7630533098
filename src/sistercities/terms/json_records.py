"""Records as JSON, by the fields that they have: what a record prints, and what its schema says.

A record is a frozen dataclass. Its JSON has a key for each field, in order; what is marked below in
the type of a field departs from that. `json_of` writes a record, and `release_build.schemas` makes
the schema of `docs/schemas` from the same types: a field that is added is in both. Marks are plain
classes: making a dataclass takes half a millisecond, and each command loads these.

The lists that answers hold are tuples of records, which print the same way and can be frames.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from functools import cache
from types import GenericAlias
from typing import (
    TYPE_CHECKING,
    Annotated,
    Any,
    NamedTuple,
    TypeAlias,
    TypeVar,
    get_args,
    get_origin,
    get_type_hints,
)

from sistercities.errors import needing_study

if TYPE_CHECKING:
    import pandas as pd

Json: TypeAlias = dict[str, object]

_Getter = TypeVar("_Getter", bound=Callable[..., object])


class Holds:
    """Words of JSON Schema that hold of a value beside its type, such as `minimum`.

    Parameters
    ----------
    **words
        As JSON Schema has them: `Holds(minimum=0)`.
    """

    def __init__(self, **words: object) -> None:
        self.words = words


class Key:
    """The field has another name in JSON."""

    def __init__(self, name: str) -> None:
        self.name = name


class Unwritten:
    """The field stands on pages only, or is written elsewhere."""


class Merged:
    """The keys of the record in the field stand beside those of the record that has it.

    Parameters
    ----------
    but
        Keys that do not.
    """

    def __init__(self, but: tuple[str, ...] = ()) -> None:
        self.but = but


class ByField:
    """The records of a list stand in an object, each under what this field of it says."""

    def __init__(self, name: str) -> None:
        self.name = name


class OneEach:
    """The object has each of these keys, and no other."""

    def __init__(self, keys: tuple[str, ...]) -> None:
        self.keys = keys


def one_of(words: Iterable[str]) -> Holds:
    """Say that a value is one of a closed list."""
    return Holds(enum=list(words))


def written(after: str, key: str = "") -> Callable[[_Getter], _Getter]:
    """Mark a property that stands in JSON too.

    Parameters
    ----------
    after
        The field or property that it follows; "" for the first key.
    key
        Its key; "" takes its name.
    """

    def mark(getter: _Getter) -> _Getter:
        getter.__dict__["written"] = (after, key)
        return getter

    return mark


Text = Annotated[str, Holds(minLength=1)]
"""A text that is never empty."""
Count = Annotated[int, Holds(minimum=0)]
Positive = Annotated[int, Holds(minimum=1)]
Amount = Annotated[float, Holds(minimum=0)]
Share = Annotated[float, Holds(minimum=0, maximum=1)]
Percent = Annotated[float, Holds(minimum=0, maximum=100)]
CountryCode = Annotated[str, Holds(pattern="^[A-Z]{2}$")]
"""ISO 3166-1 alpha-2."""
CountryOrWorld = Annotated[str, Holds(pattern="^([A-Z]{2}|WORLD)$")]
RegionCode = Annotated[str, Holds(pattern="^[A-Z]{2}(-[A-Z0-9]{1,3})?$")]
"""ISO 3166-2, or the code of a country that is one region."""
DateText = Annotated[str, Holds(pattern="^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$")]
"""ISO date as far as known."""
DateOrNone = Annotated[str, Holds(pattern="^([0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?)?$")]
"""ISO date as far as known, empty where it is not."""
Year = Annotated[int, Holds(pattern="^[0-9]{4}$")]
"""A year that is the key of an object."""


class JsonRecord:
    """A record that writes itself as JSON."""

    __slots__ = ()

    def to_json(self) -> Json:
        """Return its keys and values, as its schema in `docs/schemas` says."""
        return record_json(self)


class Entry(NamedTuple):
    """A key of the JSON of a record.

    Attributes
    ----------
    key
        As JSON has it.
    attribute
        Field or property of the record.
    type
        Its type, without marks.
    marks
        What was marked in the type.
    """

    key: str
    attribute: str
    type: Any
    marks: tuple[object, ...]

    def marked(self, kind: type) -> Any:
        """Return the mark of a kind; None where there is none."""
        return next((one for one in self.marks if isinstance(one, kind)), None)


@cache
def entries(record: Any) -> tuple[Entry, ...]:
    """List the keys of the JSON of a record, in order; those of a merged record stand as one."""
    types = get_type_hints(record, include_extras=True)
    found = [
        _entry(one.name, "", types[one.name])
        for one in fields(record)
        if not one.name.startswith("_")
    ]
    for name, getter, (after, key) in _written_properties(record):
        type_ = get_type_hints(getter, include_extras=True)["return"]
        at = 1 + next((i for i, one in enumerate(found) if one.attribute == after), -1)
        found.insert(at, _entry(name, key, type_))
    return tuple(one for one in found if one.marked(Unwritten) is None)


def _entry(name: str, key: str, type_: Any) -> Entry:
    marks: tuple[object, ...] = ()
    if get_origin(type_) is Annotated:
        type_, *stated = get_args(type_)
        marks = tuple(stated)
    entry = Entry(key or name, name, type_, marks)
    named = entry.marked(Key)
    return entry if named is None else Entry(named.name, name, type_, marks)


def _written_properties(
    record: type,
) -> Iterator[tuple[str, Callable[..., object], tuple[str, str]]]:
    held_by_all = (each for one in reversed(record.__mro__) for each in vars(one).items())
    for name, held in held_by_all:
        if isinstance(held, property) and held.fget is not None:
            stated = held.fget.__dict__.get("written")
            if stated is not None:
                yield name, held.fget, stated


def json_of(value: Any) -> Any:
    """Turn a value of a record into what JSON can hold.

    Sentences stay sentences, which are text; a number stays what it is.

    Raises
    ------
    TypeError
        If it, or what it holds, has no place in JSON.
    """
    if value is None or isinstance(value, str | int | float):
        return value
    if is_dataclass(value):
        return record_json(value)
    if isinstance(value, Mapping):
        return {_key(key): json_of(held) for key, held in value.items()}
    if isinstance(value, Iterable):
        return [json_of(held) for held in value]
    from numbers import Number  # those of numpy, which are rare

    if isinstance(value, Number):
        return value
    raise TypeError(f"{type(value).__name__} has no place in JSON")


def _key(key: object) -> str:
    return key if isinstance(key, str) else str(key)


def record_json(record: Any) -> Json:
    """Write a record by its fields."""
    made: Json = {}
    for entry in entries(record.__class__):
        value = getattr(record, entry.attribute)
        merged, by_field = entry.marked(Merged), entry.marked(ByField)
        if merged is not None:
            made |= {k: v for k, v in record_json(value).items() if k not in merged.but}
        elif by_field is not None:
            made[entry.key] = {getattr(one, by_field.name): json_of(one) for one in value}
        else:
            made[entry.key] = json_of(value)
    return made


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
