"""What a reader of suggestions should know beside them, one sentence each."""

from __future__ import annotations

import numpy as np

from sistercities.partners.additive_model import AdditiveModel
from sistercities.partners.choosing import Wishes
from sistercities.partners.gate.gate import gate_of
from sistercities.partners.gate.held_partners import MOST_NAMED, partners_in_question
from sistercities.partners.gate.third_states import partners_of_each_barred_to
from sistercities.partners.ground import Ground
from sistercities.partners.names_in_sentences import named_country, named_place
from sistercities.partners.uncounted import uncounted_notes
from sistercities.sentences import listed, listed_few, say


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
            "By lists of today some of these places have partners that are barred here: {each}.",
            each=listed_few(each[:MOST_NAMED], len(each), "comma"),
        ),
    )


def notes_on(ground: Ground, model: AdditiveModel, home: int, wishes: Wishes) -> tuple[str, ...]:
    """Say what is not known of the home place, and what its wishes do."""
    places = ground.places
    notes: list[str] = []
    name = named_place(ground, home)
    if "partner_size" in model.coefficients and not places.population[home] > 0:
        notes.append(
            say("The population of {name} is not known, so sizes are not compared.", name=name)
        )
    if not ground.ties.degree[home]:
        notes.append(
            say("We know of no partner of {name}, so its own network says nothing yet.", name=name)
        )
    if places.is_dual[home]:
        notes.append(
            say("{name} is region and city at once; `--level` ranks regions instead.", name=name)
            if model.place_class == "city"
            else say(
                "{name} is region and city at once; `--level` ranks cities instead.", name=name
            )
        )
    notes += partners_in_question(ground, home, ground.ties.partners(home).tolist())
    notes += uncounted_notes(ground, home)
    if wishes.weights or wishes.terms or wishes.themes or wishes.like is not None:
        notes.append(say("The chances leave your wishes aside: these change the order alone."))
    if ground.version != model.data_version:
        notes.append(
            say(
                "The weights of the reasons were learned on the data {version}.",
                version=model.data_version,
            )
        )
    return tuple(notes)
