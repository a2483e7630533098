"""What a reader should know beside suggestions, and the one line beneath the reasons of a place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

import numpy as np

from sistercities.partners.additive_model import AdditiveModel
from sistercities.partners.answers import Partner
from sistercities.partners.choosing import Wishes
from sistercities.partners.gate.barred_partners import MOST_NAMED, partners_in_question
from sistercities.partners.gate.gate import gate_of
from sistercities.partners.gate.obstacle import Obstacle, in_order
from sistercities.partners.gate.of_itself import calling_for_care
from sistercities.partners.gate.third_states import (
    partners_of_each_barred_to,
    partners_of_each_in_barred_states,
)
from sistercities.partners.ground import LEVELS, Ground
from sistercities.partners.names_in_sentences import named_country, named_place
from sistercities.partners.reason import NOTABLE
from sistercities.partners.uncounted import uncounted_notes
from sistercities.sentences import Listed, PlaceName, Sentence, listed, listed_few, say, say_count


def note_on_barred_states(ground: Ground, home: int, named: list[int]) -> tuple[str, ...]:
    """Say once which of the places named are tied today with places in a state that is barred."""
    is_free = gate_of(ground).bars(home, np.array(named, dtype=np.int64))[0] < 0
    free = [place for place, is_left in zip(named, is_free.tolist(), strict=True) if is_left]
    barred = zip(free, partners_of_each_barred_to(ground, free, home), strict=True)
    each = [
        say(
            "{place} in {states}",
            place=named_place(ground, place),
            states=listed([
                named_country(ground, at)
                for at in dict.fromkeys(ground.places.country[partners].tolist())
            ]),
        )
        for place, partners in barred
        if len(partners)
    ]  # fmt: skip
    if not each:
        return ()
    return (
        say(
            "Some of these places have partners, by our sources, in states that are barred to "
            "{home}: {each}.",
            home=named_place(ground, home),
            each=listed_few(each[:MOST_NAMED], len(each), "comma"),
        ),
    )


def _with_reason_once(concerned: Sentence, said: set[object]) -> Sentence:
    """Say which partners are concerned, without the reason where that has been said."""
    reason = concerned.values.get("reason")
    if reason is None or reason not in said:
        return concerned
    return say_count(
        "{home} has {n} partner ({places}) to which a reason applies that keeps other places off "
        "these lists. We do not know whether this partnership has ended since.",
        "{home} has {n} partners ({places}) to which a reason applies that keeps other places off "
        "these lists. We do not know whether these partnerships have ended since.",
        concerned.n or 1,
        home=concerned.values["home"],
        places=concerned.values["places"],
    )


def _on_little(name: PlaceName, *, has_size: bool) -> Sentence:
    """Say what places are compared by where hardly anything is known of the home place."""
    if not has_size:
        return say(
            "Of {name} we know little more than where it lies, so places are compared by that.",
            name=name,
        )
    return say(
        "Of {name} we know little more than where it lies and its size, so places are compared by "
        "these.",
        name=name,
    )


def _sentences_in(said: str) -> tuple[Sentence, ...]:
    parts = said.parts if isinstance(said, Listed) else (said,)
    return tuple(one for one in parts if isinstance(one, Sentence))


def notes_on(
    ground: Ground, model: AdditiveModel, home: int, wishes: Wishes,
    left_out: tuple[str, ...] = (), *, is_size_told: bool = False, has_names: bool = True,
) -> tuple[str, ...]:  # fmt: skip
    """Say what is not known of the home place, and what its wishes do.

    Parameters
    ----------
    ground, model, home, wishes
        Facts, the model, the position of the home place, and what is asked for.
    left_out
        What is said of places that are barred: a reason that stands there is not said again.
    is_size_told
        Whether it has been said that the size of the home place is not known.
    has_names
        Whether anybody is named: else there are no chances to speak of.
    """
    places = ground.places
    # Whoever asks for partners says it to each of them.
    notes: list[str] = list(calling_for_care(ground, home))
    name = named_place(ground, home)
    has_size = bool(places.population[home] > 0)
    if "partner_size" in model.coefficients and not has_size and not is_size_told:
        notes.append(
            say("The population of {name} is not known, so sizes are not compared.", name=name)
        )
    # Regions are compared by their partners and those of their cities.
    is_little_known = places.climate[home] < 0 and np.isnan(places.is_coastal[home])
    if is_little_known and model.place_class != "region":
        notes.append(_on_little(name, has_size=has_size))
    if not ground.ties.degree[home]:
        notes.append(
            say("We know of no partner of {name}, so its own network says nothing yet.", name=name)
        )
    if places.is_dual[home]:
        notes.append(
            say(
                "{name} is a region and a city at once. To see regions instead, use `--level "
                "region`.",
                name=name,
            )
            if model.place_class == "city"
            else say(
                "{name} is a region and a city at once. To see cities instead, use `--level city`.",
                name=name,
            )
        )
    said = {one.values.get("reason") for each in left_out for one in _sentences_in(each)}
    concerned = partners_in_question(ground, home, ground.ties.partners(home).tolist())
    told = [_with_reason_once(one, said) for one in concerned]
    # What is told of the home place itself is not told again where partners are concerned.
    notes = [*(one for one in notes if not any(each.startswith(one) for each in told)), *told]
    notes += uncounted_notes(ground, home)
    has_wishes = wishes.weights or wishes.terms or wishes.themes or wishes.like is not None
    if has_wishes and has_names:
        notes.append(say("The chances leave your wishes aside: these change the order alone."))
    if ground.version != model.data_version:
        notes.append(
            say(
                "The weights of the reasons were learned on the data {version}.",
                version=model.data_version,
            )
        )
    return tuple(notes)


MANY = 2
"""Places of an answer of which a note says the same, from which it is said once for all."""
_TOLD = ("access", "network")
"""Groups of which a mayor would say that they speak against: far away, few partnerships of the two
countries. Partners in the country already are judged elsewhere (`reason.are_too_few`); not every
place has a port, and no trade of a country matters."""


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
