"""Governments that fell within or after the years of which a source tells that they fought.

"War of the government of Aland in 2024", where that government fell in 2024, is read as news of the
one that rules now. The row of such a state says when the government fell, with the page that says
so, and then where the data end. A ruling that the data of a later year make idle stops the build.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from release_build.readers.obstacle_pairs import ObstaclePair
from sistercities.errors import BuildError
from sistercities.sources.ruling_rows import ruling_rows
from sistercities.terms.words import WITHIN

GOVERNMENTS_FILE = "obstacle_governments.csv"
_COLUMNS = ("country", "fell_on", "source_title", "source_address", "reason", "date")
_DATA_END = "; the edition that we hold ends with {year}."


@dataclass(frozen=True, slots=True)
class FallenGovernment:
    """When the government of a state fell, and which page says so."""

    fell_on: date
    title: str
    address: str


def read_governments(path: Path, countries: Mapping[str, str]) -> dict[str, FallenGovernment]:
    """Read `obstacle_governments.csv`: governments that fell, by country.

    Raises
    ------
    SourceError
        If a row does not say what the table promises.
    """
    found: dict[str, FallenGovernment] = {}
    for row in ruling_rows(path, _COLUMNS, once=("country",)):
        values = row.values
        row.require("source_title", "source_address")
        row.require_one_of("country", tuple(countries))
        row.require_day("fell_on")
        found[values["country"]] = FallenGovernment(
            date.fromisoformat(values["fell_on"]), values["source_title"], values["source_address"]
        )
    return found


def with_ends(
    pairs: Sequence[ObstaclePair],
    sentences: Mapping[str, str],
    governments: Mapping[str, FallenGovernment],
) -> tuple[tuple[ObstaclePair, ...], dict[str, str]]:
    """Say of each fallen government, in the row on its fighting, when it fell.

    Parameters
    ----------
    pairs, sentences
        The rows, and our sentences for them by `pair_id`.
    governments
        Governments that fell, by country.

    Raises
    ------
    BuildError
        If a government has no row of which the newest year is that of its fall or an earlier one.
    """
    said, ended, told = dict(sentences), [], set()
    for pair in pairs:
        fallen = governments.get(pair.unit_a) if pair.kind in WITHIN else None
        if fallen is None or int(pair.stated.as_of[:4]) > fallen.fell_on.year:
            ended.append(pair)
            continue
        told.add(pair.unit_a)
        ended.append(replace(pair, stated=replace(
            pair.stated,
            title=f"{pair.stated.title}; {fallen.title}",
            addresses=(*pair.stated.addresses, fallen.address),
        )))  # fmt: skip
        said[pair.pair_id] = _with_end(said.get(pair.pair_id) or pair.stated.sentence, pair, fallen)
    idle = sorted(set(governments) - told)
    if idle:
        raise BuildError(
            f"data/decisions/{GOVERNMENTS_FILE}: no row tells of fighting up to the fall of the "
            f"government of {', '.join(idle)}; take the rows out"
        )
    return tuple(ended), said


def _with_end(sentence: str, pair: ObstaclePair, fallen: FallenGovernment) -> str:
    year = pair.stated.as_of[:4]
    end = _DATA_END.format(year=year)
    if not sentence.endswith(end):
        raise BuildError(
            f"data/decisions/{GOVERNMENTS_FILE}: the sentence of {pair.pair_id} does not end in "
            f"'{end}'; word it so in obstacle_sentences.csv"
        )
    day = f"{fallen.fell_on.day} {fallen.fell_on:%B %Y}"
    return (
        f"{sentence.removesuffix(end)}; that government fell on {day}, and the edition that we "
        f"hold ends with {year}."
    )
