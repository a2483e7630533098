"""Tables of names that are too large for memory, read row by row from a file beside the index."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, MutableMapping
from dataclasses import fields
from operator import attrgetter, itemgetter
from typing import Any, Generic, TypeVar

from sistercities.dataset.gazetteer.lookups import Key
from sistercities.dataset.index.opened import Index
from sistercities.terms.places import Place

TABLES = (
    # Places as JSON, with their number in the order in which they were read.
    "CREATE TABLE places (place_id PRIMARY KEY, number, country, record) WITHOUT ROWID",
    # Words of many tables by their key; NULL where a key is known and has none.
    "CREATE TABLE words (name, key, held, PRIMARY KEY (name, key)) WITHOUT ROWID",
)
BY_COUNTRY = "CREATE INDEX places_by_country ON places (country, number)"
_PART = "\x1f"
"""Parts the words of a row and those of a key: it stands in no name."""
_PLACE = "SELECT record FROM places WHERE place_id = ?"
_ALL_PLACES = "SELECT place_id FROM places ORDER BY number"
_OF_COUNTRY = "SELECT place_id, record FROM places WHERE country = ? ORDER BY number"
_WORDS = "SELECT held FROM words WHERE name = ? AND key = ?"
_FIELDS = [each.name for each in fields(Place)]
_ENCODER = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":"))
_all_of = attrgetter(*_FIELDS)
_DEFAULTS = [each.default for each in fields(Place)]
_PAIRS, _LISTS = _FIELDS.index("names"), (_FIELDS.index("parent_ids"), _FIELDS.index("alias_ids"))
Held = TypeVar("Held")
Words = tuple[str, ...]


def key_of(key: Key) -> str:
    """Return a key as the file has it."""
    return key if isinstance(key, str) else _PART.join(map(str, key))


def as_held(words: Collection[str]) -> str | None:
    """Return words as the file has them."""
    held = _PART.join(words) if words else None
    assert held is None or held.count(_PART) == len(words) - 1, "a word holds the parting sign"
    return held


def words_of(held: str | None) -> Words:
    """Take words back from what `as_held` made of them."""
    return () if held is None else tuple(held.split(_PART))


def record_of(place: Place) -> str:
    """Return a place as the file has it, without the fields behind the last that says anything."""
    values = list(_all_of(place))
    while values[-1] == _DEFAULTS[len(values) - 1]:
        values.pop()
    return _ENCODER.encode(values)


def place_of(record: str) -> Place:
    """Take a place back from what `record_of` made of it."""
    values: list[Any] = json.loads(record)
    if len(values) > _PAIRS:
        values[_PAIRS] = tuple(map(tuple, values[_PAIRS]))
    for at in _LISTS:
        if len(values) > at:
            values[at] = tuple(values[at])
    return Place(*values)


def place_rows(places: Iterable[Place]) -> Iterator[tuple[str, int, str, str]]:
    """Yield rows of the table of places."""
    for number, place in enumerate(places):
        yield place.place_id, number, place.country, record_of(place)


def word_rows(name: str, table: Mapping[Any, Collection[str]]) -> list[tuple[str, str, str | None]]:
    """Rows of one table of words, in the order in which the file keeps them."""
    return sorted(((name, key_of(key), as_held(words)) for key, words in table.items()),
                  key=itemgetter(1))  # fmt: skip


class KeptWords(Generic[Held]):
    """One table of words, looked up as a dict is; what is added stays in memory.

    Parameters
    ----------
    index
        The open file.
    name
        Name of the table.
    make
        What becomes of the words of a row.
    """

    def __init__(self, index: Index, name: str, make: Callable[[Words], Held]) -> None:
        self._index, self._name, self._make = index, name, make
        self._met: dict[str, Held | None] = {}

    def get(self, key: Key, default: Held) -> Held:
        """Return what stands under a key; the default where nothing does."""
        found = self._found(key)
        return default if found is None else found

    def __getitem__(self, key: Key) -> Held:
        found = self._found(key)
        if found is None:
            raise KeyError(key)
        return found

    def __setitem__(self, key: Key, value: Held) -> None:
        self._met[key_of(key)] = value

    def __contains__(self, key: object) -> bool:
        return isinstance(key, str | tuple) and self._found(key) is not None

    def _found(self, key: Key) -> Held | None:
        asked = key_of(key)
        if asked not in self._met:
            rows = self._index.tuples(_WORDS, (self._name, asked))
            self._met[asked] = self._make(words_of(rows[0][0])) if rows else None
        return self._met[asked]


class KeptKeys(Collection[Any]):
    """A set of keys of one table of words.

    Parameters
    ----------
    names
        Names of the tables: a key is in the set where one of them has it.
    """

    def __init__(self, index: Index, *names: str) -> None:
        self._tables = [KeptWords(index, name, tuple) for name in names]
        self._index, self._names = index, names

    def __contains__(self, key: object) -> bool:
        return any(key in table for table in self._tables)

    def __iter__(self) -> Iterator[str]:
        marks = ", ".join("?" * len(self._names))
        sql = f"SELECT DISTINCT key FROM words WHERE name IN ({marks}) ORDER BY key"
        return (key for (key,) in self._index.tuples(sql, self._names))

    def __len__(self) -> int:
        return sum(1 for _ in self)


class KeptPlaces(MutableMapping[str, Place]):
    """Places by their id; those that are added stay in memory, behind the others.

    Parameters
    ----------
    index
        The open file.
    """

    def __init__(self, index: Index) -> None:
        self._index = index
        self._met: dict[str, Place | None] = {}
        self._added: dict[str, Place] = {}
        self._countries: dict[str, tuple[Place, ...]] = {}

    def __getitem__(self, place_id: str) -> Place:
        if place_id not in self._met:
            rows = self._index.tuples(_PLACE, (place_id,))
            self._met[place_id] = place_of(rows[0][0]) if rows else None
        found = self._met[place_id]
        if found is None:
            raise KeyError(place_id)
        return found

    def __setitem__(self, place_id: str, place: Place) -> None:
        self._met[place_id] = self._added[place_id] = place

    def __delitem__(self, place_id: str) -> None:
        raise TypeError("places are added and never taken away")

    def __iter__(self) -> Iterator[str]:
        kept = (place_id for (place_id,) in self._index.tuples(_ALL_PLACES))
        yield from (one for one in kept if one not in self._added)
        yield from self._added

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def of_country(self, country: str) -> tuple[Place, ...]:
        """Places of a country that the file has, in their order."""
        if country not in self._countries:
            rows = self._index.tuples(_OF_COUNTRY, (country,))
            places = [(self._met.get(one) or place_of(record)) for one, record in rows]
            self._met.update({place.place_id: place for place in places})
            self._countries[country] = tuple(places)
        return self._countries[country]
