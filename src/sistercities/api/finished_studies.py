"""Chapters that are done, kept until the whole report is written, so that a run can be resumed.

They stand in a hidden folder beside the report's folder. A chapter is taken back only if all that
its numbers depend on is the same: the data, what was asked, the program.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Mapping
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path

from sistercities.dataset.release.store import Release
from sistercities.errors import OutputError
from sistercities.report.chapters.fragment import Fragment, as_json, from_json
from sistercities.report.exports import json_bytes, write_together


class FinishedStudies:
    """The chapters kept for one report.

    Parameters
    ----------
    report
        Folder of the report; None keeps nothing.
    key
        What all chapters depend on.
    """

    def __init__(self, report: Path | None, key: Mapping[str, object]) -> None:
        held = json.dumps(dict(key), sort_keys=True, default=str)
        self._key = hashlib.sha256(held.encode()).hexdigest()
        self._folder = None if report is None else folder_beside(report)

    def get(self, study: str) -> Fragment | None:
        """Take back a chapter, or None where it is not there or was made from something else."""
        if self._folder is None:
            return None
        with suppress(OSError, ValueError, KeyError, TypeError, RecursionError):
            held = json.loads((self._folder / f"{study}.json").read_bytes())
            if held["key"] == self._key:
                return from_json(held["chapter"])
        return None

    def put(self, fragment: Fragment) -> None:
        """Keep a chapter.

        Raises
        ------
        OutputError
            If it cannot be written.
        """
        if self._folder is None:
            return
        content = json_bytes({"key": self._key, "chapter": as_json(fragment)})
        write_together(self._folder, {f"{fragment.study}.json": content}, replace=True)

    def clear(self) -> None:
        """Remove what was kept; the report holds it now.

        Raises
        ------
        OutputError
            If a file cannot be removed.
        """
        if self._folder is None or not self._folder.exists():
            return
        try:
            shutil.rmtree(self._folder)
        except OSError as error:
            raise OutputError(
                str(self._folder), error.strerror or "it cannot be removed", "remove it by hand"
            ) from None


def folder_beside(report: Path) -> Path:
    """Name the hidden folder beside a report's folder."""
    whole = report.absolute()
    return whole.parent / f".{whole.name}.finished-studies"


def data_key(release: Release) -> dict[str, object]:
    """Say which data are read, overlays with their content."""
    row = release.query("SELECT count(*) AS n, bit_xor(hash(t)) AS content FROM ties t")[0]
    return {"version": release.version, "ties": row["n"], "content": row["content"]}


def program_key() -> str:
    """Hash the program's own text, so that a chapter of another program is not taken back."""
    spec = find_spec("sistercities")
    found = hashlib.sha256()
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        for path in sorted(Path(folder).rglob("*.py")):
            found.update(path.read_bytes())
        for path in sorted(Path(folder).rglob("templates/**/*.*")):
            found.update(path.read_bytes())
    return found.hexdigest()
