"""In which forms a table is there as data."""

from __future__ import annotations

from sistercities.web.asked import FORMS

_SPREADSHEETS = ("/pair/", "/place/", "/region/", "/ties/", "/places/")


def forms_of(path: str) -> tuple[str, ...]:
    """Give the forms in which a table is there as data.

    People take a table into a spreadsheet; programs take the tables of a whole country.
    """
    return ("csv",) if path.startswith(_SPREADSHEETS) else FORMS
