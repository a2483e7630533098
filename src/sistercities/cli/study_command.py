"""A command for each study that `sistercities.study` runs by its name."""

from __future__ import annotations

from collections.abc import Callable

from sistercities.cli.options import (
    AsJson,
    AsOf,
    AsOfNewest,
    Country,
    Data,
    Overlay,
    Replace,
    ShowAll,
    chosen,
)
from sistercities.cli.screen import Screen, say, say_json
from sistercities.cli.study_options import (
    Formats,
    Out,
    Scheduler,
    Seed,
    Workers,
    processors,
)

QUESTIONS = {
    "order": "Ask which came first, the tie of the regions or that of the cities.",
    "drivers": "Ask what goes with a city tie: benefit, culture, networks, or the region's tie.",
    "connectivity": "Ask whether better connected cities have more ties.",
    "attractiveness": "Ask whether others choose the country's cities more than chance has it.",
    "diplomacy": "Ask whether cities tie in spite of high politics.",
    "hubs": "Ask whether the country's cities are hubs of the world's network.",
}
"""The studies beside `nesting`, and what each asks."""
OF_NEWEST_SOURCE = ("attractiveness", "hubs")
"""Studies that take the ties of the newest source where no year is given, dated or not."""


def _command(name: str) -> Callable[..., None]:
    """Make the command of a study."""

    def run(
        country: Country = "CN",
        as_of: AsOf = None,
        seed: Seed = 1,
        workers: Workers = None,
        scheduler: Scheduler = None,
        out: Out = None,
        formats: Formats = None,
        replace: Replace = False,
        as_json: AsJson = False,
        show_all: ShowAll = False,
        data: Data = None,
        overlay: Overlay = None,
    ) -> None:
        from sistercities import reports
        from sistercities.cli.study_run import run_study, study_lines

        result, report = run_study(
            name,
            country=country,
            as_of=as_of,
            seed=seed,
            workers=processors() if workers is None else workers,
            scheduler=scheduler,
            out=out,
            formats=formats,
            replace=replace,
            data=chosen(data, overlay),
        )
        if as_json:
            say_json(reports.study_json(result))
            return
        say(study_lines(result, report, Screen.here(), show_all=show_all))

    if name in OF_NEWEST_SOURCE:
        run.__annotations__["as_of"] = AsOfNewest
    run.__doc__ = (
        f"{QUESTIONS[name]}\n\nWithout --out the summary is printed and no file is written."
    )
    return run


order, drivers, connectivity, attractiveness, diplomacy, hubs = map(_command, QUESTIONS)
