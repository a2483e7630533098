"""What came first: ties begun after flights, and flights measured after ties."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from sistercities.network.alive import has_sound_start
from sistercities.sentences import say
from sistercities.studies.connectivity.city_table import (
    EARLIER_FLIGHTS,
    FLIGHTS_YEAR,
    begun,
    with_counts,
)
from sistercities.studies.connectivity.models import (
    DESTINATIONS_2009,
    DESTINATIONS_2014,
    GDP_BEFORE,
    PLACE,
    POPULATION,
    POPULATION_BEFORE,
    TIES_BEFORE,
    FittedModel,
    Term,
    fit_model,
)

MIN_NEW = 30
"""Ties begun in a window below which nothing is fitted to them."""


@dataclass(frozen=True, slots=True, eq=False)
class OrderInTime:
    """Ties and flights by which was first.

    Attributes
    ----------
    n_ties, n_dated, n_before
        Ties of the cities; those with a sound start; those of them begun by the year of the flights
        of 2014.
    forward, forward_earlier
        Ties begun after 2014 on destinations of 2014; begun after 2009, to 2014, on those of 2009.
    backward
        Destinations ever listed on ties begun by 2014, beside destinations of 2014.
    backward_earlier
        Destinations of 2014 on ties begun by 2009, beside destinations of 2009: of one source at
        both times, where those ever listed have no year.
    """

    n_ties: int
    n_dated: int
    n_before: int
    forward: FittedModel
    forward_earlier: FittedModel
    backward: FittedModel
    backward_earlier: FittedModel

    @property
    def models(self) -> tuple[tuple[FittedModel, Term], ...]:
        """Regressions, each with the term that it is about."""
        return (
            (self.forward, DESTINATIONS_2014),
            (self.forward_earlier, DESTINATIONS_2009),
            (self.backward, TIES_BEFORE),
            (self.backward_earlier, TIES_BEFORE),
        )


def order_in_time(cities: pd.DataFrame, ties: pd.DataFrame, as_of: int) -> OrderInTime:
    """Fit what came later on what came first.

    Parameters
    ----------
    cities
        Table of cities with covariates.
    ties
        Ties of the country, with `home` and start.
    as_of
        Last year of the windows.
    """
    of_cities = ties[ties["home"].isin(cities["place_id"])]
    dated = of_cities[has_sound_start(of_cities)]
    forward = _window(cities, of_cities, FLIGHTS_YEAR, as_of, DESTINATIONS_2014)
    earlier = _window(
        cities, of_cities, EARLIER_FLIGHTS, min(FLIGHTS_YEAR, as_of), DESTINATIONS_2009
    )
    return OrderInTime(
        len(of_cities),
        len(dated),
        len(begun(of_cities, 0, FLIGHTS_YEAR)),
        forward,
        earlier,
        _backward(cities, of_cities),
        _backward_earlier(cities, of_cities),
    )


def lags_both_ways(
    cities: pd.DataFrame, ties: pd.DataFrame, as_of: int
) -> tuple[FittedModel, FittedModel]:
    """Fit ties begun after 2014 on flights of 2014, and these on ties begun by 2009.

    As `OrderInTime.forward` and `OrderInTime.backward_earlier` are.
    """
    of_cities = ties[ties["home"].isin(cities["place_id"])]
    forward = _window(cities, of_cities, FLIGHTS_YEAR, as_of, DESTINATIONS_2014)
    return forward, _backward_earlier(cities, of_cities)


def _window(
    cities: pd.DataFrame, ties: pd.DataFrame, flown: int, last: int, term: Term
) -> FittedModel:
    """Fit the ties begun after the year of the flights, to the last year."""
    new = begun(ties, flown + 1, last)
    counted = with_counts(cities, {"new": new, "ties_before": begun(ties, 0, flown)})
    title = say(
        "ties begun in {first} to {last} on destinations of {year}",
        first=flown + 1,
        last=last,
        year=flown,
    )
    name = f"ties_after_{flown}"
    if len(new) < MIN_NEW:
        note = say(
            "{n} dated ties began in {first} to {last}; it needs {least}.",
            n=len(new),
            first=flown + 1,
            last=last,
            least=MIN_NEW,
        )
        return FittedModel(name, title, (), (), None, len(cities), len(new), 0.0, note)
    wealth = (GDP_BEFORE,) if flown == FLIGHTS_YEAR else ()
    return fit_model(name, title, counted, "new", (term, TIES_BEFORE, *wealth, *_size(cities)))


def _backward(cities: pd.DataFrame, ties: pd.DataFrame) -> FittedModel:
    before = begun(ties, 0, FLIGHTS_YEAR)
    counted = with_counts(cities, {"ties_before": before})
    title = say("destinations ever listed on ties begun by {year}", year=FLIGHTS_YEAR)
    if len(before) < MIN_NEW:
        note = say(
            "{n} dated ties began by {year}; it needs {least}.",
            n=len(before),
            year=FLIGHTS_YEAR,
            least=MIN_NEW,
        )
        return FittedModel("flights_2026", title, (), (), None, len(cities), len(before), 0.0, note)
    terms = (TIES_BEFORE, DESTINATIONS_2014, GDP_BEFORE, *_size(cities))
    return fit_model("flights_2026", title, counted, "destinations", terms)


def _backward_earlier(cities: pd.DataFrame, ties: pd.DataFrame) -> FittedModel:
    """Fit destinations of 2014 on ties begun by 2009; GDP of 2012 is later, so it stays out."""
    before = begun(ties, 0, EARLIER_FLIGHTS)
    counted = with_counts(cities, {"ties_before": before})
    title = say(
        "destinations of {year} on ties begun by {last}", year=FLIGHTS_YEAR, last=EARLIER_FLIGHTS
    )
    name = f"flights_{FLIGHTS_YEAR}"
    if len(before) < MIN_NEW:
        note = say(
            "{n} dated ties began by {year}; it needs {least}.",
            n=len(before),
            year=EARLIER_FLIGHTS,
            least=MIN_NEW,
        )
        return FittedModel(name, title, (), (), None, len(cities), len(before), 0.0, note)
    terms = (TIES_BEFORE, DESTINATIONS_2009, *_size(cities))
    return fit_model(name, title, counted, DESTINATIONS_2014.column, terms)


def _size(cities: pd.DataFrame) -> tuple[Term, ...]:
    """Return seat, coast, and population: before the flights where a panel has it."""
    has_panel = cities[POPULATION_BEFORE.column].notna().any()
    return (POPULATION_BEFORE if has_panel else POPULATION, *PLACE)
