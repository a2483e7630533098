"""From claims to ties: the drawn world by hand, and each rule of weighing alone."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import world
from sistercities.dataset.assemble import assemble, signing_levels
from sistercities.dataset.resolved import ResolvedClaim
from sistercities.dataset.tie_events import Happening
from sistercities.dataset.weigh import Around, Weighed, tie_class, weigh
from sistercities.terms.places import Resolution

YEARS = {"early": 2015, world.ZH: 2020, world.EN: 2026}
SIGNING = signing_levels(world.upper_tier())


def _claim(claim_id: str, source: str = world.ZH, **said: Any) -> ResolvedClaim:
    """Make a claim that Ningwan and Tokiwa are tied."""
    drawn = world.drawn_claim(
        source, claim_id, world.Drawn(world.NINGWAN, world.TOKIWA, "", "none"), world.places()
    )
    said = {"precision": "none", "is_double_entry": False, "kind": "sister", **said}
    return replace(drawn, claim=replace(drawn.claim, **said))


def _weigh(*claims: ResolvedClaim) -> Weighed:
    return weigh(claims, world.places(), SIGNING, Around(YEARS))


def _tie(*claims: ResolvedClaim) -> dict[str, Any]:
    (tie,) = _weigh(*claims).ties
    return tie


def test_the_world_comes_out_as_drawn() -> None:
    ties = assemble(world.ingredients())["ties"]
    found = {
        frozenset({tie["place_a"], tie["place_b"]}): world.Tie(
            tie["tie_class"], tie["start"], tie["start_precision"], tie["status"]
        )
        for tie in ties
    }
    assert found == world.TIES
    assert len(ties) == len(world.TIES)


def test_the_ends_make_the_id_whichever_comes_first() -> None:
    claim = _claim("one")
    turned = ResolvedClaim(
        replace(claim.claim, claim_id="two", a=claim.claim.b, b=claim.claim.a), claim.b, claim.a
    )
    tie = _tie(claim, turned)
    assert (tie["tie_id"], tie["place_a"], tie["place_b"]) == ("gn:811~gn:921", "gn:811", "gn:921")
    assert tie["n_claims"] == 2


def test_a_name_that_waits_and_a_pair_of_one_place_make_no_tie() -> None:
    waiting = replace(_claim("one"), b=Resolution("", "", 0.0, "not known"))
    same = replace(_claim("two"), b=_claim("two").a)
    assert _weigh(waiting, same) == Weighed([], [])


def test_a_sound_date_beats_a_suspect_one_however_precise() -> None:
    tie = _tie(
        _claim("one", start="1979-01-01", precision="suspect", is_double_entry=True),
        _claim("two", start="1985", precision="year"),
    )
    assert (tie["start"], tie["start_precision"], tie["start_year"]) == ("1985", "year", 1985)


def test_a_suspect_date_alone_stays_and_says_so() -> None:
    tie = _tie(_claim("one", start="1979-01-01", precision="suspect"))
    assert (tie["start_year"], tie["start_precision"]) == (1979, "suspect")


def test_precision_comes_before_double_entry_and_that_before_a_newer_source() -> None:
    day = _claim("one", start="1985-06-01", precision="day")
    year = _claim("two", start="1986", precision="year", is_double_entry=True)
    assert _tie(day, year)["start"] == "1985-06-01"
    twice = _claim("three", "early", start="1987-06-01", precision="day", is_double_entry=True)
    assert _tie(day, twice)["start"] == "1987-06-01"
    newer = _claim("four", world.EN, start="1988-06-01", precision="day")
    assert _tie(day, newer)["start"] == "1988-06-01"


def test_a_batch_day_counts_as_its_year() -> None:
    batch = _claim("one", start="2000-09-27", precision="year", is_batch_date=True)
    month = _claim("two", start="1999-05", precision="month")
    alone, beside = _tie(batch), _tie(batch, month)
    assert (alone["start_year"], alone["is_batch_date"]) == (2000, True)
    assert (beside["start"], beside["is_batch_date"]) == ("1999-05", False)
    careless = replace(batch, claim=replace(batch.claim, precision="day"))
    assert _tie(careless, month)["start"] == "1999-05"


def test_an_end_in_a_later_source_beats_an_active_tie_in_an_earlier_one() -> None:
    active = _claim("one", "early", status="active", start="1985", precision="year")
    ended = _claim("two", status="ended", end="2012-03", start="1985", precision="year")
    tie = _tie(active, ended)
    assert (tie["status"], tie["end"], tie["end_year"]) == ("ended", "2012-03", 2012)
    (conflict,) = _weigh(active, ended).conflicts
    assert (conflict["field"], conflict["kept"], conflict["other"]) == ("status", "ended", "active")


def test_an_active_tie_in_a_later_source_has_come_back() -> None:
    ended = _claim("one", "early", status="ended", end="2012")
    active = _claim("two", status="active")
    tie = _tie(ended, active)
    assert (tie["status"], tie["end"]) == ("active", None)


def test_a_source_without_a_status_beats_nothing() -> None:
    suspended = _claim("one", status="suspended", end="2012-12-12")
    silent = _claim("two", world.EN, status="unknown", kind="unknown")
    tie = _tie(suspended, silent)
    assert (tie["status"], tie["end_year"]) == ("suspended", 2012)
    assert tie["kind"] == "sister"
    assert _weigh(suspended, silent).conflicts == []
    assert _tie(silent)["status"] == "unknown"


def test_within_one_year_the_end_is_held() -> None:
    tie = _tie(_claim("one", status="active"), _claim("two", status="ended"))
    assert tie["status"] == "ended"
    pending = _tie(_claim("one", status="active"), _claim("two", status="pending"))
    assert pending["status"] == "active"


def test_of_two_ends_the_first_is_held_and_the_other_is_a_conflict() -> None:
    ended = [_claim("one", status="ended", end="2022-11-15", seen_year=2022),
             _claim("two", status="ended", end="2022-12-15", seen_year=2022)]  # fmt: skip
    tie_id = _tie(*ended)["tie_id"]
    first, second = (one.claim.claim_id for one in ended)
    for is_latest, others in ((False, ["2022-12-15"]), (True, [])):
        told = (
            Happening(first, "ended", "2022-11-15", "2022-11-15", world.ZH),
            Happening(second, "ended", "2022-12-15", "2022-12-15", world.ZH, is_latest),
        )
        weighed = weigh(ended, world.places(), SIGNING, Around(YEARS, {tie_id: told}))
        (tie,) = weighed.ties
        assert (tie["end"], tie["standing_since"]) == ("2022-11-15", "2022-11-15")
        assert [one["other"] for one in weighed.conflicts] == others


def test_a_coarser_date_that_agrees_is_no_conflict() -> None:
    day = _claim("one", start="1984-05-09", precision="day")
    year = _claim("two", start="1984", precision="year")
    assert _weigh(day, year).conflicts == []
    other = _claim("three", start="1985", precision="year")
    (conflict,) = _weigh(day, other).conflicts
    assert conflict["kept_claim"] == day.claim.claim_id
    assert (conflict["other"], conflict["other_claim"]) == ("1985", other.claim.claim_id)
    assert conflict["rule"]


def test_what_is_known_from_where() -> None:
    tie = _tie(_claim("one"), _claim("two", world.EN))
    assert (tie["known_from"], tie["known_until"]) == (2020, 2026)
    assert tie["sources"] == "enwiki-2026 zhwiki-2020"


def test_a_claim_may_show_a_year_of_its_own() -> None:
    tie = _tie(_claim("list"), _claim("page", seen_year=2024, status="ended", end="2023"))
    assert (tie["known_from"], tie["known_until"]) == (2020, 2024)
    assert (tie["status"], tie["end"]) == ("ended", "2023")
    assert _tie(_claim("page", seen_year=2009))["known_until"] == 2009


def test_confidence_is_the_weaker_end_of_the_better_claim() -> None:
    def sure(claim_id: str, a: float, b: float) -> ResolvedClaim:
        claim = _claim(claim_id)
        return replace(claim, a=replace(claim.a, confidence=a), b=replace(claim.b, confidence=b))

    assert _tie(sure("one", 0.9, 0.5), sure("two", 0.7, 0.8))["confidence"] == 0.7


@pytest.mark.parametrize(
    ("a", "b", "due"),
    [
        (world.LANYU, world.MINAMIHARA, "upper"),
        (world.LANYU, world.VALMONT, "upper"),  # a former region signs as one
        (world.LANYU, world.OMBRAGE, "upper"),  # both tiers of FR sign
        (world.NINGWAN, world.TOKIWA, "lower"),
        (world.YUNLING, world.PORTCLAIR, "lower"),  # region2 signs in FR, not in CN
        (world.HUSHI, world.ROQUEFEUILLE, "lower"),  # a county
        (world.NANYUAN, world.SAINT_ORME, "lower"),  # a district, even of a dual place
        (world.MEIPING, world.HIGASHINO, "cross"),
        (world.MEIPING, world.HAUTE_LISE, "cross"),
        (world.JINGHAI, world.FREIHAFEN, "dual"),
        (world.JINGHAI, world.MINAMIHARA, "dual"),
        (world.TOKIWA, world.JINGHAI, "dual"),
    ],
)
def test_the_class_follows_from_the_levels(a: str, b: str, due: str) -> None:
    places = world.places()
    assert tie_class(places[a], places[b], SIGNING) == due
    assert tie_class(places[b], places[a], SIGNING) == due


_SAID = st.fixed_dictionaries(
    {
        "source": st.sampled_from(sorted(YEARS)),
        "start": st.sampled_from(["", "1985", "1985-06", "1985-06-01", "1990"]),
        "is_suspect": st.booleans(),
        "status": st.sampled_from(["active", "ended", "suspended", "pending", "unknown"]),
        "end": st.sampled_from(["", "2001", "2001-02-03"]),
        "kind": st.sampled_from(["sister", "friendship", "exchange", "unknown"]),
        "is_double_entry": st.booleans(),
    }
)


def _said(number: int, said: dict[str, Any]) -> ResolvedClaim:
    precision = {0: "none", 4: "year", 7: "month", 10: "day"}[len(said["start"])]
    rest = {key: said[key] for key in ("start", "status", "end", "kind", "is_double_entry")}
    is_suspect = said["is_suspect"] and said["start"]
    return _claim(
        f"C{number}", said["source"], precision="suspect" if is_suspect else precision, **rest
    )


@settings(max_examples=60, deadline=None)
@given(st.lists(_SAID, min_size=1, max_size=4))
def test_the_order_of_the_claims_never_matters(said: list[dict[str, Any]]) -> None:
    claims = [_said(number, one) for number, one in enumerate(said)]
    first = _weigh(*claims)
    assert all(_weigh(*order) == first for order in permutations(claims))
    (tie,) = first.ties
    dated = [c.claim for c in claims if c.claim.start and c.claim.status != "pending"]
    has_sound = any(claim.precision != "suspect" for claim in dated)
    assert (tie["start_precision"] in ("day", "month", "year")) == has_sound
    assert (tie["end"] is None) or tie["status"] in ("ended", "suspended")


def _of_ended(claim_id: str, source: str, **said: Any) -> ResolvedClaim:
    """Make a claim that Lanyu and Valmont are tied, active: Valmont was no more after 2015."""
    drawn = world.drawn_claim(
        source, claim_id, world.Drawn(world.LANYU, world.VALMONT, "", "none"), world.places()
    )
    said = {"precision": "none", "status": "active", **said}
    return replace(drawn, claim=replace(drawn.claim, **said))


def test_nothing_is_active_in_a_year_in_which_one_of_the_two_was_no_more() -> None:
    after = _tie(_of_ended("after", world.ZH))
    assert after["standing"] != "active"
    # It stands no longer than both did; until when it is listed is told beside.
    assert (after["standing_since"], after["standing_source"]) == ("2015", world.ZH)
    assert after["seen_until"] == 2020
    # What was stated last stays in its own column.
    assert after["status"] == "active"


def test_what_was_active_while_both_were_there_stands_at_that_year() -> None:
    both = _tie(_of_ended("before", "early"), _of_ended("after", world.ZH))
    assert (both["standing"], both["standing_since"]) == ("active", "2015")
    ended = _tie(_of_ended("after", world.ZH, status="ended", end="2018"))
    assert (ended["standing"], ended["standing_since"]) == ("ended", "2018")


def test_no_tie_of_the_world_is_active_after_the_end_of_a_place() -> None:
    ends = {place.place_id: place.valid_to for place in world.places().values()}
    for tie in assemble(world.ingredients())["ties"]:
        years = [year for end in ("place_a", "place_b") if (year := ends[tie[end]]) is not None]
        if tie["standing"] == "active" and years:
            assert int(tie["standing_since"][:4]) <= min(years)


def test_a_list_made_after_one_side_ended_lets_a_tie_stand_no_longer_than_both_did() -> None:
    before = _of_ended("before", "early", status="unknown")
    after = _of_ended("after", world.EN, status="unknown")
    late, both = _tie(after), _tie(before, after)
    assert _tie(_claim("alive", world.EN, status="unknown"))["standing"] == "listed"
    assert (late["standing"], late["standing_since"]) == ("one_old_source", "2015")
    assert (late["standing_source"], late["seen_until"]) == (world.EN, 2026)
    assert (both["standing"], both["standing_since"]) == ("one_old_source", "2015")


def test_what_is_told_of_a_tie_counts_also_after_one_side_ended() -> None:
    over = _tie(_of_ended("after", world.EN, status="ended", end="2022"))
    assert (over["standing"], over["standing_since"]) == ("ended", "2022")
