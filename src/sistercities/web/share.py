"""What a page says to those who pass it on: its own address, its card, where corrections go."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sistercities.web.asked import Asked
from sistercities.web.cards.addresses import card_address, card_file, card_path
from sistercities.web.cards.picture import HEIGHT, WIDTH, can_draw
from sistercities.web.catalogues import languages
from sistercities.web.file_names import page_file, table_file
from sistercities.web.languages import tag_of
from sistercities.web.linked_data import linked_data

FEED = "/changes.atom"
"""End of the address of a feed of changes."""
_LOCALES = {"en": "en_GB", "zh": "zh_CN"}
"""Languages as OpenGraph names them."""
_WITHOUT_ORDER = ("sort", "size", "rows")
"""Parameters of an address that change how a page looks, not what it is."""
_KEPT = ("lang", "page")
_OF_THINGS = frozenset(
    ("", "place", "region", "country", "pair", "tie", "countries", "data", "methods")
)
"""Rooms whose pages are the same thing with and without filters."""


@dataclass(frozen=True, slots=True)
class Correction:
    """How somebody who knows better says so.

    Attributes
    ----------
    href, label
        Where to write, and what that is called; "" where the host names no address.
    is_mail
        Whether it begins an e-mail that has the text in it.
    text
        What to fill in.
    """

    href: str
    label: str
    is_mail: bool
    text: str


@dataclass(frozen=True, slots=True)
class Share:
    """What belongs to a page that is passed on.

    Attributes
    ----------
    canonical
        The one address of the page; "" where the address of the site is not known.
    alternates
        Language tags with whole addresses of the same page; empty where they are not known, and
        where pages are files: there the ways to the other languages stand for them.
    picture, picture_words
        Whole address of its card, and what that shows; "" where there is none.
    width, height
        Of the card, pixels.
    locale
        Language, as OpenGraph names it.
    linked
        The page as JSON-LD, safe within an element of HTML; "" where there is nothing to say.
    feed
        Address of the feed of changes that the page belongs to.
    correction
        Where corrections go.
    is_offered
        Whether there is something to pass on: a page that says why there is no answer is not.
    """

    canonical: str
    alternates: tuple[tuple[str, str], ...]
    picture: str
    picture_words: str
    width: int
    height: int
    locale: str
    linked: str
    feed: str
    correction: Correction
    is_offered: bool = True


def not_shared(asked: Asked) -> Share:
    """Give what belongs to a page that nobody is to pass on: it says why there is no answer."""
    locale, nowhere = _LOCALES.get(asked.words.lang, ""), Correction("", "", False, "")
    return Share("", (), "", "", WIDTH, HEIGHT, locale, "", "", nowhere, False)


def make_share(
    asked: Asked,
    title: str,
    crumbs: tuple[tuple[str, str], ...],
    about: Mapping[str, object] | None,
) -> Share:
    """Gather what belongs to a page that is passed on.

    Parameters
    ----------
    asked
        The request.
    title, crumbs
        As in `frame.Frame`.
    about
        What the page is about, in the words of schema.org; None for nothing more than a page.
    """
    picture = _picture(asked, tuple(path for path, _ in crumbs))
    is_file = asked.site.static is not None
    trail = () if is_file else (("/", asked.words("site.name")), *crumbs)
    return Share(
        canonical=canonical(asked),
        alternates=_alternates(asked),
        picture=picture,
        picture_words=title,
        width=WIDTH,
        height=HEIGHT,
        locale=_LOCALES.get(asked.words.lang, asked.words.lang),
        linked=linked_data(
            title, canonical(asked), about,
            tuple((whole_address(asked, path), name) for path, name in trail) if asked.base else (),
        ),
        feed=_feed(asked),
        correction=_correction(asked, title),
    )  # fmt: skip


def whole_address(asked: Asked, path: str) -> str:
    """Give the whole address of the page of a path; "" where that of the site is not known."""
    if not asked.base:
        return ""
    if asked.site.static is not None:
        return f"{asked.base}{asked.words.lang}/{page_file(path)}"
    return f"{asked.base}{asked.link(path)}"


def table_address(asked: Asked, path: str) -> str:
    """Give the whole address of a table as CSV; "" where that of the site is not known."""
    if not asked.base:
        return ""
    if asked.site.static is not None:
        return f"{asked.base}{table_file(path, 'csv')}"
    return f"{asked.base}{asked.link(f'{path}.csv')}"


def feed_path(country: str | None) -> str:
    """Path of the feed of all changes, or of those of a country."""
    return FEED if country is None else f"/country/{country}{FEED}"


def _feed(asked: Asked) -> str:
    """Give the feed of the country that the page is about, else that of all."""
    room, _, rest = asked.path.strip("/").partition("/")
    code = rest.partition("/")[0] if room == "country" else ""
    return asked.link(feed_path(code or None), lang=asked.words.lang)


def canonical(asked: Asked) -> str:
    """Give the one address of a page: without orders, and of things without filters."""
    if not asked.base:
        return ""
    if asked.site.static is not None:
        return asked.address
    room = asked.path.strip("/").partition("/")[0]
    kept = {
        name: value for name, value in asked.every.items()
        if value and (name in _KEPT if room in _OF_THINGS else name not in _WITHOUT_ORDER)
    }  # fmt: skip
    return f"{asked.base}{asked.link(asked.path, **kept)}"


def _alternates(asked: Asked) -> tuple[tuple[str, str], ...]:
    if not asked.base or asked.site.static is not None:
        return ()
    return tuple((tag_of(one), f"{asked.base}{asked.again(lang=one)}") for one in languages())


def _picture(asked: Asked, above: tuple[str, ...]) -> str:
    if not asked.base or not can_draw():
        return ""
    lang, is_file = asked.words.lang, asked.site.static is not None
    path = card_path(asked.path, above, in_files=is_file)
    if is_file:
        return f"{asked.base}{card_file(path, lang)}"
    return f"{asked.base}{asked.link(card_address(path), lang=lang)}"


def _correction(asked: Asked, title: str) -> Correction:
    words, host = asked.words, asked.site.host
    version = asked.site.explorer.version
    text = words("correct.text", what=title, address=asked.address, data=version)
    is_file = asked.site.static is not None  # a text that is on each page once is enough
    subject = words("correct.subject", what=title, path=asked.path)
    mail = host.mail_href(subject, "" if is_file else text)
    return Correction(mail or host.contact_href, host.contact, bool(mail), text)
