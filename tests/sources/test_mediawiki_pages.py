"""Which lists there are and their text, asked of a server that answers as MediaWiki does."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from sistercities.errors import FetchError, InvalidArgument, SourceError
from sistercities.sources import mediawiki_pages
from sistercities.sources.fetched_snapshot import snapshot_in_making
from sistercities.sources.mediawiki_pages import (
    WikiPage,
    endpoint_of,
    fetch_wikipedia,
    index_of_wikipedia,
    read_wiki_pages,
)
from sistercities.sources.polite_client import PoliteClient
from sources.loopback import Fault, WikiServer, serving

ENGLISH = {
    "List of twin towns and sister cities in Aland": "Text of Aland.",
    "List of twin towns and sister cities in the Bees": "Text of the Bees.",
    "List of twin towns and sister cities": "The list of lists.",
    "List of sister cities in Ohio": "Text of Ohio.",
    "List of twin towns and sister cities in Ceeland": "Text of Ceeland.",
    "List of towns in Aland": "Another list.",
}
CHINESE = {
    "甲省友好城市列表": "一",
    "乙市友好城市或姐妹城市列表": "二",
    "丙市姐妹城市列表": "三",
    "友好城市列表的历史": "四",
    "友好城市": "五",
}


@pytest.fixture
def server() -> Iterator[WikiServer]:
    with serving(WikiServer(ENGLISH)) as running:
        assert isinstance(running, WikiServer)
        yield running


def _client(server: WikiServer, waited: list[float] | None = None) -> PoliteClient:
    pauses = [] if waited is None else waited
    return PoliteClient(server.url, "test", 1000, pause=pauses.append)


def _fetched(server: WikiServer, folder: Path, language: str) -> dict[str, bytes]:
    with _client(server) as client, snapshot_in_making(folder, {}) as making:
        fetch_wikipedia(client, making, language, lambda *_: None)
        return {name: (making.folder / "pages" / name).read_bytes() for name in making.done}


def _index(server: WikiServer, folder: Path, language: str = "en") -> dict[int, str]:
    with _client(server) as client, snapshot_in_making(folder, {}) as making:
        return index_of_wikipedia(client, making, language)


def test_english_lists_are_found_over_several_pages_of_titles(
    server: WikiServer, tmp_path: Path
) -> None:
    pages, gone = read_wiki_pages(_fetched(server, tmp_path, "en"), "en")
    assert [(page.about, page.text) for page in pages] == [
        ("Ohio", "Text of Ohio."), ("Aland", "Text of Aland."), ("Ceeland", "Text of Ceeland."),
        ("Bees", "Text of the Bees."),
    ]  # fmt: skip
    assert gone == []
    assert sum("list" in one for one in server.asked) == 3
    assert all(one["maxlag"] == "5" for one in server.asked)


def test_chinese_lists_are_found_by_words_in_the_title(tmp_path: Path) -> None:
    with serving(WikiServer(CHINESE)) as server:
        assert isinstance(server, WikiServer)
        pages, _ = read_wiki_pages(_fetched(server, tmp_path, "zh"), "zh")
    assert {page.about: page.text for page in pages} == {"甲省": "一", "乙市": "二", "丙市": "三"}


def test_a_page_says_number_and_revision(server: WikiServer, tmp_path: Path) -> None:
    pages, _ = read_wiki_pages(_fetched(server, tmp_path, "en"), "en")
    (aland,) = (page for page in pages if page.about == "Aland")
    title = "List of twin towns and sister cities in Aland"
    assert aland == WikiPage(title, "Aland", 10, 1010, "Text of Aland.")


def test_a_page_that_is_gone_meanwhile_is_told(server: WikiServer, tmp_path: Path) -> None:
    pages = _fetched(server, tmp_path, "en")
    gone = {"query": {"pages": [{"pageid": 10, "missing": True}]}}
    read, told = read_wiki_pages({**pages, "page-10.json": json.dumps(gone).encode()}, "en")
    assert (len(read), told) == (3, ["page-10.json"])


def test_a_server_that_lags_is_left_alone_for_a_while(server: WikiServer, tmp_path: Path) -> None:
    lag = {"error": {"code": "maxlag", "info": "Waiting for a database", "lag": 9}}
    server.faults = {1: Fault(body=json.dumps(lag).encode())}
    waited: list[float] = []
    with _client(server, waited) as client, snapshot_in_making(tmp_path, {}) as making:
        assert len(index_of_wikipedia(client, making, "en")) == 4
    assert 5.0 in waited


def test_a_question_that_is_refused_fails_at_once(server: WikiServer, tmp_path: Path) -> None:
    error = {"error": {"code": "badvalue", "info": "Unrecognized value\u202e\x1b"}}
    server.always = Fault(body=json.dumps(error).encode())
    with pytest.raises(
        FetchError, match=r"refuses the question: Unrecognized value\?\?; .*api.php"
    ):
        _index(server, tmp_path)
    assert len(server.asked) == 1


@pytest.mark.parametrize(
    "value", [[], {}, "x", {"query": {}}, {"query": {"allpages": [{"title": "x"}]}},
              {"query": {"allpages": {}}}, {"query": {"allpages": []}, "continue": []},
              {"query": None}, {"query": []}]
)  # fmt: skip
def test_titles_of_another_shape_are_refused(
    server: WikiServer, tmp_path: Path, value: object
) -> None:
    server.always = Fault(body=json.dumps(value).encode())
    with pytest.raises(FetchError, match=r"another shape: no (titles|object)"):
        _index(server, tmp_path)


def test_no_list_at_all_replaces_nothing(tmp_path: Path) -> None:
    with serving(WikiServer({"Something else": "x"})) as server:
        assert isinstance(server, WikiServer)
        with pytest.raises(FetchError, match=r"no list in the language en; .* replaces nothing"):
            _index(server, tmp_path)


def test_a_list_of_titles_that_never_ends_is_left(server: WikiServer, tmp_path: Path) -> None:
    turning = {"query": {"allpages": []}, "continue": {"apcontinue": "0", "continue": "-||"}}
    server.always = Fault(body=json.dumps(turning).encode())
    with pytest.raises(FetchError, match=r"its list of titles does not end"):
        _index(server, tmp_path)
    assert len(server.asked) == 2
    server.always = None
    assert len(_index(server, tmp_path)) == 4


def test_a_list_of_titles_that_always_goes_on_is_left_and_not_kept(
    server: WikiServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mediawiki_pages, "MAX_TITLE_PAGES", 2)
    for n in range(1, 3):
        on = {"query": {"allpages": []}, "continue": {"apcontinue": str(n)}}
        server.faults[n] = Fault(body=json.dumps(on).encode())
    with pytest.raises(FetchError, match=r"its list of titles does not end"):
        _index(server, tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("ours", ["action", "list", "format", "apprefix", "maxlag"])
def test_a_continuation_does_not_change_what_is_asked(
    server: WikiServer, tmp_path: Path, ours: str
) -> None:
    on = {"query": {"allpages": []}, "continue": {"apcontinue": "x", ours: "delete"}}
    server.always = Fault(body=json.dumps(on).encode())
    with pytest.raises(FetchError, match=r"its continuation would change what is asked"):
        _index(server, tmp_path)
    assert len(server.asked) == 1


def _page(**changes: object) -> bytes:
    main = {"contentmodel": "wikitext", "content": "x"}
    page = {"pageid": 1, "title": "t", "revisions": [{"revid": 2, "slots": {"main": main}}]}
    return json.dumps({"query": {"pages": [{**page, **changes}]}}).encode()


@pytest.mark.parametrize(
    "raw",
    [
        b"", b"{}", b"[]", _page(revisions=[]), _page(pageid="1"), _page(title=None),
        _page(revisions=[{"revid": 2, "slots": {"main": {"contentmodel": "json", "content": ""}}}]),
        _page(revisions=[{"revid": 2, "slots": {"main": {"content": 5}}}]),
        json.dumps({**json.loads(_page()), "warnings": {"result": "truncated"}}).encode(),
    ],
)  # fmt: skip
def test_a_page_of_another_shape_stops_the_reader(raw: bytes) -> None:
    with pytest.raises(SourceError, match=r"page-1.json, row 0"):
        read_wiki_pages({"page-1.json": raw}, "en")
    assert read_wiki_pages({"page-1.json": _page()}, "en")[0][0].text == "x"


def test_another_page_than_asked_for_is_refused(server: WikiServer, tmp_path: Path) -> None:
    server.faults = {4: Fault(body=_page())}
    with pytest.raises(FetchError, match=r"another page than asked for"):
        _fetched(server, tmp_path, "en")


def test_languages_whose_lists_are_not_known_are_refused() -> None:
    assert endpoint_of("zh") == "https://zh.wikipedia.org/w/api.php"
    with pytest.raises(InvalidArgument, match=r"language='tlh' cannot be used; use one of en, zh"):
        endpoint_of("tlh")
