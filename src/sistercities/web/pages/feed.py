"""Feeds of changes, in Atom: what happened to partnerships on a known day, and the data told of."""

from __future__ import annotations

import re
import uuid
from xml.sax.saxutils import escape, quoteattr

import sistercities
from sistercities.api.explorer.changes import Change, changes, day_in_words, newest_day
from sistercities.api.page_citation import makers
from sistercities.web.addresses import tie_path
from sistercities.web.answers import Answer, AtomFeed, Refusal
from sistercities.web.asked import Asked
from sistercities.web.pages.country import checked_code
from sistercities.web.pages.tie import title_of_tie
from sistercities.web.share import feed_path, whole_address
from sistercities.web.told import one_after, told, told_source
from sistercities.web.wide_marks import closed_up

_SPACE = "http://www.w3.org/2005/Atom"
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def changes_feed(asked: Asked, code: str | None) -> Answer:
    """Make the feed of all changes, or of those of a country.

    Raises
    ------
    PlaceNotFound
        If no place of the data lies in the country.
    """
    country = None if code is None else checked_code(asked, code)
    words, version = asked.words, asked.site.explorer.version
    about = "" if country is None else asked.site.country_said(country, words.lang)
    title = words("feed.title_of", country=about) if about else words("feed.title")
    found = changes(asked.site.explorer, country)
    page = "/data" if country is None else f"/country/{country}"
    newest = found[0].day if found else newest_day(asked.site.explorer)
    if newest is None:
        return Refusal(404, words("feed.none"))
    parts = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="{_SPACE}" xml:lang={quoteattr(words.tag)}>',
        _text(
            "title", words("list.colon").join((asked.site.host.title_or(words("site.name")), title))
        ),
        _text("subtitle", words("feed.subtitle", data=version)),
        _text("id", _id(f"changes {country or ''} {words.lang}")),
        _text("updated", _instant(newest)),
        _link("self", _feed_address(asked, country)),
        _link("alternate", _address(asked, page)),
        *(f"<author>{_text('name', one)}</author>" for one in makers()),
        f'<generator version="{sistercities.__version__}">sistercities</generator>',
        _release(asked, newest),
        *(_entry(asked, one) for one in found),
        "</feed>",
    ]
    return AtomFeed(closed_up("\n".join(parts) + "\n", words.lang))


def _release(asked: Asked, newest: str) -> str:
    """Tell of the data themselves: their version names no day, so their newest event dates them."""
    words, version = asked.words, asked.site.explorer.version
    said = words("feed.release", data=version, day=told(asked, day_in_words(newest)).sentence)
    title = words("feed.data", data=version)
    return _written(title, f"data {version}", newest, _address(asked, "/data"), said)


def _entry(asked: Asked, one: Change) -> str:
    words, title = asked.words, title_of_tie(asked, one.tie)
    if one.told is None:
        what, source = words("feed.began", day=told(asked, day_in_words(one.day)).sentence), ""
    else:
        happened, when = told(asked, one.told.word).sentence, told(asked, one.told.when).sentence
        what = words("feed.happened", what=happened, when=when)
        source = words("tie.source", source=told_source(asked, one.told.source_title).sentence)
    said = one_after(what + words("list.stop"), _doubt(asked, one), source)
    address = _address(asked, tie_path(one.tie.tie_id))
    return _written(f"{title}{words('list.colon')}{what}", one.key, one.day, address, said)


def _doubt(asked: Asked, one: Change) -> str:
    """Say what is doubtful about the places; "" where nothing is."""
    words, doubt = asked.words, one.tie.doubt
    return words("feed.doubt", doubt=words.listed("doubt", doubt)) if doubt else ""


def _written(title: str, key: str, day: str, address: str, said: str) -> str:
    return (
        f"<entry>{_text('title', title)}{_text('id', _id(key))}"
        f"{_text('updated', _instant(day))}{_link('alternate', address)}"
        f"{_text('summary', said)}</entry>"
    )


def _instant(day: str) -> str:
    """Write a day as Atom asks for it, which knows no days alone."""
    return f"{day}T00:00:00Z"


def _id(key: str) -> str:
    """Name an entry, the same for good, wherever the site stands."""
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_OID, f'sistercities {key}')}"


def _address(asked: Asked, path: str) -> str:
    return whole_address(asked, path) or asked.link(path)


def _feed_address(asked: Asked, country: str | None) -> str:
    path = feed_path(country)
    if asked.site.static is not None:
        return f"{asked.base}{asked.words.lang}{path}"
    return f"{asked.base}{asked.link(path)}"


def _text(tag: str, text: str) -> str:
    return f"<{tag}>{escape(_NOT_IN_XML.sub('', text))}</{tag}>"


def _link(relation: str, address: str) -> str:
    return f'<link rel="{relation}" href={quoteattr(address)}/>'
