"""Which pages are those of governments: by the name of the host, or by a ruling."""

from __future__ import annotations

from pathlib import Path

import pytest

from release_build.readers.ruled_pages import OfficialPages, RuledPages, read_official_pages
from sistercities.errors import BuildError, SourceError


@pytest.mark.parametrize(
    "address",
    [
        "https://www.city.kawabe.lg.jp/ties/1.html",
        "http://www.pref.minamihara.jp/a",
        "https://www.city.kawabe.minamihara.jp:443/x",
        "http://www.town.kitasato.minamihara.jp/",
        "https://www.embassy.example.emb-japan.go.jp/itpr_ja/list.html",
        "http://eng.kawabe.go.kr/x",
        "https://www.kawabe.go.kr",
        "https://news.gov.mb.ca/print",
        "https://www.state.gov.au/ties",
        "http://www.international.gouv.qc.ca/fr",
        "pref.minamihara.lg.jp page_12.htm",
        # A cache and an archive show the page whose address they bear.
        "https://www-pref-minamihara-lg-jp.cache.yimg.jp/a/b.html",
        "http://www.pref.minamihara.lg.jp.cache.yimg.jp/a/b.html",
        "https://lib.wayback.archive-it.org/web/20061207162753/http://www.iir.gov.ab.ca/list.asp",
        "https://megalodon.jp/ref/2017-1222-0646-24/www.city.kawabe.lg.jp/page/1.html",
    ],
)
def test_names_that_governments_alone_may_bear(address: str) -> None:
    assert OfficialPages().has(address)


@pytest.mark.parametrize(
    "address",
    [
        "https://en.wikipedia.org/wiki/Kawabe",
        "https://www.kawabe-shimbun.co.jp/news/1",
        "https://www.govnews.example/a",
        "https://gov.example.com/a",
        "http://kawabe-friends.or.jp/list",
        "https://city.news.example/article/28276",
        "https://pref-fans.jp/",
        "https://example.org/copy?of=www.city.kawabe.lg.jp",
        "https://megalodon.jp/ref/2017-1222-0646-24/www.daily.example/news.html",
        "daily 656178",
        "兵/兵库县.md",
        "",
    ],
)
def test_others_are_not_official(address: str) -> None:
    assert not OfficialPages().has(address)


def test_rulings_name_hosts_and_pages(tmp_path: Path) -> None:
    path = tmp_path / "official_pages.csv"
    path.write_text(
        "page,reason,date\nnordmark.example,government of Nordmark,2026-11-28\n"
        "store.example/doc/12,table of a prefecture in a store of documents,2026-11-28\n"
    )
    pages = read_official_pages(path)
    assert pages.has("https://www.nordmark.example/partners")
    assert not pages.has("https://www.anti-nordmark.example/partners")
    assert not pages.has("https://nordmark.example.com/partners")
    assert pages.unused() == ["store.example/doc/12"]
    assert pages.has("https://store.example/doc/12/table.pdf")
    assert not pages.has("https://store.example/doc/11/novel.pdf")
    assert not pages.unused()


def test_a_ruling_that_meets_no_claim_is_retired() -> None:
    with pytest.raises(BuildError, match=r"official_pages\.csv: no claim comes from a\.example"):
        RuledPages(OfficialPages(frozenset({"a.example"}))).require_met()


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("https://nordmark.example,because,2026-11-28", "page"),
        ("www.nordmark.example,because,2026-11-28", "page"),
        ("nordmark.example,,2026-11-28", "reason"),
        ("nordmark.example,because,28.11.2026", "date"),
    ],
)
def test_refuses_a_ruling_that_it_does_not_understand(
    tmp_path: Path, row: str, column: str
) -> None:
    path = tmp_path / "official_pages.csv"
    path.write_text(f"page,reason,date\n{row}\n")
    with pytest.raises(SourceError) as caught:
        read_official_pages(path)
    assert caught.value.column == column


def test_refuses_a_page_that_stands_there_twice(tmp_path: Path) -> None:
    path = tmp_path / "official_pages.csv"
    path.write_text("page,reason,date\n" + "a.example,because,2026-11-28\n" * 2)
    with pytest.raises(SourceError, match="keep one"):
        read_official_pages(path)
