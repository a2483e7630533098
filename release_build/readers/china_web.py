"""Rows of the Chinese table that come from web pages: a source of their own, `china-web`.

They stand in the file of the Chinese lists (see `zhwiki`) and have no version. What is made of
them:

* A row shows the year of which its page says that it is, or that of the day in its address. A page
  that states neither is of no earlier year than the newest tie that it lists, so that is its year.
* Copies of Wikipedia keep its licence. Of other pages only facts are taken.
* Whether a page is official follows from its address.

The level of a Chinese unit, which the ending of its name states.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from sistercities.terms.words import Level

SOURCE_ID = "china-web"
WIKIPEDIA_LICENCE = "CC-BY-SA-4.0"
_DAY_IN_ADDRESS = re.compile(
    r"(?<![0-9])(20[0-9]{2})(?:(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])|年)"
)
_STATES = {
    "http://wqb.xa.gov.cn/zhyw/yhcs/1768537922390806529.html": 2023,
    "http://www.sjzok.net/forum.php?mod=viewthread&tid=10398": 2005,
}
"""Pages that say in their text of which year they are: the list of Xi'an of May 2023, and a copy of
that of Shijiazhuang of 2005."""
_WIKIPEDIA = re.compile(r"https?://[a-z-]+\.wikipedia\.org/.*|zhwiki mirror excerpt: .*")


def newest_by_page(rows: Iterable[Mapping[str, str]]) -> dict[str, int]:
    """Return the year of the newest tie on each page; a page without dated ties is left out."""
    newest: dict[str, int] = {}
    for row in rows:
        page, year = row["source_path"], row["date"][:4]
        if year.isdecimal():
            newest[page] = max(newest.get(page, 0), int(year))
    return newest


def seen_year(page: str, newest: Mapping[str, int]) -> int | None:
    """Return the year whose state a page shows, as far as it can be told; None where it cannot."""
    in_address = _DAY_IN_ADDRESS.search(page)
    stated = _STATES.get(page) or (int(in_address[1]) if in_address else None)
    return max((year for year in (stated, newest.get(page)) if year), default=None)


def licence_of(page: str) -> str:
    """Return the licence of what is taken from a page."""
    return WIKIPEDIA_LICENCE if _WIKIPEDIA.fullmatch(page) else "facts"


_ENDINGS: tuple[tuple[str, Level], ...] = (
    ("地区", "region2"), ("州", "region2"), ("盟", "region2"), ("市", "city"), ("区", "district"),
    ("县", "county"), ("旗", "county"), ("镇", "city"),
)  # fmt: skip
_IN_BRACKETS = re.compile("(.+)（(.+)）")


def level_of_ending(name: str) -> Level | None:
    """Return the level that the ending states: 市 city, 州 region2, 县 and 旗 county, 区 district.

    None where the ending states none.
    """
    return next((level for ending, level in _ENDINGS if name.endswith(ending)), None)


def unit_and_container(name: str) -> tuple[str, str]:
    """Split a town that is written with what holds it, 丙镇（乙区）; "" where nothing is."""
    found = _IN_BRACKETS.fullmatch(name)
    return (found[1], found[2]) if found else (name, "")
