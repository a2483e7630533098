"""What names are resolved against, kept in a file beside the index of the release.

Reading it from the release takes 15 seconds and a gigabyte; two lines need some hundred rows of it.
The file is written of what was read so, table by table, and read row by row: both answer alike.
Where it is missing, damaged or of other code than ours it is made anew; where nothing can be kept
the release is read into memory.

A gazetteer and what tells its names apart, over a file in which they are kept.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cache, partial
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unicodedata import unidata_version

from sistercities.dataset.cycle_search import no_cycle_search
from sistercities.dataset.gazetteer.lookups import Derived
from sistercities.dataset.index.files import IndexFile, put_in_place
from sistercities.dataset.index.ledger import Ledger, seen
from sistercities.dataset.index.opened import Index, index_of
from sistercities.dataset.index.tables import IDENTITY
from sistercities.dataset.index.telling import Told, heard
from sistercities.dataset.release.store import Release
from sistercities.dataset.resolving.by_forms import (
    areas_by_first_word,
    french_towns_by_words,
    kreise_by_name,
)
from sistercities.dataset.resolving.kept_tables import (
    BY_COUNTRY,
    TABLES,
    KeptKeys,
    KeptPlaces,
    KeptWords,
    Words,
    place_rows,
    word_rows,
)
from sistercities.dataset.resolving.near import (
    countries_by_cell,
    places_by_cell,
    spellings_by_country,
)
from sistercities.dataset.resolving.official_forms import spelt_by_first_word
from sistercities.dataset.resolving.partner_evidence import towns_by_beginning
from sistercities.dataset.resolving.release_names import ReleaseNames
from sistercities.dataset.resolving.second_thoughts import regions_by_country
from sistercities.dataset.resolving.user_gazetteer import (
    UserGazetteer,
    places_by_first_word,
    places_by_kana,
)
from sistercities.terms.places import Place

if TYPE_CHECKING:
    from sistercities.dataset.resolving.names_ground import NamesGround

Make = Callable[[Iterable[Place]], Derived]
Table = Mapping[Any, Collection[str]]
_DERIVED: tuple[Make, ...] = (
    areas_by_first_word, countries_by_cell, french_towns_by_words, kreise_by_name, places_by_cell,
    places_by_first_word, places_by_kana, regions_by_country, spellings_by_country,
    spelt_by_first_word, towns_by_beginning,
)  # fmt: skip
"""What follows from all places, and is kept so that they need not all be read."""


class KeptGazetteer(UserGazetteer):
    """Places and their names, read row by row.

    Parameters
    ----------
    index
        The open file.
    """

    def __init__(self, index: Index) -> None:
        self._index, self._kept = index, KeptPlaces(index)
        self.places = self._kept
        self.redirects = KeptWords(index, "redirects", _first)
        self.region_by_iso = KeptWords(index, "region_by_iso", _first)
        self.area_by_iso = KeptWords(index, "area_by_iso", _first)
        self._whole = KeptWords(index, "whole", tuple)
        self._inner = KeptWords(index, "inner", tuple)
        self.set_small(KeptKeys(index, "small_ids", "townships"))

    def of_country(self, country: str) -> Sequence[Place]:
        """Places of a country, in the order of `places`; those added later are not among them."""
        return self._kept.of_country(country)

    def derived(self, make: Make) -> Derived:
        """Return what follows from all places, as the file has it."""
        if make not in _DERIVED:
            return super().derived(make)
        if make.__name__ not in self._derived:
            self._derived[make.__name__] = KeptWords(self._index, make.__name__, tuple)
        return self._derived[make.__name__]


def kept_ground(index: Index) -> NamesGround:
    """Return what names are resolved against, read row by row from an open file."""
    from sistercities.dataset.resolving.names_ground import NamesGround

    return NamesGround(
        gazetteer=KeptGazetteer(index),
        small_ids=KeptKeys(index, "small_ids"),
        townships=KeptKeys(index, "townships"),
        by_other_id=KeptWords(index, "by_other_id", _first),
        partners=KeptWords(index, "partners", frozenset),
        held_as=KeptWords(index, "held_as", _first),
        proved=KeptKeys(index, "proved"),
        region_by_code=KeptWords(index, "region_by_code", _first),
        once_in=KeptWords(index, "once_in", frozenset),
        tied_regions=KeptKeys(index, "tied_regions"),
        days=KeptWords(index, "days", frozenset),
        years=KeptWords(index, "years", frozenset),
    )


def tables_of(ground: NamesGround) -> dict[str, Table]:
    """Return the tables of words of a ground that lies in memory, by name."""
    gazetteer = ground.gazetteer
    derived = {make.__name__: gazetteer.derived(make) for make in _DERIVED}
    words: dict[str, Any] = {
        "whole": gazetteer._whole, "inner": gazetteer._inner, "partners": ground.partners,
        "once_in": ground.once_in, "days": ground.days, "years": ground.years, **derived,
    }  # fmt: skip
    single: dict[str, Any] = {
        "redirects": gazetteer.redirects, "region_by_iso": gazetteer.region_by_iso,
        "area_by_iso": gazetteer.area_by_iso, "by_other_id": ground.by_other_id,
        "held_as": ground.held_as, "region_by_code": ground.region_by_code,
    }  # fmt: skip
    keys: dict[str, Collection[Any]] = {
        "small_ids": ground.small_ids, "townships": ground.townships, "proved": ground.proved,
        "tied_regions": ground.tied_regions,
    }  # fmt: skip
    return (
        words
        | {name: {key: (held,) for key, held in table.items()} for name, table in single.items()}
        | {name: dict.fromkeys(held, ()) for name, held in keys.items()}
    )


def _first(words: Words) -> str:
    return words[0]


KIND = "names"
"""What the file of the names is called beside the index."""
_CODE = ("dataset/resolving", "dataset/gazetteer", "dataset/heirs.py", "dataset/scripts.py",
         "terms/places.py", "terms/normal_forms.py")  # fmt: skip
"""Files and folders of code whose change may make other tables of the same data."""
_READING = 20
"""Steps that reading the release counts for: about as many as there are tables to write."""
_UNGUARDED = ("PRAGMA page_size = 8192", "PRAGMA journal_mode = OFF", "PRAGMA synchronous = OFF",
              "PRAGMA cache_size = -65536")  # fmt: skip


def names_of(release: Release) -> ReleaseNames:
    """Return the names of a release, ready to resolve against.

    Raises
    ------
    ReleaseError
        If they must be read anew, and a table of the release is damaged.
    """
    return ReleaseNames(names_ground(release))


def names_ground(release: Release) -> NamesGround:
    """Open what names are resolved against beside the index; make it where it is not there."""
    file = names_file(release)
    if file is None:
        _end_ahead(release)
        return _read(release)
    if file.is_whole():
        kept = Index(file.path, make_again=lambda: _made_again(release, file))
        if kept.is_of(_scheme()):
            return kept_ground(kept)
        kept.close()
    with heard() as told:
        told(0, 2 * _READING)  # how much there is to write is not known yet
        if release.names_ahead is not None and release.names_ahead.put_in_place(file, told):
            return kept_ground(Index(file.path, make_again=lambda: _made_again(release, file)))
        ground = _read(release)
        _keep(ground, file, told)
    return ground


def names_file(release: Release) -> IndexFile | None:
    """Where the names of a release are kept, beside its index; None where in memory alone."""
    path = index_of(release).path
    return None if path is None or release.shown else IndexFile(path.parent, path.stem, KIND)


def _end_ahead(release: Release) -> None:
    """End who reads the names ahead: nothing can be kept, and memory holds them once."""
    if release.names_ahead is not None:
        release.names_ahead.close()


def _read(release: Release) -> NamesGround:
    from sistercities.dataset.resolving.names_ground import read_names

    with no_cycle_search():
        return read_names(release)


def _made_again(release: Release, file: IndexFile) -> Index:
    """Write a file that turned out to be damaged once more, or its tables into memory."""
    ground = _read(release)
    if _keep(ground, file):
        return Index(file.path)
    held = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    write_names(ground, held)
    return Index(None, held)


def _keep(ground: NamesGround, file: IndexFile, told: Told | None = None) -> bool:
    """Write the file of the names; return whether it is there."""
    from sistercities.dataset.index.making_lock import making

    was = seen(file.path)
    with making(file.lock_path), suppress(OSError, sqlite3.DatabaseError):
        if seen(file.path) != was and file.is_whole():  # another one made it meanwhile
            return True
        put_in_place(file, Ledger(), partial(write_names, ground, told=told))
        return True
    return False


def write_names(ground: NamesGround, into: sqlite3.Connection, told: Told | None = None) -> None:
    """Write all that names are resolved against into an empty database.

    Parameters
    ----------
    ground
        As it was read from a release.
    into
        A connection in autocommit, to a database that nobody else uses.
    told
        Hears of each step.
    """
    for sql in (*_UNGUARDED, "BEGIN", *TABLES):
        into.execute(sql)
    places = place_rows(ground.gazetteer.places.values())
    into.executemany("INSERT INTO places VALUES (?, ?, ?, ?)", places)
    into.execute(BY_COUNTRY)
    tables = tables_of(ground)
    for step, (name, table) in enumerate(tables.items()):
        if told is not None:
            told(_READING + step, _READING + len(tables))
        into.executemany("INSERT INTO words VALUES (?, ?, ?)", word_rows(name, table))
    into.execute(f"CREATE TABLE {IDENTITY} (name)")
    into.execute(f"INSERT INTO {IDENTITY} VALUES (?)", [_scheme()])
    into.execute("COMMIT")


@cache
def _scheme() -> str:
    """Return what changes when the tables are made, or kept, in another way."""
    package = Path(__file__).parents[2]
    code = (file for name in _CODE for file in _python_files(package / name))
    return sha256(b"\n".join((unidata_version.encode(), *code))).hexdigest()


def _python_files(path: Path) -> Iterator[bytes]:
    """Yield the content of a file, or of the files of Python in a folder, by their names."""
    if path.is_file():
        yield path.read_bytes()
        return
    for each in sorted(path.iterdir(), key=lambda one: one.name):
        if each.name.endswith(".py"):
            yield each.read_bytes()
