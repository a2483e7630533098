"""The brief as one page that needs no other file and asks nothing of the network."""

from __future__ import annotations

from importlib.resources import files

from markupsafe import Markup

from sistercities.report.brief.content import all_ties, brief_of
from sistercities.report.brief.parts import Brief
from sistercities.report.brief.room import COMMON
from sistercities.report.brief.words import counted
from sistercities.report.citation import program_version
from sistercities.report.page_environment import page_environment
from sistercities.report.said_html import in_english
from sistercities.report.typeset.plain_words import without_control


def page_of(brief: Brief) -> str:
    """Render a brief as HTML; printed it fills two pages of A4, on a screen it can show all ties.

    Parameters
    ----------
    brief
        The brief.
    """
    shown = brief_of(brief.facts, brief.words, COMMON)
    n = len(brief.facts.ties)
    is_cut = len(shown.ties.rows) < n
    template = page_environment().get_template("brief.html")
    rendered = template.render(
        brief=shown,
        all_ties=all_ties(brief.facts, brief.words) if is_cut else None,
        all_ties_words=counted(brief.words.ties_all, n),
        style=Markup(_style()),
        version=program_version(),
    )
    return without_control(in_english(rendered))


def _style() -> str:
    return files("sistercities.report").joinpath("templates", "brief.css").read_text("utf-8")
