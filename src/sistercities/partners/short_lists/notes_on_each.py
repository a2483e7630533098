"""The one line beneath the reasons of a place: what to know beside them, or what speaks against.

What stands neither there nor above the reasons is counted: nobody takes one line for all of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from sistercities.partners.answers import Partner
from sistercities.partners.gate.obstacle import Obstacle, in_order
from sistercities.partners.gate.third_states import partners_of_each_in_barred_states
from sistercities.partners.ground import LEVELS, Ground
from sistercities.partners.names_in_sentences import named_place
from sistercities.partners.reason import NOTABLE
from sistercities.sentences import listed, say

MANY = 2
"""Places of an answer of which a note says the same, from which it is said once for all."""
_TOLD = ("access", "network")
"""Groups of which a mayor would say that they speak against: far away, few partnerships of the two
countries. Partners in the country already are judged elsewhere (`partners_there`); not every place
has a port, and no trade of a country matters."""


class Note(NamedTuple):
    """The one line beneath the reasons of a place.

    Attributes
    ----------
    sentence
        What to know beside the reasons, or against the place; None for nothing.
    n_untold
        What else is to be known of the place and is said neither here nor above its reasons, nor
        once for all places.
    """

    sentence: str | None = None
    n_untold: int = 0


def notes_on_all(partners: Iterable[Partner]) -> tuple[str, ...]:
    """Return the notes that are the same for many places of an answer: they are said once."""
    counts = Counter(one.sentence for partner in partners for one in partner.to_note)
    return tuple(sentence for sentence, n in counts.items() if n >= MANY)


def notes_on_each(ground: Ground, home: int, partners: Mapping[int, Partner]) -> dict[int, Note]:
    """Say of each place, by position, what is most telling to know beside its reasons.

    Parameters
    ----------
    ground, home
        Facts, and the position of the home place.
    partners
        Records of all places of an answer, by position.
    """
    said, places = notes_on_all(partners.values()), list(partners)
    third = partners_of_each_in_barred_states(ground, home, places)
    return {
        place: with_city(ground, place, note_on(partners[place], told, said))
        for place, told in zip(places, third, strict=True)
    }


def with_city(ground: Ground, place: int, note: Note) -> Note:
    """Say first of a district in which city it lies: few abroad know it by its own name.

    Parameters
    ----------
    ground, place
        Facts, and the position of the place.
    note
        What is to be known of it.
    """
    places, city = ground.places, int(ground.places.municipality[place])
    if city < 0 or LEVELS[int(places.level[place])] != "district":
        return note
    told = say(
        "{place} is a district of {city}.",
        place=named_place(ground, place), city=named_place(ground, city),
    )  # fmt: skip
    sentence = told if note.sentence is None else listed([told, note.sentence], "space")
    return note._replace(sentence=sentence)


def note_on(partner: Partner, third: tuple[Obstacle, ...], said: tuple[str, ...]) -> Note:
    """Return the most telling thing to know of a place beside its reasons, and count the others.

    Parameters
    ----------
    partner
        Its record, with what stands in the way and the reasons.
    third
        What its partners in states that are barred to the home place tell: the affair of a third
        state, which is counted here and told by the scorecard.
    said
        Notes that are said once for all places.
    """
    notes = [one for one in partner.to_note if one.sentence not in said]
    n_third = sum(one.sentence not in said for one in third)
    # Above the reasons there is room for one.
    beside = (*partner.to_say_of_it[1:], *in_order(notes))
    if beside:
        return Note(beside[0].sentence, len(beside) - 1 + n_third)
    against = partner.speaking_against(NOTABLE, _TOLD)
    return Note(next((one.sentence for one in against), None), n_third)
