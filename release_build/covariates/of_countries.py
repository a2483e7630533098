"""Tables of the facts on countries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from release_build.covariates import country_values as of_one
from release_build.covariates import pair_values as of_two
from release_build.covariates.countries import (
    country_rows,
    find_capitals,
    read_capitals,
    today_countries,
)
from release_build.covariates.country_codes import CountryCodes, read_code_rulings
from release_build.covariates.country_rulings import (
    Borders,
    changed_languages,
    read_land_borders,
    require_needed,
    ruled_borders,
    shared_languages,
    with_rulings,
)
from release_build.covariates.official_languages import LanguageRulings, read_official_languages
from release_build.covariates.pair_values import PairFacts
from release_build.readers import (
    alliances,
    cow_states,
    cow_trade,
    disputes,
    geodist,
    ideal_points,
    rivalries,
    ucdp_conflicts,
    un_migrants,
    world_bank_gdp,
)
from release_build.readers.cow_states import StateSpan
from release_build.readers.geonames import CountryEntry, read_countries
from release_build.readers.ideal_points import IdealPoint
from release_build.readers.ucdp_conflicts import CONFLICTS_FILE
from release_build.writing.column_rows import ColumnRows
from sistercities.dataset.ingredients import Row
from sistercities.sources.admin_areas import known_countries
from sistercities.sources.country_origins import (
    CONFLICT_SOURCE,
    COUNTRY_FOLDERS,
    COUNTRY_PARTS,
    OBSTACLE_FOLDERS,
)
from sistercities.sources.snapshot import Origin, Snapshot
from sistercities.terms.country_variables import (
    ALLIANCES,
    DISPUTES,
    GEODIST,
    GEODIST_YEAR,
    IDEAL_POINTS,
    MIGRANTS,
    RIVALRIES_TD,
    RIVALRIES_TSS,
    STATES,
    TRADE,
    WORLD_BANK,
)
from sistercities.terms.places import Place


@dataclass(frozen=True, slots=True)
class _Known:
    """What every fact on countries needs: today's countries, states, votes, codes, rulings."""

    countries: dict[str, CountryEntry]
    states: tuple[StateSpan, ...]
    votes: tuple[IdealPoint, ...]
    codes: CountryCodes
    languages: LanguageRulings
    borders: Borders


def country_tables(
    shared_data: Path, decisions: Path, places: Mapping[str, Place]
) -> dict[str, Sequence[Row]]:
    """Lay out the tables `countries`, `country_covariates` and `country_pairs`.

    Parameters
    ----------
    shared_data, decisions
        Folder of the snapshots, and of our rulings.
    places
        The places of the release, by id; capitals are found among them.

    Raises
    ------
    SourceError, BuildError
        If a snapshot or a ruling holds what is not understood, or a ruling is not needed.
    """
    known = _read_known(shared_data, decisions)
    ruled = read_capitals(decisions / "capitals.csv", known.countries)
    capitals = find_capitals(known.countries, places, ruled)
    tables: dict[str, Sequence[Row]] = {
        "countries": country_rows(known.countries, capitals, known.states, known.codes),
        "country_covariates": list(_values(shared_data, known)),
        "country_pairs": _pairs(shared_data, known),
    }
    known.codes.require_needed()
    return tables


def _read_known(shared_data: Path, decisions: Path) -> _Known:
    rulings = read_code_rulings(decisions / "country_codes.csv", known_countries())
    withdrawn = {one.code for one in rulings if one.scheme == "geonames" and not one.country}
    countries = today_countries(read_countries(), withdrawn)
    votes = ideal_points.read_ideal_points(_file(shared_data, IDEAL_POINTS, ideal_points.FILE))
    states = cow_states.read_states(_file(shared_data, STATES, cow_states.FILE))
    iso3 = {one.iso3: code for code, one in countries.items()}
    base = {
        "cepii": iso3,
        "cow": of_one.state_codes(votes, iso3),
        # The numbers of Gleditsch and Ward are those of the Correlates of War but for rulings.
        "gleditsch-ward": of_one.state_codes(votes, iso3),
        "un-migrants": {one.name: code for code, one in countries.items()},
        "world-bank": iso3,
    }
    codes = CountryCodes(rulings, base, countries)
    codes.without_country("geonames")
    recent = tuple(one for one in states if one.until >= of_one.FIRST_RIVALRY_YEAR)
    return _Known(
        countries,
        recent,
        votes,
        codes,
        read_official_languages(decisions / "official_languages.csv", known_countries()),
        read_land_borders(decisions / "land_borders.csv", known_countries()),
    )


def _values(shared_data: Path, known: _Known) -> Iterable[Row]:
    economy = world_bank_gdp.read_gdp(_file(shared_data, WORLD_BANK, world_bank_gdp.FILE))
    of_cepii = _cepii_countries(shared_data)
    return chain(
        of_one.geography_rows(known.countries),
        of_one.geodist_rows(of_cepii, known.codes, known.languages),
        of_one.economy_rows(economy, known.codes),
        of_one.ideal_point_rows(known.votes, known.codes),
        of_one.coverage_rows(known.states, known.codes),
    )


def _cepii_countries(shared_data: Path) -> list[geodist.GeodistCountry]:
    return list(geodist.read_geodist_countries(_file(shared_data, GEODIST, geodist.COUNTRIES_FILE)))


def _languages_facts(
    shared_data: Path, known: _Known, facts: Iterable[PairFacts]
) -> Iterable[PairFacts]:
    """Mend which countries share an official language, where our rulings change it."""
    codes = known.codes
    given = {
        codes.country_of("cepii", one.code, GEODIST_YEAR): one.languages
        for one in _cepii_countries(shared_data)
    }
    given.pop("", None)
    ruled = known.languages
    require_needed(ruled.all_languages, given)
    shared = shared_languages(ruled.always, given)
    for one in facts:
        if one.variable != "common_official_language":
            yield one
            continue
        parts = with_rulings(one, codes.countries, shared)
        yield from (*parts, changed_languages(parts, codes.countries, given, ruled))


def _pairs(shared_data: Path, known: _Known) -> ColumnRows:
    codes = known.codes
    trade = cow_trade.read_trade(_file(shared_data, TRADE, cow_trade.FILE))
    allied = alliances.read_alliances(_file(shared_data, ALLIANCES, alliances.FILE))
    fights = disputes.read_disputes(_file(shared_data, DISPUTES, disputes.FILE))
    td = rivalries.read_rivalries_td(_file(shared_data, RIVALRIES_TD, rivalries.TD_FILE))
    tss = rivalries.read_rivalries_tss(_file(shared_data, RIVALRIES_TSS, rivalries.TSS_FILE))
    fought = ucdp_conflicts.read_conflicts_between(
        Snapshot(
            shared_data / OBSTACLE_FOLDERS[CONFLICT_SOURCE] / CONFLICTS_FILE,
            Origin(CONFLICT_SOURCE),
        )
    )
    moved = un_migrants.read_migrants(
        _file(shared_data, MIGRANTS, un_migrants.FILE), codes.without_country("un-migrants")
    )
    distances = geodist.read_geodist_pairs(_file(shared_data, GEODIST, geodist.PAIRS_FILE))
    facts = [
        *_languages_facts(shared_data, known, of_two.geodist_facts(distances, codes)),
        *ruled_borders(of_two.border_facts(known.countries, codes), codes.countries, known.borders),
        of_two.trade_facts(trade, codes),
        of_two.migrant_facts(moved, codes),
        *of_two.alliance_facts(allied, codes),
        of_two.dispute_facts(fights, codes),
        of_two.conflict_facts(fought, codes),
        of_two.rivalry_facts("rivalry_td", td, codes),
        of_two.rivalry_facts("rivalry_tss", tss, codes),
    ]
    return of_two.as_rows(facts, codes.countries)


def _file(shared_data: Path, source_id: str, name: str) -> Snapshot:
    folder = COUNTRY_FOLDERS.get(source_id) or COUNTRY_PARTS[source_id][0]
    return Snapshot(shared_data / folder / name, Origin(source_id))
