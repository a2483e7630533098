"""The settings that every study takes: home country, year and seed, checked before it begins."""

from __future__ import annotations

from sistercities.errors import InvalidArgument
from sistercities.studies.study_data import StudyData, checked_year


def check_seed(seed: int) -> None:
    """Check the seed of all draws.

    Raises
    ------
    InvalidArgument
        If it is below 0.
    """
    if seed < 0:
        raise InvalidArgument("seed", seed, "give a whole number of at least 0")


def check_country(data: StudyData, country: str) -> None:
    """Check that the release has places in the home country.

    Raises
    ------
    InvalidArgument
        If it has none.
    """
    if country not in set(data.tables.fields.country.values()):
        raise InvalidArgument(
            "country", country, "use an ISO 3166-1 alpha-2 code of a country with places, as in CN"
        )


def checked_settings(data: StudyData, *, country: str, as_of: int | None, seed: int) -> int:
    """Check what a study is asked for, and return its year.

    Parameters
    ----------
    country
        Home country, ISO 3166-1 alpha-2.
    as_of
        Year asked for; if None, that of the newest dated source that lists the own ties of the
        country's regions.
    seed
        At least 0.

    Raises
    ------
    InvalidArgument
        If one is outside what is allowed.
    """
    check_seed(seed)
    check_country(data, country)
    return checked_year(data, country, as_of)
