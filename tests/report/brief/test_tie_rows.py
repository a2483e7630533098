"""The table of partners in a brief: its doubts, its sources, what is cut when it is long."""

from __future__ import annotations

import dataclasses
from dataclasses import replace

from report.brief import made_up_brief as made_up
from sistercities.report.brief.content import all_ties, brief_of
from sistercities.report.brief.words import ENGLISH


def _row(brief: object, name: str) -> tuple:
    return next(row for row in brief.ties.rows if row[0].words == name)


def test_doubtful_years_look_different_and_say_why() -> None:
    brief = brief_of(made_up.facts())
    assert _row(brief, "Tokiwa")[2] == dataclasses.replace(
        _row(brief, "Tokiwa")[2], words="1901?", doubt="suspect"
    )
    assert _row(brief, "Valmont")[2].words == "not known"
    assert _row(brief, "Valmont")[2].doubt == "unknown"
    assert _row(brief, "Altwerder")[2].doubt == ""
    assert _row(brief, "Kawabe")[3].words == "ended 2022"
    assert _row(brief, "Lanyu")[3].words == "not yet signed 2026"
    assert _row(brief, "Songgang")[3].words == "only on an old list (2016)"
    assert _row(brief, "Songgang")[3].doubt == "unknown"
    assert _row(brief, "Lanyu")[3].doubt == "suspect"
    assert _row(brief, "Moqi")[3].words == "no longer listed (2016)"
    assert _row(brief, "Songgang")[4].words == "one source"
    assert _row(brief, "Altwerder")[4].words == "2 sources"
    assert ENGLISH.suspect_note in brief.ties.notes


def test_a_tie_whose_places_are_less_surely_read_says_so() -> None:
    from sistercities.report.brief.tie_rows import how_sure

    weak = made_up.tie(made_up.place("Weakly"), confidence=0.9, method="alias+country")
    sure = made_up.tie(made_up.place("Surely"), confidence=0.98, method="alias+country")
    assert how_sure(weak, ENGLISH) == "2 sources, 90 % sure of the two places"
    assert how_sure(sure, ENGLISH) == "2 sources"


def test_a_partner_that_is_no_more_has_its_last_year() -> None:
    former = made_up.tie(made_up.place("Valmont", 3), partner_until=2015)
    brief = brief_of(made_up.facts(ties=(former,)))
    assert brief.ties.rows[0][0].words == "Valmont (until 2015)"


def test_a_tie_of_a_town_that_was_merged_away_is_told_as_that_of_the_town() -> None:
    held = made_up.tie(made_up.place("Lippe", 3), of_town="Old Port")
    brief = brief_of(made_up.facts(ties=(held,)))
    assert brief.ties.rows[0][0].words == "Lippe (of Old Port)"


def test_a_partner_with_a_namesake_in_its_country_is_told_with_its_region() -> None:
    """Six cities of South Korea have a Jung-gu: a council must be able to tell which is meant."""
    facts = made_up.facts()
    held = facts.ties[0]
    told = dataclasses.replace(facts, ties=(dataclasses.replace(held, partner_region="Lanyu"),))
    name, country = held.partner.name, held.partner.country_name
    assert _row(brief_of(told), name)[1].words == f"Lanyu, {country}"
    alone = dataclasses.replace(facts, ties=(held,))
    assert _row(brief_of(alone), name)[1].words == country


def test_sources_are_numbered_as_they_are_listed() -> None:
    brief = brief_of(made_up.facts())
    assert brief.sources.sentences[0].startswith("[1] The Gazette, its writers, of 2026")
    assert brief.sources.sentences[1].startswith("[2] The Chronicle")
    assert _row(brief, "Altwerder")[5].words == "1, 2"
    assert _row(brief, "Songgang")[5].words == "1"
    said = " ".join(brief.sources.sentences)
    assert "Unused" not in said
    assert "Natural Earth" in said
    assert "Cite as:" in said
    assert "2026.11.0" in said
    assert "World Bank" in said


def test_ties_beyond_the_room_are_counted_and_stand_in_the_workbook() -> None:
    facts = made_up.facts(ties=made_up.many_ties(140))
    brief = brief_of(facts)
    shown = len(brief.ties.rows)
    assert 10 < shown < 40
    assert brief.ties.notes[0] == f"And {140 - shown} more in the table (XLSX)."
    assert len(brief.sheets[0].rows) == 140
    assert len(all_ties(facts).rows) == 140
    years = [int(row[2].words) for row in brief.ties.rows]
    assert years == sorted(years)


def test_what_is_cut_is_what_fewer_sources_name() -> None:
    weak = [replace(each, sources=("gazette",)) for each in made_up.many_ties(60, "Weak {n}")]
    strong = made_up.many_ties(65, "Strong {n}")[60:]
    brief = brief_of(made_up.facts(ties=(*weak, *strong)))
    assert sum(row[0].words.startswith("Strong") for row in brief.ties.rows) == 5


def test_a_partner_is_marked_where_its_page_marks_it() -> None:
    facts = made_up.facts()
    sure = next(tie for tie in facts.ties if tie.partner.name == "Altwerder")
    unlisted = dataclasses.replace(sure.stands, since="2020", seen_until=2020, absent_from=2026)
    for doubtful in (
        dataclasses.replace(sure, method="namesake_not_told"),
        dataclasses.replace(sure, confidence=0.5),
        dataclasses.replace(sure, stands=unlisted),
    ):
        brief = brief_of(dataclasses.replace(facts, ties=(doubtful,)))
        assert _row(brief, "Altwerder")[0].doubt == "suspect"
    assert _row(brief_of(facts), "Altwerder")[0].doubt == ""
