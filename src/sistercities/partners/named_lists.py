"""Who stands on each list: the scored candidates, in order, within the limits of the list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain
from typing import NamedTuple

import numpy as np

from sistercities.partners.candidate_scores import CandidateScores
from sistercities.partners.care_on_lists import care_of
from sistercities.partners.choosing import Wishes
from sistercities.partners.distinct_numbers import are_of
from sistercities.partners.ground import Ground
from sistercities.partners.likeness import likeness
from sistercities.partners.short_lists.candidate_facts import CandidateFacts
from sistercities.partners.short_lists.choose_places import Limits, choose_places, states
from sistercities.partners.short_lists.choose_reasons import (
    arguments_called,
    has_one_of,
)
from sistercities.partners.short_lists.footing import Asked, footing
from sistercities.partners.short_lists.kinds import (
    KINDS,
    OF_PURPOSE,
    PER_COUNTRY,
    UP_TO,
    ListKind,
)
from sistercities.partners.short_lists.less_sure import (
    FEW_IN_ALL,
    UP_TO_IN_ALL,
    is_worth_naming,
    less_sure_kind,
    size_of_home,
)
from sistercities.partners.short_lists.purpose_facts import serves as serves_purpose
from sistercities.partners.short_lists.region_facts import is_for_regions
from sistercities.partners.short_lists.themes import Theme, n_held
from sistercities.partners.short_lists.weighing import Purpose, Weighing, weighing_with_purpose
from sistercities.partners.short_lists.wish_terms import Added
from twolevel.core.array_types import Flag, Index, Real


def kinds_for(ground: Ground, home: int, *, is_domestic: bool = False) -> tuple[ListKind, ...]:
    """Return the lists that a place has: without partners none is near its network.

    Nor is there new ground at home.
    """
    has_ties = bool(ground.ties.degree[home])
    kinds = (kind for kind in KINDS if has_ties or not kind.needs_ties)
    return tuple(kind for kind in kinds if not (is_domestic and kind.is_abroad))


class NamedList(NamedTuple):
    """A list before its sentences.

    Attributes
    ----------
    kind
        Which list.
    may
        Which candidates could stand on it.
    beside
        Which candidates its places are set apart from.
    for_care
        Positions of those who could, if nothing called for care.
    places
        Positions of those who do, the best first.
    score
        Score of each of them, as the list weighs it, shape (n_places,).
    weighing, added
        What it weighs, and what is added.
    is_asked_for
        Whether it names places for being asked for, whatever they rest on.
    is_by_evidence
        Whether it names places for what others around home have (`short_lists.for_nobody`).
    """

    kind: ListKind
    may: Flag
    beside: Flag
    for_care: Index
    places: list[int]
    score: Real
    weighing: Weighing
    added: Added
    is_asked_for: bool = False
    is_by_evidence: bool = False


def name_places(
    scores: CandidateScores, wishes: Wishes, lifting: tuple[Theme, ...] = (),
    purpose: Purpose | None = None,
) -> tuple[tuple[NamedList, ...], NamedList | None, bool]:  # fmt: skip
    """Take the places of each list, and of the group beside them, from the scored candidates.

    Who asks for a continent or a language for which nobody would be named sees its best places, a
    few in all.

    Parameters
    ----------
    scores, wishes, lifting, purpose
        As for the lists.

    Returns
    -------
    tuple
        The lists; the group, None where nobody is in it; and whether the lists name whom they name
        for being asked for alone, whatever they rest on.
    """
    drafts = _drafts_of_lists(scores, wishes, lifting, purpose)
    lists = _lists_of(drafts)
    beside = less_sure_list(scores, wishes, lists, lifting, purpose)
    if purpose is None:
        lists = _with_more_for_few(drafts, lists, beside)
        if beside is None:
            lists = _with_some_for_nobody(drafts, lists)
    is_empty = beside is None and not any(each.places for each in lists)
    if not (is_empty and wishes.is_of_part_of_world):
        return lists, beside, False
    best = named_lists(scores, wishes, lifting, purpose, best_of_all=True)
    return best, None, any(each.places for each in best)


def named_lists(
    scores: CandidateScores, wishes: Wishes, lifting: tuple[Theme, ...] = (),
    purpose: Purpose | None = None, *, best_of_all: bool = False,
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
        The purpose: who has a fact that serves it stands first.
    best_of_all
        Name the best, a few in all, whatever they rest on.
    """
    drafts = _drafts_of_lists(scores, wishes, lifting, purpose)
    if best_of_all:
        drafts = [draft._replace(is_asked_for=True) for draft in drafts]
    return _lists_of(drafts, UP_TO_IN_ALL if best_of_all else None)


def _drafts_of_lists(
    scores: CandidateScores, wishes: Wishes, lifting: tuple[Theme, ...], purpose: Purpose | None
) -> list[_Draft]:
    kinds = kinds_for(scores.facts.ground, scores.facts.home, is_domestic=wishes.is_domestic)
    return _drafts(scores, wishes, lifting, purpose, kinds)


def _lists_of(drafts: Sequence[_Draft], most: int | None = None) -> tuple[NamedList, ...]:
    places = _named(drafts, most)
    return tuple(each.with_places(named) for each, named in zip(drafts, places, strict=True))


def _with_more_for_few(
    drafts: Sequence[_Draft], lists: tuple[NamedList, ...], beside: NamedList | None
) -> tuple[NamedList, ...]:
    """Add to the lists, where they and the group name few, those who rest on what is enough then.

    They come last, so that nobody leaves the group for them.
    """
    found = [list(each.places) for each in lists]
    taken = frozenset(chain.from_iterable((*found, () if beside is None else beside.places)))
    is_longer = [False] * len(found)
    for k, (draft, places) in enumerate(zip(drafts, found, strict=True)):
        n_more = min(FEW_IN_ALL - len(taken), draft.limits.count - len(places))
        if n_more > 0 and not draft.is_asked_for:
            more = draft.first(taken, n_more, "for_few")
            taken |= frozenset(more)
            places += more
            is_longer[k] = bool(more)
    return tuple(
        draft.with_places(draft.in_order(places)) if is_more else named
        for draft, named, places, is_more in zip(drafts, lists, found, is_longer, strict=True)
    )


def _with_some_for_nobody(
    drafts: Sequence[_Draft], lists: tuple[NamedList, ...]
) -> tuple[NamedList, ...]:
    """Name a few for whom another kind of fact speaks, where no list names anybody.

    They stand on new ground, and on the list of places like home where it has a partner in their
    country.
    """
    if any(each.places for each in lists):
        return lists
    from sistercities.partners.short_lists.for_nobody import NAMED as NAMED_FOR_NOBODY

    found: dict[str, list[int]] = {}
    taken: frozenset[int] = frozenset()
    for draft in reversed(drafts):
        n_more = NAMED_FOR_NOBODY - len(taken)
        if n_more > 0 and not draft.is_asked_for:
            found[draft.kind.name] = draft.first(taken, n_more, "for_nobody")
            taken |= frozenset(found[draft.kind.name])
    return tuple(
        draft.with_places(places)._replace(
            beside=draft.could & ~draft.keeps_off, is_by_evidence=True
        )
        if (places := found.get(draft.kind.name))
        else named
        for draft, named in zip(drafts, lists, strict=True)
    )


def less_sure_list(
    scores: CandidateScores, wishes: Wishes, lists: Sequence[NamedList],
    lifting: tuple[Theme, ...] = (), purpose: Purpose | None = None,
) -> NamedList | None:  # fmt: skip
    """Take places that rest on less, where the lists name few; None where nobody is named so.

    Parameters
    ----------
    scores, wishes, lifting, purpose
        As for the lists.
    lists
        The lists: nobody on them is named again.
    """
    if purpose is not None:
        # Of such places with a fact for a purpose a strict reader called every other one odd.
        return None
    taken = frozenset(place for each in lists for place in each.places)
    count = UP_TO_IN_ALL - len(taken)
    size = size_of_home(scores.facts)
    if count <= 0 or not is_worth_naming(size):
        return None
    kind = less_sure_kind(size)
    (draft,) = _drafts(scores, wishes, lifting, None, (kind,))
    # Who asks for countries sees their best places on the lists, whatever they rest on.
    if draft.is_asked_for:
        return None
    places = draft.first(taken, count, "few")
    n_more = min(FEW_IN_ALL - len(taken), wishes.count) - len(places)
    if n_more > 0:
        places += draft.first(taken | frozenset(places), n_more, "one")
    return draft.with_places(draft.in_order(places)) if places else None


def _drafts(
    scores: CandidateScores, wishes: Wishes, lifting: tuple[Theme, ...], purpose: Purpose | None,
    kinds: Sequence[ListKind],
) -> list[_Draft]:  # fmt: skip
    """Say of each list who could stand on it, in which order, and how many it names."""
    facts, wished = scores.facts, Weighing(wishes.weights, wishes.terms)
    ground, home = facts.ground, facts.home
    like = None if wishes.like is None else likeness(ground, wishes.like)
    is_asked_for = wishes.is_of_countries
    may_be: Flag | bool = True
    if is_for_regions(facts):
        from sistercities.partners.short_lists.region_ranks import is_of_like_rank

        # Who asks for a country asks for regions of her rank there as well.
        may_be = is_of_like_rank(facts)
    needs_care, keeps_off = care_of(facts, wishes)
    serves = serves_purpose(facts, purpose)
    has_ties = bool(ground.ties.degree[home])
    # Where one country alone is compared, two of it are no choice.
    of_state = states(ground)[facts.pairs.country]
    is_one = bool(len(of_state)) and bool((of_state == of_state[0]).all())
    n_themes = n_held(facts, lifting)
    per_country = wishes.per_country or (wishes.count if is_one else PER_COUNTRY)
    drafts: list[_Draft] = []
    for kind in kinds:
        weighing = kind.weighing.with_more(wished)
        if purpose is not None:
            weighing = weighing.with_more(weighing_with_purpose())
        added = Added(like, weighing.terms, lifting)
        has_own = has_one_of(facts, arguments_called(kind.own_arguments))
        # What serves the purpose is a reason to stand on a list, as what the list is about.
        could = kind.may_stand(facts) & has_own & may_be
        if serves is not None:
            could = could & serves
        score = scores.score(weighing, added)
        limits = kind.limits(
            wishes.count, wishes.most_of_a_region, per_country, has_ties=has_ties,
            is_of_countries=is_asked_for, is_lifted=bool(lifting),
        )  # fmt: skip
        drafts.append(
            _Draft(
                kind,
                facts,
                could,
                keeps_off,
                is_asked_for,
                serves,
                n_themes,
                needs_care,
                limits,
                score,
                weighing,
                added,
            )
        )
    return drafts


class _Draft(NamedTuple):
    """A list before anybody is named.

    Attributes
    ----------
    kind, facts
        Which list, and the home place with all candidates.
    could
        Which candidates could stand on it, whatever they rest on.
    keeps_off
        Which of them something keeps off.
    is_asked_for
        Whether countries are asked for: who does so has a reason of her own, and sees the best
        places there.
    serves
        Of which candidates something can be said for the purpose; None without one.
    n_themes
        How many of the themes that lift each candidate has.
    needs_care
        For which candidates something calls for care: they come last.
    limits
        How many are named.
    score, weighing, added
        Score of each candidate, what is weighed, and what is added.
    """

    kind: ListKind
    facts: CandidateFacts
    could: Flag
    keeps_off: Flag
    is_asked_for: bool
    serves: Flag | None
    n_themes: Index
    needs_care: Flag
    limits: Limits
    score: Real
    weighing: Weighing
    added: Added

    def fits(self, asked: Asked = "least") -> Flag:
        """Say who could stand on it and rests on enough."""
        rests = self.kind.rests_on_enough(self.facts, asked, self.serves)
        return np.asarray(self.could & (rests | self.is_asked_for))

    def best_first(self, chosen: Flag) -> Index:
        """Put some candidates in order, the best first: positions in the pairs.

        Few of many thousands fit, so these alone are sorted.
        """
        at = np.flatnonzero(chosen)
        keys = (
            self.facts.pairs.b[at], -self.score[at], self.needs_care[at], -self.n_themes[at],
        )  # fmt: skip
        return np.asarray(at[np.lexsort(keys)])

    def first(self, taken: frozenset[int], count: int, asked: Asked = "least") -> list[int]:
        """Choose the first places, so many at most, of those whom no list names yet."""
        facts = self.facts
        own_country = int(facts.places.country[facts.home])
        order = self.best_first(self.fits(asked) & ~self.keeps_off)
        if asked != "least" and self.serves is None and not is_for_regions(facts):
            from sistercities.partners.short_lists.for_nobody import how_much_speaks

            # Of those who rest on less, the ones who rest on most; a purpose has its own order.
            rests = how_much_speaks(facts) if asked == "for_nobody" else footing(facts)
            order = order[np.lexsort((-rests[order], -self.n_themes[order]))]
        at = facts.pairs.b[order]
        limits = replace(self.limits, count=min(count, self.limits.count))
        return choose_places(facts.ground, at, limits, taken, own_country, facts.pairs.b)

    def n_more(self, up_to: int, n_taken: int, n_held: int) -> int:
        """Say how many more it names of those who rest on less, with so many on all lists.

        A purpose is a reason of its own: with one each list is filled up to `OF_PURPOSE`.
        """
        wanted = up_to - n_taken if self.serves is None else OF_PURPOSE - n_held
        return min(wanted, self.limits.count - n_held)

    def in_order(self, places: list[int]) -> list[int]:
        """Put places that it names into its order, the best first."""
        at = self.best_first(are_of(self.facts.pairs.b, places))
        ordered: list[int] = self.facts.pairs.b[at].tolist()
        return ordered

    def with_places(self, places: list[int]) -> NamedList:
        """Make the list of the places that it names."""
        facts, fits = self.facts, self.fits()
        may = (fits & ~self.keeps_off) | are_of(facts.pairs.b, places)
        held = self.score[facts.positions_of(places)]
        # An empty list says whom it would name if nothing called for care, and less were enough.
        for_care = facts.pairs.b[(fits if places else self.fits("one")) & self.keeps_off]
        # Few rest on just what a group asks for: its places stand out among all who might.
        beside = may if self.kind.rests_on is None else self.could & ~self.keeps_off
        return NamedList(
            self.kind, may, beside, for_care, places, held, self.weighing, self.added,
            self.is_asked_for,
        )  # fmt: skip


def _named(drafts: Sequence[_Draft], most: int | None = None) -> list[list[int]]:
    """Name the places of each list; where they are few, or none, those who rest on less too.

    `most` is the most of all lists together; None for no such limit.
    """
    found: list[list[int]] = [[] for _ in drafts]
    taken: frozenset[int] = frozenset()
    for draft, places in zip(drafts, found, strict=True):
        if most is None:
            places += draft.first(taken, draft.limits.count)
        elif most > len(taken):
            # Of those who rest on little the ones who rest on most.
            places += draft.first(taken, most - len(taken), "one")
        taken |= frozenset(places)
    for asked, up_to in UP_TO:
        for draft, places in zip(drafts, found, strict=True):
            n_more = draft.n_more(up_to, len(taken), len(places))
            if n_more > 0 and not draft.is_asked_for:
                places += draft.first(taken, n_more, asked)
                taken |= frozenset(places)
    if not taken and most is None:
        _name_for_a_purpose(drafts, found)
    return [draft.in_order(places) for draft, places in zip(drafts, found, strict=True)]


def _name_for_a_purpose(drafts: Sequence[_Draft], found: list[list[int]]) -> None:
    """Name a few who serve a purpose and need a little less, where it would name nobody."""
    taken: frozenset[int] = frozenset()
    for draft, places in zip(drafts, found, strict=True):
        count = FEW_IN_ALL - len(taken)
        if draft.serves is not None and count > 0:
            places += draft.first(taken, count, "purpose")
            taken |= frozenset(places)
