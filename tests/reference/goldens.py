"""What the program says today, frozen, so that a move of code can be seen to change nothing.

    python tests/reference/goldens.py freeze FOLDER
    python tests/reference/goldens.py compare BEFORE AFTER

`freeze` runs the commands below with the program that this Python imports and keeps what each
prints and writes; `compare` names what differs. Times of making and paths are left out. Nothing is
kept in the project: freeze before a move, with the code as it was, and after it.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

PRINTED: dict[str, tuple[str, ...]] = {
    "ties": ("ties", "Ningbo", "--json"),
    "ties-text": ("ties", "Ningbo"),
    "ties-region": ("ties", "Zhejiang", "--json"),
    "place": ("place", "Kraków", "--json"),
    "covariates": ("covariates", "Ningbo", "--json"),
    "recommend": ("recommend", "Ningbo", "--json"),
    "recommend-text": ("recommend", "Okegawa"),
    "recommend-all": ("recommend", "Sumy", "--all", "--json"),
    "assess": ("assess", "Prague", "Beijing", "--json"),
    "assess-text": ("assess", "Kaunas", "Saint Petersburg"),
    "benchmark": ("benchmark", "Ningbo", "--json"),
    "seeking": ("seeking", "Poznań", "--json"),
    "path": ("path", "Ningbo", "Boise", "--json"),
    "data-status": ("data", "status", "--json"),
    "nesting": ("study", "nesting", "--country", "CN", "--draws", "300", "--json"),
    "nesting-text": ("study", "nesting", "--country", "JP", "--draws", "300"),
}
WRITTEN: dict[str, tuple[str, ...]] = {
    "all-CN": ("study", "all", "--country", "CN", "--draws", "300", "--out", "OUT"),
    "all-JP": ("study", "all", "--country", "JP", "--draws", "300", "--out", "OUT"),
    "brief": ("brief", "Ningbo", "--format", "html", "--out", "OUT"),
    "export": ("export", "--country", "LI", "--format", "csv", "--out", "OUT"),
    "graph": ("export", "--country", "LI", "--format", "graphml", "--out", "OUT"),
    "site": ("site", "build", "--country", "LI", "--out", "OUT"),
}
_MADE_AT = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[.\d]*(?:Z|\+00:00)?")


def _run(words: tuple[str, ...]) -> bytes:
    done = subprocess.run(
        [sys.executable, "-m", "sistercities", *words], capture_output=True, check=False
    )
    return done.stdout + b"\n-- " + str(done.returncode).encode() + b"\n" + done.stderr


def freeze(folder: Path, only: list[str]) -> None:
    """Run every command and keep what it printed and wrote."""
    for name, words in (PRINTED | WRITTEN).items():
        if only and name not in only:
            continue
        print(name, file=sys.stderr, flush=True)
        with tempfile.TemporaryDirectory() as temporary:
            out = Path(temporary) / "out"
            said = _run(tuple(str(out) if word == "OUT" else word for word in words))
            _keep(folder / name / "printed", said.replace(os.fsencode(temporary), b""))
            for path in sorted(out.rglob("*")) if out.is_dir() else ():
                if path.is_file():
                    _keep(folder / name / path.relative_to(out), path.read_bytes())


def _keep(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(_MADE_AT.sub(b"TIME", content))


def differences(before: Path, after: Path) -> Iterator[str]:
    """Name the files that are in one folder alone, or differ."""
    held = {path.relative_to(before) for path in before.rglob("*") if path.is_file()}
    new = {path.relative_to(after) for path in after.rglob("*") if path.is_file()}
    for path in sorted(held | new):
        if path not in held or path not in new:
            yield f"{'after' if path in new else 'before'} alone: {path}"
        elif (before / path).read_bytes() != (after / path).read_bytes():
            yield f"differs: {path}"


def main() -> int:
    """Freeze, or compare."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    kinds = parser.add_subparsers(dest="kind", required=True)
    freezing = kinds.add_parser("freeze")
    freezing.add_argument("folder", type=Path)
    freezing.add_argument("only", nargs="*")
    comparing = kinds.add_parser("compare")
    comparing.add_argument("before", type=Path)
    comparing.add_argument("after", type=Path)
    given = parser.parse_args()
    if given.kind == "freeze":
        freeze(given.folder, given.only)
        return 0
    found = list(differences(given.before, given.after))
    print("\n".join(found) or "nothing differs")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
