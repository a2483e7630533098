"""The application: addresses to pages, answers to responses."""

from __future__ import annotations

import logging
from dataclasses import replace
from importlib.resources import files
from pathlib import PurePath

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware
from starlette.types import ASGIApp

import sistercities
from sistercities.api.data_choice import files_watched
from sistercities.errors import InvalidArgument, PlaceNotFound, SistercitiesError
from sistercities.web.access_log import AccessLog, keeps_access_log
from sistercities.web.answer_cache import MEGABYTE, AnswerCache, kept_megabytes
from sistercities.web.answers import (
    Answer,
    AtomFeed,
    Drawing,
    Feed,
    Page,
    Picture,
    Redirect,
    Refusal,
    ReportFigure,
    ReportFile,
    ReportPage,
    ReportStyle,
)
from sistercities.web.asked import REPEATED, Asked, split_form
from sistercities.web.catalogues import SOURCE
from sistercities.web.drawings import POLICY as DRAWING_POLICY
from sistercities.web.drawings import styled_svg, svg_file
from sistercities.web.file_names import download_name
from sistercities.web.gate import Gate
from sistercities.web.languages import Words, choose_language
from sistercities.web.named_host import is_host, read_base
from sistercities.web.page_types import PAGE_TYPES, Make
from sistercities.web.pages.embed import EmbedPage
from sistercities.web.pages.imprint import NoImprint
from sistercities.web.pages.problem import problem_page
from sistercities.web.parameters import heeded
from sistercities.web.policy import EMBED_POLICY, STRICT, page_policy, report_policy, with_rules
from sistercities.web.programs import add_api
from sistercities.web.ready import ready_soon
from sistercities.web.reloading import Reloading
from sistercities.web.rendering import render
from sistercities.web.rooted import Rooted, read_root, rooted_html, rooted_json
from sistercities.web.scripts import Scripts
from sistercities.web.site import Site, open_site
from sistercities.web.style_sheets import STYLE_SHEETS
from sistercities.web.tables import csv_text, json_text
from sistercities.web.told import Told, in_english, told_failure
from sistercities.web.turns import Busy, Lanes
from sistercities.web.typed_addresses import meant_by

_LOG = logging.getLogger("sistercities.web")
_ASSETS = {
    **dict.fromkeys(STYLE_SHEETS, "text/css"),
    "icon.svg": "image/svg+xml",
    "favicon.ico": "image/x-icon",
}
_ASKED_UNNAMED = ("favicon.ico", "icon.svg")
"""What browsers ask for at the root, whatever a page names."""
_A_DAY = "public, max-age=86400"
_SMALLEST_ZIPPED = 700
_FOR_EVER = "public, max-age=31536000, immutable"


_MEDIA = {".csv": "text/csv", ".json": "application/json"}
"""What the files beside a report are; the others are plain text."""


def from_environment() -> ASGIApp:
    """Make the application from what the environment names; a server calls it in each worker.

    It reads the data again when they change.
    """
    answering: ASGIApp = Rooted(Reloading(_made_from_environment, files_watched), read_root())
    return AccessLog(answering) if keeps_access_log() else answering


def _made_from_environment() -> FastAPI:
    site = open_site()
    site.root = read_root()
    site.base = read_base(None, site.root)
    site.host = replace(site.host, keeps_log=keeps_access_log())
    for sentence in site.explorer.left_out.values():
        _LOG.warning("left out: %s", sentence)
    ready_soon(site)
    return make_application(site, AnswerCache(MEGABYTE * kept_megabytes()))


def make_application(
    site: Site, kept: AnswerCache | None = None, lanes: Lanes | None = None
) -> FastAPI:
    """Make the application that serves a site.

    Parameters
    ----------
    site
        The opened data, the reports, and what must be said of them.
    kept
        Where answers are kept, to be given again; None makes each anew.
    lanes
        Turns that answers wait for; None takes the usual ones.
    """
    app = FastAPI(
        title="sistercities",
        version=sistercities.__version__,
        description="Sister ties of cities and regions, dated and sourced. Read-only.",
        openapi_url="/api/v1/openapi.json",
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        telemetry={"tracing": False, "metrics": False, "logs": False, "auto_configure": False},
    )
    app.add_middleware(GZipMiddleware, minimum_size=_SMALLEST_ZIPPED, compresslevel=6)
    app.add_middleware(
        Gate,
        tag=site.tag,
        on_failure=lambda request, failure: _fallen(site, request, failure),
        kept=AnswerCache(0) if kept is None else kept,
        lanes=Lanes() if lanes is None else lanes,
        cites_host=not site.base,
    )
    add_api(app, site)
    _add_pages(app, site)
    _add_assets(app)
    _add_robots(app, site)
    _add_scripts(app, site.scripts)
    _add_failures(app, site)
    return app


def _add_pages(app: FastAPI, site: Site) -> None:
    """Register the pages; each address is also that of its table, with .csv or .json after it."""

    def add(path: str, make: Make) -> None:
        def answer(request: Request) -> Response:
            asked, form = _asked(request, site)
            parts = {name: split_form(str(v))[0] for name, v in request.path_params.items()}
            with site.explorer.remembering():
                return _respond(asked, make(asked, parts, form))

        app.add_api_route(path, answer, methods=["GET"], include_in_schema=False)

    for one in PAGE_TYPES:
        for path in one.addresses:
            add(path, one.make)


def _add_assets(app: FastAPI) -> None:
    """Serve the styles by their names alone, so that no path leads elsewhere."""
    folder = files("sistercities.web").joinpath("assets")
    held = {name: folder.joinpath(name).read_bytes() for name in _ASSETS}

    def asset(name: str) -> Response:
        if name not in held:
            raise HTTPException(404)
        return Response(
            held[name],
            media_type=_ASSETS[name],
            headers={"Cache-Control": _FOR_EVER},
        )

    def unnamed(request: Request) -> Response:
        name = request.url.path[1:]
        headers = {"Cache-Control": _A_DAY}
        return Response(held[name], media_type=_ASSETS[name], headers=headers)

    app.add_api_route("/assets/{name}", asset, methods=["GET"], include_in_schema=False)
    for name in _ASKED_UNNAMED:
        app.add_api_route(f"/{name}", unnamed, methods=["GET"], include_in_schema=False)


def _add_robots(app: FastAPI, site: Site) -> None:
    """Tell those who read every page which ones cost much and hold nothing of their own."""

    def robots() -> Response:
        return Response(robots_text(site.root), media_type="text/plain; charset=utf-8")

    app.add_api_route("/robots.txt", robots, methods=["GET"], include_in_schema=False)


def _add_scripts(app: FastAPI, scripts: Scripts | None) -> None:
    """Serve what was built, compressed once; the names change with the content."""
    held = {} if scripts is None else scripts.files

    def script(name: str, request: Request) -> Response:
        if name not in held:
            raise HTTPException(404)
        file = held[name]
        headers = {"Cache-Control": _FOR_EVER, "Vary": "Accept-Encoding"}
        if "gzip" not in request.headers.get("accept-encoding", ""):
            return Response(file.content, media_type=file.media_type, headers=headers)
        headers["Content-Encoding"] = "gzip"
        return Response(file.zipped, media_type=file.media_type, headers=headers)

    app.add_api_route("/assets/built/{name}", script, methods=["GET"], include_in_schema=False)


def _asked(request: Request, site: Site) -> tuple[Asked, str]:
    path, form = split_form(request.url.path)
    typed = heeded(request.query_params.multi_items())
    params = dict(typed)
    lang = choose_language(params.get("lang"), request.headers.get("accept-language", ""))
    host = request.headers.get("host", "")
    asked_at = f"{request.url.scheme}://{host}{site.root}" if is_host(host) else ""
    repeated = {name: tuple(value for known, value in typed if known == name and value.strip())
                for name in REPEATED}  # fmt: skip
    several = {name: values for name, values in repeated.items() if values}
    return Asked(site, Words(lang), path, params, site.base or asked_at, several), form


def _respond(asked: Asked, answer: Answer) -> Response:
    """Turn an answer into a response."""
    if isinstance(answer, Page):
        text = rooted_html(render(answer, asked.site.scripts), asked.site.root)
        is_embedded = isinstance(answer.context, EmbedPage)
        policy = EMBED_POLICY if is_embedded else page_policy()
        headers = {"Content-Language": asked.words.tag, STRICT: policy}
        return HTMLResponse(text, answer.status, headers)
    if isinstance(answer, Redirect):
        return RedirectResponse(asked.site.root + answer.address, 308 if answer.is_lasting else 303)
    if isinstance(answer, Feed):
        return _feed(asked, answer)
    if isinstance(answer, ReportPage):
        text = with_rules(answer.html)
        return HTMLResponse(text, headers={STRICT: report_policy(text)})
    if isinstance(answer, Refusal):
        return _failure(asked, "html", answer, "Refusal")
    return _file(answer)


def _file(
    answer: Drawing | Picture | AtomFeed | ReportStyle | ReportFigure | ReportFile,
) -> Response:
    """Turn what stands beside a page into a response."""
    if isinstance(answer, Drawing):
        drawn = svg_file(answer.svg)
        return Response(drawn, media_type="image/svg+xml", headers={STRICT: DRAWING_POLICY})
    if isinstance(answer, Picture):
        return Response(answer.png, media_type="image/png")
    if isinstance(answer, AtomFeed):
        return Response(answer.xml, media_type="application/atom+xml; charset=utf-8")
    if isinstance(answer, ReportStyle):
        return Response(answer.css, media_type="text/css; charset=utf-8")
    if isinstance(answer, ReportFigure):
        figure, policy = styled_svg(answer.svg, answer.css)
        return Response(figure, media_type="image/svg+xml", headers={STRICT: policy})
    kind = _MEDIA.get(PurePath(answer.name).suffix, "text/plain")
    return Response(answer.content, media_type=f"{kind}; charset=utf-8")


def _feed(asked: Asked, feed: Feed) -> Response:
    name = download_name("sistercities", feed.name or "table", asked.site.explorer.version)
    headers = {"Content-Disposition": f'inline; filename="{name}.{feed.form}"'}
    if feed.form == "csv":
        text = csv_text(feed.records, feed.keys)
        return Response(text, media_type="text/csv; charset=utf-8", headers=headers)
    rows = [{key: record.get(key) for key in feed.keys} for record in feed.records]
    content: object = feed.content
    if content is None:
        content = {
            "data_version": asked.site.explorer.version,
            "columns": list(feed.keys),
            "rows": rows,
        }
    text = rooted_json(json_text(content), asked.site.root)
    return Response(text, media_type="application/json", headers=headers)


def _add_failures(app: FastAPI, site: Site) -> None:
    """Answer each failure with a sentence that ends in a next step, never with a traceback."""

    def foreseen(request: Request, failure: Exception) -> Response:
        status = 404 if isinstance(failure, PlaceNotFound | NoImprint) else 400
        if not isinstance(failure, SistercitiesError) or failure.exit_code not in (1, 2):
            return _fallen(site, request, failure)
        if isinstance(failure, InvalidArgument) and failure.argument in ("tie", "report"):
            status = 404
        asked, form = _asked(request, site)
        form = _form(request, form)
        meant = meant_by(asked) if form == "html" and status == 404 else None
        if meant is not None:
            return _respond(asked, Redirect(meant))
        said = told_failure(asked, failure) if form == "html" else Told(in_english(failure))
        refusal = Refusal(status, said.sentence, said.lang)
        candidates = tuple(getattr(failure, "candidates", ()))
        return _failure(asked, form, refusal, type(failure).__name__, candidates)

    def invalid(request: Request, failure: Exception) -> Response:
        errors = failure.errors() if isinstance(failure, RequestValidationError) else []
        named = "; ".join(f"{one['loc'][-1]}: {one['msg']}" for one in errors[:5])
        said = f"the parameters cannot be used: {named}; see /api/v1/openapi.json for what may be"
        asked, form = _asked(request, site)
        refusal = Refusal(400, said, SOURCE)
        return _failure(asked, _form(request, form), refusal, "InvalidArgument")

    def missing(request: Request, failure: Exception) -> Response:
        status = failure.status_code if isinstance(failure, HTTPException) else 404
        asked, form = _asked(request, site)
        meant = meant_by(asked) if _form(request, form) == "html" and status == 404 else None
        if meant is not None:
            return _respond(asked, Redirect(meant))
        said = asked.words("problem.unknown_page")
        return _failure(asked, _form(request, form), Refusal(status, said), "NotFound")

    app.add_exception_handler(SistercitiesError, foreseen)
    app.add_exception_handler(RequestValidationError, invalid)
    app.add_exception_handler(HTTPException, missing)


def _fallen(site: Site, request: Request, failure: Exception) -> Response:
    """Answer what no page foresaw: too many readers, who wait, or a fault, which the log tells."""
    if isinstance(failure, Busy):
        return _not_now(site, request, 503, "busy", "Busy")
    _LOG.error("%r fell", request.url.path, exc_info=failure)
    return _not_now(site, request, 500, "problem.unexpected", "Unexpected")


def _not_now(site: Site, request: Request, status: int, word: str, kind: str) -> Response:
    asked, form = _asked(request, site)
    return _failure(asked, _form(request, form), Refusal(status, asked.words(word)), kind)


def _form(request: Request, form: str) -> str:
    return "json" if request.url.path.startswith("/api/") else form


def _failure(
    asked: Asked, form: str, refusal: Refusal, kind: str, candidates: tuple[str, ...] = ()
) -> Response:
    headers = {"Cache-Control": "no-store"}
    if refusal.status == 503:
        headers["Retry-After"] = "5"
    if form == "html":
        page = problem_page(asked, refusal, candidates)
        text = rooted_html(render(page, asked.site.scripts), asked.site.root)
        return HTMLResponse(text, refusal.status, {**headers, STRICT: page_policy()})
    content = {
        "error": {
            "status": refusal.status,
            "kind": kind,
            "message": refusal.sentence,
            "candidates": list(candidates),
        }
    }
    return Response(json_text(content), refusal.status, headers, "application/json")


_DEAR = ("/search", "/recommend", "/assess", "/benchmark", "/path", "/compare", "/embed/", "/api/")
"""What is computed for each reader, and the reduced forms of pages."""


def robots_text(root: str = "") -> str:
    """Write `robots.txt`: every page may be read, but not each order and filter of its table.

    Parameters
    ----------
    root
        Folder of the address below which the site is shown.
    """
    closed = [*(f"{root}{path}" for path in _DEAR), f"{root}/*?*sort=", f"{root}/*?*page="]
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in closed), f"Allow: {root}/"]
    return "\n".join(lines) + "\n"
