"""Years of the Republic of China without their era, as registers of Taiwan write them: 108/11/8."""

from __future__ import annotations

from sistercities.sources.east_asian_dates import year_of_era
from sistercities.terms.late_expressions import late_expression
from sistercities.terms.normal_forms import normalised

OF_REPUBLIC = "TW"
"""Country whose registers count so."""
_ERA = "民國"
_DATE = late_expression(
    r"(?P<y>\d{2,3})\s*(?:年(?:\s*\d{1,2}\s*月(?:\s*\d{1,2}\s*日)?)?|(?:\s*[./-]\s*\d{1,2}){1,2})?"
)


def of_republic(text: str, newest_year: int) -> str:
    """Return a date with its era before it; "" where its year is none of the Republic so far.

    Parameters
    ----------
    text
        As written.
    newest_year
        Year of the register; a later one is none.

    Examples
    --------
    >>> of_republic("108/11/8", 2026), of_republic("2019/11/8", 2026), of_republic("130", 2026)
    ('民國108/11/8', '', '')
    """
    said = normalised("NFKC", text).strip()
    found = _DATE.fullmatch(said)
    year = year_of_era(_ERA, found["y"]) if found else None
    return f"{_ERA}{said}" if year is not None and year <= newest_year else ""
