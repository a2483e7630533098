"""The index from which places are looked up: where it lies, and making it before it is asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sistercities.terms.json_records import JsonRecord

if TYPE_CHECKING:
    from sistercities.api.data_choice import AnyData


@dataclass(frozen=True, slots=True)
class DataIndex(JsonRecord):
    """The index of a release with its overlays.

    Attributes
    ----------
    version
        Version of the data.
    path
        The file; None where none could be kept, so that each command makes one in memory.
    bytes
        Its size, with what lies beside it: the names that an import is resolved against, and what
        recommendations and benchmarks rest on; None without a file.
    is_new
        Whether it was made now.
    """

    version: str
    path: str | None
    bytes: int | None
    is_new: bool


def index_data(*, again: bool = False, data: AnyData = None) -> DataIndex:
    """Make the index of the data, and all that is kept beside it, where it is not there and whole.

    Each verb makes what it needs; this is for who wants it made before, as on a server.

    Parameters
    ----------
    again
        Make it though there is one.
    data
        Folder of another release, or `Data` with overlays; None takes the release in the package.

    Raises
    ------
    ReleaseError, OverlayError
        If the release or an overlay is damaged.
    """
    from sistercities.api.data_choice import open_data
    from sistercities.api.kept_beside import keep_beside
    from sistercities.dataset.index.files import kept_files
    from sistercities.dataset.index.opened import index_of, make_index
    from sistercities.dataset.resolving.names_ahead import begin_names

    with open_data(data) as release:
        is_new = again or not any(file.is_whole() for file in kept_files(release))
        begin_names(release)
        if again:
            release.index = make_index(release)
        path = index_of(release).path
        if path is None:
            return DataIndex(release.version, None, None, is_new)
        keep_beside(release)
        files = path.parent.glob(f"{path.stem}*")
        return DataIndex(
            release.version, str(path), sum(one.stat().st_size for one in files), is_new
        )
