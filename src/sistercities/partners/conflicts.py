"""What may stand in the way of a tie: an earlier one, relations of the states, levels."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

import numpy as np

from sistercities.dataset.release.store import Release
from sistercities.partners.answers import Conflict, ConflictKind
from sistercities.partners.features.catalogue import BY_NAME
from sistercities.partners.ground import Ground, Index
from sistercities.terms.country_article import at_start, with_article

MOST_NAMED = 3
"""Places that one sentence names."""
STRAINS = {"rivalry": "rivalry_tss", "dispute": "dispute_level"}
"""Relations that strain, by feature, and the fact on two countries that tells them."""
_STRAINED: dict[str, ConflictKind] = {"rivalry": "rivalry", "dispute": "dispute"}
_BETWEEN = """
    SELECT tie_id, start, start_precision, "end", status, sources, known_until FROM ties
    WHERE (place_a = ? AND place_b = ?) OR (place_a = ? AND place_b = ?) ORDER BY tie_id
"""
_OF_LEVELS = "SELECT count(*) FILTER (tie_class = 'cross') AS n, count(*) AS total FROM ties"
_LAST = """
    SELECT variable, country_a, country_b, max(year) AS year FROM country_pairs
    WHERE variable IN ('rivalry_tss', 'dispute_level') GROUP BY ALL
"""
Years: TypeAlias = dict[tuple[str, frozenset[str]], int]
"""Last year of a strain, by the fact and the codes of the two countries."""


def conflicts_of(release: Release, ground: Ground, home: int, partner: int) -> tuple[Conflict, ...]:
    """List what stands in the way of a tie of two places, what is nearest to the two first."""
    return (
        *_between(release, ground, home, partner),
        *_strained_relations(ground, home, partner, _last_years(release)),
        *_of_levels(release, ground, home, partner),
    )


def conflicts_of_candidates(
    release: Release, ground: Ground, home: int, candidates: list[int]
) -> list[tuple[Conflict, ...]]:
    """List what stands in the way of a tie with each candidate: places of one level, no tie yet."""
    years = _last_years(release)
    return [tuple(_strained_relations(ground, home, each, years)) for each in candidates]


def _strained_relations(
    ground: Ground, home: int, partner: int, years: Years
) -> Iterable[Conflict]:
    yield from _of_states(ground, home, partner, years)
    yield from _of_rivals(ground, home, partner, "partner_of_rival", years)
    yield from _of_rivals(ground, partner, home, "rival_of_partner", years)


def _between(release: Release, ground: Ground, home: int, partner: int) -> Iterable[Conflict]:
    """Ties of the two on record, whatever has become of them."""
    places = ground.places
    ids = [str(places.ids[home]), str(places.ids[partner])]
    both = f"{places.names[home]} and {places.names[partner]}"
    for row in release.query(_BETWEEN, [*ids, *reversed(ids)]):
        since = _since(row["start"], row["start_precision"])
        until = f" in {row['end']}" if row["end"] else "; when is not known"
        known: dict[str, tuple[ConflictKind, str]] = {
            "ended": ("ended", f"A tie of {both}{since} ended{until}."),
            "suspended": ("suspended", f"A tie of {both}{since} was suspended{until}."),
            "pending": ("pending", f"A tie of {both} is planned and not known to be signed."),
            "active": ("tied", f"{both} are tied already{since}."),
        }
        unsure = f"{both} are tied already{since}; whether it is active no source says."
        kind, sentence = known.get(row["status"], ("tied", unsure))
        seen = f"{row['sources'].replace(' ', ', ')}; last seen in {row['known_until']}"
        yield Conflict(kind, sentence, seen, ties=(row["tie_id"],))


def _since(start: str | None, precision: str) -> str:
    if not start or precision == "none":
        return " (year not known)"
    return (
        f" since {start[:4]} (the year is in doubt)"
        if precision == "suspect"
        else (f" since {start[:4]}")
    )


def _last_years(release: Release) -> Years:
    """Read the last year of every strain of two countries."""
    return {
        (row["variable"], frozenset((row["country_a"], row["country_b"]))): row["year"]
        for row in release.query(_LAST)
    }


def _of_states(ground: Ground, home: int, partner: int, years: Years) -> Iterable[Conflict]:
    here, there = (int(ground.places.country[k]) for k in (home, partner))
    for feature in _strains(ground, here, there):
        said = _strained(ground, feature, here, there, years)
        sentence = at_start(f"{_country(ground, here)} and {_country(ground, there)} {said}.")
        yield Conflict(_STRAINED[feature], sentence, BY_NAME[feature].evidence)


def _country(ground: Ground, at: int) -> str:
    return with_article(str(ground.countries.names[at]))


def _strains(ground: Ground, here: int, there: int) -> list[str]:
    """Name what strains the relations of two countries, the graver first."""
    pairs = ground.countries.pairs
    return [
        name for name, fact in STRAINS.items() if here != there and pairs[fact][here, there] == 1
    ]


def _strained(ground: Ground, feature: str, here: int, there: int, years: Years) -> str:
    """Say what strains two countries, with the last year of which it is told."""
    codes = frozenset(str(ground.countries.codes[k]) for k in (here, there))
    year = years.get((STRAINS[feature], codes))
    until = "" if year is None else f" ({year})"
    words = "are strategic rivals" if feature == "rivalry" else "had a militarised dispute"
    return f"{words}{until}"


def _of_rivals(
    ground: Ground, one: int, other: int, kind: ConflictKind, years: Years
) -> list[Conflict]:
    """Partners of the one in countries that are rivals of the other's, or had a dispute with it."""
    country = ground.places.country
    own, against = int(country[one]), int(country[other])
    partners = ground.ties.partners(one)
    partners = partners[(country[partners] != own) & (partners != other)]
    graver: list[Conflict] = []
    others: list[Conflict] = []
    for at in np.unique(country[partners]).tolist():
        strains = _strains(ground, at, against)
        if not strains:
            continue
        said = _strained(ground, strains[0], at, against, years)
        inside = _largest_first(ground, partners[country[partners] == at])
        sentence = (
            f"{ground.places.names[one]} is tied with {_listed(ground, inside)}; "
            f"{_country(ground, at)} and {_country(ground, against)} {said}."
        )
        ids = tuple(str(ground.places.ids[k]) for k in inside)
        found = Conflict(kind, sentence, BY_NAME[strains[0]].evidence, places=ids)
        (graver if strains[0] == "rivalry" else others).append(found)
    return [*graver, *others]


def _largest_first(ground: Ground, at: Index) -> list[int]:
    size = np.nan_to_num(ground.places.population[at])
    return [int(k) for k in at[np.argsort(-size, kind="stable")]]


def _listed(ground: Ground, at: list[int]) -> str:
    names = [str(ground.places.names[k]) for k in at[:MOST_NAMED]]
    if len(at) > MOST_NAMED:
        names.append(f"{len(at) - MOST_NAMED} more")
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _of_levels(release: Release, ground: Ground, home: int, partner: int) -> Iterable[Conflict]:
    """One is a region, the other is not: such ties are rare, and the scores know none."""
    places = ground.places
    both_cities = places.is_city[home] and places.is_city[partner]
    both_regions = places.is_region[home] and places.is_region[partner]
    if both_cities or both_regions:
        return
    region, city = (home, partner) if places.is_region[home] else (partner, home)
    row = release.query(_OF_LEVELS)[0]
    sentence = (
        f"{places.names[region]} is a region, {places.names[city]} is not; {row['n']:,} of "
        f"{row['total']:,} ties on record join a region with a place that is none."
    )
    yield Conflict("level", sentence, "ties of the release")
