"""The form that asks for partners: a plain GET, so that every answer has an address."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

from sistercities import records
from sistercities.errors import PlaceAmbiguous, PlaceNotFound, SistercitiesError
from sistercities.web.addresses import country_path
from sistercities.web.asked import Asked
from sistercities.web.choices import choices_of, country_named
from sistercities.web.field_names import field_name, name_of_typed
from sistercities.web.frame import Way
from sistercities.web.tie_table import Choice
from sistercities.web.told import Told, told_failure
from sistercities.web.weighings import Weighing, weighings, weights_typed

PURPOSES = ("trade", "culture", "education", "tourism", "environment", "youth")
SIZES = ("near", "like", "larger", "smaller", "any")
CONTINENTS = ("AF", "AS", "EU", "NA", "OC", "SA", "middle-east", "south-asia")
"""Continents that have places with ties, and areas that people name like them."""
_BETWEEN = re.compile("[,，、;；]")
"""Commas of either keyboard."""
MOST_PARTNERS = 50
USUAL, USUAL_OF_ALL = 5, 10
"""Places of each short list, and of the long one."""
NOTHING = Told("")
_MOST_PEOPLE, _MOST_KM = 10_000_000_000, 30_000
_NUMBERS = {
    "min_population": (0, _MOST_PEOPLE), "max_population": (0, _MOST_PEOPLE),
    "max_distance_km": (1, _MOST_KM), "per_country": (1, MOST_PARTNERS),
}  # fmt: skip
"""Wishes that are whole numbers, and their bounds."""
_LISTS = {
    "countries": "countries", "not_countries": "not_countries", "language": "languages",
    "theme": "themes",
}  # fmt: skip
"""Wishes that are lists with commas between, and what the verb calls them."""
_TICKS = ("all", "include_barred", "domestic")
"""Wishes that are yes or nothing."""
ALL = "all"
"""The tick for one long list."""
_TYPED = {
    "theme": "port, mountain",
    "not_countries": "US, RU", "language": "spanish", "min_population": "100000",
    "max_population": "2000000", "max_distance_km": "3000", "per_country": "2",
    "like": "Rotterdam",
}  # fmt: skip
"""Wishes that stand folded, in order, beside the continent, each with an example."""


@dataclass(frozen=True, slots=True)
class Wish:
    """A field of the form that is text: its name, what was typed, and an example."""

    name: str
    value: str
    example: str


@dataclass(frozen=True, slots=True)
class PartnerForm:
    """What was typed into the form.

    Attributes
    ----------
    place, partner
        Names or ids.
    purposes, sizes, continents
        Choices.
    countries
        Codes of the countries that partners must lie in, with commas between them.
    count
        Partners to name, of each list.
    wishes
        Further wishes, which stand folded.
    ticks
        Wishes that are yes or nothing; they stand folded too.
    weighings
        How much each group of criteria counts.
    is_weighed
        Whether any counts otherwise than as usual.
    is_wishing
        Whether any of the folded wishes is in use.
    """

    place: str
    partner: str
    purposes: tuple[Choice, ...]
    sizes: tuple[Choice, ...]
    continents: tuple[Choice, ...]
    countries: str
    count: str
    wishes: tuple[Wish, ...]
    ticks: tuple[Choice, ...]
    weighings: tuple[Weighing, ...]
    is_weighed: bool
    is_wishing: bool


def read_form(asked: Asked) -> PartnerForm:
    """Read what stands in the address.

    Raises
    ------
    InvalidArgument
        If a text is too long.
    """
    wishes = tuple(Wish(name, _all_typed(asked, name), example) for name, example in _TYPED.items())
    ticks = tuple(
        Choice(name, asked.words(f"form.{name}"), asked.text(name) == "yes") for name in _TICKS
    )
    return PartnerForm(
        asked.text("q"),
        asked.text("partner"),
        _choices(asked, "purpose", PURPOSES),
        _choices(asked, "size", SIZES),
        _choices(asked, "continent", CONTINENTS),
        _all_typed(asked, "countries"),
        asked.text("count"),
        wishes,
        ticks,
        weighings(asked),
        bool(weights_typed(asked)),
        bool(asked.text("continent"))
        or bool(weights_typed(asked))
        or any(one.value for one in wishes)
        or any(one.is_chosen for one in ticks),
    )


def wishes_of(asked: Asked) -> dict[str, Any]:
    """Read the wishes as the verb `recommend` takes them, those alone that were typed.

    Raises
    ------
    InvalidArgument
        If a number or a choice is none.
    """
    found: dict[str, Any] = {}
    for name, argument in _LISTS.items():
        parts = [part.strip() for part in _BETWEEN.split(_all_typed(asked, name)) if part.strip()]
        if parts and argument.endswith("countries"):
            parts = [country_named(asked, part) or part for part in parts]
        if parts:
            found[argument] = parts
    for name, (least, most) in _NUMBERS.items():
        number = asked.whole(name, least, most)
        if number is not None:
            found[name] = number
    for name in _TICKS:
        if asked.word(name, ("yes",)) and name != ALL:
            found[name] = True
    like = asked.text("like")
    if like:
        found["like"] = place_id(asked, like)
    return found | _words_of(asked) | weights_of(asked)


def _all_typed(asked: Asked, name: str) -> str:
    """Give what was typed for a wish; of a list all that the address names, with commas between.

    Who writes addresses may write a field of countries for each, or `country` for it.
    """
    names = (name, "country") if name == "countries" else (name,)
    return ", ".join(text for each in names for text in asked.texts(each) or (asked.text(each),)
                     if text)  # fmt: skip


def _words_of(asked: Asked) -> dict[str, Any]:
    """Read the wishes that are one of some words."""
    continent, size = asked.word("continent", CONTINENTS), asked.word("size", SIZES)
    return ({"continents": [continent]} if continent else {}) | ({"size": size} if size else {})


def weights_of(asked: Asked) -> dict[str, Any]:
    """Read what counts more, as `recommend` and `assess` take it."""
    weights = weights_typed(asked)
    return {"purpose": asked.word("purpose", PURPOSES)} | ({"weights": weights} if weights else {})


def _choices(asked: Asked, name: str, allowed: tuple[str, ...]) -> tuple[Choice, ...]:
    chosen = asked.text(name)
    return tuple(Choice(word, asked.words(f"{name}.{word}"), word == chosen) for word in allowed)


def with_names(asked: Asked, form: PartnerForm, *found: records.PartnerPlace) -> PartnerForm:
    """Show names in place of what was typed: an id says nothing to a reader."""
    names = [field_name(asked, place) for place in found]
    place, partner = (*names, form.partner)[:2]
    return replace(form, place=place, partner=partner)


def with_names_of_ids(asked: Asked, form: PartnerForm) -> PartnerForm:
    """Show the names of the ids that were typed, where there is no answer that would tell them."""
    return replace(
        form, place=name_of_typed(asked, form.place), partner=name_of_typed(asked, form.partner)
    )


def place_id(asked: Asked, typed: str) -> str:
    """Find the place through the opened data, so that a name that is unknown costs little."""
    return asked.site.explorer.find(typed).place_id


def problem_of(
    asked: Asked, failure: SistercitiesError, fields: tuple[str, ...] = ("partner", "like", "q")
) -> tuple[Told, tuple[Way, ...]]:
    """Say why there is no answer, with the places that may be meant.

    Parameters
    ----------
    asked, failure
        The request, and why it has no answer.
    fields
        Parameters that name a place; the last one is meant where none has the name.
    """
    words = asked.words
    for typed in _typed(asked, failure, fields):
        country = country_named(asked, typed) if typed else None
        if country is not None:
            way = Way(asked.link(country_path(country)), asked.site.country(country, words.lang))
            return Told(words("form.is_country", text=typed)), (way,)
    if not isinstance(failure, PlaceAmbiguous | PlaceNotFound):
        return told_failure(asked, failure), ()
    typed = failure.name
    field = next((one for one in fields if asked.text(one) == typed), fields[-1])
    ways = choices_of(asked, failure.candidates, field)
    is_several = isinstance(failure, PlaceAmbiguous)
    key = "search.several" if is_several else "search.nearest"
    return Told(words(key if ways else "compare.nothing", text=typed)), ways


def _typed(asked: Asked, failure: SistercitiesError, fields: tuple[str, ...]) -> tuple[str, ...]:
    """Give the name that a failure is about, else all that were typed."""
    if isinstance(failure, PlaceAmbiguous | PlaceNotFound):
        return (failure.name,)
    return tuple(asked.text(one) for one in fields)
