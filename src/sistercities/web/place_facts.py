"""Where a place sits and what it is called, as pages show it."""

from __future__ import annotations

from dataclasses import dataclass

from sistercities.api.explorer.ties import count_ties
from sistercities.records import PlaceCard
from sistercities.web.addresses import country_path
from sistercities.web.asked import Asked
from sistercities.web.languages import Region

_NO_LANGUAGE = "und"


@dataclass(frozen=True, slots=True)
class Sits:
    """What contains a place, and how many ties it has of its own, in words.

    `years` is empty where it always has, `ties` where it has none or is a country; `lang` is of its
    local name.
    """

    href: str
    name: str
    local: str | None
    lang: str | None
    level: str
    years: str
    ties: str = ""


@dataclass(frozen=True, slots=True)
class PlaceName:
    """A spelling; `lang` is None where the language is not known."""

    name: str
    lang: str | None


def sits_in(asked: Asked, card: PlaceCard) -> tuple[Sits, ...]:
    """List what contains a place, the nearest first, and its country last."""
    words = asked.words
    found = []
    for one in card.parents:
        if one.level == "country":
            continue
        names = asked.called(Region(one.name, one.name_local, one.place_id, card.country))
        level = words.listed("level", "dual" if one.is_dual else one.level)
        years = _years(asked, one.from_year, one.to_year)
        href = asked.link(f"/place/{one.place_id}")
        n = count_ties(asked.site.explorer, "place", [one.place_id])
        ties = words.count("sits.ties", n) if n else ""
        found.append(Sits(href, names.first, names.other, names.other_lang, level, years, ties))
    if card.level != "country":
        name = asked.site.country(card.country, words.lang)
        href = asked.link(country_path(card.country))
        found.append(Sits(href, name, None, None, words.listed("level", "country"), ""))
    return tuple(found)


def names_of(card: PlaceCard) -> tuple[tuple[PlaceName, ...], tuple[PlaceName, ...]]:
    """Part the spellings into those of a known language and the others, each once."""
    known: dict[tuple[str, str], None] = {}
    for one in card.names:
        if one.lang != _NO_LANGUAGE:
            known.setdefault((one.name, one.lang))
    seen = {name for name, _ in known} | {card.name}
    others = dict.fromkeys(one.name for one in card.names if one.name not in seen)
    return (
        tuple(PlaceName(name, lang) for name, lang in known),
        tuple(PlaceName(name, None) for name in others),
    )


def _years(asked: Asked, first: int | None, last: int | None) -> str:
    if first is None and last is None:
        return ""
    if last is None:
        return asked.words("years.since", first=first)
    return asked.words("years.span", first=first or "…", last=last)
