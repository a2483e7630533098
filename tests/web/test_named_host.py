"""A request names one host that can be one, and a server of the public cites its own address."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from starlette.types import Message, Scope

import world
from sistercities.errors import InvalidArgument
from sistercities.web.application import make_application
from sistercities.web.named_host import BASE, is_host, read_base
from sistercities.web.site import Site
from web.reader import Reader

_PLACE = f"/place/{world.NINGWAN}"
HOSTS = (
    "a", "explorer.test", "explorer.test.", "explorer.test:80", "127.0.0.1:65535", "[::1]",
    "[::1]:8000", "my_app:8000", "xn--bcher-kva.example", "example.org:",
)  # fmt: skip
NO_HOSTS = (
    "", " ", "[::", "[::]]", "::1", "[a]", "[fe80::1%25eth0]", "a:99999999", "a:65536", "a:b",
    ":80", "<script>", "a b", "a/b", "a@b", "a,b", "-a", "a..b", "a\u00e9", "a" * 300,
)  # fmt: skip


def _status(site: Site, version: str, *hosts: str) -> tuple[int, bytes]:
    sent: list[Message] = []

    async def take(message: Message) -> None:
        sent.append(message)

    async def give() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    scope: Scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": version, "method": "GET",
        "scheme": "http", "path": "/methods", "raw_path": b"/methods", "query_string": b"",
        "root_path": "", "headers": [(b"host", one.encode("utf-8")) for one in hosts],
    }  # fmt: skip
    asyncio.run(make_application(site)(scope, give, take))
    return sent[0]["status"], b"".join(one.get("body", b"") for one in sent)


@pytest.mark.parametrize("host", HOSTS)
def test_a_name_or_an_address_with_or_without_a_port_is_a_host(site: Site, host: str) -> None:
    assert is_host(host)
    assert _status(site, "1.1", host)[0] == 200


@pytest.mark.parametrize("host", NO_HOSTS)
def test_what_is_no_host_is_refused_with_what_to_send(site: Site, host: str) -> None:
    assert not is_host(host)
    status, body = _status(site, "1.1", host)
    assert status == 400
    assert b"send the name of the site, such as example.org:8000" in body


def test_only_the_oldest_http_may_name_no_host(site: Site) -> None:
    status, body = _status(site, "1.1")
    assert status == 400
    assert b"names no host; send a Host header" in body
    assert _status(site, "1.0")[0] == 200
    assert _status(site, "1.1", "a", "a")[0] == 400


def test_a_server_that_knows_its_address_cites_no_other(site: Site) -> None:
    asking = Reader(replace(site, base="https://ties.example"))
    answers = [asking.ask(_PLACE, host=host) for host in ("stranger.test", "ties.example")]
    asking.close()
    assert answers[0].text == answers[1].text
    assert "stranger.test" not in answers[0].text
    assert f"https://ties.example{_PLACE}" in answers[0].text
    assert answers[0].headers["etag"] == answers[1].headers["etag"]


def test_a_server_that_knows_none_cites_the_one_that_was_asked(reader: Reader) -> None:
    answers = [reader.ask(_PLACE, host=host) for host in ("one.test", "two.test")]
    assert f"http://one.test{_PLACE}" in answers[0].text
    assert f"http://two.test{_PLACE}" in answers[1].text
    assert answers[0].headers["etag"] != answers[1].headers["etag"]


@pytest.mark.parametrize(
    ("given", "root", "cited"),
    [
        ("", "", ""),
        (" https://ties.example/ ", "", "https://ties.example"),
        ("http://ties.example:8000", "/ties", "http://ties.example:8000/ties"),
        ("https://ties.example/ties/", "/ties", "https://ties.example/ties"),
    ],
)
def test_the_address_is_read_with_the_folder_of_the_proxy(
    monkeypatch: pytest.MonkeyPatch, given: str, root: str, cited: str
) -> None:
    assert read_base(given, root) == cited
    monkeypatch.setenv(BASE, given)
    assert read_base(None, root) == cited
    assert read_base("", root) == ""


@pytest.mark.parametrize(
    "given",
    [
        "ties.example", "ftp://ties.example", "https://", "https://a:b@ties.example",
        "https://ties.example/?x=1", "https://ties.example/#x", "https://[::", "https://a:99999999",
        'https://a"b', "https://" + "a" * 400,
    ],
)  # fmt: skip
def test_what_is_no_whole_address_is_refused(given: str) -> None:
    with pytest.raises(InvalidArgument, match="give a whole address such as"):
        read_base(given, "")


def test_serve_refuses_an_address_with_another_folder(typed: Callable[..., Any]) -> None:
    before = dict(os.environ)
    try:
        said = typed("serve", "--port", "0", "--base", "https://ties.example/ties")
    finally:
        os.environ.clear()
        os.environ.update(before)
    assert said.code == 2
    assert "give --root-path /ties as well" in said.err
