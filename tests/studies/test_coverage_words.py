"""Notes of the coverage card have words that other languages know."""

from __future__ import annotations

import csv
from pathlib import Path

from sistercities.sentences import Said
from sistercities.studies.coverage_words import note_said

NOTES = Path(__file__).parents[2] / "data" / "decisions" / "coverage_notes.csv"


def test_each_note_that_is_ruled_has_words() -> None:
    """One without them would stay English in the midst of a Chinese page."""
    with NOTES.open(encoding="utf-8") as lines:
        notes = [row["note"] for row in csv.DictReader(lines)]
    assert notes
    assert [note for note in notes if not isinstance(note_said(note), Said)] == []
