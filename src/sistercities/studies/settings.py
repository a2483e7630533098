"""What every study is asked: home country, year, seed, where it runs; checked before it begins."""

from __future__ import annotations

from concurrent.futures import Executor
from typing import NamedTuple, TypedDict

from sistercities.errors import InvalidArgument
from sistercities.studies.study_data import StudyData, checked_year
from sistercities.terms.progress import Progress, quiet
from sistercities.terms.words import WORLD


class Asked(TypedDict, total=False):
    """What every study may be asked beside its data.

    country
        Home country, ISO 3166-1 alpha-2; CN if not given. Of a study of all countries `WORLD`, or
        a country that shall be set beside the others; `WORLD` if not given.
    as_of
        Year whose living ties are studied; if None, the one that the study takes by itself.
    seed
        Seed of all draws, at least 0; 1 if not given. The same seed gives the same numbers,
        whatever the executor.
    executor
        Runs draws and fits; here and now if None.
    on_progress
        Called with what is being done, how much is done, of how much.
    """

    country: str
    as_of: int | None
    seed: int
    executor: Executor | None
    on_progress: Progress


class OfCountry(NamedTuple):
    """What a study of one home country was asked, checked, with the year that it takes."""

    country: str
    year: int
    seed: int
    executor: Executor | None
    on_progress: Progress


class OfWorld(NamedTuple):
    """What a study of all countries was asked; the year is its own to choose where it is None."""

    country: str
    as_of: int | None
    seed: int
    executor: Executor | None
    on_progress: Progress


def asked_of_country(data: StudyData, asked: Asked, *, of_newest: bool = False) -> OfCountry:
    """Check what a study of one home country is asked, and return it with its year.

    Parameters
    ----------
    of_newest
        A year that is not given is that of the newest source, dated or not: undated ties are known
        to be alive from the year of their source, so an early year leaves none. Else it is that of
        the newest dated source that lists the own ties of the country's regions.

    Raises
    ------
    InvalidArgument
        If the country, the year or the seed is outside what is allowed.
    """
    country, as_of = asked.get("country", "CN"), asked.get("as_of")
    _check_seed(asked)
    _check_country(data, country)
    is_newest = of_newest and as_of is None
    year = data.newest_year() if is_newest else checked_year(data, country, as_of)
    return OfCountry(country, year, *_seed_and_run(asked))


def asked_of_world(data: StudyData, asked: Asked) -> OfWorld:
    """Check what a study of all countries is asked; its year it checks by itself.

    Raises
    ------
    InvalidArgument
        If the country or the seed is outside what is allowed.
    """
    country = asked.get("country", WORLD)
    _check_seed(asked)
    if country != WORLD:
        _check_country(data, country)
    return OfWorld(country, asked.get("as_of"), *_seed_and_run(asked))


def _seed_and_run(asked: Asked) -> tuple[int, Executor | None, Progress]:
    return asked.get("seed", 1), asked.get("executor"), asked.get("on_progress", quiet)


def _check_seed(asked: Asked) -> None:
    seed = asked.get("seed", 1)
    if seed < 0:
        raise InvalidArgument("seed", seed, "give a whole number of at least 0")


def _check_country(data: StudyData, country: str) -> None:
    if country not in set(data.tables.fields.country.values()):
        raise InvalidArgument(
            "country", country, "use an ISO 3166-1 alpha-2 code of a country with places, as in CN"
        )
