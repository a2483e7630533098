"""Where the index may lie: the user's cache, else the machine's folder for passing files."""

from __future__ import annotations

import os
import stat
import sys
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

FOLDER = "SISTERCITIES_INDEX"
"""Names the folder of indexes; an empty word keeps none, and memory is used."""
_BY_OTHERS = stat.S_IWGRP | stat.S_IWOTH


def cache_folders() -> Iterator[Path]:
    """Give the folders in which an index may be kept, the best first; they need not exist.

    Where the environment names a folder, no other is used.
    """
    named = os.environ.get(FOLDER)
    if named is not None:
        if named.strip():
            yield Path(named).expanduser()
        return
    with suppress(RuntimeError):  # a user without a home
        yield _user_cache() / "sistercities" / "index"
    yield _passing()


def is_named() -> bool:
    """Whether the environment names the folder: then others may read what is in it."""
    return FOLDER in os.environ


def _user_cache() -> Path:
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")


def _passing() -> Path:
    who = os.getuid() if hasattr(os, "getuid") else os.environ.get("USERNAME", "user")
    return Path(tempfile.gettempdir()) / f"sistercities-{who}" / "index"


def is_own(folder: Path) -> bool:
    """Whether a folder is there and this user's alone, with the one above it; one named is."""
    if is_named() or not hasattr(os, "getuid"):
        return folder.is_dir()
    try:
        return all(_is_ours(one.lstat()) for one in (folder, folder.parent))
    except OSError:
        return False


def _is_ours(told: os.stat_result) -> bool:
    """Whether it is a folder, no link to one, that nobody else may write to."""
    is_folder = stat.S_ISDIR(told.st_mode)
    return is_folder and told.st_uid == os.getuid() and not told.st_mode & _BY_OTHERS


def made_for_own(folder: Path) -> bool:
    """Make a folder for this user; whether it is theirs and may be written to."""
    mode = 0o755 if is_named() else 0o700
    try:
        for one in (folder.parent, folder):
            one.mkdir(mode=mode, parents=True, exist_ok=True)
    except OSError:
        return False
    return is_own(folder) and os.access(folder, os.W_OK | os.X_OK)
