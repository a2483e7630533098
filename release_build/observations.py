"""The older observations of ties, read and resolved: Wikidata of 2017 and 2021, lists of 2023.

Each is resolved with the claims of those before it, so that the surest tell the others: items, then
points, then names alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from release_build.readers import enwiki_own_lists, wikidata_cities, wikidata_municipalities
from release_build.readers.country_labels import CountryLabels, read_country_labels
from release_build.readers.enwiki_own_lists import OwnLists, read_own_lists
from release_build.readers.wikidata_cities import read_wikidata_cities
from release_build.readers.wikidata_municipalities import read_wikidata_municipalities
from release_build.resolving.entry_regions import read_entry_regions
from release_build.resolving.own_lists import resolve_own_lists
from release_build.resolving.pointed_claims import is_told_by_itself, resolve_pointed_claims
from sistercities.dataset.decisions import Decisions
from sistercities.dataset.gazetteer.places import Gazetteer
from sistercities.dataset.resolved import ResolvedClaim
from sistercities.sources.origins import FOLDERS
from sistercities.terms.claims import SourceClaim

_LABELS, _SHARED_LABELS = "country_labels_observations.csv", "country_labels.csv"
_LABELLED_LIKE = "enwiki-2026"


def resolve_observations(
    shared_data: Path,
    decisions: Path,
    gazetteer: Gazetteer,
    rulings: Decisions,
    known: Sequence[ResolvedClaim],
) -> list[ResolvedClaim]:
    """Read and resolve the three observations; `known` are the claims of the other sources.

    Raises
    ------
    BuildError, SourceError
        If a snapshot or a ruling cannot be read or is not understood.
    """
    cities = resolve_pointed_claims(read_cities(shared_data, decisions), gazetteer, rulings, known)
    municipalities = resolve_pointed_claims(
        read_municipalities(shared_data, decisions), gazetteer, rulings, [*known, *cities]
    )
    listed = resolve_own_lists(
        read_lists(shared_data, decisions),
        read_entry_regions(decisions / "entry_regions.csv", enwiki_own_lists.SOURCE_ID),
        gazetteer,
        rulings,
        [*known, *cities, *municipalities],
    )
    return [*cities, *municipalities, *listed]


def read_later(shared_data: Path, decisions: Path) -> tuple[SourceClaim, ...]:
    """Read the claims of Wikidata's later snapshots, which give points."""
    return (*read_cities(shared_data, decisions), *read_municipalities(shared_data, decisions))


def pointed_evidence(
    claims: Sequence[SourceClaim],
    gazetteer: Gazetteer,
    rulings: Decisions,
    known: Sequence[ResolvedClaim],
) -> list[ResolvedClaim]:
    """Claims of Wikidata's later snapshots whose two places their own ids or points tell.

    They are evidence between the namesakes of a list. What was settled by the tie of another
    source is none: it would confirm that source with itself.

    Parameters
    ----------
    claims
        Claims of the later snapshots.
    known
        Claims of the other sources, by which items are linked.
    """
    found = resolve_pointed_claims(claims, gazetteer, rulings, known)
    return [one for one in found if is_told_by_itself(one, gazetteer)]


def read_cities(shared_data: Path, decisions: Path) -> tuple[SourceClaim, ...]:
    """Read the ties between large cities of 2021."""
    source_id = wikidata_cities.SOURCE_ID
    return read_wikidata_cities(shared_data / FOLDERS[source_id], _labels(decisions, source_id))


def read_municipalities(shared_data: Path, decisions: Path) -> tuple[SourceClaim, ...]:
    """Read the ties of municipalities of 2017."""
    source_id = wikidata_municipalities.SOURCE_ID
    labels = _labels(decisions, source_id)
    return read_wikidata_municipalities(shared_data / FOLDERS[source_id], labels)


def read_lists(shared_data: Path, decisions: Path) -> OwnLists:
    """Read the lists of 2023."""
    source_id = enwiki_own_lists.SOURCE_ID
    return read_own_lists(shared_data / FOLDERS[source_id], _labels(decisions, source_id))


def _labels(decisions: Path, source_id: str) -> CountryLabels:
    """Labels of a source, and those that it shares with the lists of 2026."""
    own = read_country_labels(decisions / _LABELS, source_id)
    return own.beside(read_country_labels(decisions / _SHARED_LABELS, _LABELLED_LIKE))
