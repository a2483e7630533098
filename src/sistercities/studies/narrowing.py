"""A study of one region of the home country, or of the ties that one source tells."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import pandas as pd

from sistercities.errors import InvalidArgument
from sistercities.sentences import Sentence, say
from sistercities.studies.study_tables import StudyTables
from sistercities.terms.words import WORLD

MOST_NAMED = 12


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What a study is narrowed to.

    Attributes
    ----------
    region
        ISO 3166-2 code of a first-level region of the home country; "" takes the whole country.
    source
        Id of a source; "" takes the ties of all.
    home
        Country of the region, ISO 3166-1 alpha-2, once tables are narrowed to it.
    """

    region: str = ""
    source: str = ""
    home: str = ""

    def words(self) -> dict[str, str]:
        """Return the settings that it adds to a run."""
        named = {"region": self.region, "source": self.source}
        return {name: value for name, value in named.items() if value}

    @classmethod
    def of_settings(cls, settings: Mapping[str, object]) -> Narrowing:
        """Return what a run was narrowed to, from its settings."""
        return cls(str(settings.get("region", "")), str(settings.get("source", "")))

    def instead(self) -> Sentence:
        """Say what can be asked where nothing can be told of what it leaves."""
        if self.region and self.source:
            return say("Leave out the region, the source, or both, and more can be told.")
        if self.region:
            return say("Leave the region out, and the whole country is asked.")
        return say("Leave the source out, and the ties and lists of all sources are taken.")


WHOLE = Narrowing()
"""Narrowed to nothing."""


class NarrowedTables(StudyTables):
    """The tables of a release, of which some hold fewer rows.

    Parameters
    ----------
    shared
        The tables.
    fewer
        By name, those that hold fewer rows.
    to
        What they are narrowed to.
    """

    def __init__(self, shared: StudyTables, fewer: dict[str, pd.DataFrame], to: Narrowing) -> None:
        super().__init__(shared.release)
        self._shared, self._fewer, self.to = shared, fewer, to

    def frame(self, name: str) -> pd.DataFrame:
        """Return a table; those that are not narrowed are shared."""
        return self._fewer[name] if name in self._fewer else self._shared.frame(name)


def narrowed(tables: StudyTables, country: str, to: Narrowing) -> StudyTables:
    """Return tables that hold what a study is narrowed to.

    Of a source stay its ties, its claims and its lists. Of a region of the home country stay the
    ties with an end in it, their claims, and its lists; other countries keep all.

    Raises
    ------
    InvalidArgument
        If the source tells of no tie of the country, or the region is none of it or has no tie.
    """
    fewer: dict[str, pd.DataFrame] = {}
    if to.source:
        fewer |= _of_source(tables, country, to.source)
    if to.region:
        to = replace(to, region=to.region.strip().upper(), home=country)
        fewer |= _of_region(NarrowedTables(tables, fewer, to), country, to.region)
    return NarrowedTables(tables, fewer, to) if fewer else tables


def narrowing_of(tables: StudyTables) -> Narrowing:
    """Return what tables are narrowed to."""
    return tables.to if isinstance(tables, NarrowedTables) else Narrowing()


def _of_source(tables: StudyTables, country: str, source: str) -> dict[str, pd.DataFrame]:
    ties = tables.frame("ties")
    told = ties["sources"].str.split()
    kept = ties[[source in by for by in told]]
    if not _has_ties(tables, kept, country):
        known = _sources_of(tables, ties, country)
        raise InvalidArgument(
            "source",
            source,
            f"it tells of no tie of {country}; take one of {', '.join(known)}"
            if known
            else f"no source tells of a tie of {country}",
        )
    coverage, lists = tables.frame("region_coverage"), tables.frame("source_coverage")
    claims = tables.frame("claims")
    return {
        "ties": kept,
        "claims": claims[claims["source_id"] == source],
        "region_coverage": coverage[coverage["source_id"] == source],
        "source_coverage": lists[lists["source_id"] == source],
    }


def _of_country(tables: StudyTables) -> pd.Series[str]:
    places = tables.frame("places")
    return places.set_index("place_id")["country"]


def _has_ties(tables: StudyTables, ties: pd.DataFrame, country: str) -> bool:
    if country == WORLD:
        return len(ties) > 0
    of = _of_country(tables)
    return bool(
        (ties["place_a"].map(of) == country).any() or (ties["place_b"].map(of) == country).any()
    )


def _sources_of(tables: StudyTables, ties: pd.DataFrame, country: str) -> list[str]:
    of = _of_country(tables)
    is_own = (ties["place_a"].map(of) == country) | (ties["place_b"].map(of) == country)
    own = ties if country == WORLD else ties[is_own]
    return sorted({source for by in own["sources"].str.split() for source in by})


def _of_region(tables: StudyTables, country: str, region: str) -> dict[str, pd.DataFrame]:
    places = tables.frame("places")
    at_home = places[places["country"] == country]
    known = sorted(set(at_home["region_iso"].dropna()))
    if region not in known:
        shown = ", ".join(known[:MOST_NAMED])
        more = f" and {len(known) - MOST_NAMED} more" if len(known) > MOST_NAMED else ""
        raise InvalidArgument(
            "region", region,
            f"it is no region of {country} here; take an ISO 3166-2 code, one of {shown}{more}"
            if known else f"no region of {country} is known here; take the whole country",
        )  # fmt: skip
    outside = set(at_home[at_home["region_iso"] != region]["place_id"])
    inside = set(at_home[at_home["region_iso"] == region]["place_id"])
    ties, coverage = tables.frame("ties"), tables.frame("region_coverage")
    ends = ties[["place_a", "place_b"]]
    kept = ties[~ends.isin(outside).any(axis=1)]
    if not kept[["place_a", "place_b"]].isin(inside).any(axis=1).any():
        raise InvalidArgument(
            "region", region,
            "no source tells of a tie of a place in it; take another region, or the whole country",
        )  # fmt: skip
    is_other = ~coverage["place_id"].isin(outside)
    claims = tables.frame("claims")
    is_elsewhere = claims[["place_a", "place_b"]].isin(outside).any(axis=1)
    return {
        "ties": kept,
        "claims": claims[~is_elsewhere],
        "region_coverage": coverage[is_other],
    }
