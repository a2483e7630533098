"""What turns templates into pages: everything is escaped, a missing name is an error."""

from __future__ import annotations

from jinja2 import BaseLoader, Environment, PackageLoader, StrictUndefined

from sistercities.report import numerals
from sistercities.report.folding import folded


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
    )
    made.globals["numerals"] = numerals
    made.filters["folded"] = folded
    return made
