"""Partners in a state that is barred to the other side: of today, of states, once, from both ends.

Of the made-up countries C0 is at war with C2; a home place of C0 and a partner of C1 are looked at.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from partners.gate.made_up_rows import row, unit
from partners.made_up_ground import made_up_ground
from sistercities.partners.gate.third_states import (
    of_partner_state,
    partners_in_barred_states,
    partners_of_each_barred_to,
)
from sistercities.partners.ground import Ground

PLAIN = made_up_ground(n_ties=300)
GROUND = replace(PLAIN, barriers=(row("war", "C0", "C2", "bar"),))
COUNTRY = GROUND.places.country
HOME = int(np.flatnonzero(COUNTRY[:100] == 0)[0])
PARTNER = next(
    k for k in np.flatnonzero(COUNTRY[:100] == 1).tolist()
    if (COUNTRY[PLAIN.ties.partners(k)] == 2).any()
)  # fmt: skip


def _enemies(ground: Ground, tied: int) -> list[int]:
    return [k for k in ground.ties.partners(tied).tolist() if COUNTRY[k] == 2]


def test_partners_of_the_partner_in_a_barred_state_are_told_once() -> None:
    (one,) = partners_in_barred_states(GROUND, HOME, PARTNER)
    assert (one.kind, one.strength) == ("partner_of_barred", "note")
    ids = {str(GROUND.places.ids[k]) for k in _enemies(GROUND, PARTNER)}
    assert set(one.places) == ids != set()
    assert f"Our sources name Place {PARTNER} as a partner of" in one.sentence
    assert "We say so because we suggest nobody in" in one.sentence
    assert one.sentence.endswith(f"it is nothing against Place {PARTNER}.")
    assert "in Country 2." in one.sentence
    # Whom the home place itself is tied with it knows, and it is no reason for the partner.
    assert partners_in_barred_states(GROUND, PARTNER, HOME) == ()


def test_a_war_is_told_of_the_side_that_the_ruling_names_and_to_third_states_alone() -> None:
    war = replace(row("war", "C1", "C2", "bar"), told_of=frozenset({"C2"}))
    ground = replace(PLAIN, barriers=(war,))
    other = int(np.flatnonzero(COUNTRY[:100] == 2)[0])
    (one,) = of_partner_state(ground, HOME, other)
    assert (one.kind, one.strength) == ("war_of_partner", "note")
    assert one.speaks_against
    assert of_partner_state(ground, HOME, PARTNER) == ()
    assert of_partner_state(ground, PARTNER, other) == ()


def test_sanctions_of_others_are_told_unless_the_home_state_has_its_own() -> None:
    rows = (
        row("sanctions", "C3", "C2", "caution", as_of="2025-02"),
        row("sanctions", "C1", "C2", "bar", as_of="2026-03"),
        row("sanctions", "C4", "C2", "note"),
    )
    ground = replace(PLAIN, barriers=rows)
    other = int(np.flatnonzero(COUNTRY[:100] == 2)[0])
    (one,) = of_partner_state(ground, HOME, other)
    assert (one.kind, one.strength, one.as_of) == ("sanctions_of_others", "note", "2026-03")
    assert "have sanctions against Country 2: C1 and C3;" in one.sentence
    assert one.speaks_against
    # The home state of this one has sanctions of its own, and the third is the one that is meant.
    assert of_partner_state(ground, PARTNER, other) == ()
    assert of_partner_state(ground, HOME, PARTNER) == ()


def test_a_law_a_caution_and_a_disputed_status_tell_of_no_relation_of_states() -> None:
    for barrier in (
        row("law", "C0", "C2", "bar"),
        row("sanctions", "C0", "C2", "caution"),
        unit("C2-6 C2-7 C2-8", "bar", "C2"),
    ):
        ground = replace(PLAIN, barriers=(barrier,))
        assert partners_in_barred_states(ground, HOME, PARTNER) == ()


def test_that_one_state_does_not_recognise_the_other_is_nothing_to_say_of_its_partners() -> None:
    """To a home whose state counts C2 as its own, a tie with C2 is none with an enemy."""
    unrecognised = row("no_relations", "C0", "C2", "bar")
    told = replace(PLAIN, barriers=(unrecognised,))
    assert len(partners_in_barred_states(told, HOME, PARTNER)) == 1
    disputed = replace(PLAIN, barriers=(unrecognised, unit("C2", "caution", "C2")))
    assert partners_in_barred_states(disputed, HOME, PARTNER) == ()


def test_a_tie_of_one_old_source_is_not_said_to_stand_today() -> None:
    enemies = _enemies(GROUND, PARTNER)
    keys = np.sort(GROUND.ties.key(np.full(len(enemies), PARTNER), np.array(enemies)))
    old = replace(GROUND, told_once=(keys, np.full(len(keys), 2016.0)))
    assert partners_in_barred_states(old, HOME, PARTNER) == ()
    newer = replace(GROUND, told_once=(keys[1:], np.full(len(keys) - 1, 2016.0)))
    assert len(partners_of_each_barred_to(newer, [PARTNER], HOME)[0]) == 1


def test_nothing_is_told_between_two_places_of_one_country() -> None:
    other = int(np.flatnonzero(COUNTRY[:100] == 1)[-1])
    assert other != PARTNER
    assert partners_in_barred_states(GROUND, other, PARTNER) == ()


def test_a_partner_in_its_own_country_is_no_third_state() -> None:
    """Places of C2 have partners in C2: to a home in C0 the place itself is barred, not these."""
    tied = next(k for k in np.flatnonzero(COUNTRY[:100] == 2).tolist() if _enemies(GROUND, k))
    assert len(partners_of_each_barred_to(GROUND, [tied], HOME)[0]) == 0


@pytest.mark.parametrize(
    ("people", "said"),
    [
        ((3e5, 2e5, 1e5), "{0}, {1} and {2}, in"),
        ((1e5, 3e5, 2e5), "{1}, {2} and {0}, in"),
        ((1e5, 4e5, 2e5, 3e5), "{1}, {3}, {2} and 1 more, in"),
        ((5e5, np.nan, 2e5, 3e5, 1e5), "{0}, {3}, {2} and 2 more, in"),
    ],
    ids=["three", "the largest first", "four", "five, one of unknown size"],
)
def test_the_three_largest_are_named_and_the_others_counted(
    people: tuple[float, ...], said: str
) -> None:
    n = len(people)
    enemies = np.flatnonzero(COUNTRY[:100] == 2)[:n]
    population = PLAIN.places.population.copy()
    population[enemies] = people
    ties = replace(PLAIN.ties, a=np.full(n, PARTNER), b=enemies, year=np.full(n, np.nan))
    ground = replace(GROUND, ties=ties, places=replace(PLAIN.places, population=population))
    (one,) = partners_in_barred_states(ground, HOME, PARTNER)
    assert said.format(*(f"Place {k}" for k in enemies)) in one.sentence
    assert len(one.places) == n


def test_strikes_that_bar_nothing_are_told_to_third_states_where_they_fell() -> None:
    """C3 struck C1: C0 hears of it before a tie with C1, and nothing before one with C3."""
    struck = replace(row("war", "C1", "C3", "caution"), told_of=frozenset({"C1"}))
    ground = replace(PLAIN, barriers=(struck,))
    striker = int(np.flatnonzero(COUNTRY == 3)[0])
    (one,) = of_partner_state(ground, HOME, PARTNER)
    assert (one.kind, one.sentence) == ("war_of_partner", struck.sentence)
    assert one.speaks_against
    assert of_partner_state(ground, HOME, striker) == ()
    untold = replace(ground, barriers=(replace(struck, told_of=frozenset()),))
    assert of_partner_state(untold, HOME, PARTNER) == ()
