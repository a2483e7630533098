"""Where overlays are, and how one is replaced: at any moment it is the old one or the new one.

An overlay is a folder. Each state of it is a sub-folder named for its content, and the small file
`current` names the one that counts. A new state is written aside, renamed to its name, and then
`current` is replaced by one rename, which is the only moment at which anything changes. What a
killed run leaves behind counts for nothing and is removed by the next one.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from sistercities.errors import InvalidArgument, OutputError
from sistercities.terms.late_methods import late_expression
from sistercities.terms.normal_forms import normalised

OVERLAYS = "SISTERCITIES_OVERLAYS"
CURRENT = "current"
_ASIDE = ".unfinished-"
_LOCK = ".lock"
_NAME = late_expression(r"[^\W_][\w.-]{0,63}")
_OF_UPDATES = late_expression(r"wikidata|wikipedia(-.*)?")
_STATE = late_expression(r"[0-9a-f]{16}(-[0-9]+)?")


def overlays_folder() -> Path:
    """Folder of the user's overlays: what the environment names, else the platform's own.

    Raises
    ------
    InvalidArgument
        If neither is known.
    """
    named = os.environ.get(OVERLAYS)
    return Path(named) if named else _user_data() / "sistercities" / "overlays"


def _user_data() -> Path:
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or _home() / "AppData" / "Local")
    if sys.platform == "darwin":
        return _home() / "Library" / "Application Support"
    return Path(os.environ.get("XDG_DATA_HOME") or _home() / ".local" / "share")


def _home() -> Path:
    try:
        return Path.home()
    except RuntimeError:
        advice = "the system knows no home folder; name a folder for overlays in it"
        raise InvalidArgument(OVERLAYS, "", advice) from None


def overlay_folder(named: str | Path) -> Path:
    """Folder of an overlay that is named: a plain name is one of the user's, else it is a path.

    Raises
    ------
    InvalidArgument
        If the name is empty, or no overlay can bear it.
    """
    if not str(named).strip():
        advice = "an empty name is no overlay; `sistercities overlays` lists those that there are"
        raise InvalidArgument("overlay", named, advice)
    return overlays_folder() / checked_name(str(named)) if is_name(named) else Path(named)


def is_name(named: str | Path) -> bool:
    """Whether it is a plain name rather than the path of a folder."""
    return isinstance(named, str) and Path(named).name == named and named not in ("", ".", "..")


def checked_name(name: str, *, is_register: bool = False) -> str:
    """Return the name of an overlay in its one form.

    Parameters
    ----------
    name
        The name as it was typed.
    is_register
        Whether a register is to bear it; the names that updates bear are not for registers.

    Raises
    ------
    InvalidArgument
        If it could not stand as the id of a source, or is kept for updates.
    """
    clean = normalised("NFC", name.strip()).casefold()
    if is_register and _OF_UPDATES.fullmatch(clean):
        advice = "`sistercities data update` keeps its own under this name; choose another"
        raise InvalidArgument("name", name[:80], advice)
    if _NAME.fullmatch(clean):
        return clean
    advice = "use up to 64 letters, digits, - and . without spaces, as in 'clair-2026'"
    raise InvalidArgument("name", name[:80], advice)


def names_of_overlays() -> list[str]:
    """Names of the user's overlays, sorted; a folder that was never finished is none."""
    try:
        return sorted(each.parent.name for each in overlays_folder().glob(f"*/{CURRENT}"))
    except OSError:
        return []


def current_state(folder: Path) -> Path | None:
    """Sub-folder that counts; None where there is none.

    Raises
    ------
    OSError
        If the pointer is there and cannot be read.
    """
    try:
        named = (folder / CURRENT).read_text(encoding="ascii", errors="replace").strip()
    except (FileNotFoundError, NotADirectoryError):
        return None
    return folder / named if _STATE.fullmatch(named) else folder / "no-state"


def replace_state(folder: Path, state: str, files: Mapping[str, bytes]) -> Path:
    """Write a state and make it the one that counts.

    Parameters
    ----------
    folder
        The overlay; made if it is not there. A folder that holds other things is refused.
    state
        Sixteen hexadecimal digits that follow from the content.
    files
        Content by file name.

    Raises
    ------
    OutputError
        If it cannot be written; the old state counts as before.
    """
    try:
        _refuse_foreign(folder)
        folder.mkdir(parents=True, exist_ok=True)
        with _one_at_a_time(folder):
            made = _written(folder, state, files)
            _point_to(folder, made.name)
            _remove_others(folder, made.name)
    except OutputError:
        raise
    except OSError as reason:
        problem = (reason.strerror or "the system refuses").lower()
        advice = f"make room or allow writing there, or set {OVERLAYS} to another folder"
        raise OutputError(str(folder), problem, advice) from None
    return made


def remove_left_over(folder: Path) -> None:
    """Remove what killed runs have left beside the state that counts; what cannot go stays."""
    with suppress(OSError):
        if not any(path.name.startswith(_ASIDE) for path in folder.iterdir()):
            return
        with _one_at_a_time(folder):
            state = current_state(folder)
            if state is not None:
                _remove_others(folder, state.name)


def remove_overlay_folder(folder: Path) -> None:
    """Take an overlay away; it stops counting with the first removal.

    Raises
    ------
    OutputError
        If it cannot be removed.
    """
    try:
        with _one_at_a_time(folder):
            (folder / CURRENT).unlink()
            _remove_others(folder, "")
        (folder / _LOCK).unlink(missing_ok=True)
        with suppress(OSError):  # something else lies in it
            folder.rmdir()
    except OSError as reason:
        problem = f"it cannot be removed, {(reason.strerror or 'the system refuses').lower()}"
        raise OutputError(str(folder), problem, "allow writing there, then try again") from None


def _refuse_foreign(folder: Path) -> None:
    if not folder.exists():
        return
    if not folder.is_dir():
        raise OutputError(str(folder), "it is a file", "name a folder")
    foreign = sorted(path.name for path in folder.iterdir() if not _is_ours(path.name))
    if foreign:
        problem = f"it holds {foreign[0]}, which is not of an overlay"
        raise OutputError(str(folder), problem, "name another folder")


def _is_ours(name: str) -> bool:
    return name in (CURRENT, _LOCK) or name.startswith(_ASIDE) or bool(_STATE.fullmatch(name))


@contextmanager
def _one_at_a_time(folder: Path) -> Iterator[None]:
    """Wait for another run that writes this overlay; where the system has no locks, do not."""
    try:
        from fcntl import LOCK_EX, flock
    except ImportError:
        yield
        return
    with (folder / _LOCK).open("wb") as lock:
        with suppress(OSError):  # a file system without locks
            flock(lock, LOCK_EX)
        yield


def _written(folder: Path, state: str, files: Mapping[str, bytes]) -> Path:
    """Write aside, then give the folder its name; a damaged namesake does not stand in the way."""
    import tempfile  # a preview writes nothing

    aside = Path(tempfile.mkdtemp(prefix=_ASIDE, dir=folder))
    try:
        for name, content in files.items():
            _write_synced(aside / name, content)
        aside.chmod(0o755)
        target = _free_name(folder, state)
        aside.rename(target)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    return target


def _free_name(folder: Path, state: str) -> Path:
    taken = {path.name for path in folder.iterdir()}
    names = (state if n == 0 else f"{state}-{n}" for n in range(len(taken) + 1))
    return folder / next(name for name in names if name not in taken)


def _point_to(folder: Path, state: str) -> None:
    import tempfile

    handle, name = tempfile.mkstemp(prefix=_ASIDE, dir=folder)
    os.close(handle)
    pointer = Path(name)
    try:
        _write_synced(pointer, f"{state}\n".encode())
        pointer.chmod(0o644)
        pointer.replace(folder / CURRENT)
    finally:
        pointer.unlink(missing_ok=True)


def _write_synced(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _remove_others(folder: Path, kept: str) -> None:
    """Remove older states and what killed runs have left; what cannot go stays, and harms not."""
    for path in folder.iterdir():
        if path.name in (CURRENT, _LOCK, kept) or not _is_ours(path.name):
            continue
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)
