"""What a file of rulings changes, on a terminal."""

from __future__ import annotations

from sistercities.api import RulingImport
from sistercities.cli.screen import Screen, table


def ruling_lines(found: RulingImport, screen: Screen) -> list[str]:
    """Lay out each row with its strength before and after."""
    n = len(found.rulings)
    rows = [[one.before, one.after, one.sentence, one.row_id] for one in found.rulings]
    return [
        f"{found.file}: {n} {'ruling' if n == 1 else 'rulings'} on what stands in the way.",
        "",
        *table(("Before", "After", "What it says", "Row"), rows, screen.width),
    ]


def ruling_end(found: RulingImport, *, is_dry: bool) -> list[str]:
    """Say what was written, or how to write it."""
    if found.is_unchanged:
        return ["", f"The overlay {found.name} holds exactly this already; nothing was changed."]
    if found.is_written:
        return [
            "",
            f"Taken over as the overlay {found.name}.",
            f"Use it: sistercities recommend PLACE --overlay {found.name}",
        ]
    again = "" if is_dry else " To take it over, give the same command with --yes."
    return ["", f"Nothing was written.{again}"]
