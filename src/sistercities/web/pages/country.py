"""A country: its partners, regions and busiest places; and the list of all countries."""

from __future__ import annotations

from dataclasses import dataclass

from sistercities.api.explorer.areas import (
    busiest_places,
    countries_with_ties,
    partner_countries,
    regions_of,
)
from sistercities.api.explorer.ties import standing_counts, start_years
from sistercities.api.lists_read import lists_of_country, lists_sentence
from sistercities.api.standing import count_alive, others_sentence
from sistercities.errors import CountryNotFound
from sistercities.web.addresses import country_path
from sistercities.web.answers import Answer, Page, Redirect
from sistercities.web.asked import LARGEST_PAGE, Asked
from sistercities.web.coverage_words import Covered, country_covered
from sistercities.web.frame import Frame, make_frame
from sistercities.web.linked_data import country_data
from sistercities.web.map_figure import MapFigure
from sistercities.web.pages.maps import country_shown, counts_figure, regions_shown
from sistercities.web.pages.one_home import home_answer, home_path
from sistercities.web.pages.region import list_answer, ties_answer
from sistercities.web.place_lists import country_listing, place_listing, region_listing
from sistercities.web.tables import Table
from sistercities.web.timeline import Timeline, make_timeline
from sistercities.web.told import one_after, told

PARTS = ("partners", "regions", "places", "ties")
_SHOWN = 8
_PARTNER_COLUMNS = ("name", "ties", "first_year")
_REGION_COLUMNS = ("name", "ties", "ties_inside")
_PLACE_COLUMNS = ("name", "population", "ties")


@dataclass(frozen=True, slots=True)
class CountryPage:
    """A country.

    Attributes
    ----------
    name, code
        What it is called, and its ISO 3166-1 alpha-2 code.
    answer
        The page in one sentence.
    lists, covered
        Which lists were read for it, and of which years; and how much is held of what others have
        counted, None where nobody has.
    partners, regions, places
        Partner countries, regions and busiest places, the first of each.
    ties, ties_of_years
        Address of all its ties, None where none is known, and where those of chosen years are
        shown; "" where they are nowhere.
    timeline
        Its ties by year; None where it has none.
    map, region_map
        The map of its partners, and that of its regions; None where nothing has a point.
    follows, studies
        Whether its cities follow its regions, or why that cannot be told; and the address of what
        the data say of it, None where no report is here.
    """

    frame: Frame
    name: str
    code: str
    answer: str
    lists: str
    covered: Covered | None
    partners: Table
    regions: Table
    places: Table
    ties: str | None
    ties_of_years: str
    timeline: Timeline | None
    map: MapFigure | None
    region_map: MapFigure | None
    follows: str
    studies: str | None

    @property
    def has_ties(self) -> bool:
        """Whether a tie is known; where none is, the first sentence says it and no list again."""
        return bool(self.partners.rows or self.places.rows)

    @property
    def tabs(self) -> tuple[str, ...]:
        """Parts of the page that it has, in their order: ids to which the tabs lead."""
        held = {
            "sights": self.map or self.timeline,
            "partners-heading": self.has_ties,
            "places-heading": self.has_ties,
            "regions-heading": self.regions.rows,
            "coverage-heading": True,
        }
        return tuple(name for name, is_there in held.items() if is_there)


def checked_code(asked: Asked, text: str) -> str:
    """Return the code of a country in capitals.

    Raises
    ------
    CountryNotFound
        If no place of the data lies there.
    """
    code = text.upper()
    if len(text) != 2 or not asked.site.explorer.has_country(code):
        raise CountryNotFound(text[:20])
    return code


def country_page(asked: Asked, text: str, part: str | None, form: str) -> Answer:
    """Make the page of a country, one of its tables, or a table as data.

    Raises
    ------
    PlaceNotFound
        If no place of the data lies there.
    InvalidArgument
        If a filter or an order is not one of its list.
    """
    code = checked_code(asked, text)
    if code != text:
        return Redirect(asked.link(country_path(code)), is_lasting=True)
    name = asked.site.country(code, asked.words.lang)
    within = asked.site.country_said(code, asked.words.lang)
    path = country_path(code)
    if part == "ties":
        heading = asked.words("country.ties_caption", country=within)
        return ties_answer(asked, "country", [code], heading, (path, name), form)
    explorer, words = asked.site.explorer, asked.words
    if part == "places":
        rows = busiest_places(explorer, code)
        caption = words("country.places", country=within)
        listing = place_listing(asked, "places", f"{path}/places", caption, rows)
        return list_answer(asked, listing, name, path, form)
    if part == "regions":
        regions = regions_of(explorer, code)
        caption = words("country.regions", country=within)
        return list_answer(
            asked, region_listing(asked, f"{path}/regions", caption, regions), name, path, form
        )
    partners = country_listing(
        asked, f"{path}/partners", words("country.partners", country=within),
        partner_countries(explorer, code), code,
    )  # fmt: skip
    if part == "partners":
        return list_answer(asked, partners, name, path, form)
    if form != "html":
        return partners.feed(asked, form)
    shown = partners.beginning(asked, _most(asked), _PARTNER_COLUMNS)
    return Page("country.html", _whole(asked, code, name, shown))


def _most(asked: Asked) -> int:
    """Rows of each table; the reduced form of the page asks for its own number."""
    return asked.whole("size", 1, LARGEST_PAGE) or _SHOWN


def _whole(asked: Asked, code: str, name: str, partners: Table) -> CountryPage:
    explorer, words, path = asked.site.explorer, asked.words, country_path(code)
    within = asked.site.country_said(code, words.lang)
    held = standing_counts(explorer, "country", [code])
    n, stand = sum(one.n for one in held), count_alive(held)
    said = words("country.answer_none_stands" if n else "country.answer_none", country=within)
    if stand:
        said = words.count("country.answer", stand, country=within)
    answer = one_after(said, told(asked, others_sentence(held)).sentence)
    regions = region_listing(
        asked, f"{path}/regions", words("country.regions", country=within),
        regions_of(explorer, code),
    )  # fmt: skip
    places = place_listing(
        asked, "places", f"{path}/places", words("country.places", country=within),
        busiest_places(explorer, code),
    )  # fmt: skip
    studies = home_path(asked, code)
    return CountryPage(
        frame=make_frame(
            asked,
            name,
            answer,
            crumbs=(("/countries", words("nav.countries")),),
            has_data=True,
            about=country_data(name, code),
        ),
        name=name,
        code=code,
        answer=answer,
        lists=told(asked, lists_sentence(lists_of_country(explorer.index, code))).sentence,
        covered=country_covered(asked, code),
        partners=partners,
        regions=regions.beginning(asked, _SHOWN, _REGION_COLUMNS),
        places=places.beginning(asked, _SHOWN, _PLACE_COLUMNS),
        ties=asked.link(f"{path}/ties") if n else None,
        ties_of_years=_ties_of_years(asked, path, n),
        timeline=make_timeline(start_years(explorer, "country", [code]), words),
        map=counts_figure(asked, country_shown(asked, code)),
        region_map=counts_figure(asked, regions_shown(asked, code), "map.region_foot"),
        follows=home_answer(asked, code) if studies else "",
        studies=asked.link(studies) if studies else None,
    )


def _ties_of_years(asked: Asked, path: str, n: int) -> str:
    """Lead to the list that shows the ties of some years; a file must hold all to do so."""
    is_cut = asked.site.static is not None and n > asked.size
    return "" if is_cut else asked.link(f"{path}/ties")


def countries_page(asked: Asked, form: str) -> Answer:
    """List all countries with their ties."""
    words = asked.words
    rows = countries_with_ties(asked.site.explorer)
    listing = country_listing(asked, "/countries", words("start.all_countries"), rows)
    return list_answer(asked, listing, words("site.name"), "/", form)
