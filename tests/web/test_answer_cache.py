"""Answers that are given again: the same bytes, never another reader's, never too many."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

import world
from sistercities.web.answer_cache import AnswerCache, KeptAnswer, kept_megabytes
from sistercities.web.site import Site
from web.addresses import PAGES, TABLES
from web.reader import Reader

PLACE = f"/place/{world.NINGWAN}"


@pytest.fixture
def kept() -> AnswerCache:
    """Room for answers."""
    return AnswerCache(8_000_000)


@pytest.fixture
def keeping(site: Site, kept: AnswerCache) -> Iterator[Reader]:
    """Ask an explorer that keeps its answers."""
    asking = Reader(site, kept)
    yield asking
    asking.close()


def _told(answer: httpx.Response) -> tuple[int, dict[str, str], bytes]:
    return answer.status_code, dict(answer.headers), answer.content


def test_an_answer_that_is_kept_is_the_one_that_is_made(
    reader: Reader, keeping: Reader, kept: AnswerCache
) -> None:
    feeds = [one.replace("?", ".csv?") if "?" in one else f"{one}.csv" for one in TABLES]
    for address in (*PAGES, *feeds, "/api/v1/ties?size=7", "/assets/explorer.css"):
        due = _told(reader.ask(address))
        assert _told(keeping.ask(address)) == due
        n_kept = len(kept)
        assert _told(keeping.ask(address)) == due
        assert len(kept) == n_kept
    assert len(kept) > len(PAGES)


def test_readers_of_two_languages_hosts_and_encodings_get_their_own(
    reader: Reader, keeping: Reader
) -> None:
    asked: tuple[tuple[str, dict[str, str]], ...] = (
        (PLACE, {}),
        (PLACE, {"accept_language": "zh-CN,zh;q=0.9"}),
        (PLACE, {"accept_encoding": "gzip"}),
        (PLACE, {"accept_encoding": "identity"}),
        (PLACE, {"host": "ties.example"}),
        (PLACE, {"host": "<script>"}),
        (f"{PLACE}?lang=zh", {"accept_language": "en"}),
        (f"{PLACE}?lang=zh&lang=", {"accept_language": "en"}),
        (f"{PLACE}?lang=zh&lang=", {"accept_language": "zh"}),
        (f"{PLACE}?l%61ng=zh", {"accept_language": "en"}),
        (f"{PLACE}?lang=xx", {"accept_language": "zh"}),
    )
    for _ in range(2):
        for address, headers in asked:
            due = _told(reader.ask(address, **headers))
            assert _told(keeping.ask(address, **headers)) == due, (address, headers)


def test_only_the_head_is_given_where_only_the_head_is_asked(
    keeping: Reader, reader: Reader
) -> None:
    for _ in range(2):
        head = keeping.ask(PLACE, "HEAD")
        assert (head.status_code, head.content) == (200, b"")
        whole = keeping.ask(PLACE)
        assert whole.text == reader.page(PLACE)
        assert head.headers["content-length"] == whole.headers["content-length"]
    assert keeping.ask(PLACE, if_none_match=whole.headers["etag"]).status_code == 304


@pytest.mark.parametrize(
    "address", ["/nothing", "/place/gn:1", "/studies", "/search?q=宁湾", "/countries?page=0"]
)
def test_what_may_change_or_is_no_answer_is_not_kept(
    keeping: Reader, kept: AnswerCache, address: str
) -> None:
    keeping.ask(address)
    assert len(kept) == 0


def _answer(size: int) -> KeptAnswer:
    return KeptAnswer((), b"x" * size)


def test_what_was_asked_longest_ago_goes_first() -> None:
    kept = AnswerCache(100_000)
    keys = [(str(n), False) for n in range(9)]
    for key in keys[:8]:
        kept.keep(key, _answer(11_000))
    assert len(kept) == 8
    assert kept.get(keys[0]) is not None
    kept.keep(keys[8], _answer(11_000))
    assert kept.get(keys[1]) is None
    assert kept.get(keys[0]) is not None
    assert kept.size <= kept.most


def test_what_is_kept_never_takes_more_than_allowed() -> None:
    kept = AnswerCache(50_000)
    for n in range(2_000):
        kept.keep((str(n % 70), False), _answer(n * 37 % 8_000))
        assert kept.size <= kept.most
    assert 0 < len(kept) < 70
    before = len(kept)
    kept.keep(("large", False), _answer(kept.largest))
    assert (kept.get(("large", False)), len(kept)) == (None, before)
    nothing = AnswerCache(0)
    nothing.keep(("any", False), _answer(0))
    assert len(nothing) == 0


@pytest.mark.parametrize(("named", "due"), [("", 32), ("0", 0), ("7", 7), ("many", 32), ("-1", 32)])
def test_the_environment_says_how_much_is_kept(
    monkeypatch: pytest.MonkeyPatch, named: str, due: int
) -> None:
    monkeypatch.setenv("SISTERCITIES_CACHE", named)
    assert kept_megabytes() == due
