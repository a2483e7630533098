"""What the first reader would wait for, made before she asks.

Templates are translated into programs, catalogues are read, and some answers are the same for all
pages: each is made once a process, in about half a second together. A server makes them after its
start, beside the first answers.
"""

from __future__ import annotations

import logging
import sqlite3
from threading import Timer

from sistercities.api.explorer.map_points import country_points
from sistercities.errors import SistercitiesError
from sistercities.web.catalogues import english_words, languages, translations
from sistercities.web.rendering import environment
from sistercities.web.site import Site

_LOG = logging.getLogger("sistercities.web")
_UNREADABLE = (SistercitiesError, OSError, ValueError, sqlite3.Error)
_SOON = 1.0
"""Seconds after the start; who opens the site at once is answered first."""


def make_ready(site: Site) -> None:
    """Make what every page takes and nothing but the data and the program decides.

    Parameters
    ----------
    site
        What is served.
    """
    english_words()
    for lang in languages():
        for domain in ("pages", "sentences"):
            translations(lang, domain)
    templates = environment()
    for name in templates.list_templates(filter_func=_is_of_server):
        templates.get_template(name)
    country_points(site.explorer)
    for made in (site.countries, site.regions, site.chinese_names):
        _LOG.debug("ready: %d names", len(made))


def ready_soon(site: Site, seconds: float = _SOON) -> Timer:
    """Make a site ready in a thread of its own, after a while.

    Parameters
    ----------
    site
        What is served.
    seconds
        How long it waits.

    Returns
    -------
    Timer
        The thread, begun; the program does not wait for it when it ends.
    """
    timer = Timer(seconds, _try, (site,))
    timer.daemon = True
    timer.start()
    return timer


def _try(site: Site) -> None:
    try:
        make_ready(site)
    except _UNREADABLE as failure:  # a page that needs it says what is wrong
        _LOG.debug("not ready: %s", failure)


def _is_of_server(name: str) -> bool:
    return name.endswith(".html") and not name.startswith("lean/")
