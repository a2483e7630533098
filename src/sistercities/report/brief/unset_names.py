"""A brief without the local names whose letters no font has: the Latin names say the same."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from sistercities.report.brief.parts import Brief, BriefTable, SuggestedPart
from sistercities.report.brief.tie_rows import local_of


def without_names(brief: Brief, can_set: Callable[[str], bool]) -> Brief:
    """Leave out local names.

    Parameters
    ----------
    brief
        The brief.
    can_set
        Whether there are letters for a text.
    """

    def kept(local: str) -> str:
        return local if can_set(local) else ""

    title = brief.title
    for place in filter(None, (brief.facts.place, brief.facts.partner)):
        local = local_of(place.name, place.name_local)
        if local and not can_set(local):
            title = title.replace(f" {local}", "")
    return replace(
        brief,
        title=title,
        local=kept(brief.local),
        ties=_table(brief.ties, kept),
        suggested=None if brief.suggested is None else _suggested(brief.suggested, kept),
    )


def _table(table: BriefTable, kept: Callable[[str], str]) -> BriefTable:
    rows = (tuple(replace(cell, local=kept(cell.local)) for cell in row) for row in table.rows)
    return replace(table, rows=tuple(rows))


def _suggested(part: SuggestedPart, kept: Callable[[str], str]) -> SuggestedPart:
    return replace(part, items=tuple(replace(each, local=kept(each.local)) for each in part.items))
