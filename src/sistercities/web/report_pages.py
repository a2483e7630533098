"""The pages of a report itself: with the addresses of the site, and in the language asked for.

A report is written in English. In another language each sentence that the report keeps the making
of is said anew, and the studies are the pages of the site, which are in that language too; the
appendix stays English.
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
    return _FILE.sub(r'href="files/\1"', html)


def appendix_html(report: StudyReport) -> str:
    """Give the appendix as the server shows it: its report has another name there."""
    html = text_of(report, APPENDIX).replace(f'href="{PAGE}"', 'href="report"')
    return _FILE.sub(r'href="files/\1"', html)


def translated(asked: Asked, report: StudyReport, page_of: Callable[[str], str | None]) -> str:
    """Say the report in the language of the page, which is English where that is the source.

    Parameters
    ----------
    page_of
        Gives the address of a study in that language; None where it has no page.
    """
    html = text_of(report, PAGE)
    if asked.words.lang == SOURCE or not _BODY.search(html):
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
