"""What an export wrote, on a terminal."""

from __future__ import annotations

from sistercities.api import ExportedFiles
from sistercities.cli.screen import Screen, table


def export_lines(written: ExportedFiles, screen: Screen) -> list[str]:
    """Say what was written and where."""
    rows = [[file, f"{n:,}"] for file, n in written.rows.items()]
    return [
        f"Wrote {len(rows)} tables of data {written.data_version}; the dyads are those of "
        f"{written.country} with the ties alive in {written.as_of}.",
        "",
        *table(("File", "Rows"), rows, screen.width, ("Rows",)),
        "",
        f"Where: {written.folder} (codebook.csv says what each column means)",
    ]
