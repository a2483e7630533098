"""What explains ties, as pandas frames: facts on cities, regions, countries, pairs of countries."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sistercities.api.arguments import checked_word
from sistercities.api.data_choice import AnyData, open_data
from sistercities.errors import InvalidArgument

if TYPE_CHECKING:
    import pandas as pd

_TABLES = {
    "cities": "city_covariates",
    "regions": "region_covariates",
    "countries": "country_covariates",
    "city_pairs": "city_pairs",
    "country_pairs": "country_pairs",
}


def covariates(
    of: str,
    variables: str | Sequence[str] | None = None,
    *,
    year: int | None = None,
    data: AnyData = None,
) -> pd.DataFrame:
    """Facts as the release holds them, one value a row, with year, unit and source.

    A fact that is not in it is unknown, with the exception of alliances, disputes and rivalries of
    country pairs, which stand there only where there is one: `country_pairs` tells 0 from unknown.

    Parameters
    ----------
    of
        cities, regions, countries, city_pairs or country_pairs.
    variables
        Name of a variable, or several; None takes all.
    year
        Only values of that year; None takes all.
    data
        Folder of another release, or `Data` with overlays; None takes the release in the package.

    Returns
    -------
    pandas.DataFrame
        The columns of the table, rows sorted by its key.

    Raises
    ------
    InvalidArgument
        If the table does not exist, or holds no such variable.
    ReleaseError, OverlayError
        If the release or an overlay is damaged.
    """
    name = _TABLES[checked_word("of", of, tuple(_TABLES))]
    chosen = [variables] if isinstance(variables, str) else variables
    with open_data(data) as release:
        frame = release.frame(name)
    if chosen is not None:
        known = sorted(frame["variable"].unique())
        for one in chosen:
            if one not in known:
                advice = f"{of} have {', '.join(known) or 'no variable in this release'}; use these"
                raise InvalidArgument("variables", one, advice)
        frame = frame[frame["variable"].isin(chosen)]
    if year is not None:
        frame = frame[frame["year"] == year]
    return frame.reset_index(drop=True)


def country_pairs(
    variables: str | Sequence[str] | None = None,
    year: int | None = None,
    *,
    countries: Sequence[str] | None = None,
    data: AnyData = None,
) -> pd.DataFrame:
    """Every pair of countries with the facts on it; 0 is none, NaN is unknown.

    Parameters
    ----------
    variables
        Name of a variable, or several: distance_km, distance_capitals_km, distance_weighted_km,
        great_circle_capitals_km, contiguity, land_border, common_official_language,
        common_ethnic_language, colonial_tie, colonial_tie_after_1945, common_coloniser,
        trade_million_usd, migrant_stock, alliance, alliance_defence, dispute_level, rivalry_td,
        rivalry_tss, ideal_point_distance, ideal_point_distance_all_votes. None takes all that are
        known in that year. docs/data/covariates-countries.md defines each.
    year
        Year of the facts that change with time.
    countries
        ISO 3166-1 alpha-2 codes; None takes all.
    data
        Folder of another release, or `Data` with overlays; None takes the release in the package.

    Returns
    -------
    pandas.DataFrame
        One row a pair, `country_a` before `country_b`, and a column for each variable. A directed
        one, such as trade, has two: `trade_million_usd_a_to_b` and `trade_million_usd_b_to_a`.
        `frame.attrs["units"]` gives the unit of each column.

    Raises
    ------
    InvalidArgument
        If a variable or a country is not known, or a variable has no values of that year; it says
        which years there are.
    ReleaseError, OverlayError
        If the release or an overlay is damaged.
    """
    from sistercities.dataset.pair_frame import pair_frame

    chosen = [variables] if isinstance(variables, str) else variables
    with open_data(data) as release:
        return pair_frame(release, chosen, year, countries)
