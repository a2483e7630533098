"""Which tests go to one worker: all of a page, since what was found there serves each of them."""

from __future__ import annotations

import re

from xdist.scheduler import LoadScopeScheduling

from browser.addresses import ADDRESSES

_PAGE = re.compile(r"/test_(?:every_page|without_scripts)\.py::.*\[(.*)\]$")
_WHOLE = re.compile(r"/(test_static_site)\.py::")


class ByPage(LoadScopeScheduling):  # type: ignore[misc]
    """Hands out the tests of a page together, those of the static site too, all others singly."""

    def _split_scope(self, nodeid: str) -> str:
        return scope_of(nodeid)


def scope_of(nodeid: str) -> str:
    """Name what a test goes together with: a page, a module, or itself.

    Parameters
    ----------
    nodeid
        How pytest calls the test.
    """
    page = _PAGE.search(nodeid)
    if page is not None and page[1] in ADDRESSES:
        return page[1]
    whole = _WHOLE.search(nodeid)
    return nodeid if whole is None else whole[1]
