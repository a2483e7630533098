"""What a stranger may send: names with markup, odd addresses, long ones; and damaged overlays."""

from __future__ import annotations

import csv
import dataclasses
import io
import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

import world
from dataset import made_up_overlay
from sistercities.api import Data
from sistercities.dataset.overlays.account import AccountLine
from sistercities.dataset.overlays.overlay import write_overlay
from sistercities.dataset.release.store import open_release
from sistercities.web.gate import LONGEST_ADDRESS
from sistercities.web.site import open_site
from web.addresses import PAGES
from web.reader import Reader, parsed, run_scripts, words_of

SCRIPT = "<script>alert('宁湾')</script>"
HOSTILE = (
    SCRIPT, '"><img src=x onerror=alert(1)>', "' OR 1=1 --", "'; DROP TABLE ties; --", "%00",
    "../../etc/passwd", "{{7*7}}", "${7*7}", "\u202e", "=cmd|' /C calc'!A0", "\\", "a" * 200, "%",
    "gn:", "gn:1 OR 1", "wd:Q1)", "x:" + "y" * 90,
)  # fmt: skip


ADDRESSES = (
    "/search?q={}", "/place/gn:921?name={}", "/place/gn:921?sort={}", "/country/CN/ties?from={}",
    "/country/CN?lang={}", "/studies?report={}", "/recommend?q={}",
    "/recommend?q=gn:921&count={}", "/assess?q={0}&partner={0}", "/place/{}", "/region/{}",
    "/tie/{}", "/country/{}", "/pair/CN/{}", "/studies/{}/report", "/assets/{}",
    "/api/v1/search?q={}", "/api/v1/places/{}", "/api/v1/ties?name={}", "/api/v1/ties?size={}",
    "/search.csv?q={}", "/path?from={}&to=gn:921", "/path?from=gn:921&to=gn:831&near={}",
    "/embed/place/{}", "/embed/pair/CN/{}", "/place/{}/map.json", "/assets/built/{}",
)  # fmt: skip


ASKED = [
    (address, typed)
    for at, address in enumerate(ADDRESSES)
    for kind, typed in enumerate(HOSTILE)
    if kind < 2 or (at + kind) % 3 == 0
]
"""Markup is typed into every address; of all else each address gets a third, and each third all."""


@pytest.mark.parametrize(("address", "typed"), ASKED)
def test_what_a_stranger_types_is_answered_with_a_sentence(
    reader: Reader, address: str, typed: str
) -> None:
    answer = reader.ask(address.format(quote(typed, safe="")))
    if answer.status_code == 303:
        assert re.match(r"/\w", answer.headers["location"]), "no link leads to another host"
        answer = reader.ask(answer.headers["location"])
    assert answer.status_code in (200, 303, 308, 400, 404), answer.text[:300]
    assert "Traceback" not in answer.text
    assert "duckdb" not in answer.text.lower()
    if answer.headers["content-type"].startswith("text/html"):
        assert "<script>alert" not in answer.text
        tree = parsed(answer.text)
        assert _foreign_scripts(tree) == []
        assert [one for one in tree.iter() if one.get("onerror")] == []


def _foreign_scripts(tree: Any) -> list[Any]:
    """Scripts that are not the one that was built."""
    ours = "/assets/built/explorer-"
    return [
        one
        for one in run_scripts(tree)
        if not (one.get("src") or "").startswith(ours) or words_of(one)
    ]


def _hostile_overlay(release: Path) -> Path:
    """Write an overlay whose source, names and note hold markup."""
    source = dataclasses.replace(made_up_overlay.source(), title=SCRIPT, attribution=SCRIPT)
    made = made_up_overlay.claim(
        1, world.ALTWERDER, world.SAKURAI, start="2001", precision="year", note=SCRIPT
    )
    named = dataclasses.replace(made.claim, a=dataclasses.replace(made.claim.a, name=SCRIPT))
    claims = [dataclasses.replace(made, claim=named)]
    account = [AccountLine(one.claim.claim_id, "new", one.claim.claim_id) for one in claims]
    with open_release(release) as base:
        return write_overlay("gazette", claims, source, base, account, {"file": SCRIPT}).folder


def test_a_name_with_markup_in_an_overlay_is_words(
    release_folder: Path, overlays_of_nobody: Path
) -> None:
    overlay = _hostile_overlay(release_folder)
    reader = Reader(open_site(Data(release_folder, [overlay])))
    tie = "~".join(sorted((world.ALTWERDER, world.SAKURAI)))
    for address in (f"/tie/{tie}", "/data", f"/place/{world.SAKURAI}"):
        page = reader.page(address)
        assert SCRIPT not in page
        assert _foreign_scripts(parsed(page)) == []
    assert "&lt;script&gt;" in reader.page(f"/tie/{tie}")
    assert "&lt;script&gt;" in reader.page("/data")
    assert SCRIPT in {row["note"] for row in json.loads(reader.page(f"/tie/{tie}.json"))["rows"]}
    reader.close()


def test_a_damaged_overlay_is_left_out_and_every_page_says_so(
    release_folder: Path, overlays_of_nobody: Path
) -> None:
    sound = made_up_overlay.write("gazette", release_folder)
    broken = made_up_overlay.write(
        "ledger", release_folder,
        [made_up_overlay.claim(1, world.ALTWERDER, world.MOQI, "ledger")], "ledger",
    )  # fmt: skip
    broken.claims_file.write_bytes(b"not what it was")
    site = open_site(Data(release_folder, [sound.folder, broken.folder]))
    reader = Reader(site)
    for address in PAGES:
        page = reader.page(address)
        assert "“ledger” is damaged" in page
        assert str(broken.folder) not in page
    held = json.loads(reader.page("/api/v1/status"))
    assert held["left_out"] == ["ledger"]
    assert "gazette" in held["data_version"]
    tie = "~".join(sorted((world.ALTWERDER, world.SAKURAI)))
    assert reader.ask(f"/tie/{tie}").status_code == 200
    reader.close()


@pytest.mark.parametrize(
    "address",
    [
        "/assets/../application.py", "/assets/..%2f..%2ferrors.py", "/assets/%2e%2e/site.py",
        "/assets//etc/passwd", "/studies/../../etc/passwd/report", "/studies/..%2f..%2fetc/report",
        "/templates/base.html", "//etc/passwd", "/place/../data", "/assets/explorer.css/..",
        "/assets/built/..%2f..%2fapplication.py", "/assets/built/%2e%2e/%2e%2e/site.py",
        "/assets/%2fetc%2fpasswd", "/assets/built//etc/passwd", "/assets/explorer.css%00.js",
        "/assets/..%5c..%5csite.py", "/assets/%252e%252e%252fsite.py",
        "/place/..%2f..%2fetc%2fpasswd/map.svg", "/embed/place/..%2f..%2f..%2fetc%2fpasswd",
        "/studies/%2fetc/report", "/studies/.%2f/report",
    ],
)  # fmt: skip
def test_no_path_leads_out_of_the_pages(reader: Reader, address: str) -> None:
    answer = reader.ask(address)
    assert "root:" not in answer.text
    assert "import annotations" not in answer.text
    assert "{% block" not in answer.text
    assert answer.status_code in (200, 400, 404)


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_the_site_can_only_be_read(reader: Reader, method: str) -> None:
    answer = reader.ask("/", method)
    assert answer.status_code == 405
    assert answer.headers["allow"] == "GET, HEAD"
    assert "use GET" in answer.json()["error"]["message"]


def test_an_address_that_is_too_long_is_refused(reader: Reader) -> None:
    answer = reader.ask("/search?q=" + "a" * LONGEST_ADDRESS)
    assert answer.status_code == 414
    assert "keep it under 2,000 characters" in answer.json()["error"]["message"]
    assert reader.ask("/search?q=" + "a" * 300).status_code == 400


@pytest.mark.parametrize("address", [*PAGES, "/countries.csv", "/api/v1/status", "/nothing"])
def test_every_answer_has_the_headers_of_safety(reader: Reader, address: str) -> None:
    headers = reader.ask(address).headers
    policy = headers["content-security-policy"]
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert "http" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"


@pytest.mark.parametrize("address", ["/", "/place/gn:921", "/place/gn:921.csv", "/api/v1/ties"])
def test_head_says_what_get_would_without_the_body(reader: Reader, address: str) -> None:
    whole, head = reader.ask(address), reader.ask(address, "HEAD")
    assert head.status_code == 200
    assert head.content == b""
    assert head.headers["etag"] == whole.headers["etag"]
    assert head.headers["content-type"] == whole.headers["content-type"]


@pytest.mark.parametrize(
    ("address", "status"),
    [("/nothing", 404), ("/place/gn:1", 404), ("/search?q=宁湾", 303), ("/countries?page=0", 400)],
)
def test_head_of_no_answer_has_no_body_and_no_tag(
    reader: Reader, address: str, status: int
) -> None:
    whole, head = reader.ask(address), reader.ask(address, "HEAD")
    assert (head.status_code, head.content) == (status, b"")
    assert whole.status_code == status
    assert "etag" not in whole.headers
    again = reader.ask(address, if_none_match='W/"anything"')
    assert again.status_code == status


def test_a_list_of_tags_with_the_known_one_is_enough(reader: Reader) -> None:
    tag = reader.ask("/methods").headers["etag"]
    for sent in (f'"a", {tag}', f'{tag}, "b"'):
        assert reader.ask("/methods", if_none_match=sent).status_code == 304
        assert reader.ask("/methods", "HEAD", if_none_match=sent).status_code == 304
    for sent in ("", '"', tag[:-2], "W/", "x" * 5_000):
        assert reader.ask("/methods", if_none_match=sent).status_code == 200


def test_an_answer_that_is_known_is_not_sent_again(reader: Reader, site: object) -> None:
    first = reader.ask("/place/gn:921")
    tag = first.headers["etag"]
    again = reader.ask("/place/gn:921", if_none_match=tag)
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert reader.ask("/place/gn:921", if_none_match='"other"').status_code == 200
    others = [
        reader.ask("/place/gn:921?lang=zh").headers["etag"],
        reader.ask("/place/gn:921", accept_language="zh").headers["etag"],
        reader.ask("/place/gn:921.csv").headers["etag"],
        reader.ask("/place/gn:922").headers["etag"],
    ]
    assert len({tag, *others}) == 5
    assert "Accept-Language" in first.headers["vary"]
    assert "etag" not in reader.ask("/studies").headers
    assert "etag" not in reader.ask("/nothing").headers


def test_the_tag_changes_with_the_data(
    reader: Reader, release_folder: Path, overlays_of_nobody: Path
) -> None:
    overlay = made_up_overlay.write("gazette", release_folder)
    other = Reader(open_site(Data(release_folder, [overlay.folder])))
    assert other.ask("/").headers["etag"] != reader.ask("/").headers["etag"]
    other.close()


def test_pages_are_sent_compressed(reader: Reader) -> None:
    answer = reader.ask("/place/gn:921", accept_encoding="gzip")
    assert answer.headers["content-encoding"] == "gzip"


def test_a_text_that_a_spreadsheet_would_run_is_text(reader: Reader) -> None:
    from sistercities.web.tables import csv_text

    written = csv_text([{"a": "=1+1", "b": -1.5, "c": "@x", "d": None}], ("a", "b", "c", "d"))
    assert next(csv.DictReader(io.StringIO(written.removeprefix("\ufeff")))) == {
        "a": "'=1+1", "b": "-1.5", "c": "'@x", "d": "",
    }  # fmt: skip


def test_ten_thousand_rows_are_not_given_at_once(reader: Reader) -> None:
    for address in ("/country/CN/ties?size=501", "/api/v1/ties?size=501", "/countries?page=0"):
        answer = reader.ask(address)
        assert answer.status_code == 400, address
        assert "1" in answer.text
