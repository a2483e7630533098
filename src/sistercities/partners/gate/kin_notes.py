"""Notes on partnerships of a place that count as those of what it lies in or is named after."""

from __future__ import annotations

from sistercities.partners.gate.kin import (
    HELD_OF_AROUND,
    HELD_OF_NAMESAKE,
    MOST_NAMED,
    NAMESAKE_OF_PARTNER,
    Kin,
    called_apart,
)
from sistercities.partners.ground import Ground
from sistercities.partners.names_in_sentences import named_place
from sistercities.sentences import Said, Sentence, listed_few, say, say_count


def held_around(ground: Ground, home: int, kin: Kin) -> dict[int, int]:
    """Return the places whose partnership with the home place is held of what it lies in.

    Parameters
    ----------
    ground, home
        Facts, and the position of the home place.
    kin
        What `kin_of_partners` found for it.

    Returns
    -------
    dict
        Position of the partner to that of what the home place lies in; those that the home place
        has as partners of its own are left aside.
    """
    own = frozenset(ground.ties.partners(home).tolist())
    return {
        place: around for place, (around, relation) in kin.items()
        if relation == HELD_OF_AROUND and place not in own
    }  # fmt: skip


def notes_on_held_around(ground: Ground, home: int, kin: Kin) -> tuple[Sentence, ...]:
    """Say which partnerships told of a place count as those of what it lies in, each since when.

    Those of the region of its name that no source tells of the place follow.
    """
    by_around: dict[int, list[int]] = {}
    for place, around in held_around(ground, home, kin).items():
        by_around.setdefault(around, []).append(place)
    told = [_held_of(ground, home, around, places) for around, places in by_around.items()]
    return (*told, *_note_on_namesake(ground, home, kin), *_notes_on_regions(ground, home, kin))


def _notes_on_regions(ground: Ground, home: int, kin: Kin) -> tuple[Sentence, ...]:
    """Say which partners are regions whose municipality of that name is not suggested."""
    found = [place for place, (_, relation) in kin.items() if relation == NAMESAKE_OF_PARTNER][
        :MOST_NAMED
    ]
    return tuple(
        say(
            "{home} is already a partner of {partner}, in which {place} lies. So {place} is not "
            "suggested.",
            home=named_place(ground, home), place=named_place(ground, place),
            partner=called_apart(ground, kin[place][0], place, is_first=False),
        )
        for place in found
    )  # fmt: skip


def _note_on_namesake(ground: Ground, home: int, kin: Kin) -> tuple[Sentence, ...]:
    """Say who abroad is a partner of the region or district of the home place's name."""
    is_city, country = ground.places.is_city, ground.places.country
    found = [
        place for place, (_, relation) in kin.items()
        if relation == HELD_OF_NAMESAKE and is_city[place] and country[place] != country[home]
    ]  # fmt: skip
    if not found:
        return ()
    around = kin[found[0]][0]
    shown = [_with_year(ground, around, one) for one in found[:MOST_NAMED]]
    told = {"home": named_place(ground, home), "places": listed_few(shown, len(found))}
    if ground.places.is_region[around]:
        note = say_count(
            "{places} is a partner of the region that bears the name of {home}. So it is not "
            "suggested again.",
            "{places} are partners of the region that bears the name of {home}. So they are not "
            "suggested again.",
            len(found), **told,
        )  # fmt: skip
    else:
        note = say_count(
            "{places} is a partner of the district that bears the name of {home}. So it is not "
            "suggested again.",
            "{places} are partners of the district that bears the name of {home}. So they are not "
            "suggested again.",
            len(found), **told,
        )  # fmt: skip
    return (note,)


def _held_of(ground: Ground, home: int, around: int, places: list[int]) -> Sentence:
    """Say it of one place around; one of the same name, as Fukuoka's, is not named again."""
    name, holder = named_place(ground, home), named_place(ground, around)
    shown = listed_few(
        [_with_year(ground, around, one) for one in places[:MOST_NAMED]], len(places)
    )
    if name == holder:
        return say_count(
            "A partnership that a source tells of {home} counts as one of the region of that name: "
            "{places}. So it is not suggested again.",
            "{n} partnerships that sources tell of {home} count as those of the region of that "
            "name: {places}. So they are not suggested again.",
            len(places), home=name, places=shown,
        )  # fmt: skip
    return say_count(
        "A partnership that a source tells of {home} counts as one of {around}, in which "
        "{home} lies: {places}. So it is not suggested again.",
        "{n} partnerships that sources tell of {home} count as those of {around}, in which "
        "{home} lies: {places}. So they are not suggested again.",
        len(places), home=name, around=holder, places=shown,
    )  # fmt: skip


def _with_year(ground: Ground, around: int, place: int) -> Said:
    year, name = ground.ties.year_of(around, place), named_place(ground, place)
    return name if year is None else say("{place} (since {year})", place=name, year=year)
