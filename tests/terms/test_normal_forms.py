"""Marks in a row are put in order thirty at a time, and no faster way to a text leaves that out."""

from __future__ import annotations

import unicodedata
from random import Random

import pytest

from sistercities.terms.normal_forms import MOST_MARKS, _pieces, normalised

LETTERS = ("a", "é", "日", "ก", "-")
MARKS = ("\u0301", "\u0323", "\u3099", "\u0e38")


@pytest.mark.parametrize("form", ["NFC", "NFD", "NFKC", "NFKD"])
def test_a_text_is_the_normal_form_of_its_pieces(form: str) -> None:
    rng = Random(2)
    n_cut = 0
    for _ in range(400):
        runs = [rng.choice(LETTERS) + "".join(rng.choices(MARKS, k=rng.choice([0, 1, 2, 15, 40])))
                for _ in range(rng.choice([1, 3, 40]))]  # fmt: skip
        text = "".join(runs)
        pieces = list(_pieces(text))
        assert normalised(form, text) == "".join(unicodedata.normalize(form, one) for one in pieces)
        n_cut += len(pieces) > 1
    assert n_cut > 100


def test_a_run_too_long_is_cut() -> None:
    many = "\u0323\u0301" * MOST_MARKS
    assert normalised("NFD", f"a{many}") != unicodedata.normalize("NFD", f"a{many}")
    assert sorted(normalised("NFD", f"a{many}")) == sorted(f"a{many}")
