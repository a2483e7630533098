"""A comparison says in words that places like it have none: nobody reads “0 to 0”."""

from __future__ import annotations

import pytest

import sistercities as sc
from sistercities.api.benchmark_words import written_span
from sistercities.cli.benchmark_command import benchmark_lines
from sistercities.cli.screen import Screen

HAPARANDA, AKJOUJT = "gn:605859", "gn:2381690"


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [(0, 0, "none"), (0, 3, "0 to 3"), (2, 2, "2"), (4, 1200, "4 to 1,200")],
)
def test_a_span_is_written_as_it_is_said(low: int, high: int, words: str) -> None:
    assert written_span(low, high) == words


def test_no_line_says_0_to_0() -> None:
    for show_all in (False, True):
        lines = benchmark_lines(sc.benchmark(HAPARANDA), Screen(80, None), show_all=show_all)
        assert not any("0 to 0" in line for line in lines)
        assert any(line.rstrip().endswith("none") for line in lines)


def test_where_most_places_like_it_have_none_the_sentence_says_so() -> None:
    found = sc.benchmark(AKJOUJT)
    assert (found.ties.actual > 0, found.ties.high) == (True, 0)
    assert found.sentence.endswith("Of most places like it our sources have none.")
    assert "0 and 0" not in found.sentence
