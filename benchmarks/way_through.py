"""How far a command goes: frames of ours that stand at once, and files that it passes.

`python benchmarks/way_through.py [names]` runs four commands, `study nesting` and the import on the
drawn world of the tests, and prints for each the depth and the files. A file is passed where code
of it runs, be it only while it is loaded. With `--path` the frames of the deepest moment follow.
With `--loaded` the files follow that are only loaded: no function of them runs once loading is
over, each with the file that was being loaded, or the function that ran, when it was.
"""

from __future__ import annotations

import importlib
import inspect
import sys
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path
from types import FrameType

ROOT = Path(__file__).parents[1]
OURS = (str(ROOT / "src"), str(ROOT / "release_build"))
CSV = "year,home,partner\n2001,Shuanghe,Tokiwa\n2003,Meiping,Altwerder\n"


class Way:
    """What a command passes."""

    def __init__(self) -> None:
        self.files: set[str] = set()
        self.running: set[str] = set()
        self.loaded_by: dict[str, str] = {}
        self.deepest: list[str] = []

    def __call__(self, frame: FrameType, event: str, _arg: object) -> None:
        """Take note of a call."""
        name = frame.f_code.co_filename
        if event != "call" or not name.startswith(OURS):
            return
        self.files.add(name)
        standing = _ours(frame)
        if frame.f_code.co_name == "<module>":
            self.loaded_by[name] = standing[-2] if len(standing) > 1 else ""
            return
        if not _is_loading(frame):
            self.running.add(name)
        if len(standing) > len(self.deepest):
            self.deepest = standing


def _is_loading(frame: FrameType | None) -> bool:
    """Tell whether this is the body of a module or a class of ours, or called from such a body."""
    while frame is not None:
        code = frame.f_code
        if code.co_filename.startswith(OURS) and not code.co_flags & inspect.CO_NEWLOCALS:
            return True
        frame = frame.f_back
    return False


def _ours(frame: FrameType | None) -> list[str]:
    found = []
    while frame is not None:
        code = frame.f_code
        if code.co_filename.startswith(OURS):
            found.append(f"{Path(code.co_filename).relative_to(ROOT)}:{code.co_name}")
        frame = frame.f_back
    return found[::-1]


def _world(folder: Path) -> Path:
    sys.path.insert(0, str(ROOT / "tests"))
    made: Path = importlib.import_module("world").write_world(folder)
    return made


def commands(folder: Path, world: Path) -> dict[str, list[str]]:
    """Return the commands by the names they have in the decision."""
    csv = folder / "two.csv"
    csv.write_text(CSV, encoding="utf-8")
    on = ["--data", str(world)]
    return {
        "ties": ["ties", "Ningbo"],
        "recommend": ["recommend", "Ningbo"],
        "nesting": ["study", "nesting", "--draws", "20", "--workers", "1", *on],
        "import": ["import", str(csv), "--country", "CN", *on],
    }


def main(names: list[str]) -> None:
    """Run and print one command; each wants a process of its own."""
    with tempfile.TemporaryDirectory() as kept:
        folder = Path(kept)
        if names[0] in ("nesting", "import"):
            _child(names[0], commands(folder, _made(folder)), set(names[1:]))
        else:
            _child(names[0], commands(folder, folder), set(names[1:]))


def _made(folder: Path) -> Path:
    """Return the drawn world with its index, made in processes that leave nothing loaded here."""
    import subprocess

    code = (
        "import sys; from pathlib import Path; import way_through;"
        " way_through._world(Path(sys.argv[1]))"
    )
    subprocess.run([sys.executable, "-c", code, str(folder)], check=True, cwd=Path(__file__).parent)
    world = folder / "release"
    main_of = "from sistercities.cli import command; command()"
    subprocess.run(
        [sys.executable, "-c", main_of, "data", "index", "--data", str(world)],
        check=True, stdout=subprocess.DEVNULL,
    )  # fmt: skip
    return world


def _child(name: str, known: dict[str, list[str]], options: set[str]) -> None:
    way = Way()
    _followed(way, known[name])
    only_loaded = sorted(way.files - way.running)
    print(
        f"{name}: {len(way.deepest)} frames, {len(way.files)} files,"
        f" {len(only_loaded)} of them only loaded"
    )
    if "--path" in options:
        print("\n".join(way.deepest))
        print("\n".join(sorted(_short(one) for one in way.files)))
    if "--loaded" in options:
        print("\n".join(f"{_short(one)} <- {way.loaded_by.get(one, '')}" for one in only_loaded))


def _short(path: str) -> str:
    return str(Path(path).relative_to(ROOT))


def _followed(way: Callable[..., None], command: list[str]) -> None:
    sys.path.insert(0, str(ROOT / "src"))
    threading.setprofile(way)
    sys.setprofile(way)
    try:
        from sistercities.cli import main as command_line

        sys.argv = ["sistercities", *command]
        command_line()
    except SystemExit:
        pass
    finally:
        sys.setprofile(None)


if __name__ == "__main__":
    main(sys.argv[1:])
