"""Names as registers write them, against the release in the package."""

from __future__ import annotations

from pathlib import Path

import pytest

import sistercities as sc
from sistercities.api.register_import import AccountLine


def _line(tmp_path: Path, home: str, partner: str, country: str) -> AccountLine:
    (home, home_country), path = home.rsplit(", ", 1), tmp_path / "r.csv"
    region, _, name = home.rpartition("|")
    path.write_text(
        f'Home,Home region,Partner,Country\n"{name}","{region}","{partner}",{country}\n',
        encoding="utf-8",
    )
    return sc.import_register(path, country=home_country, write=False).account[0]


@pytest.mark.parametrize(
    ("home", "partner", "country", "ids"),
    [
        # Names that end like a level and are none.
        ("西安, CN", "京都", "日本", ("gn:1790630", "gn:1857910")),
        ("広島, JP", "重慶", "中国", ("gn:1862415", "gn:1814906")),
        ("江苏|苏州, CN", "威尼斯", "意大利", ("gn:1886760", "gn:3164603")),
        ("苏州, CN", "威尼斯", "意大利", ("gn:1886760", "gn:3164603")),
        ("广州, CN", "法兰克福", "德国", ("gn:1809858", "gn:2925533")),
        ("成都, CN", "甲府", "日本", ("gn:1815286", "gn:1859100")),
        ("杭州, CN", "岐阜", "日本", ("gn:1808926", "gn:1863641")),
        # The same letter where it is the level.
        ("京都府, JP", "陝西省", "中国", ("gn:1857907", "gn:1796480")),
        # One place in two languages, and a river beside the name.
        ("Kassel, DE", "Mulhouse/Mülhausen", "Frankreich", ("gn:2892518", "gn:2991214")),
        ("Frankfurt/Oder, DE", "Slubice", "Polen", ("gn:2925535", "gn:3085495")),
        ("Marburg/Lahn, DE", "Poitiers", "Frankreich", ("gn:2873759", "gn:2986495")),
        # Official and short forms.
        ("Hessen|Stadt Kassel, DE", "Florenz", "Italien", ("gn:2892518", "gn:3176959")),
        ("Hansestadt Lübeck, DE", "Kotka", "Finnland", ("gn:2875601", "gn:650946")),
        ("Landeshauptstadt München, DE", "Kiew", "Ukraine", ("gn:2867714", "gn:703448")),
        ("Bayern|Rothenburg o.d.T., DE", "Athis-Mons", "Frankreich", ("gn:2844056", "gn:3036460")),
        ("Neustadt a.d. Weinstr., DE", "Mâcon", "Frankreich", ("gn:2864054", "gn:2996882")),
        ("Esslingen a.N., DE", "Vienne", "Frankreich", ("gn:2928751", "gn:2969284")),
        ("Kreis Heinsberg, DE", "Midlothian", "Schottland", ("x:de-heinsberg", "gn:2642559")),
        ("Frankfurt am Main, DE", "Prag", "ČSSR", ("gn:2925533", "gn:3067696")),
    ],
)
def test_names_that_are_understood(
    tmp_path: Path, home: str, partner: str, country: str, ids: tuple[str, str]
) -> None:
    found = _line(tmp_path, home, partner, country)
    assert ids[0] in found.place_a
    assert ids[1] in found.place_b


@pytest.mark.parametrize(
    ("home", "partner", "country", "told", "offered"),
    [
        ("Kassel, DE", "Mulhouse, Rovaniemi", "", "two places (Mulhouse, Rovaniemi)", ""),
        ("武汉, CN", "匹兹堡、圣路易斯", "美国", "two places (匹兹堡, 圣路易斯)", ""),
        ("Kassel, DE", "Wetzlar, Gießen", "DE", "two places (Wetzlar, Gießen)", ""),
        ("Hessen|Neustadt, DE", "Velká", "CZ", "no place of this name in Hessen", ""),
        (
            "Hessen|Landkreis Fulda, DE",
            "Dubno",
            "Ukraine",
            "another level than it says",
            "gn:2923822",
        ),
        (
            "Hessen|Lkr. Gießen, DE",
            "Florenz",
            "Italien",
            "another level than it says",
            "gn:2920512",
        ),
        ("Marburg, DE", "Poitiers", "Italien", "in IT, but there is Poitiers (city", "gn:2986495"),
        ("札幌市, JP", "ノボシビルスク市", "ロシア", "partner is spelt alike", "gn:1496747"),
        ("大阪市, JP", "ハンブルグ市", "ドイツ", "partner is spelt alike", "gn:2911298"),
        ("名古屋市, JP", "メキシコ市", "メキシコ", "partner is spelt alike", "gn:3530597"),
    ],
)
def test_names_that_wait_with_their_reason(
    tmp_path: Path, home: str, partner: str, country: str, told: str, offered: str
) -> None:
    found = _line(tmp_path, home, partner, country)
    assert found.outcome == "waiting"
    assert told in found.told
    assert offered in found.candidates_a + found.candidates_b
    assert found.next_step
