"""The standing of a tie: each line of the rule, and what revokes what."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from itertools import permutations
from typing import Any

import pytest

import world
from sistercities.dataset.assemble import signing_levels
from sistercities.dataset.resolved import ResolvedClaim
from sistercities.dataset.standing import ALIVE, OLD_AFTER_YEARS, RULE, absent_from
from sistercities.dataset.tie_events import Happening
from sistercities.dataset.weigh import Around, weigh
from sistercities.terms.words import STANDINGS

YEARS = {"old": 2016, "middle": 2020, "new": 2026, "news": 2026}
TIE = f"{world.TOKIWA}~{world.NINGWAN}"


@dataclass(frozen=True)
class Covered:
    """Which places each source covers."""

    places: dict[str, Collection[str]]

    @property
    def lists(self) -> Collection[str]:
        return self.places.keys()

    def covers(self, source_id: str, place_id: str, tie_id: str) -> bool:  # noqa: ARG002
        return place_id in self.places.get(source_id, ())


BOTH = (world.TOKIWA, world.NINGWAN)
EVERYBODY = Covered(dict.fromkeys(("old", "middle", "new"), BOTH))


def claim(source: str, status: str = "unknown", **said: Any) -> ResolvedClaim:
    drawn = world.drawn_claim(
        source, status + str(said), world.Drawn(world.NINGWAN, world.TOKIWA, "", "none"),
        world.places(),
    )  # fmt: skip
    return replace(drawn, claim=replace(drawn.claim, precision="none", status=status, **said))


def event(what: Any, date: str, number: int = 1) -> Happening:
    return Happening(f"news:{number}{what}", what, date, date, "news")


def tie(
    *claims: ResolvedClaim, events: Collection[Happening] = (), covered: Any = EVERYBODY
) -> Any:
    around = Around(YEARS, {TIE: tuple(events)}, covered)
    (row,) = weigh(claims, world.places(), signing_levels(world.upper_tier()), around).ties
    return row


def stands(*claims: ResolvedClaim, **more: Any) -> tuple[str, str, str]:
    row = tie(*claims, **more)
    return row["standing"], row["standing_since"], row["standing_source"]


def test_the_rule_has_a_line_for_each_word() -> None:
    assert set(RULE) == set(STANDINGS)
    assert set(ALIVE) < set(STANDINGS)


def test_what_the_newest_source_that_covers_an_end_names_is_listed() -> None:
    assert stands(claim("old"), claim("new")) == ("listed", "2026", "new")


def test_what_a_newer_source_that_covers_both_ends_does_not_name_is_no_longer_listed() -> None:
    assert stands(claim("old")) == ("no_longer_listed", "2020", "middle")
    assert tie(claim("old"))["seen_until"] == 2016


def test_one_covered_end_is_no_evidence_of_absence() -> None:
    one_end = Covered({"old": BOTH, "middle": (world.TOKIWA,), "new": (world.TOKIWA,)})
    assert stands(claim("old"), covered=one_end) == ("one_old_source", "2016", "old")


def test_an_old_list_that_nobody_covers_later_is_old_and_a_younger_one_is_listed() -> None:
    lonely = Covered({"old": BOTH, "new": ()})
    assert stands(claim("old"), covered=lonely)[0] == "one_old_source"
    younger = claim("old", seen_year=2026 - OLD_AFTER_YEARS + 1)
    assert stands(younger, covered=lonely)[0] == "listed"


def test_the_newest_source_that_states_a_status_is_believed() -> None:
    assert stands(claim("middle", "active"), claim("new")) == ("active", "2020", "middle")
    ended = claim("middle", "ended", end="2018")
    assert stands(ended, claim("new")) == ("ended", "2018", "middle")
    assert stands(ended, claim("new", "active")) == ("active", "2026", "new")


def test_announced_is_pending_until_somebody_calls_it_more() -> None:
    assert stands(claim("middle", "pending"))[0] == "pending"
    assert stands(claim("middle", "pending"), claim("new", "active"))[0] == "active"


def test_what_was_announced_is_listed_where_a_later_list_names_it_and_begins_on_no_date() -> None:
    intent = claim("middle", "pending", start="2012-08-17")
    intent = replace(intent, claim=replace(intent.claim, precision="day"))
    assert stands(intent, claim("new"))[:2] == ("listed", "2026")
    assert stands(intent, claim("old"))[:2] == ("pending", "2020")
    row = tie(intent, claim("new"))
    assert (row["start"], row["start_year"], row["start_precision"]) == (None, None, "none")
    signed = claim("old", start="2014")
    signed = replace(signed, claim=replace(signed.claim, precision="year"))
    assert tie(intent, signed)["start"] == "2014"


@pytest.mark.parametrize(
    ("events", "word"),
    [
        ([event("ended", "2022-03-03")], "ended"),
        ([event("suspended", "2022-03"), event("ended", "2022-04-21", 2)], "ended"),
        ([event("suspended", "2022-03"), event("ended", "2022", 2)], "ended"),
        ([event("ended", "2020-04-14"), event("resumed", "2020-04-22", 2)], "active"),
        ([event("suspended", "2022"), event("kept", "2025-09", 2)], "suspended"),
        ([event("ended", "2018-10-02"), event("kept", "2018-10-04", 2)], "ended"),
        ([event("kept", "2022-03-02")], "active"),
        ([event("proposed", "2022-03")], "listed"),
        ([event("suspended", "2022-03"), event("proposed", "2022-04", 2)], "suspended"),
        ([event("kept", "2022-03-02"), event("proposed", "2022-04", 2)], "active"),
        ([event("never_valid", "2019-05-29")], "never_valid"),
        ([event("suspended", "")], "suspended"),
        (
            [
                event("suspended", "2023"),
                event("resumed", "2024", 2),
                event("suspended", "2025", 3),
            ],
            "suspended",
        ),
    ],
)
def test_of_several_events_the_last_holds(events: list[Happening], word: str) -> None:
    found = {stands(claim("new"), events=order)[0] for order in permutations(events)}
    assert found == {word}


def test_the_page_of_a_proposal_to_end_a_tie_is_no_list_that_has_it() -> None:
    proposal = event("proposed", "2024-03")
    page = claim("middle", seen_year=2024)
    page = replace(page, claim=replace(page.claim, claim_id=proposal.event_id))
    alone = Covered({"old": BOTH, "middle": (), "new": ()})
    assert stands(page, covered=alone)[0] == "listed"
    assert stands(page, covered=alone, events=[proposal])[:2] == ("one_old_source", "2024")
    assert stands(page, claim("new"), events=[proposal])[:2] == ("listed", "2026")


def test_no_list_lets_a_tie_be_active_after_one_of_the_two_proposed_its_end() -> None:
    proposed = [event("proposed", "2022-02-28")]
    alone = Covered({"old": BOTH, "middle": BOTH, "new": ()})
    active = claim("middle", "active", seen_year=2017)
    assert stands(active, covered=alone)[:2] == ("active", "2017")
    assert stands(active, covered=alone, events=proposed)[:2] == ("one_old_source", "2017")
    # A list of the same year or a later one knows of it, and so does an event.
    later = claim("new", "active")
    assert stands(later, events=proposed)[0] == "active"
    assert (
        stands(active, events=[*proposed, event("resumed", "2021")], covered=alone)[0] == "active"
    )
    undated = [replace(proposed[0], date="", known_on="")]
    assert stands(active, covered=alone, events=undated)[0] == "active"


def test_what_no_list_has_named_is_no_longer_on_none() -> None:
    """A page alone tells that an end was proposed: newer lists of both places lack nothing."""
    page = claim("old")
    page = replace(page, claim=replace(page.claim, claim_id="news:1proposed"))
    proposed = [event("proposed", "2016")]
    assert stands(page, events=proposed)[0] == "one_old_source"
    assert stands(page, claim("old"), events=proposed)[0] == "no_longer_listed"
    # Where a list names it, the standing rests on that, and never on the page.
    later = replace(page, claim=replace(page.claim, source_id="news", seen_year=2026))
    nobody = Covered({})
    said = stands(later, claim("middle"), events=[event("proposed", "2026")], covered=nobody)
    assert said[1:] == ("2020", "middle")


def test_a_later_word_that_a_tie_is_suspended_revokes_no_end() -> None:
    ended, suspended = claim("old", "ended", end="2005"), claim("new", "suspended")
    row = tie(ended, suspended)
    assert (row["standing"], row["end"], row["end_year"]) == ("ended", "2005", 2005)
    around = Around(YEARS, {}, EVERYBODY)
    weighed = weigh((ended, suspended), world.places(), signing_levels(world.upper_tier()), around)
    told = {(one["field"], one["kept"], one["other"]) for one in weighed.conflicts}
    assert ("status", "ended", "suspended") in told
    # A tie that stood again in between was suspended anew.
    assert stands(ended, claim("middle", "active"), suspended)[0] == "suspended"
    # Of events it is the same.
    events = [event("ended", "2022"), event("suspended", "2023-02", 2)]
    assert stands(claim("new"), events=events)[:2] == ("ended", "2022")
    resumed = [*events, event("resumed", "2023-01", 3)]
    assert stands(claim("new"), events=resumed)[:2] == ("suspended", "2023-02")


def test_a_report_whose_date_is_the_latest_possible_tells_an_earlier_event_once_more() -> None:
    told = event("suspended", "2022-03-16")
    page = replace(event("suspended", "2023-02", 2), is_latest=True)
    assert stands(claim("new"), events=[told, page])[:2] == ("suspended", "2022-03-16")
    between = event("resumed", "2022-09", 3)
    assert stands(claim("new"), events=[told, between, page])[:2] == ("suspended", "2023-02")
    assert stands(claim("new"), events=[page])[:2] == ("suspended", "2023-02")


def test_lists_that_go_on_naming_a_tie_do_not_revoke_its_end() -> None:
    ended = [event("ended", "2019-10-07")]
    row = tie(claim("new", "active"), claim("middle"), events=ended)
    assert (row["standing"], row["end"], row["end_year"]) == ("ended", "2019-10-07", 2019)
    assert row["standing_source"] == "news"


def test_a_list_that_repeats_an_end_without_a_date_leaves_it_its_date() -> None:
    ended = [event("ended", "2022-03-02")]
    assert stands(claim("new", "ended"), events=ended) == ("ended", "2022-03-02", "news")
    row = tie(claim("new", "ended"), events=ended)
    assert (row["end"], row["end_year"]) == ("2022-03-02", 2022)
    # It is told anew where the tie was resumed since, or where it only rested.
    resumed = [*ended, event("resumed", "2024-05-01", 2)]
    assert stands(claim("new", "ended"), events=resumed)[:2] == ("ended", "2026")
    rested = [event("suspended", "2022-03-02")]
    assert stands(claim("new", "ended"), events=rested)[:2] == ("ended", "2026")


def test_an_end_told_without_its_own_date_is_not_the_dated_one_of_an_earlier_list() -> None:
    told = Happening("news:1", "ended", "2024-05", "", "news")
    listed = claim("middle", "ended", end="2018")
    assert stands(listed, events=[told]) == ("ended", "2024-05", "news")


@pytest.mark.parametrize("is_official", [True, False])
@pytest.mark.parametrize("word", ["ended", "suspended"])
def test_no_list_revokes_an_event_not_even_the_page_of_a_government(
    word: str, is_official: bool
) -> None:
    told = [event(word, "2022")]
    page = claim("new", "active", is_official=is_official)
    assert stands(page, claim("old"), events=told) == (word, "2022", "news")
    assert tie(page, events=told)["seen_until"] == 2026
    resumed = [*told, event("resumed", "2023-05", 2)]
    assert stands(page, claim("old"), events=resumed)[0] == "active"


def test_a_list_that_repeats_an_end_of_an_event_does_not_let_a_later_list_revoke_it() -> None:
    told = [event("ended", "2010")]
    repeated, later = claim("middle", "ended"), claim("new", "active")
    assert stands(repeated, later)[0] == "active"
    assert stands(repeated, later, events=told)[0] == "ended"
    resumed = [*told, event("resumed", "2011", 2)]
    assert stands(repeated, later, events=resumed)[0] == "active"


def test_the_newest_list_that_covers_both_ends_and_lacks_an_active_tie_is_found() -> None:
    observed = {"old": 2016, "middle": 2020, "new": 2026}
    assert absent_from(TIE, 2016, ("old",), observed, EVERYBODY) == 2026
    assert absent_from(TIE, 2016, ("old", "new"), observed, EVERYBODY) == 2020
    assert absent_from(TIE, 2026, ("new",), observed, EVERYBODY) is None
    one_end = Covered({"new": BOTH[:1]})
    assert absent_from(TIE, 2016, ("old",), observed, one_end) is None


def test_the_source_of_an_event_without_a_claim_stands_among_the_sources() -> None:
    row = tie(claim("new"), claim("old"), events=[event("suspended", "2022")])
    assert (row["standing_source"], row["sources"]) == ("news", "new news old")
    assert row["n_claims"] == 2


def test_the_page_of_a_government_wins_over_a_date_that_it_contradicts() -> None:
    listed = claim("middle", start="1993-05-09", is_double_entry=True)
    listed = replace(listed, claim=replace(listed.claim, precision="day"))
    page = claim("new", start="1994", is_official=True)
    page = replace(page, claim=replace(page.claim, precision="year"))
    assert tie(listed, page)["start"] == "1994"
    same = replace(page, claim=replace(page.claim, start="1993"))
    assert tie(listed, same)["start"] == "1993-05-09"


def test_an_end_is_no_sighting() -> None:
    row = tie(claim("old"), claim("new", "ended", end="2022"))
    assert (row["seen_from"], row["seen_until"], row["known_until"]) == (2016, 2016, 2026)


@pytest.mark.parametrize(("year", "word"), [(2021, "one_old_source"), (2022, "listed")])
def test_a_list_of_five_years_before_the_newest_is_old(year: int, word: str) -> None:
    lonely = Covered({"old": BOTH, "new": ()})
    assert stands(claim("old", seen_year=year), covered=lonely)[0] == word
