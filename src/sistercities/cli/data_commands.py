"""`data status`, `data verify`, `data index` and, from a module of its own, `data update`."""

from __future__ import annotations

from typing import Annotated

import typer

from sistercities.cli import update_command
from sistercities.cli.options import AsJson, Data, Overlay, chosen
from sistercities.cli.screen import Screen, say, say_json

app = typer.Typer(
    help="What the data hold, and whether they are whole.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
app.command("update")(update_command.update)


@app.command()
def status(as_json: AsJson = False, data: Data = None, overlay: Overlay = None) -> None:
    """Show the version, the sources and the number of ties."""
    from sistercities import releases

    found = releases.data_status(data=chosen(data, overlay))
    if as_json:
        say_json(found.to_json())
        return
    from sistercities.cli.data_pages import status_lines

    say(status_lines(found, Screen.here()))


@app.command()
def verify(as_json: AsJson = False, data: Data = None, overlay: Overlay = None) -> None:
    """Check checksums, keys, references and rules of the data."""
    from sistercities import releases

    found = releases.verify_data(data=chosen(data, overlay))
    if as_json:
        say_json(found.to_json())
        return
    from sistercities.cli.data_pages import verify_lines

    say(verify_lines(found))


Again = Annotated[bool, typer.Option("--again", help="Make it though there is one.")]


@app.command()
def index(
    again: Again = False, as_json: AsJson = False, data: Data = None, overlay: Overlay = None
) -> None:
    """Make the files from which places and names are looked up, before anybody asks.

    Each command makes those that it needs when it first does; on a server one may want them there
    before. They lie in the cache of this user, or in the folder that $SISTERCITIES_INDEX names.
    """
    from sistercities.api.data_index import index_data

    found = index_data(again=again, data=chosen(data, overlay))
    if as_json:
        say_json(found.to_json())
        return
    from sistercities.cli.data_pages import index_lines

    say(index_lines(found))
