"""Apache and nginx themselves lead from earlier addresses to what became of them.

Each is run where it is installed, with the rules that a host copies: `.htaccess` of a site of
files, and `deploy/nginx.conf`.
"""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

import pytest

from sistercities.web.host import Host
from sistercities.web.site import StaticFiles
from sistercities.web.static.moved import moved_files

_DEPLOY = Path(__file__).parents[2] / "deploy"
_APACHE_MODULES = Path("/usr/lib/apache2/modules")
_MODULES = ("mpm_event", "authz_core", "dir", "mime", "rewrite")
_FILES = ("index.html", "en/region/gn-1/ties.html", "data/kept.json")
MOVED = {
    "/en/tie/gn-2960316~gn-2643743.html": "/en/ties/gn_2960.html#gn-2960316~gn-2643743",
    "/zh/tie/wd-q12345-gn-1.html": "/zh/ties/wd_q12.html#wd-q12345-gn-1",
    "/en/tie/x-abc~gn-1.html": "/en/ties/x_abc.html#x-abc~gn-1",
    "/en/embed/place/gn-1.html": "/en/place/gn-1.html#reduced",
    "/data/tie/gn-2960316~gn-1.json": "/data/ties/gn_2960.csv",
    "/data/tie/x-abc~gn-1.csv": "/data/ties/x_abc.csv",
    "/data/place/gn-1.json": "/data/place/gn-1.csv",
    "/en/region/gn-2/ties.html": "/en/region/gn-2.html#places",
}
_AS_WHO = "user root;\n" if os.geteuid() == 0 else ""
"""Folders of tests are closed to others, so workers of nginx stay who began them."""
HELD = {"/": 200, "/data/kept.json": 200, "/en/region/gn-1/ties.html": 200, "/en/no.html": 404}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    root = tmp_path / "site"
    made = {one.name: one.content for one in moved_files(StaticFiles(), Host())}
    for path, content in {**dict.fromkeys(_FILES, b"held"), **made}.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(content)
    for folder in (tmp_path, *tmp_path.parents[:2], root):
        folder.chmod(folder.stat().st_mode | 0o755)
    return root


def test_apache_leads_on(site: Path, tmp_path: Path) -> None:
    port = _free()
    lines = [
        f"ServerRoot {tmp_path}", f"PidFile {tmp_path}/pid", f"ErrorLog {tmp_path}/error.log",
        f"Listen 127.0.0.1:{port}", "ServerName localhost",
        *(f"LoadModule {one}_module {_APACHE_MODULES}/mod_{one}.so" for one in _MODULES),
        "TypesConfig /etc/mime.types", f"DocumentRoot {site}",
        f"<Directory {site}>", "AllowOverride All", "Require all granted", "</Directory>",
    ]  # fmt: skip
    (tmp_path / "httpd.conf").write_text("\n".join(lines) + "\n")
    with _running("apache2", ["-X", "-f", f"{tmp_path}/httpd.conf"], port):
        _assert_leads(port, "localhost")


def test_nginx_leads_on(site: Path, tmp_path: Path) -> None:
    port = _free()
    rules = (_DEPLOY / "nginx.conf").read_text()
    rules = rules.replace("listen 80;", f"listen 127.0.0.1:{port};")
    rules = re.sub(r"root /srv/ties;", f"root {site};", rules)
    (tmp_path / "nginx.conf").write_text(
        f"{_AS_WHO}pid {tmp_path}/pid; error_log {tmp_path}/error.log; daemon off; events {{}}\n"
        f"http {{ include /etc/nginx/mime.types; access_log off;\n{rules}\n}}\n"
    )
    with _running("nginx", ["-c", f"{tmp_path}/nginx.conf", "-e", f"{tmp_path}/error.log"], port):
        _assert_leads(port, "files.example.org")


@contextmanager
def _running(program: str, arguments: list[str], port: int) -> Iterator[None]:
    found = shutil.which(program, path="/usr/sbin:/usr/bin:/usr/local/sbin:/usr/local/bin")
    if found is None:
        pytest.skip(f"{program} is not installed")
    with subprocess.Popen([found, *arguments], stderr=subprocess.PIPE, text=True) as server:
        try:
            _wait(server, port)
            yield
        finally:
            server.terminate()


def _wait(server: subprocess.Popen[str], port: int) -> None:
    for _ in range(300):
        if server.poll() is not None:
            said = server.stderr.read() if server.stderr else ""
            pytest.fail(f"the web server ended: {said}")
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    pytest.fail("the web server does not answer")


def _free() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _assert_leads(port: int, host: str) -> None:
    for address, due in MOVED.items():
        status, location = _asked(port, host, address)
        assert status in (301, 302), address
        assert re.sub(r"^https?://[^/]+", "", location) == due
    for address, due_status in HELD.items():
        assert _asked(port, host, address)[0] == due_status, address


def _asked(port: int, host: str, address: str) -> tuple[int, str]:
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", address, headers={"Host": host})
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer.status, answer.getheader("Location") or ""
