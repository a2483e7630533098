"""What a static site has for those who pass its pages on: cards and feeds of changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sistercities.web.answers import AtomFeed, Page
from sistercities.web.asked import Asked
from sistercities.web.cards.addresses import card_file, has_card_file
from sistercities.web.cards.picture import can_draw
from sistercities.web.pages.card import card_of
from sistercities.web.pages.feed import changes_feed
from sistercities.web.share import FEED
from sistercities.web.site import Site, StaticFiles
from sistercities.web.static.site_file import SiteFile


def feed_addresses(site: Site, pages: Iterable[str]) -> dict[str, str]:
    """Give the file of each feed by its address: that of all changes, and one a country."""
    followed = ["", *(path for path in pages if _is_country(path))]
    languages = (site.static or StaticFiles()).languages
    return {
        f"{path}{FEED}?lang={lang}": f"{lang}{path}{FEED}"
        for path in followed
        for lang in languages
    }


def share_files(asked: Asked, made: Page) -> Iterator[SiteFile]:
    """Make the card of a page and the feed of what it is about, where files have them.

    Pictures need an address that is whole, so a site that does not know its own has none.

    Parameters
    ----------
    asked, made
        The request, and the page that it is answered with.
    """
    path, lang = asked.path, asked.words.lang
    if asked.base and has_card_file(path) and can_draw():
        yield SiteFile(card_file(path, lang), card_of(asked, made))
    if path == "/" or _is_country(path):
        code = path.rpartition("/")[2] or None
        feed = changes_feed(asked, code)
        if isinstance(feed, AtomFeed):
            yield SiteFile(f"{lang}{'' if code is None else path}{FEED}", feed.xml.encode())


def _is_country(path: str) -> bool:
    return path.startswith("/country/") and path.count("/") == 2
