"""Names as registers write them, against the release in the package."""

from __future__ import annotations

import csv

import pytest

import sistercities as sc
from sistercities.api.register_import import AccountLine

UNDERSTOOD = [
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
    # A town of another country whose level is written as that of a Japanese one.
    ("札幌市, JP", "ノボシビルスク市", "ロシア", ("gn:2128295", "gn:1496747")),
    # One place in two languages, and a river beside the name.
    ("Kassel, DE", "Mulhouse/Mülhausen", "Frankreich", ("gn:2892518", "gn:2991214")),
    ("Frankfurt/Oder, DE", "Slubice", "Polen", ("gn:2925535", "gn:3085495")),
    ("Marburg/Lahn, DE", "Poitiers", "Frankreich", ("gn:2873759", "gn:2986495")),
    # Official and short forms.
    ("Hessen|Stadt Kassel, DE", "Florenz", "Italien", ("gn:2892518", "gn:3176959")),
    ("Hansestadt Lübeck, DE", "Kotka", "Finnland", ("gn:2875601", "gn:650946")),
    ("Halle (Saale), DE", "Ufa", "Russland", ("gn:2911522", "gn:479561")),
    ("Halle (Saale), Stadt, DE", "Linz", "Österreich", ("gn:2911522", "gn:2772400")),
    ("Rostock, Hanse- und Universitätsstadt, DE", "Riga", "Lettland", ("gn:2844588", "gn:456172")),
    ("LH Magdeburg, DE", "Charkiw", "Ukraine", ("gn:2874545", "gn:706483")),
    ("Landeshauptstadt München, DE", "Kiew", "Ukraine", ("gn:2867714", "gn:703448")),
    ("Bayern|Rothenburg o.d.T., DE", "Athis-Mons", "Frankreich", ("gn:2844056", "gn:3036460")),
    ("Neustadt a.d. Weinstr., DE", "Mâcon", "Frankreich", ("gn:2864054", "gn:2996882")),
    ("Esslingen a.N., DE", "Vienne", "Frankreich", ("gn:2928751", "gn:2969284")),
    ("Kreis Heinsberg, DE", "Midlothian", "Schottland", ("x:de-heinsberg", "gn:2642559")),
    # A district is not the town of its name.
    ("Hessen|Landkreis Fulda, DE", "Dubno", "Ukraine", ("x:de-kreis-fulda", "gn:709540")),
    ("Hessen|Lkr. Gießen, DE", "Florenz", "Italien", ("x:de-kreis-giessen", "gn:3176959")),
    # A foreign name by its sound.
    ("大阪市, JP", "ハンブルグ市", "ドイツ", ("gn:1853909", "gn:2911298")),
    ("名古屋市, JP", "メキシコ市", "メキシコ", ("gn:1856057", "gn:3530597")),
    ("Frankfurt am Main, DE", "Prag", "ČSSR", ("gn:2925533", "gn:3067696")),
    # The code of a region tells homonyms apart, against the larger one and a known tie.
    ("KS|Kansas City, US", "Linz", "Austria", ("gn:4273837", "gn:2772400")),
    ("MO|Kansas City, US", "Kurashiki", "Japan", ("gn:4393217", "gn:1858311")),
    ("US-ME|Portland, US", "Shinagawa, Tokyo", "Japan", ("gn:4975802", "gn:1852140")),
    ("TX|Abilene, US", "Corinto", "Nicaragua", ("gn:4669635", "gn:3620269")),
    # A powiat that a German list names by its seat, in brackets as well.
    ("Kreis Unna, DE", "Wodzisław Śląski (Kreis)", "Polen", ("x:de-unna-district", "gn:7530854")),
    ("Kreis Unna, DE", "Nowy Sącz (Landkreis)", "Polen", ("x:de-unna-district", "gn:7530824")),
    # A part of an island says which of two towns of a name is meant.
    ("Trabzon, TR", "Lefkoşa", "KKTC", ("gn:738648", "x:cy-north-nicosia")),
    ("Trabzon, TR", "Lefkoşa (KKTC)", "", ("gn:738648", "x:cy-north-nicosia")),
    ("Trabzon, TR", "Nikosia", "Nordzypern", ("gn:738648", "x:cy-north-nicosia")),
    ("Trabzon, TR", "Girne", "Kuzey Kıbrıs Türk Cumhuriyeti", ("gn:738648", "gn:146412")),
    ("Trabzon, TR", "尼科西亚", "北塞浦路斯", ("gn:738648", "x:cy-north-nicosia")),
    ("Athens, GR", "Nicosia", "Cyprus", ("gn:264371", "gn:146268")),
    # Countries as cars show them, and with more than their name.
    ("Augsburg, DE", "Bourges", "F", ("gn:2954172", "gn:3031005")),
    ("Atlanta, US", "Newcastle-upon-Tyne", "England, U.K.", ("gn:4180439", "gn:2641673")),
    ("Nantes, FR", "Sarrebruck", "Allemagne (Sarre)", ("gn:2990969", "gn:2842647")),
    # What a town calls itself by a letter, in the genitive, or as the county that it is.
    ("м. Миколаїв, UA", "Санкт-Петербург", "Росія", ("gn:700569", "gn:498817")),
    ("Δήμος Ρόδου, GR", "Λεμεσός", "Κύπρος", ("gn:400666", "gn:146384")),
    ("Δήμος Πειραιώς, GR", "Αγία Πετρούπολη", "Ρωσία", ("gn:255274", "gn:498817")),
    ("TP. Huế, VN", "Gyeongju", "Hàn Quốc", ("gn:1580240", "gn:1841603")),
    ("강원특별자치도 홍천군, KR", "사나리쉬르메르시", "프랑스", ("gn:1844190", "gn:2976258")),
    # The tie that is held is that of Nexø, which Bornholm took in.
    ("Bornholms Regionskommune, DK", "Kołobrzeg", "Polen", ("gn:2616504", "gn:3095795")),
    ("MI|Saginaw, US", "Zapopan, Jal.", "México", ("gn:5007989", "gn:3979770")),
    ("El Paso, US", "Cd. Juárez, Chih.", "México", ("gn:5520993", "gn:4013708")),
    ("Surabaya, ID", "Seattle", "AS", ("gn:1625822", "gn:5809844")),
    ("أم الفحم, IL", "عمّان", "", ("gn:293286", "gn:250441")),
    ("Ankara, TR", "Lefkoşa", "Kıbrıs", ("gn:323786", "x:cy-north-nicosia")),
    # A slip in a long name that no other name is near.
    ("Berlin, DE", "Plombieres-les-Baims", "Frankreich", ("gn:2950159", "gn:2986715")),
]

WAITING = [
    ("Kreis Unna, DE", "Zakopane (Kreis)", "Polen", "another level than it says", "gn:3080866"),
    ("Kassel, DE", "Mulhouse, Rovaniemi", "", "two places (Mulhouse, Rovaniemi)", ""),
    ("武汉, CN", "匹兹堡、圣路易斯", "美国", "two places (匹兹堡, 圣路易斯)", ""),
    ("Kassel, DE", "Wetzlar, Gießen", "DE", "two places (Wetzlar, Gießen)", ""),
    ("Hessen|Neustadt, DE", "Velká", "CZ", "no place of this name in Hessen", ""),
    (
        "Kassel, DE",
        "Poitiers",
        "Italien",
        "not in our gazetteer for IT, but there is Poitiers (city",
        "gn:2986495",
    ),
    # The county in New Jersey is meant, which no gazetteer here holds: a town of the name is
    # offered and not taken.
    ("温州市, CN", "联合县", "美国", "another level than it says", "Union (city, US-"),
    # Either town of the divided island; a hamlet that the gazetteer lacks.
    ("Konya, TR", "Lefkoşa", "Kıbrıs", "which Lefkoşa is not stated", "x:cy-north-nicosia"),
    # A slip in the name of no partner on record is offered, and never taken.
    ("Lahr/Schwarzwald, DE", "Elbeuff", "Frankreich", "there are alike ones", "gn:3020307"),
    ("Berlin, DE", "Niederthai", "Österreich", "not in our gazetteer", "Niederthan"),
]


@pytest.fixture(scope="module")
def lines(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str, str], AccountLine]:
    """Import a register for each home country; its lines by home, partner and country."""
    folder, found = tmp_path_factory.mktemp("names"), {}
    asked = [case[:3] for case in (*UNDERSTOOD, *WAITING)]
    for home_country in sorted({home.rpartition(", ")[2] for home, _, _ in asked}):
        own = [case for case in asked if case[0].endswith(f", {home_country}")]
        path = folder / f"{home_country}.csv"
        with path.open("w", encoding="utf-8", newline="") as sink:
            writer = csv.writer(sink)
            writer.writerow(["Home", "Home region", "Partner", "Country"])
            for home, partner, country in own:
                region, _, name = home.rpartition(", ")[0].rpartition("|")
                writer.writerow([name, region, partner, country])
        account = sc.import_register(path, country=home_country, write=False).account
        found |= dict(zip(own, account, strict=True))
    return found


@pytest.mark.parametrize(("home", "partner", "country", "ids"), UNDERSTOOD)
def test_names_that_are_understood(
    lines: dict[tuple[str, str, str], AccountLine],
    home: str,
    partner: str,
    country: str,
    ids: tuple[str, str],
) -> None:
    found = lines[home, partner, country]
    assert ids[0] in found.place_a
    assert ids[1] in found.place_b


@pytest.mark.parametrize(("home", "partner", "country", "told", "offered"), WAITING)
def test_names_that_wait_with_their_reason(
    lines: dict[tuple[str, str, str], AccountLine],
    home: str,
    partner: str,
    country: str,
    told: str,
    offered: str,
) -> None:
    found = lines[home, partner, country]
    assert found.outcome == "waiting"
    assert told in found.told
    assert offered in found.candidates_a + found.candidates_b
    assert found.next_step
