"""The verb for the path between two places: tied, with a partner in common, and beyond.

A path from a place of whose name another is too: which was taken, and what of the other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import pairwise

from sistercities.api.data_choice import AnyData, open_data
from sistercities.api.described_chains import caveat_of, chains_shown
from sistercities.api.path_records import (
    LONGEST,
    MOST_SHOWN,
    MOST_TIES,
    SHOWN,
    Chain,
    LinkInQuestion,
    TiePath,
)
from sistercities.api.records import PlaceRef
from sistercities.dataset.around_of_its_name import (
    level_namesake,
    partners_of_its_name,
    ties_of_its_name,
)
from sistercities.dataset.divided_towns import councils_of
from sistercities.dataset.heirs import HEIRS
from sistercities.dataset.index.opened import index_of
from sistercities.dataset.release.queried import Queried
from sistercities.dataset.release.store import Release
from sistercities.dataset.told_of_end import place_of_today
from sistercities.dataset.town_lookup import meet_place
from sistercities.dataset.typed_queries import FoundPlace
from sistercities.errors import InvalidArgument, Unanswerable
from sistercities.network.chains import Chains, TieNetwork
from sistercities.partners.barriers import Barrier, read_barriers
from sistercities.partners.gate.disputed import disputed_places
from sistercities.partners.gate.obstacle import Obstacle
from sistercities.partners.gate.two_ends import between_places, in_question
from sistercities.sentences import PlaceName, Said, Sentence, listed, place_name, say, say_count
from sistercities.terms.json_records import RecordTuple
from sistercities.terms.place_errors import given_twice
from sistercities.terms.words import ALIVE

_ALIVE = ", ".join(f"'{word}'" for word in ALIVE)
# A tie of a merged municipality is one of what took it over (`dataset.heirs`).
_TIES = f"""
    WITH heirs AS ({HEIRS})
    SELECT coalesce(h.heir, t.place_a) AS one, coalesce(k.heir, t.place_b) AS other FROM ties t
    LEFT JOIN heirs h ON h.ended = t.place_a LEFT JOIN heirs k ON k.ended = t.place_b
    WHERE (? OR t.standing IN ({_ALIVE}))
        AND coalesce(h.heir, t.place_a) <> coalesce(k.heir, t.place_b)
    ORDER BY t.tie_id
"""
_NEIGHBOURS = """
    SELECT place_id FROM places WHERE region_iso = ? AND valid_to IS NULL AND level <> 'country'
"""
Ends = tuple[FoundPlace, FoundPlace]
_ANY_TIE = "SELECT 1 FROM ties WHERE place_a = ? OR place_b = ? LIMIT 1"
_CITY_AROUND = """
    SELECT p.place_id, p.name FROM parents k JOIN places p ON p.place_id = k.parent_id
    WHERE k.place_id = ? AND k.to_year IS NULL
        AND (p.level IN ('city', 'district') OR p.is_dual)
        AND (p.level != 'district' OR EXISTS (
            SELECT 1 FROM ties t WHERE p.place_id IN (t.place_a, t.place_b)))
    ORDER BY p.level != 'district', p.place_id
"""
"""A borough that has ties stands before its city: partnerships of its parts count as its own."""


def path(
    start: str,
    end: str,
    *,
    most: int = SHOWN,
    longest: int = LONGEST,
    near: bool = False,
    past: bool = False,
    data: AnyData = None,
) -> TiePath:
    """Find the shortest chains of ties between two places.

    Parameters
    ----------
    start, end
        Names in any script, `name, country`, or place ids.
    most
        Most chains to show; all are counted.
    longest
        Most ties of a chain.
    near
        Let other places of the same first-level region stand for the two, the region included.
    past
        Count ties that are over, not signed, or no longer listed.
    data
        Folder of another release, or `Data` with overlays; None takes the release in the package.

    Returns
    -------
    TiePath
        The chains, with year and standing of each tie.

    Raises
    ------
    PlaceNotFound, PlaceAmbiguous
        If no place or several places have a name.
    InvalidArgument
        If the two are one place, one is a country, or a number is out of range.
    ReleaseError, OverlayError
        If the release or an overlay is damaged.
    """
    with open_data(data) as release:
        found = (meet_place(release, start), meet_place(release, end))
        return path_between(
            release, found, most=most, longest=longest, near=near, past=past, typed=(start, end)
        )


def network_of(release: Release, *, past: bool) -> TieNetwork:
    """Read the ties that count into memory."""
    return TieNetwork(index_of(release).tuples(_TIES, [past]))


def path_between(
    release: Release,
    found: tuple[FoundPlace, FoundPlace],
    *,
    most: int = SHOWN,
    longest: int = LONGEST,
    near: bool = False,
    past: bool = False,
    network: TieNetwork | None = None,
    typed: tuple[str, str] | None = None,
) -> TiePath:
    """Find the chains between two places that have been looked up; otherwise as `path`.

    Parameters
    ----------
    release
        The opened data.
    found
        The two places.
    most, longest, near, past
        As in `path`.
    network
        The ties that count, where they have been read before.
    typed
        What was typed for the two; None where their ids were.
    """
    answering = tuple(place_of_today(release, one) for one in found)
    found = (answering[0][0], answering[1][0])
    _check(found, most, longest)
    ties = network or network_of(release, past=past)
    sides = [_side(release, one, near=near) for one in found]
    if not sides[0].isdisjoint(sides[1]):
        raise Unanswerable("near", "yes", _one_region(found))
    chains = _through_one_council(
        partial(ties.chains, sides[0], sides[1], longest=longest, most=most), sides[0] | sides[1]
    )
    start, end = (_ref(one) for one in found)
    index = index_of(release)
    shown, of_merged = chains_shown(index, chains)
    told = [said for _, said in answering if said is not None]
    of_municipalities: list[str] = []
    barriers = read_barriers(index)
    between = _between_ends(index, barriers, found)
    has_kin = any(one.kind == "kin" for one in between)
    caveat = [] if chains.length == 1 and not near else [caveat_of(shown), *of_merged]
    if typed is not None:
        again = partial(
            path_between, release, most=1, longest=longest, near=near, past=past, network=ties
        )
        of_municipalities = [*said_of_municipalities(release, typed, found, again, is_told=has_kin)]
    ends = (found[0].place_id, found[1].place_id)
    through = [place.place_id for chain in shown for place in chain.places]
    return TiePath(
        start=start, end=end, length=chains.length, n_chains=chains.count,
        chains=RecordTuple(shown), longest=longest, is_near=near, is_past=past,
        caveat=listed([one for one in (*told, *caveat, *of_municipalities) if one], "space"),
        without_ties=RecordTuple(
            place for place, side in zip((start, end), sides, strict=True)
            if not any(one in ties for one in side)
        ),
        data_version=release.version,
        obstacles=RecordTuple(between),
        statuses=RecordTuple(disputed_places(index, barriers, [*ends, *through])),
        in_question=RecordTuple(_in_question(index, barriers, shown)),
        no_tie_known="" if chains.length is not None or near else _no_tie_known(index, found),
    )  # fmt: skip


def _no_tie_known(release: Queried, found: Ends) -> Said:
    """Say of which of the two no tie at all is on record, and which place may be asked for it."""
    said: list[Said] = []
    for one, other in (found, found[::-1]):
        if release.query(_ANY_TIE, [one.place_id, one.place_id]):
            continue
        name, there = (place_name(each.name, each.place_id) for each in (one, other))
        said += partners_of_its_name(release, one.place_id, other.place_id) or [
            _of_its_city(release, name, there)
        ]
    return listed(said, "space")


def _of_its_city(release: Queried, place: PlaceName, other: PlaceName) -> Said:
    rows = release.query(_CITY_AROUND, [place.place_id])
    if not rows:
        return say("We know of no tie of {place}.", place=place)
    city = place_name(rows[0]["name"], rows[0]["place_id"])
    if city.place_id == other.place_id:
        return say("We know of no tie of {place}; it lies in {city}.", place=place, city=city)
    return say(
        "We know of no tie of {place}; it lies in {city}. See `sistercities path {key} {other}`.",
        place=place, city=city, key=city.place_id, other=other.place_id,
    )  # fmt: skip


def _through_one_council(chains_of: Callable[..., Chains], ends: set[str]) -> Chains:
    """Find chains that lead through one of the two councils of a divided town alone.

    That of an end is the one; between two other places it is that of the Republic.
    """
    others = {one for end in ends for one in councils_of(end)} - ends
    chains = chains_of(without=others)
    across = {
        councils_of(one)[1] for chain in chains.shown for one in chain
        if councils_of(one) and set(councils_of(one)) <= set(chain)
    } - ends  # fmt: skip
    return chains_of(without=others | across) if across else chains


def _between_ends(
    release: Queried, barriers: Sequence[Barrier], found: Ends
) -> tuple[Obstacle, ...]:
    """List what stands between two places, first what of the name of one has with the other."""
    ends = (found[0].place_id, found[1].place_id)
    between = between_places(release, barriers, *ends)
    if not any(one.strength == "bar" for one in between):
        # Whoever of the two asks: what bars the one from the other holds back the chains.
        turned = between_places(release, barriers, *reversed(ends))
        bars = [one for one in turned if one.strength == "bar"]
        rows = {one.row_id for one in bars}
        between = (*(one for one in between if one.row_id is None or one.row_id not in rows), *bars)
    if any(one.kind == "tied" for one in between):
        return between
    names = [place_name(one.name, one.place_id) for one in found]
    said = ties_of_its_name(release, names)
    of_name = (Obstacle("kin", "note", one, say("ties of the release")) for one in said)
    return (*of_name, *between)


def _in_question(
    release: Queried, barriers: Sequence[Barrier], shown: Sequence[Chain]
) -> tuple[LinkInQuestion, ...]:
    """Tell of the ties between two others that stand in question, each once, in their order."""
    links = {
        link.tie_id: pair
        for chain in shown if len(chain.links) > 1
        for link, pair in zip(chain.links, pairwise(chain.places), strict=True)
    }  # fmt: skip
    asked = [(one.place_id, other.place_id) for one, other in links.values()]
    return tuple(
        LinkInQuestion(tie_id, one.name, other.name, told)
        for (tie_id, (one, other)), told in zip(
            links.items(), in_question(release, barriers, asked), strict=True
        )
        if told
    )  # fmt: skip


def _check(found: tuple[FoundPlace, FoundPlace], most: int, longest: int) -> None:
    for name, value, top in (("most", most, MOST_SHOWN), ("longest", longest, MOST_TIES)):
        if not 1 <= value <= top:
            raise InvalidArgument(name, value, say("give a whole number from 1 to {top}", top=top))
    for name, one in zip(("start", "end"), found, strict=True):
        if one.level == "country":
            why = say("{name} is a country. Give a city or region of it.", name=one.name)
            raise Unanswerable(name, one.name, why)
    if found[0].place_id == found[1].place_id:
        raise Unanswerable(
            "end", found[1].name, given_twice(place_name(found[0].name, found[0].place_id))
        )


def _one_region(found: tuple[FoundPlace, FoundPlace]) -> Sentence:
    return say(
        "{place} and {other} lie in one region, so no place of it can stand for either. Ask for "
        "the two alone.",
        place=place_name(found[0].name, found[0].place_id),
        other=place_name(found[1].name, found[1].place_id),
    )  # fmt: skip


def _side(release: Release, found: FoundPlace, *, near: bool) -> set[str]:
    """Ids of the places that stand for one of the two."""
    side = {found.place_id}
    if near and found.region_iso:
        side |= {
            row["place_id"] for row in index_of(release).query(_NEIGHBOURS, [found.region_iso])
        }
    return side


def _ref(found: FoundPlace) -> PlaceRef:
    return PlaceRef(
        found.place_id, found.name, found.name_local or None, found.level, found.country,
        found.region_iso or None, found.is_dual,
    )  # fmt: skip


def said_of_municipalities(
    release: Release, typed: tuple[str, str], found: Ends, path_of: Callable[[Ends], TiePath],
    *, is_told: bool = False,
) -> Iterator[str]:  # fmt: skip
    """Say which of a municipality and a region each end was taken for.

    Of a municipality that was not it is told how far it is from the other end.

    Parameters
    ----------
    release
        An opened release.
    typed
        What was typed for the two.
    found
        The places that it was taken for.
    path_of
        What finds the chains between two places.
    is_told
        Whether it is said before that the other place of a name is a partner.
    """
    for at, (text, taken) in enumerate(zip(typed, found, strict=True)):
        namesake, other = level_namesake(release, text, taken), found[1 - at]
        if namesake is None or namesake.place.place_id == other.place_id:
            continue
        yield namesake.sentence
        if namesake.is_region or (is_told and namesake.place.level == "district"):
            continue
        ends = (other, namesake.place) if at else (namesake.place, other)
        yield from _told(path_of(ends), other)


def _told(answer: TiePath, other: FoundPlace) -> Iterator[str]:
    """Tell what joins the municipality and the other end: their own ties, or how far it is."""
    yield from (one.sentence for one in answer.own_ties)
    name = place_name(other.name, other.place_id)
    if answer.length is None:
        yield say(
            "No chain of at most {longest} ties joins it and {place}.",
            longest=answer.longest, place=name,
        )  # fmt: skip
    elif not (answer.is_direct and answer.own_ties):
        yield say_count(
            "The shortest chain from it to {place} has {n} tie.",
            "The shortest chain from it to {place} has {n} ties.",
            answer.length, place=name,
        )  # fmt: skip
