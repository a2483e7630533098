"""Who published a total, by a name that readers know, and the page where it stands.

The column `official_source` of the table of coverage keeps what was noted when the total was read.
"""

from __future__ import annotations

import re

from sistercities.web.languages import Words

_KNOWN = {
    "hinews 2015-07": ("hinews", ""),
    "chinanews 2011-11-23 (mirror m.johnnytowncar.com/gj/2011/11-23/3481528.shtml)":
        ("chinanews", "m.johnnytowncar.com/gj/2011/11-23/3481528.shtml"),
    "en.people.cn/n3/2024/1119/c90000-20244497.html":
        ("people", "en.people.cn/n3/2024/1119/c90000-20244497.html"),
    "Yang, Chen & Jiang, silo.tips/download/the-characteristics-and-functions-of-international-"
    "friendship-cities-of-china-an":
        ("yang", "silo.tips/download/the-characteristics-and-functions-of-international-"
         "friendship-cities-of-china-an"),
    "Wang, Wang & Zhao 2021, m.jizihe.com/page/2021/1027/14762563.shtml":
        ("wang", "m.jizihe.com/page/2021/1027/14762563.shtml"),
    "Zhang et al. 2020, abstract": ("zhang", ""),
    "m.novel.qq.com/read/1023669421/11": ("novel", "m.novel.qq.com/read/1023669421/11"),
    "mongoltime.com/?p=462": ("mongoltime", "mongoltime.com/?p=462"),
    "Japan Times 2019-06-07, from CLAIR": ("japan_times", ""),
    "clair.or.jp/j/clair/topmessage.html": ("clair", "www.clair.or.jp/j/clair/topmessage.html"),
    "Sister Cities International, annual report 2015": ("sci", ""),
    "RGRE 2015": ("rgre", ""),
    "RGRE, about, after revision": ("rgre_after", ""),
}  # fmt: skip
"""What was noted, the word for it, and the address of the page where there is one."""
_CHINESE_WIKIPEDIA = re.compile(r"Chinese Wikipedia, (.+)")


def published_by(words: Words, noted: str) -> tuple[str, str | None]:
    """Name who published a total, and give the address of the page; None where none is known.

    What is not known by name stays as it was noted.
    """
    if found := _CHINESE_WIKIPEDIA.fullmatch(noted):
        return words("published.zhwiki", title=found[1]), None
    if noted not in _KNOWN:
        return noted, None
    word, address = _KNOWN[noted]
    return words(f"published.{word}"), f"https://{address}" if address else None
