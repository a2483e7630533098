"""Which parts of the claims get another answer under other rules, for the first line of a study."""

from __future__ import annotations

from collections.abc import Sequence

from sistercities.sentences import listed, say, say_count
from sistercities.studies.parts import PartFinding


def turned_warning(parts: Sequence[PartFinding]) -> str:
    """Say which parts get another answer under some row; empty where none does."""
    turned = [part for part in parts if part.turned_by]
    if not turned:
        return ""
    n_rows = sum(len(part.rows) for part in parts)
    n_turned = sum(len(part.turned_by) for part in turned)
    named = [
        say("{part} ({n} of {total})", part=part.id, n=len(part.turned_by), total=len(part.rows))
        for part in turned
    ]
    return say_count(
        "{n} of {total} rows under other rules gives a part another answer: {parts}.",
        "{n} of {total} rows under other rules give a part another answer: {parts}.",
        n_turned,
        total=n_rows,
        parts=listed(named, "comma"),
    )
