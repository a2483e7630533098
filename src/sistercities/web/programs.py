"""The API for programs: the same data as JSON, described by OpenAPI."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any, Literal

from fastapi import Depends, FastAPI, Path, Query, Request

from sistercities.api.events import events_of_tie
from sistercities.api.explorer.areas import (
    countries_with_ties,
    list_places,
    partner_countries,
)
from sistercities.api.explorer.evidence import claims_of, conflicts_of_tie
from sistercities.api.explorer.holdings import Holdings, SourceRow, holdings, sources_of
from sistercities.api.explorer.paths import path_in
from sistercities.api.explorer.records import (
    ClaimLine,
    ConflictLine,
    CountryCount,
    PlaceLine,
    TieLine,
)
from sistercities.api.explorer.searching import card_by_id, search_place, suggest_places
from sistercities.api.explorer.ties import (
    LONGEST_TEXT,
    Scope,
    TieFilter,
    count_ties,
    held_by,
    list_ties,
    one_tie,
)
from sistercities.api.path_records import LONGEST, MOST_SHOWN, MOST_TIES, SHOWN
from sistercities.api.place_warnings import warnings_of_tie
from sistercities.api.records import stands_of
from sistercities.api.standing import ALIVE, ToldEvent
from sistercities.errors import InvalidArgument, PlaceNotFound
from sistercities.records import PlaceCard, TiePath
from sistercities.sentences import say
from sistercities.web.site import Site

BASE = "/api/v1"
MOST = 500
LAST_PAGE = 100_000
_USUAL = 100

Responses = dict[int | str, dict[str, Any]]
Level = Literal["country", "region1", "region2", "city", "county", "district"]
Standing = Literal[
    "alive", "active", "listed", "one_old_source", "no_longer_listed", "suspended", "pending",
    "ended", "never_valid",
]  # fmt: skip
Status = Literal["active", "suspended", "ended", "pending", "never_valid", "unknown"]
Kind = Literal["sister", "friendship", "exchange", "contact", "unknown"]
TieClass = Literal["upper", "lower", "cross", "dual"]
Sort = Literal[
    "year", "-year", "partner", "-partner", "country", "-country", "standing", "-standing",
    "status", "-status", "kind", "-kind", "here", "-here", "class", "-class", "sources", "-sources",
]  # fmt: skip
PageNumber = Annotated[int, Query(ge=1, le=LAST_PAGE, description="Page, from 1.")]
PageSize = Annotated[int, Query(ge=1, le=MOST, description="Rows of a page.")]
Code = Annotated[
    str, Path(pattern="^[A-Za-z]{2}$", description="ISO 3166-1 alpha-2 code of a country.")
]
CodeAsked = Annotated[
    str | None, Query(pattern="^[A-Za-z]{2}$", description="ISO 3166-1 alpha-2 code.")
]
PlaceId = Annotated[str, Path(max_length=100, description="Id of a place, such as gn:1799397.")]
TieId = Annotated[str, Path(max_length=200, description="Id of a tie: two ids of places and a ~.")]
Year = Annotated[int | None, Query(ge=1, le=9999, description="A year.")]
Text = Annotated[str | None, Query(max_length=LONGEST_TEXT, description="Letters of a name.")]


@dataclass(frozen=True, slots=True)
class Problem:
    """Why there is no answer: a sentence that ends in a next step."""

    status: int
    kind: str
    message: str
    candidates: list[str]


@dataclass(frozen=True, slots=True)
class ErrorShape:
    """The one shape of all errors."""

    error: Problem


@dataclass(frozen=True, slots=True)
class TieList:
    """A page of ties; `next_page` is null on the last one."""

    data_version: str
    total: int
    page: int
    size: int
    next_page: int | None
    ties: list[TieLine]


@dataclass(frozen=True, slots=True)
class PlaceList:
    """A page of places; `next_page` is null on the last one."""

    data_version: str
    total: int
    page: int
    size: int
    next_page: int | None
    places: list[PlaceLine]


@dataclass(frozen=True, slots=True)
class CountryList:
    """Countries with their numbers of ties."""

    data_version: str
    countries: list[CountryCount]


@dataclass(frozen=True, slots=True)
class TieDetail:
    """A tie with what happened in its life, its claims, and where they differ.

    `in_question` says what bars the two, or which law concerns them, where the tie is alive.
    """

    data_version: str
    tie: TieLine
    standing_sentence: str
    in_question: list[str]
    events: list[ToldEvent]
    claims: list[ClaimLine]
    conflicts: list[ConflictLine]


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The place that is meant, and the places that may be.

    `place_id` is null where none or several places bear the name.
    """

    data_version: str
    place_id: str | None
    sentence: str
    candidates: list[PlaceLine]
    begins_so: list[PlaceLine]


@dataclass(frozen=True, slots=True)
class Suggestions:
    """Places whose name begins with what was typed."""

    data_version: str
    begins_so: list[PlaceLine]


@dataclass(frozen=True, slots=True)
class State:
    """What is served."""

    data_version: str
    content: str
    left_out: list[str]
    counts: Holdings


@dataclass(frozen=True, slots=True)
class SourceList:
    """The sources of the data."""

    data_version: str
    sources: list[SourceRow]


def _refuse_unknown(request: Request) -> None:
    """Refuse a parameter that the address does not know, which would choose nothing."""
    known = sorted(one.alias for one in request.scope["route"].dependant.query_params)
    for name in request.query_params:
        if name not in known and name != "lang":
            advice = say("use one of {allowed}", allowed=", ".join(known))
            raise InvalidArgument("parameter", name, advice if known else say("leave it out"))


_ASKED = [Depends(_refuse_unknown)]


def add_api(app: FastAPI, site: Site) -> None:
    """Register the addresses of the API."""
    errors: Responses = {status: {"model": ErrorShape} for status in (400, 404, 414, 503)}
    _add_places(app, site, errors)
    _add_ties(app, site, errors)
    _add_rest(app, site, errors)
    made = app.openapi

    def described() -> dict[str, Any]:
        whole = made()
        for operations in whole["paths"].values():
            for operation in operations.values():
                operation["responses"].pop("422", None)  # the library's own shape: ours says 400
        for unused in ("HTTPValidationError", "ValidationError"):
            whole["components"]["schemas"].pop(unused, None)
        return whole

    app.openapi = described  # type: ignore[method-assign]


def _next(page: int, size: int, total: int) -> int | None:
    return page + 1 if page * size < total else None


def _add_places(app: FastAPI, site: Site, errors: Responses) -> None:
    explorer = site.explorer

    @app.get(f"{BASE}/places", responses=errors, dependencies=_ASKED, tags=["places"])
    def places(
        country: CodeAsked = None,
        level: Level | None = None,
        page: PageNumber = 1,
        size: PageSize = _USUAL,
    ) -> PlaceList:
        """List places, those with most ties first."""
        code = None if country is None else country.upper()
        total, rows = list_places(explorer, code, level, limit=size, offset=size * (page - 1))
        return PlaceList(explorer.version, total, page, size, _next(page, size, total), rows)

    @app.get(f"{BASE}/places/{{place_id}}", responses=errors, dependencies=_ASKED, tags=["places"])
    def place(place_id: PlaceId) -> PlaceCard:
        """Give all that is known of one place; an old id leads to its new one."""
        return card_by_id(explorer, place_id)

    @app.get(
        f"{BASE}/places/{{place_id}}/ties", responses=errors, dependencies=_ASKED, tags=["places"]
    )
    def ties_of_place(
        place_id: PlaceId, sort: Sort = "year", page: PageNumber = 1, size: PageSize = _USUAL
    ) -> TieList:
        """List the ties of one place; `here` is the place, or a municipality merged into it."""
        held = held_by(explorer, card_by_id(explorer, place_id))
        return _ties(site, "place", held, TieFilter(), sort, page, size)

    @app.get(f"{BASE}/suggestions", responses=errors, dependencies=_ASKED, tags=["places"])
    def suggestions(
        q: Annotated[
            str, Query(min_length=1, max_length=LONGEST_TEXT, description="What is typed so far.")
        ],
        limit: Annotated[int, Query(ge=1, le=20, description="Most places.")] = 10,
    ) -> Suggestions:
        """List places whose name begins with what was typed; names only near it are not looked for.

        It is made for asking after each letter; `/search` says which place is meant, and which
        names are near where none is.
        """
        return Suggestions(explorer.version, suggest_places(explorer, q, limit))

    @app.get(f"{BASE}/search", responses=errors, dependencies=_ASKED, tags=["places"])
    def search(
        q: Annotated[str, Query(min_length=1, max_length=200, description="What is typed.")],
        limit: Annotated[int, Query(ge=1, le=20, description="Most names that begin so.")] = 10,
    ) -> SearchResult:
        """Find the place that is meant, and places whose name begins with what was typed."""
        found = search_place(explorer, q)
        begins = suggest_places(explorer, q[:LONGEST_TEXT], limit)
        return SearchResult(
            explorer.version, found.place_id, found.sentence, list(found.candidates), begins
        )


def _add_ties(app: FastAPI, site: Site, errors: Responses) -> None:
    explorer = site.explorer

    @app.get(f"{BASE}/ties", responses=errors, dependencies=_ASKED, tags=["ties"])
    def ties(
        country: CodeAsked = None,
        partner_country: CodeAsked = None,
        standing: Annotated[
            Standing | None,
            Query(description="How far the sources let it stand; alive: the first three."),
        ] = None,
        status: Annotated[
            Status | None, Query(description="What is stated last, however long ago.")
        ] = None,
        kind: Kind | None = None,
        tie_class: TieClass | None = None,
        first_year: Year = None,
        last_year: Year = None,
        name: Text = None,
        is_inside: Annotated[
            bool | None, Query(description="Whether it is known to lie inside sister regions.")
        ] = None,
        sort: Sort = "year",
        page: PageNumber = 1,
        size: PageSize = _USUAL,
    ) -> TieList:
        """List ties; with a country, those with a place in it, as `here`."""
        wanted = TieFilter(
            partner_country, standing, status, kind, tie_class, first_year, last_year, name,
            is_inside,
        )  # fmt: skip
        if country is None:
            return _ties(site, "all", [], wanted, sort, page, size)
        return _ties(site, "country", [_checked(site, country)], wanted, sort, page, size)

    @app.get(f"{BASE}/ties/{{tie_id}}", responses=errors, dependencies=_ASKED, tags=["ties"])
    def tie(tie_id: TieId) -> TieDetail:
        """Give one tie with what its sources say, and where they differ."""
        found = one_tie(explorer, tie_id)
        if found is None:
            raise InvalidArgument(
                "tie", tie_id, say("no tie has this id; see {base}/ties", base=BASE)
            )
        events = events_of_tie(explorer, tie_id)
        is_alive = found.standing in ALIVE
        here, there = found.here.place_id, found.there.place_id
        warned = warnings_of_tie(explorer, here, there, explorer.barriers) if is_alive else ()
        return TieDetail(
            explorer.version, found, str(stands_of(found, events).sentence),
            [str(one) for one in warned], list(events),
            claims_of(explorer, tie_id), conflicts_of_tie(explorer, tie_id),
        )  # fmt: skip


def _add_rest(app: FastAPI, site: Site, errors: Responses) -> None:
    explorer = site.explorer

    @app.get(f"{BASE}/countries", responses=errors, dependencies=_ASKED, tags=["countries"])
    def countries() -> CountryList:
        """List the countries with ties, those with most first."""
        return CountryList(explorer.version, countries_with_ties(explorer))

    @app.get(
        f"{BASE}/countries/{{code}}/partners",
        responses=errors,
        dependencies=_ASKED,
        tags=["countries"],
    )
    def partners(code: Code) -> CountryList:
        """List the countries in which a country's places have partners."""
        return CountryList(explorer.version, partner_countries(explorer, _checked(site, code)))

    @app.get(f"{BASE}/path", responses=errors, dependencies=_ASKED, tags=["ties"])
    def path(
        start: Annotated[str, Query(min_length=1, max_length=200, description="Name or id.")],
        end: Annotated[str, Query(min_length=1, max_length=200, description="Name or id.")],
        most: Annotated[int, Query(ge=1, le=MOST_SHOWN, description="Chains to show.")] = SHOWN,
        longest: Annotated[
            int, Query(ge=1, le=MOST_TIES, description="Most ties of a chain.")
        ] = LONGEST,
        near: Annotated[
            bool, Query(description="Let other places of the two regions stand for the two.")
        ] = False,
        past: Annotated[
            bool, Query(description="Count ties that are over, not signed or no longer listed.")
        ] = False,
    ) -> TiePath:
        """Find the shortest chains of ties between two places; all are counted, some are shown."""
        return path_in(explorer, start, end, most=most, longest=longest, near=near, past=past)

    @app.get(f"{BASE}/sources", responses=errors, dependencies=_ASKED, tags=["data"])
    def sources() -> SourceList:
        """List the sources of the data, with their licences."""
        return SourceList(explorer.version, sources_of(explorer))

    @app.get(f"{BASE}/status", responses=errors, dependencies=_ASKED, tags=["data"])
    def status() -> State:
        """Say what is served: version, counts, and overlays that are left out."""
        return State(
            explorer.version, explorer.content, sorted(explorer.left_out), holdings(explorer)
        )


def _checked(site: Site, code: str) -> str:
    if not site.explorer.has_country(code.upper()):
        raise PlaceNotFound(code, [])
    return code.upper()


def _ties(
    site: Site, scope: Scope, keys: list[str], wanted: TieFilter, sort: str, page: int, size: int
) -> TieList:
    explorer = site.explorer
    total = count_ties(explorer, scope, keys, wanted)
    rows = list_ties(explorer, scope, keys, wanted, sort=sort, limit=size, offset=size * (page - 1))
    return TieList(explorer.version, total, page, size, _next(page, size, total), rows)
