"""What the Chinese tables of 2026 say of the page behind a row: locator, licence, year.

* A path with a version is an article of the stored Chinese Wikipedia; an address is a page of the
  web; a law, and a page that was read without its address, are named by their titles.
* A row shows the state of the list on its page, where the row says of when that is, else that of
  the page. A page without a date is of no earlier year than what it tells, so that is its year.

Whether an address is that of a government or of a register of ties: the rule of `is_official`.

Only what the address itself proves counts. A copy of an official page on another host, a page
behind a bare number and a state's newspaper do not: what cannot be told is not official.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from sistercities.sources.written_values import WrittenRow

_STORED = re.compile(r"chinapedia/wikipedia\.zh\.mediawiki:(?P<path>.+)@(?P<commit>[0-9a-f]{40})")
_ADDRESS = re.compile(r"https?://\S+")
_NO_ADDRESS = re.compile(r"pages excerpt without address \(.+\)")
_NO_PAGE = "see endings.tsv"
"""Of a law, which another table tells of: its title stands for its page."""
_COPIED_WIKIPEDIA = "German Wikipedia copy: "
_WIKIPEDIA_LICENCE = "CC-BY-SA-4.0"

_UNDATED = re.compile(r"(?:undated(?: page)?)?")
_ABOUT = re.compile(r"undated \(about ([0-9]{4})-[0-9]{4}\)")
_DATED = re.compile(r"([0-9]{4})(?:-[0-9]{2}){0,2}(?: or later| \([^()]+\))?")
_OF_LIST = re.compile(
    r"[0-9]{4} \((?:accessed|as of|article cites|cites [^()]+|list as of) "
    r"([0-9]{4})(?:-[0-9]{2}){0,2}\)"
)
_STATE_IN_TITLE = re.compile(r"\bstate of (?:[A-Z][a-z]+ |the end of )?([0-9]{4})\b")
_YEAR_IN_TITLE = re.compile(r"[ (]((?:19|20)[0-9]{2})(?:-[0-9]{2}){0,2}(?![0-9])")
_STORED_TITLE = " (zhwiki article)"
STORED_OF = 2019
"""Year of the stored articles."""


@dataclass(frozen=True, slots=True)
class Page:
    """Where a row stands and under which licence; `address` is empty where there is none."""

    locator: str
    licence: str
    address: str = ""


def page_of(row: WrittenRow, row_id: str) -> Page:
    """Return the page behind a row, from its columns `source_title` and `source_address`.

    Raises
    ------
    SourceError
        If the address is of no known form.
    """
    row.require("source_title", "source_address")
    title, address = row.values["source_title"], row.values["source_address"]
    stored = _STORED.fullmatch(address)
    if stored:
        locator = f"{stored['path']}@{stored['commit'][:8]} row {row_id}"
        return Page(locator, _WIKIPEDIA_LICENCE)
    if _ADDRESS.fullmatch(address):
        is_wikipedia = title.startswith(_COPIED_WIKIPEDIA)
        return Page(address, _WIKIPEDIA_LICENCE if is_wikipedia else "facts", address)
    if _NO_ADDRESS.fullmatch(address):
        return Page(f"{address} row {row_id}", "facts")
    if address == _NO_PAGE:
        return Page(f"{title} row {row_id}", "facts")
    raise row.refuse("source_address", "write an address, or a path with its version")


def is_understood(source_date: str) -> bool:
    """Whether the year of a page can be told from its date, or the date says that it has none."""
    return any(form.fullmatch(source_date) for form in (_UNDATED, _ABOUT, _DATED))


def stated_year(source_date: str, title: str) -> int | None:
    """Return the year of the list on a page, else of the page; None where neither is stated.

    Parameters
    ----------
    source_date
        The date of the page, in a form that `is_understood`.
    title
        The title of the page, which may say of when its list is.
    """
    found = (
        _STATE_IN_TITLE.search(title)
        or _OF_LIST.fullmatch(source_date)
        or _ABOUT.fullmatch(source_date)
        or _DATED.fullmatch(source_date)
    )
    return int(found[1]) if found else None


def year_of_title(title: str) -> int | None:
    """Return the year of a page that states it in its title alone; None where it does not."""
    if title.endswith(_STORED_TITLE):
        return STORED_OF
    found = _STATE_IN_TITLE.search(title) or _YEAR_IN_TITLE.search(title)
    return int(found[1]) if found else None


def year_shown(source_date: str, title: str, dates: Iterable[str]) -> int | None:
    """Return the year whose state a row shows; never before one of the dates that it tells."""
    return latest(stated_year(source_date, title), dates)


def latest(stated: int | None, dates: Iterable[str]) -> int | None:
    """Return the latest of a year and of some dates; None where there is none at all."""
    years = [int(date[:4]) for date in dates if date]
    return max([*years, stated] if stated is not None else years, default=None)


_SUFFIXES = frozenset({
    "govt.nz", "gc.ca", "gouv.fr", "gv.at", "admin.ch", "lg.jp", "go.jp", "go.kr", "go.id", "go.th",
    "go.ke", "go.tz", "go.ug", "go.cr", "gub.uy", "gob.ar", "gob.bo", "gob.cl", "gob.do", "gob.ec",
    "gob.es", "gob.gt", "gob.mx", "gob.pa", "gob.pe", "gob.sv", "gob.ve",
})  # fmt: skip
"""Endings that only bodies of the state may register. `go.it` is not: anybody of Gorizia may."""
_STATE = re.compile(r"(?:.+\.)?gov(?:\.[a-z]{2})?")
"""gov alone (the United States) and gov under a country, such as gov.cn."""
_JAPANESE_BODY = re.compile(r"(?:.+\.)?(?:pref|metro|city|town|vill)\.[a-z-]+(?:\.[a-z-]+)?\.jp")
"""Domains that the Japanese registry keeps for local governments, such as city.x.hokkaido.jp."""
_HOSTS = {
    "www.clair.or.jp": "register of the Council of Local Authorities for International Relations",
    "chengdu.thaiembassy.org": "consulate-general of Thailand in Chengdu",
    "www.norway.cn": "embassy of Norway in China",
}
"""Hosts of public bodies whose names do not show it, each looked at."""


def is_official_address(address: str) -> bool:
    """Whether the host of a web address belongs to a government or to a register of ties.

    Parameters
    ----------
    address
        As the source gives it; what is no web address is not official.
    """
    parts = urlsplit(address)
    host = parts.hostname or ""
    if parts.scheme not in ("http", "https") or not host:
        return False
    if host in _HOSTS or _STATE.fullmatch(host) or _JAPANESE_BODY.fullmatch(host):
        return True
    return ".".join(host.split(".")[-2:]) in _SUFFIXES
