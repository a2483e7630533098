"""Places that may be meant, in the language of the page, each a way to the same question."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sistercities.api.explorer.records import PlaceLine
from sistercities.api.explorer.searching import candidate_lines
from sistercities.records import PlaceRef
from sistercities.web.addresses import place_path
from sistercities.web.asked import Asked
from sistercities.web.frame import Way
from sistercities.web.languages import Region
from sistercities.web.told import told


def choices_of(asked: Asked, candidates: Sequence[str], name: str) -> tuple[Way, ...]:
    """Lead to the same question with each of an error's candidates as a parameter."""
    return ways_to(asked, candidates, lambda place: asked.again(**{name: place.place_id}))


def pages_of(asked: Asked, candidates: Sequence[str]) -> tuple[Way, ...]:
    """Lead to the pages of an error's candidates."""
    return ways_to(asked, candidates, lambda place: asked.link(place_path(place)))


def ways_to(
    asked: Asked, candidates: Sequence[str], address: Callable[[PlaceRef], str]
) -> tuple[Way, ...]:
    """Lead to an address for each of an error's candidates."""
    return tuple(
        Way(address(line.place), _label(asked, line))
        for line in candidate_lines(asked.site.explorer, candidates)
    )


def _label(asked: Asked, line: PlaceLine) -> str:
    """Tell places of one name apart: level, where they lie, region, country, ties."""
    words, place, site = asked.words, line.place, asked.site
    names = site.regions.get(place.region_iso or "")
    region = asked.called(Region(*names, place.country)).first if names else ""
    said = (
        words.listed("level", place.level),
        told(asked, line.lies).sentence if line.lies else "",
        region,
        site.country(place.country, words.lang),
        words.count("n_ties", line.n_ties) if line.n_ties else words("unknown.ties"),
    )
    inside = words("list.comma").join(one for one in said if one)
    return words("choice", name=asked.called(place).both, told=inside)


def country_named(asked: Asked, text: str) -> str | None:
    """Find the country that bears a name in a language of the pages; None where none does."""
    typed = text.casefold()
    for names in asked.site.countries.values():
        for code, name in names.items():
            if name.casefold() == typed and asked.site.explorer.has_country(code):
                return code
    return None
