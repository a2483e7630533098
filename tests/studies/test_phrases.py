"""Sentences of studies set beside and into each other keep what they were made of."""

from __future__ import annotations

from sistercities.sentences import Sentence, say
from sistercities.studies.phrases import capital, noted, one_after_another, unstopped


def test_a_sentence_with_a_capital_or_without_a_stop_keeps_its_template() -> None:
    said = capital(unstopped(say("of {n} cities few.", n=3)))
    assert isinstance(said, Sentence)
    assert (str(said), said.template) == ("Of 3 cities few", "of {n} cities few.")


def test_plain_text_is_text() -> None:
    assert capital(unstopped("none.")) == "None"


def test_notes_and_sentences_that_are_empty_leave_no_mark() -> None:
    assert noted("a", "", "b") == "a; b"
    assert noted("", "") == ""
    assert one_after_another(["", "One.", "", "Two.", "Three."]) == "One. Two. Three."
    assert one_after_another([]) == ""
