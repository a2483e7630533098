"""An update of the drawn world, and what it told; the lists of a made-up Wikipedia."""

from __future__ import annotations

import csv
import hashlib
from pathlib import Path
from typing import Any

import sistercities as sc
from sources.loopback import (
    LoopbackServer,
    SparqlServer,
)

LISTS = {
    "List of twin towns and sister cities in Japan": """
'''[[Tokiwa]]'''
*{{flagicon|CHN}} [[Ningwan]], China (1992)
*{{flagicon|FRA}} [[Portclair]], France
*{{flagicon|GER}} [[Altwerder]], Germany, since 2003
*{{flagicon|GER}} [[Nirgendwo]], Germany
*[[Somewhere]], Atlantis
""",
}
CHINESE_LISTS = {
    "岚屿省友好城市列表": """
==省级==
{|
| 〖[[岚屿省]]〗-
| {{JPN}}[[南原県]]（1980年5月1日）
|}
==地级==
{|
| 〖[[双鹤市]]〗-
| <del>{{JPN}}[[常盤市]]（1981年8月8日）</del>
|-
|
| [[法国]][[Saint-Orme]]（2015年3月）
|}
""",
}


def updated(server: LoopbackServer, **more: Any) -> sc.records.DataUpdate:
    source = "wikidata" if isinstance(server, SparqlServer) else "wikipedia"
    return sc.releases.update_data(source, endpoint=server.url, rate=1000, **more)


def rows_of(update: sc.records.DataUpdate, name: str = "difference.csv") -> list[dict[str, str]]:
    with Path(update.files[name]).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def told_by(update: sc.records.DataUpdate, against: str = "release") -> set[tuple[str, ...]]:
    return {
        (row["change"], row["name_a"], row["name_b"], row["field"], row["before"], row["after"])
        for row in rows_of(update)
        if row["against"] == against
    }


def ids_of(update: sc.records.DataUpdate, change: str) -> set[frozenset[str]]:
    return {
        frozenset(row["tie_id"].split("~")) for row in rows_of(update) if row["change"] == change
    }


def bytes_under(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
