"""`network` as it is typed: the sentence, the three tables, and what is said below them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

import sistercities as sc


def test_the_answer_begins_with_the_network_and_ends_with_the_seed(
    typed: Callable, release_folder: object
) -> None:
    came = typed("network", "--draws", "3", "--seed", "7", "--level", "all")
    found = sc.measure_network(draws=3, seed=7, level="all", data=release_folder)
    lines = came.out.splitlines()
    assert came.code == 0
    assert lines[0] == (
        f"The network of ties of the world: {found.n_places} places, {found.n_ties} ties."
    )
    assert (
        lines[1] == "It counts ties that the sources let stand today, between places of any level."
    )
    assert "3 networks of shuffled ties, seed 7" in lines[-1]
    assert any(line.startswith("Left out of all ties on record: ") for line in lines)


@pytest.mark.parametrize(
    "measure",
    [
        "Density",
        "Components",
        "Mean path within it, in ties",
        "Mean distance, km",
        "Share under 500 km",
        "Share under 500 km, without domestic ties",
        "Transitivity (global clustering)",
        "Mean local clustering",
        "Assortativity by degree",
    ],
)
def test_each_measure_has_a_line_of_its_own(measure: str, typed: Callable) -> None:
    lines = typed("network", "--draws", "2").out.splitlines()
    assert sum(line.startswith(f"{measure}  ") for line in lines) == 1


def test_countries_and_sources_have_a_row_each(typed: Callable) -> None:
    lines = typed("network", "--draws", "2").out.splitlines()
    for head, rows in (("Country", {"CN", "JP", "FR", "DE"}), ("Source", {"zhwiki-2020"})):
        first = next(n for n, line in enumerate(lines) if line.startswith(f"{head}  "))
        shown = {line.split()[0] for line in lines[first + 1 : lines.index("", first)]}
        assert rows <= shown


def test_what_a_country_lacks_of_the_network_is_said(typed: Callable) -> None:
    said = typed("network", "--country", "fr", "--draws", "2").out
    assert "ties with an end in FR" in said.splitlines()[0]
    assert "Ties between partners abroad are no part of this network" in said
    assert "Ties between partners abroad" not in typed("network", "--draws", "2").out


def test_a_measure_that_is_not_defined_is_a_dash(typed: Callable) -> None:
    came = typed("network", "--region", "CN-91", "--source", "older-2016", "--draws", "2")
    (line,) = (line for line in came.out.splitlines() if line.startswith("Mean distance, km"))
    assert set(line.removeprefix("Mean distance, km").split()) == {"–"}


def test_a_failure_names_the_option(typed: Callable) -> None:
    came = typed("network", "--region", "XX-1")
    assert came.code == 2
    assert came.err.startswith("Error: --region='XX-1' cannot be used; ")


def test_clustering_is_not_told_of_an_area(typed: Callable) -> None:
    """Zero by the cut, it stood there as if partners abroad were not partners of one another."""
    world = typed("network", "--draws", "2").out
    area = typed("network", "--country", "CN", "--draws", "2").out
    assert "Transitivity" in world
    assert "local clustering" in world
    assert "Transitivity" not in area
    assert "local clustering" not in area
    assert "clustering is not told" in area
