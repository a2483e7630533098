"""`recommend` and `rank_partners`: partners for a place, each with its reasons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import NamedTuple

from sistercities.api.data_choice import AnyData, open_data
from sistercities.api.former_places import also_of_this_name, who_answers
from sistercities.api.ground import ground_of, position_of
from sistercities.api.named_regions import take_regions_apart
from sistercities.api.words_read import read_words
from sistercities.dataset.around_of_its_name import partners_of_its_name
from sistercities.dataset.index.opened import index_of
from sistercities.dataset.release.store import Release
from sistercities.errors import InvalidArgument
from sistercities.partners.additive_model import AdditiveModel
from sistercities.partners.answers import RecommendationList
from sistercities.partners.choosing import COUNT, PER_REGION, Wishes, place_class
from sistercities.partners.filters import KNOWN, Filters
from sistercities.partners.gate.kin import Kin, kin_of_partners
from sistercities.partners.gate.of_pairs import obstacles_of_candidates
from sistercities.partners.ground import Ground
from sistercities.partners.recommending import FindObstacles, explain_partner, recommend_partners
from sistercities.partners.short_lists import kinds
from sistercities.partners.short_lists.answer import ShortLists
from sistercities.partners.short_lists.weighing import Purpose
from sistercities.partners.size_bands import ANY_SIZE, USUAL_SIZE
from sistercities.partners.stored_model import stored_model
from sistercities.partners.suggesting import suggest_partners
from sistercities.partners.weights import feature_weights
from sistercities.sentences import Sentence, say
from sistercities.terms.words import NEWEST_LISTS as NEWEST_LISTS


class _Question(NamedTuple):
    """A home place on its ground, with what is asked."""

    ground: Ground
    model: AdditiveModel
    home: int
    partner: int | None
    wishes: Wishes
    purpose: Purpose | None
    obstacles: FindObstacles
    kin: Kin
    told: tuple[Sentence, ...]
    """What is said of whom is asked in place of the home place."""
    read_as: tuple[Sentence, ...]
    """What words for a purpose or a theme were read as."""


def _question(
    release: Release, name: str, wishes: Wishes, *, purpose: str | None,
    weights: str | Mapping[str, float] | None, themes: Sequence[str], like: str | None,
    why: str | None, level: str | None,
) -> _Question:  # fmt: skip
    words = read_words(purpose, themes)
    counting, meant = feature_weights(weights, purpose), words.purpose
    ground = ground_of(release, name, like, why)
    asked = position_of(release, ground, name)
    home, told = who_answers(release, ground, asked)
    filters = wishes.filters
    countries, regions = take_regions_apart(release, ground, "country", filters.countries)
    not_countries, not_regions = take_regions_apart(
        release, ground, "not_country", filters.not_countries
    )
    also = also_of_this_name(release, ground, name, asked)
    wishes = replace(
        wishes,
        filters=filters._replace(
            countries=countries,
            regions=regions,
            not_countries=not_countries,
            not_regions=not_regions,
        ),
        weights=counting,
        own_weights=feature_weights(weights),
        terms={} if meant is None else dict(meant.weighing.terms),
        themes=words.themes,
        like=None if like is None else position_of(release, ground, like, "like"),
    )
    return _Question(
        ground, stored_model(place_class(ground, home, level)), home,
        None if why is None else _partner(release, ground, why), wishes, meant,
        partial(obstacles_of_candidates, release, ground, home),
        kin_of_partners(release, ground, home),
        (*(() if told is None else (told,)), *also, *_of_its_name(release, ground, home)),
        words.said,
    )  # fmt: skip


def _of_its_name(release: Release, ground: Ground, home: int) -> tuple[Sentence, ...]:
    """Say of a place without partners what the region or district of its name has."""
    if ground.ties.degree[home]:
        return ()
    return partners_of_its_name(index_of(release), str(ground.places.ids[home]))


def _partner(release: Release, ground: Ground, why: str) -> int:
    """Find the place of which is asked why; what took it over where it was merged away."""
    at = position_of(release, ground, why, "why")
    return who_answers(release, ground, at, argument="why")[0]


def recommend(
    name: str,
    *,
    count: int = kinds.COUNT,
    countries: Sequence[str] = (),
    not_countries: Sequence[str] = (),
    continents: Sequence[str] = (),
    languages: Sequence[str] = (),
    min_population: int | None = None,
    max_population: int | None = None,
    max_distance_km: float | None = None,
    size: str | None = None,
    purpose: str | None = None,
    themes: Sequence[str] = (),
    weights: str | Mapping[str, float] | None = None,
    like: str | None = None,
    per_region: int = kinds.PER_REGION,
    per_country: int | None = None,
    level: str | None = None,
    domestic: bool = False,
    include_barred: bool = False,
    data: AnyData = None,
) -> ShortLists:
    """Name a few partners to approach for a city, a district or a region, in three short lists.

    Parameters
    ----------
    name
        Name in any script, `name, country`, or a place id.
    count
        Places of each list.
    countries, not_countries
        ISO 3166-1 codes, names in one of the languages of registers, unions of countries such as
        EU, or regions of a country such as Bavaria: only these, none of these.
    continents, languages
        Continents or parts of the world, such as "Middle East" or "Latin America", and official
        languages of the country, such as "French", "Französisch" or "法语".
    min_population, max_population
        Persons; places whose population is not known do not pass.
    max_distance_km
        From the home place.
    size
        "near" (a quarter to four times its size), "like" (half to double), "larger", "smaller" or
        "any"; None takes "near", and "any" where the size of the place is not known.
    purpose
        "trade", "culture", "education", "tourism", "environment" or "youth": what counts more.
    themes
        What partners shall have, such as "port" or "mountain" (`short_lists.themes`).
    weights
        Weights by group or feature, as `{"economy": 2}` or "economy=2,network=0.5"; they go
        before the purpose.
    like
        A place that partners should be like.
    per_region, per_country
        Most places of one first-level region, and of one country with its territories, in each
        list; None takes two of a country, and any number where one country alone is asked for.
    level
        "city" or "region", for a place that is both; None takes city.
    domestic
        Places of the own country, not those abroad.
    include_barred
        Name places too that a war, a law or another ruling bars, each with the reason.
    data
        Folder of another release, or `Data` with overlays; None takes the release in the package.

    Returns
    -------
    ShortLists
        Near its network, like it, and on new ground. A place without partners has no first list.

    Raises
    ------
    PlaceNotFound, PlaceAmbiguous
        If no place or several places have one of the names.
    InvalidArgument
        If a wish is unknown or out of range, the place is a country or none of today, or the
        filters leave nothing.
    ReleaseError, OverlayError
        If the release or an overlay is damaged.
    """
    wishes = _wishes(
        countries, not_countries, continents, languages, min_population, max_population,
        max_distance_km, size or ANY_SIZE, count, per_region, per_country, is_domestic=domestic,
        with_barred=include_barred,
    )  # fmt: skip
    with open_data(data) as release:
        asked = _question(
            release, name, wishes, purpose=purpose, weights=weights, themes=themes, like=like,
            why=None, level=level,
        )  # fmt: skip
        if size is None and asked.ground.places.population[asked.home] > 0:
            return _suggest_of_size(asked)
        return _suggest(asked)


def _suggest_of_size(asked: _Question) -> ShortLists:
    """Keep to places of like size, and say so where there are none and others are named."""
    filters = asked.wishes.filters._replace(size=USUAL_SIZE)
    try:
        return _suggest(asked._replace(wishes=replace(asked.wishes, filters=filters)))
    except InvalidArgument as failure:
        if failure.argument != "filters":
            raise
        found = _suggest_of_known_size(asked)
        note = say("No place of like size is left, so places of any size are named.")
        return replace(found, notes=(note, *found.notes))


def _suggest_of_known_size(asked: _Question) -> ShortLists:
    """Name places of other sizes; one whose size is not known is named where that is asked for."""
    filters = asked.wishes.filters
    least = max(filters.min_population or KNOWN, KNOWN)
    known = replace(asked.wishes, filters=filters._replace(min_population=least))
    try:
        return _suggest(asked._replace(wishes=known))
    except InvalidArgument as nobody:
        if nobody.argument != "filters":
            raise
        # Filters that leave nobody of any size say so themselves.
        _suggest(asked)
        advice = say(
            "no place that they leave is of a size that we know; ask for `--size any` to see "
            "places of which it is not known, or widen or drop the filters"
        )
        raise InvalidArgument("filters", nobody.value, advice) from None


def _suggest(asked: _Question) -> ShortLists:
    found = suggest_partners(
        asked.ground, asked.model, asked.home, asked.wishes, asked.purpose, asked.obstacles,
        asked.kin,
    )  # fmt: skip
    return replace(
        found,
        notes=(*asked.told, *found.notes),
        filters=(*asked.read_as, *found.filters),
    )


def rank_partners(
    name: str,
    *,
    count: int = COUNT,
    countries: Sequence[str] = (),
    not_countries: Sequence[str] = (),
    continents: Sequence[str] = (),
    languages: Sequence[str] = (),
    min_population: int | None = None,
    max_population: int | None = None,
    max_distance_km: float | None = None,
    size: str = ANY_SIZE,
    purpose: str | None = None,
    themes: Sequence[str] = (),
    weights: str | Mapping[str, float] | None = None,
    like: str | None = None,
    why: str | None = None,
    per_region: int = PER_REGION,
    per_country: int | None = None,
    level: str | None = None,
    domestic: bool = False,
    include_barred: bool = False,
    data: AnyData = None,
) -> RecommendationList:
    """Rank all candidates of a city, a district or a region in one long list.

    Parameters
    ----------
    name
        Name in any script, `name, country`, or a place id.
    count
        Partners to name.
    countries, not_countries
        ISO 3166-1 codes, names in one of the languages of registers, unions of countries such as
        EU, or regions of a country such as Bavaria: only these, none of these.
    continents, languages
        Continents or parts of the world, such as "Middle East" or "Latin America", and official
        languages of the country, such as "French", "Französisch" or "法语".
    min_population, max_population
        Persons; places whose population is not known do not pass.
    max_distance_km
        From the home place.
    size
        "near" (a quarter to four times its size), "like" (half to double), "larger", "smaller" or
        "any".
    purpose
        "trade", "culture", "education", "tourism", "environment" or "youth": what counts more.
    themes
        What partners shall have, such as "port" or "mountain" (`short_lists.themes`).
    weights
        Weights by group or feature, as `{"economy": 2}` or "economy=2,network=0.5"; they go
        before the purpose.
    like
        A place that partners should be like.
    why
        A place: only that one, with its rank and all its reasons.
    per_region
        Most partners of one first-level region.
    per_country
        Most partners of one country; None names as many as come.
    level
        "city" or "region", for a place that is both; None takes city.
    domestic
        Places of the own country, not those abroad.
    include_barred
        Name places too that a war, a law or another ruling bars, each with the reason.
    data
        Folder of another release, or `Data` with overlays; None takes the release in the package.

    Returns
    -------
    RecommendationList
        Partners in order. The score of each, in log odds, is the base and the contributions of its
        reasons added up.

    Raises
    ------
    PlaceNotFound, PlaceAmbiguous
        If no place or several places have one of the names.
    InvalidArgument
        If a wish is unknown or out of range, the place is a country or none of today, or the
        filters leave nothing.
    ReleaseError, OverlayError
        If the release or an overlay is damaged.
    """
    wishes = _wishes(
        countries, not_countries, continents, languages, min_population, max_population,
        max_distance_km, size, count, per_region, per_country, is_domestic=domestic,
        with_barred=include_barred,
    )  # fmt: skip
    with open_data(data) as release:
        asked = _question(
            release, name, wishes, purpose=purpose, weights=weights, themes=themes, like=like,
            why=why, level=level,
        )  # fmt: skip
        if asked.partner is not None:
            one = explain_partner(
                asked.ground, asked.model, asked.home, asked.partner, asked.wishes,
                asked.obstacles, asked.kin,
            )  # fmt: skip
            return replace(
                one,
                notes=(*asked.told, *one.notes),
                filters=(*asked.read_as, *one.filters),
            )
        found = recommend_partners(
            asked.ground, asked.model, asked.home, asked.wishes, asked.obstacles, asked.kin
        )
        stands_in = asked.purpose.stands_in if asked.purpose else None
        last = () if stands_in is None else (stands_in,)
        return replace(
            found,
            notes=(*asked.told, *found.notes, *last),
            filters=(*asked.read_as, *found.filters),
        )


def _wishes(
    countries: Sequence[str], not_countries: Sequence[str], continents: Sequence[str],
    languages: Sequence[str], min_population: int | None, max_population: int | None,
    max_distance_km: float | None, size: str, count: int, per_region: int,
    per_country: int | None, *, is_domestic: bool, with_barred: bool,
) -> Wishes:  # fmt: skip
    filters = Filters(
        tuple(countries), tuple(not_countries), tuple(continents), tuple(languages),
        min_population, max_population, max_distance_km, size,
    )  # fmt: skip
    return Wishes(
        count, per_region, per_country, filters, is_domestic=is_domestic, with_barred=with_barred
    )
