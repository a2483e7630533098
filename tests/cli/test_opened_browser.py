"""`serve --open`: the browser is asked once the server answers, and only where it can be seen."""

from __future__ import annotations

import socket
import sys
import webbrowser

import pytest

from sistercities.cli import serve_command


def test_the_browser_is_asked_once_the_port_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr(webbrowser, "open", lambda address: opened.append(address) or True)
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        port = server.getsockname()[1]
        waiting = serve_command.open_when_it_answers("http://x/", "127.0.0.1", port)
        waiting.join(0.5)
        assert waiting.is_alive()
        assert opened == []
        server.listen()
        waiting.join(20)
    assert opened == ["http://x/"]


@pytest.mark.parametrize(
    ("platform", "environment", "seen"),
    [
        ("linux", {}, False),
        ("linux", {"DISPLAY": ":0"}, True),
        ("linux", {"WAYLAND_DISPLAY": "wayland-0"}, True),
        ("darwin", {}, True),
        ("win32", {}, True),
    ],
)
def test_a_display_is_what_the_system_says(
    monkeypatch: pytest.MonkeyPatch, platform: str, environment: dict[str, str], seen: bool
) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert serve_command.has_display() is seen


def test_without_a_display_serve_says_so_and_opens_nothing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(serve_command, "has_display", lambda: False)
    monkeypatch.setattr(serve_command, "open_when_it_answers", pytest.fail)
    serve_command.announce("0.0.0.0", 8000, is_opened=True)
    said = capsys.readouterr().out
    assert "http://localhost:8000/" in said
    assert "no display" in said
