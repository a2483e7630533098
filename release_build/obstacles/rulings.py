"""Our rulings on what stands in the way: how strongly, in which words, and which laws mean whom.

Each ruling is on a row of the source as of a date. Where the source has a newer row the build
stops, so that somebody reads it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from release_build.readers.obstacle_pairs import ObstaclePair, StatedLaw
from sistercities.errors import BuildError
from sistercities.sources.ruling_rows import ruling_rows
from sistercities.sources.snapshot import file_rows
from sistercities.sources.written_values import WrittenRow
from sistercities.terms.words import DIRECTION_OF, EVERYBODY, OBSTACLE_KINDS, STRENGTHS

STRENGTHS_FILE = "obstacle_strengths.csv"
SENTENCES_FILE = "obstacle_sentences.csv"
LAWS_FILE = "obstacle_laws.csv"
ADDRESSES_FILE = "obstacle_addresses.csv"
RETIRE_CHECKS = ("no row of this kind is left", "as_of of the row changes")
OLD = "old"
"""In the place of `as_of` beside a kind: the ruling on its rows whose source is old."""

_STRENGTH_COLUMNS = (
    "kind", "unit_a", "unit_b", "strength", "as_of", "reason", "date", "retire_check",
)  # fmt: skip
_SENTENCE_COLUMNS = ("pair_id", "sentence", "as_of", "reason", "date")
_LAW_COLUMNS = (
    "law_id", "jurisdiction", "law", "affects_codes", "strength", "as_of", "sentence", "reason",
    "date",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class StrengthRuling:
    """How strongly a row stands in the way, for the row as of a date, and why."""

    strength: str
    as_of: str
    reason: str


@dataclass(frozen=True, slots=True)
class Strengths:
    """Rulings by kind, by unit, and by row (`ObstaclePair.pair_id`) where a row differs from these.

    A kind may have a second ruling, on rows whose source is old (`<kind>:old`); a unit one on all
    rows of a kind that name it (`<kind>:<unit>:*`).
    """

    by_kind: Mapping[str, StrengthRuling]
    by_row: Mapping[str, StrengthRuling]
    by_unit: Mapping[str, StrengthRuling] = field(default_factory=dict)

    def of(self, pair: ObstaclePair, *, is_old: bool = False) -> StrengthRuling:
        """Return the ruling on a row: the narrowest that there is.

        Parameters
        ----------
        pair
            The row.
        is_old
            Whether its source is old in the release (`dated_past.is_old`).
        """
        if pair.pair_id in self.by_row:
            return self.by_row[pair.pair_id]
        return self.of_kind(pair, is_old=is_old)

    def of_kind(self, pair: ObstaclePair, *, is_old: bool = False) -> StrengthRuling:
        """Return the ruling that a row has by its units, its age or its kind."""
        for unit in (pair.unit_a, pair.unit_b):
            if (ruling := self.by_unit.get(_of_unit(pair.kind, unit))) is not None:
                return ruling
        old = self.by_kind.get(f"{pair.kind}:{OLD}") if is_old else None
        return old or self.by_kind[pair.kind]


@dataclass(frozen=True, slots=True)
class LawRuling:
    """What a law of the source is called here, whom it means, how strong it is.

    `sentence` is "" where that of the source stands.
    """

    law_id: str
    affects: tuple[str, ...]
    strength: str
    as_of: str
    sentence: str
    reason: str


LawRulings: TypeAlias = Mapping[tuple[str, str], tuple[LawRuling, ...]]
"""The rulings on each law, by jurisdiction and title."""


def read_strengths(path: Path, pairs: Iterable[ObstaclePair]) -> Strengths:
    """Read `obstacle_strengths.csv` and hold it against the rows of the source.

    Raises
    ------
    SourceError
        If a row does not say what the table promises.
    BuildError
        If a kind or a proposed bar is not ruled on, a ruling is on no row of the source or on an
        older state of it, a row that has ended is a bar, or a ruling says what its kind does.
    """
    by_kind: dict[str, StrengthRuling] = {}
    by_row: dict[str, StrengthRuling] = {}
    by_unit: dict[str, StrengthRuling] = {}
    for row in ruling_rows(path, _STRENGTH_COLUMNS):
        values = row.values
        held, key = _held_in(row, by_kind, by_row, by_unit)
        if key in held:
            raise row.refuse("kind", "a row above rules on this; keep one of them")
        held[key] = StrengthRuling(values["strength"], values["as_of"], values["reason"])
    strengths = Strengths(by_kind, by_row, by_unit)
    _check_strengths(strengths, {pair.pair_id: pair for pair in pairs})
    return strengths


def _held_in(
    row: WrittenRow,
    by_kind: dict[str, StrengthRuling],
    by_row: dict[str, StrengthRuling],
    by_unit: dict[str, StrengthRuling],
) -> tuple[dict[str, StrengthRuling], str]:
    row.require_one_of("kind", OBSTACLE_KINDS)
    row.require_one_of("strength", STRENGTHS)
    kind, a, b = (row.values[column] for column in ("kind", "unit_a", "unit_b"))
    if a and b == EVERYBODY and DIRECTION_OF[kind] == "mutual":
        row.require_one_of("retire_check", (RETIRE_CHECKS[0],))
        return by_unit, _of_unit(kind, a)
    is_of_row = bool(a or b)
    row.require_one_of("retire_check", (RETIRE_CHECKS[is_of_row],))
    if is_of_row:
        row.require("unit_a", "unit_b", "as_of")
        return by_row, f"{kind}:{a}:{b}"
    row.require_one_of("as_of", ("", OLD))
    return by_kind, f"{kind}:{OLD}" if _is_of_old(row) else kind


def _is_of_old(row: WrittenRow) -> bool:
    """Whether a row rules on those of a kind whose source is old."""
    return row.values["as_of"] == OLD


def _of_unit(kind: str, unit: str) -> str:
    return f"{kind}:{unit}:{EVERYBODY}"


def _check_strengths(strengths: Strengths, pairs: Mapping[str, ObstaclePair]) -> None:
    kinds = {pair.kind for pair in pairs.values()}
    _refuse(STRENGTHS_FILE, "rule on the kind", kinds - set(strengths.by_kind))
    ruled = {one.partition(":")[0] for one in strengths.by_kind}
    _refuse(STRENGTHS_FILE, "no row of the kind is left, so take out", ruled - kinds)
    named = {
        _of_unit(one.kind, unit) for one in pairs.values() for unit in (one.unit_a, one.unit_b)
    }
    _refuse(STRENGTHS_FILE, "no row names the unit, so take out", set(strengths.by_unit) - named)
    read_as_of = {one: ruling.as_of for one, ruling in strengths.by_row.items()}
    _check_as_of(STRENGTHS_FILE, read_as_of, pairs)
    unread = {one for one, pair in pairs.items() if pair.stated.proposed == "bar"}
    advice = "a bar is proposed that nobody has read against its source; rule on"
    _refuse(STRENGTHS_FILE, advice, unread - set(strengths.by_row))
    over = {
        one
        for one, pair in pairs.items()
        if pair.stated.until_date and strengths.of(pair).strength == "bar"
    }
    _refuse(STRENGTHS_FILE, "what has ended is no bar; rule otherwise on", over)
    idle = {
        one
        for one, ruling in strengths.by_row.items()
        if one not in unread
        and {ruling.strength}
        == {strengths.of_kind(pairs[one], is_old=old).strength for old in (False, True)}
    }
    _refuse(STRENGTHS_FILE, "the kind says the same, so take out", idle)


def read_sentences(path: Path, pairs: Iterable[ObstaclePair]) -> dict[str, str]:
    """Read `obstacle_sentences.csv`: sentences of ours by `pair_id`.

    Raises
    ------
    SourceError
        If a row does not say what the table promises.
    BuildError
        If a sentence is on no row of the source, or on an older state of it.
    """
    found: dict[str, str] = {}
    read_as_of: dict[str, str] = {}
    for row in ruling_rows(path, _SENTENCE_COLUMNS, once=("pair_id",)):
        values = row.values
        row.require("pair_id", "as_of")
        _check_sentence(row)
        found[values["pair_id"]] = values["sentence"]
        read_as_of[values["pair_id"]] = values["as_of"]
    _check_as_of(SENTENCES_FILE, read_as_of, {pair.pair_id: pair for pair in pairs})
    return found


def _check_sentence(row: WrittenRow) -> None:
    if not row.values["sentence"].endswith("."):
        raise row.refuse("sentence", "write one sentence that ends in a point")


def read_law_rulings(path: Path, laws: Iterable[StatedLaw]) -> LawRulings:
    """Read `obstacle_laws.csv`: the rulings on each law, by jurisdiction and title.

    A law may have several: one for those whom it names, one for those of whom it does not say
    whether it means them.

    Raises
    ------
    SourceError
        If a row does not say what the table promises.
    BuildError
        If a law has no ruling, or a ruling is on no law or on an older state of one.
    """
    stated = {(law.jurisdiction, law.law): law for law in laws}
    found: dict[tuple[str, str], tuple[LawRuling, ...]] = {}
    taken: set[str] = set()
    for line, values in file_rows(path, _LAW_COLUMNS):
        key = values["jurisdiction"], values["law"]
        ruling = _law_ruling(WrittenRow(path.name, line, values), taken)
        found[key] = (*found.get(key, ()), ruling)
        taken.add(ruling.law_id)
    _check_laws(stated, found)
    return found


def _check_laws(stated: Mapping[tuple[str, str], StatedLaw], found: LawRulings) -> None:
    _refuse(LAWS_FILE, "rule on the law", {" ".join(one) for one in set(stated) - set(found)})
    gone = {ruling.law_id for one in set(found) - set(stated) for ruling in found[one]}
    _refuse(LAWS_FILE, "the source has no such law, so take out", gone)
    moved = {
        ruling.law_id
        for one, rulings in found.items()
        for ruling in rulings
        if stated[one].stated.as_of != ruling.as_of
    }
    _refuse(LAWS_FILE, "the source has a newer state; read it and rule again on", moved)


def _law_ruling(row: WrittenRow, taken: set[str]) -> LawRuling:
    row.require("law_id", "jurisdiction", "law")
    row.require_one_of("strength", STRENGTHS)
    values = row.values
    if not values["law_id"].startswith(f"{values['jurisdiction']}:") or values["law_id"] in taken:
        raise row.refuse("law_id", "write <jurisdiction>:<a word of its own>")
    if values["sentence"]:
        _check_sentence(row)
    return LawRuling(
        values["law_id"], tuple(values["affects_codes"].split()), values["strength"],
        values["as_of"], values["sentence"], values["reason"],
    )  # fmt: skip


def read_left_out_addresses(path: Path, given: Iterable[str]) -> frozenset[str]:
    """Read `obstacle_addresses.csv`: addresses that are not shown.

    Raises
    ------
    SourceError
        If a row does not say what the table promises.
    BuildError
        If the source does not give an address.
    """
    found: set[str] = set()
    for line, values in file_rows(path, ("address", "reason", "date")):
        row = WrittenRow(path.name, line, values)
        row.require("address")
        found.add(values["address"])
    _refuse(ADDRESSES_FILE, "the source gives no such address, so take out", found - set(given))
    return frozenset(found)


def _check_as_of(
    file: str, read_as_of: Mapping[str, str], pairs: Mapping[str, ObstaclePair]
) -> None:
    """Refuse rulings on rows that are gone, or that have a newer state than was read."""
    _refuse(file, "the source has no such row, so take out", set(read_as_of) - set(pairs))
    moved = {one for one, as_of in read_as_of.items() if pairs[one].stated.as_of != as_of}
    _refuse(file, "the source has a newer row; read it and rule again on", moved)


def _refuse(file: str, advice: str, found: Iterable[str]) -> None:
    named = sorted(found)
    if named:
        raise BuildError(f"data/decisions/{file}: {advice} {', '.join(named)}")
