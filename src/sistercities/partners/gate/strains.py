"""Rivalries and disputes of the two states: old lists, told with the year in which they end."""

from __future__ import annotations

from collections.abc import Iterable
from weakref import WeakKeyDictionary

from sistercities.dataset.index.opened import index_of
from sistercities.dataset.release.store import Release
from sistercities.partners.features.catalogue import BY_NAME
from sistercities.partners.gate.obstacle import Obstacle
from sistercities.partners.ground import Ground
from sistercities.partners.names_in_sentences import named_country
from sistercities.sentences import Listed, Sentence, at_start, listed, say
from sistercities.terms.words import ObstacleKind

STRAINS: dict[ObstacleKind, str] = {"rivalry": "rivalry_tss", "dispute": "dispute_level"}
"""Facts on two countries that tell of a strain, the graver first."""
_LAST = "SELECT variable, country_a, country_b, year FROM strain_years"


_Years = dict[tuple[str, frozenset[str]], int]
_YEARS: WeakKeyDictionary[Ground, _Years] = WeakKeyDictionary()
"""Last years of the lists, read once for each ground."""


def _last_years(release: Release) -> _Years:
    return {
        (row["variable"], frozenset((row["country_a"], row["country_b"]))): int(row["year"])
        for row in index_of(release).query(_LAST)
    }


class Strains:
    """What strains the relations of two countries, with the last year in which a list says so."""

    def __init__(self, release: Release, ground: Ground) -> None:
        self._ground = ground
        if ground not in _YEARS:
            _YEARS[ground] = _last_years(release)
        self._years = _YEARS[ground]

    def last_year(self, kind: ObstacleKind) -> int | str:
        """Return the last year of which the list of a strain tells; a dash where it is empty."""
        years = [year for (fact, _), year in self._years.items() if fact == STRAINS[kind]]
        return max(years, default="–")

    def between(self, home: int, partner: int) -> tuple[Obstacle, ...]:
        """Tell the strains of the states of two places; nothing within one country.

        Nothing either of a place that the state does not govern, as of Northern Cyprus to Turkey.
        """
        country = self._ground.places.country
        here, there = int(country[home]), int(country[partner])
        is_governed = bool((self._ground.unit_of[[home, partner]] < 0).all())
        return tuple(self._between(here, there)) if is_governed and here != there else ()

    def _between(self, here: int, there: int) -> Iterable[Obstacle]:
        countries = self._ground.countries
        both = listed([named_country(self._ground, here), named_country(self._ground, there)])
        codes = frozenset((str(countries.codes[here]), str(countries.codes[there])))
        for kind, fact in STRAINS.items():
            if countries.pairs[fact][here, there] == 1:
                year = self._years.get((fact, codes))
                sentence = at_start(_strained(kind, both, year, self.last_year(kind)))
                until = None if year is None else str(year)
                yield Obstacle(kind, "note", sentence, BY_NAME[kind].evidence, as_of=until)


def _strained(kind: ObstacleKind, both: Listed, year: int | None, end: int | str) -> Sentence:
    """Say it in the past, with the year in which the list ends."""
    if kind == "rivalry":
        return (
            say("Researchers listed {both} as strategic rivals.", both=both)
            if year is None
            else say(
                "On a list that ends in {end}, researchers counted {both} as strategic rivals, up "
                "to that year.",
                both=both,
                end=end,
            )
            if year == end
            else say(
                "On a list that ends in {end}, researchers counted {both} as strategic rivals, "
                "last in {year}.",
                both=both,
                year=year,
                end=end,
            )
        )
    return (
        say("Researchers recorded a threat or use of military force between {both}.", both=both)
        if year is None
        else say(
            "Researchers recorded a threat or use of military force between {both}, last in "
            "{year}. Their data end in {end}.",
            both=both,
            year=year,
            end=end,
        )
    )
