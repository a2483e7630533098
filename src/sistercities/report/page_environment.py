"""What turns templates into pages: everything is escaped, a missing name is an error.

A sentence that is set into a page keeps what it was made of (`said_html`).
"""

from __future__ import annotations

from jinja2 import BaseLoader, BytecodeCache, Environment, PackageLoader, StrictUndefined
from jinja2.bccache import Bucket
from markupsafe import Markup

from sistercities.report import numerals
from sistercities.report.said_html import beside_local, folded, mark
from sistercities.report.word_manners import coded_html, folds
from sistercities.sentences import Said, capital, say, say_count


def coded(words: str, link: str = "") -> Markup:
    """Escape a sentence and set the marks in it as HTML (`coded_html`)."""
    if isinstance(words, Said):
        return mark(words, "coded", link)
    return Markup(coded_html(words, link))


def is_long(words: str) -> bool:
    """Whether the end of words is folded away."""
    return bool(folds(words)[1])


class _KeptCode(BytecodeCache):
    """What templates were compiled to: a report has many environments of the same templates."""

    def __init__(self) -> None:
        self._held: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give what a template was compiled to, if it reads as it did then."""
        held = self._held.get(bucket.key)
        if held is not None:
            bucket.bytecode_from_string(held)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what a template is compiled to for as long as the program runs."""
        self._held[bucket.key] = bucket.bytecode_to_string()


_KEPT = _KeptCode()


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
        finalize=_marked,
        bytecode_cache=_KEPT,
    )
    made.globals |= {
        "numerals": numerals,
        "say": say,
        "say_count": say_count,
        "capital": capital,
    }
    made.filters |= {"folded": folded, "coded": coded, "beside": beside_local}
    made.tests |= {"long": is_long}
    return made


def _marked(value: object) -> object:
    """Let every sentence that is set into the page keep what it was made of."""
    return mark(value) if isinstance(value, Said) and value else value
