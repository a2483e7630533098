"""How a page of the explorer is cited, and who made what it shows."""

from __future__ import annotations

import hashlib

import sistercities
from sistercities.report.citation_file import bibtex_entry, project, release_date


def page_bibtex(title: str, address: str, data_version: str, *, has_url: bool = True) -> str:
    """Write an entry of BibTeX for a page.

    Parameters
    ----------
    title, address
        Of the page.
    data_version
        Version of the data; the year and the month of the entry are theirs.
    has_url
        Whether the address is a whole one, which others can follow; else it is left out.
    """
    key = hashlib.sha256(f"{address} {data_version}".encode()).hexdigest()[:8]
    return bibtex_entry(
        project(), key=f"sistercities-{key}", title=title, data_version=data_version,
        program=sistercities.__version__,
        note=f"sistercities {sistercities.__version__}, data {data_version}",
        address=address if has_url else "",
    )  # fmt: skip


def makers() -> tuple[str, ...]:
    """Name the authors as `CITATION.cff` does."""
    return project().authors


def release_month(data_version: str) -> str:
    """Give the month of a release of the data, ISO 8601; "" where its version names none."""
    return "-".join(part for part in release_date(data_version) if part)
