"""What the made-up sources of the drawn world claim."""

from __future__ import annotations

from typing import Any, NamedTuple

from sistercities.dataset.resolved import ResolvedClaim
from sistercities.terms.claims import NamedEnd, SourceClaim
from sistercities.terms.places import Place, Resolution
from world.drawn_places import (
    ALTWERDER,
    BAISHA,
    FREIHAFEN,
    HIGASHINO,
    HUSHI,
    JINGHAI,
    KAWABE_K,
    KAWABE_M,
    KITAZAWA,
    LANYU,
    MEIPING,
    MINAMIHARA,
    MOQI,
    NANYUAN,
    NINGWAN,
    NORDMARK,
    OMBRAGE,
    PORTCLAIR,
    QINGMO,
    ROQUEFEUILLE,
    SAINT_ORME,
    SAKURAI,
    SHUANGHE,
    SONGGANG,
    TOKIWA,
    VALMONT,
    YUNLING,
    ZHUTAN,
)

ZH, EN, OLD, EV = "zhwiki-2020", "enwiki-2026", "older-2016", "tie-events-2026"


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


def drawn_claim(source: str, row_id: str, row: Drawn, known: dict[str, Place]) -> ResolvedClaim:
    claim = SourceClaim(
        claim_id=f"{source}:{row_id}",
        source_id=source,
        locator=f"drawn page, row {row_id}",
        a=named_end(row.a, source, known),
        b=named_end(row.b, source, known),
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
    return ResolvedClaim(claim, resolution_of(row.a), resolution_of(row.b))


def named_end(place_id: str, source: str, known: dict[str, Place]) -> NamedEnd:
    if not place_id:
        return NamedEnd("Nirgendwo", "DE", hint_name="a hint that must not ship")
    place = known[place_id]
    name = place.name_local if source == ZH and place.name_local else place.name
    return NamedEnd(name, place.country, place.level if source == ZH else None)


def resolution_of(place_id: str) -> Resolution:
    if not place_id:
        return Resolution("", "", 0.0, "no place of this name in DE", (ALTWERDER,))
    return Resolution(place_id, "alias+country+level", 0.95)
