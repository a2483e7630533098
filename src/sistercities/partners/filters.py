"""Which candidates are left by what the officer asks for, with a sentence for each filter."""

from __future__ import annotations

import math
from collections.abc import Callable
from difflib import get_close_matches
from typing import NamedTuple

import numpy as np

from sistercities.errors import InvalidArgument, Unanswerable
from sistercities.partners.distinct_numbers import are_among
from sistercities.partners.ground import LEVELS, Ground
from sistercities.partners.names_in_sentences import country_alone, country_at, named_place
from sistercities.partners.pairs import Pairs
from sistercities.partners.size_bands import ANY_SIZE, USUAL_SIZE, band_called, people_of, size_step
from sistercities.sentences import PlaceName, Sentence, listed, say, say_count, to_say
from twolevel.core.array_types import Flag


class NamedRegion(NamedTuple):
    """A region whose places are asked for, or left out.

    Attributes
    ----------
    at
        Its position among the places.
    country
        Code of its country.
    """

    at: int
    country: str

    def holds(self, ground: Ground) -> Flag:
        """Say which places lie in it, shape (n_places,); the region itself is one of them."""
        inside = np.asarray((ground.places.containers == self.at).any(axis=1))
        inside[self.at] = True
        return inside


class Filters(NamedTuple):
    """What is asked of candidates; empty and None ask for nothing.

    Attributes
    ----------
    countries, not_countries
        ISO 3166-1 alpha-2 codes, or unions of countries, such as EU, which have their members of
        today: only these, and none of these.
    continents
        Codes or names of continents, or of areas of the world (`parts_of_world`).
    languages
        Official languages of the country, by name or code.
    min_population, max_population
        Persons; a place whose population is not known does not pass.
    max_distance_km
        From the home place; a place without a point does not pass.
    size
        "any"; "near", from a quarter to four times the home place; "like", from half to double;
        "larger" or "smaller". A place whose population is not known passes "any" alone.
    regions, not_regions
        Regions beside the countries: only places in these or in those countries, and none in these.
    """

    countries: tuple[str, ...] = ()
    not_countries: tuple[str, ...] = ()
    continents: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    min_population: int | None = None
    max_population: int | None = None
    max_distance_km: float | None = None
    size: str = ANY_SIZE
    regions: tuple[NamedRegion, ...] = ()
    not_regions: tuple[NamedRegion, ...] = ()

    @property
    def codes_of_regions(self) -> frozenset[str]:
        """Codes of the countries of the regions that are asked for."""
        return frozenset(one.country for one in self.regions)


KNOWN = 1
"""Least population by which those alone pass whose population is known."""
_TOLD = 2
"""Filters of which is told how many places are left without them, where nothing is left."""


class _Step(NamedTuple):
    """A filter in words, and how it chooses."""

    words: Sentence
    passes: Callable[[Pairs], Flag]


def filtered(pairs: Pairs, filters: Filters) -> tuple[Flag, tuple[str, ...]]:
    """Say which pairs pass all filters, and in one sentence each how many every filter left.

    Raises
    ------
    InvalidArgument
        If a filter is unknown or out of range, or nothing is left; it says which filter did it.
    """
    _check_home(pairs, filters)
    left = np.ones(len(pairs), dtype=np.bool_)
    said: list[str] = []
    steps = _steps(pairs, filters)
    for step in steps:
        before = int(left.sum())
        left = left & step.passes(pairs)
        said.append(
            say(
                to_say("{filter}: {n:,} of {total:,} places.")
                if before != 1
                else to_say("{filter}: {n:,} of {total:,} place."),
                filter=step.words,
                n=int(left.sum()),
                total=before,
            )
        )
        if not left.any():
            raise _nothing_left(pairs, steps, step, before)
    return left, tuple(said)


def passing(pairs: Pairs, filters: Filters) -> Flag:
    """Say which pairs pass all filters, be it none; these must be known and in range."""
    found = np.ones(len(pairs), dtype=np.bool_)
    for step in _steps(pairs, filters):
        found &= step.passes(pairs)
    return found


def _nothing_left(pairs: Pairs, steps: list[_Step], last: _Step, before: int) -> InvalidArgument:
    """Say which filter left nothing, and of all of them which one gives most where it is dropped.

    Of several that exclude each other the last one alone is not to blame.
    """
    if before == len(pairs):
        said = say(
            "The filter “{filter}” leaves none of {before:,} places. Widen or drop it.",
            filter=last.words, before=before,
        )  # fmt: skip
        return Unanswerable("filters", last.words, said)
    passes = [step.passes(pairs) for step in steps]
    n_without = [
        int(np.all([one for j, one in enumerate(passes) if j != k], axis=0).sum())
        for k in range(len(steps))
    ]
    most = max(n_without)
    gives_most = sorted(zip(n_without, steps, strict=True), key=lambda one: -one[0])[:_TOLD]
    each = [
        say_count(
            "without “{filter}” {n:,} place is left",
            "without “{filter}” {n:,} places are left",
            n,
            filter=step.words,
        )
        for n, step in gives_most
        if n
    ]
    quoted = listed([say("“{filter}”", filter=step.words) for step in steps])
    advice = (
        say("Together {filters} leave no place: {each}. Drop one.", filters=quoted,
            each=listed(each))
        if most
        else say(
            "Together {filters} leave no place, nor do they without any one of them. Drop several.",
            filters=quoted,
        )
    )  # fmt: skip
    return Unanswerable("filters", quoted, advice)


def _check_home(pairs: Pairs, filters: Filters) -> None:
    """Refuse a distance from a home place whose point is not known: no place would pass."""
    km = filters.max_distance_km
    if km is None or not len(pairs) or not math.isnan(pairs.places.latitude[pairs.a[0]]):
        return
    name = named_place(pairs.ground, int(pairs.a[0]))
    raise Unanswerable(
        "max_distance_km",
        km,
        say("Where {name} lies is not known. Choose by country or continent instead.", name=name),
    )


def each_loosened(pairs: Pairs, filters: Filters) -> list[tuple[Sentence, Filters]]:
    """List each filter that is asked for in words, with all filters but it.

    A band of sizes gives way to the usual one, and that to any size.
    """
    usual = Filters()
    found = []
    for name in Filters._fields:
        value, otherwise = getattr(filters, name), getattr(usual, name)
        if value == otherwise:
            continue
        alone = usual._replace(**{name: value})
        if name == "size" and value != USUAL_SIZE:
            otherwise = USUAL_SIZE
        (step,) = _steps(pairs, alone)
        found.append((step.words, filters._replace(**{name: otherwise})))
    return found


def _steps(pairs: Pairs, filters: Filters) -> list[_Step]:
    ground = pairs.ground
    steps = []
    band = band_called(filters.size)
    if band is not None and len(pairs):
        steps.append(_Step(*size_step(pairs, band)))
    if filters.countries or filters.regions:
        steps.append(_of_countries(ground, "country", filters.countries, filters.regions))
    if filters.not_countries or filters.not_regions:
        steps.append(_without(ground, filters.not_countries, filters.not_regions))
    if filters.continents:
        steps.append(_of_continents(ground, filters.continents))
    if filters.languages:
        steps.append(_of_languages(ground, filters.languages))
    return steps + _of_numbers(filters)


def _of_countries(
    ground: Ground, name: str, codes: tuple[str, ...], regions: tuple[NamedRegion, ...]
) -> _Step:
    """Keep the places of countries and unions, and those in regions."""
    asked = [_country_or_union(ground, name, typed) for typed in codes]
    chosen = [code for _, members in asked for code in members]
    inside = are_among(ground.countries.codes, chosen)
    in_regions = np.zeros(ground.n_places, dtype=np.bool_)
    for region in regions:
        in_regions |= region.holds(ground)
    named = listed([*(word for word, _ in asked), *_names_of(ground, regions)], "or")
    words = say("Country {codes}", codes=named) if codes else say("Region {names}", names=named)
    return _Step(words, lambda pairs: inside[pairs.country] | in_regions[pairs.b])


def _without(ground: Ground, codes: tuple[str, ...], regions: tuple[NamedRegion, ...]) -> _Step:
    """Leave out what `_of_countries` would keep."""
    kept = _of_countries(ground, "not_country", codes, regions)
    (names,) = kept.words.values.values()
    words = (
        say("Without country {codes}", codes=names)
        if codes
        else say("Without region {names}", names=names)
    )
    return _Step(words, lambda pairs: ~kept.passes(pairs))


def _names_of(ground: Ground, regions: tuple[NamedRegion, ...]) -> list[Sentence]:
    """Name regions, each with its country."""
    return [
        say(
            "{region} ({country})",
            region=named_place(ground, one.at),
            country=_name(ground, one.country),
        )
        for one in regions
    ]


def _country_or_union(ground: Ground, name: str, typed: str) -> tuple[str, tuple[str, ...]]:
    """Return the code of a country, or of a union with its members of today."""
    code = typed.strip().upper()
    if code in ground.countries.codes.tolist():
        return _name(ground, code), (code,)
    from sistercities.sources.country_unions import union_called  # few name a union

    union = union_called(typed)
    if union is not None:
        return union.code, union.countries()
    from sistercities.sources.register_countries import country_code  # most name no country

    # A name in any of the languages that registers write, such as Russland or 俄罗斯.
    called = country_code(typed)
    if called not in ground.countries.codes.tolist():
        raise InvalidArgument(name, typed, _instead(ground, typed))
    return _name(ground, called), (called,)


def _name(ground: Ground, code: str) -> str:
    return country_alone(ground, country_at(ground, code))


def _instead(ground: Ground, typed: str) -> str:
    """Say which code to give for what is none: that of a country so called, or codes near it."""
    codes, names = ground.countries.codes.tolist(), ground.countries.names.tolist()
    by_name = {str(name).lower(): code for name, code in zip(names, codes, strict=True)}
    near = get_close_matches(typed.lower(), list(by_name), 1, 0.8)
    if near:
        code = by_name[near[0]]
        name = _name(ground, code)
        return say("the code of {country} is {code}; give that", country=name, code=code)
    region = _region_spelt_like(ground, typed)
    if region is not None:
        return say("a region is called {region}; give that", region=region)
    known = codes if len(typed) <= 3 else []
    otherwise = say(
        "give a country, a territory or a region by name, such as Germany, 德国 or Bavaria, a "
        "union such as EU or ASEAN, or a country by its ISO 3166-1 code, such as DE"
    )
    return _near(typed.upper(), known, otherwise)


def _region_spelt_like(ground: Ground, typed: str) -> PlaceName | None:
    """Return the first-level region whose English name is spelt most alike; None for none."""
    at = np.flatnonzero(ground.places.level == LEVELS.index("region1"))
    by_name = {str(ground.places.names[one]).lower(): int(one) for one in at}
    near = get_close_matches(typed.strip().lower(), list(by_name), 1, 0.8)
    return named_place(ground, by_name[near[0]]) if near else None


def _of_continents(ground: Ground, asked: tuple[str, ...]) -> _Step:
    """Take the countries of continents, and of areas that people name like them."""
    from sistercities.partners.parts_of_world import part_called

    parts = [part_called(text) for text in asked]
    countries = [code for part in parts for code in part.countries]
    codes = [part.continent for part in parts if part.continent is not None]
    inside = are_among(ground.countries.continents, codes)
    inside = inside | are_among(ground.countries.codes, countries)
    named = listed([part.words for part in parts], "or")
    words = (
        say("Part of the world {names}", names=named)
        if countries
        else say("Continent {names}", names=named)
    )
    return _Step(words, lambda pairs: inside[pairs.country])


def _of_languages(ground: Ground, asked: tuple[str, ...]) -> _Step:
    known = sorted(set().union(*ground.countries.languages))
    chosen = {_language(text, known) for text in asked}
    speaks = np.array([bool(chosen & spoken) for spoken in ground.countries.languages])
    named = listed([language.title() for language in sorted(chosen)], "or")
    words = say("Official language {names}", names=named)
    return _Step(words, lambda pairs: speaks[pairs.country])


def _language(text: str, known: list[str]) -> str:
    from sistercities.partners.spoken_languages import language_called

    found = language_called(text, known)
    if found is None:
        advice = say("give an official language of a country, such as French, Französisch or 法语")
        raise InvalidArgument("language", text, _near(text.strip().lower(), known, advice))
    return found


def _of_numbers(filters: Filters) -> list[_Step]:
    steps = []
    least, most, km = filters.min_population, filters.max_population, filters.max_distance_km
    for name, value in (("min_population", least), ("max_population", most)):
        if value is not None and value < 0:
            raise InvalidArgument(name, value, say("give a number of persons, 0 or more"))
    if km is not None and not 0 < km < math.inf:
        raise InvalidArgument("max_distance_km", km, say("give a distance in km above 0"))
    if least is not None:
        words = say("Size known") if least == KNOWN else say("At least {n:,} people", n=least)
        steps.append(_Step(words, lambda p: people_of(p)[p.b] >= least))
    if most is not None:
        words = say("At most {n:,} people", n=most)
        steps.append(_Step(words, lambda p: people_of(p)[p.b] <= most))
    if km is not None:
        words = say("At most {km:,.0f} km away", km=km)
        steps.append(_Step(words, lambda p: p.distance_km <= km))
    return steps


def _near(text: str, known: list[str], otherwise: str) -> str:
    close = get_close_matches(text, known, 3, 0.5)
    if not close:
        return otherwise
    return say("near it are {close}; {advice}", close=listed(close, "comma"), advice=otherwise)
