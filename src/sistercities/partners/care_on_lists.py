"""For whom something calls for care, and whom that keeps off the lists."""

from __future__ import annotations

from sistercities.partners.choosing import Wishes
from sistercities.partners.gate.gate import gate_of
from sistercities.partners.short_lists.arguments import is_at_war_at_home
from sistercities.partners.short_lists.armed_groups import are_held_by_groups
from sistercities.partners.short_lists.candidate_facts import CandidateFacts
from sistercities.partners.short_lists.claimed_places import are_claimed
from twolevel.core.array_types import Flag

MOST_OF_THE_WORLD = 0.5
"""Share of the candidates that call for care, from which what calls for it keeps none off."""


def care_of(facts: CandidateFacts, wishes: Wishes) -> tuple[Flag, Flag]:
    """Say for whom something calls for care, and whom that keeps off the lists.

    Others can be found, where nothing calls for care and no war is fought, near a network too: a
    partner in common is no reason to write to a town of a state under sanctions of one's own.
    Where most of the world calls for care, as where the home state is under sanctions, what half
    of the world calls for keeps nobody off, and what else calls for it does. Where a unit that
    most states bar lies at one end alone, nobody there is sought abroad; nor is who lies where the
    other state counts the place as its own, or where armed groups fight. Who asks for a country,
    or for the own one, sees its places.
    """
    gate, home, at = gate_of(facts.ground), facts.home, facts.pairs.b
    needs_care = gate.calls_for_care(home, at)
    is_apart = gate.is_held_apart[at] ^ gate.is_held_apart[home]
    if needs_care.mean() >= MOST_OF_THE_WORLD:
        needs_more = gate.calls_for_more_care(home, at, MOST_OF_THE_WORLD)
        # Where each state has a row of its own, nobody would be left.
        needs_care = needs_more & ~needs_more.all()
    needs_care = needs_care | is_apart
    is_at_war = is_at_war_at_home(facts.ground)[facts.pairs.country]
    is_asked_for = wishes.is_of_countries
    keeps_off = needs_care | is_at_war | are_claimed(facts) | are_held_by_groups(facts)
    return needs_care, keeps_off & (not is_asked_for)
