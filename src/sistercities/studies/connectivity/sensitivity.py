"""The two main numbers again, under one change of the rules at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

import pandas as pd

from sistercities.network.rules import MAIN_RULES, NetworkRules
from sistercities.sentences import say
from sistercities.studies.connectivity.city_table import city_table
from sistercities.studies.connectivity.data import ConnectivityData
from sistercities.studies.connectivity.evidence import FULL_TERMS, correlate_cities
from sistercities.studies.connectivity.models import (
    DESTINATIONS,
    DESTINATIONS_2014,
    NEARBY,
    FittedModel,
    Term,
    fit_model,
)
from sistercities.studies.connectivity.part_numbers import PartNumbers, part_numbers
from sistercities.studies.connectivity.part_rows import Touched, Tried
from sistercities.studies.connectivity.region_table import region_table
from sistercities.studies.findings import SensitivityFinding
from sistercities.studies.rule_changes import (
    Computed,
    counties_folded,
    stricter_ties,
    without_source,
)
from sistercities.terms.progress import Progress

SAME = say("the change touches no number of the main run")
EMPTY = say("no source is left that lists the ties of the cities, or no city has known flights")


@dataclass(frozen=True, slots=True)
class Change:
    """One change: of the rules, of the year, of the measure of flights, or of the cities.

    `keeps` takes part of the table of cities; `flights` stands for destinations ever listed.
    """

    name: str
    description: str
    rules: NetworkRules = MAIN_RULES
    as_of: int | None = None
    flights: Term = DESTINATIONS
    keeps: Callable[[pd.DataFrame], pd.Series[bool]] | None = None

    @property
    def touches(self) -> Touched:
        """What it changes."""
        if self.flights != DESTINATIONS:
            return "flights"
        return "ties" if self.keeps is None else "cities"


@dataclass(frozen=True, slots=True)
class Main:
    """Numbers of the main run: correlation of flights, rate ratio at equal size; None if none."""

    correlation: float | None
    ratio: float | None


def changes(data: ConnectivityData, country: str, as_of: int) -> list[Change]:
    """List the changes that are always tried."""
    listed = [*_of_rules(country), *_of_measure()]
    listed += [
        Change(*without_source(str(source))) for source in data.study.tie_sources()["source_id"]
    ]
    newest = data.study.newest_year()
    if newest != as_of:
        text = say(
            "ties known to be alive in {year}, undated ones of newer sources included",
            year=newest,
        )
        listed.append(Change(say("as of {year}", year=newest), text, as_of=newest))
    return listed


def _of_rules(country: str) -> list[Change]:
    main = MAIN_RULES
    listed = [
        Change(
            say("dual as city"),
            say("places that are both region and city take part as cities"),
            replace(main, dual="as_city"),
        ),
        *(Change(*each) for each in (counties_folded(), *stricter_ties())),
    ]
    if country == "CN":
        apart = frozenset({"HK", "MO", "TW"})
        listed.append(
            Change(say("without HK, MO, TW"), say("ties with Hong Kong, Macau and Taiwan dropped"),
                   replace(main, without_countries=apart))
        )  # fmt: skip
    return listed


def _of_measure() -> list[Change]:
    return [
        Change(say("flights within 60 km"), say("destinations of every airport within 60 km"),
               flights=NEARBY),
        Change(say("flights of 2014"), say("destinations of 2014 instead of those ever listed"),
               flights=DESTINATIONS_2014),
        Change(say("cities with ties"), say("cities without a known tie left out"),
               keeps=lambda cities: cities["ties"] > 0),
        Change(say("cities with flights"), say("cities without a destination abroad left out"),
               keeps=lambda cities: cities["destinations"] > 0),
    ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Known:
    """What several changes share, where they leave the table of cities as it is."""

    numbers: Computed[PartNumbers] = field(default_factory=Computed)
    models: Computed[FittedModel] = field(default_factory=Computed)


@dataclass(frozen=True, slots=True)
class Changed:
    """What comes out under one change: the two main numbers, and those of the parts."""

    correlation: SensitivityFinding
    ratio: SensitivityFinding
    tried: Tried


def sensitivity_rows(
    data: ConnectivityData,
    country: str,
    as_of: int,
    main: Main,
    on_progress: Progress,
) -> Iterator[Changed]:
    """Give the correlation of flights, their ratio at equal size, and all parts, by change."""
    todo = changes(data, country, as_of)
    ties = data.study.tables.ties_of(country)
    known = Known()
    for done, change in enumerate(todo):
        on_progress("sensitivity", done, len(todo))
        yield _changed(data, country, as_of, change, ties, main, known)
    on_progress("sensitivity", len(todo), len(todo))


def _changed(
    data: ConnectivityData,
    country: str,
    as_of: int,
    change: Change,
    ties: pd.DataFrame,
    main: Main,
    known: Known,
) -> Changed:
    year = as_of if change.as_of is None else change.as_of
    cities, found = city_table(data, country, year, change.rules, ties)
    if change.keeps is not None:
        cities = cities[change.keeps(cities).fillna(False)]
    regions = region_table(data, country, year, change.rules)
    numbers = (
        known.numbers.once(
            lambda: part_numbers(
                data, cities, found.ties, regions, year, change.flights, is_quick=True
            ),
            cities, found.ties, regions, year, change.flights,
        )
        if len(cities)
        else None
    )  # fmt: skip
    terms = (change.flights, *FULL_TERMS[1:])
    model = (
        known.models.once(lambda: fit_model("full", "", cities, "ties", terms), cities, terms)
        if len(cities)
        else None
    )
    return Changed(
        _correlation(change, cities, main.correlation),
        _ratio(change, cities, model, main.ratio),
        Tried(
            change.name, change.description, numbers, "" if len(cities) else EMPTY, change.touches
        ),
    )


def _correlation(change: Change, cities: pd.DataFrame, main: float | None) -> SensitivityFinding:
    name = say("{change}: correlation", change=change.name)
    found = correlate_cities(cities, change.flights.column) if len(cities) else None
    if found is None or found.rho is None:
        note = found.note if found is not None else EMPTY
        return SensitivityFinding(
            name, change.description, None, None, None, len(cities), False, note
        )
    is_changed = main is not None and found.rho * main < 0
    note = found.note or (SAME if found.rho == main else "")
    return SensitivityFinding(
        name, change.description, found.rho, found.low, found.high, found.n_rows, is_changed, note
    )


def _ratio(
    change: Change, cities: pd.DataFrame, model: FittedModel | None, main: float | None
) -> SensitivityFinding:
    name = say("{change}: ratio", change=change.name)
    ratio = model.ratio(change.flights) if model is not None else None
    if model is None or ratio is None:
        note = model.note if model is not None else EMPTY
        return SensitivityFinding(
            name, change.description, None, None, None, len(cities), False, note
        )
    is_changed = main is not None and (ratio.value - 1) * (main - 1) < 0
    return SensitivityFinding(
        name, change.description, ratio.value, ratio.low, ratio.high, model.n, is_changed,
        SAME if ratio.value == main else "",
    )  # fmt: skip
