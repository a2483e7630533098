"""A command for each study of the registry."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Annotated

import typer

from sistercities.api.study_names import NULLS, STUDIES, WORLD, Study
from sistercities.cli.options import (
    AsJson,
    AsOf,
    AsOfNewest,
    Country,
    Data,
    Draws,
    Formats,
    OfRegion,
    OfSource,
    Out,
    Overlay,
    Replace,
    Replication,
    Scheduler,
    Seed,
    ShowAll,
    Workers,
    WorldOrCountry,
    chosen,
    processors,
)
from sistercities.cli.screen import Screen, say, say_json

Nulls = Annotated[
    list[str] | None,
    typer.Option(
        metavar="ID",
        help=f"Null model, repeatable: {', '.join(NULLS)} [default: all].",
        show_default=False,
    ),
]
_OF_NULLS = ("null", "draws")
"""Options of the studies that draw null models."""


def _command(study: Study) -> Callable[..., None]:
    """Make the command of a study."""
    home = WORLD if study.is_of_world else "CN"

    def run(
        country: Country = home,
        as_of: AsOf = None,
        region: OfRegion = "",
        source: OfSource = "",
        null: Nulls = None,
        draws: Draws = 10_000,
        seed: Seed = 1,
        workers: Workers = None,
        scheduler: Scheduler = None,
        out: Out = None,
        formats: Formats = None,
        replication: Replication = False,
        replace: Replace = False,
        as_json: AsJson = False,
        show_all: ShowAll = False,
        data: Data = None,
        overlay: Overlay = None,
    ) -> None:
        from sistercities import reports
        from sistercities.cli.study_run import Written, run_study, study_lines

        result, report = run_study(
            study.name,
            Written(out, formats, replication=replication, replace=replace),
            chosen(data, overlay),
            country,
            as_of,
            region=region,
            source=source,
            nulls=NULLS if null is None else null,
            draws=draws,
            seed=seed,
            workers=processors() if workers is None else workers,
            scheduler=scheduler,
        )
        if as_json:
            say_json(reports.study_json(result))
            return
        say(study_lines(result, report, Screen.here(), show_all=show_all))

    if study.is_of_world:
        run.__annotations__["country"] = WorldOrCountry
    if study.is_of_newest:
        run.__annotations__["as_of"] = AsOfNewest
    if not study.draws_nulls:
        _without(run, _OF_NULLS)
    run.__doc__ = f"{study.purpose}\n\nWithout --out the summary is printed and no file is written."
    return run


def _without(command: Callable[..., None], options: tuple[str, ...]) -> None:
    """Hide options that a command does not have; they keep their defaults."""
    every = inspect.signature(command, eval_str=True)
    left = [one for name, one in every.parameters.items() if name not in options]
    command.__signature__ = every.replace(parameters=left)  # type: ignore[attr-defined]


COMMANDS = {study.name: _command(study) for study in STUDIES.values()}
"""The command of each study, in the order of the report."""
