"""A drawn miniature world: every odd case of the real data, small enough to check by hand.

Country codes are real, every place in it is made up. The home country is CN.

    CN  Lanyu 岚屿省    Shuanghe 双鹤市 (in it county Hushi 湖石县), Meiping 梅坪市,
                       Tiantai 甜台市 (no tie), Yunling 云岭州 (a region2)
        Qingmo 青墨省   Ningwan 宁湾市, Songgang 松岗市
        Baisha 白砂省   Zhutan 竹滩市 (a region of one)
        Wuting 雾汀省   Moqi 墨溪市 (no source lists the region's own ties)
        Jinghai 镜海市  dual; in it the district Nanyuan 南苑区
    JP  Minamihara     Tokiwa, Kawabe (homonym)
        Kitazawa       Kawabe (homonym)
        Higashino      Sakurai (a region of one)
    FR  two signing tiers: regions and, finest, departements
        Valmont until 2015, then Grand-Val:  Haute-Lise: Saint-Orme
                                             Basse-Lise: Roquefeuille
        Beaulac                              Ombrage: Portclair
    DE  Nordmark       Altwerder
        Freihafen      dual

Beyond it, in the gazetteer alone: the small Büschow and one of two Neudorf in Nordmark, the other
Neudorf and Petit-Orme in Grand-Val, Shiraizumi 白泉村 in Minamihara.

`TIES` is the world by hand: what the build must make of `claims()`.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from release_build.gazetteer.remaining import gazetteer_tables
from release_build.writing.release_files import write_release
from sistercities.dataset.assemble import assemble
from sistercities.dataset.coverage_decisions import RegionList
from sistercities.dataset.ingredients import Ingredients
from sistercities.dataset.resolved import ResolvedClaim
from sistercities.dataset.source_lists import SourceList, SourceLists
from sistercities.sources.official_totals import OfficialTotal
from sistercities.sources.tie_events import EventReading
from sistercities.terms.claims import NamedEnd, SourceClaim
from sistercities.terms.event_words import STATUS_AFTER
from sistercities.terms.events import TieEvent
from sistercities.terms.places import Place, Resolution

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

ZH, EN, OLD, EV = "zhwiki-2020", "enwiki-2026", "older-2016", "tie-events-2026"


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


def sources() -> list[dict[str, Any]]:
    """Four made-up sources; three have the ids of real ones, which the program knows."""
    rows = [
        (ZH, "Lists of the drawn world", 2020, True, "CC-BY-SA-4.0"),
        (EN, "Pages of the drawn world", 2026, False, "CC-BY-SA-4.0"),
        (OLD, "Statements of the drawn world", 2016, False, "CC0-1.0"),
        (EV, "Events of the drawn world", 2026, True, "facts"),
    ]
    return [
        {
            "source_id": source,
            "title": title,
            "producer": "nobody: drawn for tests",
            "version": "1",
            "snapshot_year": year,
            "is_dated": is_dated,
            "licence": licence,
            "attribution": f"{title}, made up",
            "covers": "the drawn world",
            "gaps": "Wuting's own ties",
        }
        for source, title, year, is_dated, licence in rows
    ]


class Drawn(NamedTuple):
    """One row of a made-up source; `a` is the Chinese side where there is one."""

    a: str
    b: str
    start: str = ""
    precision: Any = "day"
    status: Any = "active"
    end: str = ""
    is_batch: bool = False
    is_double: bool = True
    kind: Any = "sister"


_ZH_ROWS = (
    Drawn(LANYU, MINAMIHARA, "1980-05-01"),
    Drawn(LANYU, VALMONT, "1986-10-09"),
    Drawn(QINGMO, MINAMIHARA, "1990-06-15"),
    Drawn(QINGMO, KITAZAWA, "1995-03", "month"),
    Drawn(BAISHA, HIGASHINO, "2001", "year"),
    Drawn(LANYU, OMBRAGE, "2004-04-20"),
    Drawn(QINGMO, NORDMARK, "", "none"),
    Drawn(SHUANGHE, TOKIWA, "1981-08-08"),
    Drawn(SHUANGHE, KAWABE_M, "1983-11-02"),
    Drawn(MEIPING, KAWABE_K, "1985-06-01"),
    Drawn(MEIPING, KAWABE_K, "1986-06-01", is_double=False),
    Drawn(MEIPING, SAINT_ORME, "1988-09-30"),
    Drawn(NINGWAN, TOKIWA, "1992-04-11"),
    Drawn(NINGWAN, SAINT_ORME, "1997-05-05"),
    Drawn(NINGWAN, PORTCLAIR, "2000-09-27", "year", is_batch=True),
    Drawn(SONGGANG, KAWABE_K, "1979-01-01", "suspect"),
    Drawn(ZHUTAN, SAKURAI, "2002-02-22"),
    Drawn(ZHUTAN, PORTCLAIR, "1999-07-14", status="ended", end="2010"),
    Drawn(MOQI, TOKIWA, "1994-10-10"),
    Drawn(HUSHI, ROQUEFEUILLE, "2005-05-25"),
    Drawn(SONGGANG, ALTWERDER, "1989-09-09", status="suspended", end="2012-12-12"),
    Drawn(YUNLING, PORTCLAIR, "2008-08-08"),
    Drawn(SHUANGHE, PORTCLAIR, "2006-06-26"),
    Drawn(MEIPING, TOKIWA, "", "none", status="pending"),
    Drawn(NINGWAN, ALTWERDER, "2011-11-11", kind="exchange"),
    Drawn(MEIPING, HIGASHINO, "1998-03-03"),
    Drawn(JINGHAI, FREIHAFEN, "1984-05-15"),
    Drawn(JINGHAI, TOKIWA, "1985-05-10"),
    Drawn(NINGWAN, FREIHAFEN, "1990-10-03", is_double=False),
    Drawn(NANYUAN, SAINT_ORME, "2010-10-10"),
)
_EN_ROWS = tuple(
    Drawn(a, b, "", "none", "unknown", is_double=False, kind="unknown")
    for a, b in (
        (SHUANGHE, TOKIWA),
        (NINGWAN, TOKIWA),
        (SONGGANG, SAKURAI),
        (SONGGANG, ALTWERDER),
        (ZHUTAN, PORTCLAIR),
        (JINGHAI, FREIHAFEN),
        (TOKIWA, PORTCLAIR),
        (KAWABE_M, KAWABE_K),
        (SHUANGHE, ""),
    )
)
_OLD_ROWS = tuple(
    Drawn(a, b, "", "none", "unknown", is_double=False, kind="unknown")
    for a, b in ((SAKURAI, PORTCLAIR), (KAWABE_K, ROQUEFEUILLE))
)
UNRESOLVED = f"{EN}:E0009"
"""The claim whose second name waits for review."""


def claims() -> list[ResolvedClaim]:
    """All claims of all sources, resolved; the second name of the last of `EN` is not."""
    known = places()
    zh = [drawn_claim(ZH, f"Z{n:04}", row, known) for n, row in enumerate(_ZH_ROWS, start=1)]
    en = [drawn_claim(EN, f"E{n:04}", row, known) for n, row in enumerate(_EN_ROWS, start=1)]
    old = [drawn_claim(OLD, f"O{n:04}", row, known) for n, row in enumerate(_OLD_ROWS, start=1)]
    told = [
        ResolvedClaim(event.claim, _resolution(one.a), _resolution(one.b))
        for one, event in zip(_EVENTS, events(), strict=True)
    ]
    return [*zh, *old, *told, *en]


class Happened(NamedTuple):
    """One event in the life of a tie; the page that tells it is made up."""

    a: str
    b: str
    event: Any
    date: str
    basis: Any = "stated"
    decided_by: Any = ""
    page_date: str = "2022-06"


_EVENTS = (
    Happened(KAWABE_M, PORTCLAIR, "never_valid", "2021-06-24"),
    Happened(NINGWAN, PORTCLAIR, "suspended", "2021-03", decided_by="a"),
    Happened(NINGWAN, PORTCLAIR, "resumed", "2022-05-06", decided_by="both"),
    Happened(SHUANGHE, PORTCLAIR, "kept", "2022-03-02", "at the latest", "b"),
    Happened(SAKURAI, FREIHAFEN, "ended", "2022-03-03", decided_by="a"),
)


def events() -> tuple[TieEvent, ...]:
    """Give what happened in the lives of ties, with the claims that tell it."""
    known = places()
    return tuple(
        TieEvent(
            claim=_event_claim(f"{EV}:V{n:04}", one, known),
            event=one.event,
            date=one.date,
            basis=one.basis,
            decided_by=one.decided_by,
            certainty="high",
            source_title=f"Paper of the drawn world, page {n}",
            source_date=one.page_date,
        )
        for n, one in enumerate(_EVENTS, start=1)
    )


def _event_claim(claim_id: str, one: Happened, known: dict[str, Place]) -> SourceClaim:
    status = STATUS_AFTER[one.event]
    return SourceClaim(
        claim_id=claim_id,
        source_id=EV,
        locator=f"https://paper.example/{claim_id.rpartition(':')[2]}",
        a=_named(one.a, EV, known),
        b=_named(one.b, EV, known),
        start="",
        precision="none",
        is_batch_date=False,
        end=one.date if status in ("ended", "suspended") else "",
        status=status,
        kind="unknown",
        is_double_entry=False,
        note="",
        licence="facts",
        seen_year=int(one.date[:4]),
    )


def drawn_claim(source: str, row_id: str, row: Drawn, known: dict[str, Place]) -> ResolvedClaim:
    claim = SourceClaim(
        claim_id=f"{source}:{row_id}",
        source_id=source,
        locator=f"drawn page, row {row_id}",
        a=_named(row.a, source, known),
        b=_named(row.b, source, known),
        start=row.start,
        precision=row.precision,
        is_batch_date=row.is_batch,
        end=row.end,
        status=row.status,
        kind=row.kind,
        is_double_entry=row.is_double,
        note="",
        licence="CC0-1.0" if source == OLD else "CC-BY-SA-4.0",
    )
    return ResolvedClaim(claim, _resolution(row.a), _resolution(row.b))


def _named(place_id: str, source: str, known: dict[str, Place]) -> NamedEnd:
    if not place_id:
        return NamedEnd("Nirgendwo", "DE", hint_name="a hint that must not ship")
    place = known[place_id]
    name = place.name_local if source == ZH and place.name_local else place.name
    return NamedEnd(name, place.country, place.level if source == ZH else None)


def _resolution(place_id: str) -> Resolution:
    if not place_id:
        return Resolution("", "", 0.0, "no place of this name in DE", (ALTWERDER,))
    return Resolution(place_id, "alias+country+level", 0.95)


class Tie(NamedTuple):
    """One tie as it must come out."""

    tie_class: str
    start: str | None
    precision: str
    status: str


TIES: dict[frozenset[str], Tie] = {
    frozenset({LANYU, MINAMIHARA}): Tie("upper", "1980-05-01", "day", "active"),
    frozenset({LANYU, VALMONT}): Tie("upper", "1986-10-09", "day", "active"),
    frozenset({QINGMO, MINAMIHARA}): Tie("upper", "1990-06-15", "day", "active"),
    frozenset({QINGMO, KITAZAWA}): Tie("upper", "1995-03", "month", "active"),
    frozenset({BAISHA, HIGASHINO}): Tie("upper", "2001", "year", "active"),
    frozenset({LANYU, OMBRAGE}): Tie("upper", "2004-04-20", "day", "active"),
    frozenset({QINGMO, NORDMARK}): Tie("upper", None, "none", "active"),
    frozenset({SHUANGHE, TOKIWA}): Tie("lower", "1981-08-08", "day", "active"),
    frozenset({SHUANGHE, KAWABE_M}): Tie("lower", "1983-11-02", "day", "active"),
    frozenset({MEIPING, KAWABE_K}): Tie("lower", "1985-06-01", "day", "active"),
    frozenset({MEIPING, SAINT_ORME}): Tie("lower", "1988-09-30", "day", "active"),
    frozenset({NINGWAN, TOKIWA}): Tie("lower", "1992-04-11", "day", "active"),
    frozenset({NINGWAN, SAINT_ORME}): Tie("lower", "1997-05-05", "day", "active"),
    frozenset({NINGWAN, PORTCLAIR}): Tie("lower", "2000-09-27", "year", "active"),
    frozenset({SONGGANG, KAWABE_K}): Tie("lower", "1979-01-01", "suspect", "active"),
    frozenset({SONGGANG, SAKURAI}): Tie("lower", None, "none", "unknown"),
    frozenset({ZHUTAN, SAKURAI}): Tie("lower", "2002-02-22", "day", "active"),
    frozenset({ZHUTAN, PORTCLAIR}): Tie("lower", "1999-07-14", "day", "ended"),
    frozenset({MOQI, TOKIWA}): Tie("lower", "1994-10-10", "day", "active"),
    frozenset({HUSHI, ROQUEFEUILLE}): Tie("lower", "2005-05-25", "day", "active"),
    frozenset({SONGGANG, ALTWERDER}): Tie("lower", "1989-09-09", "day", "suspended"),
    frozenset({YUNLING, PORTCLAIR}): Tie("lower", "2008-08-08", "day", "active"),
    frozenset({SHUANGHE, PORTCLAIR}): Tie("lower", "2006-06-26", "day", "active"),
    frozenset({MEIPING, TOKIWA}): Tie("lower", None, "none", "pending"),
    frozenset({NINGWAN, ALTWERDER}): Tie("lower", "2011-11-11", "day", "active"),
    frozenset({MEIPING, HIGASHINO}): Tie("cross", "1998-03-03", "day", "active"),
    frozenset({JINGHAI, FREIHAFEN}): Tie("dual", "1984-05-15", "day", "active"),
    frozenset({JINGHAI, TOKIWA}): Tie("dual", "1985-05-10", "day", "active"),
    frozenset({NINGWAN, FREIHAFEN}): Tie("dual", "1990-10-03", "day", "active"),
    frozenset({NANYUAN, SAINT_ORME}): Tie("lower", "2010-10-10", "day", "active"),
    frozenset({TOKIWA, PORTCLAIR}): Tie("lower", None, "none", "unknown"),
    frozenset({KAWABE_M, KAWABE_K}): Tie("lower", None, "none", "unknown"),
    frozenset({SAKURAI, PORTCLAIR}): Tie("lower", None, "none", "unknown"),
    frozenset({KAWABE_K, ROQUEFEUILLE}): Tie("lower", None, "none", "unknown"),
    frozenset({KAWABE_M, PORTCLAIR}): Tie("lower", None, "none", "never_valid"),
    frozenset({SAKURAI, FREIHAFEN}): Tie("dual", None, "none", "ended"),
}
"""Every tie of the world by its two places."""

STANDING: dict[frozenset[str], tuple[str, str, str]] = {
    frozenset({SONGGANG, SAKURAI}): ("listed", "2026", EN),
    frozenset({TOKIWA, PORTCLAIR}): ("listed", "2026", EN),
    frozenset({KAWABE_M, KAWABE_K}): ("listed", "2026", EN),
    frozenset({SAKURAI, PORTCLAIR}): ("no_longer_listed", "2026", EN),
    frozenset({KAWABE_K, ROQUEFEUILLE}): ("one_old_source", "2016", OLD),
    frozenset({LANYU, VALMONT}): ("one_old_source", "2020", ZH),  # active, and Valmont no more
    frozenset({KAWABE_M, PORTCLAIR}): ("never_valid", "2021-06-24", EV),
    frozenset({SAKURAI, FREIHAFEN}): ("ended", "2022-03-03", EV),
    frozenset({ZHUTAN, PORTCLAIR}): ("ended", "2010", ZH),
    frozenset({SONGGANG, ALTWERDER}): ("suspended", "2012-12-12", ZH),
    frozenset({MEIPING, TOKIWA}): ("pending", "2020", ZH),
    frozenset({NINGWAN, PORTCLAIR}): ("active", "2022-05-06", EV),
    frozenset({SHUANGHE, PORTCLAIR}): ("active", "2022-03-02", EV),
}
"""How far the sources let a tie stand; all others are active in 2020, by `ZH`."""

TOTALS = (
    OfficialTotal("Midland", "all", "2020-12-31", 40, "made up"),
    OfficialTotal("Lanyu", "province", "2020", 3, "made up"),
    OfficialTotal("Lanyu", "prefecture", "2020", 9, "made up"),
    OfficialTotal("Lanyu", "county", "2020", 1, "made up"),
    OfficialTotal("Midland-JP", "all", "2020", 20, "made up"),
    OfficialTotal("Elsewhere", "all", "2020", 999, "made up"),
)


LISTS = (
    RegionList(ZH, "CN", "*", "upper", is_listed=True),
    RegionList(ZH, "CN", "CN-94", "upper", is_listed=False),
    RegionList(ZH, "CN", "*", "lower", is_listed=True),
    RegionList(EN, "CN", "*", "lower", is_listed=True),
)


def source_lists() -> SourceLists:
    """Return what the sources read: the lists of the home country, and those of all others."""
    rows = ((ZH, "CN"), (EN, "*"))
    return SourceLists(
        tuple(SourceList(source, country, "*", "list", True, "drawn") for source, country in rows)
    )


def ingredients() -> Ingredients:
    """Everything the release of the world is made of."""
    return Ingredients(
        places=places(),
        resolved=claims(),
        parents=parents(),
        upper_tier=upper_tier(),
        sources=sources(),
        official_totals=TOTALS,
        region_lists=LISTS,
        home="CN",
        source_lists=source_lists(),
        scopes={
            "Midland": ("CN", "all", "all"),
            "Midland-JP": ("CN", "country", "JP"),
            "Lanyu": ("CN", "province", "CN-91"),
            "Elsewhere": ("", "", ""),
        },
        notes={"CN:province:CN-94": "the region's own ties are not listed"},
        gazetteer=gazetteer_tables(remaining().values(), places()),
        events=EventReading(events(), (), ()),
    )


def tables() -> dict[str, Any]:
    """Give the tables of the release of the world."""
    made = dict(assemble(ingredients()))
    return made | {"ties": as_covered(made["ties"])}


def as_covered(ties: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Let ties stand as the rule has them where coverage is known.

    What a source covers is no ingredient yet, so they are set by hand: `EN` has other ties of
    Sakurai and of Portclair, and none of Roquefeuille; none newer names Valmont, which is no more.
    """
    names = ("standing", "standing_since", "standing_source")
    return [
        tie | dict(zip(names, STANDING[_pair(tie)], strict=True))
        if tie["sources"] == OLD or _pair(tie) == frozenset({LANYU, VALMONT})
        else tie
        for tie in ties
    ]


def _pair(tie: dict[str, Any]) -> frozenset[str]:
    return frozenset({tie["place_a"], tie["place_b"]})


def write_world(folder: Path) -> Path:
    """Write the release of the world into `folder/release` and return that folder."""
    release = folder / "release"
    write_release(tables(), release, version="0.0.0-world")
    return release
