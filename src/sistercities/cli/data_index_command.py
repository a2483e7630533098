"""`data index`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from sistercities.cli.options import AsJson, Data, Overlay, chosen
from sistercities.cli.screen import say, say_json

if TYPE_CHECKING:
    from sistercities.api.data_index import DataIndex

Again = Annotated[bool, typer.Option("--again", help="Make it though there is one.")]


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
    say(_lines(found))


def _lines(found: DataIndex) -> list[str]:
    """Say where the index lies, or that it can be kept nowhere."""
    from sistercities.api.making_shown import NOWHERE

    if found.path is None or found.bytes is None:
        return [NOWHERE]
    what = "has been made" if found.is_new else "is there and whole"
    megabytes = found.bytes / 1_000_000
    return [
        f"The index of data {found.version} {what}: {megabytes:,.0f} MB.",
        f"Where: {found.path}",
    ]
