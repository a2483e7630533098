"""`overlays` and `overlays remove`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from sistercities.cli.options import AsJson
from sistercities.cli.screen import MISSING, Screen, say, say_json, table

if TYPE_CHECKING:
    from sistercities.records import OverlayState

app = typer.Typer(help="The registers and notices that were imported.", rich_markup_mode=None)


@app.callback(invoke_without_command=True)
def overlays(context: typer.Context, as_json: AsJson = False) -> None:
    """List the registers and lists of notices that were imported, and whether they are sound."""
    if context.invoked_subcommand:
        return
    from sistercities import registers

    found = registers.overlays()
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
            each.kind or MISSING,
            *(MISSING if n is None else f"{n:,}" for n in _counts(each)),
            str(each.year or MISSING),
            each.file or MISSING,
        ]
        for each in found
    ]
    heads = ("Overlay", "State", "Of", "Lines", "Understood", "As of", "File")
    say(
        [
            *table(heads, rows, Screen.here().width, ("Lines", "Understood", "As of")),
            *(f"{each.name} {each.problem}." for each in found if each.problem),
            *(
                ["", "What became of each line:"]
                if any(each.account_file for each in found)
                else []
            ),
            *(f"  {each.account_file}" for each in found if each.account_file),
        ]
    )


def _counts(each: OverlayState) -> tuple[int | None, int | None]:
    """Lines kept, and those whose names are all places."""
    if each.kind == "notices":
        return each.notices, each.placed
    return each.claims, each.resolved


@app.command()
def remove(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Its name.", show_default=False)],
) -> None:
    """Take an overlay away; the file that it came from is not touched."""
    from sistercities import registers

    say([f"Removed {registers.remove_overlay(name)}"])
