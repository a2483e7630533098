"""What an old source says is said in the past; a government that fell is told with its fall."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from building.obstacles.test_obstacle_tables import (
    COUNTRIES,
    PAIRS,
    PLACES,
    RULINGS,
    D,
    _project,
    _row,
    _tables,
)  # fmt: skip
from release_build.obstacles.dated_past import in_the_past, is_old
from release_build.obstacles.tables import obstacle_tables
from sistercities.errors import BuildError, SourceError
from sistercities.sentences import Sentence
from sistercities.terms.obstacle_sentences import say_obstacle

NAMES = {"Aland": "AL", "The Netherlands": "NL"}


@pytest.mark.parametrize(
    ("as_of", "old"),
    [("2023-11-29", True), ("2023-12-01", False), ("2023", True), ("2024", False), ("", False)],
)
def test_a_source_is_old_from_three_years_on(as_of: str, old: bool) -> None:
    assert is_old(as_of, "2026.11.0") is old


@pytest.mark.parametrize(
    ("kind", "present", "past"),
    [
        ("no_relations", "Aland and the Netherlands have no diplomatic relations.",
         "Aland and the Netherlands had no diplomatic relations in May 2019; what holds since is "
         "not in our sources."),
        ("no_relations", "Aland does not recognise the Netherlands as a state.",
         "Aland did not recognise the Netherlands as a state in May 2019; what holds since is not "
         "in our sources."),
        ("relations_severed",
         "Aland and the Netherlands have had no diplomatic relations since April 1980.",
         "Aland and the Netherlands had no diplomatic relations in May 2019, and had had none "
         "since April 1980; what holds since is not in our sources."),
        ("relations_severed",
         "Aland broke off diplomatic relations with the Netherlands on 24 August 2019.",
         "Aland broke off diplomatic relations with the Netherlands on 24 August 2019; what holds "
         "since is not in our sources."),
        ("relations_severed",
         "Aland suspended diplomatic relations with the Netherlands on 24 August 2019; the "
         "Netherlands criticised the decision.",
         "Aland suspended diplomatic relations with the Netherlands on 24 August 2019; the "
         "Netherlands criticised the decision; what holds since is not in our sources."),
        ("listed_unfriendly",
         "The Russian government lists the Netherlands among states it calls unfriendly (order of "
         "5 March 2019).",
         "The Russian government listed the Netherlands among states it called unfriendly (order "
         "of 5 March 2019); what holds since is not in our sources."),
        ("special_status",
         "Transnistria is recognised by no UN member and counts internationally as part of "
         "Moldova.",
         "Transnistria was recognised by no UN member in May 2019, and counted internationally as "
         "part of Moldova; what holds since is not in our sources."),
    ],
)  # fmt: skip
def test_the_past_names_the_month_and_has_words_in_other_languages(
    kind: str, present: str, past: str
) -> None:
    said = in_the_past(present, "May 2019")
    assert said == past
    assert isinstance(say_obstacle(kind, said, NAMES), Sentence)


@pytest.mark.parametrize(
    "said",
    [
        "Aland broke off diplomatic relations with Borland on 4 May 2019; a later restoration was "
        "not verified.",
        "Aland broke off diplomatic relations with Borland on 4 May 2019, and what became of them "
        "since is not in our sources; ask your government first.",
    ],
)
def test_what_is_not_known_is_said_once(said: str) -> None:
    assert in_the_past(said, "May 2019") == said


@pytest.mark.parametrize(
    "said", ["Towns must ask first.", "Towns may ask.", "Rules allow it.", "An act bars it."]
)
def test_an_old_law_that_is_told_in_the_present_stops_the_build(tmp_path: Path, said: str) -> None:
    head, law = RULINGS["obstacle_laws.csv"]
    ruled = {"obstacle_laws.csv": [head, (*law[:6], said, *law[7:])]}
    assert _tables(tmp_path / "in 2023", ruled)["laws"][0]["sentence"].startswith(said[:-1])
    # The rows on states are of 2022, but for their tense: none is told in the present here.
    past = [(*one[:7], "It was so in 2022.", *one[8:]) for one in PAIRS]
    port = {"obstacle_sentences.csv": RULINGS["obstacle_sentences.csv"][:1]}
    (tmp_path / "later").mkdir()
    shared, decisions = _project(tmp_path / "later", RULINGS | port | ruled, past)
    with pytest.raises(BuildError, match=r"speaks in the present.*obstacle_laws\.csv"):
        obstacle_tables(shared, decisions, COUNTRIES, PLACES, "2026.11.0")


def test_what_is_in_the_past_already_stays() -> None:
    text = "Aland broke off relations with Borland in 2019; what holds since is not in our sources."
    assert in_the_past(text, "May 2019") == text


def test_a_new_sentence_in_the_present_from_an_old_source_stops_the_build(tmp_path: Path) -> None:
    """The row on the Port is of 2022, and says that its status is disputed."""
    shared, decisions = _project(tmp_path, RULINGS, PAIRS)
    with pytest.raises(BuildError, match=r"speaks in the present.*words in the past"):
        obstacle_tables(shared, decisions, COUNTRIES, PLACES, "2026.11.0")


_FALLEN = RULINGS["obstacle_governments.csv"][0]
_FELL = ("BE", "2024-12-08", "Paper", "https://drawn.example/fell", "it fought to the end", D)


def _fell(folder: Path, *rows: tuple[str, ...]) -> dict[str, Any]:
    return _tables(folder, {"obstacle_governments.csv": [_FALLEN, *rows]})


def test_a_government_that_fell_in_the_last_year_of_the_data_is_told_with_its_fall(
    tmp_path: Path,
) -> None:
    row = _row(_fell(tmp_path, _FELL), "war_within:BE:*")
    assert row["sentence"].endswith(
        "; that government fell on 8 December 2024, and the edition that we hold ends with 2024."
    )
    assert row["source_address"].split()[-1] == "https://drawn.example/fell"
    assert row["source_title"].endswith("; Paper")


@pytest.mark.parametrize(
    ("row", "error", "problem"),
    [
        (("LU", *_FELL[1:]), BuildError, "no row tells of fighting up to the fall.* LU"),
        (("BE", "2023-12-08", *_FELL[2:]), BuildError, "no row tells of fighting.* BE"),
        ((*_FELL[:3], "", *_FELL[4:]), SourceError, "source_address"),
    ],
)
def test_a_fall_that_no_row_needs_or_no_page_tells_is_refused(
    tmp_path: Path, row: tuple[str, ...], error: type[Exception], problem: str
) -> None:
    with pytest.raises(error, match=problem):
        _fell(tmp_path, row)


def test_strikes_that_call_for_care_may_be_told_to_third_states(tmp_path: Path) -> None:
    told = [*RULINGS["obstacle_wars_told.csv"], ("war:BE:LU", "LU", "2022-06", "was struck", D)]
    strengths = [one for one in RULINGS["obstacle_strengths.csv"] if one[2] != "LU"]
    changed = {"obstacle_wars_told.csv": told, "obstacle_strengths.csv": strengths}
    row = _row(_tables(tmp_path / "care", changed), "war:BE:LU")
    assert (row["strength"], row["told_of"]) == ("caution", "LU")
    with pytest.raises(BuildError, match="no war or strikes war:BE:LU"):
        _tables(tmp_path / "note", {"obstacle_wars_told.csv": told})


_PAGES = RULINGS["obstacle_newer_pages.csv"][0]
_NEWER = ("war:BE:NL", "2022-06", "2022-11-03", "They were at war in June; they talked in 2022.",
          "Paper", "https://drawn.example/newer", "it went on", D)  # fmt: skip


def test_newer_pages_complete_a_row_and_give_it_their_date(tmp_path: Path) -> None:
    row = _row(_tables(tmp_path, {"obstacle_newer_pages.csv": [_PAGES, _NEWER]}), "war:BE:NL")
    assert (row["sentence"], row["as_of"]) == (_NEWER[3], "2022-11-03")
    assert (row["strength"], row["kind"]) == ("bar", "war")
    assert row["source_title"] == "Gazette; Paper"
    assert row["source_address"].split()[-1] == "https://drawn.example/newer"


def test_pages_of_the_month_of_a_row_may_say_more_and_leave_it_its_date(tmp_path: Path) -> None:
    page = (*_NEWER[:2], "2022-06-01", *_NEWER[3:])
    row = _row(_tables(tmp_path, {"obstacle_newer_pages.csv": [_PAGES, page]}), "war:BE:NL")
    assert (row["sentence"], row["as_of"]) == (_NEWER[3], "2022-06-01")


@pytest.mark.parametrize(
    ("row", "error", "problem"),
    [
        (("war:BE:ZZ", *_NEWER[1:]), BuildError, "no row, or another state of it: war:BE:ZZ"),
        ((_NEWER[0], "2021", *_NEWER[2:]), BuildError, "another state of it: war:BE:NL"),
        ((*_NEWER[:2], "2022-05-01", *_NEWER[3:]), SourceError, "newer than the row"),
        ((*_NEWER[:5], "", *_NEWER[6:]), SourceError, "source_address"),
    ],
)
def test_newer_pages_that_fit_no_row_are_refused(
    tmp_path: Path, row: tuple[str, ...], error: type[Exception], problem: str
) -> None:
    with pytest.raises(error, match=problem):
        _tables(tmp_path, {"obstacle_newer_pages.csv": [_PAGES, row]})
