"""What turns templates into pages: everything is escaped, a missing name is an error.

Marks inside a sentence: `code` between backticks, *stress* between stars, a [link].

Long sentences of a table: the first one stands, the others are folded away.
"""

from __future__ import annotations

import re

from jinja2 import BaseLoader, BytecodeCache, Environment, PackageLoader, StrictUndefined
from jinja2.bccache import Bucket
from markupsafe import Markup, escape

from sistercities.report import numerals
from sistercities.sentences import Said, capital, note, say, say_count

LONGEST = 170
"""Letters that a cell shows without folding."""
SHORTEST = 40
"""A first sentence shorter than this, such as a question, takes the next one with it."""
_END = re.compile(r"[.?!]\s+(?=[A-Z])")


def folded(words: str) -> tuple[str, str]:
    """Part words into those that are shown and those that are folded away, "" where none are."""
    if len(words) <= LONGEST:
        return words, ""
    for end in _END.finditer(words):
        shown = words[: end.start() + 1]
        if len(shown) >= SHORTEST and shown.endswith("."):
            return shown, words[end.end() :]
    return words, ""


_CODE = re.compile(r"`([^`]*)`")
_STRESS = re.compile(r"\*([^*]+)\*")
_LINK = re.compile(r"\[([^\]]+)\]")


def coded(words: str, link: str = "") -> Markup:
    """Escape a sentence and set the marks in it as HTML.

    Parameters
    ----------
    words
        The sentence.
    link
        Where what stands between brackets leads; "" sets brackets as they are.
    """
    text = _CODE.sub(r"<code>\1</code>", str(escape(str(words))))
    text = _STRESS.sub(r"<em>\1</em>", text)
    if link:
        text = _LINK.sub(lambda found: f'<a href="{escape(link)}">{found[1]}</a>', text)
    return Markup(text)


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
        finalize=_noted,
        bytecode_cache=_KEPT,
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
