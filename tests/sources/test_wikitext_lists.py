"""Lists of sister cities in wikitext; every page is made up, in the shapes that the lists have."""

from __future__ import annotations

import pytest

from sistercities.sources.country_words import CountryWords
from sistercities.sources.mediawiki_pages import WikiPage
from sistercities.sources.wikitext import parse_line, without_notes
from sistercities.sources.wikitext_lists import ListReading, ListSource, read_lists
from sistercities.sources.written_dates import written_dates
from sistercities.terms.claims import SourceClaim

WORDS = CountryWords(
    {
        "france": "FR", "fra": "FR", "germany": "DE", "deu": "DE", "japan": "JP", "jpn": "JP",
        "united kingdom": "GB", "gbr": "GB", "united states": "US", "usa": "US", "ita": "IT",
        "bosnia and herzegovina": "BA", "georgia": "GE", "china": "CN", "chn": "CN", "kor": "KR",
    },
    {"ohio": "US", "岚屿省": "CN", "镜海市": "CN"},
)  # fmt: skip

ENGLISH = """{{Short description|none}}
{{Use dmy dates
|date=May 2026}}
This is a '''list''' of [[sister city|sister cities]] in [[Germany]].<ref>{{cite web
|title=A title
|url=https://example.org}}</ref>
__NOTOC__
==A==
'''[[Aadorf]]'''<!-- a comment
over two lines -->
{{div col|colwidth=20em}}
*{{flagicon|USA}} [[Iton County, Ohio|Iton County]], United States
*{{flagicon|GBR}} [[Halton, West Yorkshire|Halton]], England, United Kingdom
* {{flagicon|FRA}} [[Reimond]], France (1986)
*{{flagicon|BIH}} [[Foo]] – [[Bar]], Bosnia and Herzegovina
*{{flagicon|GER}} {{ill|Xdorf|de|lt=Xdorf upon Y}}, Germany, since 12 May 1990
*{{flagicon|JPN}} Tanomachi, Japan, 3.4.1991
*[[Nowhere]], Atlantis
{{div col end}}

'''[[Lindau]] – [[Harbour (Lindau)|Harbour]]'''
*[[Kobure]], Japan (friendship)
*[[Tbilo]], Georgia (suspended 2022)

===Berlinchen===
{{columns-list|colwidth=20em|
*{{flagicon|ITA}} [[Romola]], Italy (1988–2010)
*{{flagicon|FRA}} [[Valbonne]], {{flag|France}}
}}
Berlinchen also likes [[Paris]].
===Former twin towns===
*{{flagicon|FRA}} [[Pontal]], France
==See also==
*[[List of twin towns and sister cities in Japan]], Japan
==References==
{{reflist}}
[[Category:Lists of twin towns|Germany]]
"""


def _read(text: str, about: str = "Germany", language: str = "en") -> ListReading:
    page = WikiPage(f"List of {about}", about, 7, 99, text)
    return read_lists([page], ListSource("made-up", language, 2026), WORDS)


def _ends(reading: ListReading) -> list[tuple[str, str, str]]:
    return [(one.a.name, one.b.name, one.b.country) for one in reading.claims]


def _by_partner(reading: ListReading) -> dict[str, SourceClaim]:
    return {one.b.name: one for one in reading.claims}


def test_bullets_below_a_place_are_its_ties() -> None:
    assert _ends(_read(ENGLISH)) == [
        ("Aadorf", "Iton County", "US"),
        ("Aadorf", "Halton", "GB"),
        ("Aadorf", "Reimond", "FR"),
        ("Aadorf", "Foo – Bar", "BA"),
        ("Aadorf", "Xdorf upon Y", "DE"),
        ("Aadorf", "Tanomachi", "JP"),
        ("Lindau – Harbour", "Kobure", "JP"),
        ("Lindau – Harbour", "Tbilo", "GE"),
        ("Berlinchen", "Romola", "IT"),
        ("Berlinchen", "Valbonne", "FR"),
        ("Berlinchen", "Pontal", "FR"),
    ]


def test_every_line_is_counted_and_what_was_not_understood_is_handed_back() -> None:
    reading = _read(ENGLISH)
    assert {(one.line, one.reason) for one in reading.unread} == {
        (18, "no country that is known: Atlantis"),
        (30, "running text with links"),
    }
    assert reading.unread[0].text == "[[Nowhere]], Atlantis"
    assert dict(reading.shapes) == {
        "layout": 7, "introduction": 1, "heading": 5, "home": 2, "tie": 11, "not understood": 2,
        "running text": 1, "in a section left out": 4,
    }  # fmt: skip


def test_dates_status_and_kind_are_read_off_line_and_heading() -> None:
    claims = _by_partner(_read(ENGLISH))
    told = {
        name: (one.start, one.precision, one.end, one.status, one.kind)
        for name, one in claims.items()
    }
    assert told["Reimond"] == ("1986", "year", "", "unknown", "unknown")
    assert told["Xdorf upon Y"] == ("1990-05-12", "day", "", "unknown", "unknown")
    assert told["Kobure"] == ("", "none", "", "unknown", "friendship")
    assert told["Tbilo"] == ("", "none", "2022", "suspended", "unknown")
    assert told["Romola"] == ("1988", "year", "2010", "ended", "unknown")
    assert told["Pontal"] == ("", "none", "", "ended", "unknown")


def test_containers_come_from_words_and_from_the_title_of_the_page() -> None:
    claims = _by_partner(_read(ENGLISH))
    assert claims["Halton"].b.parents == ("England", "West Yorkshire")
    assert (claims["Iton County"].b.parents, claims["Iton County"].b.level) == (
        ("Ohio",),
        "region2",
    )
    assert (claims["Foo – Bar"].b.parents, claims["Foo – Bar"].b.level) == (("Foo",), "district")
    assert claims["Kobure"].a.level == "district"


def test_a_claim_says_page_revision_and_line() -> None:
    first = _read(ENGLISH).claims[0]
    assert first.claim_id == "made-up:7-12"
    assert first.locator == (
        "https://en.wikipedia.org/w/index.php?oldid=99 (List of Germany), line 12"
    )
    assert (first.licence, first.a.country) == ("CC-BY-SA-4.0", "DE")


def test_a_page_about_a_region_gives_it_as_the_container() -> None:
    claim = _read("'''[[Iton]]'''\n*{{flagicon|FRA}} [[Reimond]], France", "Ohio").claims[0]
    assert (claim.a.country, claim.a.parents) == ("US", ("Ohio",))
    of_states = _read("'''[[Iton]]'''\n*[[Reimond]], France", "Georgia (U.S. state)").claims[0]
    assert (of_states.a.country, of_states.a.parents) == ("US", ("Georgia",))


def test_a_page_about_no_country_is_not_understood_whole() -> None:
    reading = _read("'''[[Iton]]'''\n*[[Reimond]], France", "Atlantis")
    assert reading.claims == []
    assert reading.unread[0].reason == "the page is about no country that is known: Atlantis"


PROVINCE = """:参见：[[某国友好城市列表|某国友好城市列表]]。

==省级==
{|
| align="right" width=130| 〖[[嵐嶼省|嵐嶼省]]〗-
| align="left" |   <small>{{JPN}}[[南原縣|南原縣]]（1980年5月1日）
|-
| align="right" width=130|
| align="left" |   <small>{{GER}}[[諾德馬克|諾德馬克]]（1987年7月）
|}

==地级（包括副省级）==
{|
| align="right" width=130| 〖[[双鹤市|双鹤市]]〗-
| align="left" |   <small>{{JPN}}[[常盤市|常盤市]]（1981年8月8日）
|-
| align="right" width=130|
| align="left" |   [[日本|日本]][[川邊市_(南原)|川邊市]] （1983年11月2日）
|- {{KOR}}[[迷途市|迷途市]]（1993年12月）
| align="right" width=130| 〖[[梅坪市|梅坪市]]〗-
| align="left" | <del>[[法國|法國]][[聖奧姆|聖奧姆]] （1988年9月30日）</del><ref>某新闻</ref>
|-
| align="right" width=130|
| align="left" |   <small>{{FRA}}{{tsl|en|Portclair Regency|港光}}西北区（2011年11月10日）
|-
| align="right" width=130|
| align="left" |   <small>{{ITA}}[[无日期|无日期市]]
|}
"""


def test_tables_without_heads_have_the_home_in_the_first_cell_or_above() -> None:
    reading = _read(PROVINCE, "岚屿省", "zh")
    told = [(one.a.name, one.b.name, one.b.country, one.start) for one in reading.claims]
    assert told == [
        ("嵐嶼省", "南原縣", "JP", "1980-05-01"),
        ("嵐嶼省", "諾德馬克", "DE", "1987-07"),
        ("双鹤市", "常盤市", "JP", "1981-08-08"),
        ("双鹤市", "川邊市", "JP", "1983-11-02"),
        ("梅坪市", "聖奧姆", "FR", "1988-09-30"),
        ("梅坪市", "港光西北区", "FR", "2011-11-10"),
        ("梅坪市", "无日期市", "IT", ""),
    ]
    assert [(one.line, one.reason) for one in reading.unread] == [(20, "text on the mark of a row")]
    claims = _by_partner(reading)
    assert (claims["聖奧姆"].status, claims["聖奧姆"].note) == ("suspended", "struck through")
    assert (claims["常盤市"].status, claims["常盤市"].kind) == ("active", "sister")
    assert claims["川邊市"].b.parents == ("南原",)
    assert (claims["南原縣"].a.level, claims["南原縣"].a.parents) == ("region1", ())
    assert (claims["常盤市"].a.level, claims["常盤市"].a.parents) == ("city", ("岚屿省",))


CITY = """镜海与国外城市缔结友好关系的历史，始于[[1984年|1984年]]。
== 市级友好城市 ==
[[File:Harbour.jpg|thumb]]
{| class="wikitable sortable"
|+ 镜海市级友好城市<ref name="list">{{cite web|url=https://example.org}}</ref>
! 城市或地区 !! 国家 !! 大洲 !! 结好时间
|-
| [[自由港|自由港市]] || {{DEU}} || 欧洲 || 1984年5月15日
|-
|[[常盤市|常盤市]] || {{JPN}}  || 亚洲 ||1985年5月10日
|}
==市级友好交流关系城市==
{| class="wikitable"
! 城市或地区 !! 国家 !! 结好时间
|-

| [[全南道|全南道]] || {{KOR}} || 1996年4月19日
|}
==区县级友好城市==
{| class="wikitable"
! 区（镇）!! 友好城市 !! 国家 !! 结好时间
|-
| rowspan="2" | [[南苑区|南苑区]] || [[聖奧姆|聖奧姆]] || {{FRA}} || 2010年10月10日
|-
| {{le|豪基|Hauki|豪基市}} || {{NZD}} || 2010年9月8日
|-
| [[北苑区|北苑区]] || [[大釜市|大釜市]][[东莱区|东莱区]] || {{KOR}} || 2012年10月12日
|-
| [[西苑区|西苑区]] || [[甲|甲市]]<br/>[[乙|乙市]] || {{KOR}} || 2013年<br>2014年
|-
| [[东苑区|东苑区]]
|}
==前友好城市==
*[[布拉城|布拉城市]]（{{FRA}}，2017年5月17日<ref name="list"/>－2020年1月14日）
==另见==
*[[镜海对外事务|镜海对外事务]]
"""


def test_tables_with_heads_are_read_by_their_words() -> None:
    reading = _read(CITY, "镜海市", "zh")
    told = [(one.a.name, one.b.name, one.b.country, one.start, one.kind) for one in reading.claims]
    assert told == [
        ("镜海市", "自由港市", "DE", "1984-05-15", "sister"),
        ("镜海市", "常盤市", "JP", "1985-05-10", "sister"),
        ("镜海市", "全南道", "KR", "1996-04-19", "exchange"),
        ("南苑区", "聖奧姆", "FR", "2010-10-10", "sister"),
        ("南苑区", "豪基市", "NZ", "2010-09-08", "sister"),
        ("北苑区", "东莱区", "KR", "2012-10-12", "sister"),
        ("西苑区", "甲市", "KR", "2013", "sister"),
        ("西苑区", "乙市", "KR", "2014", "sister"),
        ("镜海市", "布拉城市", "FR", "2017-05-17", "sister"),
    ]
    claims = _by_partner(reading)
    assert claims["东莱区"].b.parents == ("大釜市",)
    assert claims["东莱区"].a.parents == ("镜海市",)
    assert (claims["布拉城市"].status, claims["布拉城市"].end) == ("ended", "2020-01-14")
    ids = [one.claim_id for one in reading.claims]
    assert len(set(ids)) == len(ids)
    assert [one.reason for one in reading.unread] == ["no column of partners"]


NUMBERED = """以下为[[某国|某国]][[岚屿省|岚屿省]]的友好城市列表：
==省级==
{| class="wikitable"
|-
!己方行政區
!對方國家
!對方行政區
!締結日期
|-
|rowspan="3"|[[嵐嶼省|嵐嶼省]]
|{{AUS}}
|[[新南州|新南州]]
|1979年9月1日
|-
|rowspan="2"|{{JPN}}
|<s>[[北泽省|北泽省]]</s><ref>1999年併入[[西泽省|西泽省]]</ref>
|1998年3月6日
|-
|[[西泽省|西泽省]]
|2001年7月12日
|}
==市县级==
===双鹤市===
{| class="wikitable" border="1"
! 序号 || 国家 || 城市 || 签字时间
|-
| 1 || {{JPN}} || [[常盤市|常盤市]] || 1974年2月1日
|-
| 2 || {{USA}} || [[堪城_(密州)|堪城]]（[[密州|密州]]） || 1997年3月?日
|}
==地级==
{|
| 〖双鹤市[[南海区|南海区]]〗-
| <small>[[法国|法国]][[聖奧姆|聖奧姆]] (1994年7月18日)
|}
"""


def test_heads_in_other_words_and_homes_in_headings_are_read() -> None:
    reading = _read(NUMBERED, "岚屿省", "zh")
    told = [
        (one.a.name, one.b.name, one.b.country, one.start, one.status) for one in reading.claims
    ]
    assert told == [
        ("嵐嶼省", "北泽省", "JP", "1998-03-06", "suspended"),
        ("嵐嶼省", "西泽省", "JP", "2001-07-12", "active"),
        ("双鹤市", "常盤市", "JP", "1974-02-01", "active"),
        ("双鹤市", "堪城", "US", "1997-03", "active"),
        ("南海区", "聖奧姆", "FR", "1994-07-18", "active"),
    ]
    assert [one.reason for one in reading.unread] == ["no country that is known: AUS"]
    assert _by_partner(reading)["堪城"].b.parents == ("密州",)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("*[[Reimond]], France", "no place stands above it"),
        ("*{{flagicon|XYZ}} [[Reimond]]", "no country that is known: XYZ"),
        ("*(1990), France", "no country"),
        ("*{{flagicon|FRA}} 1990", "no name of a place"),
        ("{|\n| a || b || c\n|}", "a row without heads"),
        ("'''[[Aa]]'''\n* [[Reimond]]", "no country"),
    ],
)
def test_lines_of_unknown_shape_are_never_dropped(line: str, reason: str) -> None:
    reading = _read(f"==A==\n{line}")
    assert reading.claims == []
    assert [one.reason for one in reading.unread] == [reason]


def test_a_template_that_is_not_known_is_told_in_the_note() -> None:
    claim = _read("'''[[Aa]]'''\n*[[Reimond]]{{weird|x}}, France").claims[0]
    assert (claim.b.name, claim.note) == ("Reimond", "template not read: weird")


def test_flag_and_words_that_differ_are_told() -> None:
    claim = _read("'''[[Aa]]'''\n*{{flagicon|USA}} [[Iton]], Georgia").claims[0]
    assert (claim.b.country, claim.b.parents) == ("US", ("Georgia",))
    assert claim.note == "the flag is of US, the words say Georgia"


@pytest.mark.parametrize(
    "text",
    [
        "[[Aa",
        "{{flagicon|FRA",
        "{|\n| x",
        "'''",
        "*",
        "{{",
        "[[|]]",
        "{{{{{{",
        "]]}}|}",
        "* {{}}",
        "* [[a{{b]]c}}",
    ],
)
def test_broken_markup_stops_nothing(text: str) -> None:
    reading = _read(f"==A==\n'''[[Aa]]'''\n{text}\n")
    assert reading.claims == []


def test_a_large_page_of_brackets_is_read_in_time() -> None:
    import time

    before = time.monotonic()
    _read("==A==\n'''[[Aa]]'''\n*" + "[[{{" * 20000 + "\n*" + "{{a|" * 20000)
    nested = "{{small|" * 2000 + "[[Bee]]" + "}}" * 2000
    deep = _read(f"==A==\n'''[[Aa]]'''\n*{nested}, France")
    assert [one.reason for one in deep.unread] == ["no country"]
    assert time.monotonic() - before < 5


def test_line_numbers_stay_true_when_notes_are_taken_out() -> None:
    text = "one<ref>a\nb</ref>\n<!-- c\nd -->two\n<ref name=x />three"
    assert without_notes(text).split("\n") == ["one", "", "", "two", "three"]


def test_a_line_is_flags_links_and_text() -> None:
    line = parse_line("{{flagicon|FRA}} ''[[A b|B]]''&nbsp;{{nowrap|c [[D]]}} <small>e</small>")
    assert line.text == "B c D e"
    assert [(link.text, link.target) for link in line.links] == [("B", "A b"), ("D", "D")]
    assert [flag.target for flag in line.flags] == ["FRA"]


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("1982年8月12日", [("1982-08-12", "day")]), ("2002年10月", [("2002-10", "month")]),
        ("1993年", [("1993", "year")]), ("12 May 1990", [("1990-05-12", "day")]),
        ("May 12th, 1990", [("1990-05-12", "day")]), ("Sept 1990", [("1990-09", "month")]),
        ("1990-05-12", [("1990-05-12", "day")]), ("40 May 1990", [("1990-05", "month")]),
        ("1988–2010", [("1988", "year"), ("2010", "year")]),
        ("31 February 1990", [("1990-02", "month")]), ("12345", []), ("in 2031", []),
        ("1 of 500", []), ("1990年13月", [("1990", "year")]),
        ("2017年5月17日－2020年1月14日", [("2017-05-17", "day"), ("2020-01-14", "day")]),
    ],
)  # fmt: skip
def test_dates_are_found_as_written(text: str, dates: list[tuple[str, str]]) -> None:
    assert [(one.iso, one.precision) for one in written_dates(text, 2026)] == dates


@pytest.mark.parametrize(
    ("label", "code"),
    [
        ("France", "FR"), ("the United States", "US"), ("GER", "DE"), ("JPN", "JP"), ("日本", "JP"),
        ("義大利", "IT"), ("Georgia (country)", "GE"), ("Atlantis", ""), ("", ""), ("  ", ""),
    ],
)  # fmt: skip
def test_countries_are_known_by_name_code_and_script(label: str, code: str) -> None:
    assert WORDS.code(label) == code


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("1985年1990年", ["1985", "1990"]),
        ("1990年5月1985年", ["1990-05", "1985"]),
        ("0800年、0799年", ["0800"]),
        ("2026年、2027年", ["2026"]),
    ],
)
def test_dates_side_by_side_are_two_and_years_have_a_first_and_a_last(
    text: str, dates: list[str]
) -> None:
    assert [one.iso for one in written_dates(text, 2026)] == dates
