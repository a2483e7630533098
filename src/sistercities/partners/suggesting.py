"""From a home place and wishes to three short lists, and to places that rest on less."""

from __future__ import annotations

from collections import Counter

import numpy as np

from sistercities.partners.additive_model import AdditiveModel
from sistercities.partners.answers import Partner
from sistercities.partners.candidate_scores import CandidateScores, score_candidates
from sistercities.partners.choosing import Chosen, Wishes, check_wishes, choose
from sistercities.partners.distinct_numbers import are_of
from sistercities.partners.eligible import kin_notes
from sistercities.partners.features.catalogue import BY_NAME, GROUPS
from sistercities.partners.gate.kin import Kin
from sistercities.partners.gate.kin_notes import notes_on_held_around
from sistercities.partners.ground import Ground
from sistercities.partners.little_speaks import say_for_whom_little_speaks
from sistercities.partners.loosening import (
    how_to_see_more,
    names_somebody_there,
    what_to_ask_instead,
)
from sistercities.partners.merged_ties import notes_on_merged
from sistercities.partners.named_lists import (
    NamedList,
    name_places,
)
from sistercities.partners.names_in_sentences import named_country, named_place
from sistercities.partners.reasons import place_record
from sistercities.partners.recommend_notes import notes_on
from sistercities.partners.recommending import (
    FindObstacles,
    Weighed,
    none_known,
    partner_records,
)
from sistercities.partners.region_people import is_summed, people_with_sums
from sistercities.partners.short_lists.added import Added
from sistercities.partners.short_lists.answer import (
    BARRED,
    LESS_SURE,
    ShortList,
    ShortLists,
    Suggestion,
    Telling,
    WeighedFor,
)
from sistercities.partners.short_lists.candidate_facts import CandidateFacts
from sistercities.partners.short_lists.choose_places import Limits, choose_places
from sistercities.partners.short_lists.choose_reasons import (
    choose_reasons,
)
from sistercities.partners.short_lists.compared import (
    notes_on_the_alike,
    say_compared,
    where_the_alike_have_partners,
)
from sistercities.partners.short_lists.for_nobody import evidence_lines
from sistercities.partners.short_lists.high_and_unnamed import say_high_and_unnamed
from sistercities.partners.short_lists.kinds import PER_COUNTRY, ListKind
from sistercities.partners.short_lists.less_sure import (
    UP_TO_IN_ALL,
    sensible_in_ten,
    size_of_home,
)
from sistercities.partners.short_lists.nobody_for_a_region import say_nobody_for_a_region
from sistercities.partners.short_lists.notes_on_each import Note, notes_on_all, notes_on_each
from sistercities.partners.short_lists.purpose_facts import (
    held_lines,
    say_what_serves,
    wanted_for,
)
from sistercities.partners.short_lists.quarters import quarters_of
from sistercities.partners.short_lists.region_facts import is_for_regions
from sistercities.partners.short_lists.theme_arguments import arguments_for_themes
from sistercities.partners.short_lists.themes import Theme
from sistercities.partners.short_lists.weighing import NOTHING, Purpose
from sistercities.partners.short_lists.why_few import why_few
from sistercities.partners.short_lists.wish_terms import TERMS
from sistercities.partners.size_bands import ANY_SIZE, band_called
from sistercities.sentences import (
    Listed,
    PlaceName,
    Said,
    Sentence,
    listed,
    listed_few,
    lowered,
    say,
)
from sistercities.terms.people_words import persons
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
    scores = all_scores.of_first(left.facts) if len(left.pairs) else None
    lists, beside, are_best_alone = (
        ((), None, False) if scores is None else name_places(scores, wishes, left.lifting, purpose)
    )
    all_lists = lists if beside is None else (*lists, beside)
    partners = {} if scores is None else _partners(model, scores, all_lists, obstacles)
    notes = notes_on_each(ground, home, partners)
    made = () if scores is None else tuple(
        _made(
            scores, each, partners, notes, purpose,
            _note_on(
                scores.facts, each, wishes, lists, beside, are_best_alone=are_best_alone,
                has_purpose=purpose is not None,
            ),
            wishes.themes,
        )
        for each in all_lists
    )  # fmt: skip
    n_named = sum(len(each.suggestions) for each in made)
    others = all_scores.of_others(left.facts)
    as_high, would_be_named = _as_high(others, lists)
    left_out = rules.said_of_barred(home, passes, _those_of(as_high, barred))
    if wishes.with_barred and barred:
        made = (*made, _list_of_barred(model, left, lists, barred, wishes, obstacles))
    return ShortLists(
        home=place_record(ground, home),
        lists=made,
        n_candidates=len(left.pairs),
        compared=say_compared(left.facts, wishes.filters.size, [one.name for one in wishes.themes]),
        purpose=None if purpose is None else purpose.name,
        purpose_words="" if purpose is None else _purpose_words(purpose),
        weighed_for=() if purpose is None else _weighed_for(purpose),
        themes=tuple(theme.name for theme in wishes.themes),
        filters=(
            *left.filters[band_called(wishes.filters.size) is not None :],
            *say_for_whom_little_speaks(left.facts, lists, purpose, are_best_alone=are_best_alone),
        ),
        weights=wishes.weights,
        notes=(
            *notes_on_all(partners.values()),
            *notes_on_the_alike(left.facts, made),
            *where_the_alike_have_partners(
                left.facts,
                made,
                names_somebody_there(ground, model, home, wishes, purpose, kin),
            ),
            *_high_and_unnamed(scores, partners, wishes, purpose),
            *(_on_size(ground, home, wishes) if n_named else ()),
            *how_to_see_more(ground, model, left.rules.pairs, wishes, n_named, purpose, kin),
            *what_to_ask_instead(ground, model, home, wishes, n_named, purpose, kin),
            *notes_on(
                ground,
                model,
                home,
                wishes,
                left_out,
                is_size_told=bool(_on_size(ground, home, wishes)),
                has_names=n_named > 0,
            ),
            *kin_notes(ground, _those_of(would_be_named, of_kin), kin or {}),
            *notes_on_held_around(ground, home, kin or {}),
            *notes_on_merged(ground, home),
        ),
        left_out=left_out,
        data_version=ground.version,
        model_version=model.data_version,
    )


def _high_and_unnamed(
    scores: CandidateScores | None, named: dict[int, Partner], wishes: Wishes,
    purpose: Purpose | None,
) -> tuple[Sentence, ...]:  # fmt: skip
    """Say which of the first by the score no list names, where the score is what was asked for."""
    if scores is None or not named or purpose is not None or wishes.themes or wishes.weights:
        return ()
    return say_high_and_unnamed(scores.facts, scores.score(NOTHING, Added()), named)


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
    plain = scores.score(NOTHING, Added())[at]
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
        evidence_lines(pool) if named.is_by_evidence else held_lines(pool, purpose),
    )  # fmt: skip
    return ShortList(
        name=named.kind.name,
        title=named.kind.title,
        meaning=_meaning(named, is_of_regions=is_for_regions(pool)),
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


def _meaning(named: NamedList, *, is_of_regions: bool) -> Sentence:
    """Say who stands on a list."""
    kind = named.kind
    asked = kind.meaning_if_asked if named.is_asked_for else None
    return (kind.meaning_of_regions if is_of_regions else None) or asked or kind.meaning


def _note_on(
    facts: CandidateFacts, named: NamedList, wishes: Wishes, lists: tuple[NamedList, ...],
    beside: NamedList | None, *, are_best_alone: bool, has_purpose: bool,
) -> Said | None:  # fmt: skip
    """Say why a list is short; of the best of what is asked for, how many are named in all."""
    if named is beside or (are_best_alone and named.places):
        return None
    if are_best_alone:
        return say("Of places for which little speaks we name {n} at most in all.", n=UP_TO_IN_ALL)
    return _why_few(
        facts, named, wishes, lists, others_follow=beside is not None, has_purpose=has_purpose
    )


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
        np.where(_stands(each.kind, others), scores.score(each.weighing, each.added), -np.inf)
        for each in lists
    ]
    plain = scores.score(NOTHING, Added())
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


def _on_size(ground: Ground, home: int, wishes: Wishes) -> tuple[Sentence, ...]:
    name, has_band = named_place(ground, home), wishes.filters.size != ANY_SIZE
    if is_summed(ground, home):
        people = persons(float(people_with_sums(ground)[home]))
        return (_on_sum(name, people, has_band=has_band),)
    if has_band or ground.places.population[home] > 0:
        return ()
    return (say("The size of {name} is not known, so places of any size are named.", name=name),)


def _on_sum(name: PlaceName, people: Sentence, *, has_band: bool) -> Sentence:
    """Say that the size of a region is that of its cities and towns."""
    if has_band:
        return say(
            "Regions of which no number of people is known are compared by the cities and towns in "
            "them that we know of: those of {name} have {people}. The regions have more.",
            name=name,
            people=people,
        )
    return say(
        "No number of people of {name} is known, so regions of its rank are named, far larger and "
        "smaller ones too. Its cities and towns that we know of have {people}: `--size` compares "
        "regions by these.",
        name=name,
        people=people,
    )
