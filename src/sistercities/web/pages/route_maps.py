"""Maps of answers: chains of ties between two places, and places that are suggested to one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sistercities.api.explorer.map import (
    Caption,
    MapStop,
    draw_chains,
    draw_suggestions,
    line_kind,
    stops_of,
)
from sistercities.api.path_records import Chain
from sistercities.records import PartnerPlace, PlaceRef, TiePath
from sistercities.web.addresses import place_path, tie_path
from sistercities.web.asked import Asked
from sistercities.web.map_figure import LAND, MapFigure, figure_of, line_words, map_names
from sistercities.web.tables import json_text


def chains_figure(asked: Asked, found: TiePath) -> MapFigure | None:
    """Make the map of the chains between two places; None where nothing can be drawn.

    Parameters
    ----------
    asked
        The request.
    found
        The chains.
    """
    places = {one.place_id: one for chain in found.chains for one in chain.places}
    if not places:
        return None
    ends = {one.place_id for chain in found.chains for one in (chain.places[0], chain.places[-1])}
    names, explorer = map_names(asked), asked.site.explorer
    homes = stops_of(explorer, [places[key] for key in places if key in ends], names)
    stops = stops_of(explorer, [one for key, one in places.items() if key not in ends], names)
    links = [link for chain in found.chains for link in _links(chain)]
    known = {one.place_id for one in (*homes, *stops)}
    drawn = [one for one in links if one[0] in known and one[1] in known]
    if not drawn or not homes:
        return None
    title = asked.words("path.map", one=homes[0].name, other=homes[-1].name)
    words = asked.words.count("path.map_words", len(found.chains))
    svg = draw_chains(homes, stops, [one[:3] for one in drawn], Caption(title, words, LAND))
    figure = figure_of(
        asked, svg, "chains", title, lines=line_words(asked, {line_kind(one[2]) for one in drawn})
    )
    held = {
        "homes": [_at(one) for one in homes],
        "places": [_stop(asked, one, places[one.place_id], "stop") for one in stops],
        "lines": [
            {"id": tie, "from": one, "to": other, "kind": line_kind(standing),
             "name": f"{places[one].name} – {places[other].name}", "said": [],
             "href": asked.link(tie_path(tie))}
            for one, other, standing, tie in dict.fromkeys(drawn)
        ],
    }  # fmt: skip
    return _holding(figure, held)


def _links(chain: Chain) -> list[tuple[str, str, str, str]]:
    """Give the ids of the two ends of each tie of a chain, its standing, and its own id."""
    return [
        (chain.places[k].place_id, chain.places[k + 1].place_id, link.standing, link.tie_id)
        for k, link in enumerate(chain.links)
    ]


def suggestions_figure(
    asked: Asked, home: PartnerPlace, suggested: Sequence[PartnerPlace]
) -> MapFigure | None:
    """Make the map of the places that are suggested to a place; None where none has a point.

    Parameters
    ----------
    asked
        The request.
    home
        The place.
    suggested
        In the order of the page; a place that stands twice is drawn once.
    """
    own = _partner_stop(asked, home)
    stops = {one.place_id: _partner_stop(asked, one) for one in suggested}
    places = {one.place_id: one for one in suggested}
    shown = [one for one in stops.values() if one is not None]
    if own is None or not shown:
        return None
    title = asked.words("recommend.map", home=own.name)
    words = asked.words.count("recommend.map_words", len(shown), home=own.name)
    drawn = draw_suggestions(own, shown, Caption(title, words, LAND))
    held = {
        "homes": [_at(own)],
        "places": [
            _stop(asked, one, places[one.place_id], "suggested") | {"label": one.name}
            for one in shown
        ],
        "lines": [],
    }
    return _holding(figure_of(asked, drawn, "suggested", title), held)


def _partner_stop(asked: Asked, one: PartnerPlace) -> MapStop | None:
    if one.longitude is None or one.latitude is None:
        return None
    name = asked.called(one).first
    return MapStop(one.place_id, name, one.longitude, one.latitude, one.country)


def _holding(figure: MapFigure, held: Mapping[str, object]) -> MapFigure:
    return replace(figure, held=json_text(held))


def _at(one: MapStop) -> dict[str, object]:
    at = {"longitude": round(one.longitude, 4), "latitude": round(one.latitude, 4)}
    return {"id": one.place_id, "name": one.name, **at}


def _stop(
    asked: Asked, one: MapStop, place: PlaceRef | PartnerPlace, kind: str
) -> dict[str, object]:
    country = asked.site.country(one.country, asked.words.lang)
    href = asked.link(place_path(place))
    return _at(one) | {
        "kind": kind, "local": asked.called(place).other, "href": href, "said": [country],
        "country": one.country,
    }  # fmt: skip
