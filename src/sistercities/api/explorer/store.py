"""A release held open for many readers at once.

Pages ask the index of the release, which is one file for all threads and all processes, so that a
page costs milliseconds and a second process next to no memory. Nothing writes.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable, Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from sistercities.api.data_choice import AnyData, Data, as_data, open_data, overlays_named
from sistercities.api.place_warnings import Barrier, barriers_of
from sistercities.dataset.gazetteer_lookup import GazetteerPlace, gazetteer_place
from sistercities.dataset.index.opened import index_of
from sistercities.dataset.release.store import Release
from sistercities.dataset.town_lookup import find_anywhere, found_place
from sistercities.dataset.typed_queries import FoundPlace
from sistercities.errors import OverlayError

_Made = TypeVar("_Made")


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
    index
        The rows, which are read without planning.

    Raises
    ------
    ReleaseError
        If the release is damaged.
    """

    def __init__(self, data: AnyData = None) -> None:
        self.data, self.left_out = _sound(as_data(data))
        self._release = open_data(self.data)
        self.index = index_of(self._release)
        self._made: dict[str, Any] = {}
        self._local = threading.local()
        rows = self.index.query("SELECT DISTINCT country FROM places")
        self._country_codes = frozenset(row["country"] for row in rows)

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
        return self.index.query(sql, parameters)

    def once(self, name: str, make: Callable[[], _Made]) -> _Made:
        """Make what the data alone decide, and give the same again; it must not be changed."""
        if name not in self._made:
            self._made[name] = make()
        made: _Made = self._made[name]
        return made

    @contextmanager
    def remembering(self) -> Iterator[None]:
        """Answer a query that comes again in this thread from memory, until the end.

        For who makes the same page in several languages and forms.
        """
        self._local.made = {}
        try:
            with self.index.remembering():
                yield
        finally:
            self._local.made = None

    def meanwhile(self, key: Hashable, make: Callable[[], _Made]) -> _Made:
        """Give what was made under a key while remembering, else make it; it must not be changed.

        Parameters
        ----------
        key
            What it is and of what it is made.
        make
            Makes it from the data alone, in no language.
        """
        made: dict[Hashable, Any] | None = getattr(self._local, "made", None)
        if made is None:
            return make()
        if key not in made:
            made[key] = make()
        found: _Made = made[key]
        return found

    @property
    def release(self) -> Release:
        """The release itself; who asks its tables opens them."""
        return self._release

    def find(self, text: str) -> FoundPlace:
        """Find the one place that is meant by a name or an id.

        Raises
        ------
        PlaceNotFound, PlaceAmbiguous
            If no place or several places have that name; the message lists candidates.
        InvalidArgument
            If the text is longer than any name.
        """
        found = find_anywhere(self._release, text)
        return found if isinstance(found, FoundPlace) else found_place(found)

    def town(self, place_id: str) -> GazetteerPlace | None:
        """Find a town of the gazetteer by its id; None where it has none of that id."""
        return gazetteer_place(self._release, place_id)

    def has_country(self, code: str) -> bool:
        """Whether the release has places of a country, by its ISO 3166-1 alpha-2 code."""
        return code in self._country_codes

    def code_of_three(self, text: str) -> str | None:
        """Give the alpha-2 code of a country by its alpha-3 code; None where it is none."""
        found = self.query("SELECT country FROM countries WHERE iso3 = ?", [text.upper()])
        return found[0]["country"] if len(text) == 3 and found else None

    def close(self) -> None:
        """Close the release."""
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
