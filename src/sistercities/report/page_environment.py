"""What turns templates into pages: everything is escaped, a missing name is an error."""

from __future__ import annotations

from jinja2 import BaseLoader, Environment, PackageLoader, StrictUndefined

from sistercities.report import numerals
from sistercities.report.coded import coded
from sistercities.report.folding import folded
from sistercities.sentences import Said, capital, note, say, say_count


def page_environment(loader: BaseLoader | None = None) -> Environment:
    """Make what turns templates into pages.

    Parameters
    ----------
    loader
        Where the templates are; None takes those of the package.
    """
    made = Environment(
        loader=loader or PackageLoader("sistercities.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_noted,
    )
    made.globals |= {
        "numerals": numerals,
        "say": say,
        "say_count": say_count,
        "capital": capital,
    }
    made.filters |= {"folded": folded, "coded": coded}
    return made


def _noted(value: object) -> object:
    """Let every sentence that is set into the page be heard."""
    if isinstance(value, Said):
        note(value)
    return value
