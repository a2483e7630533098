"""Whether names for the purpose that asks for nearness lie nearer, on distances made up for it."""

from __future__ import annotations

from benchmarks.short_lists_purposes import nearness


def test_names_are_nearer_where_most_homes_and_the_median_say_so() -> None:
    found = nearness([(100.0, 300.0), (200.0, 250.0), (400.0, 400.0), (500.0, 450.0)])
    assert (found.n, found.n_nearer, found.n_farther) == (4, 2, 1)
    assert (found.km, found.km_without) == (300.0, 350.0)
    assert not found.is_missed


def test_a_near_median_is_not_enough_where_most_homes_lie_farther() -> None:
    found = nearness([(10.0, 400.0), (20.0, 390.0), (500.0, 395.0), (500.0, 399.0), (21.0, 20.0)])
    assert found.km < found.km_without
    assert found.is_missed


def test_distances_that_do_not_change_miss_the_bar() -> None:
    assert nearness([(100.0, 100.0), (200.0, 200.0)]).is_missed
