"""What a file that is imported becomes: the name of its overlay, its year, what it replaces."""

from __future__ import annotations

from pathlib import Path

from sistercities.dataset.overlays.overlay import Overlay, OverlayKind, read_overlay
from sistercities.errors import InvalidArgument, OverlayError
from sistercities.sources.register_mapping import RegisterMapping, read_mapping


def mapping_of(
    mapping: RegisterMapping | str | Path | None, *, is_of_notices: bool = False
) -> RegisterMapping:
    """Return a mapping that is given, read from its file, or empty.

    Raises
    ------
    RegisterError
        If the file cannot be read as one.
    """
    if isinstance(mapping, RegisterMapping):
        return mapping
    if mapping is None:
        return RegisterMapping(is_of_notices=is_of_notices)
    return read_mapping(mapping, is_of_notices=is_of_notices)


def name_of_file(file: str | Path) -> str:
    """Make a name of the name of a file: spaces and signs become hyphens."""
    stem = Path(file).stem
    signs = "".join(letter if letter.isalnum() or letter in "._" else "-" for letter in stem)
    return "-".join(filter(None, signs.split("-")))[:64].strip(".-_") or "register"


_KINDS: dict[OverlayKind, str] = {
    "ties": "a register of ties", "notices": "a list of notices", "rulings": "a file of rulings",
}  # fmt: skip


def replaced_overlay(name: str, kind: OverlayKind = "ties") -> Overlay | None:
    """Return the overlay that an import replaces; None where there is none that is sound.

    Raises
    ------
    InvalidArgument
        If the name is that of an overlay of the other kind, which is not lost to an import.
    """
    try:
        older = read_overlay(name)
    except OverlayError:
        return None
    if older.kind != kind:
        advice = (
            f"{_KINDS[older.kind]} has this name; choose another name, or remove that overlay first"
        )
        raise InvalidArgument("name", name, advice)
    return older


def year_of_import(file: str | Path, older: Overlay | None) -> int:
    """Year of the first import of this very file, else this year."""
    from datetime import UTC, datetime

    from sistercities.sources.register_sheet import file_sha256

    if older is not None and older.origin.get("sha256") == file_sha256(file):
        known = older.origin.get("year", "")
        if known.isascii() and known.isdigit():
            return int(known)
    return datetime.now(UTC).year
