"""Dyads for the researcher's own models: pairs of units, tied city pairs, all city pairs at risk.

Definitions are those of the methods: home place i in unit p(i), foreign place j in unit r(j);
A_ij = 1 if a lower tie joins i and j (`is_tied`), B_pr = 1 if an upper tie joins p and r
(`has_upper_tie`), y_pr the number of lower ties between p and r (`n_ties`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from sistercities.api.arguments import checked_country, checked_word
from sistercities.api.data_choice import AnyData, open_data
from sistercities.api.dyad_facts import (
    DyadFacts,
    read_dyad_facts,
    with_country_facts,
    with_place_facts,
)
from sistercities.network.lift import build_network
from sistercities.studies.study_data import StudyData, checked_year, read_study_data

if TYPE_CHECKING:
    from sistercities.network.two_level import TwoLevelNetwork
    from twolevel.core.array_types import Index

OF = ("units", "ties", "cities")


def dyads(
    country: str = "CN",
    as_of: int | None = None,
    *,
    of: str = "units",
    with_odbl: bool = False,
    data: AnyData = None,
) -> pd.DataFrame:
    """Pairs of a home country with the world, with city ties and the sister tie above them.

    Parameters
    ----------
    country
        ISO 3166-1 alpha-2 code of the home country.
    as_of
        Year whose living ties are taken; None takes the year of the newest dated source.
    of
        `units`: each home unit with each foreign unit that holds any tie with the country.
        `ties`: each tied pair of a home and a foreign place.
        `cities`: each home place of the roster with each foreign place, tied or not.
    with_odbl
        Join `n_airlines_openflights` to pairs of places: airlines that fly between the two. The
        values of OpenFlights are under the ODbL; a table with them that you publish is so too.
    data
        Folder of another release, or `Data` with overlays; None takes the release in the package.

    Returns
    -------
    pandas.DataFrame
        One row a pair. Ids, names and countries of both sides, `country`, `as_of`, facts on the
        two countries (docs/guide/api.md lists them), for pairs of places also `distance_km` and
        other facts on the two, and

        * `units`: `n_ties` (lower ties between the two), `has_upper_tie` (missing where no source
          lists the home unit's upper ties), `is_covered`, `foreign_tier` (0 the finest tier that
          signs there, 1 a coarser one), `n_home_places`, `n_foreign_places`. A tie counts once in
          each tier, so sum `n_ties` within tier 0.
        * `ties` and `cities`: `is_tied`, `has_upper_tie` (the two units are sisters, at any tier
          that signs there), `home_unit_id`, `foreign_unit_id` (finest tier), `tie_id` where tied.

        A fact that changes with time is that of one year for all rows, the newest up to `as_of`;
        `frame.attrs["years_of_facts"]` says which. Missing is not known. A flag that is known in
        every row is a plain boolean; one that is missing in some is of pandas' type `boolean`.

    Raises
    ------
    InvalidArgument
        If the country has no place, the year cannot be told, or `of` is not one of the three.
    ReleaseError, OverlayError
        If the release or an overlay is damaged.
    """
    checked_word("of", of, OF)
    with open_data(data) as release:
        code = checked_country(release, country)
        read = read_study_data(release)
        year = checked_year(read, code, as_of)
        facts = read_dyad_facts(release, code, year, with_odbl=with_odbl)
    network = build_network(read.tables, code, year)
    return _with_plain_flags(dyads_of(network, names_of(read), facts, of))


def _with_plain_flags(frame: pd.DataFrame) -> pd.DataFrame:
    """Hold flags that are known in every row as plain booleans, which every library takes."""
    whole = [
        name
        for name, column in frame.items()
        if str(column.dtype) == "boolean" and column.notna().all()
    ]
    made = frame.astype(dict.fromkeys(whole, "bool"))
    made.attrs.update(frame.attrs)
    return made


def names_of(data: StudyData) -> pd.Series[str]:
    """Return the name of each place, by id."""
    return data.tables.places.set_index("place_id")["name"]


def dyads_of(
    network: TwoLevelNetwork, names: pd.Series[str], facts: DyadFacts, of: str
) -> pd.DataFrame:
    """Dyads of a network that is already built, with `names_of`; else arguments as in `dyads`."""
    frame = unit_pairs(network) if of == "units" else city_pairs(network, tied_only=of == "ties")
    joined = with_facts(frame, network, names, facts, of)
    joined.attrs["years_of_facts"] = dict(facts.years)
    return joined


def with_facts(
    frame: pd.DataFrame, network: TwoLevelNetwork, names: pd.Series[str], facts: DyadFacts, of: str
) -> pd.DataFrame:
    """Join names and facts to pairs of the kind `of`."""
    named = _with_names(frame, names).assign(country=network.country, as_of=network.as_of)
    return with_country_facts(named if of == "units" else with_place_facts(named, facts), facts)


def unit_pairs(network: TwoLevelNetwork) -> pd.DataFrame:
    """Each home unit with each foreign unit: counts y and flag B, row by row of the matrix."""
    n_units, n_foreign = len(network.home_units), len(network.foreign_units)
    home, foreign = _crossed(n_units, n_foreign)
    covered = network.is_covered[home]
    upper = pd.array(upper_matrix(network)[home, foreign], dtype="boolean")
    upper[~covered] = pd.NA
    units = np.array(network.foreign_units, dtype=object)
    return pd.DataFrame(
        {
            "home_unit_id": np.array(network.home_units, dtype=object)[home],
            "foreign_unit_id": units[foreign],
            "foreign_country": _countries(network)[network.foreign_unit_country[foreign]],
            "foreign_tier": network.foreign_unit_tier[foreign],
            "n_ties": tie_counts(network)[home, foreign],
            "has_upper_tie": upper,
            "is_covered": covered,
            "n_home_places": np.bincount(network.home_unit, minlength=n_units)[home],
            "n_foreign_places": _places_by_unit(network)[foreign],
        }
    )


def city_pairs(network: TwoLevelNetwork, *, tied_only: bool) -> pd.DataFrame:
    """Home places with foreign places: flag A, flag B of their units, ids."""
    if tied_only:
        return chosen_pairs(network, network.ties[:, 0], network.ties[:, 1])
    return chosen_pairs(network, *_crossed(len(network.home_places), len(network.foreign_places)))


def chosen_pairs(network: TwoLevelNetwork, home: Index, foreign: Index) -> pd.DataFrame:
    """Give the columns of `city_pairs` of some pairs, each place by its number in the network."""
    finest = network.foreign_unit[foreign, 0]
    units = np.array([*network.foreign_units, None], dtype=object)
    return pd.DataFrame(
        {
            "home_id": np.array(network.home_places, dtype=object)[home],
            "home_unit_id": np.array(network.home_units, dtype=object)[network.home_unit[home]],
            "foreign_id": np.array(network.foreign_places, dtype=object)[foreign],
            "foreign_unit_id": units[finest],
            "foreign_country": _countries(network)[network.foreign_country[foreign]],
            **own_columns(network, home, foreign),
        }
    )


def own_columns(network: TwoLevelNetwork, home: Index, foreign: Index) -> dict[str, Any]:
    """Say what each pair is to each other, which no column of one place says."""
    ids = _tie_ids(network, home, foreign)
    return {
        "is_tied": pd.notna(ids),
        "has_upper_tie": _has_upper(network, home, foreign),
        "tie_id": pd.array(ids, dtype="str"),
    }


def _tie_ids(
    network: TwoLevelNetwork, home: Index, foreign: Index
) -> np.ndarray[tuple[int], np.dtype[np.object_]]:
    """Id of the tie of each pair, None where the two have none; of several the last."""
    n_foreign = len(network.foreign_places)
    known, asked = network.ties[:, 0] * n_foreign + network.ties[:, 1], home * n_foreign + foreign
    order = np.argsort(known, kind="stable")
    # What stands at the end is of no pair, and is met from the front as -1.
    at = np.searchsorted(known[order], asked, side="right") - 1
    ids = np.array([*network.tie_ids, None], dtype=object)
    found: np.ndarray[tuple[int], np.dtype[np.object_]] = ids[np.append(order, -1)[at]]
    found[np.append(known[order], -1)[at] != asked] = None
    return found


def upper_matrix(network: TwoLevelNetwork) -> np.ndarray[tuple[int, int], np.dtype[np.bool_]]:
    """B, shape (n_units, n_foreign_units)."""
    matrix = np.zeros((len(network.home_units), len(network.foreign_units)), dtype=np.bool_)
    matrix[network.upper_ties[:, 0], network.upper_ties[:, 1]] = True
    return matrix


def tie_counts(network: TwoLevelNetwork) -> np.ndarray[tuple[int, int], np.dtype[np.int64]]:
    """Lower ties by pair of units, shape (n_units, n_foreign_units); once in each tier."""
    counts = np.zeros((len(network.home_units), len(network.foreign_units)), dtype=np.int64)
    home = network.home_unit[network.ties[:, 0]]
    for tier in network.foreign_unit[network.ties[:, 1]].T:
        known = tier >= 0
        np.add.at(counts, (home[known], tier[known]), 1)
    return counts


def _has_upper(
    network: TwoLevelNetwork, home: Index, foreign: Index
) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    # The extra column stands for "no unit known", which is index -1.
    n_units = len(network.home_units)
    matrix = np.hstack([upper_matrix(network), np.zeros((n_units, 1), dtype=np.bool_)])
    unit = network.home_unit[home]
    has_upper = np.zeros(len(home), dtype=np.bool_)
    for tier in network.foreign_unit.T:
        has_upper |= matrix[unit, tier[foreign]]
    return has_upper


def _crossed(n_home: int, n_foreign: int) -> tuple[Index, Index]:
    home = np.repeat(np.arange(n_home, dtype=np.int64), n_foreign)
    return home, np.tile(np.arange(n_foreign, dtype=np.int64), n_home)


def _countries(network: TwoLevelNetwork) -> np.ndarray[tuple[int], np.dtype[np.object_]]:
    return np.array(network.countries, dtype=object)


def _places_by_unit(network: TwoLevelNetwork) -> Index:
    held = network.foreign_unit[network.foreign_unit >= 0]
    return np.bincount(held, minlength=len(network.foreign_units)).astype(np.int64)


def _with_names(frame: pd.DataFrame, names: pd.Series[str]) -> pd.DataFrame:
    """Add the name of each id in a column beside it."""
    for column in [each for each in frame.columns if each.endswith("_id") and each != "tie_id"]:
        position = list(frame.columns).index(column) + 1
        frame.insert(position, column.removesuffix("_id"), frame[column].map(names))
    return frame
