"""The path between two places: a form with plain GET, and the shortest chains of ties."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from sistercities.api.explorer.paths import path_in
from sistercities.api.path_records import Chain, Link
from sistercities.errors import SistercitiesError
from sistercities.records import PlaceRef, TiePath
from sistercities.web.addresses import tie_path
from sistercities.web.answers import Answer, Feed, Page
from sistercities.web.asked import Asked
from sistercities.web.examples import example
from sistercities.web.field_names import field_name, is_id, name_of_typed
from sistercities.web.frame import Frame, Way, make_frame
from sistercities.web.level_words import level_word
from sistercities.web.map_figure import MapFigure
from sistercities.web.pages.route_maps import chains_figure
from sistercities.web.partner_form import NOTHING, problem_of
from sistercities.web.tables import Cell, place_cell
from sistercities.web.told import Told, one_after, told

CHAIN_KEYS = (
    "chain", "step", "from_id", "from", "to_id", "to", "tie_id", "start", "start_precision",
    "status", "standing", "standing_since", "standing_source", "kind",
)  # fmt: skip
_SHOWN = 20


@dataclass(frozen=True, slots=True)
class ShownLink:
    """A tie of a chain: its page, and what is said on it."""

    href: str
    label: str


@dataclass(frozen=True, slots=True)
class ShownChain:
    """The first place of a chain, then each tie with the place that it leads to."""

    first: Cell
    steps: tuple[tuple[ShownLink, Cell], ...]


@dataclass(frozen=True, slots=True)
class PathPage:
    """The path; `problem` says why there is none, with candidates to choose from.

    Attributes
    ----------
    start, end
        What was typed, or the names of the places that were meant.
    is_near, is_past
        Whether neighbours stand for the two, whether ties that are over count.
    answer
        The answer in one sentence; "" where nothing was asked, and where what stands between the
        two is said before all else.
    apart
        How far they are apart, behind what stands between them; "" where the answer says it.
    obstacles
        What stands between the two ends and bars a tie or calls for care.
    statuses
        What is said of places of the chains whose country is not that of all states.
    in_question
        What bars ties of the chains, each once, after the two places of each of these ties.
    chains, more
        The chains that are shown, and how many more are as short, in a sentence.
    tries
        Other questions about the same two places.
    map
        The chains on a map; None where there is none.
    example
        A question to begin with; None where one is asked.
    """

    frame: Frame
    start: str
    end: str
    is_near: bool
    is_past: bool
    problem: Told
    choices: tuple[Way, ...]
    answer: str
    apart: str
    obstacles: tuple[Told, ...]
    statuses: tuple[tuple[Cell, Told], ...]
    in_question: tuple[tuple[str, Told], ...]
    chains: tuple[ShownChain, ...]
    more: str
    tries: tuple[Way, ...]
    map: MapFigure | None = None
    example: Way | None = None


def path_page(asked: Asked, form: str) -> Answer:
    """Make the page of the path between two places, or its ties as data."""
    words = asked.words
    start, end = asked.text("from"), asked.text("to")
    near, past = (asked.word(name, ("yes",)) == "yes" for name in ("near", "past"))
    frame = make_frame(asked, words("nav.path"), words("path.lead"), has_data=bool(start and end))

    def without(problem: Told, choices: tuple[Way, ...], status: int) -> Answer:
        begun = None if start or end else example(asked, "from", "to")
        page = PathPage(
            frame,
            name_of_typed(asked, start),
            name_of_typed(asked, end),
            near,
            past,
            problem,
            choices,
            "",
            "",
            (),
            (),
            (),
            (),
            "",
            (),
            example=begun,
        )
        return Page("path.html", page, status)

    if not (start and end):
        return without(NOTHING, (), 200)
    try:
        found = path_in(asked.site.explorer, start, end, most=_SHOWN, near=near, past=past)
    except SistercitiesError as failure:
        if form != "html":
            raise
        return without(*problem_of(asked, failure, ("to", "from")), 400)
    if form != "html":
        return Feed(form, "path", CHAIN_KEYS, _records(found), found.to_json())
    if found.is_barred and asked.word("anyway", ("yes",)) != "yes":
        return Page("path.html", _stopped(asked, frame, found, (start, end)))
    more = found.n_chains - len(found.chains)
    names = [field_name(asked, place) for place in (found.start, found.end)]
    return Page("path.html", PathPage(
        frame, names[0] if is_id(start) else start, names[1] if is_id(end) else end, near, past,
        NOTHING, (), _answer(asked, found), _apart(asked, found) if found.to_say else "",
        tuple(told(asked, one.sentence) for one in found.to_say), _statuses(asked, found),
        _in_question(asked, found),
        tuple(_shown(asked, found, chain) for chain in found.chains),
        words.count("path.more", more) if more else "", _tries(asked, found),
        chains_figure(asked, found),
    ))  # fmt: skip


def _stopped(asked: Asked, frame: Frame, found: TiePath, typed: tuple[str, str]) -> PathPage:
    """Say what bars a tie of the two, and stop: chains are shown where they are asked for."""
    start, end = (
        field_name(asked, place) if is_id(text) else text
        for text, place in zip(typed, (found.start, found.end), strict=True)
    )
    own = one_after(*(told(asked, one).sentence for one in found.of_the_two))
    return PathPage(
        frame, start, end, found.is_near, found.is_past, NOTHING, (), own,
        asked.words("path.stopped"), tuple(told(asked, one.sentence) for one in found.to_say), (),
        (), (), "", (Way(asked.again(anyway="yes"), asked.words("path.anyway")),),
    )  # fmt: skip


def _answer(asked: Asked, found: TiePath) -> str:
    """Say what became of ties of the two, and where nothing stands between them how far they are.

    What stands between the two comes before who knows both: `_apart` follows it then.
    """
    said = [told(asked, one.sentence).sentence for one in (*found.of_its_name, *found.own_ties)]
    return one_after(*said, *([] if found.to_say else [_apart(asked, found)]))


def _apart(asked: Asked, found: TiePath) -> str:
    """Say how far the two are apart, and by which ties; of a tie of the two the rest alone."""
    if found.is_direct and found.own_ties:
        return told(asked, found.caveat).sentence
    if found.no_tie_known:
        unknown = told(asked, found.no_tie_known).sentence
        return one_after(unknown, told(asked, found.caveat).sentence)
    return one_after(_distance(asked, found), told(asked, found.caveat).sentence)


def _called(asked: Asked, found: TiePath, place: PlaceRef) -> str:
    """Name a place, with its level where another of the answer is called so too."""
    name = asked.called(place).first
    if place.name not in found.alike:
        return name
    noted = level_word(asked, place.level, place.country, is_dual=place.is_dual)
    return asked.words("list.noted", name=name, noted=noted)


def _statuses(asked: Asked, found: TiePath) -> tuple[tuple[Cell, Told], ...]:
    names = {place.place_id: place for chain in found.chains for place in chain.places}
    return tuple(
        (place_cell(asked, names[one.place_id]), told(asked, each.sentence))
        for one in found.statuses
        if one.place_id in names
        for each in one.told
    )


def _marked(found: TiePath) -> set[str]:
    """Return the ids of the places and ties that have a mark."""
    of_ties = {one.tie_id for one in found.in_question}
    return of_ties | {one.place_id for one in found.statuses}


def _in_question(asked: Asked, found: TiePath) -> tuple[tuple[str, Told], ...]:
    """Name the two places of each tie with a mark, and say once what bars them."""
    ends = {
        link.tie_id: pair
        for chain in found.chains
        for link, pair in zip(chain.links, pairwise(chain.places), strict=True)
    }
    both, next_tie = asked.words("list.and"), asked.words("list.semicolon")
    tied: dict[Told, list[str]] = {}
    for one in found.in_question:
        names = both.join(asked.called(place).first for place in ends[one.tie_id])
        for each in one.told:
            tied.setdefault(told(asked, each), []).append(names)
    return tuple((next_tie.join(each), said) for said, each in tied.items())


def _distance(asked: Asked, found: TiePath) -> str:
    words = asked.words
    one, other = (_called(asked, found, place) for place in (found.start, found.end))
    if found.is_near:
        one, other = words("path.region_of", place=one), words("path.region_of", place=other)
    values: dict[str, object] = {"one": one, "other": other}
    if found.length is None and found.without_ties:
        names = words("list.and").join(_called(asked, found, one) for one in found.without_ties)
        return _capital(words("path.without_ties", names=names, **values))
    if found.length is None:
        return _capital(words("path.none", longest=found.longest, **values))
    if found.length == 2 and not found.is_near:
        return words.count("path.cousins", found.n_chains, **values)
    chains = words.count("path.as_short", found.n_chains)
    said = "path.apart_without" if found.of_its_name else "path.apart"
    return _capital(words.count(said, found.length, chains=chains, **values))


def _capital(said: str) -> str:
    return said[:1].upper() + said[1:]


def _shown(asked: Asked, found: TiePath, chain: Chain) -> ShownChain:
    marked = _marked(found)
    cells = [_cell(asked, found, place, marked) for place in chain.places]
    links = (
        ShownLink(asked.link(tie_path(one.tie_id)), _label(asked, one) + _doubt(one, marked))
        for one in chain.links
    )
    return ShownChain(cells[0], tuple(zip(links, cells[1:], strict=True)))


def _doubt(link: Link, marked: set[str]) -> str:
    return " (!)" if link.tie_id in marked else ""


def _cell(asked: Asked, found: TiePath, place: PlaceRef, marked: set[str]) -> Cell:
    """Name a place with its country; a star leads to what is said of that below."""
    star = "*" if place.place_id in marked else ""
    where = asked.site.country(place.country, asked.words.lang)
    if place.name in found.alike:
        level = level_word(asked, place.level, place.country, is_dual=place.is_dual)
        where = asked.words("list.comma").join((level, where))
    return place_cell(asked, place, note=f"{where}{star}")


def _label(asked: Asked, link: Link) -> str:
    """Say when a tie began, and how it stands where newer lists do not let it stand."""
    words = asked.words
    if link.start is None:
        year = words("path.no_year")
    elif link.start_precision == "suspect":
        year = f"{link.start[:4]}?"
    else:
        year = link.start[:4]
    if link.stands_today:
        return year
    return f"{year}{words('list.comma')}{told(asked, link.short).sentence}"


def _tries(asked: Asked, found: TiePath) -> tuple[Way, ...]:
    """Lead to the same question asked otherwise."""
    words = asked.words
    ways = [Way(asked.again(**{"from": asked.text("to"), "to": asked.text("from")}),
                words("path.turned"))]  # fmt: skip
    is_one_region = found.start.region_iso == found.end.region_iso
    if not found.is_near and not is_one_region and found.length != 1:
        ways.append(Way(asked.again(near="yes"), words("path.try_near")))
    if not found.is_past and found.length != 1:
        ways.append(Way(asked.again(past="yes"), words("path.try_past")))
    return tuple(ways)


def _records(found: TiePath) -> list[dict[str, object]]:
    """Give each tie of each chain as a record with `CHAIN_KEYS`."""
    records: list[dict[str, object]] = []
    for number, chain in enumerate(found.chains, 1):
        for step, link in enumerate(chain.links, 1):
            here, there = chain.places[step - 1], chain.places[step]
            values = (
                number, step, here.place_id, here.name, there.place_id, there.name, link.tie_id,
                link.start, link.start_precision, link.status, link.standing,
                link.standing_since, link.standing_source, link.kind,
            )  # fmt: skip
            records.append(dict(zip(CHAIN_KEYS, values, strict=True)))
    return records
