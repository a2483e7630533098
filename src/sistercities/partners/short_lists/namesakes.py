"""Places of one name in two countries, as Toledo and Toledo: a reason that everybody repeats."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

import numpy as np

from sistercities.partners.ground import Ground
from sistercities.partners.names_in_sentences import named_place
from sistercities.partners.short_lists.candidate_facts import CandidateFacts
from sistercities.sentences import Sentence, say
from twolevel.core.array_types import Flag, Text

LEAST_LETTERS = 4
"""Letters of a name from which two such are no chance of spelling."""
MANY_OF_A_NAME = 6
"""Places of a name up to which two such know of each other: there are many Santa Cruz."""


def have_one_name(facts: CandidateFacts) -> Flag:
    """Say which candidates abroad have the name of home, accents and hyphens apart.

    A name that many places have is no reason.
    """
    spelt = _spelt(facts.ground)
    own = str(spelt[facts.home])
    n_of_name = int(((spelt == own) & facts.places.is_city).sum())
    if len(own) < LEAST_LETTERS or n_of_name > MANY_OF_A_NAME:
        return np.zeros(len(facts.pairs), dtype=np.bool_)
    return np.asarray((spelt[facts.pairs.b] == own) & ~facts.pairs.is_domestic, dtype=np.bool_)


@lru_cache(maxsize=2)
def _spelt(ground: Ground) -> Text:
    """Names of all places in small letters without accents."""
    return np.array([spelt_plainly(str(name)) for name in ground.places.names], dtype=object)


def spelt_plainly(name: str) -> str:
    """Write a name in small letters, without accents, hyphens and apostrophes."""
    apart = unicodedata.normalize("NFKD", name)
    plain = "".join(each for each in apart if not unicodedata.combining(each)).casefold()
    return " ".join(plain.replace("-", " ").replace("'", "").replace("’", "").split())


def say_one_name(facts: CandidateFacts, k: int) -> Sentence:
    """Say that the two have one name."""
    home, place = (named_place(facts.ground, at) for at in (facts.home, int(facts.pairs.b[k])))
    return say("{home} and {place} have the same name.", home=home, place=place)
