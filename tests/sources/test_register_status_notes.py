"""A status in the column of notes: it counts where no cell states one, before a stated default."""

from __future__ import annotations

from pathlib import Path

import pytest

from sistercities.sources.register import read_register
from sistercities.sources.register_line import RegisterLine
from sistercities.sources.register_mapping import RegisterMapping


def read(tmp_path: Path, note: str, status: str = "active", cell: str = "") -> RegisterLine:
    path = tmp_path / "made-up.csv"
    text = f"Home;Partner;Since;Status;Remarks\nAltwerder;Tokiwa;1988;{cell};{note}\n"
    path.write_text(text, encoding="utf-8")
    return read_register(path, "made-up", 2026, RegisterMapping(status=status)).lines[0]


STATED = {
    "ended 2010": ("ended", "2010"),
    "beendet": ("ended", ""),
    "suspended": ("suspended", ""),
    "rozwiązana 2015": ("ended", "2015"),
    "休止": ("suspended", ""),
    "By letter. Ended in 2010.": ("ended", "2010"),
    "Vertrag gekündigt 2019": ("ended", "2019"),
    "planned": ("pending", ""),
    "중단(2007)": ("suspended", "2007"),
    "terminated (2015)": ("ended", "2015"),
}


@pytest.mark.parametrize("default", ["active", ""])
@pytest.mark.parametrize("note", STATED)
def test_a_note_that_is_a_status_is_taken(tmp_path: Path, note: str, default: str) -> None:
    line = read(tmp_path, note.replace(";", ","), default)
    assert line.claim
    assert (line.claim.status, line.claim.end) == STATED[note]
    assert any("is taken from the note" in told for told in line.told)
    assert note.rstrip(".") in line.claim.note


@pytest.mark.parametrize(
    "note",
    [
        "It was suspended in 1990 and signed anew", "Die Partnerschaft wurde 2012 beendet.",
        "2022年に交流休止となった", "suspended 2001, resumed 2005",
    ],
)  # fmt: skip
def test_a_default_is_not_taken_where_a_sentence_speaks_against_it(
    tmp_path: Path, note: str
) -> None:
    line = read(tmp_path, note)
    assert line.claim
    assert line.claim.status == "unknown"
    assert any("so active is not taken for this line" in told for told in line.told)
    assert "state its status" in line.next_step


@pytest.mark.parametrize("note", ["signed by letter", "renewed 1995", "aktiv", "Undine Bendel"])
def test_another_note_leaves_the_default_as_it_is(tmp_path: Path, note: str) -> None:
    line = read(tmp_path, note)
    assert line.claim
    assert (line.claim.status, line.told) == ("active", ())


def test_a_word_that_leaves_the_status_open_lets_the_line_wait(tmp_path: Path) -> None:
    assert read(tmp_path, "dormant").open_status == "dormant"
    assert read(tmp_path, "dormant", "").open_status == ""


def test_a_note_against_a_stated_status_is_told(tmp_path: Path) -> None:
    line = read(tmp_path, "ended 2010", "", "active")
    assert line.claim
    assert (line.claim.status, line.claim.end) == ("active", "")
    assert any("stands beside a note that says 'ended 2010'" in told for told in line.told)


@pytest.mark.parametrize(
    "cell",
    ["ended?", "beendet ?", "aktiv?", "terminated？", "¿suspendido?", "منتهية؟", "ended? 2010"],
)
def test_a_status_with_a_question_mark_waits(tmp_path: Path, cell: str) -> None:
    line = read(tmp_path, "by letter", "", cell)
    assert line.claim
    assert (line.open_status, line.claim.status, line.claim.end) == (cell, "unknown", "")
    assert "meanings.status" in line.next_step


def test_a_note_with_a_question_mark_waits_too(tmp_path: Path) -> None:
    assert read(tmp_path, "ended?", "").open_status == "ended?"


def test_a_question_mark_alone_is_silence(tmp_path: Path) -> None:
    assert read(tmp_path, "by letter", "", "?").open_status == ""


@pytest.mark.parametrize(("meaning", "open_status"), [("ended", ""), ("", "ended?")])
def test_a_mapping_says_what_a_status_with_a_question_mark_means(
    tmp_path: Path, meaning: str, open_status: str
) -> None:
    path = tmp_path / "made-up.csv"
    path.write_text("Home;Partner;Status\nAltwerder;Tokiwa;ended?\n", encoding="utf-8")
    mapping = RegisterMapping(meanings={"status": {"ended?": meaning}})
    line = read_register(path, "made-up", 2026, mapping).lines[0]
    assert line.claim
    assert line.open_status == open_status
    assert (line.claim.status == "ended") == bool(meaning)
