"""What stands around a name: 市, 県, -gun, Prefecture, City of; and the bare name inside.

A bare name is a key of lower rank: "Osaka Prefecture" is found as "Osaka" only where nothing is
called "Osaka Prefecture" outright.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from sistercities.dataset.scripts import fold_han, is_han
from sistercities.terms.words import Level

_FORESTRY = "神农架"
"""The one 林区: elsewhere the name ends in 林 (布鲁克林区)."""
_HAN_SUFFIXES: tuple[tuple[str, tuple[Level, ...]], ...] = (
    ("特别行政区", ("region1",)),
    ("特别自治市", ("city",)),
    ("特别自治道", ("region1",)),
    ("特别市", ("city",)),
    ("广域市", ("city",)),
    ("直辖市", ("city",)),
    ("首都区", ("city",)),
    ("自治共和国", ("region1",)),
    ("自治区", ("region1",)),
    ("自治州", ("region2",)),
    ("自治县", ("county",)),
    ("自治市镇", ("city",)),
    ("自治市", ("city",)),
    ("自治旗", ("county",)),
    ("边疆区", ("region1",)),
    ("共和国", ("region1",)),
    ("都会区", ("region1", "city")),
    ("大都会", ("region1", "city")),
    ("都会", ("region1", "city")),
    ("首都", ("city",)),
    ("行政区", ("region1", "district")),
    ("联邦区", ("region1",)),
    ("地区", ("region1", "region2")),
    ("大区", ("region1",)),
    ("新区", ("district",)),
    ("林区", ("county",)),
    ("都府", ("region1",)),
    ("市镇", ("city",)),
    ("省", ("region1", "region2")),
    ("州", ("region1", "region2")),
    ("道", ("region1",)),
    ("府", ("region1",)),
    ("都", ("region1",)),
    ("县", ("region1", "region2", "county")),
    ("郡", ("region2", "county", "region1")),
    ("盟", ("region2",)),
    ("旗", ("county",)),
    ("市", ("city",)),
    ("区", ("district", "region1", "region2")),
    ("镇", ("city",)),
    ("町", ("city",)),
    ("村", ("city",)),
    ("乡", ("city",)),
    ("岛", ("region1", "region2", "city")),
)
_BY_LAST_LETTER = {
    letter: tuple(one for one in _HAN_SUFFIXES if one[0].endswith(letter))
    for letter in {suffix[-1] for suffix, _ in _HAN_SUFFIXES}
}
"""Such words in the same order: most letters end one or two of the forty-four, or none."""
_BEFORE = (
    r"^(?:the )?(?:royal borough of|metropolitan borough of|london borough of|borough of|"
    r"metropolitan city of|city and county of|city and borough of|city of|town of|"
    r"municipality of|municipal(?:ity)? district of|district municipality of|township of|"
    r"village of|commune of|county of|province of|region of|state of|republic of|"
    r"autonomous community of|autonomous region of|department of|district of|"
    r"regional municipality of|regional district of|"
    r"provincia de(?: la| los)?|provincia di|provincie|province d['’e]\s?(?:la )?|provinz|"
    r"d[ée]partement (?:de la|de l['’]|du|des|de|d['’])|departamento de(?:l| la| los)?|"
    r"regi[oó]n d[ei] |r[ée]gion |regione |estado de(?:l)?|comune di|commune de|"
    r"gemeente|comuna|oraș(?:ul)?|oraş(?:ul)?|municipiul|"
    r"municip[i]o de|cant[oó]n de|cant[oó]n|canton of|kanton|landkreis|kreis|politischer bezirk|"
    r"bezirk|obshtina|oblast|gorod|horad|grad|ob[cč]ina|op[sš]tina|komuna e|bashkia|"
    r"kota|kabupaten|amphoe mueang|amphoe|changwat|muang|srok|srŏk|khan|khett|"
    r"shahrestān-e|jud[eţț]ul|powiat|nom[oó]s|prefecture of|governorate of|"
    r"partido de|distrito de|t[iỉ]nh|th[aà]nh ph[oố]|th[iị] x[aã]|huy[eệ]n|qu[aậ]n)[ -]+"
)
_AFTER = (
    r"(?:[ -](?:shi|si|city|town|village|municipality|metropolitan municipality|kommune|kommun|"
    r"district municipality|local municipality|borough|township|"
    r"cho|machi|mura|son|ku|gu|gun|ken|fu|to|do|namdo|bukto|diqu|meng|qu|xian|"
    r"sheng|zizhiqu|zizhizhou|teukbyeolsi|gwangyeoksi|gwangyŏksi|teukbyeoljachido|"
    r"prefecture|province|oblast['’]?|voivodeship|voivodship|county|county borough|region|"
    r"state|governorate|department|krai|kray|krai|autonomous region|autonomous prefecture|"
    r"autonomous okrug|republic|raion|rayon|rajon|district|regency|territory|"
    r"metropolitan city|special city|capital region|shire|council|regional council|"
    r"l[äa]n|maakunta|megye|okrug|[iİ]l[cç]esi|ili|etraby|tumani|novads|apskritis|"
    r"j[áa]r[áa]s|eparchy|(?:county )?regional municipality))+$"
)
_LATIN_WORDINGS: tuple[tuple[str, tuple[Level, ...]], ...] = (
    (r"\b(prefecture|voivodeship|oblast|krai|governorate|l[äa]n)$", ("region1",)),
    (r"^(province of|provincia d[ei]|provincie|province d[eu])\b", ("region2", "region1")),
    (r"\b(province)$", ("region1", "region2")),
    (r"^(state of|regi[oó]n d[ei]|region of)\b|\b(state|region)$", ("region1", "region2")),
    (r"\b(county|raion|regency)$|^(landkreis|kreis|county of)\b", ("region2", "region1")),
    (r"[ -]gun$", ("region2",)),
    (r"[ -](ku|gu)$|\bborough of\b|\bdistrict$", ("district", "region2", "city")),
    (r"^(city|town|municipality) of\b|\b(city|town|municipality)$", ("city",)),
    (r"[ -](shi|si|machi|cho|mura)$", ("city",)),
)


@cache
def _pattern(text: str) -> re.Pattern[str]:
    """Compile a pattern when it is first asked for: most names are found without."""
    return re.compile(text, re.IGNORECASE)


def stated_levels(name: str) -> tuple[Level, ...]:
    """Levels that the wording of a name allows, likeliest first; () if it says nothing."""
    if is_han(name):
        folded = fold_han(name)
        for suffix, levels in _BY_LAST_LETTER.get(folded[-1], ()):
            if _ends_in(folded, suffix):
                return levels
        return ()
    return next(
        (levels for pattern, levels in _LATIN_WORDINGS if _pattern(pattern).search(name)), ()
    )


@lru_cache(maxsize=65536)
def bare_names(name: str) -> tuple[str, ...]:
    """Return the name without what stands around it, one wrapper at a time; () if nothing does."""
    bare = _bare_han(fold_han(name)) if is_han(name) else _bare_latin(name)
    return (bare,) if bare and bare != name else ()


def _bare_han(name: str) -> str:
    for suffix, _ in _BY_LAST_LETTER.get(name[-1], ()):
        if _ends_in(name, suffix):
            stem = name[: -len(suffix)]
            # 州 and 道 end many proper names (广州, 海道): one letter is no name.
            return stem if len(stem) > 1 or suffix in {"市", "县", "区", "町", "村"} else ""
    return ""


def _ends_in(name: str, suffix: str) -> bool:
    """Whether a name ends in a word for a level; 布鲁克林区 is the 区 called 布鲁克林."""
    is_part = suffix == "林区" and not name.startswith(_FORESTRY)
    return name.endswith(suffix) and len(name) > len(suffix) and not is_part


def _bare_latin(name: str) -> str:
    if " " not in name and "-" not in name:
        return ""
    inner = _pattern(_AFTER).sub("", _pattern(_BEFORE).sub("", name)).strip(" -")
    return inner if len(inner) > 1 else ""
