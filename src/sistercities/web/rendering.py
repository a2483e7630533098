"""From a page's record to HTML: everything is escaped, a missing name is an error."""

from __future__ import annotations

from functools import cache

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined
from jinja2.ext import Extension
from markupsafe import Markup

from sistercities.web.answers import Page
from sistercities.web.scripts import Scripts
from sistercities.web.style_sheets import opening_rules
from sistercities.web.wide_marks import closed_up


@cache
def environment(folder: str = "", *extensions: type[Extension]) -> Environment:
    """Make what turns templates into pages.

    Parameters
    ----------
    folder
        Folder within that of the templates; what is in it stands in place of those of its name.
    extensions
        What rewrites the templates before.
    """
    whole = PackageLoader("sistercities.web")
    own = [PackageLoader("sistercities.web", f"templates/{folder}")] if folder else []
    made = Environment(
        extensions=extensions,
        loader=ChoiceLoader([*own, whole]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.globals["opening_rules"] = _opening_style
    return made


def _opening_style() -> Markup:
    """Set the rules that a page carries into it as they are; a policy names them by their hash."""
    return Markup(opening_rules())


def render(page: Page, scripts: Scripts | None = None, made_by: Environment | None = None) -> str:
    """Make the HTML of a page.

    Parameters
    ----------
    page
        The template, and what it shows.
    scripts
        What makes it livelier; None leaves it as it is without.
    made_by
        What turns templates into pages; None takes the templates as they are.
    """
    frame = page.context.frame
    template = (made_by or environment()).get_template(page.template)
    made = template.render(page=page.context, frame=frame, t=frame.words, scripts=scripts)
    return closed_up(made, frame.words.lang)
