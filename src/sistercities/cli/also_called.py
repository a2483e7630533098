"""Beside an answer on a name that several places bear: which one it was taken for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sistercities.api.listing import passed_over

if TYPE_CHECKING:
    from sistercities.api.data_choice import AnyData

_MOST = 3


def with_namesakes(lines: Sequence[str], name: str, place_id: str, data: AnyData) -> list[str]:
    """Say under the first sentences which of a region and a municipality of one name was taken.

    Other places with ties that are called so come last, the best known first.
    """
    of_level, others = passed_over(name, place_id, data)
    at = list(lines).index("") if "" in lines else len(lines)
    told = [] if of_level is None else [str(of_level)]
    more = "; and more" if len(others) > _MOST else ""
    last = [f"Also called so, not meant here: {'; '.join(others[:_MOST])}{more}."]
    return [*lines[:at], *told, *lines[at:], *(last if others else [])]
