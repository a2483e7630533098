"""Words that are kept folded are those of the tables that people write."""

from __future__ import annotations

from sistercities.sources.keep_words import made_words
from sistercities.sources.register_countries import country_code
from sistercities.sources.register_words import KEPT, words_of


def test_what_is_kept_is_what_the_tables_hold() -> None:
    is_same = KEPT.read_text(encoding="utf-8") == made_words()
    assert is_same, "write it again: python -m sistercities.sources.keep_words"


def test_a_word_is_found_without_case_accents_and_blanks() -> None:
    assert words_of("head")["homecity"] == "home"
    assert words_of("status")["gekundigt"] == "ended"


def test_a_name_that_differs_by_its_marks_alone_is_told_from_a_code() -> None:
    assert [country_code(name) for name in ("Áo", "ÁO", "AO", "ao")] == ["AT", "AT", "AO", "AO"]
