"""The forecasts on the release see nothing that came later, and a planted leak is found there."""

from __future__ import annotations

from dataclasses import replace

from sistercities.dataset.release.store import Release, open_release
from sistercities.partners.additive_model import class_members
from sistercities.partners.evaluation.completion import completion_task
from sistercities.partners.evaluation.forecasting import task_of_year
from sistercities.partners.evaluation.leaks import check_leaks, look_of_year
from sistercities.partners.evaluation.simple_methods import SIMPLE
from sistercities.partners.evaluation.task import Task
from sistercities.partners.features.catalogue import BY_NAME

YEAR = 1995
FEW = (BY_NAME["partner_ties"], BY_NAME["tied_with_alike"], BY_NAME["trade"])


def test_nothing_that_a_cut_off_sees_of_the_release_comes_from_later() -> None:
    look = look_of_year(YEAR, country="CN", methods=SIMPLE, n_homes=1, per_tie=2)
    with open_release() as release:
        check = check_leaks(release, YEAR, look)
    assert check.changed == ()
    assert check.n_pairs > 10_000


def all_places(release: Release, year: int) -> Task:
    """Take small places for candidates that a later tie alone brought into the release."""
    task = task_of_year(release, year, country="CN", per_tie=2, seed=1)
    return replace(task, candidates=class_members(task.ground, "city"))


def test_places_that_later_ties_brought_in_are_found_among_the_candidates() -> None:
    look = look_of_year(YEAR, country="CN", features=FEW, n_homes=1, make_task=all_places)
    with open_release() as release:
        assert "candidates" in check_leaks(release, YEAR, look).changed


def test_the_completion_is_as_large_as_the_two_sources_make_it() -> None:
    with open_release() as release:
        task = completion_task(release, per_tie=1, seed=1)
        rows = release.query(
            "SELECT count(*) AS n FROM ties WHERE contains(sources, 'enwiki-2026') "
            "AND NOT contains(sources, 'wikidata-2016')"
        )
    assert task is not None
    assert 1000 < len(task.true_home) // 2 < rows[0]["n"]
    known, asked = task.ground.ties.keys, task.ground.ties.key(task.true_home, task.true_partner)
    assert not set(known.tolist()) & set(asked.tolist())
