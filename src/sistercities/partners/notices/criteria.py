"""The criteria of a match, one function each: whether it holds, and a sentence that says why.

What is not known is None, never a yes and never a no. Themes do not decide: they say what the two
have in common.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from sistercities.partners.gate.obstacle import Obstacle
from sistercities.partners.notices.wishes import HeldTie, Profile, Wishes

CriterionName = Literal["country", "size", "level", "tie", "obstacle", "themes"]
OWN_SIZE_SPREAD = 2
"""A size like its own is from one half to the double of it."""
_CLASS_WORDS = {
    "country": "a country",
    "region": "a region",
    "city": "a city or a place below the regions",
}


@dataclass(frozen=True, slots=True)
class Criterion:
    """One criterion of a match.

    `holds` is None where it is not known. One that is not `is_decisive` makes no match fail.
    """

    name: CriterionName
    holds: bool | None
    sentence: str
    is_decisive: bool = True


def country_wished(wishes: Wishes, seeker: Profile, place: Profile) -> Criterion:
    """Whether the country of a place is among those that are wished."""
    where = place.country_name or place.country
    if not place.country:
        return Criterion("country", None, "The country of the place is not known.")
    is_own = place.country == seeker.country and place.country not in wishes.countries
    if is_own and _is_among(wishes, place):
        said = f"Both lie in {where}; whether a partner in its own country is welcome is not said."
        return Criterion("country", None, said)
    if _is_among(wishes, place) and not wishes.is_any_country:
        wished = wishes.countries_in_words
        is_only = wished == where
        said = "is the country wished" if is_only else f"is among those wished ({wished})"
        return Criterion("country", True, f"{where} {said}.")
    if wishes.is_any_country:
        return Criterion("country", True, "Any country is welcome.")
    return _country_not_named(wishes, place, where)


def _is_among(wishes: Wishes, place: Profile) -> bool:
    """Whether a wish takes in the country: by its name, a union, a continent, or as any."""
    is_named = place.country in wishes.countries | wishes.of_unions
    return wishes.is_any_country or is_named or place.continent in wishes.continents


def _country_not_named(wishes: Wishes, place: Profile, where: str) -> Criterion:
    open_end = f"whether {where} is welcome is not known."
    if wishes.countries_unread:
        return Criterion("country", None, f"It says {wishes.countries_unread!r}: {open_end}")
    if wishes.continents and not place.continent:
        return Criterion("country", None, f"The continent of {where} is not known.")
    if not (wishes.countries or wishes.of_unions or wishes.continents):
        return Criterion("country", None, f"It names no country: {open_end}")
    said = f"{where} is not among those wished ({wishes.countries_in_words})."
    return Criterion("country", False, said)


def size_wished(wishes: Wishes, seeker: Profile, place: Profile) -> Criterion:
    """Whether the population of a place lies within the size that is wished."""
    if wishes.is_any_size:
        return Criterion("size", True, "Any size is welcome.")
    low, high = size_bounds(wishes, seeker)
    if low is None and high is None:
        return Criterion("size", None, _no_size(wishes, seeker))
    wished = _in_words(low, high)
    if place.population is None:
        said = f"The population of {place.name} is not known; wished is {wished}."
        return Criterion("size", None, said)
    people = f"{place.population:,} people"
    if low is not None and place.population < low:
        said = f"{place.name} has {people}, fewer than wished ({wished})."
        return Criterion("size", False, said)
    if high is not None and place.population > high:
        said = f"{place.name} has {people}, more than wished ({wished})."
        return Criterion("size", False, said)
    return Criterion("size", True, f"{place.name} has {people}, as wished ({wished}).")


def size_bounds(wishes: Wishes, seeker: Profile) -> tuple[int | None, int | None]:
    """Return the bounds of the population wished, persons; None is open or not known."""
    if not wishes.is_own_size:
        return wishes.low, wishes.high
    if seeker.population is None:
        return None, None
    return seeker.population // OWN_SIZE_SPREAD, seeker.population * OWN_SIZE_SPREAD


def _no_size(wishes: Wishes, seeker: Profile) -> str:
    if wishes.is_own_size:
        return f"It wishes a size like its own, and the population of {seeker.name} is not known."
    if wishes.size_unread:
        return f"It says {wishes.size_unread!r}, which is no size in numbers."
    return "It names no size."


def _in_words(low: int | None, high: int | None) -> str:
    if low is None:
        return f"up to {high:,}"
    return f"from {low:,}" if high is None else f"{low:,} to {high:,}"


def level_alike(seeker: Profile, place: Profile) -> Criterion:
    """Whether both are regions, or both places below them, and neither lies in the other."""
    for inner, outer in ((seeker, place), (place, seeker)):
        if outer.place_id and outer.place_id in inner.containers:
            return Criterion("level", False, f"{inner.name} lies in {outer.name}.")
    if not seeker.classes or not place.classes:
        unknown = place if seeker.classes else seeker
        return Criterion("level", None, f"Which level {unknown.name} is of is not known.")
    shared = seeker.classes & place.classes
    if not shared:
        one, other = min(seeker.classes), min(place.classes)
        said = (
            f"{seeker.name} is {_CLASS_WORDS[one]}, {place.name} {_CLASS_WORDS[other]}: "
            "most ties join places of one level."
        )
        return Criterion("level", False, said)
    words = "regions" if shared == {"region"} else "cities or places below the regions"
    return Criterion("level", True, f"Both are {words}.")


def not_tied_yet(seeker: Profile, place: Profile, tie: HeldTie | None) -> Criterion:
    """Whether the two have no tie so far, as far as the data know."""
    if not seeker.place_id or not place.place_id:
        return Criterion("tie", None, "Whether the two are tied already is not known.")
    if tie is None:
        return Criterion("tie", True, "The data know no tie between the two.")
    if tie.status == "ended":
        when = f" in {tie.end[:4]}" if tie.end else ""
        said = f"The two had a tie, which ended{when}; find out why before you write."
        return Criterion("tie", None, said)
    since = f" since {tie.start[:4]}" if tie.start else ""
    if tie.status in ("never_valid", "no_longer_listed"):
        said = "The two had a tie on an older list; find out what became of it before you write."
        return Criterion("tie", None, said)
    words = {
        "pending": "A tie between the two is under way already.",
        "suspended": f"The two are tied{since}; the tie is suspended.",
    }
    return Criterion("tie", False, words.get(tie.status, f"The two are tied already{since}."))


def nothing_bars(between: Sequence[Obstacle] | None) -> Criterion:
    """Whether no war, law or other ruling bars a tie of the two; what calls for care is said.

    Parameters
    ----------
    between
        What stands between the two, the strongest first; None where one of them is not known.
    """
    if between is None:
        return Criterion("obstacle", None, "What stands between the two is not known.")
    for strength, holds in (("bar", False), ("caution", True)):
        said = [one.sentence for one in between if one.strength == strength]
        if said:
            return Criterion("obstacle", holds, " ".join(said))
    return Criterion("obstacle", True, "Nothing that we looked at bars it or calls for care.")


def themes_in_common(wishes: Wishes, place: Profile) -> Criterion:
    """Which themes the notice and a place have in common; it decides nothing."""
    stated = ", ".join(filter(None, (", ".join(wishes.themes), wishes.themes_unread)))
    shared = [each for each in wishes.themes if each in place.themes]
    if shared:
        return Criterion("themes", True, f"Both look for {', '.join(shared)}.", is_decisive=False)
    if wishes.is_any_theme:
        return Criterion("themes", True, "Any theme is welcome.", is_decisive=False)
    if not stated:
        return Criterion("themes", None, "It names no theme.", is_decisive=False)
    if not place.themes:
        said = f"It looks for {stated}; what {place.name} looks for is not known."
        return Criterion("themes", None, said, is_decisive=False)
    if wishes.themes_unread:
        said = f"It looks for {stated}: whether that meets {place.name}'s themes is not known."
        return Criterion("themes", None, said, is_decisive=False)
    said = f"It looks for {stated}, {place.name} for {', '.join(sorted(place.themes))}."
    return Criterion("themes", False, said, is_decisive=False)
