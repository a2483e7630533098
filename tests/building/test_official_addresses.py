"""Only what an address itself proves makes a page official."""

import pytest

from release_build.readers.china_pages import is_official_address


@pytest.mark.parametrize(
    "address",
    [
        "http://wsb.example.gov.cn/list.html",
        "https://example.gov/minutes?id=1",
        "https://example.govt.nz/partners",
        "https://www.example.go.kr/eng/page.do?menu=1",
        "https://www.city.example.lg.jp/page.html",
        "https://www.city.example.hokkaido.jp/page.html",
        "http://www.pref.example.jp/page.html",
        "http://www.clair.or.jp/j/exchange/shimai/data/detail/1",
    ],
)
def test_pages_of_governments_and_registers_are_official(address: str) -> None:
    assert is_official_address(address)


@pytest.mark.parametrize(
    "address",
    [
        "https://govt.chinadaily.com.cn/a.html",
        "https://example.org/http://wsb.example.gov.cn/list.html",
        "http://wsb.example.gov.cn.example.com/list.html",
        "https://notgov.cn/list.html",
        "https://city.example.com/",
        "https://www.example.go.it/",
        "https://zh.wikipedia.org/wiki/甲",
        "http://118.220.0.1/portal.do",
        "甲/甲省友好城市列表.md@01234567 row Z9001",
        "ftp://example.gov.cn/list.txt",
        "",
    ],
)
def test_copies_newspapers_and_what_cannot_be_told_are_not(address: str) -> None:
    assert not is_official_address(address)
