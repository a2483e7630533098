"""Where a place sits and what it is called, as pages show it."""

from __future__ import annotations

from dataclasses import dataclass

from sistercities.api.explorer.ties import count_ties
from sistercities.records import PlaceCard
from sistercities.web.addresses import country_path
from sistercities.web.asked import Asked
from sistercities.web.languages import Region

_NO_LANGUAGE = "und"
_NAMED = "SELECT name, name_local, level, is_dual, country FROM places WHERE place_id = ?"


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


def taken_in(asked: Asked, card: PlaceCard) -> tuple[Sits, ...]:
    """List the places that it took in and that have ties, which stay under their names."""
    found = []
    for one in card.took_in:
        if not one.ties:
            continue
        names = asked.called(Region(one.name, one.name_local, one.place_id, card.country))
        found.append(
            Sits(
                asked.link(f"/place/{one.place_id}"), names.first, names.other, names.other_lang,
                asked.words.listed("level", one.level), _years(asked, None, one.valid_to),
                asked.words.count("sits.ties", one.ties),
            )
        )  # fmt: skip
    return tuple(found)


def followed_by(asked: Asked, card: PlaceCard) -> Sits | None:
    """Give the place that succeeds one that ended; None where there is none."""
    if card.valid_to is None or not card.successor:
        return None
    (row,) = asked.site.explorer.query(_NAMED, [card.successor])
    named = Region(row["name"], row["name_local"] or None, card.successor, row["country"])
    names = asked.called(named)
    level = asked.words.listed("level", "dual" if row["is_dual"] else row["level"])
    href = asked.link(f"/place/{card.successor}")
    return Sits(href, names.first, names.other, names.other_lang, level, "")


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
