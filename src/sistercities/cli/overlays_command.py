"""`overlays` and `overlays remove`."""

from __future__ import annotations

from typing import Annotated

import typer

from sistercities.cli.options import AsJson
from sistercities.cli.screen import MISSING, Screen, say, say_json, table

app = typer.Typer(help="The registers that were imported.", rich_markup_mode=None)


@app.callback(invoke_without_command=True)
def overlays(context: typer.Context, as_json: AsJson = False) -> None:
    """List the registers that were imported, and whether they are sound."""
    if context.invoked_subcommand:
        return
    from sistercities import api

    found = api.overlays()
    if as_json:
        say_json([each.to_json() for each in found])
        return
    if not found:
        say(["No register was imported yet: sistercities import FILE"])
        return
    rows = [
        [
            each.name,
            "sound" if not each.problem else "damaged",
            MISSING if each.claims is None else f"{each.claims:,}",
            MISSING if each.resolved is None else f"{each.resolved:,}",
            str(each.year or MISSING),
            each.file or MISSING,
        ]
        for each in found
    ]
    heads = ("Overlay", "State", "Lines", "Ties", "As of", "File")
    say(
        [
            *table(heads, rows, Screen.here().width, ("Lines", "Ties", "As of")),
            *(f"{each.name} {each.problem}." for each in found if each.problem),
            "",
            "What became of each line:",
            *(f"  {each.account_file}" for each in found if each.account_file),
        ]
    )


@app.command()
def remove(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Its name.", show_default=False)],
) -> None:
    """Take an overlay away; the file that it came from is not touched."""
    from sistercities import api

    say([f"Removed {api.remove_overlay(name)}"])
