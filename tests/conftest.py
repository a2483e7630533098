"""The releases that tests ask, each opened once, and the command line run in this process."""

from __future__ import annotations

import gc
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

import one_thread  # noqa: F401 - before numpy comes with any of those below

# isort: split
import guarded_world
import world
from frames_read_once import frames_read_once
from kept_indexes import indexes_of, keep, take_kept
from kept_memory import keep_memory
from sistercities.api.making_shown import BEGUN
from sistercities.cli.outcome import run
from studies_asked_once import studies_asked_once
from tables_opened_once import tables_opened_once

if TYPE_CHECKING:
    from sistercities.dataset.release.store import Release
    from sistercities.partners.ground import Ground
    from web.reader import Reader

# Without compiled files each worker would rewrite 450 modules of tests anew, and each program that
# a test starts would compile the package.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

keep_memory(is_worker="PYTEST_XDIST_WORKER" in os.environ)

# Started in the background, a shell has Ctrl-C ignored in us and in the programs that we start.
with suppress(ValueError):  # only the first thread may say so
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Iterator[None]:
    """Collect without looking for garbage, leave what is collected out of it, and look seldom."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.set_threshold(10_000, 20, 10)
        gc.freeze()  # with what little of it is garbage: to look for that takes time
        gc.enable()


def pytest_sessionstart(session: pytest.Session) -> None:
    """Begin with the indexes of the release that an earlier run kept."""
    if not _is_worker(session.config):
        take_kept(indexes_of(session.config))


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Keep the indexes of the release for the next run."""
    if not _is_worker(session.config):
        keep(indexes_of(session.config))


def _is_worker(config: pytest.Config) -> bool:
    return hasattr(config, "workerinput")


class Typed(NamedTuple):
    """What came of a command."""

    code: int
    out: str
    err: str


@pytest.fixture(scope="session", autouse=True)
def _indexes(pytestconfig: pytest.Config) -> None:
    """Keep the indexes of a run in one folder, which all workers and all programs share."""
    os.environ["SISTERCITIES_INDEX"] = str(indexes_of(pytestconfig))


@pytest.fixture(scope="session", autouse=True)
def _tables() -> Iterator[None]:
    """Open the tables of a release, and read them into frames, once in a worker."""
    with tables_opened_once(), frames_read_once():
        yield


@pytest.fixture(scope="session")
def release_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder of the drawn world's release; read it, never write to it."""
    return world.write_world(tmp_path_factory.mktemp("world"))


@pytest.fixture(scope="session")
def guarded_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder of the drawn world's release with rows on what stands in the way; only read it."""
    return guarded_world.write_guarded_world(tmp_path_factory.mktemp("guarded"))


@pytest.fixture(scope="session")
def real() -> Iterator[Reader]:
    """Ask the explorer of the release in the package."""
    from sistercities.web.site import open_site
    from web.reader import Reader

    with pytest.MonkeyPatch.context() as patched:
        patched.delenv("SISTERCITIES_DATA", raising=False)
        site = open_site()
    asking = Reader(site)
    yield asking
    asking.close()
    site.explorer.close()


@pytest.fixture(scope="session")
def package_release() -> Iterator[Release]:
    """Open the release in the package."""
    from sistercities.dataset.release.store import open_release

    with pytest.MonkeyPatch.context() as patched:
        patched.delenv("SISTERCITIES_DATA", raising=False)
        opened = open_release()
    with opened:
        yield opened


@pytest.fixture(scope="session")
def package_ground(package_release: Release) -> Ground:
    """Facts of the release in the package, which recommendations rest on; nothing changes them."""
    from sistercities.partners.read_ground import read_ground

    return read_ground(package_release)


@pytest.fixture(scope="session")
def results(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder of the results of studies, which all workers of a run share."""
    own = tmp_path_factory.getbasetemp()
    shared = own.parent if os.environ.get("PYTEST_XDIST_WORKER") else own
    folder = shared / "studies"
    folder.mkdir(exist_ok=True)
    return folder


@pytest.fixture
def studies_run_once(results: Path) -> Iterator[None]:
    """Run a study of the release, and check its files, once where several tests ask for the same.

    Whether one worker and two give the same numbers is another test, which does not ask for this.
    """
    with studies_asked_once(results):
        yield


@pytest.fixture
def typed(
    release_folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Callable[..., Typed]:
    """Type a command on the drawn world."""
    monkeypatch.setenv("SISTERCITIES_DATA", str(release_folder))

    def type_command(*arguments: str) -> Typed:
        capsys.readouterr()
        code = run(arguments)
        out, err = capsys.readouterr()
        # Whichever command is the first makes the index, and says so.
        return Typed(code, out, err.replace(f"{BEGUN}\n", "", 1))

    return type_command


@pytest.fixture(scope="session")
def many_folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Give numbered folders in one: pytest lists all that it made before it makes the next."""
    within = tmp_path_factory.mktemp("overlays")
    return (within / str(number) for number in count())


@pytest.fixture(autouse=True)
def _overlays_of_a_test(many_folders: Iterator[Path]) -> Path:
    """Keep the overlays of whoever runs the tests out of them; return where theirs would go."""
    folder = next(many_folders)
    os.environ["SISTERCITIES_OVERLAYS"] = str(folder)
    os.environ.pop("SISTERCITIES_OVERLAY", None)
    return folder


@pytest.fixture
def overlays_of_nobody(_overlays_of_a_test: Path) -> Path:
    """Make the folder of the overlays of a test, should none stand there yet; return it."""
    _overlays_of_a_test.mkdir(exist_ok=True)
    return _overlays_of_a_test


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Any]]:
    """Note the processes that are started; none is left behind."""
    found: list[Any] = []
    start = subprocess.Popen

    def noted(*given: Any, **named: Any) -> Any:
        found.append(start(*given, **named))
        return found[-1]

    monkeypatch.setattr(subprocess, "Popen", noted)
    yield found
    assert all(process.poll() is not None for process in found)
