"""From a record to its JSON Schema (draft 7): keys, types, limits, and what each key means.

The meaning of a key is what the docstring of its record says of the field, under `Attributes`.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import is_dataclass
from types import NoneType, UnionType
from typing import (
    Annotated,
    Any,
    Literal,
    NotRequired,
    TypeAlias,
    Union,
    get_args,
    get_origin,
    get_type_hints,
    is_typeddict,
)

from sistercities.terms.json_records import (
    ByField,
    Entry,
    Holds,
    Merged,
    OneEach,
    RecordTuple,
    entries,
)

Schema: TypeAlias = dict[str, Any]

_PLAIN = {str: "string", bool: "boolean", int: "integer", float: "number", NoneType: "null"}
_LISTS = (list, tuple, RecordTuple, set, frozenset, Sequence, Iterable)
_TITLE = re.compile(r"(?<=[a-z])(?=[A-Z])")
_PYTHON = {"None": "null", "True": "true", "False": "false"}


def schema_of(printed: Any, title: str) -> Schema:
    """Make the schema of what a command prints.

    Parameters
    ----------
    printed
        Its type: a record, a list of records.
    title
        The command.

    Raises
    ------
    TypeError
        If a field has a type that has no place in JSON, or two records have one name.
    """
    making = _Making()
    made = making.of(printed, is_root=True)
    if making.defined:
        named = {name: held for name, (_, held) in sorted(making.defined.items())}
        made = made | {"definitions": named}
    return {"$schema": "http://json-schema.org/draft-07/schema#", "title": title} | made


class _Making:
    """The records that a schema has met, each defined once."""

    def __init__(self) -> None:
        self.defined: dict[str, tuple[type, Schema]] = {}

    def of(self, kind: Any, marks: Sequence[object] = (), *, is_root: bool = False) -> Schema:
        """Make the schema of a type with its marks."""
        if get_origin(kind) is Annotated:
            kind, *stated = get_args(kind)
            marks = (*stated, *marks)
        made = self._unlimited(kind, marks, is_root=is_root)
        for mark in marks:
            if isinstance(mark, Holds):
                made = _limited(made, mark.words)
        return made

    def _unlimited(self, kind: Any, marks: Sequence[object], *, is_root: bool) -> Schema:
        if kind in (Any, object):
            return {}
        if isinstance(kind, type) and kind in _PLAIN:
            return {"type": _PLAIN[kind]}
        if isinstance(kind, type) and issubclass(kind, str):
            return {"type": "string"}
        if is_typeddict(kind):
            return self._keyed(kind) if is_root else self._defined(kind)
        if isinstance(kind, type) and is_dataclass(kind):
            return self._object(kind) if is_root else self._defined(kind)
        origin, within = get_origin(kind), get_args(kind)
        if origin is Literal:
            return {"enum": list(within)}
        if origin in (Union, UnionType):
            return self._union(within, marks)
        if isinstance(origin, type) and issubclass(origin, Mapping):
            return self._mapping(within, marks)
        if origin in _LISTS:
            return self._list(origin, within, marks, is_root=is_root)
        raise TypeError(f"{kind} has no place in a schema")

    def _list(
        self, origin: Any, within: tuple[Any, ...], marks: Sequence[object], *, is_root: bool
    ) -> Schema:
        by_field = next((one for one in marks if isinstance(one, ByField)), None)
        if by_field is not None:
            return {"type": "object", "additionalProperties": self.of(within[0])}
        made: Schema = {"type": "array", "items": self.of(within[0], is_root=is_root)}
        if origin is tuple and within[-1] is not Ellipsis:
            made |= {"minItems": len(within), "maxItems": len(within)}
        return made

    def _mapping(self, within: tuple[Any, ...], marks: Sequence[object]) -> Schema:
        key, held = within
        closed = next((one for one in marks if isinstance(one, OneEach)), None)
        if closed is not None:
            return _closed({name: self.of(held) for name in closed.keys})
        made: Schema = {"type": "object"}
        names = self.of(key)
        limits = {word: value for word, value in names.items() if word in ("enum", "pattern")}
        if limits:
            made["propertyNames"] = limits
        values = self.of(held)
        return made | {"additionalProperties": values} if values else made

    def _union(self, kinds: Sequence[Any], marks: Sequence[object]) -> Schema:
        """Join what may stand in one place; a plain type beside null is one list of types."""
        passed = tuple(one for one in marks if isinstance(one, OneEach | ByField))
        made = [self.of(kind, passed) for kind in kinds]
        some = [one for one in made if one != {"type": "null"}]
        if len(some) == 1 and len(made) == 2:
            return _or_null(some[0])
        if all(set(one) == {"type"} for one in made):
            return {"type": [one["type"] for one in made]}
        return {"anyOf": made}

    def _defined(self, record: type) -> Schema:
        name = _TITLE.sub("_", record.__name__).lower()
        if name not in self.defined:
            self.defined[name] = (record, {})
            made = self._keyed(record) if is_typeddict(record) else self._object(record)
            self.defined[name] = (record, made)
        if self.defined[name][0] is not record:
            raise TypeError(f"two records in one schema have the name {record.__name__}")
        return {"$ref": f"#/definitions/{name}"}

    def _keyed(self, record: Any) -> Schema:
        """Make the schema of a dictionary with known keys, of which some may be missing."""
        meanings = meanings_of(record)
        properties = {
            key: _described(self.of(kind), meanings.get(key, ""))
            for key, kind in get_type_hints(record).items()
        }
        # Where annotations are kept as text, `__required_keys__` has those that may be missing too.
        kinds = get_type_hints(record, include_extras=True)
        due = sorted(key for key, kind in kinds.items() if get_origin(kind) is not NotRequired)
        made = _closed(properties) | {"required": due}
        return {"description": _first_line(record)} | made

    def _object(self, record: type) -> Schema:
        described = {"description": _first_line(record)}
        return described | _closed(dict(self._properties(record)))

    def _properties(self, record: type) -> Iterator[tuple[str, Schema]]:
        meanings = meanings_of(record)
        for entry in entries(record):
            merged = entry.marked(Merged)
            if merged is not None:
                held = self._properties(entry.type)
                yield from ((key, made) for key, made in held if key not in merged.but)
                continue
            made = self.of(entry.type, entry.marks)
            meaning = meanings.get(entry.attribute) or _property_line(record, entry)
            yield entry.key, _described(made, meaning)


def _described(made: Schema, meaning: str) -> Schema:
    """Add what it means; what stands beside a reference is not read by draft 7."""
    return {"description": meaning} | made if meaning and "$ref" not in made else made


def _closed(properties: Mapping[str, Schema]) -> Schema:
    return {
        "type": "object",
        "required": list(properties),
        "properties": dict(properties),
        "additionalProperties": False,
    }


def _or_null(made: Schema) -> Schema:
    if "enum" in made:
        return made | {"enum": [*made["enum"], None]}
    if isinstance(made.get("type"), str):
        return made | {"type": [made["type"], "null"]}
    return {"anyOf": [{"type": "null"}, made]}


def _limited(made: Schema, words: Mapping[str, object]) -> Schema:
    """Add limits; a closed list says more than the type of its words."""
    if "enum" in words:
        return {key: value for key, value in made.items() if key != "type"} | dict(words)
    return made | dict(words)


def meanings_of(record: type) -> dict[str, str]:
    """Read what a docstring says of each field, under `Attributes`."""
    parts = re.split(r"^Attributes\n-+\n", inspect.getdoc(record) or "", flags=re.MULTILINE)
    found: dict[str, str] = {}
    for names, text in re.findall(
        r"^(\w[\w, ]*)\n((?:(?:    .*)?\n?)+)", parts[1] if len(parts) > 1 else "", re.MULTILINE
    ):
        said = _in_json(" ".join(text.split()))
        found |= dict.fromkeys(names.split(", "), said)
    return found


def _first_line(record: object) -> str:
    return _in_json((inspect.getdoc(record) or "").split("\n\n")[0].replace("\n", " "))


def _property_line(record: type, entry: Entry) -> str:
    held = vars(record).get(entry.attribute)
    return _first_line(held) if isinstance(held, property) else ""


def _in_json(text: str) -> str:
    """Call values as JSON does."""
    return re.sub(r"\b(None|True|False)\b", lambda found: _PYTHON[found[0]], text)
