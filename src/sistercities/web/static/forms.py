"""In which forms a table is there as data."""

from __future__ import annotations

from sistercities.web.asked import FORMS

_SPREADSHEETS = ("/place/", "/region/", "/ties/", "/places/")


def forms_of(path: str) -> tuple[str, ...]:
    """Give the forms in which a table is there as data.

    People take one place or region into a spreadsheet; programs take a country or a pair of them.
    """
    return ("csv",) if path.startswith(_SPREADSHEETS) else FORMS
