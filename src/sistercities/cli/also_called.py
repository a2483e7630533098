"""Under an answer on a name that several places bear: which others it was not taken for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sistercities.api.listing import passed_over

if TYPE_CHECKING:
    from sistercities.api.data_choice import AnyData

_MOST = 3


def also_called_lines(name: str, place_id: str, data: AnyData) -> list[str]:
    """Name the other places with ties that are called so, the best known first; [] for none."""
    others = passed_over(name, place_id, data)
    if not others:
        return []
    more = "; and more" if len(others) > _MOST else ""
    return [f"Also called so, not meant here: {'; '.join(others[:_MOST])}{more}."]
