"""Which wish to loosen where few places are named, and how many would be named without it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from sistercities.errors import InvalidArgument
from sistercities.partners.additive_model import AdditiveModel
from sistercities.partners.candidate_scores import score_candidates
from sistercities.partners.choosing import Wishes, choose
from sistercities.partners.filters import Filters, each_loosened
from sistercities.partners.gate.kin import Kin
from sistercities.partners.ground import Ground
from sistercities.partners.named_lists import name_places
from sistercities.partners.pairs import Pairs
from sistercities.partners.short_lists.less_sure import UP_TO_IN_ALL
from sistercities.partners.short_lists.weighing import Purpose
from sistercities.partners.size_bands import ANY_SIZE, USUAL_SIZE
from sistercities.sentences import Sentence, capital, listed, say, say_count


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
