"""What the first reader would wait for, made before she asks.

Templates are translated into programs, catalogues are read, and some answers are the same for all
pages: each is made once a process, in about half a second together. A server makes them after its
start, beside the first answers. Where workers are forked from one process, what only the program
decides is made there (`left_alone`), and is in memory once.
"""

from __future__ import annotations

import logging
import sqlite3
from threading import Timer

from sistercities.api.explorer.map_points import country_points
from sistercities.api.explorer.vocabularies import read_program_tables
from sistercities.errors import SistercitiesError
from sistercities.web.catalogues import english_words, languages, translations
from sistercities.web.languages import name_of
from sistercities.web.rendering import environment
from sistercities.web.scripts import built_scripts
from sistercities.web.site import Site

_LOG = logging.getLogger("sistercities.web")
UNREADABLE = (SistercitiesError, OSError, ValueError, sqlite3.Error)
"""What is raised where files of the data or of the program are damaged."""
_SOON = 1.0
"""Seconds after the start; who opens the site at once is answered first."""


def make_ready(site: Site) -> None:
    """Make what every page takes and nothing but the data and the program decides.

    Parameters
    ----------
    site
        What is served.
    """
    make_program_ready()
    country_points(site.explorer)
    for made in (site.countries, site.regions, site.chinese_names):
        _LOG.debug("ready: %d names", len(made))


def make_program_ready() -> None:
    """Make what every page takes and nothing but the program decides."""
    english_words()
    for lang in languages():
        name_of(lang)
        for domain in ("pages", "sentences"):
            translations(lang, domain)
    templates = environment()
    for name in templates.list_templates(filter_func=_is_of_server):
        templates.get_template(name)
    built_scripts()
    read_program_tables()


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
    except UNREADABLE as failure:  # a page that needs it says what is wrong
        _LOG.debug("not ready: %s", failure)


def _is_of_server(name: str) -> bool:
    return name.endswith(".html") and not name.startswith("lean/")
