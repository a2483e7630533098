"""A folder that takes the place of an older one: what others did to it is never lost unseen."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from sistercities.api.whole_folder import whole_folder
from sistercities.errors import OutputError

MARK = "mark.json"


def _make(out: Path, text: str = "first", *, replace: bool = False) -> None:
    with whole_folder(out, MARK, replace=replace) as new:
        (new / MARK).write_text("{}")
        (new / "en").mkdir()
        (new / "en" / "page.html").write_text(text)


def _text(out: Path) -> str:
    return (out / "en" / "page.html").read_text()


def _edit(out: Path) -> None:
    (out / "en" / "page.html").write_text("FIRST")


def _empty_folder(out: Path) -> None:
    (out / "notes").mkdir()


def _link(out: Path) -> None:
    (out / "link").symlink_to(out.parent)


def _dangling_link(out: Path) -> None:
    (out / "link").symlink_to("nowhere")


def _pipe(out: Path) -> None:
    os.mkfifo(out / "pipe")


def _rename(out: Path) -> None:
    (out / "en" / "page.html").rename(out / "en" / "egap.html")


@pytest.mark.skipif(os.name != "posix", reason="links and pipes")
@pytest.mark.parametrize("change", [_edit, _empty_folder, _link, _dangling_link, _pipe, _rename])
def test_whatever_was_changed_there_is_refused(
    tmp_path: Path, change: Callable[[Path], None]
) -> None:
    out = tmp_path / "out"
    _make(out)
    change(out)
    before = sorted(out.rglob("*"))
    with pytest.raises(OutputError, match=r"changed since it was made.*--replace"):
        _make(out, "later")
    assert sorted(out.rglob("*")) == before
    _make(out, "later", replace=True)
    assert _text(out) == "later"
    _make(out, "last")
    assert _text(out) == "last"
    assert [one.name for one in tmp_path.iterdir()] == ["out"]


@pytest.mark.skipif(os.name != "posix", reason="links")
def test_a_link_stays_and_the_folder_behind_it_is_replaced(tmp_path: Path) -> None:
    real, link = tmp_path / "disk" / "real", tmp_path / "link"
    real.parent.mkdir()
    _make(real)
    link.symlink_to(real)
    _make(link, "later")
    assert link.is_symlink()
    assert _text(real) == "later"


@pytest.mark.skipif(os.name != "posix", reason="links")
def test_a_link_that_leads_nowhere_is_refused(tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(tmp_path / "gone")
    with pytest.raises(OutputError, match="leads nowhere; remove the link, or name another"):
        _make(link, replace=True)
    assert link.is_symlink()


@pytest.mark.skipif(os.name != "posix", reason="needs a process that can be killed outright")
def test_what_a_killed_run_took_from_its_place_is_put_back(tmp_path: Path) -> None:
    out = tmp_path / "out"
    _make(out)
    killed = (
        "import os, sys, signal; from pathlib import Path\n"
        "from sistercities.api.whole_folder import whole_folder\n"
        "real = Path.rename\n"
        "def once(self, target):\n"
        "    real(self, target)\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
        "Path.rename = once\n"
        "with whole_folder(sys.argv[1], 'mark.json') as new:\n"
        "    (new / 'mark.json').write_text('{}')\n"
    )
    done = subprocess.run([sys.executable, "-c", killed, str(out)], check=False)
    assert done.returncode == -signal.SIGKILL
    assert not out.exists()
    _make(tmp_path / "another")
    assert _text(out) == "first"
    _make(out, "later")
    assert sorted(one.name for one in tmp_path.iterdir()) == ["another", "out"]
