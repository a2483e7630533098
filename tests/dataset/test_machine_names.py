"""Spellings that a machine made of another script are told from those that people write."""

from __future__ import annotations

import pytest

from sistercities.dataset.gazetteer.machine_names import typed_names


@pytest.mark.parametrize(
    ("names", "country", "kept"),
    [
        (["Kōka", "goka si", "jia he", "甲賀市", "고카 시"], "JP", ["Kōka", "甲賀市", "고카 시"]),
        (["Hermaringen", "Germaringen", "Гермаринген"], "DE", ["Hermaringen", "Гермаринген"]),
        (["Belgrad", "Beograd", "Београд"], "RS", ["Belgrad", "Beograd", "Београд"]),
        (["'s-Gravenhage", "Den Haag"], "NL", ["'s-Gravenhage", "Den Haag"]),
    ],
)
def test_what_nobody_types_is_left_out(names: list[str], country: str, kept: list[str]) -> None:
    assert list(typed_names(names, country)) == kept


def test_a_large_town_keeps_what_other_languages_call_it() -> None:
    """Praga is Italian and Polish, though it is also what Cyrillic letters give."""
    names = ["Prague", "Praga", "Прага"]
    assert "Praga" in typed_names(names, "CZ", 1_300_000)
    assert "Praga" not in typed_names(names, "CZ", 2_000)


def test_a_spelling_with_a_mark_says_that_people_write_the_name() -> None:
    written = ("Olmibórz", "Olmibor", "Olmiboř", "Олмибор")
    assert "Olmibor" in typed_names(written, "PL", 50_000)
    assert "Olmibor" not in typed_names(("Olminbórz", "Olmibor", "Олмибор"), "PL", 50_000)
