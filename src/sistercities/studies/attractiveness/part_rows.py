"""The numbers of the parts of C6 under other rules: classes of size, other choices, other lists."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from functools import partial

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sistercities.sentences import say
from sistercities.studies.attractiveness.choices import ChoiceRows
from sistercities.studies.attractiveness.choosing import Chosen, Scope, chosen_by
from sistercities.studies.attractiveness.cities import Cities
from sistercities.studies.attractiveness.country_effects import (
    CountryEffects,
    Standing,
    draw_choice_rows,
    fit_country_effects,
    named_countries,
    stand_among,
)
from sistercities.studies.attractiveness.country_trends import trend_among
from sistercities.studies.attractiveness.data import AttractivenessData
from sistercities.studies.attractiveness.models import ChoiceModel, far_rows
from sistercities.studies.attractiveness.part_rules import NEEDS, SIZES
from sistercities.studies.attractiveness.rule import RULE
from sistercities.studies.part_rules import Interval
from sistercities.studies.parts import Varied
from sistercities.studies.whole_lists import earlier_whole_list
from sistercities.terms.progress import Progress

NOBODY = ""
"""No country: all are abroad, and cities of all choose."""

NO_CHOICE = say("no choice is left")

LEAST_OF_MANY = 30
"""Dated choices of a country from which it has a trend, where all lists count."""

MOST_LISTS = 2
"""Countries of the most dated choices of the home country that are left out in turn."""


@dataclass(frozen=True, slots=True)
class Another:
    """Another choice of cities."""

    name: str
    description: str
    scope: Scope


def why_no_standing(standing: Standing) -> str:
    """Say why the choices tell nothing; empty where they do."""
    if standing.n_choices == 0:
        return standing.note
    too_few = NEEDS.unmet(
        n_choices=standing.n_choices,
        n_home=standing.n_home,
        effective_choosers=standing.choosers,
        effective_regions=standing.regions,
    )
    return too_few or standing.note


def why_no_trend(standing: Standing) -> str:
    """Say why the dated choices tell nothing; empty where they do."""
    too_few = RULE.change.unmet(n_dated=standing.n_home, dated_choosers=standing.choosers)
    return too_few or standing.note


def varied_by(name: str, description: str, standing: Standing, reason: str) -> Varied:
    """Return a row: its number, and its interval where there is no reason to tell nothing."""
    interval = standing.interval()
    if reason:
        interval = Interval(interval.value, None, None)
    return Varied(name, description, interval, standing.n_home, reason)


def size_classes(scope: Scope) -> list[Another]:
    """Return the classes of size, each with cities of its size alone as alternatives."""
    ends = (*SIZES[1:], float("inf"))
    return [
        Another(
            size_words(low, high),
            say("cities of {size} persons alone, at home and abroad", size=size_words(low, high)),
            replace(scope, min_population=low, max_population=high),
        )
        for low, high in zip(SIZES, ends, strict=True)
    ]


def size_words(low: float, high: float) -> str:
    """Say a class of size by its persons; the last has no upper end."""
    if high == float("inf"):
        return say("{low:,} and more", low=low)
    return say("{low:,} to {high:,}", low=low, high=high)


def others_than_main(data: AttractivenessData, scope: Scope) -> list[Another]:
    """Return classes of size, and the list of an earlier source."""
    return [*size_classes(scope), *earlier_lists(data, scope)]


def earlier_lists(data: AttractivenessData, scope: Scope) -> list[Another]:
    """Return the list of an earlier source, where there is one."""
    years = data.study.tie_sources().set_index("source_id")["snapshot_year"]
    earlier = earlier_whole_list(data.study, int(years[scope.sources[0]]), scope.countries or set())
    if not earlier:
        return []
    return [
        Another(
            say("{source} alone", source=earlier),
            say("ties of {source} instead of {main}", source=earlier, main=scope.sources[0]),
            replace(scope, sources=(earlier,)),
        )
    ]


def rows_of_chosen(
    data: AttractivenessData,
    cities: Cities,
    country: str,
    as_of: int,
    scope: Scope,
    model: ChoiceModel,
    main: tuple[ChoiceRows, CountryEffects],
    seed: int,
    executor: Executor | None,
    on_progress: Progress,
) -> Iterator[Varied]:
    """Give the odds against a typical country under other rules; the executor runs the fits."""
    rows, effects = main
    todo = others_than_main(data, scope)
    on_progress("parts", 0, len(todo) + 1)
    work = partial(_again, cities, country, model, seed)
    jobs = [(one, chosen_by(data, cities, NOBODY, as_of, one.scope)) for one in todo]
    found = map(work, jobs) if executor is None else executor.map(work, jobs)
    for done, row in enumerate(found, start=1):
        on_progress("parts", done, len(todo) + 1)
        yield row
    yield from same_choices(cities, country, rows, effects)
    on_progress("parts", len(todo) + 1, len(todo) + 1)


def rows_of_signers(
    data: AttractivenessData,
    cities: Cities,
    country: str,
    as_of: int,
    scope: Scope,
    model: ChoiceModel,
    main: tuple[ChoiceRows, CountryEffects],
    seed: int,
) -> Iterator[Varied]:
    """Give the odds of cities that may sign by an earlier list, far away, and income aside."""
    for one in earlier_lists(data, scope):
        chosen = chosen_by(data, cities, NOBODY, as_of, one.scope)
        yield _again(cities, country, model, seed, (one, chosen))
    yield from same_choices(cities, country, *main)


def same_choices(
    cities: Cities, country: str, rows: ChoiceRows, effects: CountryEffects
) -> Iterator[Varied]:
    """Give the odds by the choices of the main number, far ones alone and income aside."""
    far = stand_among(fit_country_effects(cities, far_rows(rows), effects.codes), country)
    yield varied_by(
        say("beyond 3,000 km"),
        say("choices of cities more than 3,000 km away alone"),
        far,
        why_no_standing(far),
    )
    plain = stand_among(effects, country, with_income=False)
    yield varied_by(
        say("income aside"),
        say("beside countries of any income"),
        plain,
        why_no_standing(plain),
    )


def _again(
    cities: Cities, country: str, model: ChoiceModel, seed: int, job: tuple[Another, Chosen]
) -> Varied:
    another, chosen = job
    standing = standing_of(cities, country, chosen, model, seed)
    return varied_by(another.name, another.description, standing, why_no_standing(standing))


def standing_of(
    cities: Cities, country: str, chosen: Chosen, model: ChoiceModel, seed: int
) -> Standing:
    """Fit the effects of countries on choices, and tell where one stands."""
    if not chosen.choices.chooser.size:
        return Standing(None, note=NO_CHOICE)
    return stand_among(effects_of(cities, chosen, model, seed)[1], country)


def effects_of(
    cities: Cities, chosen: Chosen, model: ChoiceModel, seed: int
) -> tuple[ChoiceRows, CountryEffects | str]:
    """Fit the effects of countries on choices, of which there are some."""
    rows = draw_choice_rows(cities, chosen, seed)
    named = named_countries(cities, chosen, model, seed)
    return rows, fit_country_effects(cities, rows, named)


def rows_of_growing(
    data: AttractivenessData, country: str, known: pd.DataFrame
) -> Iterator[Varied]:
    """Give the change per decade by other lists."""
    whole = known[known["is_whole"]]
    every = trend_among(data, country, known, LEAST_OF_MANY)
    yield varied_by(
        say("every dated list"),
        say("all dated rows of places abroad, also where a list is a choice of rows"),
        every,
        why_no_trend(every),
    )
    for code in _most(whole):
        name = data.study.country_name(code)
        less = trend_among(data, country, whole[whole["chooser_country"] != code])
        yield varied_by(
            say("without {country}", country=name),
            say("lists of {country} left out", country=name),
            less,
            why_no_trend(less),
        )


def _most(whole: pd.DataFrame) -> list[str]:
    """Return the countries whose lists hold the most ties with the home country."""
    codes: NDArray[np.str_]
    codes, n = np.unique(whole[whole["is_home"]]["chooser_country"].to_numpy(str),
                         return_counts=True)  # fmt: skip
    return [str(code) for code in codes[np.argsort(-n, kind="stable")][:MOST_LISTS]]
