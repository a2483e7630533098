"""Sentences of studies set beside each other, and ranks in words."""

from __future__ import annotations

import pytest

from sistercities.studies.phrases import noted, one_after_another, ordinal


def test_notes_and_sentences_that_are_empty_leave_no_mark() -> None:
    assert noted("a", "", "b") == "a; b"
    assert noted("", "") == ""
    assert one_after_another(["", "One.", "", "Two.", "Three."]) == "One. Two. Three."
    assert one_after_another([]) == ""


@pytest.mark.parametrize(
    ("n", "said"),
    [(1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (11, "11th"), (12, "12th"), (13, "13th"),
     (21, "21st"), (111, "111th"), (122, "122nd")],
)  # fmt: skip
def test_ranks_are_said_as_english_says_them(n: int, said: str) -> None:
    assert ordinal(n) == said
