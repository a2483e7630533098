"""From a home place and wishes to one long list of partners with reasons.

Which of the ranked candidates are named: only so many of one region, and of one country.

It changes no score and no rank, only who is named, so that a list is not one region told ten times.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from itertools import islice
from typing import NamedTuple, TypeAlias

import numpy as np

from sistercities.errors import Unanswerable
from sistercities.partners.additive_model import AdditiveModel, class_members, share_tied
from sistercities.partners.answers import Partner, RecommendationList
from sistercities.partners.candidate_scores import LOW_RANK, Ranking, ranked
from sistercities.partners.chance_words import rests_on_one
from sistercities.partners.choosing import Chosen, Wishes, check_wishes, choose
from sistercities.partners.eligible import Eligible, kin_notes
from sistercities.partners.gate.kin import Kin, kin_obstacle
from sistercities.partners.gate.kin_notes import notes_on_held_around
from sistercities.partners.gate.obstacle import Obstacle
from sistercities.partners.ground import Ground
from sistercities.partners.likeness import likeness
from sistercities.partners.names_in_sentences import named_place
from sistercities.partners.reason import ReasonsLater
from sistercities.partners.reasons import place_record, reasons_of_each
from sistercities.partners.recommend_notes import note_on_barred_states, notes_on, notes_on_all
from sistercities.partners.scoring import scorer_of
from sistercities.partners.short_lists.candidate_facts import CandidateFacts
from sistercities.partners.short_lists.nearby_ties import n_partners_in_common
from sistercities.partners.short_lists.themes import n_held
from sistercities.partners.short_lists.wish_terms import Added
from sistercities.partners.tie_graph import is_among
from sistercities.partners.uncounted import notes_on_merged
from sistercities.sentences import Sentence, listed_few, place_name, say, say_count
from twolevel.core.array_types import Index, Real

_NAMED = 3
"""Places that the note names."""


class Spread(NamedTuple):
    """Positions in the order of the ranking.

    Attributes
    ----------
    taken
        Those that are named.
    left_out
        Those that would be named if countries were not thinned.
    """

    taken: list[int]
    left_out: list[int]


def spread_out(
    ground: Ground, at: Index, count: int, per_region: int, per_country: int | None = None
) -> Spread:
    """Take the first places, but only so many of one region, and of one country.

    Parameters
    ----------
    ground
        Facts on the places.
    at
        Positions of the places, the best first.
    count
        Places to take.
    per_region, per_country
        Most places of one; None takes any number.
    """
    fair = list(islice(_of_regions(ground, at, per_region), count))
    if per_country is None:
        return Spread(fair, [])
    thinned = list(islice(_of_countries(ground, at, per_region, per_country), count))
    return Spread(thinned, sorted(set(fair) - set(thinned)))


def _of_regions(ground: Ground, at: Index, most: int) -> Iterator[int]:
    seen: Counter[int] = Counter()
    for k, place in enumerate(at.tolist()):
        region = _region(ground, place)
        if seen[region] < most:
            seen[region] += 1
            yield k


def _of_countries(ground: Ground, at: Index, per_region: int, most: int) -> Iterator[int]:
    seen: Counter[int] = Counter()
    for k in _of_regions(ground, at, per_region):
        country = int(ground.places.country[at[k]])
        if seen[country] < most:
            seen[country] += 1
            yield k


def _region(ground: Ground, place: int) -> int:
    """Give its region; a place whose region is not known stands for itself."""
    region = int(ground.places.region[place])
    return region if region >= 0 else -1 - place


def left_out_notes(
    ground: Ground, at: Index, spread: Spread, most: int | None
) -> tuple[Sentence, ...]:
    """Name the places that only the number of places of one country leaves out, if there are any.

    Parameters
    ----------
    ground, at
        As for `spread_out`.
    spread
        What it gave.
    most
        Places of one country that were allowed.
    """
    if not spread.left_out:
        return ()
    places = ground.places
    out = at[spread.left_out].tolist()
    names = [place_name(str(places.names[k]), str(places.ids[k])) for k in out[:_NAMED]]
    note = say_count(
        "`--per-country {most}` leaves out {n} place that would be named: {names}.",
        "`--per-country {most}` leaves out {n} places that would be named: {names}.",
        len(out),
        most=most,
        names=listed_few(names, len(out)),
    )
    return (note,)


FindObstacles: TypeAlias = Callable[[list[int]], list[tuple[Obstacle, ...]]]


def none_known(candidates: list[int]) -> list[tuple[Obstacle, ...]]:
    """Say of no candidate that anything stands in its way."""
    return [() for _ in candidates]


def recommend_partners(
    ground: Ground, model: AdditiveModel, home: int, wishes: Wishes,
    obstacles: FindObstacles = none_known, kin: Kin | None = None,
) -> RecommendationList:  # fmt: skip
    """Rank the candidates of a place and give the first ones with their reasons.

    Parameters
    ----------
    ground, model
        Facts, ties, and the model of the class of places that is ranked.
    home
        Position of the place.
    wishes
        What is asked for.
    obstacles
        From the positions of candidates to what stands in the way of each
        (`gate.of_pairs.obstacles_of_candidates`).
    kin
        Places that are much the same as a partner (`gate.kin.kin_of_partners`).

    Raises
    ------
    InvalidArgument
        If a wish is out of range or the filters leave nothing.
    """
    check_wishes(wishes)
    chosen = choose(ground, model, home, wishes, kin or {})
    added = _added(ground, wishes, chosen)
    order = _ranked(model, chosen.facts, wishes, added)
    spread = spread_out(ground, order.at, wishes.count, wishes.per_region, wishes.per_country)
    rules, passes = chosen.rules, chosen.passes
    last = float(order.score[spread.taken[-1]])
    would_be_named = partial(_that_score, model, chosen.facts, wishes, added, last)
    partners = _partners(model, chosen.facts, order, spread.taken, wishes, added, obstacles)
    return RecommendationList(
        home=place_record(ground, home),
        partners=partners,
        n_candidates=len(chosen.pairs),
        filters=chosen.filters,
        weights=wishes.weights,
        notes=(
            *notes_on_all(partners),
            *notes_on(ground, model, home, wishes),
            *kin_notes(ground, would_be_named(rules.kin_places(passes)), kin or {}),
            *notes_on_held_around(ground, home, kin or {}),
            *notes_on_merged(ground, home),
            *note_on_barred_states(ground, home, order.at[spread.taken].tolist()),
            *left_out_notes(ground, order.at, spread, wishes.per_country),
        ),
        data_version=ground.version,
        model_version=model.data_version,
        left_out=rules.said_of_barred(home, passes, would_be_named(rules.barred_places(passes))),
    )


def explain_partner(
    ground: Ground, model: AdditiveModel, home: int, partner: int, wishes: Wishes,
    obstacles: FindObstacles = none_known, kin: Kin | None = None,
) -> RecommendationList:  # fmt: skip
    """Give one candidate with its rank among all that the wishes leave, and all its reasons.

    Raises
    ------
    InvalidArgument
        If the place is no candidate: tied already, inside the other, of another class, filtered.
    """
    check_wishes(wishes)
    chosen = choose(ground, model, home, wishes, kin or {})
    if partner not in chosen.pairs.b:
        why_not = _why_not(ground, model, home, partner, chosen.rules, kin or {})
        raise Unanswerable("why", named_place(ground, partner), why_not)
    added = _added(ground, wishes, chosen)
    order = _ranked(model, chosen.facts, wishes, added)
    at = int(np.flatnonzero(order.at == partner)[0])
    return RecommendationList(
        place_record(ground, home),
        _partners(model, chosen.facts, order, [at], wishes, added, obstacles),
        len(chosen.pairs), chosen.filters, wishes.weights,
        (*_why_named(model, chosen, at, partner), *notes_on(ground, model, home, wishes)),
        ground.version, model.data_version,
    )  # fmt: skip


def _why_named(model: AdditiveModel, chosen: Chosen, at: int, partner: int) -> tuple[Sentence, ...]:
    """Say why a place is named that stands low by its score."""
    if at < LOW_RANK:
        return ()
    from sistercities.partners.short_lists.for_nobody import say_why_named, what_else_speaks

    facts, candidates = chosen.facts, chosen.pairs.b
    return say_why_named(
        what_else_speaks(facts.ground, facts.home, partner, candidates, model.place_class)
    )


def _added(ground: Ground, wishes: Wishes, chosen: Chosen) -> Added:
    like = None if wishes.like is None else likeness(ground, wishes.like)
    return Added(like, wishes.terms, chosen.lifting)


def _ranked(model: AdditiveModel, facts: CandidateFacts, wishes: Wishes, added: Added) -> Ranking:
    scorer = scorer_of(facts.ground, model)
    added_to_each = added.of(facts) if added else None
    return ranked(scorer, facts.pairs, wishes.weights, added_to_each, n_held(facts, added.themes))


def _partners(
    model: AdditiveModel, facts: CandidateFacts, order: Ranking, taken: list[int], wishes: Wishes,
    added: Added, obstacles: FindObstacles,
) -> tuple[Partner, ...]:  # fmt: skip
    named, score = facts.of_places(order.at[taken]), order.score[taken]
    # Wishes change the order, not how often such pairs are tied: as in `assessing`.
    plain = model.score(named.pairs) if wishes.weights or added else score
    weighed = [Weighed(at + 1, wishes.weights, added) for at in taken]
    return partner_records(model, named, weighed, score, plain, order.base, obstacles)


class Weighed(NamedTuple):
    """How one place that is named was weighed: its rank, factors of features, what is added."""

    rank: int
    weights: Mapping[str, float]
    added: Added


def partner_records(
    model: AdditiveModel, facts: CandidateFacts, weighed: list[Weighed], score: Real, plain: Real,
    base: float, obstacles: FindObstacles,
) -> tuple[Partner, ...]:  # fmt: skip
    """Describe places that are named, with all reasons, which add up to the score of each.

    Parameters
    ----------
    model
        Fitted model.
    facts
        The home place with those who are named, in order.
    weighed, score, plain
        Of each of them how it was weighed, its score, and its score without wishes.
    base
        Score of the home place with a typical partner.
    obstacles
        As in `recommend_partners`.
    """
    ground, places = facts.ground, facts.pairs.b
    in_the_way = obstacles(places.tolist())
    reasons = reasons_of_each(model, ground, facts.home, places, [one.weights for one in weighed])
    share, in_common = share_tied(model, plain), n_partners_in_common(facts)
    return tuple(
        Partner(
            one.rank, place_record(ground, place), float(score[k]), base, float(share[k]),
            _with_added(reasons[k], one.added, facts, k), in_the_way[k],
            rests_on_one(in_common[k]),
        )
        for k, (one, place) in enumerate(zip(weighed, places.tolist(), strict=True))
    )  # fmt: skip


def _with_added(reasons: ReasonsLater, added: Added, facts: CandidateFacts, k: int) -> ReasonsLater:
    return reasons.with_more(added.unworded(facts, k)) if added else reasons


def _that_score(
    model: AdditiveModel, facts: CandidateFacts, wishes: Wishes, added: Added, last: float,
    left_out: tuple[int, ...],
) -> tuple[int, ...]:  # fmt: skip
    """Return those of the places left out that score as high as the last one named, best first."""
    if not left_out:
        return ()
    order = _ranked(model, facts.of_places(np.array(left_out, dtype=np.int64)), wishes, added)
    return tuple(order.at[order.score >= last].tolist())


def _known_already(ground: Ground, home: int, partner: int) -> str | None:
    """Say what the two are to each other already; None where they are nothing."""
    places = ground.places
    name, at_home = named_place(ground, partner), named_place(ground, home)
    if partner == home:
        from sistercities.terms.place_errors import given_twice

        return given_twice(at_home)
    if ground.ties.holds(np.array([home]), np.array([partner]))[0]:
        return say(
            "{home} and {partner} are partners already. See `sistercities ties {key}`.",
            home=at_home,
            partner=name,
            key=str(places.ids[home]),
        )
    if (places.containers[partner] == home).any() or (places.containers[home] == partner).any():
        return say(
            "Of {home} and {partner} one lies in the other. Give another place.",
            home=at_home, partner=name,
        )  # fmt: skip
    if places.is_former[partner]:
        return say("{name} no longer exists. Give what followed it.", name=name)
    if is_among(ground.recorded, ground.ties.key(np.array([home]), np.array([partner])))[0]:
        return say(
            "Our sources name a partnership of {home} and {partner} that no longer counts. See "
            "`sistercities ties {key}`.",
            home=at_home,
            partner=name,
            key=str(places.ids[home]),
        )
    return None


def _why_not(
    ground: Ground, model: AdditiveModel, home: int, partner: int, rules: Eligible, kin: Kin
) -> str:  # fmt: skip
    """Say why a place is no candidate of another, and what to do."""
    places = ground.places
    name, at_home = named_place(ground, partner), named_place(ground, home)
    known = _known_already(ground, home, partner)
    if known is not None:
        return known
    assess = f"sistercities assess {places.ids[home]} {places.ids[partner]}"
    if partner not in class_members(ground, model.place_class):
        return (
            say(
                "Only regions are ranked for {home}. See `{command}`.", home=at_home, command=assess
            )
            if model.place_class == "region"
            else say(
                "Only cities and districts are ranked for {home}. See `{command}`.",
                home=at_home,
                command=assess,
            )
        )
    bar = rules.bar_of(partner)
    if bar is not None:
        return say(
            "{place} cannot be suggested. {reason} `--include-barred` shows it, and so does "
            "`{command}`.",
            place=name,
            reason=bar.sentence,
            command=assess,
        )
    if rules.holds_as_kin(partner):
        kinship = kin_obstacle(ground, home, partner, kin)[0].sentence
        return say(
            "{place} is not suggested. {reason} See `{command}`.",
            place=name, reason=kinship, command=assess,
        )  # fmt: skip
    if places.country[partner] == places.country[home]:
        return say(
            "{place} lies in the own country. Add `--domestic`, or see `{command}`.",
            place=name, command=assess,
        )  # fmt: skip
    return say(
        "A filter leaves {place} out. Leave the filters out, or see `{command}`.",
        place=name, command=assess,
    )  # fmt: skip
