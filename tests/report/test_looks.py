"""A study that looks otherwise is a line of a table; all else asks the same of every study."""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType

import pytest

from report.made_up_result import SOURCES, many
from report.made_up_study import full
from sistercities.report import looks
from sistercities.report.chapters.fragment import fragment_of
from sistercities.report.chapters.page import write_study
from sistercities.studies.registry import STUDIES

RESULTS = {"of nesting": many, "of the kit": full}


def test_every_look_of_its_own_is_that_of_a_study() -> None:
    assert set(looks.OWN) <= set(STUDIES)


@pytest.mark.parametrize("make", RESULTS.values(), ids=RESULTS)
def test_chapter_and_folder_name_their_files_after_the_study(make, tmp_path) -> None:
    result = make()
    chapter = fragment_of(result)
    assert all(name.startswith(f"{result.study}-") for name in chapter.files)
    assert [row.claim for row in chapter.rows] == sorted(result.verdicts)
    written = write_study(result, SOURCES, tmp_path / "out")
    assert str(result.headline) in written.page.read_text("utf-8")
    assert {"cite.bib", "cite.ris"} <= {path.name for path in written.others}


def test_a_look_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    room = ModuleType("made_up_room")
    summary = ModuleType("made_up_room.summary")
    summary.summary_of = lambda result: [f"{result.study}, in other words"]
    monkeypatch.setitem(sys.modules, room.__name__, room)
    monkeypatch.setitem(sys.modules, summary.__name__, summary)
    result = full()
    assert looks.summary_of(result)[0] == result.headline
    monkeypatch.setitem(looks.OWN, result.study, room.__name__)
    assert looks.summary_of(result) == [f"{result.study}, in other words"]


def test_what_a_look_says_as_it_is_loaded_is_no_part_of_a_chapter(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    room = tmp_path / "room_of_words"
    room.mkdir()
    (room / "look.py").write_text(
        "from sistercities.report.chapters.look import study_look\n"
        "from sistercities.sentences import say\n\n"
        "LABEL = say('Said as it is loaded')\n"
    )
    result = full()
    usual = fragment_of(result).sentences
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setitem(looks.OWN, result.study, room.name)
    assert fragment_of(result).sentences == usual
