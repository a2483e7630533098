"""The facts on one place, or on two, by DuckDB alone: no data frame, no numerical package."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sistercities.api.arguments import checked_words
from sistercities.api.country_pair_facts import country_pair_facts
from sistercities.api.data_choice import AnyData, open_data
from sistercities.api.fact_records import Fact, FactList
from sistercities.api.fact_rows import Years, rows_of, shown_year, unknown
from sistercities.api.place_pair_facts import place_pair_facts
from sistercities.api.records import PlaceRef
from sistercities.dataset.found_places import FoundPlace
from sistercities.dataset.release.store import Release
from sistercities.dataset.town_lookup import meet_place
from sistercities.errors import InvalidArgument
from sistercities.terms.city_variables import CITY_VARIABLES, CityVariable
from sistercities.terms.country_variables import COUNTRY_VARIABLES, PAIR_VARIABLES, CountryVariable

_BOOKKEEPING = frozenset(one.covered_by for one in PAIR_VARIABLES)
"""They say which years a list of pairs covers, nothing on a country."""
_POPULATION = "people of the municipality; without a year where the gazetteer gives them"
_OF_AGGLOMERATION = "people of its urban area, which may be larger or smaller than the municipality"
_CONTRADICTED = "; another source contradicts it by a factor over 2"


def facts_of(
    name: str,
    partner: str | None = None,
    *,
    variables: str | Sequence[str] | None = None,
    year: int | None = None,
    every_year: bool = False,
    data: AnyData = None,
) -> FactList:
    """List the facts on a city, a region or a country, or on two places together.

    Parameters
    ----------
    name
        Name in any script, `name, country`, a place id, or the ISO 3166-1 code of a country in
        capitals.
    partner
        The same of a second place: then the facts are those on the two and on their countries.
    variables
        Name of a variable, or several; None takes all.
    year
        Only values of that year, and those that hold for any; None takes the newest of each.
    every_year
        Take all years of each.
    data
        Folder of another release, or `Data` with overlays; None takes the release in the package.

    Returns
    -------
    FactList
        Each fact with value, unit, year and source. One that is not known is there without a value,
        an undated one, such as routes ever listed, without a year.

    Raises
    ------
    PlaceNotFound, PlaceAmbiguous
        If no place or several places have that name; the message lists candidates.
    InvalidArgument
        If the partner is the place itself, there is no such variable, or nothing is of that year.
    ReleaseError, OverlayError
        If the release or an overlay is damaged.
    """
    if year is not None and every_year:
        raise InvalidArgument("year", year, "every year was asked for too; leave out one of them")
    with open_data(data) as release:
        here = _meant(release, name)
        there = None if partner is None else _meant(release, partner)
        if there is not None and there.place_id == here.place_id:
            raise InvalidArgument("partner", partner, f"it is {here.line()} itself; name another")
        facts = _facts(release, here, there, Years(year, every_year))
        if year is not None and not any(fact.year == year for fact in facts):
            raise _nothing_of(year, _facts(release, here, there, Years(None, True)))
    if variables is not None:
        asked = [variables] if isinstance(variables, str) else variables
        names = checked_words("variables", asked, sorted({fact.variable for fact in facts}))
        facts = [fact for fact in facts if fact.variable in names]
    known = [fact for fact in facts if fact.is_known]
    rest = [fact for fact in facts if not fact.is_known]
    return FactList(_ref(here), None if there is None else _ref(there), (*known, *rest))


def _nothing_of(year: int, facts: Iterable[Fact]) -> InvalidArgument:
    years = sorted({fact.year for fact in facts if fact.year is not None})
    advice = "leave it out"
    if years:
        nearest = min(years, key=lambda each: abs(each - year))
        advice = f"there are some of {years[0]} to {years[-1]}, the nearest of {nearest}"
    return InvalidArgument("year", year, f"no fact is of that year; {advice}")


_COUNTRY = """
    SELECT p.place_id, p.name, p.name_local, p.level, p.country, p.region_iso, p.is_dual
    FROM places p JOIN countries c ON c.country = p.country
    WHERE p.level = 'country' AND (c.country = ? OR c.iso3 = ?)
"""


def _meant(release: Release, text: str) -> FoundPlace:
    """Find a place; two or three capitals are the code of a country, where there is such a one."""
    code = text.strip()
    if len(code) in (2, 3) and code.isascii() and code.isupper():
        for row in release.query(_COUNTRY, [code, code]):
            return FoundPlace(**row, n_ties=0)
    return meet_place(release, text)


def _ref(found: FoundPlace) -> PlaceRef:
    return PlaceRef(
        place_id=found.place_id,
        name=found.name,
        name_local=found.name_local or None,
        level=found.level,
        country=found.country,
        region_iso=found.region_iso or None,
        is_dual=found.is_dual,
    )


def _facts(
    release: Release, here: FoundPlace, there: FoundPlace | None, years: Years
) -> list[Fact]:
    if there is not None:
        found = place_pair_facts(release, here, there, years)
        if here.country != there.country:
            found += country_pair_facts(release, here.country, there.country, years)
        return found
    if here.level == "country":
        return _of_table(release, "countries", "country", here.country, years)
    found = _population(release, here.place_id)
    if here.level != "region1" or here.is_dual:
        found += _of_table(release, "cities", "place_id", here.place_id, years)
    if here.level == "region1":
        found += _of_table(release, "regions", "place_id", here.place_id, years)
    return found


_TABLES = {
    "cities": "city_covariates",
    "regions": "region_covariates",
    "countries": "country_covariates",
}


def _of_table(release: Release, of: str, key: str, value: str, years: Years) -> list[Fact]:
    """Facts of one table; a variable of it without a row is unknown."""
    table = _TABLES[of]
    sql = f"SELECT * FROM {table} WHERE {key} = ? ORDER BY variable, year, source_id"
    rows = release.query(sql, [value])
    found = []
    for name, meanings in _meanings(table).items():
        named = [row for row in rows if row["variable"] == name]
        held = rows_of(named, years, holds_always=_holds_always(name))
        first = next(iter(meanings.values()))
        found += [
            Fact(of, name, meanings.get(row["source_id"], first)[0], row["value"],
                 row["word"] or None, row["unit"], shown_year(row), row["source_id"])
            for row in held
        ] or [unknown(of, name, *first)]  # fmt: skip
    return found


def _meanings(table: str) -> dict[str, dict[str, tuple[str, str]]]:
    """Meaning and unit of each variable of a table, by source."""
    found: dict[str, dict[str, tuple[str, str]]] = {}
    every: tuple[CityVariable | CountryVariable, ...] = (*CITY_VARIABLES, *COUNTRY_VARIABLES)
    for one in every:
        if one.table == table and one.name not in _BOOKKEEPING:
            found.setdefault(one.name, {})[one.source_id] = (one.meaning, one.unit)
    return found


def _holds_always(name: str) -> bool:
    return any(one.name == name and one.is_constant for one in COUNTRY_VARIABLES)


_AGGLOMERATIONS = "cities-wup-2018"
_POPULATION_OF = """
    SELECT population, population_year, population_source, is_population_doubtful
    FROM places WHERE place_id = ?
"""


def _population(release: Release, place_id: str) -> list[Fact]:
    """People of a place, with the year and the source of the figure."""
    (row,) = release.query(_POPULATION_OF, [place_id])
    value, source = row["population"], row["population_source"] or None
    meaning = _OF_AGGLOMERATION if source == _AGGLOMERATIONS else _POPULATION
    if row["is_population_doubtful"]:
        meaning += _CONTRADICTED
    if value is not None and source is None:
        meaning += "; the release does not say whose figure it is"
    year = row["population_year"]
    return [Fact("places", "population", meaning, value, None, "persons", year, source)]
