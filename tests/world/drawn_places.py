"""The places of the drawn world, and the hierarchy that they lie in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sistercities.terms.places import Place

LANYU, QINGMO, BAISHA, WUTING, JINGHAI = "gn:901", "gn:902", "gn:903", "gn:904", "gn:905"

SHUANGHE, MEIPING, TIANTAI, YUNLING, HUSHI = "gn:911", "gn:912", "gn:913", "gn:914", "gn:915"

NINGWAN, SONGGANG, ZHUTAN, MOQI, NANYUAN = "gn:921", "gn:922", "gn:931", "gn:941", "x:nanyuan"

MINAMIHARA, KITAZAWA, HIGASHINO = "gn:801", "gn:802", "gn:803"

TOKIWA, KAWABE_M, KAWABE_K, SAKURAI = "gn:811", "gn:812", "gn:821", "gn:831"

VALMONT, GRAND_VAL, BEAULAC = "wd:Q701", "gn:702", "gn:703"

HAUTE_LISE, BASSE_LISE, OMBRAGE = "gn:711", "gn:712", "gn:713"

SAINT_ORME, ROQUEFEUILLE, PORTCLAIR = "gn:721", "gn:722", "gn:723"

NORDMARK, FREIHAFEN, ALTWERDER = "gn:601", "gn:602", "gn:611"

BUESCHOW, NEUDORF_N, NEUDORF_V, PETIT_ORME = "gn:651", "gn:652", "gn:751", "gn:752"

SHIRAIZUMI = "x:jp-910015"


def _place(
    place_id: str,
    name: str,
    local: str,
    level: Any,
    region_iso: str,
    parents: Sequence[str] = (),
    at: tuple[float, float] = (30.0, 110.0),
    population: int | None = None,
    **more: Any,
) -> Place:
    return Place(
        place_id=place_id,
        name=name,
        name_local=local,
        level=level,
        country=region_iso[:2],
        region_iso=region_iso,
        geonames_id=int(place_id[3:]) if place_id.startswith("gn:") else None,
        wikidata_id=place_id[3:] if place_id.startswith("wd:") else "",
        latitude=at[0],
        longitude=at[1],
        population=population,
        parent_ids=tuple(parents),
        **more,
    )


_PLACES = (
    _place(LANYU, "Lanyu", "岚屿省", "region1", "CN-91", at=(30.0, 120.0), population=50_000_000),
    _place(QINGMO, "Qingmo", "青墨省", "region1", "CN-92", at=(35.0, 117.0), population=90_000_000),
    _place(BAISHA, "Baisha", "白砂省", "region1", "CN-93", at=(20.0, 110.0), population=9_000_000),
    _place(WUTING, "Wuting", "雾汀省", "region1", "CN-94", at=(40.0, 95.0), population=6_000_000),
    _place(
        JINGHAI,
        "Jinghai",
        "镜海市",
        "region1",
        "CN-95",
        at=(39.0, 117.0),
        population=14_000_000,
        is_dual=True,
        alias_ids=("gn:906",),
        names=(("镜海", "zh"), ("鏡海", "zh-Hant"), ("Чинхай", "ru")),
    ),
    _place(SHUANGHE, "Shuanghe", "双鹤市", "city", "CN-91", [LANYU], (29.0, 121.0), 8_000_000,
           gbt2260="991100"),
    _place(MEIPING, "Meiping", "梅坪市", "city", "CN-91", [LANYU], (28.0, 120.0), 3_000_000,
           gbt2260="991200"),
    _place(TIANTAI, "Tiantai", "甜台市", "city", "CN-91", [LANYU], (29.5, 119.0), 900_000,
           gbt2260="991300"),
    _place(YUNLING, "Yunling", "云岭州", "region2", "CN-91", [LANYU], (27.5, 118.5), 1_200_000,
           gbt2260="991400"),
    _place(HUSHI, "Hushi", "湖石县", "county", "CN-91", [SHUANGHE, LANYU], (29.1, 121.5), 400_000),
    _place(
        NINGWAN,
        "Ningwan",
        "宁湾市",
        "city",
        "CN-92",
        [QINGMO],
        (36.0, 120.0),
        7_000_000,
        gbt2260="999200",
        alias_ids=("gn:929",),
        names=(
            ("宁湾", "zh"),
            ("寧灣", "zh-Hant"),
            ("Ning-wan", "und"),
            ("Ningwan Shi", "und"),
            ("Нинвань", "ru"),
            ("닝완", "ko"),
        ),
    ),
    _place(SONGGANG, "Songgang", "松岗市", "city", "CN-92", [QINGMO], (36.5, 118.0), 4_000_000,
           gbt2260="992200"),
    _place(ZHUTAN, "Zhutan", "竹滩市", "city", "CN-93", [BAISHA], (19.0, 110.0), 2_000_000,
           gbt2260="993100"),
    _place(MOQI, "Moqi", "墨溪市", "city", "CN-94", [WUTING], (40.5, 95.5), 600_000,
           gbt2260="994100"),
    _place(
        NANYUAN, "Nanyuan", "南苑区", "district", "CN-95", [JINGHAI], (39.1, 117.2), 800_000
    ),
    _place(MINAMIHARA, "Minamihara", "南原県", "region1", "JP-91", at=(35.0, 139.0)),
    _place(KITAZAWA, "Kitazawa", "北沢県", "region1", "JP-92", at=(43.0, 141.0)),
    _place(HIGASHINO, "Higashino", "東野県", "region1", "JP-93", at=(33.0, 131.0)),
    _place(TOKIWA, "Tokiwa", "常盤市", "city", "JP-91", [MINAMIHARA], (35.1, 139.1), 500_000),
    _place(KAWABE_M, "Kawabe", "川辺市", "city", "JP-91", [MINAMIHARA], (35.2, 139.2), 90_000),
    _place(KAWABE_K, "Kawabe", "川辺町", "city", "JP-92", [KITAZAWA], (43.1, 141.1), 20_000),
    _place(SAKURAI, "Sakurai", "桜居市", "city", "JP-93", [HIGASHINO], (33.1, 131.1), 120_000),
    _place(
        VALMONT, "Valmont", "", "region1", "FR-91", at=(48.6, 7.5), valid_to=2015,
        successor=GRAND_VAL,
    ),
    _place(GRAND_VAL, "Grand-Val", "", "region1", "FR-92", at=(48.7, 5.6), valid_from=2016),
    _place(BEAULAC, "Beaulac", "", "region1", "FR-93", at=(43.7, 7.0)),
    _place(HAUTE_LISE, "Haute-Lise", "", "region2", "FR-92", [GRAND_VAL], (48.5, 7.6)),
    _place(BASSE_LISE, "Basse-Lise", "", "region2", "FR-92", [GRAND_VAL], (49.0, 4.0)),
    _place(OMBRAGE, "Ombrage", "", "region2", "FR-93", [BEAULAC], (43.8, 7.1)),
    _place(
        SAINT_ORME, "Saint-Orme", "", "city", "FR-92", [HAUTE_LISE, GRAND_VAL], (48.5, 7.7),
        280_000,
    ),
    _place(
        ROQUEFEUILLE, "Roquefeuille", "", "city", "FR-92", [BASSE_LISE, GRAND_VAL], (49.1, 4.1),
        30_000,
    ),
    _place(
        PORTCLAIR, "Portclair", "", "city", "FR-93", [OMBRAGE, BEAULAC], (43.7, 7.2), 340_000
    ),
    _place(NORDMARK, "Nordmark", "", "region1", "DE-91", at=(54.0, 9.5)),
    _place(
        FREIHAFEN, "Freihafen", "", "region1", "DE-92", at=(53.5, 10.0), population=1_800_000,
        is_dual=True,
    ),
    _place(ALTWERDER, "Altwerder", "", "city", "DE-91", [NORDMARK], (54.3, 9.6), 95_000),
)  # fmt: skip

_REMAINING = (
    _place(
        BUESCHOW, "Büschow", "", "city", "DE-91", [NORDMARK], (54.2, 9.8), 2_300,
        names=(("Büschow", "und"), ("Bueschow", "und"), ("Byschaw", "und")),
        alias_ids=("gn:659",),
    ),
    _place(NEUDORF_N, "Neudorf", "", "city", "DE-91", [NORDMARK], (54.4, 9.2), 900),
    _place(
        NEUDORF_V, "Neudorf", "", "city", "FR-92", [HAUTE_LISE, GRAND_VAL], (48.6, 7.8), 1_400
    ),
    _place(
        PETIT_ORME, "Petit-Orme", "", "city", "FR-92", [HAUTE_LISE, GRAND_VAL], (48.45, 7.65), 700
    ),
    _place(
        SHIRAIZUMI, "Shiraizumi", "白泉村", "city", "JP-91", [MINAMIHARA], (35.3, 139.3), 1_100,
        names=(("白泉村", "und"), ("Shiraizumi", "und"), ("しらいずみむら", "und")),
    ),
)  # fmt: skip


def remaining() -> dict[str, Place]:
    """Municipalities without a tie that the gazetteer alone holds, by id."""
    return {place.place_id: place for place in _REMAINING}


def places() -> dict[str, Place]:
    """All places by id."""
    return {place.place_id: place for place in _PLACES}


def parents() -> list[dict[str, Any]]:
    """Return the hierarchy as it was: both departements lay in Valmont until 2015."""
    spans = [
        (place.place_id, place.parent_ids[0], 0, None)
        for place in _PLACES
        if place.parent_ids and place.place_id not in (HAUTE_LISE, BASSE_LISE)
    ]
    spans += [
        (HAUTE_LISE, VALMONT, 0, 2015),
        (HAUTE_LISE, GRAND_VAL, 2016, None),
        (BASSE_LISE, VALMONT, 0, 2015),
        (BASSE_LISE, GRAND_VAL, 2016, None),
    ]
    return [
        {"place_id": a, "parent_id": b, "from_year": first, "to_year": last, "source": "made up"}
        for a, b, first, last in spans
    ]


def upper_tier() -> list[dict[str, Any]]:
    """One signing tier in CN, JP and DE, two in FR."""
    tiers = [
        ("CN", "region1", "province", True),
        ("DE", "region1", "Land", True),
        ("FR", "region1", "region", False),
        ("FR", "region2", "departement", True),
        ("JP", "region1", "prefecture", True),
    ]
    return [
        {"country": c, "level": level, "title": title, "is_finest": finest, "source": "made up"}
        for c, level, title, finest in tiers
    ]
