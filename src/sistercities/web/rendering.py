"""From a page's record to HTML: everything is escaped, a missing name is an error."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from sistercities.web.answers import Page
from sistercities.web.languages import Words
from sistercities.web.scripts import Scripts


@cache
def environment() -> Environment:
    """Make what turns templates into pages."""
    return Environment(
        loader=PackageLoader("sistercities.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )


def render_part(name: str, words: Words, **values: object) -> str:
    """Make the HTML of a part that stands on a page several times."""
    return environment().get_template(name).render(t=words, **values)


def render(page: Page, scripts: Scripts | None = None) -> str:
    """Make the HTML of a page.

    Parameters
    ----------
    page
        The template, and what it shows.
    scripts
        What makes it livelier; None leaves it as it is without.
    """
    frame = page.context.frame
    template = environment().get_template(page.template)
    return template.render(page=page.context, frame=frame, t=frame.words, scripts=scripts)
