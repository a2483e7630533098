"""What is said below short lists: of size, of the alike, of whom nobody named, of what to ask.

Which wish to loosen where few places are named, and how many would be named without it.

For whom little speaks of those that are named because their part of the world is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from sistercities.errors import InvalidArgument
from sistercities.partners.additive_model import AdditiveModel
from sistercities.partners.answers import Partner
from sistercities.partners.candidate_scores import CandidateScores, score_candidates
from sistercities.partners.choosing import Wishes, choose
from sistercities.partners.distinct_numbers import are_of
from sistercities.partners.eligible import kin_notes
from sistercities.partners.filters import Filters, each_loosened
from sistercities.partners.gate.kin import Kin
from sistercities.partners.gate.kin_notes import notes_on_held_around
from sistercities.partners.ground import Ground
from sistercities.partners.named_lists import NamedList, name_places
from sistercities.partners.names_in_sentences import named_place
from sistercities.partners.pairs import Pairs
from sistercities.partners.recommend_notes import notes_on, notes_on_all
from sistercities.partners.short_lists.answer import ShortList
from sistercities.partners.short_lists.candidate_facts import CandidateFacts
from sistercities.partners.short_lists.footing import has_footing, rests_on_being_next
from sistercities.partners.short_lists.less_sure import (
    UP_TO_IN_ALL,
    is_worth_naming,
    rests_on_less,
    size_of_home,
)
from sistercities.partners.short_lists.region_facts import is_for_regions
from sistercities.partners.short_lists.themes import Theme
from sistercities.partners.short_lists.weighing import Purpose
from sistercities.partners.short_lists.why_few import (
    notes_on_the_alike,
    where_the_alike_have_partners,
)
from sistercities.partners.size_bands import ANY_SIZE, USUAL_SIZE, is_summed, people_with_sums
from sistercities.partners.uncounted import notes_on_merged
from sistercities.sentences import PlaceName, Sentence, capital, listed, listed_few, say, say_count
from sistercities.terms.number_words import persons


@dataclass(frozen=True, slots=True)
class Search:
    """Who asks for whom, and the candidates.

    Attributes
    ----------
    ground, model, home, wishes, purpose, kin
        As `suggest_partners` takes them.
    facts
        The candidates that are left.
    pairs
        All places that the filters are asked about.
    scores
        What the model says of the candidates; None where no candidate is left.
    lifting
        Themes that lift.
    """

    ground: Ground
    model: AdditiveModel
    home: int
    wishes: Wishes
    purpose: Purpose | None
    kin: Kin | None
    facts: CandidateFacts
    pairs: Pairs
    scores: CandidateScores | None
    lifting: tuple[Theme, ...]


@dataclass(frozen=True, slots=True)
class Below:
    """What the lists leave to say.

    Attributes
    ----------
    n_named
        How many places stand on them, without those that are barred.
    partners
        These places, by position.
    left_out
        What is said of places that something bars.
    high
        What is said of places that score high and are not named.
    kin
        Places that would be named if one of their own area were no partner.
    """

    n_named: int
    partners: dict[int, Partner]
    left_out: tuple[str, ...]
    high: tuple[Sentence, ...]
    kin: tuple[int, ...]


def notes_below(search: Search, made: tuple[ShortList, ...], below: Below) -> tuple[str, ...]:
    """Say what is said of all lists together."""
    ground, model, home, wishes = search.ground, search.model, search.home, search.wishes
    purpose, kin, n_named = search.purpose, search.kin, below.n_named
    on_size = _on_size(ground, home, wishes)
    somebody_there = names_somebody_there(ground, model, home, wishes, purpose, kin)
    return (
        *notes_on_all(below.partners.values()),
        *_whom_instead(search, below),
        *notes_on_the_alike(search.facts, made),
        *where_the_alike_have_partners(search.facts, made, somebody_there),
        *below.high,
        *(on_size if n_named else ()),
        *how_to_see_more(ground, model, search.pairs, wishes, n_named, purpose, kin),
        *notes_on(
            ground, model, home, wishes, below.left_out,
            is_size_told=bool(on_size), has_names=n_named > 0,
        ),
        *kin_notes(ground, below.kin, kin or {}),
        *notes_on_held_around(ground, home, kin or {}),
        *notes_on_merged(ground, home),
    )  # fmt: skip


def _whom_instead(search: Search, below: Below) -> tuple[Sentence, ...]:
    """Say whom the lists would name without the purpose, or in which part of the world."""
    ground, purpose = search.ground, search.purpose
    named = frozenset(below.partners)
    nobody: tuple[Sentence, ...] = ()
    if purpose is not None:
        from sistercities.partners.without_purpose import (
            nobody_either,
            say_whom_without_purpose,
            without_purpose,
        )

        others: tuple[int, ...] = ()
        if search.scores is not None:
            others = without_purpose(search.scores, search.wishes, search.lifting, named)
        if others:
            return (say_whom_without_purpose(ground, others, purpose, are_all=not named),)
        nobody = () if named else (nobody_either(purpose),)
    return (
        *nobody,
        *what_to_ask_instead(
            ground, search.model, search.home, search.wishes, below.n_named, purpose, search.kin
        ),
    )


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


def how_to_see_more(
    ground: Ground, model: AdditiveModel, pairs: Pairs, wishes: Wishes, n_named: int,
    purpose: Purpose | None = None, kin: Kin | None = None,
) -> tuple[Sentence, ...]:  # fmt: skip
    """Say which wish to leave out where few places are named, and what that would give.

    Each wish is left out in turn and the lists are made again; nothing is said of the usual band of
    sizes where it is the only one, since nobody asked for it.

    Parameters
    ----------
    ground, model
        Facts, ties, and the model of the class of places that is asked for.
    pairs
        The home place with any candidates.
    wishes
        What is asked for.
    n_named
        Places that are named for it.
    purpose, kin
        As the lists were made.
    """
    if n_named >= min(UP_TO_IN_ALL, wishes.count) or not _asks_for_some(wishes):
        return ()
    home = int(pairs.a[0])

    def count(asked: Wishes) -> int:
        return _n_named(ground, model, home, asked, purpose, kin or {})

    loosened = _loosened(pairs, wishes)
    counts = [count(without) for _, without in loosened]
    most = max(counts)
    if most > n_named:
        words, _ = loosened[counts.index(most)]
        return (_would_give(words, most, n_named),)
    has_size = ground.places.population[home] > 0
    usual = Filters(size=USUAL_SIZE if has_size else ANY_SIZE)
    n_of_all = count(replace(wishes, filters=usual, themes=()))
    if n_of_all > n_named:
        return (_would_give(None, n_of_all, n_named),)
    return (
        say("Your filters are not why few places are named: without them there would be no more."),
    )


def what_to_ask_instead(
    ground: Ground, model: AdditiveModel, home: int, wishes: Wishes, n_named: int,
    purpose: Purpose | None = None, kin: Kin | None = None,
) -> tuple[Sentence, ...]:  # fmt: skip
    """Say which continent to ask for where nobody is named at all, and how many that gives.

    The own continent comes first. Nothing is said where a part of the world is asked for already.

    Parameters
    ----------
    ground, model, home, wishes, n_named, purpose, kin
        As for `how_to_see_more`.
    """
    if n_named or wishes.is_of_countries or wishes.is_of_part_of_world:
        return ()
    from sistercities.partners.parts_of_world import CONTINENTS

    own = str(ground.countries.continents[ground.places.country[home]])
    for code in sorted(CONTINENTS, key=lambda one: one != own):
        asked = replace(wishes, filters=wishes.filters._replace(continents=(code,)))
        n = _n_named(ground, model, home, asked, purpose, kin or {})
        if n:
            return (_best_of_continent(code, n),)
    return ()


def names_somebody_there(
    ground: Ground, model: AdditiveModel, home: int, wishes: Wishes,
    purpose: Purpose | None = None, kin: Kin | None = None,
) -> Callable[[str], bool]:  # fmt: skip
    """Return what says of a country, by its code, whether asking for it too would name anybody.

    Of none where countries are asked for already. Parameters are those of `how_to_see_more`.
    """

    def names_somebody(code: str) -> bool:
        if wishes.is_of_countries:
            return False
        asked = replace(wishes, filters=wishes.filters._replace(countries=(code,)))
        return _n_named(ground, model, home, asked, purpose, kin or {}) > 0

    return names_somebody


def _best_of_continent(code: str, n: int) -> Sentence:
    from sistercities.partners.parts_of_world import CONTINENTS

    return say_count(
        "To see the best place in {continent} all the same, though little speaks for it, ask for "
        "the continent (`--continent {code}`).",
        "To see the {n} best places in {continent} all the same, though little speaks for them, "
        "ask for the continent (`--continent {code}`).",
        n, continent=CONTINENTS[code], code=code,
    )  # fmt: skip


def _asks_for_some(wishes: Wishes) -> bool:
    return bool(wishes.themes) or wishes.filters not in (Filters(size=USUAL_SIZE), Filters())


def _loosened(pairs: Pairs, wishes: Wishes) -> list[tuple[str, Wishes]]:
    """List each wish in words, and all without it."""
    of_filters: list[tuple[str, Wishes]] = [
        (words, replace(wishes, filters=without))
        for words, without in each_loosened(pairs, wishes.filters)
    ]
    of_themes: list[tuple[str, Wishes]] = [
        (
            capital(listed([theme.title])),
            replace(wishes, themes=tuple(one for one in wishes.themes if one is not theme)),
        )
        for theme in wishes.themes
    ]
    return of_filters + of_themes


def _would_give(words: str | None, n: int, n_named: int) -> Sentence:
    if words is None:
        return say_count(
            "Without all of your filters {n:,} place would be named, not {n_named:,}.",
            "Without all of your filters {n:,} places would be named, not {n_named:,}.",
            n,
            n_named=n_named,
        )
    return say_count(
        "Without “{filter}” {n:,} place would be named, not {n_named:,}.",
        "Without “{filter}” {n:,} places would be named, not {n_named:,}.",
        n,
        filter=words,
        n_named=n_named,
    )


def _n_named(
    ground: Ground, model: AdditiveModel, home: int, wishes: Wishes, purpose: Purpose | None,
    kin: Kin,
) -> int:  # fmt: skip
    """Count the places that would be named for other wishes; 0 where these leave none."""
    try:
        left = choose(ground, model, home, wishes.without_barred(), kin)
    except InvalidArgument:
        return 0
    scores = score_candidates(model, left.facts)
    lists, beside, _ = name_places(scores, wishes, left.lifting, purpose)
    named = lists if beside is None else (*lists, beside)
    return sum(len(each.places) for each in named)


_NAMED = 5


def say_for_whom_little_speaks(
    facts: CandidateFacts, lists: Sequence[NamedList], purpose: Purpose | None = None, *,
    are_best_alone: bool = False,
) -> tuple[Sentence, ...]:  # fmt: skip
    """Say which places no list would name, had nobody asked for their country or continent.

    Parameters
    ----------
    facts
        The home place with all candidates.
    lists
        The lists, with whom they name.
    purpose
        The purpose that is asked for; None without one.
    are_best_alone
        Whether all of them are named for being asked for, whatever they rest on.
    """
    named = [place for each in lists for place in each.places]
    of_little = [place for each in lists for place in _below_the_floor(facts, each, purpose)]
    if not (of_little or are_best_alone):
        return ()
    if are_best_alone or len(of_little) == len(named):
        return (
            say(
                "Little speaks for these places: they are the best of those that you asked for, "
                "and we would not name them otherwise."
            ),
        )
    first = [named_place(facts.ground, place) for place in of_little[:_NAMED]]
    return (
        say(
            "Little speaks for some of these places, and we would not name them otherwise: "
            "{places}.",
            places=listed_few(first, len(of_little)),
        ),
    )


def _below_the_floor(facts: CandidateFacts, each: NamedList, purpose: Purpose | None) -> list[int]:
    """List the places of a list that have fewer points than any list or group asks for."""
    if not (each.is_asked_for and each.places):
        return []
    from sistercities.partners.short_lists.region_ranks import rests_on_rank

    # Points tell it alone: that a city is far larger is seen beside its name.
    rests = (
        rests_on_rank(facts, "one")
        if is_for_regions(facts)
        else has_footing(facts, each.kind.name, "one")
        | rests_on_being_next(facts, has_purpose=purpose is not None)
    )
    if purpose is None and is_worth_naming(size_of_home(facts)):
        rests = rests | rests_on_less(facts, "one")
    if purpose is None:
        from sistercities.partners.short_lists.for_few import rests_for_few
        from sistercities.partners.short_lists.for_nobody import rests_for_nobody

        rests = rests | rests_for_few(facts) | rests_for_nobody(facts)
    is_named_anyway = are_of(np.array(each.places), facts.pairs.b[rests])
    return [place for place, is_so in zip(each.places, is_named_anyway, strict=True) if not is_so]
