"""The explorer as a user starts it, on the release in the package, with a report of a small world.

Where several workers test, one explorer serves them all: the process that hands out the tests
starts it, and the workers are told where it is.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass
from pathlib import Path

_PATIENCE = 120.0
_MAIN = "from sistercities.cli import main; raise SystemExit(main())"
_REPORT = Path(__file__).with_name("miniature_report.py")


@dataclass(frozen=True)
class Explorer:
    """Where a server is, or comes to be, and the folder of its reports."""

    address: str
    reports: Path

    def wait(self) -> None:
        """Wait until it answers and the report is there."""
        until = time.monotonic() + _PATIENCE
        while time.monotonic() < until:
            try:
                urllib.request.urlopen(self.address, timeout=10).close()
            except OSError:
                time.sleep(0.1)
                continue
            if (self.reports / "CN").is_dir():
                return
            time.sleep(0.1)
        raise AssertionError("the explorer does not start; try `sistercities serve`")


class Running:
    """An explorer and the process that writes its report, both at work at once.

    Parameters
    ----------
    folder
        Where all that is written lies.
    indexes
        Folder of the indexes of this run, with what an earlier one kept.
    """

    def __init__(self, folder: Path, indexes: Path) -> None:
        port, self._said = _free_port(), folder / "said"
        reports = folder / "reports"
        reports.mkdir(parents=True)
        self.explorer = Explorer(f"http://127.0.0.1:{port}", reports)
        imprint = folder / "imprint.txt"
        imprint.write_text("Town hall\nMarket 1", encoding="utf-8")
        serve = [sys.executable, "-c", _MAIN, "serve", "--port", str(port)]
        serve += ["--imprint", str(imprint), "--reports"]
        told = {**os.environ, "SISTERCITIES_INDEX": str(indexes)}
        with self._said.open("wb") as written:
            self._server = subprocess.Popen(
                [*serve, str(reports)], stdout=written, stderr=subprocess.STDOUT, env=told
            )
            self._writer = subprocess.Popen(
                [sys.executable, str(_REPORT), str(folder)],
                stdout=written,
                stderr=subprocess.STDOUT,
                env=told,
            )

    def stop(self) -> str:
        """End both; gives what they said."""
        self._server.send_signal(signal.SIGINT)
        self._server.wait(_PATIENCE)
        self._writer.wait(_PATIENCE)
        return self._said.read_text(encoding="utf-8")


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])
