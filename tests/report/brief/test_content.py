"""What a brief says: the sentence, doubts, gaps, reasons, and what is left out when it is long."""

from __future__ import annotations

import dataclasses
import re
from dataclasses import replace

import pytest

from report.brief import made_up_brief as made_up
from sistercities.partners.short_lists.answer import ShortLists
from sistercities.report.brief.content import all_ties, answer, brief_of
from sistercities.report.brief.facts import BriefCare
from sistercities.report.brief.room import Room
from sistercities.report.brief.unknown import unknown_sentences
from sistercities.report.brief.words import ENGLISH


def _row(brief: object, name: str) -> tuple:
    return next(row for row in brief.ties.rows if row[0].words == name)


def test_the_sentence_counts_what_stands_and_names_the_rest() -> None:
    facts = made_up.facts()
    stand = len(facts.ties) - 3
    assert answer(facts, ENGLISH) == (
        f"Ningwan has {stand} known partners in 2 countries. 1 of them is confirmed only by a list "
        "of 2016. Also on record: 1 no longer listed, 1 not yet signed, 1 ended."
    )


@pytest.mark.parametrize(
    ("actual", "words"),
    [(22, ", more than"), (3, ", fewer than"), (12, ", about as many as")],
)
def test_the_sentence_says_how_that_compares(actual: int, words: str) -> None:
    facts = made_up.facts(ties=made_up.many_ties(actual), benchmark=made_up.benchmark(actual))
    assert words in answer(facts, ENGLISH)


def test_how_the_partners_are_told_is_said_before_what_bars_some_of_them() -> None:
    """Else "3 of them" would be of those that a law bars."""
    held = made_up.facts(ties=made_up.doubtful_ties())
    law = "A law bars it. This concerns 1 partner of Ningwan (Sakurai)."
    said = answer(replace(held, in_question=(law,)), ENGLISH)
    assert said.endswith(law)
    assert said.index("of them") < said.index(law)


def test_what_stands_in_the_way_of_present_partners_is_said_and_never_cut() -> None:
    care = BriefCare("war", "A and B are at war.", ("Sakurai",))
    brief = brief_of(replace(made_up.facts(), with_care=(care,)), room=Room(unknown=1))
    assert brief.unknown.sentences[0] == "War or armed conflict. Sakurai: A and B are at war."
    assert len(brief.unknown.sentences) == 2


def test_a_town_of_unknown_size_is_not_compared_in_one_place_and_judged_in_another() -> None:
    held = made_up.benchmark(3)
    unsized = replace(held, home=replace(held.home, population=None, level="city"))
    facts = made_up.facts(ties=made_up.many_ties(3), benchmark=unsized)
    assert answer(facts, ENGLISH) == "Ningwan has 3 known partners in 1 country."
    assert brief_of(facts).bar is None
    assert brief_of(replace(facts, benchmark=held)).bar is not None


def test_another_number_than_the_one_compared_is_not_said_to_be_compared() -> None:
    facts = made_up.facts(ties=made_up.many_ties(5), benchmark=made_up.benchmark(22))
    assert answer(facts, ENGLISH) == "Ningwan has 5 known partners in 1 country."


def test_one_tie_is_no_plural_and_none_is_said() -> None:
    one = made_up.facts(ties=made_up.doubtful_ties()[:1], benchmark="no peer is known")
    assert answer(one, ENGLISH) == "Ningwan has 1 known partner in 1 country."
    assert brief_of(one).benchmark.sentences == ("No comparison: no peer is known.",)
    ended = made_up.facts(ties=made_up.doubtful_ties()[3:4])
    assert answer(ended, ENGLISH) == (
        "We know of no partnership of Ningwan that stands today. Also on record: 1 ended."
    )
    assert answer(made_up.facts(ties=()), ENGLISH) == "We know of no partner of Ningwan."


def test_with_a_partner_the_scorecard_answers() -> None:
    brief = brief_of(made_up.facts_with_partner())
    assert brief.sentence == (
        "Obstacle 0 is known. Obstacle 1 is known. What speaks for it: It speaks for it. What "
        "speaks against it: It speaks against it."
    )
    assert (brief.title, brief.local) == ("Ningwan 宁湾市 and Cairo القاهرة", "")
    assert brief.suggested is None


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


def test_a_partner_listed_after_one_side_ended_is_not_on_old_lists_alone() -> None:
    late = made_up.stands("one_old_source", "2015", seen_until=2026)
    ties = (made_up.tie(made_up.place("Oldshire", 3), stands=late),)
    said = " ".join(unknown_sentences(made_up.facts(ties=ties), ENGLISH))
    assert (
        "In 1 partnership one side had ended before the list that names it: Oldshire. Ask who "
        "carries it on."
    ) in said
    assert "confirmed only" not in said


def test_gaps_are_named() -> None:
    said = " ".join(unknown_sentences(made_up.facts(), ENGLISH))
    n = len(made_up.doubtful_ties())
    assert f"1 of {n} partnerships has no known year, 1 has a suspect one." in said
    assert "1 partnership is named by a list that does not say whether it is active." in said
    assert "1 partnership rests on one source alone." in said
    assert "1 partnership is confirmed only by a list of 2016: Songgang. Ask before" in said
    assert (
        "1 partnership is on an older list and no longer on a newer one: Moqi. Ask whether "
        "it still stands."
    ) in said
    assert (
        "1 partnership may stand here twice: Jinghai (perhaps the same as that of Haute-Lise). "
        "Ask which of the two signed."
    ) in said
    assert "is in no source that we know of" in said


def test_nobody_is_told_to_ask_where_something_bars_a_partnership() -> None:
    moqi = next(tie for tie in made_up.doubtful_ties() if tie.partner.name == "Moqi")
    barred = frozenset({moqi.partner.place_id})
    said = " ".join(unknown_sentences(made_up.facts(barred=barred), ENGLISH))
    assert "Ask whether it still stands" not in said
    assert "Moqi. A war, a law or broken relations bar such a partnership today." in said


def test_whoever_is_to_be_asked_with_care_is_named_with_what_calls_for_it() -> None:
    moqi = next(tie for tie in made_up.doubtful_ties() if tie.partner.name == "Moqi")
    care = {moqi.partner.place_id: ("At war since 2022.", "Sanctions hold.")}
    said = " ".join(unknown_sentences(made_up.facts(care_of_missed=care), ENGLISH))
    assert "Ask whether it still stands" not in said
    assert (
        "no longer on a newer one: Moqi. Before you ask whether it still stands: At war since "
        "2022. Sanctions hold."
    ) in said


def test_many_to_be_asked_with_care_are_named_once_without_what_calls_for_it() -> None:
    """Saint Petersburg had partners of seventeen countries: four pages of sanctions."""
    ties = [tie for tie in made_up.many_ties(3) if tie.partner.place_id]
    missed = [replace(tie, stands=replace(tie.stands, standing="no_longer_listed")) for tie in ties]
    care = {tie.partner.place_id: (f"Law {k}.",) for k, tie in enumerate(missed)}
    facts = made_up.facts(ties=tuple(missed), care_of_missed=care)
    said = " ".join(unknown_sentences(facts, ENGLISH))
    assert "3 partnerships are on older lists and no longer on newer ones" in said
    assert "look up which in the table (XLSX) before you ask" in said
    assert "Law 0." not in said


def test_that_no_year_is_known_is_said_without_counting_twice() -> None:
    undated = [replace(each, start=None) for each in made_up.many_ties(3)]
    said = unknown_sentences(made_up.facts(ties=tuple(undated)), ENGLISH)
    assert said[0] == "None of the 3 partnerships has a known year."
    one = unknown_sentences(made_up.facts(ties=tuple(undated[:1])), ENGLISH)
    assert one[0] == "The one partnership has no known year."


def test_of_many_gaps_the_last_one_stays() -> None:
    brief = brief_of(made_up.facts(), room=Room(unknown=3))
    assert len(brief.unknown.sentences) == 3
    assert brief.unknown.sentences[-1] == ENGLISH.unknown_activity


def test_little_without_a_map_is_not_spread_over_two_pages() -> None:
    nowhere = made_up.place("Nowhere", latitude=None, longitude=None)
    few = made_up.many_ties(3)
    assert not brief_of(made_up.facts(ties=few, place=nowhere)).has_two_parts
    assert brief_of(made_up.facts(ties=few)).has_two_parts
    assert brief_of(made_up.facts(ties=made_up.many_ties(20), place=nowhere)).has_two_parts


def test_notes_lose_what_is_typed() -> None:
    said = unknown_sentences(made_up.facts(), ENGLISH)
    assert "Ningwan is a region and a city at once." in said
    assert not any("`" in sentence for sentence in said)


def test_people_of_an_urban_area_are_not_called_those_of_more_than_the_place() -> None:
    """Of Gimhae the United Nations count 310,000; the municipality has far more."""
    place = made_up.place("Gimhae", population=310_000, population_year=2020)
    place = replace(place, is_agglomeration=True)
    assert brief_of(made_up.facts(place=place)).where.endswith(
        "310,000 people in its urban area (2020)"
    )
    assert place.people == "310,000 people in its urban area"


def test_people_of_former_municipalities_are_said_to_be_theirs() -> None:
    place = made_up.place("Stichtse Vecht", population=62_395, population_year=None)
    place = replace(place, is_of_parts=True)
    said = "its former municipalities together: about 62,000 people"
    assert said in brief_of(made_up.facts(place=place)).where
    assert place.people == f"{said}, year unknown"


def test_an_unknown_population_is_said_once() -> None:
    unknown = made_up.place("Ningwan", population=None)
    card = replace(
        made_up.assessment(),
        notes=("The population of Ningwan is not known, so sizes are not compared; `x` shows it.",),
    )
    facts = made_up.facts_with_partner(place=unknown, scorecard=card)
    said = [each for each in unknown_sentences(facts, ENGLISH) if "population" in each]
    assert said == ["The population of Ningwan is not known."]
    assert brief_of(facts).where.endswith("population not known")


def test_answers_that_cannot_be_given_are_sentences() -> None:
    brief = brief_of(made_up.facts(suggestions="no candidate is left", benchmark="no peers."))
    assert brief.suggested.notes == ("No suggestions: no candidate is left.",)
    assert brief.bar is None


def test_the_scorecard_says_what_speaks_and_what_stands_in_the_way() -> None:
    brief = brief_of(made_up.facts_with_partner(), room=Room(criteria=9))
    speaks = [row[1].words for row in brief.scored.table.rows]
    assert set(speaks) == {"for", "against"}
    assert len(brief.scored.table.rows) == 9
    assert "7 more criteria stand in the table (XLSX)." in brief.scored.table.notes
    assert brief.scored.first.sentences == ("Obstacle 0 is known.", "Obstacle 1 is known.")
    assert "Here (China) and There (China) (since 1999)" in brief.scored.blocks[-1].sentences[0]
    free = brief_of(made_up.facts_with_partner(n_obstacles=0))
    assert free.scored.first.sentences == ("Nothing in what we looked at. Looked at: 9 entries.",)
    assert "Not known, and so not weighed: title of secret." in brief.unknown.sentences


def test_no_caution_is_cut_for_want_of_room_and_notes_are_counted() -> None:
    grave = brief_of(made_up.facts_with_partner(n_obstacles=7), room=Room(obstacles=2))
    assert len(grave.scored.first.sentences) == 7
    notes = made_up.facts_with_partner(n_obstacles=7, strength="note")
    scored = brief_of(notes, room=Room(obstacles=2)).scored
    told = scored.blocks[0].sentences
    assert scored.blocks[0].heading == "To note"
    assert told[:2] == ("Obstacle 0 is known.", "Obstacle 1 is known.")
    assert told[2].startswith("And 5 more")


def test_what_is_nothing_against_a_partner_does_not_stand_in_the_way() -> None:
    """Under "What stands in the way" a note said of itself that it is nothing against Amman."""
    notes = made_up.facts_with_partner(n_obstacles=1, strength="note")
    first = brief_of(notes).scored.first
    assert first.heading == "What stands in the way"
    assert first.sentences[0].startswith("Nothing in what we looked at, apart from what is to note")
    grave = brief_of(made_up.facts_with_partner(n_obstacles=1)).scored
    assert "To note" not in [block.heading for block in grave.blocks]


def test_a_council_is_told_of_no_screen() -> None:
    facts = made_up.facts()
    held = facts.suggestions
    assert isinstance(held, ShortLists)
    note = "Nobody has enough in common; the long list shows all candidates."
    empty = tuple(replace(one, suggestions=(), note=note) for one in held.lists)
    also = "Many have a partner in Sweden. Ask for one of these countries to see its best places."
    asked = replace(held, lists=empty, notes=(also,))
    brief = brief_of(replace(facts, suggestions=asked), room=Room(unknown=20))
    assert "Nobody has enough in common." in brief.suggested.notes
    assert not any("Behind each place" in one for one in brief.suggested.notes)
    assert "Many have a partner in Sweden." in brief.unknown.sentences


def test_a_pair_told_at_two_levels_is_named_once() -> None:
    first, second, *others = made_up.facts().ties
    pair = (
        replace(first, also_at=(second.partner.name,)),
        replace(second, also_at=(first.partner.name,)),
    )
    facts = replace(made_up.facts(), ties=(*pair, *(replace(one, also_at=()) for one in others)))
    (said,) = [one for one in unknown_sentences(facts, ENGLISH) if "may stand here twice" in one]
    assert said.startswith("1 partnership may stand here twice: ")


def test_a_partner_of_two_towns_that_were_merged_is_counted_once() -> None:
    first, *others = made_up.facts().ties
    twice = replace(first, tie_id="another", of_town="Old Town")
    plain = brief_of(made_up.facts()).sentence
    said = brief_of(replace(made_up.facts(), ties=(first, twice, *others))).sentence
    assert " by 20 partnerships." in said
    assert said.replace(" by 20 partnerships", "", 1) == plain


def test_which_place_of_a_name_it_is_comes_first_and_is_never_cut() -> None:
    told = "Ningwan here is the municipality; the region of that name, x:1, has 2 known partners."
    brief = brief_of(replace(made_up.facts(), notes=(told,)), room=Room(unknown=1))
    assert brief.unknown.sentences[0] == told
    assert brief.unknown.sentences.count(told) == 1


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


def test_a_place_without_ties_or_coordinates_still_has_a_brief() -> None:
    nowhere = made_up.place("Nowhere", latitude=None, longitude=None)
    brief = brief_of(made_up.facts(ties=(), place=nowhere))
    assert brief.map is None
    assert "coordinates of Nowhere are not known" in brief.map_missing
    assert brief.ties.rows == ()
    assert brief.ties.notes == (ENGLISH.ties_none,)


def test_the_map_says_which_partners_are_missing() -> None:
    notes = " ".join(brief_of(made_up.facts()).map.notes)
    assert "1 partner without known coordinates is not drawn." in notes
    assert "Natural Earth" in notes
    assert "Grey dashes" in notes


def test_each_of_two_places_has_its_local_name_beside_it() -> None:
    asking = made_up.facts_with_partner()
    assert brief_of(asking).title == "Ningwan 宁湾市 and Cairo القاهرة"
    assert brief_of(asking).local == ""
    assert brief_of(made_up.facts()).title == "Ningwan"


def test_all_words_are_in_one_place_and_filled() -> None:
    for each in dataclasses.fields(ENGLISH):
        held = getattr(ENGLISH, each.name)
        texts = [held] if isinstance(held, str) else [str(part) for part in held]
        assert all(texts), each.name
    for facts in (made_up.facts(), made_up.facts_with_partner(), made_up.facts(ties=())):
        said = str(brief_of(replace(facts, ties=facts.ties[:7])))
        assert not re.search(r"\{\w+\}", said)


def test_no_number_of_the_score_opens_a_brief_and_both_stand_with_the_scorecard() -> None:
    brief = brief_of(made_up.facts_with_partner())
    assert not re.search(r"[0-9]+ of [0-9]|ranks|pairs", brief.sentence.replace("Obstacle ", ""))
    assert "By its score it ranks 12 of 4,321 places. About 1 in 100 pairs" in brief.scored.sentence


def test_a_brief_opens_with_reasons_on_the_two_and_not_with_how_large_the_partner_is() -> None:
    facts = made_up.facts_with_partner()
    card = facts.scorecard
    large, shared = "Cairo has about 9 million people.", "Both have partners in common."
    criteria = tuple(
        dataclasses.replace(
            one, reason=dataclasses.replace(one.reason, feature=name, sentence=said, evidence=of)
        )
        for one, (name, said, of) in zip(
            card.criteria[:2],
            (("partner_size", large, ""), ("shared_partners", shared, "Lisbon (PT); a list")),
            strict=True,
        )
    )
    short = dataclasses.replace(card.in_short, in_favour=(large, shared))
    card = dataclasses.replace(card, criteria=criteria, in_short=short)
    said = brief_of(dataclasses.replace(facts, scorecard=card)).sentence
    assert "What speaks for it: Both have partners in common: Lisbon (PT). What" in said
    assert large not in said


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
