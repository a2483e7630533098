"""What may stand in the way of a tie: an earlier one, relations of the states, levels."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeAlias

import numpy as np

from sistercities.dataset.release.store import Release
from sistercities.partners.answers import Conflict, ConflictKind
from sistercities.partners.features.catalogue import BY_NAME
from sistercities.partners.ground import Ground, Index
from sistercities.partners.names_in_sentences import named_country, named_place
from sistercities.sentences import Listed, Sentence, listed, say, say_count
from sistercities.terms.country_article import at_start

MOST_NAMED = 3
"""Places that one sentence names."""
STRAINS = {"rivalry": "rivalry_tss", "dispute": "dispute_level"}
"""Relations that strain, by feature, and the fact on two countries that tells them."""
_STRAINED: dict[str, ConflictKind] = {"rivalry": "rivalry", "dispute": "dispute"}
_BETWEEN = """
    SELECT tie_id, start, start_precision, "end", standing, standing_since, sources, known_until,
        seen_until
    FROM ties
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
    if ground.places.country[home] == ground.places.country[partner]:
        return  # whom either is tied with abroad is no matter between two places of one country
    yield from _of_states(ground, home, partner, years)
    yield from _of_rivals(ground, home, partner, "partner_of_rival", years)
    yield from _of_rivals(ground, partner, home, "rival_of_partner", years)


def _between(release: Release, ground: Ground, home: int, partner: int) -> Iterable[Conflict]:
    """Ties of the two on record, whatever has become of them."""
    places = ground.places
    ids = [str(places.ids[home]), str(places.ids[partner])]
    both = listed([named_place(ground, home), named_place(ground, partner)])
    for row in release.query(_BETWEEN, [*ids, *reversed(ids)]):
        kind, sentence = _known(row, both)
        sources = row["sources"].replace(" ", ", ")
        seen = say("{sources}; last seen in {year}", sources=sources, year=row["known_until"])
        yield Conflict(kind, sentence, seen, ties=(row["tie_id"],))


def _known(row: dict[str, Any], both: Listed) -> tuple[ConflictKind, Sentence]:
    """Say what a tie on record of the two has become."""
    since, end = _since(row["start"], row["start_precision"]), row["end"]
    standing = row["standing"]
    if standing in ("ended", "suspended"):
        return standing, _over(standing, both, since, end)
    if standing == "pending":
        return "pending", say("A tie of {both} is planned and not known to be signed.", both=both)
    if standing == "never_valid":
        return "never_valid", say(
            "A tie of {both} {since} was annulled, or never agreed by one of the two.",
            both=both,
            since=since,
        )
    if standing == "no_longer_listed":
        return "no_longer_listed", say(
            "A tie of {both} {since} was listed until {year}; a newer list of both lacks it.",
            both=both,
            since=since,
            year=row["seen_until"],
        )
    return "tied", _stands(standing, both, since, str(row["standing_since"] or "")[:4])


def _stands(standing: str, both: Listed, since: Sentence, year: str) -> Sentence:
    """Say how far the sources let a tie of the two stand."""
    if standing == "active":
        return say(
            "{both} are tied already {since}; active in {year}.", both=both, since=since, year=year
        )
    if standing == "listed":
        return say(
            "{both} are tied already {since}: on the list of {year}, status not stated.",
            both=both,
            since=since,
            year=year,
        )
    return say(
        "{both} were tied {since}, by a list of {year}; no newer one tells whether they still are.",
        both=both,
        since=since,
        year=year,
    )


def _over(standing: str, both: Listed, since: Sentence, end: str | None) -> Sentence:
    """Say that a tie on record of the two ended or was suspended, and when."""
    if standing == "ended":
        return (
            say("A tie of {both} {since} ended in {year}.", both=both, since=since, year=end)
            if end
            else say("A tie of {both} {since} ended; when is not known.", both=both, since=since)
        )
    return (
        say("A tie of {both} {since} was suspended in {year}.", both=both, since=since, year=end)
        if end
        else say(
            "A tie of {both} {since} was suspended; when is not known.", both=both, since=since
        )
    )


def _since(start: str | None, precision: str) -> Sentence:
    if not start or precision == "none":
        return say("(year not known)")
    if precision == "suspect":
        return say("since {year} (the year is in doubt)", year=start[:4])
    return say("since {year}", year=start[:4])


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
        two = listed([named_country(ground, here), named_country(ground, there)])
        sentence = at_start(say("{countries} {strained}.", countries=two, strained=said))
        yield Conflict(_STRAINED[feature], sentence, BY_NAME[feature].evidence)


def _strains(ground: Ground, here: int, there: int) -> list[str]:
    """Name what strains the relations of two countries, the graver first."""
    pairs = ground.countries.pairs
    return [
        name for name, fact in STRAINS.items() if here != there and pairs[fact][here, there] == 1
    ]


def _strained(ground: Ground, feature: str, here: int, there: int, years: Years) -> Sentence:
    """Say what strains two countries, with the last year of which it is told."""
    codes = frozenset(str(ground.countries.codes[k]) for k in (here, there))
    year = years.get((STRAINS[feature], codes))
    if feature == "rivalry":
        return (
            say("are strategic rivals")
            if year is None
            else say("are strategic rivals ({year})", year=year)
        )
    return (
        say("had a militarised dispute")
        if year is None
        else say("had a militarised dispute ({year})", year=year)
    )


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
        sentence = say(
            "{place} is tied with {partners}; {countries} {strained}.",
            place=named_place(ground, one),
            partners=_listed(ground, inside),
            countries=listed([named_country(ground, at), named_country(ground, against)]),
            strained=said,
        )
        ids = tuple(str(ground.places.ids[k]) for k in inside)
        found = Conflict(kind, sentence, BY_NAME[strains[0]].evidence, places=ids)
        (graver if strains[0] == "rivalry" else others).append(found)
    return [*graver, *others]


def _largest_first(ground: Ground, at: Index) -> list[int]:
    size = np.nan_to_num(ground.places.population[at])
    return [int(k) for k in at[np.argsort(-size, kind="stable")]]


def _listed(ground: Ground, at: list[int]) -> Listed:
    # A city and its prefecture may have one name: it is said once.
    distinct = {str(ground.places.names[k]): k for k in reversed(at)}
    kept = [k for k in at if distinct[str(ground.places.names[k])] == k]
    names: list[str] = [named_place(ground, k) for k in kept[:MOST_NAMED]]
    more = len(kept) - MOST_NAMED
    if more > 0:
        names.append(say_count("{n} more", "{n} more", more))
    return listed(names)


def _of_levels(release: Release, ground: Ground, home: int, partner: int) -> Iterable[Conflict]:
    """One is a region, the other is not: such ties are rare, and the scores know none."""
    places = ground.places
    both_cities = places.is_city[home] and places.is_city[partner]
    both_regions = places.is_region[home] and places.is_region[partner]
    if both_cities or both_regions:
        return
    region, city = (home, partner) if places.is_region[home] else (partner, home)
    row = release.query(_OF_LEVELS)[0]
    sentence = say(
        "{region} is a region, {city} is not; {n:,} of {total:,} ties on record join a region "
        "with a place that is none.",
        region=named_place(ground, region),
        city=named_place(ground, city),
        n=row["n"],
        total=row["total"],
    )
    yield Conflict("level", sentence, say("ties of the release"))
