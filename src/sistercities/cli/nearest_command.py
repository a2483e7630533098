"""What a command that there is none of was meant for: the one that does it, or the nearest name."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches

_PLACE = "`sistercities place NAME` finds a place and shows what is held of it"
_TIES = "`sistercities ties PLACE` lists the partner cities of a place"
_MAPS = "`sistercities serve` shows maps in a browser"
_HELP = "`sistercities --help` lists the commands"
MEANT: dict[str, str] = {
    "search": _PLACE,
    "find": _PLACE,
    "show": _PLACE,
    "lookup": _PLACE,
    "look": _PLACE,
    "places": _PLACE,
    "city": _PLACE,
    "info": _PLACE,
    "list": _TIES,
    "partners": _TIES,
    "sisters": _TIES,
    "twins": _TIES,
    "review": _TIES,
    "map": _MAPS,
    "maps": _MAPS,
    "web": _MAPS,
    "explorer": _MAPS,
    "suggest": "`sistercities recommend PLACE` names places to approach",
    "common": "`sistercities path PLACE PLACE` finds the partners that two places share",
    "compare": "`sistercities benchmark PLACE` compares a place with its peers",
    "sources": "`sistercities data status` names the sources of the data",
    "help": _HELP,
    "commands": _HELP,
    "version": "`sistercities --version` prints the version",
}
"""What does the job of a word that is no command here, by the word."""
_ALIKE = 0.6


def advice_on(word: str, commands: Mapping[str, object], path: str, known: set[str]) -> str:
    """Say which command is meant by a word that is none; "" where nothing is near.

    Parameters
    ----------
    word
        What was typed.
    commands
        The commands that stand where it was typed.
    path
        What was typed before it: `sistercities`, or `sistercities data`.
    known
        All commands as they are typed, for one that stands in another group.
    """
    typed = word.lower()
    is_first = " " not in path
    if is_first and typed in MEANT:
        return MEANT[typed]
    if is_first:
        inside = sorted(one for one in known if one.rpartition(" ")[2] == typed)
        if inside:
            return f"`sistercities {inside[0]}` is meant, perhaps"
    near = get_close_matches(typed, list(commands), n=1, cutoff=_ALIKE)
    if near:
        return f"The nearest is `{path} {near[0]}`"
    return ""
