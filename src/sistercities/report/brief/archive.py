"""Office files with the same bytes for the same content: no time of making in them."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import datetime

_MADE = (1980, 1, 1, 0, 0, 0)
"""The first date that an archive can hold."""
_PROPERTIES = "docProps/core.xml"
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")


def dated(year: int) -> datetime:
    """Date of a file: the first day of the year whose state its data show."""
    return datetime(max(year, 1980), 1, 1)


def undated(content: bytes, year: int) -> bytes:
    """Pack an office file again, without the time at which it was made.

    Parameters
    ----------
    content
        DOCX or XLSX.
    year
        Year whose state the data show; it dates the file.
    """
    when = dated(year).strftime("%Y-%m-%dT00:00:00Z").encode()
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as given,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        for name in given.namelist():
            held = given.read(name)
            if name == _PROPERTIES:
                held = _MODIFIED.sub(lambda found: found[1] + when + found[2], held)
            entry = zipfile.ZipInfo(name, _MADE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            made.writestr(entry, held)
    return packed.getvalue()
