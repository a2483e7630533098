"""The rows of a table of rulings: each has a reason, and speaks of what no other speaks of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from sistercities.sources.snapshot import file_rows
from sistercities.sources.written_values import WrittenRow


def ruling_rows(
    path: Path, columns: Sequence[str], *, once: Sequence[str] = ()
) -> Iterator[WrittenRow]:
    """Yield the rows of a comma-separated table of rulings, in the order of the file.

    Parameters
    ----------
    columns
        The columns of the table, `reason` among them.
    once
        The columns that say together what a row rules on.

    Raises
    ------
    BuildError, SourceError
        If the file cannot be read, a column is not as told, a row has no reason, its `date` is no
        day of the calendar, or it rules on what a row above it rules on.
    """
    seen: set[tuple[str, ...]] = set()
    for line, values in file_rows(path, columns):
        row = WrittenRow(path.name, line, values)
        row.require("reason")
        if "date" in columns:
            row.require_day("date")
        ruled = tuple(values[column] for column in once)
        if once and ruled in seen:
            raise row.refuse(once[-1], "a row above rules on it; keep one of them")
        seen.add(ruled)
        yield row
