"""Asking an application as a browser would, in this process."""

from __future__ import annotations

import asyncio
import re
from functools import lru_cache
from typing import Any

import html5lib
import httpx
from httpx._transports import asgi

from sistercities.web.answer_cache import AnswerCache
from sistercities.web.application import make_application
from sistercities.web.site import Site
from sistercities.web.turns import Lanes
from web.page_tree import NotPlain, plain_tree

# httpx looks for trio's helper before each request, on every path, for it is not installed.
asgi.is_running_trio = lambda: False

XHTML = "{http://www.w3.org/1999/xhtml}"
BASE = "http://explorer.test"


class Reader:
    """One application and the loop that it runs in."""

    def __init__(
        self, site: Site, kept: AnswerCache | None = None, lanes: Lanes | None = None
    ) -> None:
        self._loop = asyncio.new_event_loop()
        made = make_application(site, kept, lanes)
        transport = httpx.ASGITransport(made, raise_app_exceptions=False)
        self._client = httpx.AsyncClient(transport=transport, base_url=BASE)

    def ask(self, address: str, method: str = "GET", **headers: str) -> httpx.Response:
        """Ask for an address; underscores in the names of headers are hyphens."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self._loop.run_until_complete(
            self._client.request(method, address, headers=named, follow_redirects=False)
        )

    def page(self, address: str) -> str:
        """Ask for a page that must be there; the mark for Excel before a table is left out."""
        answer = self.ask(address)
        assert answer.status_code == 200, (address, answer.status_code, answer.text[:300])
        assert "\ue000" not in answer.text, f"{address} shows the mark of a sentence"
        return answer.text.removeprefix("\ufeff")

    def close(self) -> None:
        """Close what was opened."""
        self._loop.run_until_complete(self._client.aclose())
        self._loop.run_until_complete(self._loop.shutdown_default_executor())
        self._loop.close()


@lru_cache(maxsize=160)
def parsed(text: str) -> Any:
    """Parse a page as a browser would; an error of its HTML is an error here.

    Several tests read the same page, and none changes it; parsing takes longer than answering.
    """
    try:
        return plain_tree(text)
    except NotPlain:
        return strictly_parsed(text)


def strictly_parsed(text: str) -> Any:
    """Parse a page by the rules of HTML, whatever it is; an error of its HTML is an error here."""
    return html5lib.HTMLParser(strict=True, namespaceHTMLElements=True).parse(text)


def all_of(tree: Any, tag: str) -> list[Any]:
    """All elements of a name."""
    return list(tree.iter(f"{XHTML}{tag}"))


def run_scripts(tree: Any) -> list[Any]:
    """All scripts that a browser runs: not those that hold data."""
    return [one for one in all_of(tree, "script") if one.get("type") != "application/ld+json"]


def words_of(element: Any) -> str:
    """Text of an element, blanks joined."""
    return re.sub(r"\s+", " ", "".join(element.itertext())).strip()
