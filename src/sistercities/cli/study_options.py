"""Options of the studies and of the evaluation, which draw on several processors."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sistercities.cli.options import folder

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
