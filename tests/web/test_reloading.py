"""Data that change while a server runs are read again; a log tells of answers, not of readers."""

from __future__ import annotations

import asyncio
import shutil
import signal
from pathlib import Path
from typing import Any

import httpx
import pytest

from sistercities.api.data_choice import files_watched
from sistercities.errors import ReleaseError
from sistercities.web.access_log import LOGGER, AccessLog
from sistercities.web.reloading import Reloading
from web.served import serving


async def _plain(scope: Any, _receive: Any, send: Any, text: bytes = b"") -> None:
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": text or scope["path"].encode()})


def _asked(app: Any, address: str) -> str:
    async def ask() -> str:
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="http://t.test") as client:
            return (await client.get(address)).text

    return asyncio.run(ask())


def test_what_is_replaced_is_read_again_and_what_cannot_be_read_is_not(tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.write_text("first")
    made: list[str] = []

    def make() -> Any:
        text = data.read_text()
        if text == "damaged":
            raise ReleaseError(str(data), "it is damaged", "mend it")
        made.append(text)
        return lambda scope, receive, send: _plain(scope, receive, send, text.encode())

    app = Reloading(make, lambda: [data], seconds=0)
    assert not app.reload_if_changed()
    for text, due in (("second", "second"), ("damaged", "second"), ("third", "third")):
        aside = tmp_path / "aside"
        aside.write_text(text)
        aside.replace(data)
        assert app.reload_if_changed() == (text == due)
        assert not app.reload_if_changed(), "it looks at each change once"
        assert _asked(app, "/") == due
    assert made == ["first", "second", "third"]


def test_the_files_watched_are_those_that_are_renamed_last(
    release_folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("SISTERCITIES_DATA", str(release_folder))
    monkeypatch.setenv("SISTERCITIES_OVERLAYS", str(tmp_path))
    monkeypatch.setenv("SISTERCITIES_OVERLAY", "wikidata")
    release, pointer = files_watched()
    assert release.is_file()
    assert release.parent == release_folder
    assert pointer == tmp_path / "wikidata" / "current"


def test_a_line_of_the_log_names_no_reader_and_ends_where_it_ends(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with caplog.at_level("INFO", logger=LOGGER):
        _asked(AccessLog(_plain), "/place/宁波?name=a%0Ab&lang=zh")
    (line,) = [one.getMessage() for one in caplog.records if one.name == LOGGER]
    assert line.startswith("GET /place/%E5%AE%81%E6%B3%A2?name=a%0Ab&lang=zh 200 ")
    assert "127.0.0.1" not in line
    assert "\n" not in line


@pytest.mark.parametrize("workers", ["1", "2"])
def test_a_hangup_makes_each_worker_read_the_data_again(
    release_folder: Path, tmp_path: Path, workers: str
) -> None:
    said = tmp_path / "said"
    with serving(said, "--data", str(release_folder), "--workers", workers) as server:
        assert httpx.get(f"{server.address}/api/v1/status", timeout=30).status_code == 200
        server.process.send_signal(signal.SIGHUP)
        for _ in range(400):
            if said.read_text().count("were read again") >= int(workers):
                break
            assert httpx.get(f"{server.address}/api/v1/status", timeout=30).status_code == 200
            asyncio.run(asyncio.sleep(0.1))
        assert said.read_text().count("were read again") == int(workers)


def test_a_server_answers_on_when_its_data_are_replaced(
    release_folder: Path, tmp_path: Path
) -> None:
    data = tmp_path / "data"
    shutil.copytree(release_folder, data)
    # Each worker looks every five seconds, as the only one of a server of one does.
    arguments = ("--data", str(data), "--workers", "2", "--access-log", "--title", "Ours")
    with serving(tmp_path / "said", *arguments) as server:
        assert "Ours" in httpx.get(server.address, timeout=30).text
        manifest = data / "datapackage.json"
        aside = tmp_path / "aside"
        aside.write_bytes(manifest.read_bytes())
        aside.replace(manifest)
        said = tmp_path / "said"
        for _ in range(400):
            assert httpx.get(f"{server.address}/api/v1/status", timeout=30).status_code == 200
            if said.read_text().count("were read again") == 2:
                break
            asyncio.run(asyncio.sleep(0.1))
        assert "were read again" in said.read_text()
        assert "GET / 200" in said.read_text()
