"""From a path to the page or the data that its file holds, by the modules that the server uses."""

from __future__ import annotations

from collections.abc import Callable

from sistercities.errors import InvalidArgument
from sistercities.sentences import say
from sistercities.web.answers import Answer
from sistercities.web.asked import Asked
from sistercities.web.pages import chapters, country, data, pair, place, region, start, studies, tie
from sistercities.web.static.letters import letter_page, letters_page
from sistercities.web.static.without_server import ask_page, benchmark_of_place, search_form

Make = Callable[[Asked, list[str], str], Answer]


def answer(asked: Asked, form: str) -> Answer:
    """Answer the path of a request.

    Parameters
    ----------
    asked
        The request, with the path.
    form
        html, csv or json.

    Raises
    ------
    InvalidArgument
        If no page of a static site has the path.
    """
    room, *rest = [part for part in asked.path.split("/") if part] or [""]
    make = _MAKERS.get((room, len(rest)))
    if make is None:
        raise InvalidArgument("path", asked.path, say("no page of a static site has it"))
    return make(asked, rest, form)


def _part(rest: list[str]) -> str | None:
    return rest[1] if len(rest) > 1 else None


_MAKERS: dict[tuple[str, int], Make] = {
    ("", 0): lambda asked, _rest, _form: start.start_page(asked),
    ("search", 0): lambda asked, _rest, _form: search_form(asked),
    ("places", 0): lambda asked, _rest, _form: letters_page(asked),
    ("places", 1): lambda asked, rest, form: letter_page(asked, rest[0], form),
    ("countries", 0): lambda asked, _rest, form: country.countries_page(asked, form),
    ("data", 0): lambda asked, _rest, form: data.data_page(asked, None, form),
    ("data", 1): lambda asked, rest, form: data.data_page(asked, rest[0], form),
    ("methods", 0): lambda asked, _rest, _form: data.methods_page(asked),
    ("studies", 0): lambda asked, _rest, form: studies.studies_page(asked, form),
    ("studies", 1): lambda asked, rest, form: studies.one_report(asked, rest[0], form),
    ("studies", 2): lambda asked, rest, _form: chapters.chapter_page(asked, rest[0], rest[1]),
    ("recommend", 0): lambda asked, _rest, _form: ask_page(asked, "recommend"),
    ("assess", 0): lambda asked, _rest, _form: ask_page(asked, "assess"),
    ("path", 0): lambda asked, _rest, _form: ask_page(asked, "path"),
    ("benchmark", 0): lambda asked, _rest, _form: ask_page(asked, "benchmark"),
    ("benchmark", 1): lambda asked, rest, form: benchmark_of_place(asked, rest[0], form),
    ("place", 1): lambda asked, rest, form: place.place_page(asked, rest[0], form),
    ("tie", 1): lambda asked, rest, form: tie.tie_page(asked, rest[0], None, form),
    ("tie", 2): lambda asked, rest, form: tie.tie_page(asked, rest[0], rest[1], form),
    ("pair", 2): lambda asked, rest, form: pair.pair_page(asked, rest[0], rest[1], form),
    **{
        ("region", n): lambda asked, rest, form: region.region_page(
            asked, rest[0], _part(rest), form
        )
        for n in (1, 2)
    },
    **{
        ("country", n): lambda asked, rest, form: country.country_page(
            asked, rest[0], _part(rest), form
        )
        for n in (1, 2)
    },
}
"""What makes a page, by its room and the number of parts that follow."""
