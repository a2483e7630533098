"""How long a tie is to stand, as a cell of its status says it: `Hasta el 2027`, `3 años`, a span.

Lists in Mexico have a column `Vigencia`: until when an agreement runs, or for how long.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from sistercities.sources.register_dates import without_until
from sistercities.sources.register_words import folded
from sistercities.sources.status_dates import date_beside
from sistercities.terms.late_expressions import late_expression

_LONGEST = 80
_FROM = late_expression(
    r"^(?:de|del|desde(?: el)?|von|vom|from|od|du|dal|da|с|від)\s+(?=\d)", re.IGNORECASE
)
_BETWEEN = late_expression(
    r"\s+(?:-|–|—|~|a|al|bis|bis zum|to|until|hasta|hasta el|do|au|à|até|до|по)\s+"
    r"|(?<=\d{4})\s?[-–—~]\s?(?=\d{1,2}[./]\d|\d{4}$)",
    re.IGNORECASE,
)
_YEARS = late_expression(
    r"^(?:por |durante |for |für |pour |per )?(?P<n>\d{1,2})\s*(?:\([^()]{1,20}\)\s*)?"
    r"(?:años?|anos?|years?|jahre?n?|ans?|anni|anno|lat|lata|roky|roků|év|år|jaar)\b(?P<rest>.*)$",
    re.IGNORECASE,
)
_OF_ITSELF = late_expression(
    r"autom[aá]ti|t[aá]cit|stillschweigend|verlängert sich|renueva|samoczynn", re.IGNORECASE
)
_VALIDITY = "vigencia"
_WITHOUT_END = frozenset({"indeterminada", "indeterminado"})


class Term(NamedTuple):
    """Years that an agreement runs, and whether it is renewed of itself."""

    years: int
    is_renewed: bool


def is_of_validity(head: str) -> bool:
    """Whether a column tells until when an agreement runs: `Vigencia`, `Vigência`."""
    return folded(head).startswith(_VALIDITY)


def is_without_end(text: str) -> bool:
    """Whether a term has no end, in a column of validity; elsewhere such a word says nothing."""
    return folded(text) in _WITHOUT_END


def term_of(text: str) -> Term | None:
    """Return for how many years an agreement runs; None where a text does not say it.

    Examples
    --------
    >>> term_of("5 años prorrogables"), term_of("2 años, renovación automática")
    (Term(years=5, is_renewed=False), Term(years=2, is_renewed=True))
    >>> term_of("3 ciudades")
    """
    found = _YEARS.match(text.strip()) if len(text) <= _LONGEST else None
    return Term(int(found["n"]), bool(_OF_ITSELF.search(found["rest"]))) if found else None


def span_of(text: str) -> tuple[str, str] | None:
    """Return the first and the last day of a span, as written; None where a text is none.

    Examples
    --------
    >>> span_of("01/01/1990 - 31/12/2010"), span_of("1990–2010"), span_of("del 2001 al 2005")
    (('01/01/1990', '31/12/2010'), ('1990', '2010'), ('2001', '2005'))
    >>> span_of("2010-05-12"), span_of("bis 2019")
    (None, None)
    """
    if len(text) > _LONGEST:
        return None
    parts = [part.strip() for part in _BETWEEN.split(_FROM.sub("", text.strip(), count=1))]
    if len(parts) != 2 or not all(any(map(str.isdigit, part)) for part in parts):
        return None
    return parts[0], parts[1]


def last_day_of(text: str) -> str:
    """Return the last day that stands behind a word for *until*; "" where there is no such word."""
    day = without_until(text)
    return day if day != text.strip() else ""


def days_in_status(text: str) -> Iterator[str]:
    """Yield the days that stand in a cell of a status, as written."""
    yield from filter(None, (date_beside(text), last_day_of(text), *(span_of(text) or ())))
    yield text
