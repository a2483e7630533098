"""Countries as lists on Wikipedia write them: in English, in Chinese, by the code of a flag.

Flag templates take ISO 3166-1 codes, but also the codes of sports bodies (`GER`, `SUI`) and a few
of their own (`UK`). The release knows English names; Chinese ones stand here, in both scripts.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from sistercities.terms.normal_forms import normalised

FLAG_CODES = {
    "ALG": "DZ", "ANG": "AO", "ANT": "AG", "ARU": "AW", "BAH": "BS", "BAN": "BD", "BAR": "BB",
    "BER": "BM", "BHU": "BT", "BIZ": "BZ", "BOT": "BW", "BRU": "BN", "BUL": "BG", "BUR": "BF",
    "CAM": "KH", "CAY": "KY", "CGO": "CG", "CHA": "TD", "CHI": "CL", "CRC": "CR", "CRO": "HR",
    "DEN": "DK", "DPK": "KP", "ENG": "GB", "ESA": "SV", "FIJ": "FJ", "GAM": "GM", "GBS": "GW",
    "GEQ": "GQ", "GER": "DE", "GRE": "GR", "GRN": "GD", "GUA": "GT", "GUI": "GN", "HAI": "HT",
    "HOL": "NL", "HON": "HN", "INA": "ID", "IRE": "IE", "IRI": "IR", "ISV": "VI", "IVB": "VG",
    "KOS": "XK", "KSA": "SA", "KUW": "KW", "LAT": "LV", "LBA": "LY", "LES": "LS", "LIB": "LB",
    "MAD": "MG", "MAS": "MY", "MAW": "MW", "MGL": "MN", "MON": "MC", "MRI": "MU", "MTN": "MR",
    "MYA": "MM", "NAM": "NA", "NCA": "NI", "NED": "NL", "NEP": "NP", "NGR": "NG", "NIG": "NE",
    "NIR": "GB", "NZD": "NZ", "OMA": "OM", "PAR": "PY", "PHI": "PH", "PLE": "PS", "POR": "PT",
    "PRC": "CN", "PUR": "PR", "ROC": "TW", "ROK": "KR", "ROM": "RO", "RSA": "ZA", "SAM": "WS",
    "SCO": "GB", "SEY": "SC", "SIN": "SG", "SKN": "KN", "SLO": "SI", "SOL": "SB", "SRI": "LK",
    "SUD": "SD", "SUI": "CH", "SWI": "CH", "TAN": "TZ", "TGA": "TO", "TOG": "TG", "TPE": "TW",
    "UAE": "AE", "UK": "GB", "URU": "UY", "VAN": "VU", "VIE": "VN", "VIN": "VC", "WAL": "GB",
    "XKX": "XK", "ZAM": "ZM", "ZIM": "ZW",
}  # fmt: skip
"""Codes of flags that are not ISO 3166-1 alpha-3, or differ from it."""

_CHINESE = """
AD 安道尔 安道爾|AE 阿联酋 阿聯酋 阿拉伯联合酋长国 阿拉伯聯合酋長國|AF 阿富汗
AG 安提瓜和巴布达 安地卡及巴布達|AL 阿尔巴尼亚 阿爾巴尼亞|AM 亚美尼亚 亞美尼亞|AO 安哥拉
AR 阿根廷|AT 奥地利 奧地利|AU 澳大利亚 澳大利亞 澳洲|AZ 阿塞拜疆 亞塞拜然
BA 波斯尼亚和黑塞哥维那 波士尼亞與赫塞哥維納 波黑|BB 巴巴多斯 巴貝多|BD 孟加拉国 孟加拉國 孟加拉
BE 比利时 比利時|BF 布基纳法索 布吉納法索|BG 保加利亚 保加利亞|BH 巴林|BI 布隆迪 蒲隆地
BJ 贝宁 貝寧 貝南|BN 文莱 文萊 汶萊|BO 玻利维亚 玻利維亞|BR 巴西|BS 巴哈马 巴哈馬|BT 不丹
BW 博茨瓦纳 博茨瓦納 波札那|BY 白俄罗斯 白俄羅斯|BZ 伯利兹 伯利茲 貝里斯|CA 加拿大
CD 刚果民主共和国 剛果民主共和國 刚果（金） 剛果（金）|CF 中非共和国 中非共和國 中非
CG 刚果共和国 剛果共和國 刚果（布） 剛果（布）|CH 瑞士|CI 科特迪瓦 象牙海岸|CK 库克群岛 庫克群島
CL 智利|CM 喀麦隆 喀麥隆|CN 中国 中國 中华人民共和国 中華人民共和國|CO 哥伦比亚 哥倫比亞
CR 哥斯达黎加 哥斯大黎加|CU 古巴|CV 佛得角 維德角|CY 塞浦路斯 賽普勒斯
CZ 捷克 捷克共和国 捷克共和國|DE 德国 德國|DJ 吉布提 吉布地|DK 丹麦 丹麥|DM 多米尼克
DO 多米尼加 多明尼加|DZ 阿尔及利亚 阿爾及利亞|EC 厄瓜多尔 厄瓜多爾 厄瓜多|EE 爱沙尼亚 愛沙尼亞
EG 埃及|ER 厄立特里亚 厄立特里亞 厄利垂亞|ES 西班牙|ET 埃塞俄比亚 埃塞俄比亞 衣索比亞
FI 芬兰 芬蘭|FJ 斐济 斐濟|FM 密克罗尼西亚联邦 密克羅尼西亞聯邦 密克罗尼西亚|FO 法罗群岛 法羅群島
FR 法国 法國|GA 加蓬 加彭|GB 英国 英國 英格兰 英格蘭 苏格兰 蘇格蘭 威尔士 威爾斯
GD 格林纳达 格瑞那達|GE 格鲁吉亚 格魯吉亞 喬治亞|GH 加纳 加納 迦納|GL 格陵兰 格陵蘭
GM 冈比亚 岡比亞 甘比亞|GN 几内亚 幾內亞|GQ 赤道几内亚 赤道幾內亞|GR 希腊 希臘
GT 危地马拉 危地馬拉 瓜地馬拉|GU 关岛 關島|GW 几内亚比绍 幾內亞比索|GY 圭亚那 圭亞那 蓋亞那
HK 香港|HN 洪都拉斯 宏都拉斯|HR 克罗地亚 克羅地亞 克羅埃西亞|HT 海地|HU 匈牙利
ID 印度尼西亚 印度尼西亞 印尼|IE 爱尔兰 愛爾蘭|IL 以色列|IN 印度|IQ 伊拉克|IR 伊朗|IS 冰岛 冰島
IT 意大利 義大利|JM 牙买加 牙買加|JO 约旦 約旦|JP 日本|KE 肯尼亚 肯尼亞 肯亞
KG 吉尔吉斯斯坦 吉爾吉斯斯坦 吉爾吉斯|KH 柬埔寨|KI 基里巴斯 吉里巴斯|KM 科摩罗 科摩羅 葛摩
KP 朝鲜 朝鮮 北韩 北韓 朝鲜民主主义人民共和国|KR 韩国 韓國 大韩民国 大韓民國 南韩 南韓|KW 科威特
KZ 哈萨克斯坦 哈薩克斯坦 哈薩克|LA 老挝 老撾 寮國|LB 黎巴嫩|LC 圣卢西亚 聖露西亞|LI 列支敦士登
LK 斯里兰卡 斯里蘭卡|LR 利比里亚 利比里亞 賴比瑞亞|LS 莱索托 萊索托 賴索托|LT 立陶宛
LU 卢森堡 盧森堡|LV 拉脱维亚 拉脫維亞|LY 利比亚 利比亞|MA 摩洛哥|MC 摩纳哥 摩納哥
MD 摩尔多瓦 摩爾多瓦 摩爾多瓦共和國|ME 黑山 蒙特內哥羅|MG 马达加斯加 馬達加斯加
MH 马绍尔群岛 馬紹爾群島|MK 北马其顿 北馬其頓 马其顿 馬其頓|ML 马里 馬里 馬利|MM 缅甸 緬甸
MN 蒙古 蒙古国 蒙古國|MO 澳门 澳門|MR 毛里塔尼亚 毛里塔尼亞 茅利塔尼亞|MT 马耳他 馬爾他 馬耳他
MU 毛里求斯 模里西斯|MV 马尔代夫 馬爾代夫 馬爾地夫|MW 马拉维 馬拉維 馬拉威|MX 墨西哥
MY 马来西亚 馬來西亞|MZ 莫桑比克 莫三比克|NA 纳米比亚 納米比亞|NE 尼日尔 尼日爾 尼日
NG 尼日利亚 尼日利亞 奈及利亞|NI 尼加拉瓜|NL 荷兰 荷蘭|NO 挪威|NP 尼泊尔 尼泊爾|NR 瑙鲁 諾魯
NZ 新西兰 新西蘭 紐西蘭|OM 阿曼|PA 巴拿马 巴拿馬|PE 秘鲁 秘魯
PG 巴布亚新几内亚 巴布亞新幾內亞 巴布亞紐幾內亞|PH 菲律宾 菲律賓|PK 巴基斯坦|PL 波兰 波蘭
PR 波多黎各|PS 巴勒斯坦|PT 葡萄牙|PW 帕劳 帛琉|PY 巴拉圭|QA 卡塔尔 卡塔爾 卡達
RO 罗马尼亚 羅馬尼亞|RS 塞尔维亚 塞爾維亞|RU 俄罗斯 俄羅斯|RW 卢旺达 盧旺達 盧安達
SA 沙特阿拉伯 沙特 沙烏地阿拉伯|SB 所罗门群岛 所羅門群島 索羅門群島|SC 塞舌尔 塞舌爾 塞舌耳 塞席爾
SD 苏丹 蘇丹|SE 瑞典|SG 新加坡|SI 斯洛文尼亚 斯洛文尼亞 斯洛維尼亞|SK 斯洛伐克
SL 塞拉利昂 獅子山|SM 圣马力诺 聖馬力諾|SN 塞内加尔 塞內加爾|SO 索马里 索馬里 索馬利亞
SR 苏里南 蘇里南 蘇利南|SS 南苏丹 南蘇丹|SV 萨尔瓦多 薩爾瓦多|SY 叙利亚 敘利亞
SZ 斯威士兰 斯威士蘭 史瓦帝尼|TD 乍得 查德|TG 多哥|TH 泰国 泰國|TJ 塔吉克斯坦 塔吉克
TL 东帝汶 東帝汶|TM 土库曼斯坦 土庫曼斯坦 土庫曼|TN 突尼斯 突尼西亚 突尼西亞|TO 汤加 湯加 東加
TR 土耳其|TT 特立尼达和多巴哥 千里達及托巴哥|TV 图瓦卢 吐瓦魯
TW 台湾 台灣 臺灣 中华民国 中華民國|TZ 坦桑尼亚 坦桑尼亞 坦尚尼亞|UA 乌克兰 烏克蘭
UG 乌干达 烏干達|US 美国 美國 美利坚合众国 美利堅合眾國|UY 乌拉圭 烏拉圭
UZ 乌兹别克斯坦 烏茲別克斯坦 烏茲別克|VA 梵蒂冈 梵蒂岡|VE 委内瑞拉 委內瑞拉|VN 越南
VU 瓦努阿图 瓦努阿圖 萬那杜|WS 萨摩亚 薩摩亞|XK 科索沃|YE 也门 也門 葉門|ZA 南非
ZM 赞比亚 贊比亞 尚比亞|ZW 津巴布韦 津巴布韋 辛巴威
"""
_BRACKETS = re.compile(r"\s*[(（][^()（）]*[)）]\s*$")
_PREFIXES = ("the ", "in ", "republic of ")
_OF_STATES = re.compile(r"[(（](?:[^()]*\b(?:U\.?S\.?|state)\b[^()]*|美国|美國)[)）]")


@dataclass(frozen=True, slots=True)
class CountryWords:
    """Which country a label means.

    Attributes
    ----------
    by_name
        ISO 3166-1 alpha-2 by name, alpha-2 and alpha-3 code, as the release has them; keys in the
        form of `key_of_country`.
    by_region
        Country of a first-level region, by its name, where one country alone has such a region.
    """

    by_name: Mapping[str, str]
    by_region: Mapping[str, str]

    def code(self, label: str) -> str:
        """Return the ISO 3166-1 alpha-2 code; "" where the label names no country that is known."""
        text = normalised("NFKC", label).strip().strip("'\".,;:，。 ")
        if text.upper() in FLAG_CODES and text.isupper():
            return FLAG_CODES[text.upper()]
        for form in _forms(text):
            found = self.by_name.get(form) or _BY_CHINESE_NAME.get(form)
            if found:
                return found
        return ""

    def of_page(self, label: str) -> tuple[str, str]:
        """Return the country that a page is about, and the region where it is about a part of it.

        `Japan` is a country, `Ohio` a region of one; ("", "") where it is neither.
        """
        region = _BRACKETS.sub("", label).strip()
        if _OF_STATES.search(label):
            return "US", region
        country = self.code(label)
        if country:
            return country, ""
        country = self.by_region.get(key_of_country(label), "")
        return (country, region) if country else ("", "")


def key_of_country(label: str) -> str:
    """Return the form in which labels are compared."""
    return " ".join(normalised("NFKC", label).casefold().replace("_", " ").split())


def _forms(text: str) -> list[str]:
    """Forms to look up, the plainest first: as written, without brackets, without an article."""
    forms = [key_of_country(text), key_of_country(_BRACKETS.sub("", text))]
    for form in list(forms):
        forms += [form.removeprefix(prefix) for prefix in _PREFIXES]
    return list(dict.fromkeys(form for form in forms if form))


def _chinese_names() -> dict[str, str]:
    found: dict[str, str] = {}
    for entry in _CHINESE.replace("\n", "|").split("|"):
        code, *names = entry.split() or ("",)
        found |= {key_of_country(name): code for name in names}
    return found


_BY_CHINESE_NAME = _chinese_names()
