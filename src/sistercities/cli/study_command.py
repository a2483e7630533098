"""A command for each study that `sistercities.study` runs by its name."""

from __future__ import annotations

from collections.abc import Callable

from sistercities.api.study_names import STUDIES, WORLD, Study
from sistercities.cli.options import (
    AsJson,
    AsOf,
    AsOfNewest,
    Country,
    Data,
    OfRegion,
    OfSource,
    Overlay,
    Replace,
    ShowAll,
    WorldOrCountry,
    chosen,
)
from sistercities.cli.screen import Screen, say, say_json
from sistercities.cli.study_options import (
    Formats,
    Out,
    Replication,
    Scheduler,
    Seed,
    Workers,
    processors,
)


def _command(study: Study) -> Callable[..., None]:
    """Make the command of a study."""
    home = WORLD if study.is_of_world else "CN"

    def run(
        country: Country = home,
        as_of: AsOf = None,
        region: OfRegion = "",
        source: OfSource = "",
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
        from sistercities.cli.study_run import run_study, study_lines

        result, report = run_study(
            study.name,
            country=country,
            as_of=as_of,
            region=region,
            source=source,
            seed=seed,
            workers=processors() if workers is None else workers,
            scheduler=scheduler,
            out=out,
            formats=formats,
            replication=replication,
            replace=replace,
            data=chosen(data, overlay),
        )
        if as_json:
            say_json(reports.study_json(result))
            return
        say(study_lines(result, report, Screen.here(), show_all=show_all))

    if study.is_of_world:
        run.__annotations__["country"] = WorldOrCountry
    if study.is_of_newest:
        run.__annotations__["as_of"] = AsOfNewest
    run.__doc__ = f"{study.purpose}\n\nWithout --out the summary is printed and no file is written."
    return run


COMMANDS = {study.name: _command(study) for study in STUDIES.values()}
"""The command of each study, in the order of the report."""
