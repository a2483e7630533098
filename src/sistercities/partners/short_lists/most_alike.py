"""Which candidate of a region is the one most like the home place: an answer to "why this one?"."""

from __future__ import annotations

import numpy as np

from sistercities.partners.names_in_sentences import named_country, named_place, named_region
from sistercities.partners.short_lists.candidate_facts import CandidateFacts
from sistercities.sentences import PlaceName, Sentence, say
from twolevel.core.array_types import Flag, Real

MANY_COMPARED = 2
"""Cities of a region from which one is the most alike of them."""


def are_most_alike(facts: CandidateFacts, among: Flag) -> Flag:
    """Say which candidates are the ones of their regions most like home, of those among them.

    Parameters
    ----------
    facts
        The home place with its candidates.
    among
        Which candidates are compared, shape (n_pairs,).

    Returns
    -------
    numpy.ndarray
        A flag for each candidate, shape (n_pairs,); nobody in a region that is not known.
    """
    found = np.zeros(len(facts.pairs), dtype=np.bool_)
    at = np.flatnonzero(among)
    region = facts.places.region[facts.pairs.b[at]]
    at, region = at[region >= 0], region[region >= 0]
    alike = facts.home_place.likeness.contribution(facts.pairs.b[at])
    order = np.lexsort((facts.pairs.b[at], -alike, region))
    is_first = np.diff(region[order], prepend=-1) != 0
    found[at[order[is_first]]] = True
    return found


def n_in_region(facts: CandidateFacts, among: Flag) -> Real:
    """Count those of the region of each candidate that are compared, shape (n_pairs,)."""
    region = facts.places.region[facts.pairs.b]
    n = np.bincount(region[among & (region >= 0)], minlength=len(facts.places.region_codes))
    return np.where(region >= 0, n[region], 0).astype(np.float64)


def say_most_alike(
    facts: CandidateFacts, k: int, n: int, *, of_those_that_know: bool = False
) -> Sentence | str:
    """Say that a candidate is the one of its region most like home; "" if that has no name.

    Parameters
    ----------
    facts
        The home place with its candidates.
    k
        Position of the candidate in the pairs.
    n
        How many of its region were compared.
    of_those_that_know
        Whether those alone were compared that have a partner in the country of home.
    """
    code = str(facts.places.region_codes[facts.places.region[facts.pairs.b[k]]])
    region = named_region(facts.ground, code)
    if region is None:
        return ""
    home = named_place(facts.ground, facts.home)
    if of_those_that_know:
        return _of_those_that_know(facts, n, region, home)
    if n < MANY_COMPARED:
        return say(
            "It is the one city of {region} that comes into question for {home}, by size, kind and "
            "partners.",
            region=region,
            home=home,
        )
    return say(
        "Of {n} cities of {region} that come into question for {home}, by size, kind and partners, "
        "it is the one most like {home} in all that we hold of the two.",
        n=n,
        region=region,
        home=home,
    )


def _of_those_that_know(
    facts: CandidateFacts, n: int, region: PlaceName, home: PlaceName
) -> Sentence:
    """Say it where others of the region were left aside for having no partner in the country."""
    country = named_country(facts.ground, int(facts.places.country[facts.home]))
    if n < MANY_COMPARED:
        return say(
            "It is the one city of {region} with a partner in {country} that comes into question "
            "for {home}, by size, kind and partners.",
            region=region,
            country=country,
            home=home,
        )
    return say(
        "Of {n} cities of {region} with a partner in {country} that come into question for {home}, "
        "by size, kind and partners, it is the one most like {home} in all that we hold of the "
        "two.",
        n=n,
        region=region,
        country=country,
        home=home,
    )
