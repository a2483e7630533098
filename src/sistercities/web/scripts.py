"""The scripts that make pages livelier, where they were built; each page is whole without them."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from sistercities.web.catalogues import english_words, page_words

FOLDER = "built"
_MEDIA = {
    ".js": "text/javascript",
    ".css": "text/css",
    ".json": "application/json",
    ".txt": "text/plain",
}
_PREFIX = "script."
_SHARED = (
    "level.", "n_ties", "unknown.ties", "sort.", "flows.answer", "flows.largest", "flows.shown",
    "flows.none", "flows.every", "flows.title", "flows.coverage",
)  # fmt: skip
"""Words of the pages that the scripts say too."""


@dataclass(frozen=True, slots=True)
class ScriptFile:
    """One file: its bytes, the same compressed, and its media type."""

    content: bytes
    zipped: bytes
    media_type: str


@dataclass(frozen=True)
class Scripts:
    """What was built.

    Attributes
    ----------
    entry
        Name of the module that a page loads; it loads the others when they are needed.
    files
        All files by name; the names change with the content.
    """

    entry: str
    files: Mapping[str, ScriptFile]

    def words(self, lang: str) -> str:
        """Give the words of the scripts in a language, as JSON."""
        return script_words(lang)

    def words_file(self, lang: str) -> str:
        """Name the file of these words, for pages that do not hold them; it changes with them."""
        return f"words-{lang}-{hashlib.sha256(script_words(lang).encode()).hexdigest()[:10]}.json"


def read_scripts(folder: Path) -> Scripts | None:
    """Read what was built into a folder; None where nothing was.

    Parameters
    ----------
    folder
        Where `make web` or the build of the wheel left `manifest.json`.
    """
    manifest = folder / "manifest.json"
    if not manifest.is_file():
        return None
    held = json.loads(manifest.read_text(encoding="utf-8"))
    return Scripts(held["entry"], {name: _read(folder / name) for name in held["files"]})


@cache
def built_scripts() -> Scripts | None:
    """Read the scripts of this package; None where they were not built."""
    return read_scripts(Path(str(files("sistercities.web"))) / "assets" / FOLDER)


@cache
def script_words(lang: str) -> str:
    """Give the words that scripts say in a language, as JSON: a key and its words."""
    held: dict[str, str] = {}
    for key, english in english_words().items():
        if not key.startswith((_PREFIX, *_SHARED)):
            continue
        name = key.removeprefix(_PREFIX)
        held[name] = page_words(lang, key)
        if english.plural is not None:
            held[f"{name}.one"] = page_words(lang, key, 1)
    return json.dumps(held, ensure_ascii=False, separators=(",", ":"))


def _read(path: Path) -> ScriptFile:
    content = path.read_bytes()
    return ScriptFile(content, gzip.compress(content, 6, mtime=0), _MEDIA[path.suffix])
