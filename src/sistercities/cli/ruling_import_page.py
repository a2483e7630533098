"""What a file of rulings changes, on a terminal."""

from __future__ import annotations

from sistercities.cli.screen import Screen, table
from sistercities.records import RulingImport


def ruling_lines(found: RulingImport, screen: Screen) -> list[str]:
    """Lay out each row with its strength before and after."""
    n = len(found.rulings)
    rows = [[one.before, one.after, one.sentence, one.row_id] for one in found.rulings]
    return [
        f"{found.file}: {n} {'ruling' if n == 1 else 'rulings'} on what stands in the way.",
        "",
        *table(("Before", "After", "What it says", "Row"), rows, screen.width),
    ]
