"""The ties of one place: a list that can be a frame."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sistercities.api.records import PlaceRef, Tie
from sistercities.terms.record_frames import frame_of_records

if TYPE_CHECKING:
    import pandas as pd


class TieList(list[Tie]):
    """The ties of a place, the oldest first: a list of `Tie`.

    Attributes
    ----------
    place
        The place that was asked for, also where all ties are of a municipality merged into it; None
        in a list that was put together otherwise.
    """

    place: PlaceRef | None = None

    def to_frame(self) -> pd.DataFrame:
        """Return a row for each tie, with the keys of its JSON; of an end, as `b_name`.

        `ties(place)` gives the same ties with points and distances.
        """
        return frame_of_records(tie.to_json() for tie in self)
