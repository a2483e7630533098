"""What one installs: megabytes of the core, of the explorer and of the studies, by package.

`python benchmarks/install_size.py [--python /usr/bin/python3] [--extras web study]`. Builds the
wheel of this checkout, installs it with the versions of `constraints.txt` into fresh environments
without pip, and counts what lies on the disk: with the bytecode that pip writes for every module,
and without it, as other installers leave it. Exits with 1 where the core takes more than it may.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from page_part import write_part

ROOT = Path(__file__).resolve().parents[1]
MARK = "install"
LIMIT = 170
"""Megabytes of the core."""
MOST_NAMED = 9
_BLOCK = 512
_MEGABYTE = 2**20


@dataclass(frozen=True, slots=True)
class Size:
    """What an installation takes, in bytes on the disk.

    Attributes
    ----------
    extra
        The extra that was installed; "" for the core alone.
    plain, bytecode
        What the wheels hold, and what is compiled of it.
    by_package
        Both together, by the folder or file at the top.
    """

    extra: str
    plain: int
    bytecode: int
    by_package: Counter[str]

    @property
    def total(self) -> int:
        """All of it."""
        return self.plain + self.bytecode


def built_wheel(folder: Path) -> Path:
    """Build the wheel of this checkout."""
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "wheel", "--quiet"]
    subprocess.run([*pip, "--no-deps", "--wheel-dir", str(folder), str(ROOT)], check=True)
    return next(folder.glob("*.whl"))


def installed(wheel: Path, extra: str, python: str, folder: Path) -> Size:
    """Install the wheel into an environment of its own and count."""
    subprocess.run([python, "-m", "venv", "--without-pip", str(folder)], check=True)
    asked = f"{wheel}[{extra}]" if extra else str(wheel)
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check"]
    pip += ["--python", str(folder / "bin" / "python"), "install", "--quiet"]
    subprocess.run([*pip, "--constraint", str(ROOT / "constraints.txt"), asked], check=True)
    return _counted(extra, next((folder / "lib").glob("python*")) / "site-packages")


def _counted(extra: str, packages: Path) -> Size:
    bytecode, plain, by_package = 0, 0, Counter[str]()
    for path in packages.rglob("*"):
        if path.is_dir() or path.is_symlink():
            continue
        size = path.stat().st_blocks * _BLOCK
        bytecode += size if path.suffix == ".pyc" else 0
        plain += 0 if path.suffix == ".pyc" else size
        by_package[_package(path.relative_to(packages).parts[0])] += size
    return Size(extra, plain, bytecode, by_package)


def _package(top: str) -> str:
    """Name the package of a folder: its shared libraries and its metadata belong to it."""
    return top.lstrip("_").partition("-")[0].partition(".")[0]


def section(sizes: list[Size], python: str) -> str:
    """Lay the measurement out as a part of the page."""
    version = subprocess.run([python, "--version"], capture_output=True, text=True, check=True)
    core = sizes[0]
    verdict = "met" if core.total <= LIMIT * _MEGABYTE else "missed"
    named = ", ".join(
        f"{name} {size / _MEGABYTE:.0f}" for name, size in core.by_package.most_common(MOST_NAMED)
    )
    rows = [
        f"| {f'with the extra `{one.extra}`' if one.extra else 'the core'} | "
        f"{one.plain / _MEGABYTE:.0f} MB | {one.total / _MEGABYTE:.0f} MB |"
        for one in sizes
    ]
    return "\n".join(
        [
            "## What one installs",
            "",
            "`python benchmarks/install_size.py`: the wheel with the versions of "
            "`constraints.txt` in a fresh environment, pip itself left out. "
            f"{version.stdout.strip()}.",
            "",
            "| installed | as the wheels hold it | with the bytecode that pip writes |",
            "|---|---:|---:|",
            *rows,
            "",
            f"The limit of the core, bytecode included, is {LIMIT} MB: {verdict}. It is made of "
            f"{named} MB, and smaller ones.",
        ]
    )


def main() -> int:
    """Measure, write the part of the page and print it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--python", default="/usr/bin/python3")
    parser.add_argument("--extras", nargs="*", default=["web", "study"])
    given = parser.parse_args()
    sizes = []
    with tempfile.TemporaryDirectory() as folder:
        wheel = built_wheel(Path(folder))
        for extra in ("", *given.extras):
            place = Path(folder) / f"environment-{extra}"
            sizes.append(installed(wheel, extra, given.python, place))
    text = section(sizes, given.python)
    write_part(MARK, text)
    print(text)
    return int(sizes[0].total > LIMIT * _MEGABYTE)


if __name__ == "__main__":
    sys.exit(main())
