"""From a fetched snapshot to claims that are resolved to places of the release.

An item of Wikidata is known by its number: as the id of a place, or as an item that a claim of the
release was linked to. Else by its GeoNames id, where the country agrees. Else by its spellings,
the first that settles it, with its country, level, containers and point. A name on a list of
Wikipedia is taken apart as that list writes it. Where one end is known and the other waits between
homonyms, a tie that the release holds already decides.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from sistercities.dataset.contained import without_contained
from sistercities.dataset.gazetteer.evidence import nearest
from sistercities.dataset.release.countries import country_words
from sistercities.dataset.release.store import Release
from sistercities.dataset.resolved import ResolvedClaim
from sistercities.dataset.resolving.kept_names import names_of
from sistercities.dataset.resolving.ranked_rules import CONFIDENCE
from sistercities.dataset.resolving.release_names import ReleaseNames
from sistercities.errors import SourceError
from sistercities.sources.enwiki_names import parse_name
from sistercities.sources.fetched_snapshot import ORIGIN, WholeSnapshot
from sistercities.sources.mediawiki_pages import read_wiki_pages
from sistercities.sources.source_record import Source
from sistercities.sources.wikidata_query import Item, WikidataReading, read_wikidata_pages
from sistercities.sources.wikitext_lists import ListSource, Unread, read_lists
from sistercities.terms.claims import NamedEnd, SourceClaim
from sistercities.terms.places import Resolution

GEONAMES_CONFIDENCE = 0.97
OWN_NAME = 2
"""Worst rank of a match in which the place bears the name, with or without a word for its kind."""
_LINKED = """
    SELECT given_id_{end} AS item, place_{end} AS place, min(confidence_{end}) AS confidence
    FROM claims WHERE starts_with(given_id_{end}, 'wd:') AND place_{end} IS NOT NULL GROUP BY ALL
"""


@dataclass(frozen=True, slots=True)
class UpdateReading:
    """What a snapshot says.

    Attributes
    ----------
    source
        The snapshot as a source of claims.
    claims
        Its claims, resolved as far as they can be.
    left_out
        How many of its statements or lines were left out, by reason.
    unread
        Lines that may hold a tie and were not understood.
    shapes
        How many lines of each shape a list has.
    """

    source: Source
    claims: tuple[ResolvedClaim, ...]
    left_out: dict[str, int]
    unread: tuple[Unread, ...] = ()
    shapes: dict[str, int] = field(default_factory=dict)

    @property
    def n_waiting(self) -> int:
        """Claims without two different places."""
        return sum(one.tie_id is None for one in self.claims)


def read_update(snapshot: WholeSnapshot, release: Release) -> UpdateReading:
    """Read a finished snapshot and resolve its names to places of the release.

    Raises
    ------
    SourceError
        If a page is not what it must be, or the origin record names no source that is known.
    """
    source = source_of(snapshot)
    names = names_of(release)
    if snapshot.origin.get("kind") == "wikidata":
        reading = read_wikidata_pages(snapshot.pages, source.source_id, _year(snapshot))
        items = without_contained(_resolved_items(reading, names, release), names.gazetteer.places)
        return UpdateReading(source, tuple(items), reading.left_out)
    language = str(snapshot.origin.get("language"))
    pages, gone = read_wiki_pages(snapshot.pages, language)
    listed = ListSource(source.source_id, language, _year(snapshot))
    lists = read_lists(pages, listed, country_words(release))
    claims = tuple(
        without_contained(_resolved_names(lists.claims, names, language), names.gazetteer.places)
    )
    left_out = Counter({"pages gone when they were asked for": len(gone)} if gone else {})
    return UpdateReading(source, claims, dict(left_out), tuple(lists.unread), dict(lists.shapes))


def source_of(snapshot: WholeSnapshot) -> Source:
    """Describe a snapshot as a source of claims.

    Raises
    ------
    SourceError
        If its origin record names no source that is known.
    """
    origin = snapshot.origin
    day, kind = str(origin.get("fetched", ""))[:10], origin.get("kind")
    language = str(origin.get("language", ""))
    if len(day) != len("2026-01-01") or kind not in ("wikidata", "wikipedia"):
        advice = "name a folder that `data update` has finished"
        raise SourceError(str(snapshot.folder / ORIGIN), 0, "kind", kind, advice)
    if kind == "wikidata":
        told = ("Wikidata, statements of sister places (P190)", "Wikidata contributors")
        gaps = "what Wikidata does not state; few dates; it states no status but an end"
    else:
        told = (f"Wikipedia ({language}), lists of sister cities", "Wikipedia contributors")
        gaps = "what the lists lack; lines of unknown shape, which the snapshot tells"
    return Source(
        source_id=f"{kind}-{day}" if kind == "wikidata" else f"wikipedia-{language}-{day}",
        title=told[0],
        producer=told[1],
        version=f"fetched {origin['fetched']}",
        snapshot_year=_year(snapshot),
        is_dated=True,
        licence=str(origin.get("licence", "")),
        attribution=str(origin.get("attribution", "")),
        covers=f"{origin.get('endpoint', '')} as it answered on {day}",
        gaps=gaps,
    )


def _year(snapshot: WholeSnapshot) -> int:
    text = str(snapshot.origin.get("fetched", ""))[:4]
    return int(text) if text.isdigit() else 0


def _resolved_items(
    reading: WikidataReading, names: ReleaseNames, release: Release
) -> Iterable[ResolvedClaim]:
    linked = _linked_items(release)
    found: dict[str, Resolution] = {}
    for claim in reading.claims:
        for end in (claim.a, claim.b):
            if end.given_id not in found:
                item = reading.items.get(end.given_id.removeprefix("wd:"), Item())
                found[end.given_id] = _item(end, item, names, linked)
        yield _by_known_tie(claim, found[claim.a.given_id], found[claim.b.given_id], names)


def _linked_items(release: Release) -> dict[str, Resolution]:
    """Items that claims of the release were linked to one place and no other."""
    places: dict[str, dict[str, float]] = {}
    for end in ("a", "b"):
        for row in release.query(_LINKED.format(end=end)):
            of_item = places.setdefault(row["item"], {})
            of_item[row["place"]] = min(row["confidence"], of_item.get(row["place"], 1.0))
    return {
        item: Resolution(place, "linked_id", confidence)
        for item, of_item in places.items()
        if len(of_item) == 1
        for place, confidence in of_item.items()
    }


def _item(
    end: NamedEnd, item: Item, names: ReleaseNames, linked: Mapping[str, Resolution]
) -> Resolution:
    place_id = names.by_item(end.given_id)
    if place_id:
        return Resolution(place_id, "id", 1.0)
    if end.given_id in linked:
        return linked[end.given_id]
    for number in item.geonames:
        place_id = names.gazetteer.canonical(f"gn:{number}")
        if place_id and end.country in ("", names.gazetteer.places[place_id].country):
            return Resolution(place_id, "geonames_id", GEONAMES_CONFIDENCE)
    tried = [
        _at_point(replace(end, name=spelling, given_id=""), names)
        for spelling in item.spellings or (end.name,)
    ]
    return next((one for one in tried if one.place_id), tried[0])


def _at_point(end: NamedEnd, names: ReleaseNames) -> Resolution:
    """Resolve an end; of several places that bear its very name the one at its point is meant."""
    found = names.resolve_end(end)
    if found.place_id or end.latitude is None:
        return found
    called = [
        names.gazetteer.places[match.place_id]
        for match in names.gazetteer.matches(end.name, end.country)
        if match.rank <= OWN_NAME
    ]
    near = nearest(called, end)
    if len(called) < 2 or not near:
        return found
    return Resolution(near[0].place_id, "alias+country+coordinates", CONFIDENCE["coordinates"])


def _resolved_names(
    claims: Iterable[SourceClaim], names: ReleaseNames, language: str
) -> Iterable[ResolvedClaim]:
    found: dict[NamedEnd, Resolution] = {}
    for claim in claims:
        for end in (claim.a, claim.b):
            if end not in found:
                found[end] = names.resolve_end(_as_looked_up(end, language))
        yield _by_known_tie(claim, found[claim.a], found[claim.b], names, language)


def _as_looked_up(end: NamedEnd, language: str) -> NamedEnd:
    """Take a name apart as an English list writes it: `Lindau – Harbour`, `Iton, Ohio`."""
    if language != "en":
        return end
    return replace(end, name=parse_name(end.name, end.country).bare)


def _by_known_tie(
    claim: SourceClaim, a: Resolution, b: Resolution, names: ReleaseNames, language: str = ""
) -> ResolvedClaim:
    if bool(a.place_id) == bool(b.place_id):
        return names.held(ResolvedClaim(claim, a, b))
    looked_up = replace(
        claim, a=_as_looked_up(claim.a, language), b=_as_looked_up(claim.b, language)
    )
    once_more = names.resolve(looked_up)
    if a.place_id and once_more.a.place_id == a.place_id:
        b = once_more.b
    elif b.place_id and once_more.b.place_id == b.place_id:
        a = once_more.a
    return names.held(ResolvedClaim(claim, a, b))
