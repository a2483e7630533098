"""How pages call the level of a place: a territory of a state is no country of its own."""

from __future__ import annotations

from sistercities.api.explorer.vocabularies import state_of_territory
from sistercities.web.asked import Asked


def level_word(asked: Asked, level: str, country: str, *, is_dual: bool = False) -> str:
    """Name the level of a place.

    Parameters
    ----------
    asked
        The request, for its language.
    level, country, is_dual
        As in the table `places`.
    """
    state = state_of_territory(country) if level == "country" else ""
    if state:
        return asked.words("level.territory", state=asked.site.country(state, asked.words.lang))
    return asked.words.listed("level", "dual" if is_dual else level)
