"""From a home place and wishes to three short lists."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from sistercities.partners.additive_model import AdditiveModel
from sistercities.partners.answers import Partner
from sistercities.partners.choosing import Chosen, Wishes, check_wishes, choose
from sistercities.partners.eligible import kin_notes
from sistercities.partners.features.catalogue import BY_NAME, GROUPS
from sistercities.partners.gate.gate import gate_of
from sistercities.partners.gate.kin import Kin
from sistercities.partners.ground import Ground
from sistercities.partners.likeness import likeness
from sistercities.partners.loosening import how_to_see_more
from sistercities.partners.names_in_sentences import named_country, named_place
from sistercities.partners.reasons import place_record
from sistercities.partners.recommend_notes import notes_on
from sistercities.partners.recommending import (
    FindObstacles,
    Weighed,
    none_known,
    partner_records,
)
from sistercities.partners.scoring import scorer_of
from sistercities.partners.short_lists.added import Added
from sistercities.partners.short_lists.answer import (
    BARRED,
    ShortList,
    ShortLists,
    Suggestion,
    Telling,
    WeighedFor,
)
from sistercities.partners.short_lists.arguments import is_at_war_at_home
from sistercities.partners.short_lists.candidate_facts import CandidateFacts
from sistercities.partners.short_lists.choose_places import Limits, choose_places
from sistercities.partners.short_lists.choose_reasons import (
    arguments_called,
    choose_reasons,
    has_one_of,
)
from sistercities.partners.short_lists.compared import notes_on_the_alike, say_compared
from sistercities.partners.short_lists.kinds import KINDS, PER_COUNTRY, THIN_UP_TO, ListKind
from sistercities.partners.short_lists.notes_on_each import Note, notes_on_all, notes_on_each
from sistercities.partners.short_lists.purpose_arguments import arguments_for
from sistercities.partners.short_lists.themes import Theme
from sistercities.partners.short_lists.weighing import NOTHING, Purpose, Weighing
from sistercities.partners.short_lists.why_few import why_few
from sistercities.partners.short_lists.wish_terms import TERMS
from sistercities.partners.size_bands import ANY_SIZE, band_called
from sistercities.sentences import Sentence, listed, listed_few, lowered, say
from twolevel.core.array_types import Flag, Index, Real

MOST_OF_THE_WORLD = 0.5
"""Share of the candidates that call for care, from which what calls for it keeps none off."""
COUNTRIES_NAMED = 3
"""Countries that are named where care leaves places of them out."""


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


def suggest_partners(
    ground: Ground, model: AdditiveModel, home: int, wishes: Wishes,
    purpose: Purpose | None = None, obstacles: FindObstacles = none_known, kin: Kin | None = None,
) -> ShortLists:  # fmt: skip
    """Name a few places to approach: near the network, like the place, and on new ground.

    Parameters
    ----------
    ground, model
        Facts, ties, and the model of the class of places that is asked for.
    home
        Position of the place.
    wishes
        What is asked for; `count` is of each list, `weights` and `terms` hold the purpose already.
    purpose
        The purpose, for what is said of it.
    obstacles, kin
        As in `recommend_partners`.

    Raises
    ------
    InvalidArgument
        If a wish is out of range or the filters leave nothing.
    """
    check_wishes(wishes)
    left = choose(ground, model, home, wishes.without_barred(), kin or {},
                  may_be_empty=wishes.with_barred)  # fmt: skip
    rules, passes = left.rules, left.passes
    barred, of_kin = rules.barred_places(passes), rules.kin_places(passes)
    all_scores = score_candidates(model, left.facts, (*barred, *of_kin))
    scores = all_scores.of_first(left.facts) if len(left.pairs) else None
    lists = () if scores is None else named_lists(scores, wishes, left.lifting, purpose)
    partners = {} if scores is None else _partners(model, scores, lists, obstacles)
    notes = notes_on_each(ground, home, partners)
    made = () if scores is None else tuple(
        _made(scores, each, partners, notes, wishes, purpose) for each in lists
    )  # fmt: skip
    as_high = _as_high(all_scores.of_others(left.facts), lists)
    left_out = rules.said_of_barred(home, passes, _those_of(as_high, barred))
    if wishes.with_barred and barred:
        made = (*made, _list_of_barred(model, left, lists, barred, wishes, obstacles))
    return ShortLists(
        home=place_record(ground, home),
        lists=made,
        n_candidates=len(left.pairs),
        compared=say_compared(left.facts, wishes.filters.size),
        purpose=None if purpose is None else purpose.name,
        purpose_words="" if purpose is None else _purpose_words(purpose),
        weighed_for=() if purpose is None else _weighed_for(purpose),
        themes=tuple(theme.name for theme in wishes.themes),
        filters=left.filters[band_called(wishes.filters.size) is not None :],
        weights=wishes.weights,
        notes=(
            *notes_on_all(partners.values()),
            *notes_on_the_alike(left.facts, made),
            *_on_size(ground, home, wishes),
            *how_to_see_more(left, made, wishes),
            *notes_on(ground, model, home, wishes, left_out),
            *kin_notes(ground, _those_of(as_high, of_kin), kin or {}),
        ),
        left_out=left_out,
        data_version=ground.version,
        model_version=model.data_version,
    )


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
        may = could if kind.needs_ties else could & ~keeps_off
        score, is_thin = scores.score(weighing, added), kind.is_thin(facts)
        order = np.lexsort((facts.pairs.b, -score, lacks_reason, needs_care))
        limits = kind.limits(
            wishes.count, wishes.per_region, per_country, has_ties=has_ties,
            is_one_country=bool(wishes.filters.countries) or wishes.is_domestic,
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
        needs_care = gate.calls_for_more_care(home, at, MOST_OF_THE_WORLD)
    needs_care = needs_care | is_apart
    is_at_war = is_at_war_at_home(facts.ground)[facts.pairs.country]
    is_asked_for = bool(wishes.filters.countries)
    return needs_care, (needs_care | is_at_war) & (not is_asked_for)


def _partners(
    model: AdditiveModel,
    scores: CandidateScores,
    lists: tuple[NamedList, ...],
    obstacles: FindObstacles,
) -> dict[int, Partner]:
    """Describe the places of all lists at once, by position."""
    places = [place for each in lists for place in each.places]
    if not places:
        return {}
    plain = scores.score(NOTHING, Added())[scores.facts.positions_of(places)]
    weighed = [
        Weighed(rank, each.weighing.features, each.added)
        for each in lists
        for rank in range(1, len(each.places) + 1)
    ]
    score = np.concatenate([each.score for each in lists])
    facts = scores.facts.of_places(np.array(places, dtype=np.int64))
    found = partner_records(model, facts, weighed, score, plain, scores.base, obstacles)
    return dict(zip(places, found, strict=True))


def _made(
    scores: CandidateScores, named: NamedList, partners: dict[int, Partner],
    notes: dict[int, Note], wishes: Wishes, purpose: Purpose | None,
) -> ShortList:  # fmt: skip
    pool = scores.facts.among(named.may)
    said = choose_reasons(
        pool, pool.positions_of(named.places).tolist(), named.kind.own_arguments,
        arguments_for(purpose),
    )  # fmt: skip
    return ShortList(
        name=named.kind.name,
        title=named.kind.title,
        meaning=named.kind.meaning,
        n_candidates=int(named.may.sum()),
        of_all=said.of_all,
        suggestions=tuple(
            Suggestion(
                partners[place],
                tuple(Telling(*one) for one in sentences),
                notes[place].sentence,
                notes[place].n_untold,
            )
            for place, sentences in zip(named.places, said.of_each, strict=True)
        ),
        note=_why_few(scores.facts, named, wishes.count),
    )


def _why_few(facts: CandidateFacts, named: NamedList, count: int) -> Sentence | None:
    ground = facts.ground
    most = Counter(ground.places.country[named.for_care].tolist()).most_common()
    where = [named_country(ground, country) for country, _ in most[:COUNTRIES_NAMED]]
    return why_few(
        len(named.places), int(named.may.sum()), len(named.for_care), count,
        listed_few(where, len(most)),
        None if named.kind.needs_ties else named_place(ground, facts.home),
    )  # fmt: skip


def _list_of_barred(
    model: AdditiveModel, left: Chosen, lists: tuple[NamedList, ...], barred: tuple[int, ...],
    wishes: Wishes, obstacles: FindObstacles,
) -> ShortList:  # fmt: skip
    """List the barred places that would come first, each with what bars it and without reasons."""
    ground, home = left.facts.ground, left.facts.home
    of_barred = left.facts.of_places(np.array(barred, dtype=np.int64))
    best = _best_first(score_candidates(model, of_barred), lists)[0]
    is_asked_for = bool(wishes.filters.countries)
    per_country = wishes.count if is_asked_for else wishes.per_country or PER_COUNTRY
    limits = Limits(wishes.count, wishes.per_region, per_country, wishes.count)
    own = int(ground.places.country[home])
    places = np.array(choose_places(ground, best, limits, frozenset(), own, best), dtype=np.int64)
    facts = left.facts.of_places(places)
    scores = score_candidates(model, facts)
    plain = scores.score(NOTHING, Added())
    weighed = [Weighed(rank, {}, Added()) for rank in range(1, len(places) + 1)]
    found = partner_records(model, facts, weighed, plain, plain, scores.base, obstacles)
    return ShortList(
        name=BARRED,
        title=say("Left out"),
        meaning=say(
            "Places that cannot be suggested, each with what bars it: the first {n} of {total:,}. "
            "Name a country to see those in it.",
            n=len(found),
            total=len(barred),
        ),
        n_candidates=len(barred),
        of_all=(),
        suggestions=tuple(Suggestion(one, ()) for one in found),
        note=None,
    )


def _best_first(scores: CandidateScores, lists: tuple[NamedList, ...]) -> tuple[Index, Real]:
    """Order places left out by the score that they would have on a list; -inf stands for none."""
    others = scores.facts
    weighed = [
        np.where(each.kind.may_stand(others), scores.score(each.weighing, each.added), -np.inf)
        for each in lists
    ]
    plain = scores.score(NOTHING, Added())
    best = np.max(weighed, axis=0) if weighed else plain
    order = np.lexsort((-plain, -best))
    return others.pairs.b[order], best[order]


def _as_high(scores: CandidateScores, lists: tuple[NamedList, ...]) -> tuple[int, ...]:
    """Return those of the places left out that would score as high on a list as the last named."""
    if not len(scores.facts.pairs):
        return ()
    last = min((float(each.score.min()) for each in lists if each.places), default=-np.inf)
    places, best = _best_first(scores, lists)
    # Where nobody is named there is nobody to be as high as, so all of them are meant.
    is_high = (best >= last) & (np.isfinite(best) | np.isinf(last))
    return tuple(places[is_high].tolist())


def _those_of(places: tuple[int, ...], asked: tuple[int, ...]) -> tuple[int, ...]:
    kept = frozenset(asked)
    return tuple(one for one in places if one in kept)


def _weighed_for(purpose: Purpose) -> tuple[WeighedFor, ...]:
    return tuple(
        WeighedFor(one.term, _title(one.term), one.weight, one.reason) for one in purpose.weights
    )


def _purpose_words(purpose: Purpose) -> Sentence:
    return say(
        "What counts more for {purpose}: {each}.",
        purpose=purpose.title,
        each=listed([_weighed(one.term, one.weight) for one in purpose.weights], "comma"),
    )


def _weighed(term: str, weight: float) -> Sentence:
    return say("{title} ({weight:g} times)", title=lowered(_title(term)), weight=weight)


def _title(term: str) -> Sentence:
    if term in TERMS:
        return TERMS[term].title
    if term in GROUPS:
        return say("All criteria of the group {name}", name=term)
    return say(BY_NAME[term].title)


def _on_size(ground: Ground, home: int, wishes: Wishes) -> tuple[Sentence, ...]:
    if wishes.filters.size != ANY_SIZE or ground.places.population[home] > 0:
        return ()
    name = named_place(ground, home)
    return (say("The size of {name} is not known, so places of any size are named.", name=name),)
