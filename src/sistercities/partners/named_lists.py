"""Who stands on each list: the scored candidates, in order, within the limits of the list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from sistercities.partners.additive_model import AdditiveModel
from sistercities.partners.choosing import Wishes
from sistercities.partners.gate.gate import gate_of
from sistercities.partners.ground import Ground
from sistercities.partners.likeness import likeness
from sistercities.partners.scoring import scorer_of
from sistercities.partners.short_lists.added import Added
from sistercities.partners.short_lists.arguments import is_at_war_at_home
from sistercities.partners.short_lists.candidate_facts import CandidateFacts
from sistercities.partners.short_lists.choose_places import Limits, choose_places
from sistercities.partners.short_lists.choose_reasons import (
    arguments_called,
    has_one_of,
)
from sistercities.partners.short_lists.kinds import KINDS, PER_COUNTRY, THIN_UP_TO, ListKind
from sistercities.partners.short_lists.purpose_arguments import arguments_for
from sistercities.partners.short_lists.themes import Theme
from sistercities.partners.short_lists.weighing import Purpose, Weighing
from twolevel.core.array_types import Flag, Index, Real

MOST_OF_THE_WORLD = 0.5
"""Share of the candidates that call for care, from which what calls for it keeps none off."""


@dataclass(frozen=True, eq=False)
class CandidateScores:
    """What each feature adds to the score of each candidate, and what lists make of it.

    Attributes
    ----------
    facts
        The home place with its candidates.
    base
        Score of the home place with a typical partner.
    contributions
        By feature, log odds of each candidate.
    """

    facts: CandidateFacts
    base: float
    contributions: dict[str, Real]

    def score(self, weighing: Weighing, added: Added) -> Real:
        """Score of each candidate as a list weighs it, shape (n_pairs,)."""
        factors = np.array([weighing.features.get(name, 1.0) for name in self.contributions])
        return np.asarray(
            self.base + np.einsum("f,fp->p", factors, self._laid_out) + added.of(self.facts)
        )

    @cached_property
    def _laid_out(self) -> Real:
        """Shape (n_features, n_pairs)."""
        return np.array([*self.contributions.values()]).reshape(-1, len(self.facts.pairs))

    def of_first(self, facts: CandidateFacts) -> CandidateScores:
        """Take the scores of the first candidates."""
        return self._of(facts, slice(0, len(facts.pairs)))

    def of_others(self, facts: CandidateFacts) -> CandidateScores:
        """Take the scores of the candidates that follow the first."""
        n = len(facts.pairs)
        return self._of(facts.of_places(self.facts.pairs.b[n:]), slice(n, None))

    def _of(self, facts: CandidateFacts, at: slice) -> CandidateScores:
        adds = {name: values[at] for name, values in self.contributions.items()}
        return CandidateScores(facts, self.base, adds)


def score_candidates(
    model: AdditiveModel, facts: CandidateFacts, others: Sequence[int] = ()
) -> CandidateScores:
    """Score the candidates of a place, feature by feature; other places follow them."""
    more = np.array(others, dtype=np.int64)
    wide = facts.of_places(np.concatenate([facts.pairs.b, more])) if len(more) else facts
    scorer = scorer_of(facts.ground, model)
    return CandidateScores(wide, scorer.base(wide.pairs), scorer.contributions(wide.pairs))


def kinds_for(ground: Ground, home: int) -> tuple[ListKind, ...]:
    """Return the lists that a place has: without partners none is near its network."""
    has_ties = bool(ground.ties.degree[home])
    return tuple(kind for kind in KINDS if has_ties or not kind.needs_ties)


@dataclass(frozen=True, slots=True, eq=False)
class NamedList:
    """A list before its sentences.

    Attributes
    ----------
    kind
        Which list.
    may
        Which candidates could stand on it.
    for_care
        Positions of those who could, if nothing called for care.
    places
        Positions of those who do, the best first.
    score
        Score of each of them, as the list weighs it, shape (n_places,).
    weighing, added
        What it weighs, and what is added.
    """

    kind: ListKind
    may: Flag
    for_care: Index
    places: list[int]
    score: Real
    weighing: Weighing
    added: Added


def named_lists(
    scores: CandidateScores, wishes: Wishes, lifting: tuple[Theme, ...] = (),
    purpose: Purpose | None = None,
) -> tuple[NamedList, ...]:  # fmt: skip
    """Take the places of each list from the scored candidates.

    Parameters
    ----------
    scores
        All candidates that the filters and rules left.
    wishes
        What is asked for: counts, weights, terms, likeness.
    lifting
        Themes that lift.
    purpose
        The purpose: places for which nothing of it can be said come after all others.
    """
    facts, wished = scores.facts, Weighing(wishes.weights, wishes.terms)
    ground, home = facts.ground, facts.home
    like = None if wishes.like is None else likeness(ground, wishes.like)
    is_asked_for = bool(wishes.filters.countries) or wishes.is_domestic
    needs_care, keeps_off = _care(facts, wishes)
    wanted = arguments_for(purpose)
    lacks_reason = ~has_one_of(facts, wanted) if wanted else np.zeros(len(facts.pairs), np.bool_)
    has_ties = bool(ground.ties.degree[home])
    # Where one country alone is compared, two of it are no choice.
    is_one = len(np.unique(facts.pairs.country)) == 1
    per_country = wishes.per_country or (wishes.count if is_one else PER_COUNTRY)
    found: list[NamedList] = []
    taken: frozenset[int] = frozenset()
    for kind in kinds_for(ground, home):
        weighing = kind.weighing.with_more(wished)
        added = Added(like, weighing.terms, lifting)
        could = kind.may_stand(facts) & has_one_of(facts, arguments_called(kind.own_arguments))
        # Who asks for countries has a reason of her own, and sees the best places there.
        could &= is_asked_for | kind.rests_on_enough(facts)
        may = could if kind.needs_ties else could & ~keeps_off
        is_thin = kind.is_thin(facts) & (not is_asked_for)
        score = scores.score(weighing, added)
        order = np.lexsort((facts.pairs.b, -score, lacks_reason, needs_care))
        limits = kind.limits(
            wishes.count, wishes.per_region, per_country, has_ties=has_ties,
            is_one_country=is_asked_for,
        )  # fmt: skip
        may, places = _named(facts, may, is_thin, order, limits, taken)
        held = score[facts.positions_of(places)]
        for_care = facts.pairs.b[could & keeps_off & ~is_thin]
        found.append(NamedList(kind, may, for_care, places, held, weighing, added))
        taken |= set(places)
    return tuple(found)


def _named(
    facts: CandidateFacts, may: Flag, is_thin: Flag, order: Index, limits: Limits,
    taken: frozenset[int],
) -> tuple[Flag, list[int]]:  # fmt: skip
    """Choose the places of a list, and say who could stand on it.

    Those who lack a little follow where others leave the list nearly empty.
    """
    ground, own_country = facts.ground, int(facts.places.country[facts.home])
    all_of_them = facts.pairs.b

    def chosen(flags: Flag, limits: Limits, taken: frozenset[int]) -> list[int]:
        at = all_of_them[order[flags[order]]]
        return choose_places(ground, at, limits, taken, own_country, all_of_them)

    places = chosen(may & ~is_thin, limits, taken)
    n_more = THIN_UP_TO - len(places)
    thin = () if n_more <= 0 else tuple(chosen(
        may & is_thin, replace(limits, count=min(n_more, limits.count)), taken | frozenset(places)
    ))  # fmt: skip
    return may & (~is_thin | np.isin(all_of_them, thin)), [*places, *thin]


def _care(facts: CandidateFacts, wishes: Wishes) -> tuple[Flag, Flag]:
    """Say for whom something calls for care, and whom that keeps off lists of the alike and new.

    They can be found where nothing calls for care and no war is fought. Where most of the world
    calls for care, as where the home state is under sanctions, each place stands with that caution,
    and what else calls for it keeps off. Where a unit that most states bar lies at one end alone,
    nobody there is sought abroad. Who asks for a country sees its places.
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
    is_asked_for = bool(wishes.filters.countries)
    return needs_care, (needs_care | is_at_war) & (not is_asked_for)
