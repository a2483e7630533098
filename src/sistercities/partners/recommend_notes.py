"""What a reader of suggestions should know beside them, one sentence each."""

from __future__ import annotations

import numpy as np

from sistercities.partners.additive_model import AdditiveModel
from sistercities.partners.choosing import Wishes
from sistercities.partners.gate.barred_partners import MOST_NAMED, partners_in_question
from sistercities.partners.gate.gate import gate_of
from sistercities.partners.gate.of_itself import calling_for_care
from sistercities.partners.gate.third_states import partners_of_each_barred_to
from sistercities.partners.ground import Ground
from sistercities.partners.names_in_sentences import named_country, named_place
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
