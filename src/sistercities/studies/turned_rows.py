"""Which parts of the claims get another answer under other rules, in words."""

from __future__ import annotations

from collections.abc import Sequence

from sistercities.sentences import Sentence, listed, say, say_count
from sistercities.studies.parts import PartFinding
from sistercities.studies.phrases import one_after_another


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
    said = say_count(
        "{n} of {total} rows under other rules gives a part another answer: {parts}.",
        "{n} of {total} rows under other rules give a part another answer: {parts}.",
        n_turned,
        total=n_rows,
        parts=listed(named, "comma"),
    )
    return one_after_another([said, untold_rows(sum(part.n_untold for part in parts))])


def turned_sentence(n: int, of: int, n_untold: int) -> Sentence | str:
    """Say under how many other rules the answer of a part is another; empty where under none.

    Parameters
    ----------
    n, of
        Rows that turn the answer, and all rows.
    n_untold
        Rows that leave too little to judge, which can turn nothing and are told beside.
    """
    if not n:
        return ""
    said = say("Counted in other ways, the answer changes in {n} of {of} cases.", n=n, of=of)
    return one_after_another([said, untold_rows(n_untold)])


def untold_rows(n: int) -> Sentence | str:
    """Say how many rows leave too little to judge; empty where none does."""
    if not n:
        return ""
    return say_count(
        "{n} row leaves too little to judge.", "{n} rows leave too little to judge.", n
    )
