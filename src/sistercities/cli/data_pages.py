"""The state of the data on a terminal."""

from __future__ import annotations

from sistercities.api import DataCheck, DataStatus
from sistercities.cli.screen import MISSING, Screen, table

_SOURCES = ("Source", "As of", "Dated", "Claims", "Resolved", "Ties", "Licence")
_FEW = ("Source", "As of", "Ties")


def status_lines(status: DataStatus, screen: Screen) -> list[str]:
    """Say what the data hold: the sentence, the ties, the sources, where they are."""
    n = sum(status.ties.values())
    known = f"{status.n_dated:,} with a known year" + (
        f", {status.first_year} to {status.last_year}" if status.first_year else ""
    )
    classes = ", ".join(f"{count:,} {name}" for name, count in status.ties.items())
    columns = _SOURCES if screen.width >= 80 else _FEW
    rows = [
        {
            "Source": each.source_id,
            "As of": str(each.snapshot_year or MISSING),
            "Dated": "yes" if each.is_dated else "no",
            "Claims": f"{each.n_claims:,}",
            "Resolved": _share(each.n_resolved, each.n_claims),
            "Ties": f"{each.n_ties:,}",
            "Licence": each.licence,
        }
        for each in status.sources
        if each.n_claims
    ]
    others = [each.source_id for each in status.sources if not each.n_claims]
    cells = [[row[column] for column in columns] for row in rows]
    right = ("As of", "Claims", "Resolved", "Ties")
    return [
        f"Data {status.version}: {n:,} ties among {status.tables['places']:,} places; {known}.",
        "",
        f"Ties by class: {classes}.",
        "",
        *table(columns, cells, screen.width, right),
        *(f"{each.source_id} covers {each.covers}." for each in status.sources if each.n_claims),
        *([f"Places and published totals: {', '.join(others)}."] if others else []),
        "",
        f"Where: {status.folder}",
        f"Content: sha256 {status.content_sha256}",
    ]


def verify_lines(check: DataCheck) -> list[str]:
    """Say what was checked."""
    return [
        f"Data {check.version} are whole: {len(check.checked)} checks hold.",
        "",
        *(f"  {fact}" for fact in check.checked),
        "",
        f"Where: {check.folder}",
    ]


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} %" if whole else MISSING
