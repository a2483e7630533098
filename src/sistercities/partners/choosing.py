"""Who is left for a place to choose from: what it wishes, the rules, the filters and the themes."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import field, replace
from numbers import Integral
from typing import NamedTuple

import numpy as np

from sistercities.errors import InvalidArgument, NothingToSuggest, Unanswerable
from sistercities.partners.additive_model import AdditiveModel
from sistercities.partners.candidate_scores import candidates
from sistercities.partners.distinct_numbers import are_of
from sistercities.partners.eligible import Barred, Eligible, Scope, eligible
from sistercities.partners.filters import Filters, filtered, passing
from sistercities.partners.gate.kin import Kin
from sistercities.partners.gate.kin_notes import held_around
from sistercities.partners.ground import LEVELS, Ground
from sistercities.partners.names_in_sentences import named_country, named_place
from sistercities.partners.pairs import Pairs, candidates_of
from sistercities.partners.short_lists.candidate_facts import CandidateFacts, HomePlace
from sistercities.partners.short_lists.themes import Theme, choose_by_themes
from sistercities.sentences import listed, say
from sistercities.terms.late_methods import record
from sistercities.terms.words import STATE_OF
from twolevel.core.array_types import Flag, Index

COUNT, PER_REGION = 10, 2
MOST = 1000
"""Partners that one answer may hold."""


@record
class Wishes:
    """What is asked for.

    Attributes
    ----------
    count
        Partners to name.
    per_region
        Most partners of one first-level region.
    per_country
        Most partners of one country; None for any number.
    filters
        Which candidates count.
    weights
        By feature; 1 where none is given.
    like
        Position of a place that partners should be like; None for none.
    is_domestic
        Places of the own country are asked for, not those abroad.
    with_barred
        Places are named too that cannot be suggested, each with what bars it.
    terms
        How often each term of a wish is added (`short_lists.wish_terms`).
    themes
        What partners shall have.
    own_weights
        What `weights` would be without the purpose that is asked for.
    """

    count: int = COUNT
    per_region: int = PER_REGION
    per_country: int | None = None
    filters: Filters = field(default_factory=Filters)
    weights: dict[str, float] = field(default_factory=dict)
    like: int | None = None
    is_domestic: bool = False
    with_barred: bool = False
    terms: Mapping[str, float] = field(default_factory=dict)
    themes: tuple[Theme, ...] = ()
    own_weights: dict[str, float] = field(default_factory=dict)

    @property
    def is_of_countries(self) -> bool:
        """Whether countries or regions are asked for by name, or the own country."""
        return bool(self.filters.countries or self.filters.regions) or self.is_domestic

    @property
    def most_of_a_region(self) -> int:
        """Most places of one region: where regions are asked for, as many as fill a list."""
        regions = self.filters.regions
        if self.filters.countries or not regions:
            return self.per_region
        return max(self.per_region, math.ceil(self.count / len(regions)))

    @property
    def is_of_part_of_world(self) -> bool:
        """Whether continents or languages are asked for, which name no country."""
        return bool(self.filters.continents or self.filters.languages) and not self.is_of_countries

    def without_barred(self) -> Wishes:
        """Return the same wishes for places that nothing bars."""
        return replace(self, with_barred=False)

    def without_purpose(self) -> Wishes:
        """Return the same wishes with nothing that a purpose weighs."""
        return replace(self, weights=self.own_weights, terms={})

    def scope(self, own_country: str) -> Scope:
        """Say where partners are sought: a country that is named may be the own one.

        So may a territory of the own state (`terms.words.STATE_OF`).
        """
        if self.is_domestic:
            return Scope("only", self.with_barred)
        asked = self.filters.countries
        if not asked and not self.filters.regions:
            return Scope("without", self.with_barred)
        from sistercities.sources.register_countries import country_code

        codes = {*map(country_code, asked), *(one.upper() for one in asked)}
        codes |= self.filters.codes_of_regions
        own_state = STATE_OF.get(own_country, own_country)
        is_named = own_state in {STATE_OF.get(code or "", code) for code in codes}
        return Scope("too" if is_named else "without", self.with_barred)


def place_class(ground: Ground, home: int, wanted: str | None = None) -> str:
    """Say among which places the partners of a place are: "city" or "region".

    Raises
    ------
    InvalidArgument
        If another class is wanted than the place has.
    """
    places = ground.places
    is_city, is_region = bool(places.is_city[home]), bool(places.is_region[home])
    if wanted is None:
        return "city" if is_city else "region"
    if wanted not in ("city", "region"):
        raise InvalidArgument("level", wanted, say("give city or region"))
    if not (is_city if wanted == "city" else is_region):
        level = LEVELS[int(places.level[home])]
        raise Unanswerable(
            "level",
            wanted,
            say(
                "{name} is a {level}. Leave the level out.",
                name=named_place(ground, home),
                level=level,
            ),
        )
    return wanted


def check_wishes(wishes: Wishes) -> None:
    """Refuse numbers that no answer can have.

    Raises
    ------
    InvalidArgument
        If one is out of range.
    """
    if not (_is_whole(wishes.count) and 1 <= wishes.count <= MOST):
        raise InvalidArgument(
            "count", wishes.count, say("give a whole number from 1 to {most:,}", most=MOST)
        )
    for name, most in (("per_region", wishes.per_region), ("per_country", wishes.per_country)):
        if most is not None and not (_is_whole(most) and most >= 1):
            raise InvalidArgument(name, most, say("give a whole number of 1 or more"))


def _is_whole(value: object) -> bool:
    """Whether it is a whole number, also one of numpy; true and false count nothing."""
    return isinstance(value, Integral) and not isinstance(value, bool)


class Chosen(NamedTuple):
    """Candidates after rules and wishes.

    Attributes
    ----------
    facts
        The home place with those who are left.
    filters
        One sentence for each filter, and for the themes.
    rules, passes
        What the rules did with all candidates, and which of these the wishes leave.
    lifting
        Themes that lift, since too few have them all.
    """

    facts: CandidateFacts
    filters: tuple[str, ...]
    rules: Eligible
    passes: Flag
    lifting: tuple[Theme, ...]

    @property
    def pairs(self) -> Pairs:
        """The home place with each who is left."""
        return self.facts.pairs


def choose(
    ground: Ground, model: AdditiveModel, home: int, wishes: Wishes, kin: Kin, *,
    may_be_empty: bool = False,
) -> Chosen:  # fmt: skip
    """Leave those whom the wishes leave, then take out those whom something bars.

    Raises
    ------
    InvalidArgument
        If a wish is out of range or nothing is left; where nothing may be left, only if nothing is
        barred either.
    """
    pairs = candidates(ground, home, model.place_class)
    own = str(ground.countries.codes[ground.places.country[home]])
    rules = eligible(ground, home, pairs, wishes.scope(own), kin)
    fitting = np.flatnonzero(rules.fits)
    _check_own_country(ground, home, wishes)
    left, said = filtered(candidates_of(ground, home, pairs.b[fitting]), wishes.filters)
    passes = np.zeros(len(pairs), dtype=np.bool_)
    passes[fitting[left]] = True
    if wishes.like is not None:
        passes &= pairs.b != wishes.like
    facts = CandidateFacts(
        HomePlace(ground, home, model.place_class, tuple(held_around(ground, home, kin))),
        candidates_of(ground, home, pairs.b[passes & rules.left]),
    )
    if not len(facts.pairs):
        barred = rules.barred(passes)
        if may_be_empty and barred:
            return Chosen(facts, said, rules, passes, ())
        raise _all_barred(ground, home, barred)
    by_themes = choose_by_themes(facts, wishes.themes)
    if by_themes.sentence is not None:
        said = (*said, by_themes.sentence)
    of_kin = passes.copy()
    of_kin[rules.is_kin] |= _could_be_named(
        pairs.among(np.flatnonzero(rules.is_kin)), pairs.country[passes], wishes
    )
    if not by_themes.passes.all():
        facts = facts.among(by_themes.passes)
    return Chosen(facts, said, rules, of_kin, by_themes.lifting)


def _check_own_country(ground: Ground, home: int, wishes: Wishes) -> None:
    """Refuse to look in the own country alone, and in others that are named."""
    filters, country = wishes.filters, int(ground.places.country[home])
    if not wishes.is_domestic or not (filters.countries or filters.regions):
        return
    own = Pairs(ground, np.array([home]), np.array([home]))
    asked = Filters(countries=filters.countries)
    is_own = bool(filters.countries) and bool(passing(own, asked).any())
    if is_own or str(ground.countries.codes[country]) in filters.codes_of_regions:
        return
    raise Unanswerable(
        "domestic",
        True,
        say(
            "Places of {country} alone are asked for (`--domestic`), and of other countries too. "
            "Leave one of the two out.",
            country=named_country(ground, country),
        ),
    )


def _could_be_named(pairs: Pairs, passing_countries: Index, wishes: Wishes) -> Flag:
    """Say which places, left out or not, lie in countries that pass and pass all wishes."""
    if not len(pairs):
        return np.zeros(0, dtype=np.bool_)
    found = are_of(pairs.country, passing_countries) & passing(pairs, wishes.filters)
    have_them = [theme.has_it(pairs.places)[pairs.b] == 1 for theme in wishes.themes]
    return np.asarray(found & np.all(have_them, axis=0) if have_them else found)


def _all_barred(ground: Ground, home: int, barred: tuple[Barred, ...]) -> InvalidArgument:
    """Say that all places asked for are barred, and why those of the first country are."""
    named = named_place(ground, home)
    if not barred:
        why = say("The filters leave no place for {home}. Widen or drop them.", home=named)
        return Unanswerable("filters", named, why)
    countries = [named_country(ground, at) for at in dict.fromkeys(one.country for one in barred)]
    return NothingToSuggest(
        say(
            "No place in {countries} can be suggested to {home}. {reason} Ask for another country, "
            "or see the places all the same with `recommend` and `--include-barred`.",
            countries=listed(countries, "or"),
            home=named,
            reason=barred[0].barrier.sentence,
        )
    )
