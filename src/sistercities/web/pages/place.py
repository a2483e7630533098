"""A place: its names, its ties, where it sits, which of its ties lie inside sister regions."""

from __future__ import annotations

from dataclasses import dataclass

from sistercities.api.explorer.areas import partner_countries_of_place
from sistercities.api.explorer.searching import card_by_id
from sistercities.api.explorer.ties import count_inside, held_by, start_years
from sistercities.api.lists_read import (
    inside_sentence,
    lists_sentence,
    own_list_sentence,
)
from sistercities.api.place_warnings import warnings_of
from sistercities.records import Obstacle, PlaceCard
from sistercities.sentences import say
from sistercities.web.addresses import country_path, place_path, region_path
from sistercities.web.answers import Answer, Feed, Page, Redirect
from sistercities.web.asked import TIES_OF_A_PLACE, Asked
from sistercities.web.file_names import download_name
from sistercities.web.frame import Frame, Way, make_frame
from sistercities.web.languages import Called, Region
from sistercities.web.level_words import level_word
from sistercities.web.linked_data import place_data
from sistercities.web.map_figure import MapFigure
from sistercities.web.pages.maps import place_figure
from sistercities.web.pages.place_answer import place_answer
from sistercities.web.place_facts import (
    PlaceName,
    Sits,
    followed_by,
    names_of,
    sits_in,
    taken_in,
)
from sistercities.web.tables import Table
from sistercities.web.tie_table import (
    TIE_KEYS,
    TieForm,
    read_ties,
    tie_form,
    tie_records,
    tie_table,
)
from sistercities.web.timeline import Timeline, make_timeline
from sistercities.web.told import Told, one_after, told


@dataclass(frozen=True, slots=True)
class Status:
    """A sentence on the special status of a place, its source with its date, and addresses."""

    said: Told
    source: Told
    addresses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlacePage:
    """A place.

    Attributes
    ----------
    card
        What is known of it.
    called
        How the page calls it.
    status
        The special status of the unit that it lies in, if it lies in one: said before all else.
    answer
        The page in one sentence.
    in_question
        Which of its partners something bars, and what.
    inside, inside_all
        How many of its ties lie inside sister regions, in a sentence, and the address that lists
        them; the address is None where there are none.
    lists
        Which lists were read for it, and of which years; "" where the answer says so.
    table, form
        Its ties, and their filters.
    timeline
        Its ties by year; None where it has none.
    map
        The map, which follows the filters; None where there is none.
    sits
        What contains it, with the years.
    took_in, followed_by
        Places that it took in, whose ties stay under their names; the place that succeeds one that
        has ended.
    names, more_names
        Spellings of a known language, and the others.
    region
        Address of the region that it is too; None where it is none.
    standing
        Address of how it stands among places like it; None where it is no place of today.
    leads
        Benchmark, recommendation and scorecard of the place.
    facts, codes
        Level and population, then ids and coordinates, with their labels.
    former
        What is to be said of a place that has ended; "" otherwise.
    """

    frame: Frame
    card: PlaceCard
    called: Called
    status: tuple[Status, ...]
    answer: str
    in_question: tuple[Told, ...]
    inside: str
    inside_all: str | None
    lists: str
    table: Table
    form: TieForm
    timeline: Timeline | None
    map: MapFigure | None
    sits: tuple[Sits, ...]
    took_in: tuple[Sits, ...]
    followed_by: Sits | None
    names: tuple[PlaceName, ...]
    more_names: tuple[PlaceName, ...]
    region: str | None
    standing: str | None
    leads: tuple[Way, ...]
    facts: tuple[tuple[str, str], ...]
    codes: tuple[tuple[str, str], ...]
    former: str

    @property
    def has_list(self) -> bool:
        """Whether there is more to list than that no partner is known, which the answer says."""
        return bool(self.card.ties["total"] or self.took_in)

    @property
    def tabs(self) -> tuple[str, ...]:
        """Parts of the page that it has, in their order: ids to which the tabs lead."""
        held = {
            "sights": self.map or self.timeline,
            "ties-heading": self.has_list,
            "next": self.leads,
            "facts": True,
            "among": self.standing,
        }
        return tuple(name for name, is_there in held.items() if is_there)


def place_page(asked: Asked, key: str, form: str) -> Answer:
    """Make the page of a place, or its ties as data.

    Raises
    ------
    PlaceNotFound
        If no place has the id.
    InvalidArgument
        If a filter is not one of its list.
    """
    explorer = asked.site.explorer
    card = explorer.meanwhile(("card", key), lambda: card_by_id(explorer, key))
    due = place_path(card)
    if due != asked.path:
        ending = "" if form == "html" else f".{form}"
        return Redirect(asked.link(due + ending, **asked.params), is_lasting=True)
    if form != "html":
        ties = read_ties(asked, "place", held_by(explorer, card), limit=None)
        return Feed(form, download_name("ties", card.name, key), TIE_KEYS, tie_records(ties))
    return Page("place.html", make_place_page(asked, card))


def make_place_page(asked: Asked, card: PlaceCard, *, usual: int = TIES_OF_A_PLACE) -> PlacePage:
    """Gather what the page of a place holds.

    Parameters
    ----------
    asked
        The request.
    card
        The place.
    usual
        Ties in its table, where the address asks for no number.
    """
    explorer, words, key = asked.site.explorer, asked.words, card.place_id
    names = asked.called(card)
    partners = partner_countries_of_place(explorer, *held_by(explorer, card))
    country = asked.site.country(card.country, words.lang)
    answer = place_answer(asked, card, partners)
    warnings = explorer.meanwhile(
        ("warnings", key), lambda: warnings_of(explorer, key, explorer.barriers)
    )
    inside, inside_all = inside_words(asked, card)
    named, others = names_of(card)
    held = held_by(explorer, card)
    table = tie_table(
        asked, "place", held, caption=words("ties.caption", place=names.first),
        empty=words("ties.none", place=names.first), both_ends=len(held) > 1, usual=usual,
    )  # fmt: skip
    return PlacePage(
        frame=make_frame(
            asked, names.both, answer,
            crumbs=((country_path(card.country), country), *_regions(asked, card)), has_data=True,
            about=place_data(card, names.first),
        ),
        card=card,
        called=names,
        status=tuple(_status(asked, one) for one in warnings.status),
        answer=answer,
        in_question=tuple(told(asked, one) for one in warnings.of_partners),
        inside=inside,
        inside_all=inside_all,
        lists=lists_words(asked, card),
        table=table,
        form=tie_form(asked, [one.country for one in partners]),
        timeline=make_timeline(start_years(explorer, "place", held), words),
        map=place_figure(asked, card) if table.total else None,
        sits=sits_in(asked, card),
        took_in=taken_in(asked, card),
        followed_by=followed_by(asked, card),
        names=named,
        more_names=others,
        region=asked.link(region_path(key)) if card.is_dual else None,
        standing=_standing(asked, card),
        leads=leads_of(asked, card),
        facts=facts_of_card(asked, card),
        codes=codes_of_card(asked, card),
        former=former_words(asked, card),
    )  # fmt: skip


def _status(asked: Asked, row: Obstacle) -> Status:
    source = say("Source: {source}.", source=row.evidence)
    return Status(told(asked, row.sentence), told(asked, source), row.addresses)


def inside_words(asked: Asked, card: PlaceCard) -> tuple[str, str | None]:
    """Say how many ties of a place lie inside sister regions, and lead to them."""
    total = card.ties["total"]
    if not total or (card.level == "region1" and not card.is_dual):
        return "", None
    n = count_inside(asked.site.explorer, "place", held_by(asked.site.explorer, card))
    said = told(asked, inside_sentence(n.inside, n.told, n.total)).sentence
    return said, asked.link(place_path(card), inside="yes") if n.inside else None


def lists_words(asked: Asked, card: PlaceCard) -> str:
    """Name the lists that were read for a place with ties, and say what of its own is not known."""
    if not card.ties["total"]:
        return ""
    said = (own_list_sentence(card.lists), lists_sentence(card.lists, card.standing))
    return one_after(*(told(asked, one).sentence for one in said if one))


def _regions(asked: Asked, card: PlaceCard) -> tuple[tuple[str, str], ...]:
    """Path and name of the containers of today, the outermost first."""
    today = [one for one in card.parents if one.to_year is None and one.level != "country"]
    return tuple(
        (
            f"/place/{one.place_id}",
            asked.called(Region(one.name, one.name_local, one.place_id, card.country)).first,
        )
        for one in reversed(today)
    )


def leads_of(asked: Asked, card: PlaceCard) -> tuple[Way, ...]:
    """Lead to what can be asked about a place of today."""
    if card.valid_to is not None or card.level == "country":
        return ()
    name = asked.called(card).first
    rooms: tuple[tuple[str, str], ...] = (
        ("benchmark", "q"), ("recommend", "q"), ("compare", "place"), ("assess", "q"),
        ("path", "from"),
    )  # fmt: skip
    static = asked.site.static
    if static is not None:  # the others would lead to one page for all places
        rooms = rooms[0 if static.has_benchmarks else 1 : 2]
    return tuple(
        Way(
            asked.link(f"/{room}", **{parameter: card.place_id}),
            asked.words(f"lead.{room}", place=name),
        )
        for room, parameter in rooms
    )


def _standing(asked: Asked, card: PlaceCard) -> str | None:
    if card.valid_to is not None or card.level == "country" or asked.site.static is not None:
        return None
    return asked.link(f"/place/{card.place_id}/standing")


def facts_of_card(asked: Asked, card: PlaceCard) -> tuple[tuple[str, str], ...]:
    """Level and population of a place, those that are known."""
    return _known(
        asked,
        (
            "fact.level",
            level_word(asked, card.level, card.country, is_dual=card.is_dual),
        ),
        ("fact.population", _people(asked, card)),
        ("fact.waiting", ", ".join(card.waiting)),
    )


def codes_of_card(asked: Asked, card: PlaceCard) -> tuple[tuple[str, str], ...]:
    """Coordinates and ids of a place, those that are known."""
    at = ""
    if card.latitude is not None and card.longitude is not None:
        at = f"{card.latitude:.3f}, {card.longitude:.3f}"
    return _known(
        asked,
        ("fact.at", at),
        ("fact.iso", card.region_iso or ""),
        ("fact.id", " ".join((card.place_id, *card.redirects))),
        ("fact.wikidata", card.wikidata_id or ""),
        ("fact.gbt2260", card.gbt2260 or ""),
        ("fact.municipality", card.municipality_code or ""),
    )


def _known(asked: Asked, *pairs: tuple[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple((asked.words(label), value) for label, value in pairs if value)


def _people(asked: Asked, card: PlaceCard) -> str:
    """Say how many people there are and as of when, or that the figure is not relied on."""
    if not card.population:
        return _people_of_parts(asked, card)
    n = f"{card.population:,}"
    if card.is_population_doubtful:
        return asked.words("people.doubtful", n=n)
    if card.population_year is None:
        return asked.words("people.undated", n=n)
    if card.is_agglomeration:
        return asked.words("people.agglomeration", n=n, year=card.population_year)
    return asked.words("people.dated", n=n, year=card.population_year)


def _people_of_parts(asked: Asked, card: PlaceCard) -> str:
    """Say how many people its former municipalities have together, where only they are counted."""
    if card.about_of_parts is None:
        return ""
    n, years = f"{card.about_of_parts:,}", card.population_of_parts_years
    if years is None:
        return asked.words("people.of_parts_undated", n=n)
    return asked.words("people.of_parts", n=n, years=years)


def former_words(asked: Asked, card: PlaceCard) -> str:
    """Say that a place is none of today."""
    if card.valid_to is None:
        return ""
    key = "place.former" if card.ties["total"] else "place.former_without"
    return asked.words(key, year=card.valid_to)
