"""A pair of countries: the ties between their places."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sistercities.api.explorer.between_map import draw_between
from sistercities.api.explorer.map import Caption, DrawnMap, line_kind
from sistercities.api.explorer.map_points import Point, points_of
from sistercities.api.explorer.records import TieLine
from sistercities.api.explorer.store import Explorer
from sistercities.api.explorer.ties import (
    count_inside,
    list_ties,
    standing_counts,
    start_years,
)
from sistercities.api.lists_read import inside_sentence, lists_of_country, lists_sentence
from sistercities.api.place_warnings import count_disputed, warnings_of_countries
from sistercities.api.standing import ALIVE, count_alive, others_sentence
from sistercities.records import PlaceRef
from sistercities.web.addresses import country_path, pair_path, place_path
from sistercities.web.answers import Answer, Drawing, Feed, Page, Redirect, Refusal
from sistercities.web.asked import Asked
from sistercities.web.coverage_words import Covered, pair_covered
from sistercities.web.frame import Frame, Way, make_frame
from sistercities.web.map_figure import (
    LAND,
    MapFigure,
    figure_of,
    line_words,
    map_names,
)
from sistercities.web.pages.country import checked_code
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

_SHOWN = 20
"""Ties of a pair that are shown before the reader asks for more."""
_BESIDE_MAINLAND = frozenset(("TW", "HK", "MO"))
"""Areas beside which the name of China alone would take a side."""


@dataclass(frozen=True, slots=True)
class PairPage:
    """A pair of countries; `inside` says how many of the ties lie inside sister regions.

    `obstacles` are what bars partnerships of the two, or calls for care; `disputed` says how many
    have an end whose country is not that of all states. `lists` names the lists that were read for
    each of the two, and `covered` says how much is held of what others have counted. `map` draws
    the ties; None where none has a point at both ends.
    """

    frame: Frame
    answer: str
    obstacles: tuple[Told, ...]
    disputed: str
    inside: str
    lists: tuple[str, ...]
    covered: Covered | None
    countries: tuple[Way, ...]
    table: Table
    form: TieForm
    timeline: Timeline | None
    map: MapFigure | None

    @property
    def tabs(self) -> tuple[str, ...]:
        """Parts of the page that it has, in their order: ids to which the tabs lead."""
        held = {
            "sights": self.map or self.timeline,
            "ties-heading": True,
            "between-heading": self.disputed or self.inside,
            "coverage-heading": True,
        }
        return tuple(name for name, is_there in held.items() if is_there)


def pair_page(asked: Asked, one: str, other: str, form: str) -> Answer:
    """Make the page of two countries, or of the ties within one, or the ties as data.

    Raises
    ------
    PlaceNotFound
        If no place of the data lies in one of them.
    InvalidArgument
        If a filter or an order is not one of its list.
    """
    codes = [checked_code(asked, one), checked_code(asked, other)]
    due = pair_path(*codes)
    if due != asked.path:
        ending = "" if form == "html" else f".{form}"
        return Redirect(asked.link(due + ending, **asked.params), is_lasting=True)
    if form != "html":
        ties = read_ties(asked, "pair", codes, limit=None)
        return Feed(form, f"ties-{'-'.join(codes)}", TIE_KEYS, tie_records(ties))
    explorer, words = asked.site.explorer, asked.words
    names = [asked.site.country(code, words.lang) for code in codes]
    within = _names_within(asked, *codes)
    held = standing_counts(explorer, "pair", codes)
    n, stand = sum(one.n for one in held), count_alive(held)
    inside = count_inside(explorer, "pair", codes)
    is_domestic = codes[0] == codes[1]
    title, shown = pair_title(asked, *codes), _shown(asked, codes)
    key = "pair.answer_within" if is_domestic else "pair.answer"
    others = told(asked, others_sentence(held)).sentence
    none = words("pair.answer_none_stands" if n else "pair.answer_none", title=title)
    said = words.count(key, stand, one=within[0], other=within[1])
    answer = one_after(said if stand else none, others)
    return Page(
        "pair.html",
        PairPage(
            frame=make_frame(
                asked, title, answer,
                crumbs=(("/countries", words("nav.countries")), (country_path(codes[0]), names[0])),
                has_data=True,
            ),
            answer=answer,
            obstacles=tuple(
                told(asked, one)
                for one in warnings_of_countries(codes[0], codes[1], explorer.barriers)
            ),
            disputed=_disputed(asked, codes),
            inside=told(asked, inside_sentence(inside.inside, inside.told, inside.total)).sentence,
            lists=_lists(asked, codes),
            covered=pair_covered(asked, codes[0], codes[1]),
            countries=tuple(
                Way(asked.link(country_path(code)), name)
                for code, name in dict(zip(codes, names, strict=True)).items()
            ),
            table=tie_table(
                asked, "pair", codes, caption=words("pair.caption", title=shown),
                empty=words("pair.none"), both_ends=True,
                usual=_SHOWN,
            ),
            form=tie_form(asked, []),
            timeline=make_timeline(start_years(explorer, "pair", codes), words),
            map=pair_figure(asked, codes, shown),
        ),
    )  # fmt: skip


def pair_map_file(asked: Asked, one: str, other: str, form: str) -> Answer:
    """Give the map of the ties between two countries as a drawing or as data.

    Raises
    ------
    PlaceNotFound
        If no place of the data lies in one of them.
    InvalidArgument
        If a filter is not one of its list.
    """
    codes = [checked_code(asked, one), checked_code(asked, other)]
    form = "json" if form == "json" else "svg"
    due = f"{pair_path(*codes)}/map"
    if due != asked.path.removesuffix(".svg"):
        return Redirect(asked.link(f"{due}.{form}", **asked.params), is_lasting=True)
    return pair_map(asked, codes, _shown(asked, codes), form)


def _shown(asked: Asked, codes: list[str]) -> str:
    """Say whose ties a table or a map shows: two countries, or one."""
    if codes[0] == codes[1]:
        return asked.site.country(codes[0], asked.words.lang)
    return pair_title(asked, *codes)


def _disputed(asked: Asked, codes: list[str]) -> str:
    """Say how many of the ties that stand have an end whose status states see differently."""
    explorer = asked.site.explorer
    n = explorer.once(f"disputed ties of {codes}", lambda: _n_disputed(explorer, codes))
    return asked.words.count("pair.disputed", n) if n else ""


def _n_disputed(explorer: Explorer, codes: list[str]) -> int:
    ties = list_ties(explorer, "pair", codes)
    stand = [(one.here.place_id, one.there.place_id) for one in ties if one.standing in ALIVE]
    return count_disputed(explorer, stand, explorer.barriers)


def pair_title(asked: Asked, one: str, other: str) -> str:
    """Name two countries by their codes: China and the United States; or one: Within China."""
    within = _names_within(asked, one, other)
    if one == other:
        return asked.words("pair.title_within", country=within[0])
    title = asked.words("pair.title", one=within[0], other=within[1])
    return title[:1].upper() + title[1:]


def _names_within(asked: Asked, *codes: str) -> list[str]:
    """Name two countries or areas inside a sentence: beside these China is its mainland."""
    is_beside = bool(_BESIDE_MAINLAND.intersection(codes))
    return [
        asked.words("pair.mainland")
        if is_beside and code == "CN"
        else asked.site.country_said(code, asked.words.lang)
        for code in codes
    ]


def _lists(asked: Asked, codes: list[str]) -> tuple[str, ...]:
    """Name the lists that were read for each of the countries."""
    reader = asked.site.explorer.index
    return tuple(
        told(asked, lists_sentence(lists_of_country(reader, code))).sentence
        for code in dict.fromkeys(codes)
    )


_ORDER = ("tie", "unlisted", "former")
_KEPT_OUT = ("page", "size", "sort", "columns")


def pair_figure(asked: Asked, codes: Sequence[str], title: str) -> MapFigure | None:
    """Make the map of the ties between two countries that fit the filters of the address.

    Parameters
    ----------
    asked
        The request.
    codes
        ISO 3166-1 alpha-2 codes, in the order of the address.
    title
        What the page calls the two.

    Returns
    -------
    MapFigure or None
        None where no tie has a point at both ends.
    """
    held = read_ties(asked, "pair", codes, limit=None)
    drawn = _drawn(asked, held, title, LAND)
    if drawn is None:
        return None
    static, path = asked.site.static is not None, f"{pair_path(codes[0], codes[1])}/map"
    data, file = (asked.elsewhere(f"{path}.{form}", without=_KEPT_OUT) for form in ("json", "svg"))
    return figure_of(
        asked, drawn, "chains", asked.words("pair.map", title=title),
        lines=line_words(asked, {line_kind(tie.standing) for tie in held}),
        data="" if static else data, file=None if static else file,
    )  # fmt: skip


def pair_map(asked: Asked, codes: Sequence[str], title: str, form: str) -> Answer:
    """Give the map of the ties that fit the filters of the address, as a drawing or as data.

    Parameters
    ----------
    asked, codes, title
        As in `pair_figure`.
    form
        svg or json.
    """
    held = read_ties(asked, "pair", codes, limit=None)
    if form == "json":
        return Feed("json", f"map-{'-'.join(codes)}", (), [], _content(asked, held, title))
    drawn = _drawn(asked, held, title, None)
    return Drawing(drawn.svg) if drawn else Refusal(404, asked.words("map.none"))


def _drawn(asked: Asked, held: Sequence[TieLine], title: str, land: str | None) -> DrawnMap | None:
    words = asked.words.count("pair.map_words", len(held), title=title)
    said = asked.words("pair.map", title=title)
    caption = Caption(said, words, land)
    return draw_between(asked.site.explorer, held, map_names(asked), caption)


def _content(asked: Asked, held: Sequence[TieLine], title: str) -> dict[str, object]:
    """Give the ties and their ends, those that have a point, for a script that draws them."""
    ends = {one.place_id: one for tie in held for one in (tie.here, tie.there)}
    points = points_of(asked.site.explorer, list(ends))
    drawn = [one for one in held if {one.here.place_id, one.there.place_id} <= points.keys()]
    return {
        "data_version": asked.site.explorer.version,
        "title": asked.words("pair.map", title=title),
        "homes": [],
        "places": [
            _place(asked, ends[key], points[key], drawn) for key in ends
            if any(key in (one.here.place_id, one.there.place_id) for one in drawn)
        ],
        "lines": [
            {"id": one.tie_id, "from": one.here.place_id, "to": one.there.place_id,
             "kind": line_kind(one.standing)}
            for one in drawn
        ],
        "without_point": [one.tie_id for one in held if one not in drawn],
    }  # fmt: skip


def _place(
    asked: Asked, place: PlaceRef, point: Point, ties: Sequence[TieLine]
) -> dict[str, object]:
    """Give a place with its partners in the other country, those that stand first."""
    own = [tie for tie in ties if place.place_id in (tie.here.place_id, tie.there.place_id)]
    kinds = sorted((line_kind(tie.standing) for tie in own), key=_ORDER.index)
    names = [
        asked.called(tie.there if tie.here.place_id == place.place_id else tie.here).first
        for tie in own
    ]
    return {
        "id": place.place_id,
        "name": asked.called(place).first,
        "longitude": round(point[0], 4),
        "latitude": round(point[1], 4),
        "kind": kinds[0],
        "href": asked.link(place_path(place)),
        "said": [asked.words("list.comma").join(names)],
        "country": place.country,
    }
