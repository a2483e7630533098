"""Tile-grid maps: each unit a square about where it lies, where shapes and areas would mislead."""

from __future__ import annotations

from collections.abc import Sequence

from sistercities.studies.nesting_result import Autonomy

Tile = tuple[int, int]
"""Column and row, from the upper left."""

_CHINA: tuple[tuple[str, str, Tile], ...] = (
    ("黑龙江", "Heilongjiang", (7, 0)),
    ("内蒙古", "Inner Mongolia|Nei Mongol|Neimenggu", (5, 1)),
    ("吉林", "Jilin", (7, 1)),
    ("新疆", "Xinjiang", (0, 2)),
    ("甘肃", "Gansu", (2, 2)),
    ("宁夏", "Ningxia", (3, 2)),
    ("山西", "Shanxi", (4, 2)),
    ("北京", "Beijing", (5, 2)),
    ("天津", "Tianjin", (6, 2)),
    ("辽宁", "Liaoning", (7, 2)),
    ("西藏", "Tibet|Xizang", (0, 3)),
    ("青海", "Qinghai", (1, 3)),
    ("陕西", "Shaanxi", (3, 3)),
    ("河南", "Henan", (4, 3)),
    ("河北", "Hebei", (5, 3)),
    ("山东", "Shandong", (6, 3)),
    ("四川", "Sichuan", (2, 4)),
    ("重庆", "Chongqing", (3, 4)),
    ("湖北", "Hubei", (4, 4)),
    ("安徽", "Anhui", (5, 4)),
    ("江苏", "Jiangsu", (6, 4)),
    ("上海", "Shanghai", (7, 4)),
    ("云南", "Yunnan", (2, 5)),
    ("贵州", "Guizhou", (3, 5)),
    ("湖南", "Hunan", (4, 5)),
    ("江西", "Jiangxi", (5, 5)),
    ("浙江", "Zhejiang", (6, 5)),
    ("广西", "Guangxi", (3, 6)),
    ("广东", "Guangdong", (4, 6)),
    ("福建", "Fujian", (5, 6)),
    ("海南", "Hainan", (3, 7)),
)


def _is_named(row: Autonomy, local: str, latin: str) -> bool:
    if row.name_local:
        return row.name_local.startswith(local)
    return row.name.casefold().startswith(tuple(latin.casefold().split("|")))


def tile_names() -> tuple[str, ...]:
    """Names in Chinese of the units of the layout."""
    return tuple(local for local, _, _ in _CHINA)


def tiles_of(country: str, rows: Sequence[Autonomy]) -> list[Tile] | None:
    """Tile of each row, or None where there is no layout that holds every row.

    Parameters
    ----------
    country
        ISO 3166-1 alpha-2.
    rows
        Units; matched by the name in the local script, else by the Latin one.
    """
    if country != "CN":
        return None
    found = [
        next((tile for local, latin, tile in _CHINA if _is_named(row, local, latin)), None)
        for row in rows
    ]
    tiles = [tile for tile in found if tile is not None]
    return tiles if len(tiles) == len(rows) and len(set(tiles)) == len(rows) else None
