"""What a brief is made from: the place, its ties, answers of recommendations, sources."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sistercities.partners.answers import PartnerPlace
from sistercities.partners.assessment import Assessment
from sistercities.partners.benchmark import Benchmark
from sistercities.partners.short_lists.answer import ShortLists
from sistercities.report.cited_sources import CitedSource
from sistercities.terms.list_words import ListsRead
from sistercities.terms.standing_words import Stands
from sistercities.terms.words import ObstacleKind


@dataclass(frozen=True, slots=True)
class BriefTie:
    """One tie of the place.

    Attributes
    ----------
    tie_id
        Stable id.
    partner
        The other end.
    start, start_precision, end, status, kind
        As in the table `ties`; start and end None where not known.
    stands
        How far the sources let it stand, with the words for it.
    sources
        Ids of the sources that claim it.
    known_until
        Last year in which any source speaks of it.
    confidence, method
        How sure its places are, from 0 to 1, and how the less sure of them was found, as in `Tie`.
    also_at
        Names of places at another level that may have the same tie.
    partner_region
        First-level region of the partner, where another place of its country bears its name; else
        None.
    partner_until
        The last year of a partner that is no more; None of one that exists.
    of_town
        Name of the municipality whose tie it is, where that became a part of the place; else None.
    """

    tie_id: str
    partner: PartnerPlace
    start: str | None
    start_precision: str
    end: str | None
    status: str
    kind: str
    stands: Stands
    sources: tuple[str, ...]
    known_until: int
    confidence: float
    method: str
    also_at: tuple[str, ...] = ()
    partner_region: str | None = None
    partner_until: int | None = None
    of_town: str | None = None


@dataclass(frozen=True, slots=True)
class BriefCare:
    """Something that calls for care with partners: its kind, what it is, and whom it concerns."""

    kind: ObstacleKind
    reason: str
    partners: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BriefFacts:
    """All that a brief says, before it is worded.

    Attributes
    ----------
    place
        What the brief is about.
    region_name
        First-level region that contains it; None where it is one, or none is known.
    ties
        All ties of the release, ended ones included.
    sources
        Sources that the brief may cite.
    data_version
        Version of the data.
    data_until
        Last year whose state any source shows.
    benchmark
        The place among its peers, or why it cannot be compared.
    suggestions
        Partners to approach, or why there are none; None where a partner is assessed.
    scorecard
        The partner assessed, or why it could not be; None where none was asked for.
    partner
        The partner that is assessed.
    notes
        Which place of a name it is, and what else is to be known of it, one sentence each.
    lists
        Which lists of ties were read for the place; None where that is not known.
    in_question
        Which of the partnerships that stand something bars, and what, one sentence each.
    status
        Wars of its own state, and the special status of the unit that the place lies in, if it
        lies in one.
    barred
        Ids of the partners that no newer list names and that something bars: nobody asks there.
    care_of_missed
        By id of a partner that no newer list names: what calls for care with it, wars first.
    with_care
        What calls for care with other partners, each once with all whom it concerns.
    """

    place: PartnerPlace
    region_name: str | None
    ties: tuple[BriefTie, ...]
    sources: tuple[CitedSource, ...]
    data_version: str
    data_until: int
    benchmark: Benchmark | str
    suggestions: ShortLists | str | None
    scorecard: Assessment | str | None = None
    partner: PartnerPlace | None = None
    notes: tuple[str, ...] = ()
    lists: ListsRead | None = None
    in_question: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    barred: frozenset[str] = frozenset()
    care_of_missed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    with_care: tuple[BriefCare, ...] = ()
