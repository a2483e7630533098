"""Which municipality would sign for a place that is part of it: Honolulu for Kailua.

Who writes to a district writes to its city. That this is a partner already is told with it, once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np

from sistercities.partners.gate.obstacle import Obstacle
from sistercities.partners.ground import Ground
from sistercities.partners.names_in_sentences import named_place
from sistercities.partners.tie_graph import is_among
from sistercities.sentences import Sentence, say
from sistercities.terms.words import ObstacleKind, Strength

SignerOf = Callable[[int], int | None]
"""From the position of a place to that of the municipality which signs for it; None: itself."""


def none_signs_for(_: int) -> None:
    """Know of no place that another signs for it."""


def who_signs(ground: Ground, home: int, place: int, signer_of: SignerOf) -> tuple[Obstacle, ...]:
    """Say which municipalities would sign for two places, and whether these are partners already.

    Parameters
    ----------
    ground, home, place
        Facts, and positions of the two places.
    signer_of
        Finds who signs for a part of a municipality (`Quarters.signer_of`).

    Returns
    -------
    tuple of Obstacle
        One for each of the two that is part of a municipality: of kind "kin", which calls for care,
        where the two that would sign are partners, else of kind "signer".
    """
    signers = {one: _signer(ground, one, signer_of) for one in (home, place)}
    parts = [one for one in (home, place) if signers[one] != one]
    if signers[home] == signers[place]:
        return ()
    # Where both are parts, the partnership is told with the last.
    return tuple(
        _told(ground, part, signers[part], signers[place if part == home else home],
              is_last=part == parts[-1])
        for part in parts
    )  # fmt: skip


def beside_signers(
    signers: tuple[Obstacle, ...], kin: Iterable[Obstacle]
) -> tuple[Obstacle, ...]:  # fmt: skip
    """Leave out of what is much the same as a partner what is told of a signer already."""
    told = {one.places for one in signers if one.kind == "kin"}
    return (*signers, *(one for one in kin if one.places not in told))


def _signer(ground: Ground, place: int, signer_of: SignerOf) -> int:
    """Find who signs: who has a partner of its own has signed itself, wherever it lies (Otley)."""
    signer = None if ground.ties.degree[place] else signer_of(place)
    return place if signer is None else signer


def _told(ground: Ground, part: int, signer: int, other: int, *, is_last: bool) -> Obstacle:
    are_partners = is_last and other in ground.ties.partners(signer)
    kind: ObstacleKind = "kin" if are_partners else "signer"
    strength: Strength = "caution" if are_partners else "note"
    said = _of_partner(ground, part, signer, other) if are_partners else _of_none(
        ground, part, signer
    )  # fmt: skip
    ids = (str(ground.places.ids[signer]),)
    return Obstacle(kind, strength, said, say("places and ties of the release"), places=ids)


def _of_none(ground: Ground, part: int, signer: int) -> Sentence:
    return say(
        "{part} is part of {city}, which would sign: ask about {city}.",
        part=named_place(ground, part), city=named_place(ground, signer),
    )  # fmt: skip


def _of_partner(ground: Ground, part: int, signer: int, other: int) -> Sentence:
    """Say that who would sign is a partner; by one old source alone none is said to stand."""
    names = {
        "part": named_place(ground, part), "city": named_place(ground, signer),
        "place": named_place(ground, other),
    }  # fmt: skip
    key = ground.ties.key(np.array([signer]), np.array([other]))
    if is_among(ground.told_once[0], key).any():
        return say(
            "{part} is part of {city}, which would sign; one old source alone tells that {city} is "
            "a partner of {place}.",
            **names,
        )
    year = ground.ties.year_of(signer, other)
    if year is None:
        return say(
            "{part} is part of {city}, which would sign and is already a partner of {place}.",
            **names,
        )
    return say(
        "{part} is part of {city}, which would sign and has been a partner of {place} since "
        "{year}.",
        **names, year=year,
    )  # fmt: skip
