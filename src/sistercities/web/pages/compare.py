"""Two to four places beside each other: a form with plain GET, and what they have in common."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sistercities.api.explorer.areas import list_places
from sistercities.api.explorer.comparing import (
    FEWEST,
    MOST,
    Comparison,
    compare_places,
    place_record,
)
from sistercities.api.explorer.searching import card_by_id
from sistercities.api.place_warnings import warnings_of
from sistercities.errors import (
    InvalidArgument,
    PlaceAmbiguous,
    PlaceNotFound,
    SistercitiesError,
    Unanswerable,
)
from sistercities.records import PlaceCard
from sistercities.sentences import say
from sistercities.web.addresses import country_path, pair_path
from sistercities.web.answers import Answer, Feed, Page
from sistercities.web.asked import Asked
from sistercities.web.choices import country_named, ways_to
from sistercities.web.compared import (
    answer_of,
    bars_of,
    common_table,
    countries_table,
    course_of,
    coverage_of,
    joined,
    names_of,
    numbers_table,
    only_of,
    own_ties,
    page_of,
)
from sistercities.web.course import Course
from sistercities.web.examples import example
from sistercities.web.field_names import field_name
from sistercities.web.frame import Frame, Way, make_frame
from sistercities.web.partner_bars import PartnerBars
from sistercities.web.tables import Cell, Table
from sistercities.web.told import Told, told, told_failure

COMPARE_KEYS = (
    "place_id", "name", "name_local", "level", "country", "region_iso", "population",
    "population_year", "ties", "standing", "old_list", "exchange", "partner_countries", "dated",
    "first_year", "inside", "inside_told", "lists_of", "list_years", "years_until",
)  # fmt: skip
_SUGGESTED = 6


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why a place, or the places together, cannot be compared, and where to go on."""

    problem: Told
    choices: tuple[Way, ...] = ()
    status: int = 400


@dataclass(frozen=True, slots=True)
class Compared:
    """What the page shows of places that were found.

    Attributes
    ----------
    names
        What the page calls them, each with its page.
    answer
        The page in one sentence.
    statuses
        The special status of the units that they lie in.
    own
        Ties of the places with each other.
    course, bars
        Their ties by year; where too few have a year, how many each has, or None where none is
        known.
    numbers, common, more_common, countries, more_countries
        Tables: the numbers, partners in common, countries in common, the rest of each.
    only
        Countries in which one alone has partners.
    coverage
        Which lists were read for each.
    has_same_lists
        Whether lists of the same years were read for all.
    is_mixed
        Whether a region stands beside a city.
    """

    names: tuple[Way, ...]
    answer: str
    statuses: tuple[Told, ...]
    own: tuple[Cell, ...]
    course: Course | None
    bars: PartnerBars | None
    numbers: Table
    common: Table
    more_common: Table | None
    countries: Table
    more_countries: Table | None
    only: tuple[tuple[str, tuple[Cell, ...]], ...]
    coverage: tuple[str, ...]
    has_same_lists: bool
    is_mixed: bool


@dataclass(frozen=True, slots=True)
class ComparePage:
    """The comparison.

    Attributes
    ----------
    typed
        What stands in the fields of the form, four of them.
    troubles
        Why there is no answer, each with what may be meant.
    prompt
        What is missing where one place alone is named; "" otherwise.
    such
        Places to compare the one with.
    found
        What was found; None where there is no answer.
    example
        A question to begin with; None where one is asked.
    """

    frame: Frame
    typed: tuple[str, ...]
    troubles: tuple[Trouble, ...] = ()
    prompt: str = ""
    such: tuple[Way, ...] = ()
    found: Compared | None = None
    example: Way | None = None


def compare_page(asked: Asked, form: str) -> Answer:
    """Make the page of two to four places beside each other, or their numbers as data.

    Raises
    ------
    PlaceNotFound, PlaceAmbiguous, InvalidArgument
        If data are asked for and a place is none, several or the same as another, or there are too
        few or too many.
    """
    typed = asked.texts("place")
    if form != "html":
        return _feed(form, _compared(asked, typed))
    if not typed:
        return _page(asked, typed)
    if len(typed) > MOST:
        return _page(asked, typed[:MOST], (_too_many(asked, typed),))
    cards, troubles = _met(asked, typed)
    if troubles:
        return _page(asked, typed, troubles)
    same = _same(asked, typed, cards)
    if same is not None:
        return _page(asked, typed, (same,))
    own = replace(asked, several={"place": tuple(one.place_id for one in cards)})
    shown = tuple(field_name(own, card) for card in cards)
    if len(cards) < FEWEST:
        return _alone(own, shown, cards[0])
    return _answer(own, shown, compare_places(asked.site.explorer, own.texts("place")))


def _page(
    asked: Asked, typed: Sequence[str], troubles: tuple[Trouble, ...] = (), prompt: str = "",
    such: tuple[Way, ...] = (),
) -> Page:  # fmt: skip
    words = asked.words
    frame = make_frame(asked, words("nav.compare"), words("compare.lead"))
    status = max((one.status for one in troubles), default=200)
    begun = None if typed else example(asked, "place", "place")
    page = ComparePage(frame, _fields(typed), troubles, prompt, such, example=begun)
    return Page("compare.html", page, status)


def _fields(typed: Sequence[str]) -> tuple[str, ...]:
    return (*typed, *[""] * (MOST - len(typed)))


def _met(asked: Asked, typed: Sequence[str]) -> tuple[list[PlaceCard], tuple[Trouble, ...]]:
    """Find each place, or say of each that is none why, so that all are mended at once."""
    cards, troubles = [], []
    for k, name in enumerate(typed):
        try:
            card = card_by_id(asked.site.explorer, asked.site.explorer.find(name).place_id)
        except SistercitiesError as failure:
            troubles.append(_trouble(asked, typed, k, failure))
            continue
        if card.level == "country":
            troubles.append(_country(asked, typed, k, card.country))
        cards.append(card)
    return cards, tuple(troubles)


def _with(asked: Asked, typed: Sequence[str], k: int, place_id: str) -> str:
    """Address of the same question with another place in the stead of one."""
    return asked.again(place=(*typed[:k], place_id, *typed[k + 1 :]))


def _trouble(asked: Asked, typed: Sequence[str], k: int, failure: SistercitiesError) -> Trouble:
    """Say why a name leads to no place, with the places that may be meant."""
    if not isinstance(failure, PlaceAmbiguous | PlaceNotFound):
        return Trouble(told_failure(asked, failure))
    code = country_named(asked, typed[k])
    if code is not None:
        return _country(asked, typed, k, code)
    ways = ways_to(asked, failure.candidates, lambda one: _with(asked, typed, k, one.place_id))
    is_several = isinstance(failure, PlaceAmbiguous)
    key = "nothing" if not ways else "several" if is_several else "nearest"
    said = Told(asked.words(f"compare.{key}", text=typed[k]))
    return Trouble(said, ways, 400 if is_several else 404)


def _country(asked: Asked, typed: Sequence[str], k: int, code: str) -> Trouble:
    """Say that a country is not compared here, and lead to its page, or to that of two of them."""
    words = asked.words
    ways = [Way(asked.link(country_path(code)), asked.site.country(code, words.lang))]
    others = [country_named(asked, name) for name in typed[k + 1 :]]
    for other in filter(None, others):
        names = [asked.site.country_said(one, words.lang) for one in (code, other)]
        ways.append(
            Way(
                asked.link(pair_path(code, other)),
                words("compare.pair", named=joined(asked, names)),
            )
        )
    return Trouble(Told(words("compare.country", text=typed[k])), tuple(ways))


def _too_many(asked: Asked, typed: Sequence[str]) -> Trouble:
    words = asked.words
    first = Way(asked.again(place=tuple(typed[:MOST])), words("compare.first_four"))
    return Trouble(Told(words("compare.many", n=len(typed))), (first,))


def _same(asked: Asked, typed: Sequence[str], cards: Sequence[PlaceCard]) -> Trouble | None:
    """Say that two of the names mean one place; None where all are different."""
    words = asked.words
    at: dict[str, int] = {}
    for k, card in enumerate(cards):
        if card.place_id in at:
            one, other = typed[at[card.place_id]], typed[k]
            place = asked.called(card).first
            is_alike = one.casefold() == other.casefold()
            key = "compare.same_twice" if is_alike else "compare.same"
            said = Told(words(key, one=one, other=other, place=place))
            return Trouble(said, _each_once(asked, cards))
        at[card.place_id] = k
    return None


def _each_once(asked: Asked, cards: Sequence[PlaceCard]) -> tuple[Way, ...]:
    once = {card.place_id: asked.called(card).first for card in cards}
    if len(once) < FEWEST:
        return ()
    named = joined(asked, list(once.values()))
    return (Way(asked.again(place=tuple(once)), asked.words("compare.once", named=named)),)


def _alone(asked: Asked, shown: tuple[str, ...], card: PlaceCard) -> Page:
    """Ask for a second place, and name some of the same country."""
    words = asked.words
    level = card.level if card.level in ("region1", "region2", "city") else "city"
    held = list_places(asked.site.explorer, card.country, level, limit=_SUGGESTED + 1, offset=0)[1]
    such = tuple(
        Way(asked.again(place=(card.place_id, one.place.place_id)), asked.called(one.place).first)
        for one in held
        if one.n_ties and one.place.place_id != card.place_id
    )[:_SUGGESTED]
    return _page(asked, shown, (), words("compare.one", place=asked.called(card).first), such)


def _answer(asked: Asked, shown: tuple[str, ...], found: Comparison) -> Page:
    answer, names = answer_of(asked, found), names_of(asked, found)
    title = asked.words("compare.title", named=joined(asked, names))
    frame = make_frame(asked, title, answer, has_data=True)
    levels = {one.card.level.startswith("region") and not one.card.is_dual for one in found.places}
    more_common = common_table(asked, found, is_rest=True)
    more = countries_table(asked, found, is_rest=True)
    course = course_of(asked, found)
    compared = Compared(
        names=tuple(
            Way(page_of(asked, one), name) for one, name in zip(found.places, names, strict=True)
        ),
        answer=answer,
        statuses=_statuses(asked, found),
        own=own_ties(asked, found),
        course=course,
        bars=None if course else bars_of(asked, found),
        numbers=numbers_table(asked, found),
        common=common_table(asked, found),
        more_common=more_common if more_common.rows else None,
        countries=countries_table(asked, found),
        more_countries=more if more.rows else None,
        only=only_of(asked, found),
        coverage=coverage_of(asked, found),
        has_same_lists=found.has_same_lists,
        is_mixed=len(levels) > 1,
    )
    return Page("compare.html", ComparePage(frame, _fields(shown), found=compared))


def _statuses(asked: Asked, found: Comparison) -> tuple[Told, ...]:
    explorer = asked.site.explorer
    said = dict.fromkeys(
        row.sentence
        for one in found.places
        for row in warnings_of(explorer, one.card.place_id, explorer.barriers).status
    )
    return tuple(told(asked, one) for one in said)


def _compared(asked: Asked, typed: Sequence[str]) -> Comparison:
    """Compare for data; what cannot be compared is an error."""
    if not FEWEST <= len(typed) <= MOST:
        advice = say("name {least} to {most} places", least=FEWEST, most=MOST)
        raise InvalidArgument("place", ", ".join(typed), advice)
    explorer = asked.site.explorer
    cards = [card_by_id(explorer, explorer.find(name).place_id) for name in typed]
    for k, card in enumerate(cards):
        if card.level == "country":
            why = say("{name} is a country. Give a city or region of it.", name=card.name)
            raise Unanswerable("place", typed[k], why)
    ids = [card.place_id for card in cards]
    if len(set(ids)) < len(ids):
        raise InvalidArgument("place", ", ".join(typed), say("name each place once"))
    return compare_places(explorer, ids)


def _feed(form: str, found: Comparison) -> Feed:
    records = [place_record(one) for one in found.places]
    return Feed(form, "compare", COMPARE_KEYS, records, found.to_json())
