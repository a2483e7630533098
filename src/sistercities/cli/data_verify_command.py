"""`data verify`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sistercities.cli.options import AsJson, Data, Overlay, chosen
from sistercities.cli.screen import say, say_json

if TYPE_CHECKING:
    from sistercities.records import DataCheck


def verify(as_json: AsJson = False, data: Data = None, overlay: Overlay = None) -> None:
    """Check checksums, keys, references and rules of the data."""
    from sistercities import releases

    found = releases.verify_data(data=chosen(data, overlay))
    if as_json:
        say_json(found.to_json())
        return
    say(_lines(found))


def _lines(check: DataCheck) -> list[str]:
    """Say what was checked."""
    return [
        f"Data {check.version} are whole: {len(check.checked)} checks hold.",
        "",
        *(f"  {fact}" for fact in check.checked),
        "",
        f"Where: {check.folder}",
    ]
