"""The last bytes of a page of files: what HTML lets one leave out once all is in its place.

Templates leave out what they can before they are compiled, see `lean_templates`. What follows from
what stands beside a tag in the made page is left out here: line ends beside blocks, ends of
paragraphs that the next tag implies, quotes around values that need none.
"""

from __future__ import annotations

import re

_BLOCKS = (
    "html|head|body|meta|link|title|script|header|nav|ul|ol|li|main|section|h1|h2|h3|p|div|table|"
    "caption|thead|tbody|tr|th|td|footer|details|summary|dl|dt|dd|figure|figcaption|form|select|"
    "option|pre|fieldset|legend|svg"
)
_KEPT = re.compile(r"(<(?:pre|textarea|script|style)\b.*?</(?:pre|textarea|script|style)>)", re.S)
_BEFORE = re.compile(rf"\s*\n\s*(?=</?(?:{_BLOCKS})\b)")
_END_OF_P = re.compile(
    r"</p>(?=</(?:div|section|main|footer|figcaption|li|dd|td|figure|details|fieldset|nav|header)>"
    r"|<(?:p|div|ul|ol|dl|section|h[1-6]|nav|figure|footer|form|details|table|fieldset)\b)"
)
"""HTML, 4.4.1: the end tag may be left out before these, and at the end of the parent."""
_CLOSED = re.compile(r"""=\"([^\s"'=<>`]+)\"/>""")
_QUOTED = re.compile(r"""=\"([^\s"'=<>`]+)\"(?=[ >])""")


def shortened(html: str) -> str:
    """Leave out of a page what a browser puts back.

    Parameters
    ----------
    html
        A whole page whose text has no bare quotation mark; what stands in `pre`, `textarea`,
        `script` and `style` keeps its lines.
    """
    parts = _KEPT.split(html)
    for at in range(0, len(parts), 2):
        parts[at] = _short(parts[at])
    for at in range(1, len(parts), 2):
        opening, mark, rest = parts[at].partition(">")
        parts[at] = _QUOTED.sub(r"=\1", opening + mark) + rest
    return "".join(parts)


def _short(text: str) -> str:
    text = _END_OF_P.sub("", _BEFORE.sub("", text))
    return _QUOTED.sub(r"=\1", _CLOSED.sub(r"=\1 />", text))
