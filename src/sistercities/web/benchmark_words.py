"""How a place stands among places like it, in a sentence."""

from __future__ import annotations

from sistercities import api
from sistercities.web.languages import Words


def benchmark_sentence(words: Words, place: str, ties: api.CountedTies) -> str:
    """Say how many ties a place has, beside what places like it let expect.

    Parameters
    ----------
    words, place
        The language, and what the place is called in it.
    ties
        Actual and expected number.
    """
    expected = ties.expected
    number = f"{expected:.0f}" if expected >= 9.95 else f"{expected:.1f}"
    return words.count(
        f"benchmark.{_degree(ties)}", ties.actual, place=place, low=ties.low, high=ties.high,
        expected=words("benchmark.hardly") if expected < 0.05 else number,
    )  # fmt: skip


def _degree(ties: api.CountedTies) -> str:
    if ties.actual < ties.low95:
        return "far_fewer"
    if ties.actual > ties.high95:
        return "far_more"
    if ties.actual < ties.low:
        return "fewer"
    return "more" if ties.actual > ties.high else "as_many"
