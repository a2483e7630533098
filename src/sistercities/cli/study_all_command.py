"""`study all`."""

from __future__ import annotations

from sistercities.cli.options import (
    AsJson,
    AsOf,
    Data,
    Draws,
    Formats,
    HomeOrWorld,
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
    chosen,
    processors,
)
from sistercities.cli.screen import Screen, say, say_json


def every(
    country: HomeOrWorld = "CN",
    as_of: AsOf = None,
    region: OfRegion = "",
    source: OfSource = "",
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
    """Run all studies and judge all claims, in one report.

    With two workers and two processors two studies run at a time, each in a process of its own;
    the numbers do not depend on it. With --out, a run that was interrupted goes on where it was:
    finished studies are not made again. Without --out the summary is printed and no file is
    written.
    """
    from sistercities import reports
    from sistercities.cli.study_run import Written, run_all, study_lines

    whole, report = run_all(
        Written(out, formats, replication=replication, replace=replace),
        country,
        as_of,
        region=region,
        source=source,
        draws=draws,
        seed=seed,
        workers=processors() if workers is None else workers,
        scheduler=scheduler,
        data=chosen(data, overlay),
    )
    if as_json:
        say_json(reports.study_json(whole))
        return
    say(study_lines(whole, report, Screen.here(), show_all=show_all))
