"""`site build`."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated, Any

import typer

from sistercities.api.progress_bar import progress_bar
from sistercities.cli.host_options import Contact, Imprint, Licence, Title
from sistercities.cli.options import (
    AsJson,
    Data,
    Overlay,
    Replace,
    Reports,
    chosen,
    folder,
    require_folder,
)
from sistercities.cli.screen import say, say_json
from sistercities.errors import MissingExtra

_BUILDING, _SITE = "sistercities.web.static.building", "sistercities.web.site"
_HOST = "sistercities.web.host"


def build(
    out: Annotated[
        Path,
        typer.Argument(
            metavar="OUT",
            parser=folder,
            help="Folder to make; one of an earlier site is replaced at the end.",
            show_default=False,
        ),
    ],
    country: Annotated[
        str | None,
        typer.Option(
            metavar="CODE",
            help="Only the places and ties of this country, an ISO 3166-1 code [default: all].",
            show_default=False,
        ),
    ] = None,
    lang: Annotated[
        list[str] | None,
        typer.Option(
            metavar="CODE",
            help="Only this language, such as zh; repeatable [default: all of the pages].",
            show_default=False,
        ),
    ] = None,
    base: Annotated[
        str,
        typer.Option(
            metavar="ADDRESS",
            help="Address that the folder will have, for citations, sitemap.xml and robots.txt.",
            show_default=False,
        ),
    ] = "",
    benchmarks: Annotated[
        bool,
        typer.Option(
            "--benchmarks",
            help="Compare each place with places like it; takes a fifth of a second for each.",
        ),
    ] = False,
    reports: Reports = None,
    title: Title = None,
    contact: Contact = None,
    imprint: Imprint = None,
    licence: Licence = None,
    workers: Annotated[int, typer.Option(metavar="N", help="Processes that make pages.")] = 1,
    replace: Replace = False,
    as_json: AsJson = False,
    data: Data = None,
    overlay: Overlay = None,
) -> None:
    """Write the explorer as files for any host of files, or to open from a disk.

    Links are relative, so that the folder may lie anywhere. What has to be computed, such as
    recommendations, leads to the command line.
    """
    if find_spec("babel") is None:
        raise MissingExtra("the static site", "babel", "web")
    advice = "it is no folder; make one with `sistercities study all --out FOLDER`"
    require_folder(reports, "reports", advice)
    building: Any = import_module(_BUILDING)
    static = import_module(_SITE).StaticFiles(
        base=_with_slash(base.strip()),
        country=None if country is None else country.strip().upper(),
        has_benchmarks=benchmarks,
        **({"languages": tuple(dict.fromkeys(lang))} if lang else {}),
    )
    host = import_module(_HOST).read_host(title, contact, imprint, licence)
    with progress_bar() as report:
        built = building.build_site(
            out,
            data=chosen(data, overlay),
            reports=reports,
            static=static,
            host=host,
            workers=workers,
            progress=report,
            replace=replace,
        )
    if as_json:
        say_json(built.to_json())
        return
    say(_lines(built))


def _with_slash(base: str) -> str:
    return base if not base or base.endswith("/") else f"{base}/"


def _lines(built: Any) -> list[str]:
    """Say what was built, and how to look at it."""
    what = "the world" if built.country is None else built.country
    return [
        f"The explorer of {what} is in {built.folder}: {built.pages:,} pages in "
        f"{' and '.join(built.languages)}, {built.files:,} files, {built.megabytes:,.1f} MB, "
        f"in {built.seconds:,.0f} seconds.",
        *(f"Left out: {sentence}" for sentence in built.left_out.values()),
        f"Open {built.folder}/index.html, or copy the folder to any host of files.",
    ]
