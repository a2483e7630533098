"""War and other armed conflict within a state: one row a state, from the newest year of UCDP.

A state with a conflict at the level of war (1,000 deaths in battle a year or more) has the row of
its wars alone; others have one of the conflicts below that level. `data/decisions/ucdp_states.csv`
says which state each name of the source is, and where the territory fought for lies in another.

Where lesser fighting within a state is told of: near it, and not beside a war of the state.

"Fighting of the government of Aland with armed groups" says nothing of a town at the other end of
Aland, where the groups fight over one region. The row of such a state is told of places of the
regions that are fought over, as far as regions of today make them up. Where a war of the state with
another is told, a reader takes the lesser fighting for it: that is told of none of its places.

Of which side a war is told to homes in third states: where it is fought, or by whom.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from pathlib import Path

from release_build.obstacles.rulings import Strengths
from release_build.readers.obstacle_cells import StatedObstacle
from release_build.readers.obstacle_pairs import ObstaclePair
from release_build.readers.ucdp_conflicts import VERSION, ConflictWithin, read_newest_conflicts
from sistercities.errors import BuildError
from sistercities.partners.short_lists.unsafe_places import fought_over
from sistercities.sentences import with_article
from sistercities.sources.country_origins import CONFLICT_SOURCE
from sistercities.sources.ruling_rows import ruling_rows
from sistercities.terms.words import EVERYBODY

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


NOWHERE = "none"
"""In the place of regions: it is told of no place."""
KIND = "conflict_within"


def read_fought_over() -> dict[str, tuple[str, ...]]:
    """Return the regions that are fought over, by the number of the conflict."""
    found: dict[str, tuple[str, ...]] = {}
    for place, conflict in fought_over():
        found[conflict] = (*found.get(conflict, ()), place)
    return found


def fought_where(
    pairs: Iterable[ObstaclePair],
    strengths: Strengths,
    wars_told: Mapping[str, Iterable[str]],
    regions: Mapping[str, tuple[str, ...]],
) -> dict[str, tuple[str, ...]]:
    """Say of the rows on lesser fighting where they are told of; a row of the whole state has none.

    Parameters
    ----------
    pairs, strengths
        The rows, and how strong each is: one that calls for care is told everywhere.
    wars_told
        By the id of a war: states whose places are told of with it.
    regions
        Regions that are fought over, by the number of the conflict.
    """
    at_war = set(chain.from_iterable(wars_told.values()))
    found: dict[str, tuple[str, ...]] = {}
    for one in pairs:
        if one.kind != KIND or strengths.of(one).strength != "note":
            continue
        if one.unit_a in at_war:
            found[one.pair_id] = (NOWHERE,)
        elif one.stated.over_regions:
            of_each = (regions.get(number, ()) for number in one.stated.over_regions)
            found[one.pair_id] = tuple(chain.from_iterable(of_each)) or (NOWHERE,)
    return found


WARS_TOLD_FILE = "obstacle_wars_told.csv"
_TOLD_COLUMNS = ("pair_id", "told_of", "as_of", "reason", "date")


def read_wars_told(
    path: Path, pairs: Iterable[ObstaclePair], strengths: Strengths, countries: Mapping[str, str]
) -> dict[str, tuple[str, ...]]:
    """Read `obstacle_wars_told.csv`: by `pair_id`, the states whose places are told of with a war.

    Raises
    ------
    SourceError
        If a row does not say what the table promises.
    BuildError
        If a war that bars has no row, or a row is on none or on an older state of one, or on one
        that is but a note.
    """
    of_wars = {
        pair.pair_id: (pair.stated.as_of, strengths.of(pair).strength)
        for pair in pairs
        if pair.kind == "war"
    }
    wars = {one: as_of for one, (as_of, strength) in of_wars.items() if strength != "note"}
    bars = {one for one, (_, strength) in of_wars.items() if strength == "bar"}
    found: dict[str, tuple[str, ...]] = {}
    for row in ruling_rows(path, _TOLD_COLUMNS, once=("pair_id",)):
        values = row.values
        row.require("pair_id", "told_of", "as_of")
        for code in values["told_of"].split():
            if code not in countries:
                raise row.refuse("told_of", f"{code} is no country; give codes of countries")
        if wars.get(values["pair_id"]) != values["as_of"]:
            raise BuildError(
                f"data/decisions/{path.name}: the source has no war or strikes {values['pair_id']} "
                f"as of {values['as_of']}; read what it has and rule again, or take the row out"
            )
        found[values["pair_id"]] = tuple(values["told_of"].split())
    missing = sorted(bars - set(found))
    if missing:
        raise BuildError(
            f"data/decisions/{path.name}: say of which states it is told: {', '.join(missing)}"
        )
    return found
