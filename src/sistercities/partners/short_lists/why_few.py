"""Why a list names fewer places than asked for, and why it leaves out some that score high."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np

from sistercities.partners.gate.gate import gate_of
from sistercities.partners.names_in_sentences import named_with_country
from sistercities.partners.short_lists.candidate_facts import CandidateFacts
from sistercities.partners.short_lists.footing import is_out_of_rank
from sistercities.partners.short_lists.region_facts import is_for_regions
from sistercities.sentences import Said, Sentence, listed, say, say_count
from twolevel.core.array_types import Index, Real


def why_few(
    n_named: int,
    n_fitting: int,
    n_for_care: int,
    count: int,
    countries: Said,
    home: Said,
    *,
    is_part: bool = False,
    part_of: Said | None = None,
    quarter_of: Said | None = None,
    others_follow: bool = False,
    n_elsewhere: int = 0,
    n_could_elsewhere: int = 0,
    has_purpose: bool = False,
    may_ask_for_part: bool = False,
    is_of_regions: bool = False,
) -> Sentence | None:
    """Say why a list is short; None where it is as long as asked for.

    Parameters
    ----------
    n_named, n_fitting
        Places that it names, and that fit it.
    n_for_care
        Places that would fit it if nothing called for care.
    count
        Places that are asked for.
    countries
        Where the places lie that would fit if nothing called for care.
    home
        The home place.
    is_part
        Whether the home place is part of another municipality, which signs for it.
    part_of
        The municipality that signs for it then; None where none is on record.
    quarter_of
        The city beside which it lies, as one of its quarters; None where it counts as none.
    others_follow
        Whether places follow the lists for which fewer reasons speak.
    n_elsewhere
        Places that fit it and stand on other lists.
    n_could_elsewhere
        Places on other lists that lie where this one looks, whatever it asks of them.
    has_purpose
        Whether a purpose is asked for.
    may_ask_for_part
        Whether it looks all over the world, and no part of it is asked for.
    is_of_regions
        Whether regions are sought: hardly a fact for a purpose is held of them.
    """
    # What follows the lists says itself that fewer reasons speak for it.
    more = "" if others_follow else say("; the long list shows all candidates")
    if n_named >= count:
        return None
    if n_for_care > n_fitting:
        return say_count(
            "{n:,} place that fits this list, in {countries}, is left out because there is "
            "something to check first. Ask for its country to see the place, and what to check.",
            "{n:,} places that fit this list, in {countries}, are left out because there is "
            "something to check first. Ask for a country to see its places, and what to check.",
            n_for_care,
            countries=countries,
        )
    if not n_fitting and (is_part or quarter_of is not None):
        return _another_signs(home, part_of, None if is_part else quarter_of)
    if not n_fitting and may_ask_for_part and not others_follow:
        return _nobody_on_new_ground(home, n_could_elsewhere, has_purpose=has_purpose)
    if not n_fitting and has_purpose:
        return _nobody_for_purpose(home, is_of_regions=is_of_regions)
    if not n_fitting:
        return say(
            "No place that we compared has enough in common with {home}, and enough links to it"
            "{more}.",
            home=home,
            more=more,
        )
    if n_fitting == n_named:
        return say_count(
            "Only {n} place has enough in common with {home}, and enough links to it, for this "
            "list{more}.",
            "Only {n} places have enough in common with {home}, and enough links to it, for this "
            "list{more}.",
            n_named,
            home=home,
            more=more,
        )
    if n_elsewhere == n_fitting - n_named:
        return _on_other_lists(n_elsewhere, are_others=n_named > 0)
    if not n_named:
        return say_count(
            "{n:,} place fits this list, but it stands on another list, is part of a larger city, "
            "or lies in a country or region of which we name enough; the long list shows it.",
            "{n:,} places fit this list, but they stand on other lists, are parts of larger "
            "cities, or lie in countries and regions of which we name enough; the long list shows "
            "them.",
            n_fitting,
        )
    return say(
        "{n:,} places fit this list. The others stand on other lists, are parts of larger cities, "
        "or lie in countries and regions of which we name enough; the long list shows them.",
        n=n_fitting,
    )


def _another_signs(home: Said, part_of: Said | None, quarter_of: Said | None) -> Sentence:
    """Say whom to ask for in place of one that is part of a municipality, or may be."""
    if part_of is not None:
        return say(
            "{home} is part of {city}, which would sign. Ask for {city}, or see the long list.",
            home=home,
            city=part_of,
        )
    if quarter_of is None:
        return say(
            "{home} is part of another municipality, which would sign: likeness alone names nobody "
            "to it. Ask for that municipality, or see the long list.",
            home=home,
        )
    return say(
        "{home} lies beside {city} and may be one of its quarters, so likeness alone names "
        "nobody to it. Ask for {city}, or see the long list.",
        home=home,
        city=quarter_of,
    )


def _nobody_for_purpose(home: Said, *, is_of_regions: bool) -> Sentence:
    if is_of_regions:
        return say(
            "Of regions we hold few facts that serve a purpose, and no region that we compared has "
            "one and enough links to {home}; ask for one of its cities.",
            home=home,
        )
    return say(
        "No place that we compared serves the purpose and has enough links to {home}.",
        home=home,
    )


def _nobody_on_new_ground(home: Said, n_could_elsewhere: int, *, has_purpose: bool) -> Sentence:
    """Say how to see the best places of a part of the world, unless another list has some."""
    if n_could_elsewhere:
        return _on_other_lists(n_could_elsewhere, are_others=False)
    if has_purpose:
        return say(
            "No place in a country without a partner of yours serves the purpose and has enough "
            "links to {home}. Ask for a part of the world, such as Africa or the Middle East, to "
            "see its best places for the purpose.",
            home=home,
        )
    return say(
        "No place in a country without a partner of yours has enough in common with {home}, and "
        "enough links to it. Ask for a part of the world, such as Africa or the Middle East, to "
        "see its best places.",
        home=home,
    )


def _on_other_lists(n: int, *, are_others: bool) -> Sentence:
    if are_others:
        return say_count(
            "The one other place that fits this list stands on another list.",
            "The {n:,} other places that fit this list stand on other lists.",
            n,
        )
    return say_count(
        "The one place that fits this list stands on another list.",
        "The {n:,} places that fit this list stand on other lists.",
        n,
    )


FIRST = 5
"""Places that count as the first by the score."""


def say_high_and_unnamed(
    facts: CandidateFacts, score: Real, named: Collection[int]
) -> tuple[Sentence, ...]:
    """Say which of the first by the score no list names; nothing where there is none.

    One of another size or rank, or at which something calls for care, is missed by nobody.

    Parameters
    ----------
    facts, score
        The home place with its candidates, and the score of each without wishes.
    named
        Positions of the places that are named.
    """
    first = _highest(score)
    at = facts.pairs.b[first]
    is_other = is_out_of_rank(facts)[first]
    if is_for_regions(facts):
        from sistercities.partners.short_lists.region_ranks import is_of_like_rank

        is_other = is_other | ~is_of_like_rank(facts)[first]
    is_missed = ~is_other & ~gate_of(facts.ground).calls_for_care(facts.home, at)
    missed = [place for place in at[is_missed].tolist() if place not in named]
    if not missed:
        return ()
    ground = facts.ground
    places = [named_with_country(ground, one) for one in missed]
    return (
        say_count(
            "The long list (`--all`) has {places} among its first five, and no short list names "
            "it: the short lists also ask for something that joins the two places, and name few of "
            "one country.",
            "The long list (`--all`) has {places} among its first five, and no short list names "
            "them: the short lists also ask for something that joins the two places, and name few "
            "of one country.",
            len(missed), places=listed(places),
        ),
    )  # fmt: skip


def _highest(score: Real) -> Index:
    """Give the positions of the `FIRST` highest scores, the highest first; of equals the first."""
    if len(score) <= FIRST:
        at = np.arange(len(score))
    else:
        at = np.flatnonzero(score >= np.partition(score, -FIRST)[-FIRST])
    return np.asarray(at[np.argsort(-score[at], kind="stable")[:FIRST]])
