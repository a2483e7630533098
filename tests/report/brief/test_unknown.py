"""What a brief says that is not known, and whom to ask."""

from __future__ import annotations

from dataclasses import replace

from report.brief import made_up_brief as made_up
from sistercities.report.brief.content import brief_of
from sistercities.report.brief.facts import BriefCare
from sistercities.report.brief.room import Room
from sistercities.report.brief.unknown import unknown_sentences
from sistercities.report.brief.words import ENGLISH


def test_what_stands_in_the_way_of_present_partners_is_said_and_never_cut() -> None:
    care = BriefCare("war", "A and B are at war.", ("Sakurai",))
    brief = brief_of(replace(made_up.facts(), with_care=(care,)), room=Room(unknown=1))
    assert brief.unknown.sentences[0] == "War or armed conflict. Sakurai: A and B are at war."
    assert len(brief.unknown.sentences) == 2


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


def test_notes_lose_what_is_typed() -> None:
    said = unknown_sentences(made_up.facts(), ENGLISH)
    assert "Ningwan is a region and a city at once." in said
    assert not any("`" in sentence for sentence in said)


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


def test_a_pair_told_at_two_levels_is_named_once() -> None:
    first, second, *others = made_up.facts().ties
    pair = (
        replace(first, also_at=(second.partner.name,)),
        replace(second, also_at=(first.partner.name,)),
    )
    facts = replace(made_up.facts(), ties=(*pair, *(replace(one, also_at=()) for one in others)))
    (said,) = [one for one in unknown_sentences(facts, ENGLISH) if "may stand here twice" in one]
    assert said.startswith("1 partnership may stand here twice: ")


def test_which_place_of_a_name_it_is_comes_first_and_is_never_cut() -> None:
    told = "Ningwan here is the municipality; the region of that name, x:1, has 2 known partners."
    brief = brief_of(replace(made_up.facts(), notes=(told,)), room=Room(unknown=1))
    assert brief.unknown.sentences[0] == told
    assert brief.unknown.sentences.count(told) == 1


def test_only_a_place_without_ties_is_said_to_have_none_on_our_lists() -> None:
    none = ENGLISH.unknown_none_listed.format(place=made_up.facts().place.name)
    assert none in unknown_sentences(made_up.facts(ties=()), ENGLISH)
    assert none not in unknown_sentences(made_up.facts(), ENGLISH)
