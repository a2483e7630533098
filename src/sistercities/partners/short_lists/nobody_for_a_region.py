"""What was looked at for a region to which no list names anybody, and how near the best came."""

from __future__ import annotations

import numpy as np

from sistercities.partners.chance_words import LEAST, is_worth_telling
from sistercities.partners.names_in_sentences import named_country, named_place
from sistercities.partners.short_lists.candidate_facts import CandidateFacts
from sistercities.partners.short_lists.region_ranks import (
    MOST_TIMES,
    NEAR_KM,
    chance,
    fits_but_for_chance,
    is_looked_at,
    least_pairs,
)
from sistercities.sentences import Said, Sentence, listed, say, say_count

_FIGURES = 2


def say_nobody_for_a_region(facts: CandidateFacts) -> Said:
    """Say which regions were looked at for a home region, and why the likeliest is not named.

    Parameters
    ----------
    facts
        The home region with its candidates.
    """
    n = int(is_looked_at(facts).sum())
    home = named_place(facts.ground, facts.home)
    if not n and np.isnan(facts.pairs.distance_km).all():
        return say(
            "No region abroad of the same rank as {home} that has partners is linked to it by "
            "partnerships of its cities. Which of them lie near cannot be told: no source of ours "
            "says where {home} lies.", home=home,
        )  # fmt: skip
    if not n:
        return say(
            "We name regions abroad of the same rank as {home} that have partners, and either lie "
            "within {km:,} km or are linked to it by partnerships of its cities. There is none.",
            home=home, km=NEAR_KM,
        )  # fmt: skip
    n_fitting = int(fits_but_for_chance(facts).sum())
    looked = _of_like_size(n_fitting, home) if n_fitting else _of_any_size(n, home)
    return listed([looked, _why_none(facts), *_others_above(facts)], "space")


def _of_like_size(n: int, home: Said) -> Sentence:
    return say_count(
        "Of the regions compared, {n} abroad has the rank of {home} and partners, is not far "
        "larger or smaller, and lies within {km:,} km or is linked to it by partnerships of its "
        "cities.",
        "Of the regions compared, {n:,} abroad have the rank of {home} and partners, are not far "
        "larger or smaller, and lie within {km:,} km or are linked to it by partnerships of their "
        "cities.",
        n, home=home, km=NEAR_KM,
    )  # fmt: skip


def _of_any_size(n: int, home: Said) -> Sentence:
    return say_count(
        "Of the regions compared, {n} abroad has the rank of {home} and partners, and lies within "
        "{km:,} km or is linked to it by partnerships of its cities.",
        "Of the regions compared, {n:,} abroad have the rank of {home} and partners, and lie "
        "within {km:,} km or are linked to it by partnerships of their cities.",
        n, home=home, km=NEAR_KM,
    )  # fmt: skip


def _others_above(facts: CandidateFacts) -> tuple[Sentence, ...]:
    """Say why others with a chance that would be enough are not named.

    The long list begins with them, and `assess` tells their chance.
    """
    if not (~fits_but_for_chance(facts) & (chance(facts) >= 1 / least_pairs("one"))).any():
        return ()
    return (
        say(
            "Regions that stand first on the long list have a better chance; they are of another "
            "rank, far larger or smaller, capitals, or neither near nor linked."
        ),
    )


def _why_none(facts: CandidateFacts) -> Sentence:
    """Say what those lack who are of like size and linked enough, or that there is none."""
    at = np.flatnonzero(fits_but_for_chance(facts))
    if not len(at):
        return say(
            "Each of them is at least {times:.0f} times as large or as small, is a capital, or "
            "lies far away with too few links.", times=MOST_TIMES,
        )  # fmt: skip
    best = int(at[np.argmax(chance(facts)[at])])
    share, least = float(chance(facts)[best]), least_pairs("one")
    if not is_worth_telling(share):
        return say(
            "With none of these does {home} make a pair of which 1 in {of:,.0f} are partners, and "
            "we name nobody below 1 in {least:,.0f}.",
            home=named_place(facts.ground, facts.home), of=1 / LEAST, least=least,
        )  # fmt: skip
    ground, place = facts.ground, int(facts.pairs.b[best])
    return say(
        "The likeliest is {place} ({country}): about 1 in {of:,} pairs of regions like these two "
        "are partners. We name nobody below 1 in {least:,.0f}.",
        place=named_place(ground, place),
        country=named_country(ground, int(ground.places.country[place])),
        of=int(float(f"{1 / share:.{_FIGURES}g}")), least=least,
    )  # fmt: skip
