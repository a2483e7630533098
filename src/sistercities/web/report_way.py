"""The way from a report, a page of its own, back to the site that shows it."""

from __future__ import annotations

import re
from html import escape

from sistercities.api.explorer.reports import StudyReport
from sistercities.web.asked import Asked
from sistercities.web.wide_marks import closed_up

_BODY = re.compile(r"<body[^>]*>")
_STYLE = """<style>
.way-back { position: sticky; top: 0; z-index: 2; margin: 0 0 1.2rem; padding: .5rem 0;
  background: var(--paper); border-bottom: 1px solid var(--line); max-width: none;
  overflow-wrap: anywhere; }
.way-back a + a { margin-left: 1.4rem; }
@media print { .way-back { display: none; } }
</style>
"""


def with_way_back(asked: Asked, report: StudyReport, html: str, above: str = "") -> str:
    """Set a way back to the site over a report, and one to its contents, always in sight.

    Parameters
    ----------
    asked
        The request.
    report
        The report.
    html
        Its page.
    above
        Address of the findings of the report; "" is that of the server.
    """
    words = asked.words
    to = escape(above or asked.link(f"/studies/{report.name}"))
    site = asked.site.host.title_or(words("site.name"))
    back = f"{site}{words('list.colon')}{words('studies.findings')}"
    contents = (
        f'<a href="#contents">{escape(words("studies.contents"))}</a>'
        if 'id="contents"' in html else ""
    )  # fmt: skip
    way = (
        f'<nav class="way-back" lang="{words.tag}" aria-label="{escape(words("studies.ways"))}">'
        f'<a href="{to}">← {escape(back)}</a>'
        f"{contents}</nav>\n"
    )
    html = html.replace("</head>", f"{_STYLE}</head>", 1)
    html = _BODY.sub(lambda found: f"{found[0]}\n{way}", html, count=1)
    return closed_up(html, words.lang)
