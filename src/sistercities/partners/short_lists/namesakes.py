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
_MARKS = frozenset("\u0304\u0323")
"""A stroke above and a dot below, by which other alphabets are written in ours."""
_SIGNS = "CJK"
"""Script in which a sound stands for many words: Noto is one of several."""
MANY_OF_A_NAME = 6
"""Places of a name up to which two such know of each other: there are many Santa Cruz."""


def have_one_name(facts: CandidateFacts) -> Flag:
    """Say which candidates abroad have the name of home, accents and hyphens apart.

    A name that many places have is no reason; nor is one that is alike in our letters alone, as
    Kant in Cyrillic is to another in Devanagari; nor one of a place that has its namesake in the
    country of home already.
    """
    spelt = _spelt(facts.ground)
    own = str(spelt[facts.home])
    n_of_name = int(((spelt == own) & facts.places.is_city).sum())
    if len(own) < LEAST_LETTERS or n_of_name > MANY_OF_A_NAME:
        return np.zeros(len(facts.pairs), dtype=np.bool_)
    found = np.asarray((spelt[facts.pairs.b] == own) & ~facts.pairs.is_domestic, dtype=np.bool_)
    for k in np.flatnonzero(found).tolist():
        place = int(facts.pairs.b[k])
        is_told = _are_one_where_spoken(facts.ground, facts.home, place)
        found[k] = is_told and not _has_namesake(facts, place, spelt == own)
    return found


def _has_namesake(facts: CandidateFacts, place: int, are_of_name: Flag) -> bool:
    """Whether a place has a partner of its name in the country of home."""
    partners, country = facts.ground.ties.partners(place), facts.places.country
    return bool((are_of_name[partners] & (country[partners] == country[facts.home])).any())


def _are_one_where_spoken(ground: Ground, home: int, place: int) -> bool:
    """Whether two local names are equal, or written in one alphabet; signs must be equal."""
    if _is_romanised_apart(*(str(ground.places.names[at]) for at in (home, place))):
        return False
    one, other = (_local_name(ground, at) for at in (home, place))
    if spelt_plainly(one) == spelt_plainly(other):
        return True
    scripts = _scripts(one)
    return scripts == _scripts(other) and _SIGNS not in scripts


def _is_romanised_apart(one: str, other: str) -> bool:
    """Whether two names differ by marks that stand for sounds of another alphabet: Kānt, Kant."""
    marks = ([each for each in unicodedata.normalize("NFKD", name) if each in _MARKS]
             for name in (one, other))  # fmt: skip
    return next(marks) != next(marks)


def _local_name(ground: Ground, at: int) -> str:
    local = ground.places.names_local[at]
    return str(local) if local else str(ground.places.names[at])


def _scripts(name: str) -> frozenset[str]:
    """Give the scripts of a name, as Unicode calls them: LATIN, CYRILLIC, CJK."""
    return frozenset(unicodedata.name(one, "?").split()[0] for one in name if one.isalpha())


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
    """Say that the two have one name; both, where they are spelt in two ways."""
    home, place = (named_place(facts.ground, at) for at in (facts.home, int(facts.pairs.b[k])))
    if str(home) == str(place):
        return say("The two bear the same name.")
    return say("{home} and {place} bear the same name.", home=home, place=place)
