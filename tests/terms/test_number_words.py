"""Numbers as one says them aloud, against the numbers themselves."""

from __future__ import annotations

import pytest

from sistercities.terms.number_words import number_word, share_word, times_word


@pytest.mark.parametrize(
    ("n", "said"),
    [(1, "one"), (5.99, "five"), (12, "twelve"), (13, "ten"), (31.2, "thirty"), (119, "110"),
     (100, "a hundred"), (1234, "1,200")],
)  # fmt: skip
def test_a_number_is_never_said_to_be_more_than_it_is(n: float, said: str) -> None:
    assert str(number_word(n)) == said


@pytest.mark.parametrize(
    ("ratio", "said"),
    [(1.4, "1.4 times"), (1.99, "1.9 times"), (2.0, "twice"), (2.99, "twice"), (5.6, "five times"),
     (47.0, "forty times")],
)  # fmt: skip
def test_how_often_is_never_said_to_be_more_than_it_is(ratio: float, said: str) -> None:
    assert str(times_word(ratio)) == said


@pytest.mark.parametrize(
    ("n", "said"),
    [(6, "About one in ten"), (7, "About one in eight"), (10, "About one in six"),
     (15, "About a quarter"), (20, "About a third"), (29, "About half"),
     (35, "About three in five"), (42, "About two thirds"), (50, "About four in five"),
     (60, "Nearly all")],
)  # fmt: skip
def test_a_share_of_sixty_is_said_as_the_nearest_plain_part(n: int, said: str) -> None:
    assert str(share_word(n / 60)) == said
