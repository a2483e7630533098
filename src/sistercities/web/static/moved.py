"""Addresses of earlier editions of a static site, and the page for what has no file.

Hosts of files show `404.html` where they have none; its script leads on. Web servers that heed
`.htaccess` lead on without a script. The rules are those of `assets/moved.js`.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from urllib.parse import urlsplit

from sistercities.web.catalogues import page_words
from sistercities.web.file_names import page_file
from sistercities.web.host import Host
from sistercities.web.languages import tag_of
from sistercities.web.site import StaticFiles
from sistercities.web.static.site_file import SiteFile
from sistercities.web.style_sheets import opening_rules

_DEEPEST = 4
"""Folders above a page of earlier editions, and one more."""
_STYLES = "assets/explorer.css"
_HELD_BACK = "[data-held] { visibility: hidden }"
_ROOMS = (
    ("/", "problem.home"), ("/countries", "nav.countries"), ("/studies", "nav.studies"),
    ("/data", "nav.data"),
)  # fmt: skip
"""Where the page for what has no file leads, and by which words."""
_RULES = r"""# Addresses of earlier editions, and what became of them: see docs/guide/hosting.md.
<IfModule mod_rewrite.c>
RewriteEngine On
RewriteCond %{REQUEST_URI} ^(.*)/([a-z]{2,3})/tie/((gn|wd)-(q?\d*?)\d{0,3}[~-][^/]*)\.html$
RewriteRule . %1/%2/ties/%4_%5.html#%3 [R=301,NE,L]
RewriteCond %{REQUEST_URI} ^(.*)/([a-z]{2,3})/tie/(x-([a-z0-9]+)[~-][^/]*)\.html$
RewriteRule . %1/%2/ties/x_%4.html#%3 [R=301,NE,L]
RewriteCond %{REQUEST_URI} ^(.*)/data/tie/(gn|wd)-(q?\d*?)\d{0,3}[~-][^/]*\.(csv|json)$
RewriteRule . %1/data/ties/%2_%3.csv [R=301,L]
RewriteCond %{REQUEST_URI} ^(.*)/data/tie/x-([a-z0-9]+)[~-][^/]*\.(csv|json)$
RewriteRule . %1/data/ties/x_%2.csv [R=301,L]
RewriteCond %{REQUEST_URI} ^(.*)/([a-z]{2,3})/embed/([^/]+/[^/]+\.html)$
RewriteRule . %1/%2/%3#reduced [R=301,NE,L]
RewriteCond %{REQUEST_FILENAME} !-f
RewriteCond %{REQUEST_URI} ^(.*)/data/(.+)\.json$
RewriteRule . %1/data/%2.csv [R=301,L]
RewriteCond %{REQUEST_FILENAME} !-f
RewriteCond %{REQUEST_URI} ^(.*)/([a-z]{2,3})/region/([^/]+)/ties\.html$
RewriteRule . %1/%2/region/%3.html#places [R=301,NE,L]
</IfModule>
"""


def moved_files(static: StaticFiles, host: Host) -> Iterator[SiteFile]:
    """Make `404.html` and `.htaccess`.

    Parameters
    ----------
    static
        Languages, and the address of the site.
    host
        Who runs it.
    """
    yield SiteFile("404.html", _page(static, host).encode())
    path = urlsplit(static.base).path
    shown = f"ErrorDocument 404 {path}404.html\n" if path else ""
    yield SiteFile(".htaccess", (shown + _RULES).encode())


def _page(static: StaticFiles, host: Host) -> str:
    first = static.languages[0]
    title = escape(host.title_or(page_words(first, "site.name")))
    home = static.base or "./"
    # Without an address the script says where the ways lead, so that nobody is led astray.
    held_back = "" if static.base else " data-held"
    # The script finds the style sheet too, and nothing shall move when it comes.
    opening = "" if static.base else f"<style>{opening_rules()}\n{_HELD_BACK}</style>\n"
    said = "".join(_said(static, lang, held_back) for lang in static.languages)
    return (
        f'<!doctype html>\n<html lang="{tag_of(first)}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        f'<meta name="robots" content="noindex">\n<title>{title}</title>\n'
        f'{opening}<link rel="stylesheet" {_way(static, "href", _STYLES)}>\n</head>\n<body>\n'
        '<header class="site">'
        f'<p><a id="home" href="{escape(home)}"{held_back}>{title}</a></p></header>\n'
        f'<main id="content">\n{said}</main>\n{_scripts(static)}</body>\n</html>\n'
    )


def _said(static: StaticFiles, lang: str, held_back: str) -> str:
    """Say in a language that there is no such page, with the search and the ways on."""

    def words(key: str) -> str:
        return escape(page_words(lang, key))

    head = "h1" if lang == static.languages[0] else "h2"
    search = f"{lang}/{page_file('/search')}"
    rooms = "".join(
        f"<li><a {_way(static, 'href', f'{lang}/{page_file(room)}')}>{words(key)}</a></li>"
        for room, key in _ROOMS
    )
    return (
        f'<section lang="{tag_of(lang)}">\n<{head}>{words("problem.404")}</{head}>\n'
        f'<p class="lead">{words("problem.unknown_page")}</p>\n<div{held_back}>\n'
        f'<form class="big-search" role="search" method="get" aria-label="{words("search.label")}" '
        f"{_way(static, 'action', search)}>\n"
        f'<label for="q-{lang}">{words("search.label")}</label>\n<div class="one-line">'
        f'<input id="q-{lang}" name="q" type="search" maxlength="200" required>\n'
        f'<button type="submit">{words("search.button")}</button></div>\n</form>\n'
        f'<ul class="inline">{rooms}</ul>\n</div>\n</section>\n'
    )


def _way(static: StaticFiles, attribute: str, name: str) -> str:
    """Lead to a file: by its whole address, or by one that the script makes of its name."""
    if static.base:
        return f'{attribute}="{escape(static.base + name)}"'
    return f'data-{attribute}="{escape(name)}"'


def _scripts(static: StaticFiles) -> str:
    """Load the script from where it is: without an address nobody knows how deep the page lies."""
    ways = [static.base] if static.base else ["../" * depth for depth in range(_DEEPEST)]
    return "".join(f'<script src="{escape(way)}assets/moved.js"></script>\n' for way in ways)
