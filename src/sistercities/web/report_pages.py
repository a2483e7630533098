"""The pages of a report itself: with the addresses of the site, and in the language asked for.

A report is written in English. In another language each sentence that the report keeps the making
of is said in that; titles of works, attributions and names of files stay.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape

from sistercities.api.explorer.chapters import APPENDIX, PAGE
from sistercities.api.explorer.report_store import said_page
from sistercities.api.explorer.reports import StudyReport
from sistercities.web.asked import Asked
from sistercities.web.catalogues import SOURCE
from sistercities.web.report_words import said_html

_FILE = re.compile(r'href="([a-z0-9_-]+\.(?:bib|csv|json|ris|tex))"')
_STUDY = re.compile(rf'href="{re.escape(APPENDIX)}#study-([a-z_]+)"')
_SOURCES = "sources"


def report_html(asked: Asked, report: StudyReport) -> str:
    """Give the report as the server shows it."""
    lang = asked.words.lang
    html = translated(asked, report, lambda study: f"{study}?lang={lang}")
    if lang != SOURCE:
        html = html.replace(f'href="{APPENDIX}', f'href="{APPENDIX}?lang={lang}')
    return _FILE.sub(r'href="files/\1"', html)


def appendix_html(asked: Asked, report: StudyReport) -> str:
    """Give the appendix as the server shows it: its report has another name there."""
    lang = asked.words.lang
    address = "report" if lang == SOURCE else f"report?lang={lang}"
    html = said_appendix(asked, report).replace(f'href="{PAGE}"', f'href="{address}"')
    return _FILE.sub(r'href="files/\1"', html)


def said_appendix(asked: Asked, report: StudyReport) -> str:
    """Say the appendix in the language of the page, which is English where that is the source."""
    return _said(asked, report, APPENDIX)


def translated(asked: Asked, report: StudyReport, page_of: Callable[[str], str | None]) -> str:
    """Say the report in the language of the page, which is English where that is the source.

    Parameters
    ----------
    page_of
        Gives the address of a study in that language; None where it has no page.
    """

    def study(found: re.Match[str]) -> str:
        address = None if found[1] == _SOURCES else page_of(found[1])
        return found[0] if address is None else f'href="{escape(address)}"'

    html = _said(asked, report, PAGE)
    return html if asked.words.lang == SOURCE else _STUDY.sub(study, html)


def _said(asked: Asked, report: StudyReport, name: str) -> str:
    """Say a page; the words of it that no sentence holds stay English, and are marked so."""
    html = said_html(asked, said_page(report.store, name))
    if asked.words.lang == SOURCE:
        return html
    html = html.replace('<html lang="en">', f'<html lang="{asked.words.tag}">', 1)
    return html.replace("<body>", f'<body lang="{SOURCE}">', 1)
