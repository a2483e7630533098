"""Partnerships that stand and that something bars are named, with what bars them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

import sistercities as sc
from partners.gate.made_up_rows import row
from partners.made_up_ground import made_up_ground
from sistercities.partners.gate.barred_partners import MOST_NAMED, partners_in_question

PLAIN = made_up_ground(n_ties=300)
WAR = row("war", "C0", "C2", "bar")
COUNTRY = PLAIN.places.country
HOME = next(
    k for k in np.flatnonzero(COUNTRY[:100] == 0).tolist()
    if (COUNTRY[PLAIN.ties.partners(k)] == 2).any()
)  # fmt: skip


def test_every_partner_in_a_barred_state_is_counted_and_no_other() -> None:
    ground = replace(PLAIN, barriers=(WAR,))
    partners = PLAIN.ties.partners(HOME).tolist()
    enemies = [k for k in partners if COUNTRY[k] == 2]
    (said,) = partners_in_question(ground, HOME, partners)
    assert f"This concerns {len(enemies)} partner" in said
    assert WAR.sentence in said
    for place in enemies[:MOST_NAMED]:
        assert f"Place {place}" in said
    assert not any(f"Place {k}," in said for k in partners if k not in enemies and k != HOME)


def test_a_caution_and_a_place_without_partners_say_nothing() -> None:
    partners = PLAIN.ties.partners(HOME).tolist()
    care = replace(PLAIN, barriers=(row("sanctions", "C0", "C2", "caution"),))
    assert partners_in_question(care, HOME, partners) == ()
    assert partners_in_question(replace(PLAIN, barriers=(WAR,)), HOME, []) == ()


def test_a_city_in_texas_hears_of_the_law_before_its_partners_are_praised() -> None:
    """By the statute of 2025, which names China and Russia; Houston's ties are in the sources."""
    brief = sc.brief("Houston, US")
    assert "Shenzhen" in brief.sentence
    assert "Bodies in Texas may not establish, keep or renew" in brief.sentence
    assert "not known here" in brief.sentence
    assert any("Bodies in Texas" in note for note in sc.rank_partners("Houston, US", count=1).notes)
    assert any("Bodies in Texas" in note for note in sc.benchmark("Houston, US").notes)
    assert "Texas" not in sc.brief("Boise").sentence
