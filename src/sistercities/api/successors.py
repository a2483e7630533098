"""What followed places that are no more."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from sistercities.api.data_choice import AnyData, open_data
from sistercities.dataset.heirs import heir_of
from sistercities.dataset.index.opened import index_of
from sistercities.dataset.told_of_end import ToldEnd as ToldEnd
from sistercities.dataset.told_of_end import told_of_end

if TYPE_CHECKING:
    from sistercities.api.card_records import PlaceCard

_FOLLOWED = """
    SELECT p.place_id, s.name FROM places p JOIN places s ON s.place_id = p.successor
    WHERE p.place_id IN ({marks})
"""


def successor_names(places: Collection[str], data: AnyData = None) -> dict[str, str]:
    """Return the name of what followed each of some places, by their ids; none where none is held.

    Parameters
    ----------
    places
        Ids.
    data
        Folder of another release, or `Data` with overlays; None takes the release in the package.
    """
    if not places:
        return {}
    marks = ", ".join("?" for _ in places)
    with open_data(data) as release:
        rows = index_of(release).query(_FOLLOWED.format(marks=marks), list(places))
    return {row["place_id"]: row["name"] for row in rows}


def heir_names(places: Collection[str], data: AnyData = None) -> dict[str, str]:
    """Return the name of what holds the partnerships of each of some merged municipalities now.

    Parameters
    ----------
    places, data
        As in `successor_names`; of a place of which nothing holds them (`dataset.heirs`) none.
    """
    if not places:
        return {}
    with open_data(data) as release:
        found = {one: heir_of(index_of(release), one) for one in places}
    return {one: str(heir.name) for one, heir in found.items() if heir is not None}


def end_of(card: PlaceCard, data: AnyData = None) -> ToldEnd | None:
    """Say when a place ended and what it is part of now; None of a place of today.

    Parameters
    ----------
    card
        The place.
    data
        As in `successor_names`.
    """
    if card.valid_to is None:
        return None
    with open_data(data) as release:
        return told_of_end(index_of(release), card.place_id)
