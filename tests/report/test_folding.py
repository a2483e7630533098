"""Folding a cell loses no word and cuts between sentences."""

from __future__ import annotations

import pytest

from sistercities.report.word_manners import LONGEST, folds

LONG = (
    "Do practical benefits play a stronger role? Together, yes: the shares differ (95 % interval "
    "12.8 to 58.4, p 0.350). Economy is not told from formal links. Nothing here says why."
)


def test_first_statement_stands_and_nothing_is_lost() -> None:
    shown, rest = folds(LONG)
    assert shown.endswith("p 0.350).")
    assert f"{shown} {rest}" == LONG


@pytest.mark.parametrize(
    "words", ["", "Short. Two sentences.", "x" * (LONGEST + 50), "No end here " * 40]
)
def test_short_words_and_one_sentence_stay_whole(words: str) -> None:
    assert folds(words) == (words, "")
