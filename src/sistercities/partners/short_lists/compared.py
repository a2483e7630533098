"""What a list was chosen from: how many places of which size, and who is most like home."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from sistercities.partners.names_in_sentences import named_place
from sistercities.partners.short_lists.answer import ShortList
from sistercities.partners.short_lists.candidate_facts import CandidateFacts
from sistercities.partners.size_bands import band_called
from sistercities.sentences import Sentence, listed, say, say_count

MANY_SEATS = 0.5
"""Share of capitals and seats of regions among the places compared from which that is said."""
ALIKE_NAMED = 3


def say_compared(facts: CandidateFacts, size: str) -> str:
    """Say how many places were compared, and of which size beside the home place.

    Parameters
    ----------
    facts
        The home place with all candidates.
    size
        Name of the band of sizes.
    """
    if not len(facts.pairs):
        return say("All places that you ask for are left out.")
    band = band_called(size)
    meaning = say("of any size") if band is None else band.meaning
    n = len(facts.pairs)
    if facts.home_place.place_class == "region":
        return say_count(
            "We compared {n} region {size}.", "We compared {n:,} regions {size}.", n, size=meaning
        )
    said = say_count(
        "We compared {n} city {size}.", "We compared {n:,} cities {size}.", n, size=meaning
    )
    seats = np.fmax(
        facts.of_partner(facts.places.is_seat), facts.of_partner(facts.places.is_capital)
    )
    n_seats = int((seats == 1).sum())
    if band is None or n_seats <= MANY_SEATS * n:
        return said
    more = say(
        "{n_seats:,} of them are capitals or seats of their regions, since few others are so "
        "large.",
        n_seats=n_seats,
    )
    return listed([said, more], "space")


def notes_on_the_alike(facts: CandidateFacts, lists: Iterable[ShortList]) -> tuple[Sentence, ...]:
    """Say who the places most like the home place are, where a reason counts them."""
    said = {one.argument for each in lists for place in each.suggestions for one in place.telling}
    if "peers_there" not in said:
        return ()
    at = facts.home_place.alike.at
    return (
        say(
            "The {n} places most like {home} are those nearest to it in size, income, climate, "
            "sea, mountains, routes abroad and rank, {first} first.",
            n=len(at),
            home=named_place(facts.ground, facts.home),
            first=listed([named_place(facts.ground, one) for one in at[:ALIKE_NAMED].tolist()]),
        ),
    )
