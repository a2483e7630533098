"""Names from the program inside a sentence: what stands between backticks is code."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

_CODE = re.compile(r"`([^`]*)`")


def coded(words: str) -> Markup:
    """Escape a sentence and set as code what stands between backticks in it."""
    return Markup(_CODE.sub(r"<code>\1</code>", str(escape(str(words)))))
