"""Words that are read one by one are those that were kept, alone, some of them and all."""

from __future__ import annotations

import pickle

import numpy as np
import pytest

from sistercities.partners.packed_records import NO_WORD, KeptWords, Positions

WORDS = ["Aachen", "", None, "Zürich", "宁波", "Ystad"]


def _kept(words: list[str | None], *, are_sorted: bool = False) -> KeptWords:
    said = [(NO_WORD if word is None else word).encode() for word in words]
    return KeptWords(b"".join(said), np.cumsum([len(one) for one in said]), are_sorted=are_sorted)


def test_one_some_and_all() -> None:
    kept = _kept(WORDS)
    assert [kept[k] for k in range(-6, 6)] == [*WORDS, *WORDS]
    assert kept[np.int64(4)] == "宁波"
    assert kept[np.array([4, 2])].tolist() == ["宁波", None]
    assert kept[1:3].tolist() == ["", None]
    assert (len(kept), list(kept), kept.tolist()) == (6, WORDS, WORDS)
    assert (kept == "").tolist() == [False, True, False, False, False, False]
    assert kept.shape == (6,)
    assert np.asarray(kept).dtype == object


def test_beyond_the_last_there_is_none() -> None:
    for at in (6, -7):
        with pytest.raises(IndexError):
            _kept(WORDS)[at]


def test_all_of_them_cannot_be_changed() -> None:
    with pytest.raises(ValueError, match="read-only"):
        np.asarray(_kept(WORDS))[0] = "Bonn"


def test_another_process_gets_them() -> None:
    assert list(pickle.loads(pickle.dumps(_kept(WORDS)))) == WORDS


def test_ends_that_are_not_those_of_the_text_are_refused() -> None:
    with pytest.raises(ValueError, match="missing"):
        KeptWords(b"Aachen", np.array([3, 5]))


@pytest.mark.parametrize("are_sorted", [True, False])
def test_places_of_words(*, are_sorted: bool) -> None:
    words: list[str | None] = ["a", "ab", "b", "é", "宁"]
    found = Positions(_kept(words, are_sorted=are_sorted))
    assert [found[word] for word in words if word] == [0, 1, 2, 3, 4]
    assert [found.get(word) for word in ("", "aa", "z", "龙")] == [None] * 4
    assert dict(found) == {word: k for k, word in enumerate(words)}


def test_of_many_words_in_order_one_is_found_without_reading_all() -> None:
    words: list[str | None] = [f"{k:05}" for k in range(1_500)]
    kept = _kept(words, are_sorted=True)
    assert Positions(kept)["01234"] == 1234
    assert kept._all is None
