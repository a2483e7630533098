"""What an export wrote, on a terminal."""

from __future__ import annotations

from sistercities.cli.screen import Screen, table
from sistercities.records import ExportedFiles


def export_lines(written: ExportedFiles, screen: Screen) -> list[str]:
    """Say what was written and where."""
    rows = [[file, f"{n:,}"] for file, n in written.rows.items()]
    return [
        f"Wrote data {written.data_version} as {written.format}{_limits(written)}.",
        "",
        *table(("Table", "Rows"), rows, screen.width, ("Rows",)),
        "",
        f"Where: {written.folder} (README.txt says how to read it and on which terms, codebook.csv "
        "what each column means)",
    ]


def _limits(written: ExportedFiles) -> str:
    if any(file.startswith(("dyads.", "city_pairs.")) or ":dyads" in file for file in written.rows):
        return f"; the dyads are those of {written.country} with the ties alive in {written.as_of}"
    parts = [f"ties with an end in {written.country}"] if written.country else []
    parts += [f"ties known to be alive in {written.as_of}"] if written.as_of else []
    return f"; {', '.join(parts)} only" if parts else ""
