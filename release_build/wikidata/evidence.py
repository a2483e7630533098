"""What speaks for a candidate of an item: its size and name, its neighbours, other sources' ties.

The weight of a candidate is a sum of logarithms, so that `exp` of it is proportional to the
probability that it is meant (a conditional logit; the weights were fitted on the items whose
place Natural Earth or two ties of another source give, see docs/data-quality/wikidata-2016.md).
Countries of the neighbours count by how often places of the two countries are tied at all.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from math import exp, log, log10

from sistercities.dataset.resolved import ResolvedClaim
from sistercities.dataset.scripts import name_key
from sistercities.sources.enwiki_names import parse_name
from sistercities.terms.places import Place

PEOPLE = 2.7
"""Weight of a tenfold population."""
MAIN_NAME = 3.9
"""Weight of a main name equal to the label, over one among many spellings."""
MUNICIPALITY, FIRST_LEVEL = 2.9, 3.6
"""Weights of the levels: a city, a county or a district; a first-level region or a country."""
COUNTRY = 0.8
"""Weight of the logarithm of how much more often two countries are tied than by chance."""
UNKNOWN_PEOPLE = 500
PRIOR_TIES = 5.0
"""So many ties at the expected rate are added to each pair of countries."""

Neighbours = Mapping[str, Sequence[str]]
"""Item id to the items it has statements with."""
Links = Mapping[str, str]
"""Item id to place id."""
Partners = Mapping[str, frozenset[str]]
"""Place id to the places it has ties with in other sources."""


def partners(known: Iterable[ResolvedClaim]) -> dict[str, frozenset[str]]:
    """Return the ties of other sources, as partners of each place."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for one in known:
        if one.tie_id is not None:
            found[one.a.place_id].add(one.b.place_id)
            found[one.b.place_id].add(one.a.place_id)
    return {place_id: frozenset(others) for place_id, others in found.items()}


def countries_named(known: Iterable[ResolvedClaim]) -> dict[tuple[str, str], frozenset[str]]:
    """Return, by place and key of a partner's name, the countries where sources put the partner."""
    found: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for one in known:
        ends = ((one.a, one.claim.b), (one.b, one.claim.a))
        for here, other in ends:
            if here.place_id and other.country:
                bare = parse_name(other.name, other.country).bare
                found[here.place_id, name_key(bare)].add(other.country)
    return {key: frozenset(countries) for key, countries in found.items()}


def support(
    item: str,
    candidates: Mapping[str, Sequence[Place]],
    links: Links,
    neighbours: Neighbours,
    ties: Partners,
) -> Counter[str]:
    """Count, by candidate, the neighbours that may be a place it has a tie with elsewhere.

    A neighbour that is linked may be that place alone, another any of its candidates.
    """
    own = {place.place_id for place in candidates[item]}
    counts: Counter[str] = Counter()
    for other in neighbours[item]:
        may_be = (links[other],) if other in links else [p.place_id for p in candidates[other]]
        counts.update({one for place_id in may_be for one in ties.get(place_id, ()) if one in own})
    return counts


def country_rates(
    pairs: Iterable[tuple[str, str]], links: Links, places: Mapping[str, Place]
) -> Callable[[str, str], float]:
    """Return the logarithm of how much more often two countries are tied than by chance.

    Parameters
    ----------
    pairs
        Pairs of items with a statement; those of two linked items count.
    """
    together: Counter[tuple[str, str]] = Counter()
    ends: Counter[str] = Counter()
    for a, b in pairs:
        if a in links and b in links:
            first, second = places[links[a]].country, places[links[b]].country
            together.update([(first, second), (second, first)])
            ends.update([first, second])
    total = sum(ends.values()) + 1

    def rate(one: str, other: str) -> float:
        expected = (ends[one] + 1) * (ends[other] + 1) / total
        return log((together[one, other] + PRIOR_TIES) / (expected + PRIOR_TIES))

    return rate


def weight(
    place: Place, key: str, around: Iterable[str], rate: Callable[[str, str], float]
) -> float:
    """Logarithm, up to a constant, of the probability that the place is meant.

    Parameters
    ----------
    key
        Key of the label's name.
    around
        Countries of the linked neighbours, each as often as it occurs.
    """
    level = {"region2": 0.0, "region1": FIRST_LEVEL, "country": FIRST_LEVEL}
    return (
        PEOPLE * log10((place.population or 0) + UNKNOWN_PEOPLE)
        + MAIN_NAME * (name_key(place.name) == key)
        + level.get(place.level, MUNICIPALITY)
        + COUNTRY * sum(rate(place.country, other) for other in around)
    )


def shares(weights: Sequence[float]) -> list[float]:
    """Turn weights into probabilities that add up to one."""
    top = max(weights)
    raised = [exp(one - top) for one in weights]
    total = sum(raised)
    return [one / total for one in raised]
