"""What search engines read: the addresses of all pages, and that they may read them."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from sistercities.web.file_names import page_file
from sistercities.web.site import StaticFiles
from sistercities.web.static.plan import Plan
from sistercities.web.static.site_file import SiteFile

MOST_OF_A_FILE = 50_000
"""Addresses of one file, as the protocol of sitemaps.org has it."""
_SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'


def sitemap_files(plan: Plan, static: StaticFiles) -> Iterator[SiteFile]:
    """Make `robots.txt`, `sitemap.xml` and the lists that it names.

    Parameters
    ----------
    plan
        The pages.
    static
        With the address of the site.
    """
    addresses = [
        f"{static.base}{lang}/{page_file(path)}" for lang in static.languages for path in plan.pages
    ]
    lists = [addresses[at : at + MOST_OF_A_FILE] for at in range(0, len(addresses), MOST_OF_A_FILE)]
    names = [f"sitemap-{number}.xml" for number in range(1, len(lists) + 1)]
    for name, some in zip(names, lists, strict=True):
        yield _written(name, "urlset", "url", some)
    yield _written("sitemap.xml", "sitemapindex", "sitemap", [static.base + one for one in names])
    robots = f"User-agent: *\nAllow: /\nSitemap: {static.base}sitemap.xml\n"
    yield SiteFile("robots.txt", robots.encode())


def _written(name: str, whole: str, part: str, addresses: list[str]) -> SiteFile:
    lines = "".join(f"<{part}><loc>{escape(one)}</loc></{part}>\n" for one in addresses)
    return SiteFile(name, f"{_HEAD}<{whole} {_SPACE}>\n{lines}</{whole}>\n".encode())
