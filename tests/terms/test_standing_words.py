"""What is said of a tie: no more than its source says, with its year."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from sistercities.sentences import place_name
from sistercities.terms.standing_counts import (
    StandingCount,
    counted_by_year,
    others_sentence,
)
from sistercities.terms.standing_words import Stands, short_standing, standing_word
from sistercities.terms.told_events import EVENT_SOURCE, ToldEvent
from sistercities.terms.words import ALIVE, EVENTS, STANDINGS

AHAVEN, CORVA = place_name("Ahaven", "gn:1"), place_name("Corva", "gn:3")
LISTED = Stands("listed", "2026", "lists", "Lists of the world", 2016, 2026, None)


def _event(event: str, **given: Any) -> ToldEvent:
    held: dict[str, Any] = {
        "event": event, "date": "2022-03-03", "date_basis": "stated", "known_on": "2022-03-03",
        "decided_by": (), "certainty": "high", "source_id": "events", "source_title": "The Gazette",
        "address": "https://gazette.example/1", "source_date": "2022-06",
    }  # fmt: skip
    return ToldEvent(**(held | given))


def _of(event: ToldEvent) -> Stands:
    standing = {"resumed": "active", "kept": "active"}.get(event.event, event.event)
    return replace(
        LISTED, standing=standing, since=event.known_on, source_id="events", events=(event,)
    )


@pytest.mark.parametrize(
    ("told", "said"),
    [
        (LISTED, "On the list of 2026; its status is not stated."),
        (replace(LISTED, standing="active", since="2026"), "It stands, says a source of 2026."),
        (
            replace(LISTED, standing="active", since="2023"),
            "It stands, says a source of 2023; a list of 2026 has it too.",
        ),
        (
            replace(LISTED, standing="active", since="2005"),
            "Called active by a source of 2005; still listed in 2026.",
        ),
        (
            replace(LISTED, standing="active", since="2015", seen_until=2015),
            "Called active by a source of 2015; nothing newer tells of it.",
        ),
        (
            replace(LISTED, standing="one_old_source", since="2016", seen_until=2016),
            "Confirmed only by a list of 2016.",
        ),
        (
            replace(LISTED, standing="one_old_source", since="2017", seen_until=2017),
            "Last confirmed by a list of 2017.",
        ),
        (
            replace(LISTED, standing="no_longer_listed", seen_until=2016),
            "On the list of 2016, no longer on that of 2026, which has other partners of both.",
        ),
        (
            replace(LISTED, standing="no_longer_listed", seen_until=2016, silent=(AHAVEN,)),
            "On the list of 2016, no longer on that of 2026, which has no partners of Ahaven at "
            "all.",
        ),
        (
            replace(LISTED, standing="no_longer_listed", seen_until=2016, silent=(AHAVEN, CORVA)),
            "On the list of 2016, no longer on that of 2026, which has no partners of Ahaven or of "
            "Corva at all.",
        ),
        (
            replace(LISTED, standing="pending", since="2020"),
            "Announced by 2020; no signature is known.",
        ),
        (
            replace(LISTED, standing="suspended", since="2012-12-12", end="2012-12-12"),
            "Suspended since 12 December 2012.",
        ),
        (
            replace(LISTED, standing="suspended", since="2020"),
            "Suspended, says a list of 2020; since when is not stated.",
        ),
        (replace(LISTED, standing="ended", since="2010", end="2010"), "Ended in 2010."),
        (
            replace(LISTED, standing="ended", since="2020"),
            "Ended, says a list of 2020; when is not stated.",
        ),
    ],
)
def test_what_lists_say_is_said_with_their_year(told: Stands, said: str) -> None:
    assert told.sentence == said
    assert told.source_name == "Lists of the world"
    assert told.whole == f"{said} Source: Lists of the world."


@pytest.mark.parametrize(
    ("event", "said"),
    [
        (_event("ended"), "Ended on 3 March 2022."),
        (_event("ended", date="2022-03", known_on="2022-03"), "Ended in March 2022."),
        (_event("ended", date_basis="at the latest"), "Ended by 3 March 2022."),
        (
            _event("ended", date="2022", known_on="2022", date_basis="read from the text"),
            "Ended probably in 2022.",
        ),
        (
            _event("ended", date=None, date_basis="none", known_on="2022-06"),
            "Ended, says a page of June 2022; when is not stated.",
        ),
        (
            _event("ended", date=None, date_basis="none", known_on=None, source_date=None),
            "Ended; when is not stated.",
        ),
        (
            _event("suspended", date="2022-03", known_on="2022-03"),
            "Suspended since March 2022.",
        ),
        (
            _event("suspended", date_basis="at the latest"),
            "Suspended since 3 March 2022 at the latest.",
        ),
        (
            _event("suspended", certainty="whole country", date="2022", known_on="2022"),
            "Suspended since 2022. This was said of all partnerships of the two countries.",
        ),
        (_event("resumed"), "Active: resumed on 3 March 2022. A list of 2026 has it."),
        (
            _event("kept", date_basis="at the latest"),
            "It was decided by 3 March 2022 to keep it; who decided is not stated. "
            "A list of 2026 has it.",
        ),
        (
            _event("kept", decided_by=("gn:1",), decider_names=("Vadsø",)),
            "Vadsø decided on 3 March 2022 to keep it. Of the other side no decision is known. "
            "A list of 2026 has it.",
        ),
        (
            _event("kept", decided_by=("gn:1", "gn:2"), decider_names=("Vadsø", "Murmansk")),
            "Vadsø and Murmansk both decided on 3 March 2022 to keep it. A list of 2026 has it.",
        ),
        (_event("never_valid"), "Never valid: annulled on 3 March 2022."),
        (
            _event("never_valid", decided_by=("gn:1",)),
            "Never valid: one of the two said on 3 March 2022 that it was never agreed.",
        ),
    ],
)
def test_what_a_page_tells_is_said_as_surely_as_it_tells_it(event: ToldEvent, said: str) -> None:
    told = _of(event)
    assert told.sentence == said
    assert told.source_name == "The Gazette"


def test_an_event_of_another_time_is_not_taken_for_the_one_behind_the_standing() -> None:
    before = _event("suspended", date="2021-03", known_on="2021-03")
    told = replace(_of(_event("resumed")), events=(before, _event("resumed")))
    assert told.event is not None
    assert told.event.event == "resumed"
    listed = replace(LISTED, events=(before,))
    assert listed.event is None
    assert listed.sentence.startswith("On the list of 2026")


def test_each_side_that_keeps_a_tie_is_named_with_its_own_decision() -> None:
    one = _event("kept", decided_by=("gn:1",), decider_names=("Vadsø",), known_on="2022-03-03")
    other = _event(
        "kept", decided_by=("gn:2",), decider_names=("Murmansk",), date="2022-12-15",
        known_on="2022-12-15",
    )  # fmt: skip
    assert replace(_of(one), seen_until=2022).is_kept_by_one
    told = replace(_of(other), events=(one, other), seen_until=2022)
    assert not told.is_kept_by_one
    assert told.sentence == (
        "Vadsø decided on 3 March 2022 to keep it. Murmansk decided on 15 December 2022 to keep it."
    )


@pytest.mark.parametrize(
    ("over", "kept", "is_contested"),
    [
        ("2022-03-03", "2025-09", True),
        ("2022-03-03", "2022-03", True),  # the month of the one is that of the other
        ("2022-03-03", "2022-03-02", False),
        ("2023", "2022-03", False),
    ],
)
def test_a_tie_that_is_suspended_and_that_one_side_keeps_later_is_said_to_be_both(
    over: str, kept: str, is_contested: bool
) -> None:
    events = (
        _event("suspended", date=over, known_on=over),
        _event("kept", date=kept, known_on=kept, decided_by=("gn:1",), decider_names=("Vadsø",)),
    )
    told = replace(_of(events[0]), events=events)
    assert (told.contest is not None) == is_contested
    assert ("to keep it all the same" in str(told.sentence)) == is_contested
    assert ("kept by one side" in str(told.short)) == is_contested
    assert replace(told, standing="active").contest is None


def test_a_proposal_to_end_it_is_told_and_changes_no_standing() -> None:
    proposal = _event("proposed", date="2022-03", known_on="2022-03")
    told = replace(LISTED, events=(proposal,))
    assert told.sentence == (
        "On the list of 2026; its status is not stated. It was proposed in March 2022 to end or "
        "suspend it; whether that was decided is not stated."
    )
    # What was decided later is the answer.
    later = _event("kept", date="2022-06", known_on="2022-06")
    assert "proposed" not in str(replace(LISTED, events=(proposal, later)).sentence)


def test_a_page_of_later_tells_until_when_a_suspension_is_known() -> None:
    first = _event("suspended", date="2012-02-21", known_on="2012-02-21")
    later = _event(
        "suspended", date="2025-08-13", known_on="2025-08-13", date_basis="at the latest"
    )
    told = replace(_of(first), end="2012-02-21", events=(first, later))
    assert str(told.short) == "suspended 2012, still so 2025"
    assert str(told.sentence) == (
        "Suspended since 21 February 2012. It was still so on 13 August 2025."
    )
    again = replace(told, events=(first, _event("resumed", known_on="2015"), later))
    assert again.confirmation is None
    same_year = replace(later, date="2012-04", known_on="2012-04")
    assert replace(told, events=(first, same_year)).confirmation is None
    # A second suspension on a day of its own is another one, and no word on the first.
    another = replace(later, date_basis="stated")
    assert replace(told, events=(first, another)).confirmation is None


def test_a_tie_that_no_list_names_is_not_said_to_be_gone_from_one() -> None:
    proposal = _event("proposed", date="2022-03", known_on="2022-03")
    told = replace(
        LISTED, standing="one_old_source", since="2022", source_id=EVENT_SOURCE, events=(proposal,)
    )
    assert told.sentence == (
        "No list of ours names it. It was proposed in March 2022 to end or suspend it; whether "
        "that was decided is not stated."
    )
    assert told.short == "on no list (2022); end proposed"
    assert standing_word("one_old_source", EVENT_SOURCE) == "on no list"


def test_contacts_that_ceased_are_told_beside_a_word_that_it_is_kept_until_it_is_over() -> None:
    idle = _event("dormant", date="2022-01", date_basis="at the latest", known_on="2022-01")
    kept = _event(
        "kept", date=None, date_basis="none", known_on="2022-06", decided_by=("gn:1",),
        decider_names=("Vadsø",),
    )  # fmt: skip
    said = str(replace(_of(kept), events=(idle, kept)).sentence)
    assert "Vadsø keeps it, says a page of June 2022." in said
    assert said.endswith("Contacts had ceased by January 2022; that it was ended is not stated.")
    over = _event("ended")
    assert "ceased" not in str(replace(_of(over), events=(idle, over)).sentence)


def test_whoever_says_without_a_decision_that_a_tie_is_kept_is_not_said_to_have_decided() -> None:
    kept = _event(
        "kept", date=None, date_basis="none", known_on="2022-06", decided_by=("gn:1",),
        decider_names=("Vadsø",),
    )  # fmt: skip
    assert kept.word == "Kept: said not to be ended"
    over = _event("suspended", date="2022-03", known_on="2022-03")
    contested = replace(_of(over), events=(over, kept))
    assert str(contested.sentence).endswith(
        "Vadsø keeps it all the same, as a page of June 2022 says."
    )
    spoken = _event("spoken_for", date="2022-06", known_on="2022-06")
    assert str(replace(LISTED, events=(spoken,)).sentence).endswith(
        "An association spoke in June 2022 for keeping it; what either side decided is not stated."
    )


@pytest.mark.parametrize("standing", STANDINGS)
def test_every_standing_has_a_word_and_a_sentence(standing: str) -> None:
    told = replace(LISTED, standing=standing, since=None, seen_until=None)
    assert standing_word(standing)
    assert told.sentence.endswith(".")
    assert str(told.short).removesuffix(", year not known") == standing_word(standing)
    assert told.is_alive == (standing in ALIVE)


@pytest.mark.parametrize("event", EVENTS)
def test_every_event_has_a_word_a_date_and_a_standing_that_follows(event: str) -> None:
    told = _event(event)
    assert told.word
    assert told.when == "3 March 2022"
    # To propose an end, to let a tie rest and to speak for it lead to nothing.
    assert (told.leads_to in STANDINGS) == (event not in ("proposed", "dormant", "spoken_for"))


def test_the_cell_of_a_tie_that_lists_have_dropped_has_its_last_year() -> None:
    assert short_standing("no_longer_listed", "2026", 2016, None) == "no longer listed (2016)"
    assert short_standing("one_old_source", "2016", 2016, None) == "only on an old list (2016)"
    assert short_standing("listed", "2026", 2026, None) == "listed 2026"
    assert short_standing("active", "2025", 2026, None) == "listed 2026, active in 2025"
    assert short_standing("active", "2005", 2026, None) == "listed 2026, active in 2005"
    assert short_standing("active", "2005", None, None) == "active in 2005"
    assert short_standing("active", "2025", 2025, None) == "active in 2025"
    assert short_standing("ended", "2022-03-03", None, "2022-03-03") == "ended 2022"


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("ended", "ended, year not known"),
        ("suspended", "suspended, year not known"),
        ("never_valid", "never valid"),
    ],
)
def test_the_year_of_a_list_is_never_told_as_that_of_the_end(word: str, said: str) -> None:
    assert short_standing(word, "2026", 2025, None) == said
    assert "2014" in str(short_standing(word, "2026", 2025, "2014"))
    told = Stands(word, "2026", "list", "A list", 2020, 2025, None)
    assert told.short == said


def test_what_does_not_stand_is_counted_apart() -> None:
    counts = [
        StandingCount("listed", 2026, 9),
        StandingCount("ended", 2022, 1),
        StandingCount("ended", 2019, 1),
        StandingCount("one_old_source", 2016, 2),
        StandingCount("one_old_source", 2017, 1),
        StandingCount("no_longer_listed", 2026, 1200),
    ]
    assert others_sentence(counts) == (
        "3 of them are confirmed only by lists of 2016 and 2017. Also on record: 1,200 no longer "
        "listed, 2 ended."
    )
    assert others_sentence(counts[:1]) == ""


@pytest.mark.parametrize(
    ("years", "said"),
    [((2021, 2016, 2017), "2016, 2017 and 2021"), ((2022, 2006, 2017, 2016), "2006 to 2022")],
)
def test_of_many_years_the_first_and_the_last_are_named(years: tuple[int, ...], said: str) -> None:
    old = [StandingCount("one_old_source", year, 1) for year in years]
    told = others_sentence([StandingCount("listed", 2026, 9), *old])
    assert told == f"{len(years)} of them are confirmed only by lists of {said}."


def test_the_year_of_an_end_is_its_own_or_none() -> None:
    undated = replace(LISTED, standing="ended", since="2026")
    assert (undated.year, replace(undated, end="2022-03").year) == (None, 2022)
    assert (LISTED.year, replace(LISTED, standing="never_valid", since="2019").year) == (2026, 2019)


@pytest.mark.parametrize(
    ("basis", "short"),
    [
        ("stated", "ended 2022"),
        ("at the latest", "ended by 2022"),
        ("read from the text", "ended probably 2022"),
    ],
)
def test_the_word_of_an_end_is_no_surer_than_its_sentence(basis: str, short: str) -> None:
    told = replace(_of(_event("ended", date_basis=basis)), end="2022-03-03")
    assert str(told.short) == short


def test_what_an_older_source_calls_active_may_be_listed_since() -> None:
    listed = Stands("active", "2020", "zhwiki-2020", "a list", 2020, 2026, None)
    assert listed.is_listed_since
    assert not Stands("active", "2020", "zhwiki-2020", "a list", 2020, None, None).is_listed_since
    assert not Stands("listed", "2026", "enwiki-2026", "a list", 2026, 2026, None).is_listed_since


def test_a_tie_that_a_newer_list_of_both_lacks_says_so_on_every_surface() -> None:
    told = replace(LISTED, standing="active", since="2016", seen_until=None, absent_from=2026)
    assert told.short == "active 2016, unlisted 2026"
    assert told.sentence == (
        "Called active by a source of 2016. The list of 2026, which has other partners of both, "
        "does not name it."
    )
    silent = replace(told, silent=(AHAVEN,)).sentence
    assert silent == (
        "Called active by a source of 2016. The list of 2026, which has no partners of Ahaven at "
        "all, does not name it."
    )
    assert not told.is_today
    (count,) = counted_by_year([told])
    assert (count.year, count.absent_from, count.n) == (2016, 2026, 1)
    assert others_sentence([count]) == "A newer list leaves 1 of them out."


def test_ties_that_are_active_are_counted_apart_by_what_newer_lists_say() -> None:
    active = replace(LISTED, standing="active", since="2020")
    counts = counted_by_year([active, replace(active, seen_until=2020), active, LISTED])
    assert [(one.standing, one.year, one.listed, one.n) for one in counts] == [
        ("active", 2020, 2026, 2), ("active", 2020, None, 1), ("listed", 2026, None, 1),
    ]  # fmt: skip


OUTLIVED = Stands("one_old_source", "2015", "lists", "Lists of the world", 2010, 2023, None)


def test_a_tie_listed_after_one_side_ended_says_both_years_and_is_not_of_today() -> None:
    assert OUTLIVED.sentence == (
        "One of the two ended in 2015; a list of 2023 names the partnership all the same."
    )
    assert OUTLIVED.short == "one side ended 2015, listed 2023"
    assert OUTLIVED.outlived == 2023
    assert not OUTLIVED.is_today
    assert standing_word("one_old_source", is_outlived=True) == "one side ended"
    assert replace(OUTLIVED, seen_until=2015).outlived is None
    assert replace(OUTLIVED, standing="active").outlived is None


def test_counts_never_say_that_only_an_old_list_names_what_a_newer_one_names() -> None:
    old = replace(OUTLIVED, since="2016", seen_until=2016)
    assert others_sentence(counted_by_year([OUTLIVED, LISTED])) == (
        "1 of them names a place that no longer existed when the list was made."
    )
    assert others_sentence(counted_by_year([OUTLIVED, OUTLIVED, old])) == (
        "1 of them is confirmed only by a list of 2016. 2 of them name a place that no longer "
        "existed when the list was made."
    )
    assert others_sentence(counted_by_year([OUTLIVED, OUTLIVED])) == (
        "All of them name a place that no longer existed when the list was made: ask before you "
        "rely on them."
    )
