"""War and other armed conflict within a state: one row a state, from the newest year of UCDP.

A state with a conflict at the level of war (1,000 deaths in battle a year or more) has the row of
its wars alone; others have one of the conflicts below that level. `data/decisions/ucdp_states.csv`
says which state each name of the source is, and where the territory fought for lies in another.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from release_build.readers.obstacle_cells import StatedObstacle
from release_build.readers.obstacle_pairs import ObstaclePair
from release_build.readers.ucdp_conflicts import VERSION, ConflictWithin, read_newest_conflicts
from sistercities.errors import BuildError
from sistercities.sources.obstacle_origins import CONFLICT_SOURCE
from sistercities.sources.ruling_rows import ruling_rows
from sistercities.terms.country_article import with_article
from sistercities.terms.obstacles import EVERYBODY

CONFLICT_STATES_FILE = "ucdp_states.csv"
_COLUMNS = ("location", "conflict_id", "country", "reason", "date")
_TITLE = f"UCDP/PRIO Armed Conflict Dataset v{VERSION}"
_ADDRESS = "https://github.com/Jenssah86/bit_academy_analytics_project"
_FILE = "UcdpPrioConflict_v25_1.csv, commit 151731d"
_SOURCE = "The Uppsala Conflict Data Program"
_NO_LANDS = ("Islamic State",)
_ENDS = "the edition that we hold ends with"
States = dict[tuple[str, str], str]
"""Country by name of the source and number of a conflict; the number is "" for all of a name."""


def conflict_pairs(
    path: Path, states_file: Path, countries: Mapping[str, str]
) -> tuple[ObstaclePair, ...]:
    """Lay out a row for each state with armed conflict on its ground.

    Parameters
    ----------
    path, states_file
        The file of conflicts, and our ruling on its names.
    countries
        Names of countries by ISO 3166-1 code.

    Raises
    ------
    SourceError, BuildError
        If a file holds what is not understood, or a name of the source has no country.
    """
    conflicts = read_newest_conflicts(path)
    states = _read_states(states_file, countries, conflicts)
    by_country: dict[str, list[ConflictWithin]] = {}
    for one in conflicts:
        for key in ((one.location, ""), (one.location, one.conflict_id)):
            if key in states:
                by_country.setdefault(states[key], []).append(one)
    names = {location: countries[code] for (location, number), code in states.items() if not number}
    return tuple(_pair(code, by_country[code], names) for code in sorted(by_country))


def _read_states(
    path: Path, countries: Mapping[str, str], conflicts: Sequence[ConflictWithin]
) -> States:
    found: States = {}
    for row in ruling_rows(path, _COLUMNS):
        values = row.values
        row.require("location")
        row.require_one_of("country", tuple(countries))
        found[values["location"], values["conflict_id"]] = values["country"]
    _check_states(path, found, conflicts)
    return found


def _check_states(path: Path, states: States, conflicts: Sequence[ConflictWithin]) -> None:
    told = {(one.location, number) for one in conflicts for number in ("", one.conflict_id)}
    missing = sorted({one.location for one in conflicts if (one.location, "") not in states})
    if missing:
        raise BuildError(
            f"data/decisions/{path.name}: nothing says which state {', '.join(missing)} is; add a "
            "row"
        )
    idle = sorted(" ".join(key).strip() for key in set(states) - told)
    if idle:
        raise BuildError(
            f"data/decisions/{path.name}: the source tells no conflict of {', '.join(idle)}; take "
            "the rows out"
        )


def _pair(code: str, conflicts: Sequence[ConflictWithin], names: Mapping[str, str]) -> ObstaclePair:
    wars = [one for one in conflicts if one.is_war]
    told = wars or list(conflicts)
    numbers = ", ".join(one.conflict_id for one in told)
    stated = StatedObstacle(
        "", "", f"{told[0].year}-12-31", "caution" if wars else "note",
        _sentence(told, names),
        f"{_TITLE}, {'conflict' if len(told) == 1 else 'conflicts'} {numbers}", (_ADDRESS,), _FILE,
        "high", "", CONFLICT_SOURCE, tuple(one.conflict_id for one in told),
        () if wars or not all(map(_is_over_a_region, told)) else _numbers(told),
    )  # fmt: skip
    return ObstaclePair(code, EVERYBODY, "war_within" if wars else "conflict_within", stated)


def _is_over_a_region(one: ConflictWithin) -> bool:
    """Whether a land is fought over: UCDP counts the name of a group as one too."""
    return bool(one.territory) and one.territory not in _NO_LANDS


def _numbers(told: Sequence[ConflictWithin]) -> tuple[str, ...]:
    return tuple(one.conflict_id for one in told)


def _sentence(told: Sequence[ConflictWithin], names: Mapping[str, str]) -> str:
    """Say it without the names of the groups, which UCDP abbreviates; a ruling may name them."""
    state, year = with_article(names[told[0].location]), told[0].year
    if told[0].is_war:
        return (
            f"{_SOURCE} recorded war of the government of {state} with armed groups in {year}; "
            f"{_ENDS} {year}."
        )
    return (
        f"{_SOURCE} recorded fighting of the government of {state} with armed groups in {year}, "
        f"below the level of war; {_ENDS} {year}."
    )
