"""Newer pages on what a row of the source tells from an old one.

A row may rest on a page of 2016, and what two states say of each other has changed since. Then
our sentence tells both, and the row has the newer pages beside its own, with their date. It stays
of the kind that the source gives it. Where the source has a newer row the build stops, so that
somebody reads it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from release_build.readers.obstacle_pairs import ObstaclePair
from sistercities.errors import BuildError
from sistercities.sources.ruling_rows import ruling_rows

NEWER_PAGES_FILE = "obstacle_newer_pages.csv"
_STATED = (
    "pair_id", "as_of", "newer_as_of", "sentence", "source_title", "source_address", "reason",
    "date",
)  # fmt: skip

_MONTH = len("YYYY-MM")


@dataclass(frozen=True, slots=True)
class NewerPages:
    """What newer pages say, of which row as of when, and where they were read."""

    as_of: str
    newer_as_of: str
    sentence: str
    title: str
    addresses: tuple[str, ...]


def read_newer_pages(path: Path) -> dict[str, NewerPages]:
    """Read `obstacle_newer_pages.csv`: newer pages by the `pair_id` of the row that they complete.

    Raises
    ------
    SourceError
        If a row does not say what the table promises.
    """
    found: dict[str, NewerPages] = {}
    for row in ruling_rows(path, _STATED, once=("pair_id",)):
        values = row.values
        row.require(*_STATED)
        row.require_day("newer_as_of")
        if not values["sentence"].endswith("."):
            raise row.refuse("sentence", "write one sentence that ends in a point")
        if values["newer_as_of"][:_MONTH] < values["as_of"][:_MONTH]:
            raise row.refuse("newer_as_of", "the pages must be newer than the row, or of its month")
        found[values["pair_id"]] = NewerPages(
            values["as_of"], values["newer_as_of"], values["sentence"], values["source_title"],
            tuple(values["source_address"].split()),
        )  # fmt: skip
    return found


def with_newer_pages(
    pairs: Sequence[ObstaclePair], sentences: Mapping[str, str], pages: Mapping[str, NewerPages]
) -> tuple[tuple[ObstaclePair, ...], dict[str, str]]:
    """Complete rows with what newer pages say.

    Parameters
    ----------
    pairs, sentences
        The rows, and our sentences for them by `pair_id`.
    pages
        Newer pages by `pair_id`.

    Raises
    ------
    BuildError
        If pages are on no row of the source, or on another state of it than was read.
    """
    read_as_of = {pair.pair_id: pair.stated.as_of for pair in pairs}
    moved = sorted(one for one, each in pages.items() if read_as_of.get(one) != each.as_of)
    if moved:
        raise BuildError(
            f"data/decisions/{NEWER_PAGES_FILE}: the source has no row, or another state of it: "
            f"{', '.join(moved)}; read what it has and rule again, or take the row out"
        )
    said = dict(sentences) | {one: each.sentence for one, each in pages.items()}
    return tuple(_completed(pair, pages.get(pair.pair_id)) for pair in pairs), said


def _completed(pair: ObstaclePair, newer: NewerPages | None) -> ObstaclePair:
    if newer is None:
        return pair
    stated = replace(
        pair.stated,
        as_of=max(pair.stated.as_of, newer.newer_as_of),
        title=f"{pair.stated.title}; {newer.title}",
        addresses=(*pair.stated.addresses, *newer.addresses),
    )
    return replace(pair, stated=stated)
