"""`data update`."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sistercities.api.progress_bar import Bar, Report, progress_bar
from sistercities.cli import interrupts
from sistercities.cli.options import AsJson, Data, ShowAll, folder
from sistercities.cli.screen import Screen, say, say_json

if TYPE_CHECKING:
    from sistercities.api.update_fetch import UpdateInterrupted
    from sistercities.records import DataUpdate

Source = Annotated[
    str, typer.Option(metavar="NAME", help="wikidata or wikipedia.", show_default=False)
]
Language = Annotated[
    str, typer.Option(metavar="CODE", help="Language of the lists of Wikipedia: en or zh.")
]
Accept = Annotated[
    bool, typer.Option("--accept", help="Take the update over, as an overlay, without asking.")
]
DryRun = Annotated[
    bool, typer.Option("--dry-run", help="Ask for the list of pages only, and keep nothing.")
]
Endpoint = Annotated[
    str | None,
    typer.Option(
        metavar="URL",
        help="Another address that answers alike, such as a mirror.",
        show_default=False,
    ),
]
Snapshots = Annotated[
    Path | None,
    typer.Option(
        metavar="FOLDER",
        parser=folder,
        help="Where snapshots go [default: $SISTERCITIES_SNAPSHOTS, else the user's own].",
        show_default=False,
    ),
]
From = Annotated[
    Path | None,
    typer.Option(
        "--from",
        metavar="FOLDER",
        parser=folder,
        help="A snapshot that is there already; nothing is fetched.",
        show_default=False,
    ),
]
Rate = Annotated[float, typer.Option(metavar="N", help="Requests a second, at most.")]
Contact = Annotated[
    str | None,
    typer.Option(
        metavar="TEXT",
        help="Your mail address or page, told to the publisher [default: $SISTERCITIES_CONTACT].",
        show_default=False,
    ),
]


def update(
    source: Source,
    language: Language = "en",
    accept: Accept = False,
    dry_run: DryRun = False,
    endpoint: Endpoint = None,
    snapshots: Snapshots = None,
    from_snapshot: From = None,
    rate: Rate = 1.0,
    contact: Contact = None,
    as_json: AsJson = False,
    show_all: ShowAll = False,
    data: Data = None,
) -> None:
    """Fetch what a publisher says now, show what differs, take it over if told to.

    Each fetch is a new snapshot; an interrupted one goes on where it stopped. The release is never
    changed: what is taken over stands apart, and `--overlay` lays it over the data.
    """
    from sistercities import releases
    from sistercities.api.update_fetch import UpdateInterrupted

    may_ask = not as_json and sys.stdin is not None and sys.stdin.isatty() and sys.stdout.isatty()
    try:
        with progress_bar() as report:
            decide = _asked_back(report, show_all) if may_ask and not accept else accept
            found = releases.update_data(
                source,
                language=language,
                accept=decide,
                dry_run=dry_run,
                endpoint=endpoint,
                snapshots=snapshots,
                from_snapshot=from_snapshot,
                rate=rate,
                contact=contact,
                data=data,
                on_progress=report,
            )
    except UpdateInterrupted as stopped:
        interrupts.say_at_end(_what_is_kept(stopped))
        raise
    if as_json:
        say_json(found.to_json())
        return
    from sistercities.cli.data_update_page import outcome_lines, update_lines

    if accept or dry_run or not may_ask:
        say(update_lines(found, Screen.here(), show_all=show_all))
    say(outcome_lines(found))


def _what_is_kept(stopped: UpdateInterrupted) -> str:
    if stopped.snapshot is None:
        return (
            "Stopped; the pages fetched so far are kept: the same command goes on from there, "
            "within a day."
        )
    return (
        f"Stopped; nothing is taken over. The snapshot is whole: --from {stopped.snapshot} goes on "
        "with it, and fetches nothing."
    )


def _asked_back(report: Report | None, show_all: bool) -> Callable[[DataUpdate], bool]:
    """Show the update and ask the person at the terminal."""

    def decide(found: DataUpdate) -> bool:
        from sistercities.cli.data_update_page import update_lines

        if isinstance(report, Bar):  # a bar that moves would write over the question
            report.close()
        say(update_lines(found, Screen.here(), show_all=show_all))
        try:
            return typer.confirm("Take this update over?", default=False)
        except typer.Abort:  # Ctrl-C at the question
            raise KeyboardInterrupt from None

    return decide
