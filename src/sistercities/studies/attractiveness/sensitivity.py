"""The odds ratio of the home country again, under one change of the rules at a time."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from sistercities.sentences import say
from sistercities.studies.attractiveness.choices import drawn_rows
from sistercities.studies.attractiveness.choosing import Chosen, Scope, chosen_by
from sistercities.studies.attractiveness.cities import Cities
from sistercities.studies.attractiveness.data import AttractivenessData
from sistercities.studies.attractiveness.models import ChoiceModel, fit_choices
from sistercities.studies.findings import SensitivityFinding
from sistercities.studies.rule_changes import (
    counties_folded,
    no_exchanges,
    sure_names_only,
    unlisted_kept,
)
from sistercities.studies.whole_lists import has_whole_lists
from sistercities.terms.progress import Progress

N_SAMPLED = (4, 5, 4)
"""Alternatives from each stratum: fewer than in the main run."""

MOST_CHOOSERS = 3
"""Countries of the most choices of the home country that are left out in turn."""

SAME = say("the change touches no choice of the main run")


@dataclass(frozen=True, slots=True)
class Change:
    """One change of the scope."""

    name: str
    description: str
    scope: Scope


def changes(
    data: AttractivenessData, cities: Cities, country: str, scope: Scope, main: Chosen
) -> list[Change]:
    """List the changes that are always tried."""
    listed = [*_of_ties(scope), *_of_alternatives(scope, country), *_of_sources(data, scope)]
    home = main.choices.chooser[main.is_home[main.choices.chosen]]
    codes, n = np.unique(cities.country[home], return_counts=True)
    for code in codes[np.argsort(-n, kind="stable")][:MOST_CHOOSERS].tolist():
        name = data.study.country_name(str(code))
        listed.append(
            Change(say("without {country}", country=name),
                   say("choosers of {country} left out", country=name),
                   replace(scope, without_choosers=frozenset({str(code)})))
        )  # fmt: skip
    return listed


def _of_ties(scope: Scope) -> list[Change]:
    return [
        Change(
            say("no dual places"),
            say("places that are both region and city take no part"),
            replace(scope, without_dual=True),
        ),
        *(
            Change(each.name, each.description, replace(scope, rules=each.rules))
            for each in (counties_folded(), no_exchanges(), sure_names_only(), unlisted_kept())
        ),
    ]


def _of_alternatives(scope: Scope, country: str) -> list[Change]:
    listed = [
        Change(
            say("50,000 and more"),
            say("alternatives of 50,000 persons and more"),
            replace(scope, min_population=50_000),
        ),
        Change(
            say("200,000 and more"),
            say("alternatives of 200,000 persons and more"),
            replace(scope, min_population=200_000),
        ),
        Change(
            say("all countries chosen"),
            say("alternatives of countries without a list of their own too"),
            replace(scope, all_chosen=True),
        ),
    ]
    if country == "CN":
        apart = frozenset({"HK", "MO", "TW"})
        listed += [
            Change(
                say("prefectures only"),
                say(
                    "of China the prefecture-level units and municipalities alone are alternatives"
                ),
                replace(scope, prefectures_only=True),
            ),
            Change(
                say("without HK, MO, TW"),
                say("choosers of Hong Kong, Macau and Taiwan left out"),
                replace(scope, without_choosers=apart),
            ),
        ]
    return listed


def _of_sources(data: AttractivenessData, scope: Scope) -> list[Change]:
    sources = data.study.tie_sources()
    undated = sources[~sources["is_dated"].astype(bool)]["source_id"].tolist()
    others = sorted(str(s) for s in undated if s not in scope.sources)
    # A source of some countries alone, or of single findings, is no list to compare with.
    whole = [s for s in others if has_whole_lists(data.study, s, scope.countries or ())]
    listed = []
    for other in whole:
        listed += [
            Change(
                say("{source} alone", source=other),
                say("ties of {source} instead of {main}", source=other, main=scope.sources[0]),
                replace(scope, sources=(other,)),
            ),
            Change(
                say("with {source}", source=other),
                say("ties of {source} added", source=other),
                replace(scope, sources=(*scope.sources, other)),
            ),
        ]
    every = tuple(sorted(str(s) for s in sources["source_id"]))
    listed.append(
        Change(
            say("every source"),
            say(
                "ties of all sources, lists of the home side alone among "
                "them: not a fair comparison"
            ),
            replace(scope, sources=every),
        )
    )
    return listed


def sensitivity_rows(
    data: AttractivenessData,
    cities: Cities,
    country: str,
    as_of: int,
    scope: Scope,
    main: tuple[Chosen, ChoiceModel],
    seed: int,
    executor: Executor | None,
    on_progress: Progress,
) -> Iterator[SensitivityFinding]:
    """Give the odds ratio under each change; the executor runs the fits."""
    todo = changes(data, cities, country, scope, main[0])
    on_progress("sensitivity", 0, len(todo))
    scopes = [(c, chosen_by(data, cities, country, as_of, c.scope)) for c in todo]
    work = partial(_row, cities, main, seed)
    found = map(work, scopes) if executor is None else executor.map(work, scopes)
    for done, row in enumerate(found, start=1):
        on_progress("sensitivity", done, len(todo))
        yield row


def _row(
    cities: Cities,
    main: tuple[Chosen, ChoiceModel],
    seed: int,
    changed: tuple[Change, Chosen],
) -> SensitivityFinding:
    change, chosen = changed
    n = chosen.choices.chooser.size
    found = _fit(cities, chosen, seed) if n else None
    home = None if found is None else found.home
    if home is None:
        note = say("no choice is left") if found is None else found.note
        return SensitivityFinding(change.name, change.description, None, None, None, n, False, note)
    first = main[1].home
    is_changed = first is not None and (home.value - 1) * (first.value - 1) < 0
    return SensitivityFinding(
        change.name, change.description, home.value, home.low, home.high, n, is_changed,
        SAME if _is_same(chosen, main[0]) else "",
    )  # fmt: skip


def _fit(cities: Cities, chosen: Chosen, seed: int) -> ChoiceModel | None:
    rows = drawn_rows(
        cities, chosen.choices, chosen.is_alternative, chosen.is_home, n_sampled=N_SAMPLED,
        seed=seed,
    )  # fmt: skip
    return fit_choices(rows) if rows.choice.size else None


def _is_same(chosen: Chosen, main: Chosen) -> bool:
    return (
        np.array_equal(chosen.choices.chooser, main.choices.chooser)
        and np.array_equal(chosen.choices.chosen, main.choices.chosen)
        and np.array_equal(chosen.is_alternative, main.is_alternative)
    )
