"""What names are resolved against, kept in a file beside the index of the release.

Reading it from the release takes 15 seconds and a gigabyte; two lines need some hundred rows of it.
The file is written of what was read so, table by table, and read row by row: both answer alike.
Where it is missing, damaged or of other code than ours it is made anew; where nothing can be kept
the release is read into memory.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import suppress
from functools import cache, partial
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable
from unicodedata import unidata_version

from sistercities.dataset.cycle_search import no_cycle_search
from sistercities.dataset.index.files import IndexFile, put_in_place
from sistercities.dataset.index.ledger import Ledger, seen
from sistercities.dataset.index.making_lock import making
from sistercities.dataset.index.opened import Index, index_of
from sistercities.dataset.index.tables import IDENTITY
from sistercities.dataset.index.telling import Told, heard
from sistercities.dataset.release.store import Release
from sistercities.dataset.resolving.kept_gazetteer import kept_ground, tables_of
from sistercities.dataset.resolving.kept_tables import BY_COUNTRY, TABLES, place_rows, word_rows
from sistercities.dataset.resolving.names_ground import NamesGround, read_names
from sistercities.dataset.resolving.release_names import ReleaseNames

_KIND = "names"
_CODE = ("dataset/resolving", "dataset/gazetteer", "dataset/scripts.py", "terms/places.py",
         "terms/normal_forms.py")  # fmt: skip
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
    path = index_of(release).path
    if path is None or release.shown:
        return _read(release)
    file = IndexFile(path.parent, path.stem, _KIND)
    if file.is_whole():
        kept = Index(file.path, make_again=lambda: _made_again(release, file))
        if kept.is_of(_scheme()):
            return kept_ground(kept)
        kept.close()
    with heard() as told:
        told(0, 2 * _READING)  # how much there is to write is not known yet
        ground = _read(release)
        _keep(ground, file, told)
    return ground


def _read(release: Release) -> NamesGround:
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
    package = files("sistercities")
    code = (file for name in _CODE for file in _python_files(package.joinpath(name)))
    return sha256(b"\n".join((unidata_version.encode(), *code))).hexdigest()


def _python_files(path: Traversable) -> Iterator[bytes]:
    """Yield the content of a file, or of the files of Python in a folder, by their names."""
    if path.is_file():
        yield path.read_bytes()
        return
    for each in sorted(path.iterdir(), key=lambda one: one.name):
        if each.name.endswith(".py"):
            yield each.read_bytes()
