"""The path between two places, on ties that stay in memory."""

from __future__ import annotations

from weakref import WeakKeyDictionary

from sistercities.api.explorer.store import Explorer
from sistercities.api.path_records import LONGEST, SHOWN, TiePath
from sistercities.api.tie_paths import network_of, path_between
from sistercities.network.chains import TieNetwork

_kept: WeakKeyDictionary[Explorer, dict[bool, TieNetwork]] = WeakKeyDictionary()


def path_in(
    explorer: Explorer,
    start: str,
    end: str,
    *,
    most: int = SHOWN,
    longest: int = LONGEST,
    near: bool = False,
    past: bool = False,
) -> TiePath:
    """Find the shortest chains of ties between two places; otherwise as `sistercities.api.path`.

    Parameters
    ----------
    explorer
        The opened data.
    start, end, most, longest, near, past
        As in `sistercities.api.path`.
    """
    found = (explorer.find(start), explorer.find(end))
    networks = _kept.setdefault(explorer, {})
    if past not in networks:
        networks[past] = network_of(explorer.release, past=past)
    return path_between(
        explorer.release, found, most=most, longest=longest, near=near, past=past,
        network=networks[past], typed=(start, end),
    )  # fmt: skip
