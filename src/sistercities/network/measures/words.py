"""Sentences on a network that is measured: which ties count, what is shuffled, what limits it."""

from __future__ import annotations

from sistercities.network.measures.chosen import Asked
from sistercities.sentences import say
from sistercities.terms.words import WORLD

NULL = say(
    "Shuffled ties exchange their ends at random among all ties of the world that count here. Each "
    "place keeps its point and its number of ties, and no two places are tied twice; who is tied "
    "with whom is left to chance. The interval holds the middle 95 of 100 such networks."
)


def ties_counted(asked: Asked) -> str:
    """Say which ties make the network."""
    if asked.past:
        standing = say("all ties on record, also those over, not signed or no longer listed")
    elif asked.as_of is not None:
        standing = say("ties known to be alive in {year}", year=asked.as_of)
    else:
        standing = say("ties that the sources let stand today")
    level = {
        "city": say("between cities"),
        "region": say("between regions"),
        "all": say("between places of any level"),
    }[asked.level]
    if asked.source is None:
        return say("It counts {standing}, {level}.", standing=standing, level=level)
    return say(
        "It counts {standing}, {level}, where {source} names them.",
        standing=standing,
        level=level,
        source=asked.source,
    )


def notes_on(asked: Asked) -> tuple[str, ...]:
    """Say what limits the numbers."""
    notes = [
        say(
            "A place that is both a region and a city, such as Berlin or Shanghai, counts as a "
            "city among cities and as a region among regions."
        ),
        say(
            "Lists differ from country to country: few domestic ties may mean that the lists of "
            "that country leave them out."
        ),
    ]
    if asked.level == "all":
        del notes[0]
    if asked.country != WORLD:
        notes.append(
            say(
                "Ties between partners abroad are no part of this network, so its clustering and "
                "paths are those of ties with an end in {area} alone.",
                area=asked.region or asked.country,
            )
        )
    return tuple(notes)
