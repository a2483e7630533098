"""The pages of a report itself: with the addresses of the site, and in the language asked for.

A report is written in English. In another language each sentence that the report keeps the making
of is said anew, in its appendix too; titles of works, attributions and names of files stay.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape

from sistercities.api.explorer.chapters import APPENDIX, PAGE, text_of
from sistercities.api.explorer.reports import StudyReport
from sistercities.web.asked import Asked
from sistercities.web.catalogues import SOURCE
from sistercities.web.chapter_words import in_words, plain
from sistercities.web.report_words import page_words_of

_FILE = re.compile(r'href="([a-z0-9_-]+\.(?:csv|json))"')
_STUDY = re.compile(rf'href="{re.escape(APPENDIX)}#study-([a-z_]+)"')
_SOURCES = "sources"
_TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
_BODY = re.compile(r"(<body>)(.*)(</body>)", re.DOTALL)


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
    html = text_of(report, APPENDIX)
    return html if asked.words.lang == SOURCE else _said(asked, report, html, lambda _study: None)


def translated(asked: Asked, report: StudyReport, page_of: Callable[[str], str | None]) -> str:
    """Say the report in the language of the page, which is English where that is the source.

    Parameters
    ----------
    page_of
        Gives the address of a study in that language; None where it has no page.
    """
    html = text_of(report, PAGE)
    return html if asked.words.lang == SOURCE else _said(asked, report, html, page_of)


def _said(
    asked: Asked, report: StudyReport, html: str, page_of: Callable[[str], str | None]
) -> str:
    if not _BODY.search(html):
        return html
    words_of, tag = page_words_of(asked, report), asked.words.tag

    def study(found: re.Match[str]) -> str:
        address = None if found[1] == _SOURCES else page_of(found[1])
        return found[0] if address is None else f'href="{escape(address)}"'

    def title(found: re.Match[str]) -> str:
        said = words_of(plain(found[1]))
        return found[0] if said is None else f"<title>{escape(said)}</title>"

    html = _TITLE.sub(title, html.replace('<html lang="en">', f'<html lang="{tag}">', 1), count=1)
    return _BODY.sub(
        lambda found: f'<body lang="{SOURCE}">{_body(found[2], words_of, tag, study)}{found[3]}',
        html,
    )


def _body(
    html: str,
    words_of: Callable[[str], str | None],
    tag: str,
    study: Callable[[re.Match[str]], str],
) -> str:
    return _STUDY.sub(study, in_words(html, words_of, tag))
