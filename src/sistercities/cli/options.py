"""Options that several commands share."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sistercities.errors import InvalidArgument

if TYPE_CHECKING:
    from sistercities import api


def folder(typed: str) -> Path:
    """Take the name of a folder as the system spells it, also where its locale is plain ASCII."""
    if not typed.strip():
        raise typer.BadParameter("an empty name is no folder; give the name of one.")
    return Path(os.fsdecode(typed.encode("utf-8", "surrogateescape")))


def require_folder(path: Path | None, option: str, advice: str) -> None:
    """Refuse what is no folder, also a name that no folder can have.

    Raises
    ------
    InvalidArgument
        If it is none; None is what was not given.
    """
    try:
        is_there = path is None or path.is_dir()
    except (OSError, ValueError):
        is_there = False
    if not is_there:
        raise InvalidArgument(option, str(path), advice)


A_PLACE = "A name in any script (宁波, Ningbo, Ning-po), 'name, country' or a place id."

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for programs, in UTF-8.")]
Data = Annotated[
    Path | None,
    typer.Option(
        "--data",
        metavar="FOLDER",
        parser=folder,
        help="Another release of the data [default: $SISTERCITIES_DATA, else the package's own].",
        show_default=False,
    ),
]
Replace = Annotated[
    bool,
    typer.Option(
        "--replace",
        help="Overwrite files of the same names too that this program did not write, or that were "
        "changed since.",
    ),
]
Reports = Annotated[
    Path | None,
    typer.Option(
        metavar="FOLDER",
        parser=folder,
        help="Reports of `study all --out`, or a folder of such folders "
        "[default: $SISTERCITIES_REPORTS, else none].",
        show_default=False,
    ),
]
Overlay = Annotated[
    list[str] | None,
    typer.Option(
        "--overlay",
        metavar="NAME",
        help="An imported register to lay over the data, by name or folder; repeatable "
        "[default: $SISTERCITIES_OVERLAY, else none].",
        show_default=False,
    ),
]
ShowAll = Annotated[bool, typer.Option("--all", help="Show everything, also beyond one screen.")]
Country = Annotated[
    str, typer.Option(metavar="CODE", help="Home country, an ISO 3166-1 code such as CN or JP.")
]
OfRegion = Annotated[
    str,
    typer.Option("--region", metavar="CODE", help="One region of the home country, as in CN-JS."),
]
OfSource = Annotated[
    str,
    typer.Option(
        "--source", metavar="ID", help="The ties and lists of one source, as in enwiki-2026."
    ),
]
HomeOrWorld = Annotated[
    str,
    typer.Option(
        metavar="CODE",
        help="Home country, an ISO 3166-1 code such as CN, or WORLD for the studies of all.",
    ),
]
WorldOrCountry = Annotated[
    str,
    typer.Option(
        metavar="CODE", help="WORLD, or a country that shall be set beside the others, as in CN."
    ),
]
AsOf = Annotated[
    int | None,
    typer.Option(
        "--as-of",
        metavar="YEAR",
        help="Year whose living ties are taken [default: the newest dated source].",
        show_default=False,
    ),
]
AsOfNewest = Annotated[
    int | None,
    typer.Option(
        "--as-of",
        metavar="YEAR",
        help="Year whose living ties are taken [default: the newest source, dated or not].",
        show_default=False,
    ),
]


def chosen(data: Path | None, overlay: list[str] | None) -> api.Data:
    """Say which data are meant by --data and --overlay."""
    from sistercities import api

    return api.Data(data, overlay)


def repeated(data: Path | None, overlay: list[str] | None) -> str:
    """Spell --data and --overlay again, for a command that is shown to go on with."""
    return typed_again({"--data": data, "--overlay": overlay})


def typed_again(options: Mapping[str, object]) -> str:
    """Spell options again as they were typed, for a command that is shown to go on with.

    Parameters
    ----------
    options
        What was given, by option: None or nothing in it is left out, True stands alone, and of
        several each is named.
    """
    import shlex

    typed: list[str] = []
    for option, given in options.items():
        if given is True:
            typed.append(option)
        elif given is not None and given is not False:
            several = given if isinstance(given, list | tuple) else (given,)
            typed += [part for one in several for part in (option, str(one))]
    return "".join(f" {shlex.quote(part)}" for part in typed)


MOST_WORKERS = 4  # more threads than this wait for each other

Draws = Annotated[int, typer.Option(metavar="N", help="Draws from each null model.")]
Seed = Annotated[int, typer.Option(metavar="N", help="Seed of all randomness.")]
Workers = Annotated[
    int | None,
    typer.Option(
        metavar="N",
        help="Threads that draw; the numbers do not depend on it "
        "[default: the processors at hand, at most 4].",
        show_default=False,
    ),
]
Scheduler = Annotated[
    str | None,
    typer.Option(
        metavar="ADDRESS",
        help="Dask scheduler to draw on, such as tcp://127.0.0.1:8786; the numbers do not "
        "depend on it. It costs up to an eighth, and pays where it brings more processors.",
        show_default=False,
    ),
]
Out = Annotated[
    Path | None,
    typer.Option(
        metavar="FOLDER",
        parser=folder,
        help="Write the report there: report.html, study.json and CSV files.",
        show_default=False,
    ),
]
Formats = Annotated[
    list[str] | None,
    typer.Option(
        "--format",
        metavar="FORMAT",
        help="What the report in --out is written as, repeatable: html, pdf (needs the extra "
        "'pdf') [default: html].",
        show_default=False,
    ),
]
Replication = Annotated[
    bool,
    typer.Option(
        "--replication",
        help="Write the folder 'replication' beside the report: tables, and scripts for pandas "
        "and R that give its headline numbers again, and one for Stata that was not run by us.",
    ),
]


def processors() -> int:
    """Count the processors that this process may use, up to the most that help."""
    from sistercities.api.processors import usable_processors

    return min(usable_processors(), MOST_WORKERS)
