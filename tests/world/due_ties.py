"""The drawn world by hand: every tie that the build must make, and how far it stands."""

from __future__ import annotations

from typing import NamedTuple

from world.drawn_claims import EN, EV, OLD, ZH
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
