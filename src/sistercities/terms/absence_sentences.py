"""What a newer list says by leaving a tie out: it has other partners of both ends, or none of one.

A list that has no partner at all of a place says less than one that has others of it: it may have
lost the place. So the sentence names that place.
"""

from __future__ import annotations

from collections.abc import Sequence

from sistercities.sentences import PlaceName, Said, place_name, say


def silent_places(silent_at: str | None, ends: Sequence[tuple[str, str]]) -> tuple[PlaceName, ...]:
    """Name the ends of which a list has no partner at all.

    Parameters
    ----------
    silent_at
        Ids of these ends, with spaces between; None or "" where there is none.
    ends
        Name and id of each end of the tie.
    """
    asked = (silent_at or "").split()
    return tuple(place_name(name, place_id) for name, place_id in ends if place_id in asked)


def no_longer_on(last: int | None, year: str, silent: Sequence[PlaceName]) -> Said:
    """Say that one list names a tie and a newer one does not, and what that has of its ends."""
    if not silent:
        return say(
            "On the list of {last}, no longer on that of {year}, which has other partners of both.",
            last=last,
            year=year,
        )
    if len(silent) == 1:
        return say(
            "On the list of {last}, no longer on that of {year}, which has no partners of {place} "
            "at all.",
            last=last,
            year=year,
            place=silent[0],
        )
    return say(
        "On the list of {last}, no longer on that of {year}, which has no partners of {one} or of "
        "{other} at all.",
        last=last,
        year=year,
        one=silent[0],
        other=silent[1],
    )


def left_out(year: int, silent: Sequence[PlaceName]) -> Said:
    """Say that a newer list does not name a tie that an older source calls active."""
    if not silent:
        return say(
            "The list of {year}, which has other partners of both, does not name it.", year=year
        )
    if len(silent) == 1:
        return say(
            "The list of {year}, which has no partners of {place} at all, does not name it.",
            year=year,
            place=silent[0],
        )
    return say(
        "The list of {year}, which has no partners of {one} or of {other} at all, does not name "
        "it.",
        year=year,
        one=silent[0],
        other=silent[1],
    )
