"""All places by the letters that their names begin with, for who has no JavaScript to search."""

from __future__ import annotations

from dataclasses import dataclass

from sistercities.api.explorer.everything import folded_names, places_lines
from sistercities.api.explorer.records import PlaceLine
from sistercities.errors import InvalidArgument
from sistercities.sentences import say
from sistercities.web.answers import Answer, Page
from sistercities.web.asked import Asked
from sistercities.web.frame import Frame, Way, make_frame
from sistercities.web.pages.region import list_answer
from sistercities.web.place_lists import place_listing
from sistercities.web.site import Site

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
OTHER = "other"
"""Where names stand that begin with no Latin letter."""


@dataclass(frozen=True, slots=True)
class LettersPage:
    """The letters, each with its page."""

    frame: Frame
    letters: tuple[Way, ...]


def letters_held(site: Site) -> list[str]:
    """List the letters that names of places with ties begin with, and `other` where some do not."""
    found = site.explorer.once(f"letters of {_country(site)}", lambda: _by_letter(site))
    return [one for one in (*_LETTERS, OTHER) if one in found]


def letter_ways(asked: Asked) -> tuple[Way, ...]:
    """Lead to the page of each letter."""
    return tuple(
        Way(asked.link(f"/places/{one}"), _label(asked, one)) for one in letters_held(asked.site)
    )


def letters_page(asked: Asked) -> Answer:
    """Make the page that leads to each letter."""
    frame = make_frame(asked, asked.words("letters.heading"), asked.words("letters.lead"))
    return Page("letters.html", LettersPage(frame, letter_ways(asked)))


def letter_page(asked: Asked, letter: str, form: str) -> Answer:
    """Make the page of the places of a letter, or the places as data.

    Raises
    ------
    InvalidArgument
        If no name begins with it.
    """
    rows = _of_letter(asked, letter)
    if not rows:
        raise InvalidArgument("letter", letter, say("no name begins with it; see /places"))
    caption = asked.words("letters.caption", letter=_label(asked, letter))
    listing = place_listing(asked, "letter", f"/places/{letter}", caption, rows, has_where=True)
    return list_answer(asked, listing, asked.words("letters.heading"), "/places", form)


def _of_letter(asked: Asked, letter: str) -> list[PlaceLine]:
    site = asked.site
    by_letter = site.explorer.once(f"letters of {_country(site)}", lambda: _by_letter(site))
    return by_letter.get(letter, [])


def _by_letter(site: Site) -> dict[str, list[PlaceLine]]:
    names = folded_names(site.explorer, _country(site))
    found: dict[str, list[PlaceLine]] = {}
    for line in places_lines(site.explorer, _country(site)):
        found.setdefault(_letter(names[line.place.place_id]), []).append(line)
    return found


def _country(site: Site) -> str | None:
    return site.static.country if site.static else None


def _letter(folded: str) -> str:
    return folded[0] if folded and folded[0] in _LETTERS else OTHER


def _label(asked: Asked, letter: str) -> str:
    return asked.words("letters.other") if letter == OTHER else letter.upper()
