"""Regular expressions that are compiled when somebody looks for the first thing with them.

An import has two hundred, each of which takes a sixth of a millisecond to make: as long as a list
of ties together. What a register holds asks for a few.
"""

from __future__ import annotations

import re
from typing import Any, AnyStr, cast


class _Late:
    """Stands for an expression; what is asked of it is asked of the compiled one from then on."""

    def __init__(self, text: str | bytes, flags: int) -> None:
        self._text, self._flags = text, flags

    def __getattr__(self, name: str) -> Any:
        """Compile it, and keep what is asked for: the next one who asks finds it here."""
        found = getattr(re.compile(self._text, self._flags), name)
        self.__dict__[name] = found
        return found


def late_expression(text: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """Return an expression that is compiled when it is first used.

    Its methods and attributes are those of a compiled one. A fault in it shows when it is used, so
    each is used in a test.

    Parameters
    ----------
    text, flags
        As of `re.compile`.
    """
    return cast("re.Pattern[AnyStr]", _Late(text, flags))
