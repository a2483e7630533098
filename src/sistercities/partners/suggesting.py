"""From a home place and wishes to three short lists, and to places that rest on less."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np

from sistercities.partners.additive_model import AdditiveModel
from sistercities.partners.answers import Partner
from sistercities.partners.candidate_scores import CandidateScores, score_candidates
from sistercities.partners.choosing import Chosen, Wishes, check_wishes, choose
from sistercities.partners.distinct_numbers import are_of
from sistercities.partners.features.catalogue import BY_NAME, GROUPS
from sistercities.partners.gate.kin import Kin
from sistercities.partners.ground import Ground
from sistercities.partners.named_lists import (
    NamedList,
    name_places,
)
from sistercities.partners.names_in_sentences import named_country, named_place
from sistercities.partners.notes_below import Below, Search, notes_below, say_for_whom_little_speaks
from sistercities.partners.reasons import place_record
from sistercities.partners.recommend_notes import Note, notes_on_each
from sistercities.partners.recommending import (
    FindObstacles,
    Weighed,
    none_known,
    partner_records,
)
from sistercities.partners.short_lists.answer import (
    BARRED,
    LESS_SURE,
    ShortList,
    ShortLists,
    Suggestion,
    Telling,
    WeighedFor,
)
from sistercities.partners.short_lists.arguments import Argument
from sistercities.partners.short_lists.candidate_facts import CandidateFacts
from sistercities.partners.short_lists.choose_places import Limits, choose_places
from sistercities.partners.short_lists.choose_reasons import (
    choose_reasons,
)
from sistercities.partners.short_lists.footing import count_points
from sistercities.partners.short_lists.kinds import PER_COUNTRY, ListKind
from sistercities.partners.short_lists.less_sure import (
    UP_TO_IN_ALL,
    sensible_in_ten,
    size_of_home,
)
from sistercities.partners.short_lists.purpose_arguments import arguments_for_themes
from sistercities.partners.short_lists.purpose_facts import (
    held_lines,
    say_what_serves,
    wanted_for,
)
from sistercities.partners.short_lists.quarters import quarters_of
from sistercities.partners.short_lists.region_facts import is_for_regions
from sistercities.partners.short_lists.themes import Theme
from sistercities.partners.short_lists.weighing import Purpose
from sistercities.partners.short_lists.why_few import (
    say_compared,
    say_high_and_unnamed,
    why_few,
)
from sistercities.partners.short_lists.wish_terms import TERMS, Added
from sistercities.partners.size_bands import band_called
from sistercities.sentences import (
    Listed,
    Said,
    Sentence,
    listed,
    listed_few,
    lowered,
    say,
)
from twolevel.core.array_types import Flag, Index, Real

COUNTRIES_NAMED = 3
"""Countries that are named where care leaves places of them out."""


def suggest_partners(
    ground: Ground, model: AdditiveModel, home: int, wishes: Wishes,
    purpose: Purpose | None = None, obstacles: FindObstacles = none_known, kin: Kin | None = None,
) -> ShortLists:  # fmt: skip
    """Name a few places to approach: near the network, like the place, and on new ground.

    Where these name fewer than five in all, the best of those follow for which fewer reasons speak.

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
    count_points(all_scores.facts)  # of all at once: of few it takes as long as of many
    n_left = len(left.pairs)
    scores = all_scores.among(slice(0, n_left)) if n_left else None
    if scores is not None:
        left = left._replace(facts=scores.facts)
    search = Search(
        ground, model, home, wishes, purpose, kin, left.facts, rules.pairs, scores, left.lifting
    )
    named = (
        _Named() if scores is None else _Named(*name_places(scores, wishes, left.lifting, purpose))
    )
    partners = {} if scores is None else _partners(model, scores, named.all_lists, obstacles)
    made = () if scores is None else _all_made(search, scores, named, partners)
    others = all_scores.among(slice(n_left, None))
    as_high, would_be_named = _as_high(others, named.lists)
    left_out = rules.said_of_barred(home, passes, _those_of(as_high, barred))
    below = Below(
        sum(len(each.suggestions) for each in made), partners, left_out,
        _high_and_unnamed(scores, partners, wishes, purpose), _those_of(would_be_named, of_kin),
    )  # fmt: skip
    if wishes.with_barred and barred:
        made = (*made, _list_of_barred(model, left, named.lists, barred, wishes, obstacles))
    return _answer(search, left, named, made, below)


@dataclass(frozen=True, slots=True)
class _Named:
    """The lists before their sentences, as `name_places` returns them."""

    lists: tuple[NamedList, ...] = ()
    beside: NamedList | None = None
    are_best_alone: bool = False

    @property
    def all_lists(self) -> tuple[NamedList, ...]:
        """The three, and the one beside them."""
        return self.lists if self.beside is None else (*self.lists, self.beside)


def _all_made(
    search: Search, scores: CandidateScores, named: _Named, partners: dict[int, Partner]
) -> tuple[ShortList, ...]:
    purpose, themes = search.purpose, search.wishes.themes
    notes = notes_on_each(search.ground, search.home, partners)
    return tuple(
        _made(
            scores, each, partners, notes, purpose,
            _note_on(scores.facts, each, search.wishes, named, has_purpose=purpose is not None),
            themes,
        )
        for each in named.all_lists
    )  # fmt: skip


def _answer(
    search: Search, left: Chosen, named: _Named, made: tuple[ShortList, ...], below: Below
) -> ShortLists:
    ground, wishes, purpose = search.ground, search.wishes, search.purpose
    size, themes = wishes.filters.size, tuple(theme.name for theme in wishes.themes)
    return ShortLists(
        home=place_record(ground, search.home),
        lists=made,
        n_candidates=len(left.pairs),
        compared=say_compared(left.facts, size, list(themes)),
        purpose=None if purpose is None else purpose.name,
        purpose_words="" if purpose is None else _purpose_words(purpose),
        weighed_for=() if purpose is None else _weighed_for(purpose),
        themes=themes,
        filters=(
            *left.filters[band_called(size) is not None :],
            *say_for_whom_little_speaks(
                left.facts, named.lists, purpose, are_best_alone=named.are_best_alone
            ),
        ),
        weights=wishes.weights,
        notes=notes_below(search, made, below),
        left_out=below.left_out,
        data_version=ground.version,
        model_version=search.model.data_version,
    )


def _high_and_unnamed(
    scores: CandidateScores | None, named: dict[int, Partner], wishes: Wishes,
    purpose: Purpose | None,
) -> tuple[Sentence, ...]:  # fmt: skip
    """Say which of the first by the score no list names, where the score is what was asked for."""
    if scores is None or not named or purpose is not None or wishes.themes or wishes.weights:
        return ()
    return say_high_and_unnamed(scores.facts, scores.plain, named)


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
    at = scores.facts.positions_of(places)
    plain = scores.plain[at]
    weighed = [
        Weighed(rank, each.weighing.features, each.added)
        for each in lists
        for rank in range(1, len(each.places) + 1)
    ]
    score = np.concatenate([each.score for each in lists])
    # What was found out of them as candidates is not found out again.
    facts = scores.facts.among(at)
    found = partner_records(model, facts, weighed, score, plain, scores.base, obstacles)
    return dict(zip(places, found, strict=True))


def _made(
    scores: CandidateScores, named: NamedList, partners: dict[int, Partner],
    notes: dict[int, Note], purpose: Purpose | None, why_few: Said | None,
    themes: tuple[Theme, ...],
) -> ShortList:  # fmt: skip
    pool = scores.facts.among(named.beside)
    size = size_of_home(pool) if named.kind.name == LESS_SURE else None
    said = choose_reasons(
        pool, pool.positions_of(named.places).tolist(), named.kind.own_arguments,
        wanted_for(purpose), arguments_for_themes(themes),
        _lines_of(named, pool, purpose),
    )  # fmt: skip
    return ShortList(
        name=named.kind.name,
        title=named.kind.title,
        meaning=_meaning(named, pool),
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
        note=why_few,
        sensible_in_ten=None if size is None else sensible_in_ten(size),
    )


def _meaning(named: NamedList, facts: CandidateFacts) -> Sentence:
    """Say who stands on a list."""
    kind = named.kind
    of_regions = kind.meaning_of_regions if is_for_regions(facts) else None
    has_size = facts.places.population[facts.home] > 0
    otherwise = kind.meaning if has_size else kind.meaning_without_size
    asked = kind.meaning_if_asked if named.is_asked_for else None
    return of_regions or asked or otherwise or kind.meaning


def _note_on(
    facts: CandidateFacts, one: NamedList, wishes: Wishes, named: _Named, *, has_purpose: bool
) -> Said | None:
    """Say why a list is short; of the best of what is asked for, how many are named in all."""
    if one is named.beside or (named.are_best_alone and one.places):
        return None
    if named.are_best_alone:
        return say("Of places for which little speaks we name {n} at most in all.", n=UP_TO_IN_ALL)
    return _why_few(
        facts, one, wishes, named.lists, others_follow=named.beside is not None,
        has_purpose=has_purpose,
    )  # fmt: skip


def _lines_of(
    named: NamedList, pool: CandidateFacts, purpose: Purpose | None
) -> tuple[tuple[tuple[Argument, ...], Flag], ...]:
    """Return what speaks for the places of a list: other kinds of facts where nothing else does."""
    if not named.is_by_evidence:
        return held_lines(pool, purpose)
    from sistercities.partners.short_lists.for_nobody import evidence_lines

    return evidence_lines(pool)


def _why_few(
    facts: CandidateFacts, named: NamedList, wishes: Wishes, lists: tuple[NamedList, ...], *,
    others_follow: bool, has_purpose: bool,
) -> Said | None:  # fmt: skip
    ground = facts.ground
    most = Counter(ground.places.country[named.for_care].tolist()).most_common()
    where = [named_country(ground, country) for country, _ in most[:COUNTRIES_NAMED]]
    elsewhere = [place for each in lists if each is not named for place in each.places]
    n_elsewhere = int(are_of(facts.pairs.b[named.may], elsewhere).sum())
    could_stand = named.kind.may_stand(facts)
    n_could = int(are_of(facts.pairs.b[could_stand], elsewhere).sum())
    asks_for_part = wishes.is_of_part_of_world or wishes.is_of_countries
    is_nobody = not any(each.places for each in lists) and not others_follow
    is_for_all = not (asks_for_part or has_purpose or wishes.themes)
    if is_for_regions(facts) and is_nobody and is_for_all and not len(named.for_care):
        from sistercities.partners.short_lists.nobody_for_a_region import say_nobody_for_a_region

        return say_nobody_for_a_region(facts)
    city = None if is_for_regions(facts) else quarters_of(ground).city_of(facts.home)
    signer = None if is_for_regions(facts) else quarters_of(ground).signer_of(facts.home)
    # Where no list names anybody it is said once, of all of them.
    names_some = any(each.places for each in lists) and not is_for_regions(facts)
    return why_few(
        len(named.places), int(named.may.sum()), len(named.for_care), wishes.count,
        listed_few(where, len(most)),
        named_place(ground, facts.home), is_part=quarters_of(ground).is_part(facts.home),
        part_of=None if signer is None else named_place(ground, signer),
        quarter_of=None if city is None else named_place(ground, city),
        others_follow=others_follow, n_elsewhere=n_elsewhere, has_purpose=has_purpose,
        n_could_elsewhere=n_could,
        may_ask_for_part=named.kind.is_of_all_areas and names_some and not asks_for_part,
        is_of_regions=is_for_regions(facts),
    )  # fmt: skip


def _list_of_barred(
    model: AdditiveModel, left: Chosen, lists: tuple[NamedList, ...], barred: tuple[int, ...],
    wishes: Wishes, obstacles: FindObstacles,
) -> ShortList:  # fmt: skip
    """List the barred places that would come first, each with what bars it and without reasons."""
    ground, home = left.facts.ground, left.facts.home
    of_barred = left.facts.of_places(np.array(barred, dtype=np.int64))
    best = _best_first(score_candidates(model, of_barred), lists)[0]
    is_asked_for = wishes.is_of_countries
    per_country = wishes.count if is_asked_for else wishes.per_country or PER_COUNTRY
    limits = Limits(wishes.count, wishes.per_region, per_country, wishes.count)
    own = int(ground.places.country[home])
    places = np.array(choose_places(ground, best, limits, frozenset(), own, best), dtype=np.int64)
    facts = left.facts.of_places(places)
    scores = score_candidates(model, facts)
    plain = scores.plain
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
        np.where(_stands(each.kind, others), scores.score(each.weighing, each.added), -np.inf)
        for each in lists
    ]
    plain = scores.plain
    best = np.max(weighed, axis=0) if weighed else plain
    order = np.lexsort((-plain, -best))
    return others.pairs.b[order], best[order]


def _stands(kind: ListKind, facts: CandidateFacts) -> Flag:
    return np.asarray(kind.may_stand(facts) & kind.rests_on_enough(facts))


def _as_high(
    scores: CandidateScores, lists: tuple[NamedList, ...]
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return those of the places left out that would score as high on a list as the last named.

    Where nobody is named these are all of them; beside them stand those alone that would be named.
    """
    if not len(scores.facts.pairs):
        return (), ()
    last = min((float(each.score.min()) for each in lists if each.places), default=-np.inf)
    places, best = _best_first(scores, lists)
    is_high, could_stand = best >= last, np.isfinite(best)
    would_be_named = is_high & could_stand
    as_high = is_high if np.isinf(last) else would_be_named
    return tuple(places[as_high].tolist()), tuple(places[would_be_named].tolist())


def _those_of(places: tuple[int, ...], asked: tuple[int, ...]) -> tuple[int, ...]:
    kept = frozenset(asked)
    return tuple(one for one in places if one in kept)


def _weighed_for(purpose: Purpose) -> tuple[WeighedFor, ...]:
    return tuple(
        WeighedFor(one.term, _title(one.term), one.weight, one.reason) for one in purpose.weights
    )


def _purpose_words(purpose: Purpose) -> Listed:
    """Say what serves a purpose and what is added to the score: how much, the methods tell."""
    by_weight = sorted(purpose.weights, key=lambda one: -one.weight)
    each = listed([lowered(_title(one.term)) for one in by_weight], "comma")
    order = say(
        "What counts more for {purpose}, the most first: {each}.",
        purpose=purpose.title,
        each=each,
    )
    said = (say_what_serves(purpose), order, purpose.stands_in)
    return listed([one for one in said if one is not None], "space")


def _title(term: str) -> Sentence:
    if term in TERMS:
        return TERMS[term].title
    if term in GROUPS:
        return say("All criteria of the group {name}", name=term)
    return say(BY_NAME[term].title)
