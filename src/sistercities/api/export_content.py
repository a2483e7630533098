"""What an export holds: tables read from the release, with the licence of each."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import TYPE_CHECKING

from sistercities.api.arguments import checked_country, checked_words, checked_year_of_ties
from sistercities.api.dyad_facts import DyadFacts, read_dyad_facts
from sistercities.api.dyad_frames import dyads_of, names_of
from sistercities.api.export_credits import credited_sources
from sistercities.api.export_tables import (
    ALL,
    COVARIATES,
    DEFAULT,
    NETWORK_NODES,
    NETWORK_TIES,
    ODBL,
    RELEASE_NAMES,
    SEEKING,
    licence_of,
)
from sistercities.api.frames import (
    pieces_of_places,
    pieces_of_ties,
    places_with_ties,
    ties_with_ends,
)
from sistercities.api.pair_pieces import pieces_of_pairs
from sistercities.dataset.release.store import Release
from sistercities.errors import InvalidArgument
from sistercities.network.alive import alive_ties
from sistercities.network.lift import build_network
from sistercities.network.rules import MAIN_RULES
from sistercities.network.two_level import TwoLevelNetwork
from sistercities.report.cited_sources import CitedSource
from sistercities.report.export_formats.content import (
    PIECE,
    ExportContent,
    ExportTable,
    Rows,
)
from sistercities.studies.study_data import checked_year, read_without_firm
from sistercities.terms.progress import Progress
from sistercities.terms.tables import BY_NAME

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

HOME = "CN"
_DYADS = {"dyads": "units", "city_pairs": "ties", "pairs_at_risk": "cities"}
_OF_ALL_COUNTRIES = "countries"
_FACTS = (*(name for name in COVARIATES if name != _OF_ALL_COUNTRIES), *ODBL)
"""Tables of facts, which a country limits to its own; the list of countries stays whole."""
_PAIRS = "country_pair_covariates"

_OVERLAID = (
    "Registers of your own are laid over the data: {}. The licences given here are those of the "
    "data without them; the columns licence of claims, notices and sources say theirs."
)


ALL_STANDINGS = (
    "The ties are all that a source names, also those that ended, are suspended, not signed or no "
    "longer listed: the column standing says which. Alive are active, listed and one_old_source."
)
_FACTS_OF_ONE = (
    "The tables of covariates are those of {0} alone: of itself, of its regions and cities, and of "
    "the pairs that it or one of them is in. Places, ties and claims are those of all countries."
)
_ONE_YEAR = "--as-of YEAR leaves out those that are not known to be alive in a year."


@dataclass(frozen=True, slots=True)
class Exported:
    """What is exported, and of which country and year its dyads or its network are."""

    content: ExportContent
    country: str | None
    as_of: int | None


def table_content(
    release: Release,
    country: str | None,
    as_of: int | None,
    tables: Sequence[str] | None,
    progress: Progress,
    *,
    with_odbl: bool,
) -> Exported:
    """Read the tables that are asked for.

    Raises
    ------
    InvalidArgument
        If a table, the country or the year cannot be used, or one is given for no table.
    """
    has_notices = SEEKING.name in release.merged
    names = tables_named(
        tables, with_odbl=with_odbl, has_notices=has_notices, is_of_country=country is not None
    )
    _refuse_idle(names, country, as_of)
    code = checked_country(release, HOME if country is None else country)
    facts_of = None if country is None else code
    read, notes = _Read(release, code, as_of), list[str]()
    sources: dict[str, pd.DataFrame | Rows] = {}
    for done, name in enumerate(names):
        progress("reading", done, len(names))
        sources[name] = _source(release, name, read, facts_of)
    if "ties" in names:
        notes.append(ALL_STANDINGS)
    if any(name in _DYADS for name in names):
        notes.append(f"The dyads are those of {code} with the ties alive in {read.year}.")
        made = [ALL[name].column_names for name in names if name in _DYADS]
        notes += _years_said(read.ground[2].years, made)
    has_facts = facts_of is not None and any(name in _FACTS for name in names)
    if has_facts:
        notes.append(_FACTS_OF_ONE.format(code))
    if with_odbl:
        notes.append(
            "The tables of OpenFlights are a database of their own under the ODbL; a table that "
            "you join them into and publish is under the ODbL too."
        )
    schemas = ALL | {SEEKING.name: SEEKING}
    held = [ExportTable(schemas[name], rows, licence_of(name)) for name, rows in sources.items()]
    content = _content(release, held, "sister ties of cities and provinces", notes)
    is_of_country = has_facts or read.year is not None
    return Exported(content, code if is_of_country else None, read.year)


def _refuse_idle(names: Sequence[str], country: str | None, as_of: int | None) -> None:
    """Refuse a country or a year that none of the tables would heed."""
    chosen = {"country": (country, (*_DYADS, *_FACTS)), "as_of": (as_of, tuple(_DYADS))}
    for argument, (value, heeding) in chosen.items():
        if value is not None and not any(name in heeding for name in names):
            what = "dyads and covariates" if argument == "country" else "dyads"
            advice = (
                f"it chooses {what}, and none are in {', '.join(names)}; leave it out, or take "
            )
            raise InvalidArgument(argument, value, f"{advice}one of {', '.join(heeding)} too")


def tables_named(
    tables: Sequence[str] | None,
    *,
    with_odbl: bool,
    has_notices: bool = False,
    is_of_country: bool = False,
) -> tuple[str, ...]:
    """Names of the tables that are meant, in the order of the codebook.

    The table of notices is among them where an overlay holds any, and that of pairs of countries
    where one country is asked for, of which it is small.

    Raises
    ------
    InvalidArgument
        If one is not known, or is of OpenFlights and that was not asked for, or is of notices and
        there are none.
    """
    notices = (SEEKING.name,) if has_notices else ()
    if tables is None:
        own = (_PAIRS,) if is_of_country else ()
        names = tuple(name for name in ALL if name in (*DEFAULT, *own))
        return (*names, *notices, *(ODBL if with_odbl else ()))
    if "all" in tables:
        return (*(name for name in ALL if with_odbl or name not in ODBL), *notices)
    if SEEKING.name in tables and not has_notices:
        advice = "no notices are laid over the data; name a list of them as an overlay (--overlay)"
        raise InvalidArgument("tables", SEEKING.name, advice)
    names = checked_words("tables", tables, (*ALL, *notices, "all"))
    held_back = [name for name in names if name in ODBL]
    if held_back and not with_odbl:
        raise InvalidArgument(
            "tables", held_back[0], "it is under the ODbL; add --with-odbl (with_odbl=True)"
        )
    return names


def network_content(release: Release, country: str | None, as_of: int | None) -> Exported:
    """Read the network of places and ties: of the world, or of one country, or of one year.

    Raises
    ------
    InvalidArgument
        If the country or the year cannot be used.
    """
    ties, title = ties_with_ends(release), "the network of sister ties"
    code = None if country is None else checked_country(release, country)
    if code is not None:
        ties = ties[(ties["country_a"] == code) | (ties["country_b"] == code)]
        title += f" with an end in {code}"
    if as_of is not None:
        ties, _ = alive_ties(ties, checked_year_of_ties(release, as_of), MAIN_RULES)
        title += f", known to be alive in {as_of}"
    notes = () if as_of is not None else (ALL_STANDINGS, _ONE_YEAR)
    return Exported(_network(release, ties, title, notes), code, as_of)


def _network(
    release: Release, ties: pd.DataFrame, title: str, notes: Sequence[str]
) -> ExportContent:
    places = places_with_ties(release)
    held = places[places["place_id"].isin({*ties["place_a"], *ties["place_b"]})]
    tables = [
        ExportTable(schema, frame[list(schema.column_names)].reset_index(drop=True), licence_of(n))
        for n, schema, frame in (("nodes", NETWORK_NODES, held), ("ties", NETWORK_TIES, ties))
    ]
    return _content(release, tables, title, ["Places without such a tie are left out.", *notes])


@dataclass(slots=True)
class _Read:
    """What dyads are made of, read when the first of them is asked for."""

    release: Release
    country: str
    as_of: int | None
    year: int | None = None
    _ground: tuple[TwoLevelNetwork, pd.Series[str], DyadFacts] | None = None

    @property
    def ground(self) -> tuple[TwoLevelNetwork, pd.Series[str], DyadFacts]:
        """What the pairs of all kinds are made of: the network, names of places, and facts."""
        if self._ground is None:
            data = read_without_firm(self.release)
            self.year = checked_year(data, self.country, self.as_of)
            network = build_network(data.tables, self.country, self.year)
            names = names_of(data)
            del data
            facts = read_dyad_facts(self.release, self.country, self.year)
            self._ground = network, names, facts
        return self._ground

    def dyads(self, of: str) -> pd.DataFrame | Rows:
        """Make the pairs of one kind; all pairs of places are made as they are written."""
        ground = self.ground
        if of != "cities":
            return dyads_of(*ground, of)
        network = ground[0]
        n_foreign = len(network.foreign_places)
        return Rows(
            len(network.home_places) * n_foreign,
            lambda: pieces_of_pairs(*ground, homes=1 + PIECE // max(n_foreign, 1)),
            lambda: dyads_of(*ground, of),
        )


def _source(release: Release, name: str, read: _Read, facts_of: str | None) -> pd.DataFrame | Rows:
    if name == "nodes":
        return Rows(
            release.n_rows("places"),
            lambda: pieces_of_places(release, PIECE),
            lambda: places_with_ties(release),
        )
    if name == "ties":
        return Rows(
            release.n_rows("ties"),
            lambda: pieces_of_ties(release, PIECE),
            lambda: ties_with_ends(release),
        )
    if name in _DYADS:
        return read.dyads(_DYADS[name])
    held = RELEASE_NAMES.get(name, name)
    if facts_of is not None and name in _FACTS:
        return rows_of_country(release, held, facts_of)
    return Rows(
        release.n_rows(held), lambda: release.pieces(held, PIECE), lambda: release.frame(held)
    )


def _years_said(years: Mapping[str, int | None], tables: Sequence[Sequence[str]]) -> list[str]:
    """Say of which year the facts in the columns of tables are, the facts of one year together."""
    by_year: dict[int, list[str]] = {}
    for columns in tables:
        for column, year in years.items():
            if year is not None and column in columns:
                known = by_year.setdefault(year, [])
                known += [] if column in known else [column]
    said = [f"{', '.join(columns)}: {year}" for year, columns in sorted(by_year.items())]
    return [f"Years of the facts in the dyads: {'; '.join(said)}."] if said else []


def _content(
    release: Release, tables: Sequence[ExportTable], title: str, notes: Sequence[str]
) -> ExportContent:
    credited = credited_sources(release, [table.name for table in tables])
    rows = [
        row
        for row in release.query("SELECT * FROM sources ORDER BY source_id")
        if row["source_id"] in credited
    ]
    if release.overlays:
        notes = (*notes, _OVERLAID.format(", ".join(release.overlays)))
    return ExportContent(
        tables=tuple(tables),
        version=release.version,
        title=title,
        notes=tuple(notes),
        sources=tuple(CitedSource.from_row(row) for row in rows),
    )


_OF_PLACES = ("place_id", "place_a", "place_b")
_OF_COUNTRIES = ("country", "country_a", "country_b")


def rows_of_country(release: Release, table: str, country: str) -> Rows:
    """Give the rows of a table of facts that are of a country, one of its places, or a pair of one.

    Parameters
    ----------
    release
        The release; it must stay open while rows are read.
    table
        A table of the release with the columns `place_id`, `place_a` and `place_b`, or `country`,
        `country_a` and `country_b`.
    country
        ISO 3166-1 alpha-2.
    """
    columns = BY_NAME[table].column_names
    of_places = [name for name in _OF_PLACES if name in columns]
    of_countries = [name for name in _OF_COUNTRIES if name in columns]
    places = [
        row["place_id"]
        for row in release.query("SELECT place_id FROM places WHERE country = ?", [country])
    ]
    inside = "(SELECT place_id FROM places WHERE country = ?)"
    tests = [f"{name} IN {inside}" for name in of_places] + [f"{name} = ?" for name in of_countries]
    counted = f"SELECT count(*) AS n FROM {table} WHERE {' OR '.join(tests)}"
    n_rows = int(release.query(counted, [country] * len(tests))[0]["n"])

    def only(held: pa.Table) -> pa.Table:
        return held.filter(_is_own(held, of_places, of_countries, places, country))

    def pieces() -> Iterator[pa.Table]:
        return (own for own in release.pieces(table, PIECE, only) if len(own))

    return Rows(n_rows, pieces, lambda: release.frame(table, only))


def _is_own(
    held: pa.Table,
    of_places: Sequence[str],
    of_countries: Sequence[str],
    places: Collection[str],
    country: str,
) -> pa.ChunkedArray:
    """Say of each row whether one of its places is among those, or one of its countries that."""
    import pyarrow as pa
    import pyarrow.compute as pc

    known = pa.array(places, type=pa.string())
    tests = [pc.is_in(held[name], value_set=known) for name in of_places]
    tests += [pc.fill_null(pc.equal(held[name], country), False) for name in of_countries]
    return reduce(pc.or_, tests)
