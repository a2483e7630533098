"""A release held open for many readers at once.

The tables that pages ask for are copied into memory with indexes when the store is opened, so that
a page costs milliseconds; the large ones of covariates stay in their files. Each thread reads
through a cursor of its own; what is asked of single places is read from `by_place`. Nothing writes
after the opening.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import Any

from sistercities.api.data_choice import AnyData, Data, as_data, open_data, overlays_named
from sistercities.api.explorer.by_place import ByPlace
from sistercities.api.explorer.tie_tables import make_tie_tables
from sistercities.api.place_warnings import Barrier, barriers_of
from sistercities.dataset.gazetteer_lookup import GazetteerPlace, gazetteer_place
from sistercities.dataset.index.opened import index_of
from sistercities.dataset.lookup import FoundPlace, look_up, read_query
from sistercities.dataset.release.store import Release
from sistercities.dataset.town_lookup import find_town, found_place
from sistercities.errors import OverlayError

_HELD = (
    "places", "names", "parents", "redirects", "ties", "tie_redirects", "tie_events", "claims",
    "conflicts", "sources", "countries", "upper_tier", "coverage",
)  # fmt: skip
_INDEXES = (
    "places(place_id)", "names(name)", "redirects(old_id)", "ties(tie_id)",
    "tie_redirects(old_id)", "claims(tie_id)", "claims(name_a)", "claims(name_b)",
    "claims(claim_id)", "conflicts(tie_id)", "tie_events(tie_id)", "tie_ends(tie_id)",
    "around(place_id)", "around(region_id)", "inside(tie_id)", "tie_counts(place_id)",
)  # fmt: skip
_Kept = dict[tuple[object, ...], list[dict[str, Any]]]
_SEARCH_PATH = "SET search_path = 'held,main'"


class Explorer:
    """An opened release with its overlays, for pages.

    Parameters
    ----------
    data
        Folder of another release, or `Data` with overlays; None takes the release in the package.

    Attributes
    ----------
    data
        What is read: overlays that are damaged are not in it.
    left_out
        Names of overlays that are damaged, with the sentence of each.
    by_place
        The rows of single places, which are read without planning.

    Raises
    ------
    ReleaseError
        If the release is damaged.
    """

    def __init__(self, data: AnyData = None) -> None:
        self.data, self.left_out = _sound(as_data(data))
        self._release = open_data(self.data)
        index_of(self._release)
        self._local = threading.local()
        _hold(self._release)
        self.by_place = ByPlace(self._release)
        self._country_codes = frozenset(
            row["country"] for row in self._release.query("SELECT DISTINCT country FROM places")
        )

    @property
    def version(self) -> str:
        """Version of the data, with the overlays that lie on them."""
        return self._release.version

    @cached_property
    def barriers(self) -> tuple[Barrier, ...]:
        """Rows on what stands in the way of ties, for the page of a place."""
        return barriers_of(self)

    @property
    def content(self) -> str:
        """What changes when anything in the data does: hash of the content, and the overlays."""
        return "+".join((self._release.manifest.content_sha256, *self._release.overlays))

    def query(self, sql: str, parameters: Sequence[object] = ()) -> list[dict[str, Any]]:
        """Run one query in this thread; `?` stands for each parameter in turn."""
        kept: _Kept | None = getattr(self._local, "kept", None)
        if kept is None:
            return self.reader().query(sql, parameters)
        key = (sql, *parameters)
        rows = kept.get(key)
        if rows is None:
            rows = kept[key] = self.reader().query(sql, parameters)
        return rows

    @contextmanager
    def remembering(self) -> Iterator[None]:
        """Answer a query that comes again in this thread from memory, until the end.

        For who makes the same page in several languages and forms; rows must not be changed.
        """
        self._local.kept = {}
        try:
            yield
        finally:
            self._local.kept = None

    def reader(self) -> Release:
        """Return the release as this thread reads it."""
        if not hasattr(self._local, "release"):
            cursor = self._release.another_connection()
            cursor.execute(_SEARCH_PATH)
            self._local.release = self._release.beside(cursor)
        found: Release = self._local.release
        return found

    def find(self, text: str) -> FoundPlace:
        """Find the one place that is meant by a name or an id.

        Raises
        ------
        PlaceNotFound, PlaceAmbiguous
            If no place or several places have that name; the message lists candidates.
        InvalidArgument
            If the text is longer than any name.
        """
        release = self.reader()
        readings = read_query(release, text)
        return look_up(release, text, readings) or found_place(find_town(release, text, readings))

    def town(self, place_id: str) -> GazetteerPlace | None:
        """Find a town of the gazetteer by its id; None where it has none of that id."""
        return gazetteer_place(self.reader(), place_id)

    def has_country(self, code: str) -> bool:
        """Whether the release has places of a country, by its ISO 3166-1 alpha-2 code."""
        return code in self._country_codes

    def close(self) -> None:
        """Close the release."""
        self.by_place.close()
        self._release.close()


def _sound(data: Data) -> tuple[Data, dict[str, str]]:
    """Leave out overlays that are damaged, each with the sentence that says what is wrong."""
    named = overlays_named(data)
    kept, left_out = [], {}
    for one in named:
        try:
            open_data(Data(data.folder, [one])).close()
            kept.append(one)
        except OverlayError as failure:
            left_out[Path(one).name] = str(failure)
    chosen = Data(data.folder, tuple(kept))
    try:
        open_data(chosen).close()
    except OverlayError as failure:  # each is sound, and two of them do not go together
        left_out |= {Path(one).name: str(failure) for one in kept}
        chosen = Data(data.folder, ())
    return chosen, left_out


def _hold(release: Release) -> None:
    """Copy the tables of the pages into memory, with what is derived from them."""
    release.query("CREATE SCHEMA held")
    for table in _HELD:
        release.query(f"CREATE TABLE held.{table} AS SELECT * FROM main.{table}")
    release.query(_SEARCH_PATH)
    make_tie_tables(release)
    for columns in _INDEXES:
        name = columns.translate(str.maketrans("(,", "__", ") "))
        release.query(f"CREATE INDEX by_{name} ON {columns}")
    release.query("SET threads = 1")  # a page's queries are small; requests are what is parallel
