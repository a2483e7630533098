"""A user's own rulings on what stands in the way, kept as an overlay."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

from sistercities.api.data_choice import AnyData, as_data
from sistercities.api.import_origin import name_of_file, replaced_overlay, year_of_import
from sistercities.dataset.overlays.folder import checked_name, overlay_folder
from sistercities.dataset.overlays.overlay import refuse_held_source, write_overlay
from sistercities.dataset.overlays.own_rulings import RuledRow, rows_ruled_on
from sistercities.dataset.release.store import open_release
from sistercities.sources.rulings_file import RulingsFile, read_rulings
from sistercities.sources.source_record import Source
from sistercities.terms.json_records import JsonRecord, Text, one_of
from sistercities.terms.words import STRENGTHS

StrengthWord = Annotated[str, one_of(STRENGTHS)]


@dataclass(frozen=True, slots=True)
class ChangedRuling:
    """One row that is ruled on: how it counted, how it counts, in which words, and why."""

    row_id: Text
    before: StrengthWord
    after: StrengthWord
    sentence: Text
    reason: Text


@dataclass(frozen=True, slots=True)
class RulingImport(JsonRecord):
    """What a file of rulings changes, and whether it was taken over.

    Attributes
    ----------
    name, folder
        Name of the overlay, and where it is or would be.
    file
        Name of the file.
    rulings
        Each row that is ruled on.
    is_written, is_unchanged
        Whether it was taken over; whether the overlay held exactly this already.
    data_version
        The data whose rows are ruled on.
    """

    name: str
    folder: str
    file: str
    rulings: tuple[ChangedRuling, ...]
    is_written: bool
    is_unchanged: bool
    data_version: str


def import_rulings(
    file: str | Path, *, name: str = "", write: bool = True, data: AnyData = None
) -> RulingImport:
    """Read rulings on what stands in the way, and keep them as an overlay.

    Parameters
    ----------
    file
        A CSV file with the columns row_id, strength and reason: each line rules on one row of
        `country_pairs_now` or `laws`, which `assess` names in JSON.
    name
        Name of the overlay; "" takes the name of the file.
    write
        Whether to keep it; False only says what would change.
    data
        Folder of another release, or `Data`, whose overlays play no part here; None takes the
        release in the package.

    Returns
    -------
    RulingImport
        Each row with its strength before and after.

    Raises
    ------
    RegisterError
        If the file cannot be read, or rules on a row that the data lack.
    InvalidArgument
        If the name cannot be used.
    OutputError
        If the overlay cannot be written; the old one counts as before.
    ReleaseError
        If the release is damaged.
    """
    stated = read_rulings(file)
    called = checked_name(name or name_of_file(file), is_register=True)
    older = replaced_overlay(called, "rulings")
    with open_release(as_data(data).folder) as release:
        refuse_held_source(release, called)
        changed = _changed(rows_ruled_on(release, stated), stated)
        is_same = False
        if write:
            source = _source(stated, called, year_of_import(file, older))
            rows: Sequence[dict[str, Any]] = [
                {"row_id": one.row_id, "strength": one.strength, "reason": one.reason}
                for one in stated.rulings
            ]
            origin = {
                "file": stated.file,
                "sha256": stated.sha256,
                "year": str(source.snapshot_year),
            }
            made = write_overlay(called, (), source, release, (), origin, rulings=rows)
            is_same = older is not None and older.content_sha256 == made.content_sha256
        return RulingImport(
            called, str(overlay_folder(called)), stated.file, changed, write, is_same,
            release.version,
        )  # fmt: skip


def _changed(held: Mapping[str, RuledRow], stated: RulingsFile) -> tuple[ChangedRuling, ...]:
    return tuple(
        ChangedRuling(
            one.row_id, held[one.row_id].strength, one.strength, held[one.row_id].sentence,
            one.reason,
        )
        for one in stated.rulings
    )  # fmt: skip


def _source(stated: RulingsFile, name: str, year: int) -> Source:
    n = len(stated.rulings)
    return Source(
        source_id=name,
        title=f"Rulings {name}",
        producer="not stated",
        version=stated.sha256[:12],
        snapshot_year=year,
        is_dated=False,
        licence="not stated",
        attribution=f"Rulings {name}, imported from {stated.file}",
        covers=f"{n} {'ruling' if n == 1 else 'rulings'} on what stands in the way of ties",
        gaps="no tie: it says how strongly rows of the data count",
    )
