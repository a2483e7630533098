"""Make the reports of the release: `python -m release_build.reports`, when the release is built.

All studies of China, and those of all countries, each report packed into one file beside the tables
of the release, so that the explorer shows them without a command. The same release and the same
program give the same bytes.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import zipfile
from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path

import sistercities as sc
from sistercities.api.explorer.reports import MADE_FROM, PACKED
from sistercities.dataset.release.manifest import read_manifest
from sistercities.dataset.release.store import default_folder
from sistercities.errors import BuildError, OutputError, SistercitiesError

COUNTRIES = ("CN", "WORLD")
DRAWS, SEED = 10_000, 1
MAX_BYTES = 2_000_000
"""Of all packed reports together, so that the wheel stays small."""
_KEPT = (".html", ".json", ".csv", ".bib", ".ris")
_KEPT_TOO = ("parts.tex",)
"""Of the other tables for LaTeX no page of the report names one."""
_WHEN = (1980, 1, 1, 0, 0, 0)
"""The first day that the format knows: a file says nothing of the day on which it was packed."""
Progress = Callable[[str], None]


def make_reports(
    release: Path,
    countries: Sequence[str] = COUNTRIES,
    *,
    draws: int = DRAWS,
    seed: int = SEED,
    workers: int = 1,
    progress: Progress = lambda _: None,
) -> dict[str, bytes]:
    """Make the reports of a release and pack each.

    Parameters
    ----------
    release
        Folder of the release.
    countries
        Codes of home countries, and `WORLD` for the studies of all countries.
    draws, seed, workers
        As in `sistercities.study_all`.
    progress
        Called with a line at each step.

    Returns
    -------
    dict
        Names of the packed files, and their content.

    Raises
    ------
    BuildError
        If a study could not be run, or the files are too large.
    """
    packed: dict[str, bytes] = {}
    for country in countries:
        progress(f"all studies of {country}")
        packed[f"{country}.zip"] = _packed(release, country, draws, seed, workers)
    size = sum(map(len, packed.values()))
    if size > MAX_BYTES:
        raise BuildError(
            f"the packed reports have {size:,} bytes, {MAX_BYTES:,} are allowed; leave files out "
            "in release_build/reports.py"
        )
    return packed


def _packed(release: Path, country: str, draws: int, seed: int, workers: int) -> bytes:
    whole = sc.study_all(country, draws=draws, seed=seed, workers=workers, data=release)
    for one in whole.fragments:
        if one.problem:
            raise BuildError(f"{one.study} of {country} could not be run: {one.problem}")
    with tempfile.TemporaryDirectory() as aside:
        written = sc.reports.write_report(whole, Path(aside) / country, data=release)
        files = {
            one.name: one.read_bytes() for one in written.folder.iterdir()
            if (one.suffix in _KEPT or one.name in _KEPT_TOO) and not one.name.startswith(".")
        }  # fmt: skip
    manifest = read_manifest(release)
    made_from = {"data_version": manifest.version, "content_sha256": manifest.content_sha256}
    return pack(files | {MADE_FROM: json.dumps(made_from).encode()})


def pack(files: dict[str, bytes]) -> bytes:
    """Pack files into one, in the order of their names; the same files give the same bytes.

    By LZMA, which takes a third less room in the wheel than deflating at its best.
    """
    written = BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_LZMA) as packed:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, _WHEN)
            entry.compress_type, entry.external_attr = zipfile.ZIP_LZMA, 0o644 << 16
            entry.create_system = 3
            packed.writestr(entry, files[name])
    return written.getvalue()


def write_packed(packed: dict[str, bytes], release: Path) -> None:
    """Put packed reports beside the tables of a release, each aside first.

    Raises
    ------
    OutputError
        If one cannot be written.
    """
    folder = release / PACKED
    try:
        folder.mkdir(exist_ok=True)
        for name, content in packed.items():
            aside = folder / f"{name}.part"
            aside.write_bytes(content)
            aside.replace(folder / name)
    except OSError as reason:
        raise OutputError(
            str(folder), reason.strerror or str(reason), "free space or mend the rights"
        ) from None


def differing(packed: dict[str, bytes], release: Path) -> list[str]:
    """List the packed reports that are missing in a release or have other bytes there."""
    folder = release / PACKED
    return [
        name for name, content in packed.items()
        if not (folder / name).is_file() or (folder / name).read_bytes() != content
    ]  # fmt: skip


def main(arguments: Sequence[str]) -> int:
    """Make the reports, or with `--check` say whether those that are there are the same."""
    asked = _parser().parse_args(arguments)
    try:
        packed = make_reports(
            asked.release, asked.country or COUNTRIES, draws=asked.draws, seed=asked.seed,
            workers=asked.workers, progress=lambda line: print(line, file=sys.stderr),
        )  # fmt: skip
        if asked.check:
            return _checked(packed, asked.release)
        write_packed(packed, asked.release)
    except SistercitiesError as failure:
        print(f"{failure}", file=sys.stderr)
        return 1
    for name, content in packed.items():
        print(f"{asked.release / PACKED / name}: {len(content):,} bytes")
    return 0


def _checked(packed: dict[str, bytes], release: Path) -> int:
    others = differing(packed, release)
    for name in others:
        print(f"{name} is missing or has other bytes: make the reports again with `make reports`")
    return 1 if others else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m release_build.reports", description=__doc__)
    parser.add_argument("--release", type=Path, default=default_folder())
    parser.add_argument(
        "--country", action="append", help="home country, or WORLD; repeatable; both as a rule"
    )
    parser.add_argument("--draws", type=int, default=DRAWS)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--workers", type=int, default=1, help="threads; the bytes are the same")
    parser.add_argument("--check", action="store_true", help="make them aside and compare")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
