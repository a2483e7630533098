"""Headers of HTTP that name several things, each with a weight: languages, encodings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

_NUMBER = re.compile(r"[01](?:\.[0-9]{0,3})?")


def weighted(header: str) -> Iterator[tuple[str, float]]:
    """Read the names of a header in their order, in lower case, each with its weight.

    A name without `q=` weighs 1; what is no number counts as 0, so that nothing is sent that may
    not be read. Source: RFC 9110, section 12.4.2.
    """
    for one in header.lower().split(","):
        name, *settings = (part.strip() for part in one.split(";"))
        yield name, _weight(settings)


def _weight(settings: Sequence[str]) -> float:
    for setting in settings:
        name, _, value = setting.partition("=")
        if name.strip() == "q":
            return float(value) if _NUMBER.fullmatch(value.strip()) else 0.0
    return 1.0
