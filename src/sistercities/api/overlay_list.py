"""The user's overlays: which there are, whether they are sound, and taking one away."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from sistercities.dataset.index.files import forget_overlay
from sistercities.dataset.overlays.folder import (
    names_of_overlays,
    overlay_folder,
    overlays_folder,
    remove_overlay_folder,
)
from sistercities.dataset.overlays.overlay import read_overlay
from sistercities.errors import InvalidArgument, OverlayError
from sistercities.terms.json_records import JsonRecord, frame_of_records, one_of

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class OverlayState(JsonRecord):
    """One overlay of the user's own.

    Attributes
    ----------
    name, folder
        Its name and where it is.
    problem
        What is wrong with it; "" where it is sound, and the other fields are known.
    kind
        ties, notices of places that look for a partner, or rulings; None where it is damaged.
    claims, resolved
        Claims, and those that support a tie; None where it is damaged.
    notices, placed
        Notices, and those whose place is known; None where it is damaged.
    file
        File that it was imported from, where it was; None otherwise.
    year
        Year whose state it shows; None where not known.
    data_version
        The data that its names were resolved against; None where it is damaged.
    account_file
        CSV file that says what became of each line; None where it is damaged or of rulings.
    """

    name: str
    folder: str
    problem: str
    kind: Annotated[str, one_of(("ties", "notices", "rulings"))] | None = None
    claims: int | None = None
    resolved: int | None = None
    notices: int | None = None
    placed: int | None = None
    file: str | None = None
    year: int | None = None
    data_version: str | None = None
    account_file: str | None = None


class OverlayList(list[OverlayState]):
    """The overlays among the user's own, by name: a list of `OverlayState`."""

    def to_frame(self) -> pd.DataFrame:
        """Return a row for each overlay, with the keys of its JSON."""
        return frame_of_records(each.to_json() for each in self)


def overlays() -> OverlayList:
    """List the overlays among the user's own, damaged ones too, by name.

    Returns
    -------
    OverlayList
        What each is; `problem` is "" for a sound one. None of them stops the list. It is a list
        of `OverlayState` with `to_frame()`.

    Raises
    ------
    InvalidArgument
        If the system names no folder for the user's data, and `SISTERCITIES_OVERLAYS` none either.
    """
    return OverlayList(_state(name) for name in names_of_overlays())


def remove_overlay(name: str) -> str:
    """Take an overlay of the user's own away; the register's file is not touched.

    Parameters
    ----------
    name
        Its name.

    Returns
    -------
    str
        Folder that was removed.

    Raises
    ------
    OverlayError
        If there is no overlay of that name.
    InvalidArgument
        If the name is empty, or no overlay can bear it.
    OutputError
        If it cannot be removed.
    """
    if name not in names_of_overlays():
        read_overlay(name)  # says which there are
    folder = overlay_folder(name)
    source_id = name
    with suppress(OverlayError):  # a damaged one is removed too
        source_id = read_overlay(name).source_id
    remove_overlay_folder(folder)
    forget_overlay(source_id)
    return str(folder)


def _state(name: str) -> OverlayState:
    folder = str(overlays_folder() / name)
    try:
        found = read_overlay(name)
    except OverlayError as failure:
        return OverlayState(name, folder, failure.problem)
    except InvalidArgument:
        return OverlayState(name, folder, f"has a name that no overlay can have: see {folder}")
    year = found.origin.get("year", "")
    return OverlayState(
        name=name,
        folder=folder,
        problem="",
        kind=found.kind,
        claims=found.n_claims,
        resolved=found.n_resolved,
        notices=found.n_notices,
        placed=found.n_placed,
        file=found.origin.get("file"),
        year=int(year) if year.isascii() and year.isdigit() else None,
        data_version=found.data_version,
        account_file=None if found.n_rulings else str(found.account_file),
    )
