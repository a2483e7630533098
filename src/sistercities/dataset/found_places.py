"""A place as a look-up finds it, and what was typed, taken apart."""

from __future__ import annotations

from typing import NamedTuple

from sistercities.dataset.gazetteer.names import bare_names
from sistercities.dataset.scripts import is_han, name_key, script_of
from sistercities.terms.people_words import exact_population

_KINDS_IN_KOREAN = ("특별자치도", "특별자치시", "특별시", "광역시", "시", "군", "구", "도")


class FoundPlace(NamedTuple):
    """A place as found; `n_ties` counts the ties that the release holds of it, all of them.

    Its point is in degrees.
    """

    place_id: str
    name: str
    name_local: str | None
    level: str
    country: str
    region_iso: str | None
    is_dual: bool
    n_ties: int
    population: int | None = None
    population_year: int | None = None
    latitude: float | None = None
    longitude: float | None = None

    def line(self, lies: str = "") -> str:
        """One line that tells it apart: name, level, where, how many ties or people, id.

        Parameters
        ----------
        lies
            Where in its region it lies, if another of the name lies there too (`whereabouts`).
        """
        where = self.region_iso or self.country
        ties = "1 tie" if self.n_ties == 1 else f"{self.n_ties or 'no known'} ties"
        if self.population and (lies or not self.n_ties):
            ties = f"{exact_population(self.population, self.population_year)}, {ties}"
        level = "region1 and city" if self.is_dual else self.level
        is_told_apart = self.name_local and self.name_local != self.name
        name = f"{self.name} {self.name_local}" if is_told_apart else self.name
        where = f"{where}, {lies}" if lies else where
        return f"{name} ({level}, {where}, {ties}, {self.place_id})"


class Asked(NamedTuple):
    """What was typed, taken apart."""

    name: str
    level: str = ""
    qualifier: str = ""
    countries: tuple[str, ...] = ()
    """Codes of the countries that the qualifier may mean."""

    def where(self) -> list[tuple[str, str]]:
        """Countries and regions that the qualifier may mean, each ("", "") where it is silent."""
        if not self.qualifier:
            return [("", "")]
        return [*((country, "") for country in self.countries), ("", self.qualifier)]


def is_called(found: FoundPlace, name: str) -> bool:
    """Whether a name is the main or the local one of a place, but for case, marks and blanks."""
    key = name_key(name)  # a Latin name is mostly the main one, and the table of Han stays unread
    return key == name_key(found.name) or key == name_key(found.name_local or "")


def is_called_so(found: FoundPlace, name: str) -> bool:
    """Whether a place is called so, if need be without its kind: 府中 of 府中市, 광주 of 광주시."""
    if is_called(found, name):
        return True
    local = found.name_local or ""
    if script_of(name) == "Hang":
        return len(name) > 1 and local in (name + kind for kind in _KINDS_IN_KOREAN)
    return is_han(local) and is_han(name) and name_key(name) in map(name_key, bare_names(local))
