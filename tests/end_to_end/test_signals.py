"""The program as the system sees it: interrupts, closed pipes, full disks."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

MAIN = "from sistercities.cli import command; command()"


TO_BEGIN = 2.5
"""Seconds of processor within which the study of the drawn world is done, were its draws few."""


def _command(*arguments: str) -> list[str]:
    return [sys.executable, "-c", MAIN, *arguments]


def _until_it_draws(program: subprocess.Popen[str]) -> None:
    """Wait for the draws to begin; were they not, an interrupt must still be clean.

    The clock says little on a busy machine, and costs what is drawn meanwhile on a quiet one.
    """
    until = time.monotonic() + (60 if sys.platform == "linux" else 4)
    while program.poll() is None and _processor_of(program.pid) < TO_BEGIN:
        if time.monotonic() > until:
            return
        time.sleep(0.1)


def _processor_of(pid: int) -> float:
    """Seconds of processor of a program and of those that it has started; 0 where none tells."""
    ticks = 0
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            told = path.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
            if pid in (int(path.parent.name), int(told[1])):
                ticks += int(told[11]) + int(told[12])
    return ticks / os.sysconf("SC_CLK_TCK") if ticks else 0.0


@pytest.fixture
def environment(release_folder: Path) -> dict[str, str]:
    return {**os.environ, "SISTERCITIES_DATA": str(release_folder), "PYTHONUNBUFFERED": "1"}


@pytest.mark.parametrize("workers", ["1", "2"])
def test_an_interrupt_is_a_sentence_and_leaves_nothing(
    environment: dict[str, str], tmp_path: Path, workers: str
) -> None:
    run = ("study", "nesting", "--draws", "10000000", "--workers", workers, "--out", "report")
    program = subprocess.Popen(
        _command(*run),
        cwd=tmp_path,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    _until_it_draws(program)
    assert program.poll() is None
    program.send_signal(signal.SIGINT)
    out, err = program.communicate(timeout=30)
    assert (program.returncode, out) == (130, "")
    assert err.startswith("Stopped; nothing is left half-written.")
    assert "Traceback" not in err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "losing",
    [
        # Python clears a weak reference away, as it does after many an import.
        "gone = weakref.ref(Thing(), lambda _: signal.raise_signal(signal.SIGINT))",
        # A library catches everything; the impatient hand types again.
        """
try:
    signal.raise_signal(signal.SIGINT)
except:
    pass
signal.raise_signal(signal.SIGINT)
""",
    ],
)
def test_an_interrupt_that_python_or_a_library_loses_ends_the_command(losing: str) -> None:
    done = _interrupted_inside(f"class Thing: pass\n{losing}\ntime.sleep(30)")
    assert done == ("ended by Ctrl-C\n", "", 0)


def test_one_interrupt_that_a_library_swallows_comes_again_by_itself() -> None:
    """A script sends one signal and waits."""
    swallowed = "try:\n    signal.raise_signal(signal.SIGINT)\nexcept:\n    pass\ntime.sleep(30)"
    done = _interrupted_inside(f"interrupts.AGAIN_SECONDS = 0.2\n{swallowed}")
    assert done == ("ended by Ctrl-C\n", "", 0)


def test_what_is_tidied_up_for_long_is_not_interrupted_by_the_reminder() -> None:
    again = "signal.raise_signal(signal.SIGINT)"
    tidying = f"try:\n {again}\nfinally:\n time.sleep(1)\n print('tidied up')"
    done = _interrupted_inside(f"interrupts.AGAIN_SECONDS = 0.1\n{tidying}")
    assert done == ("tidied up\nended by Ctrl-C\n", "", 0)


def test_an_impatient_hand_does_not_disturb_the_tidying_up() -> None:
    again = "signal.raise_signal(signal.SIGINT)"
    tidying = f"try:\n {again}\nfinally:\n {again}\n {again}\n print('tidied up')"
    assert _interrupted_inside(tidying) == ("tidied up\nended by Ctrl-C\n", "", 0)


def test_an_interrupt_waits_until_a_library_is_loaded() -> None:
    again = "signal.raise_signal(signal.SIGINT)"
    done = _interrupted_inside(
        f"""
from sistercities.interrupts import interrupts_held
with interrupts_held():
    {again}
    print("loaded")
print("went on")
"""
    )
    assert done == ("loaded\nended by Ctrl-C\n", "", 0)


def _interrupted_inside(lines: str) -> tuple[str, str, int]:
    """Run lines that interrupt their own program; return what it says, also wrong, and its code."""
    written = "\n".join(f"    {line}" for line in lines.splitlines())
    program = f"""
import signal, time, weakref
from sistercities.cli import interrupts
interrupts.listen()
try:
{written}
except KeyboardInterrupt:
    print("ended by Ctrl-C")
"""
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=20, check=False
    )
    return done.stdout, done.stderr, done.returncode


def test_a_closed_pipe_is_quiet(environment: dict[str, str]) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        _command("ties", "Ningwan"),
        env=environment,
        stdout=writer,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    os.close(writer)
    assert (done.returncode, done.stderr) == (0, "")


def _last(said: str) -> str:
    """Return the last line: an export says before how much is to be written."""
    return said.splitlines()[-1]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_an_output_that_is_full_is_a_sentence(environment: dict[str, str]) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            _command("ties", "Ningwan", "--json"),
            env=environment,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 4
    assert done.stderr.startswith("Error: the output cannot be written: no space left")
    assert "Traceback" not in done.stderr


def test_a_file_that_cannot_grow_leaves_nothing(
    environment: dict[str, str], tmp_path: Path
) -> None:
    resource = pytest.importorskip("resource", reason="limits on files need a Unix")
    done = subprocess.run(
        _command("export", "--out", "made"),
        cwd=tmp_path,
        env={**environment, "PYTHONDONTWRITEBYTECODE": "1"},
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (4_000, 4_000)),
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (4, "")
    assert _last(done.stderr).startswith("Error: made cannot be written: file too large")
    assert list(tmp_path.iterdir()) == []


def test_a_pipe_gets_utf8_and_no_colour(environment: dict[str, str]) -> None:
    done = subprocess.run(
        _command("ties", "宁湾"),
        env={**environment, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        capture_output=True,
        check=True,
    )
    assert "宁湾市" in done.stdout.decode("utf-8")
    assert b"\x1b" not in done.stdout
    assert done.stderr == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize(
    "arguments", [("ties", "Ningwan"), ("data", "status"), ("--help",), ("--version",), ("export",)]
)
def test_any_answer_on_a_full_output_is_a_sentence(
    environment: dict[str, str], tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    out = ("--out", str(tmp_path / "made")) if arguments == ("export",) else ()
    # A buffered output, as in a shell, fails later than an unbuffered one.
    buffered = {name: value for name, value in environment.items() if name != "PYTHONUNBUFFERED"}
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            _command(*arguments, *out),
            env=buffered,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 4
    assert _last(done.stderr).startswith("Error: the output cannot be written: no space left")
    assert "unexpected" not in done.stderr
    assert "Exception ignored" not in done.stderr


def _in_shell(line: str, environment: dict[str, str], cwd: Path) -> subprocess.CompletedProcess:
    program = f'{sys.executable} -c "{MAIN}"'
    return subprocess.run(
        ["/bin/sh", "-c", line.format(program=program)],
        cwd=cwd,
        env=environment,
        capture_output=True,
        check=False,
    )


@pytest.mark.skipif(os.name != "posix", reason="needs a Unix shell")
@pytest.mark.parametrize("command", ["ties Ningwan", "ties Ningwan --json", "--help"])
def test_a_closed_output_is_a_sentence(
    environment: dict[str, str], tmp_path: Path, command: str
) -> None:
    done = _in_shell(f"{{program}} {command} >&-", environment, tmp_path)
    assert done.returncode == 4
    assert done.stderr.startswith(b"Error: the output cannot be written: it is closed;")


@pytest.mark.skipif(os.name != "posix", reason="needs a Unix shell")
def test_a_closed_error_output_does_no_harm(environment: dict[str, str], tmp_path: Path) -> None:
    done = _in_shell("{program} ties Nowhere-at-all 2>&-", environment, tmp_path)
    assert (done.returncode, done.stdout) == (2, b"")


@pytest.mark.skipif(os.name != "posix", reason="needs a Unix shell")
@pytest.mark.parametrize("command", ["study nesting --draws 5", "export"])
def test_a_working_folder_that_is_gone_is_a_sentence(
    environment: dict[str, str], tmp_path: Path, command: str
) -> None:
    (tmp_path / "gone").mkdir()
    # Not rmdir: a cleared PATH may lack it.
    leave = f"'{sys.executable}' -c 'import os; os.rmdir(os.getcwd())'"
    line = f"cd gone && {leave} && {{program}} {command} --out made"
    done = _in_shell(line, environment, tmp_path)
    assert (done.returncode, done.stdout) == (4, b"")
    assert done.stderr.startswith(b"Error: made cannot be written: no such file")


def test_a_name_in_any_script_is_written_in_an_ascii_locale(
    environment: dict[str, str], tmp_path: Path
) -> None:
    ascii_locale = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    done = subprocess.run(
        _command("export", "--out", "宁湾"),
        cwd=tmp_path,
        env={**environment, **ascii_locale},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0
    assert done.stderr.decode("ascii").startswith("To be written: about ")
    assert len(done.stderr.splitlines()) == 1
    assert (tmp_path / "宁湾" / "ties.csv").exists()
    assert "Where: 宁湾 " in done.stdout.decode("utf-8")


@pytest.mark.parametrize("delay", [0.05, 0.3, 0.6])
def test_an_interrupt_at_the_start_shows_no_traceback(
    environment: dict[str, str], tmp_path: Path, delay: float
) -> None:
    """The program says when it begins; what the interpreter does before is not ours."""
    begun = f"print('begun', flush=True); {MAIN}"
    run = ("study", "nesting", "--draws", "10000000", "--out", "report")
    program = subprocess.Popen(
        [sys.executable, "-c", f"import sistercities.cli.interrupts; {begun}", *run],
        cwd=tmp_path,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert program.stdout is not None
    assert program.stdout.readline() == "begun\n"
    time.sleep(delay)
    for _ in range(5):  # an impatient hand
        if program.poll() is None:
            program.send_signal(signal.SIGINT)
        time.sleep(0.02)
    _, err = program.communicate(timeout=30)
    assert program.returncode == 130
    assert "Traceback" not in err
    assert list(tmp_path.iterdir()) == []
