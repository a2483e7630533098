"""Tasks of the evaluation on the drawn world, and checks for leaks that catch what is planted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from sistercities.dataset.release.past import past_of
from sistercities.dataset.release.store import Release, open_release
from sistercities.partners.additive_model import class_members
from sistercities.partners.evaluation import leaks
from sistercities.partners.evaluation.completion import completion_task
from sistercities.partners.evaluation.forecasting import forecast_tasks, task_of_year
from sistercities.partners.evaluation.leaks import check_leaks, look_of_year
from sistercities.partners.evaluation.methods import additive
from sistercities.partners.evaluation.task import Task
from sistercities.partners.features.catalogue import BY_NAME, FEATURES
from sistercities.partners.pairs import Pairs
from sistercities.partners.read_ground import read_ground
from twolevel.core.array_types import Real

YEARS = range(1978, 2020)


@pytest.fixture(scope="module")
def release(release_folder: Path) -> Iterator[Release]:
    with open_release(release_folder) as opened:
        yield opened


@pytest.fixture(scope="module")
def tasks(release: Release) -> list[Task]:
    found = list(forecast_tasks(release, YEARS, country="CN", per_tie=5, seed=1))
    assert len(found) > 3
    return found


def named(task: Task, at: int) -> str:
    return str(task.ground.places.ids[at])


def test_each_tie_to_be_found_began_in_the_year_after_and_is_not_known(
    release: Release, tasks: list[Task]
) -> None:
    rows = release.query(
        "SELECT place_a, place_b, start_year FROM ties "
        "WHERE start_precision IN ('day', 'month', 'year')"
    )
    year_of = {frozenset((row["place_a"], row["place_b"])): row["start_year"] for row in rows}
    for task in tasks:
        year = int(task.name)
        for a, b in zip(task.true_home.tolist(), task.true_partner.tolist(), strict=True):
            assert year_of[frozenset((named(task, a), named(task, b)))] == year + 1
        ties = task.ground.ties
        assert not ties.holds(task.true_home, task.true_partner).any()
        known = ties.year[~np.isnan(ties.year)]
        assert known.size == 0 or known.max() <= year


def test_every_dated_tie_abroad_of_a_lower_place_is_to_be_found_once(
    release: Release, tasks: list[Task]
) -> None:
    ground = read_ground(release)
    ties, places = ground.ties, ground.places
    home = places.country == ground.countries.codes.tolist().index("CN")
    lower = places.is_city[ties.a] & places.is_city[ties.b]
    # The first cut-off with a task is the first at which some tie is known.
    first = int(tasks[0].name)
    due = (home[ties.a] != home[ties.b]) & lower & (ties.year > first)
    due &= ties.year <= YEARS[-1] + 1
    found = sum(len(task.true_home) + task.n_unreachable for task in tasks)
    ended = sum(1 for _ in _ended_since(release, first))
    assert due.sum() <= found <= due.sum() + ended


def _ended_since(release: Release, year: int) -> Iterator[str]:
    sql = "SELECT tie_id FROM ties WHERE status IN ('ended', 'suspended') AND start_year > ?"
    return (row["tie_id"] for row in release.query(sql, [year]))


def test_candidates_are_abroad_and_small_places_only_with_a_tie_known_by_then(
    tasks: list[Task],
) -> None:
    for task in tasks:
        places = task.ground.places
        country = task.ground.countries.codes[places.country[task.candidates]]
        assert "CN" not in country.tolist()
        small = ~(places.population[task.candidates] >= 15_000)
        assert (task.ground.ties.degree[task.candidates[small]] > 0).all()


def test_what_comes_later_changes_nothing_that_a_cut_off_sees(release: Release) -> None:
    methods = [additive("model", "")]
    for year in (1985, 2000):
        look = look_of_year(year, country="CN", methods=methods, per_tie=3)
        check = check_leaks(release, year, look)
        assert check.changed == ()
        assert check.n_pairs > 0
        assert "score of model" in check.compared


def read_one_year_late(release: Release, year: int) -> Task:
    """Forget to cut the ties: the neighbours of the next ten years are seen."""
    task = task_of_year(release, year, country="CN", per_tie=3, seed=1)
    late = task_of_year(release, year + 10, country="CN", per_tie=3, seed=1)
    return replace(task, ground=replace(task.ground, ties=late.ground.ties))


def test_a_planted_leak_of_neighbours_is_caught(release: Release) -> None:
    look = look_of_year(1985, country="CN", make_task=read_one_year_late)
    assert "partner_ties" in check_leaks(release, 1985, look).changed


def with_places_of_later_ties(release: Release, year: int) -> Task:
    """Take every place of the release for a candidate, whatever brought it there."""
    task = task_of_year(release, year, country="CN", per_tie=3, seed=1)
    members = class_members(task.ground, "city")
    return replace(task, members=members, candidates=members)


def test_a_planted_leak_of_candidates_is_caught(
    release: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    # All places of the drawn world are large: here none is, so that ties alone bring them in.
    monkeypatch.setattr(leaks, "LISTED_POPULATION", 10**9)
    look = look_of_year(1985, country="CN", make_task=with_places_of_later_ties)
    assert "candidates" in check_leaks(release, 1985, look).changed


def test_a_planted_leak_of_what_is_on_record_is_caught(release: Release) -> None:
    """Leaving out pairs that will be tied tells which ones will not."""

    def careless(release: Release, year: int) -> Task:
        task = task_of_year(release, year, country="CN", per_tie=3, seed=1)
        return replace(
            task, ground=replace(task.ground, recorded=read_ground(release).recorded)
        )  # fmt: skip

    look = look_of_year(1985, country="CN", make_task=careless, n_homes=50)
    assert "candidates" in check_leaks(release, 1985, look).changed


def test_a_planted_feature_that_peeks_is_caught(release: Release) -> None:
    def look(release: Release):  # type: ignore[no-untyped-def]
        today = read_ground(release)

        def peek(pairs: Pairs) -> Real:
            position = {place: k for k, place in enumerate(today.places.ids.tolist())}
            ids = pairs.places.ids
            a = np.array([position[ids[k]] for k in pairs.a.tolist()], dtype=np.int64)
            b = np.array([position[ids[k]] for k in pairs.b.tolist()], dtype=np.int64)
            return today.ties.holds(a, b).astype(np.float64)

        peeking = BY_NAME["shared_partners"]._replace(name="peeking", values=peek)
        features = (*FEATURES, peeking)
        return look_of_year(1985, country="CN", features=features, n_homes=50)(release)

    assert check_leaks(release, 1985, look).changed == ("peeking",)


def test_the_past_holds_nothing_dated_later_and_leaves_the_release_alone(
    release: Release,
) -> None:
    def counted(one: Release) -> int:
        return int(one.query("SELECT count(*) AS n FROM ties")[0]["n"])

    before = counted(release)
    with past_of(release, 1990, listed_population=15_000) as past:
        rows = past.query("SELECT start_year, start_precision, known_from FROM ties")
        for row in rows:
            is_sound = row["start_precision"] in ("day", "month", "year")
            assert (row["start_year"] if is_sound else row["known_from"]) <= 1990
        late = past.query("SELECT 1 FROM country_pairs WHERE year > 1990 AND variable = 'trade'")
        assert late == []
        assert 0 < counted(past) < before
    assert counted(release) == before


def test_completion_asks_for_ties_of_the_newer_source_between_places_of_both(
    release: Release,
) -> None:
    task = completion_task(release, older="zhwiki-2020", newer="enwiki-2026", per_tie=3, seed=1)
    assert task is not None
    claimed = {
        frozenset((row["place_a"], row["place_b"])): set(row["sources"].split())
        for row in release.query("SELECT place_a, place_b, sources FROM ties")
    }
    by_source = {
        source: {place for pair, of in claimed.items() if source in of for place in pair}
        for source in ("zhwiki-2020", "enwiki-2026")
    }
    pairs = list(zip(task.true_home.tolist(), task.true_partner.tolist(), strict=True))
    for a, b in pairs:
        pair = frozenset((named(task, a), named(task, b)))
        assert "enwiki-2026" in claimed[pair]
        assert "zhwiki-2020" not in claimed[pair]
        assert all(place in by_source[source] for place in pair for source in by_source)
        assert (b, a) in pairs
    known = {frozenset((named(task, a), named(task, b)))
             for a, b in zip(task.ground.ties.a, task.ground.ties.b, strict=True)}  # fmt: skip
    assert all("zhwiki-2020" in claimed[pair] for pair in known)
