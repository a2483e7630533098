"""The three lists that open a scorecard, from made-up criteria and obstacles."""

from __future__ import annotations

import numpy as np

from partners.made_up_ground import made_up_ground
from sistercities.partners.assessment import Criterion
from sistercities.partners.gate.obstacle import Obstacle
from sistercities.partners.in_short import MOST, in_short
from sistercities.partners.reason import Reason

GROUND = made_up_ground()
BUSY = np.flatnonzero(GROUND.ties.degree > 0).tolist()
LONELY = int(np.flatnonzero(GROUND.ties.degree == 0)[0])
WAR = Obstacle("war", "bar", "At war.", "", "war:A:B", as_of="2026-02")
CARE = Obstacle("sanctions", "caution", "Sanctions.", "", "sanctions:A:B", as_of="2024-01-31")
NOTE = Obstacle("law", "note", "A duty.", "", "A:duty", as_of="2002")
ENDED = Obstacle("ended", "caution", "A tie ended.", "")


def _criteria(*adds: float, value: float = 1.0) -> tuple[Criterion, ...]:
    return tuple(
        Criterion(
            Reason(f"f{k}", "group", f"Title {k}", value, add, f"Adds {add:g}.", "", True),
            1.0, None, None,
        )
        for k, add in enumerate(adds)
    )  # fmt: skip


def _lists(
    known: tuple[Criterion, ...] = (), unknown: tuple[Criterion, ...] = (),
    obstacles: tuple[Obstacle, ...] = (), both: tuple[int, int] = (BUSY[0], BUSY[1]),
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:  # fmt: skip
    is_barred = any(one.strength == "bar" for one in obstacles)
    found = in_short(GROUND, *both, known, unknown, obstacles, is_barred=is_barred)
    return found.in_favour, found.against, found.to_find_out


def test_the_weightiest_stand_first_on_either_side_and_what_adds_little_on_none() -> None:
    in_favour, against, _ = _lists(_criteria(2, 1, 0.9, 0.8, 0.7, 0.15, 0.0, -0.1, -0.5, -3))
    assert in_favour == ("Adds 2.", "Adds 1.", "Adds 0.9.", "Adds 0.8.")
    assert len(in_favour) == MOST
    assert against == ("Adds -3.", "Adds -0.5.")


def test_a_reason_is_named_from_the_log_odds_that_a_reader_would_notice() -> None:
    in_favour, against, _ = _lists(_criteria(0.16, 0.14, -0.14, -0.16))
    assert (in_favour, against) == (("Adds 0.16.",), ("Adds -0.16.",))


def test_a_colonial_past_is_no_argument_for_or_against() -> None:
    past = [
        Reason("colonial_tie", "group", "Past", 1.0, add, "Past.", "", True) for add in (2.0, -2.0)
    ]
    assert not any(one.is_argument for one in past)


def test_an_absence_is_no_reason_for_a_partner() -> None:
    assert _lists(_criteria(2, value=0.0))[0] == ()


def test_what_bars_or_calls_for_care_stands_first_against_and_a_note_not_at_all() -> None:
    _, against, _ = _lists(_criteria(-1, -2), obstacles=(CARE, NOTE))
    assert against == ("Sanctions.", "Adds -2.", "Adds -1.")


def test_nothing_is_argued_for_or_against_a_place_that_is_barred() -> None:
    """Its criteria stand in the table; before a council nobody weighs whom she cannot suggest."""
    in_favour, against, _ = _lists(_criteria(2, -1), obstacles=(WAR, CARE, NOTE))
    assert in_favour == ()
    assert against == ("At war.", "Sanctions.")


def test_no_obstacle_is_cut_for_want_of_room() -> None:
    many = tuple(
        Obstacle("law", "bar", f"Law {k}.", "", f"law:{k}") for k in range(MOST + 2)
    )  # fmt: skip
    assert _lists(_criteria(-1), obstacles=many)[1] == tuple(one.sentence for one in many)


def test_a_tie_of_the_two_that_is_over_speaks_against_a_new_one_first() -> None:
    """A tie that stands has its own place above the lists."""
    assert _lists(obstacles=(CARE, ENDED))[1] == (ENDED.sentence, CARE.sentence)
    standing = Obstacle("tied", "note", "They are partners.", "")
    assert _lists(obstacles=(standing,))[1] == ()


def test_the_newest_source_on_what_stands_in_the_way_is_to_be_followed_up() -> None:
    """Notes are left out of it: whether a rule of 2002 still holds is no matter of the two."""
    to_find_out = _lists(obstacles=(WAR, CARE, NOTE, ENDED))[2]
    assert to_find_out[0] == (
        "Whether this has changed since February 2026: we have no newer source on it."
    )
    assert not any("has changed" in line for line in _lists(obstacles=(NOTE,))[2])


def test_one_date_stands_for_all_that_the_headline_rests_on() -> None:
    """A war of the partner's state with a third is said first, so its date counts too."""
    others = Obstacle("war_of_partner", "note", "At war.", "", "war:B:C", as_of="2026-03-05")
    found = _lists(obstacles=(CARE, others))[2]
    assert found[0] == (
        "Whether this has changed since 5 March 2026: we have no newer source on it."
    )
    assert "since 5 March 2026" in _lists(obstacles=(others,))[2][0]
    assert not any("has changed" in line for line in _lists(obstacles=(NOTE,))[2])


def test_a_month_is_no_older_than_a_day_in_it() -> None:
    on_a_day = Obstacle("war", "caution", "Struck.", "", "war:A:B", as_of="2026-03-02")
    in_the_month = Obstacle("sanctions", "caution", "Sent home.", "", "x", as_of="2026-03")
    found = _lists(obstacles=(on_a_day, in_the_month))[2]
    assert found[0].startswith("Whether this has changed since March 2026:")


def test_a_war_of_the_partner_s_state_speaks_against_and_stands_before_other_care() -> None:
    others = Obstacle("war_of_partner", "note", "B is at war with C.", "", "war:B:C")
    sanctions = Obstacle("sanctions_of_others", "note", "D has sanctions against B.", "")
    against = _lists(obstacles=(CARE, others, sanctions, NOTE))[1]
    assert against == ("B is at war with C.", "Sanctions.", "D has sanctions against B.")


def test_what_is_not_known_is_to_be_found_out() -> None:
    lines = _lists(unknown=_criteria(0.1, 0.0))[2]
    assert "What is not known here: title 0, title 1." in lines
    assert lines[-1] == "Whether either has a partnership that no source of ours names."


def test_a_place_without_a_tie_on_record_may_have_some() -> None:
    lines = _lists(both=(BUSY[0], LONELY))[2]
    assert lines[0] == f"Which partners Place {LONELY} has: no source of ours names one."


def test_nothing_is_argued_of_a_place_that_is_suggested_to_nobody() -> None:
    found = in_short(GROUND, *BUSY[:2], _criteria(2, -3), (), (), is_barred=True)
    assert (found.in_favour, found.against) == ((), ())


def test_what_names_a_place_of_a_low_rank_stands_first() -> None:
    found = in_short(
        GROUND, BUSY[0], BUSY[1], _criteria(2, 1), (), (), is_barred=False,
        evidence=("The two bear the same name.",),
    )  # fmt: skip
    assert found.in_favour == ("The two bear the same name.", "Adds 2.", "Adds 1.")
