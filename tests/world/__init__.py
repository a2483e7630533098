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

# ruff: noqa: F401 - whoever asks the world for a name need not know where it stands

from __future__ import annotations

from world.drawn_claims import EN, EV, OLD, UNRESOLVED, ZH, Drawn, drawn_claim, sources
from world.drawn_events import Happened, events
from world.drawn_places import (
    ALTWERDER,
    BAISHA,
    BASSE_LISE,
    BEAULAC,
    BUESCHOW,
    FREIHAFEN,
    GRAND_VAL,
    HAUTE_LISE,
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
    NEUDORF_N,
    NEUDORF_V,
    NINGWAN,
    NORDMARK,
    OMBRAGE,
    PETIT_ORME,
    PORTCLAIR,
    QINGMO,
    ROQUEFEUILLE,
    SAINT_ORME,
    SAKURAI,
    SHIRAIZUMI,
    SHUANGHE,
    SONGGANG,
    TIANTAI,
    TOKIWA,
    VALMONT,
    WUTING,
    YUNLING,
    ZHUTAN,
    parents,
    places,
    remaining,
    upper_tier,
)
from world.due_ties import STANDING, TIES, Tie
from world.whole import (
    LISTS,
    TOTALS,
    as_covered,
    claims,
    ingredients,
    source_lists,
    tables,
    write_world,
)
