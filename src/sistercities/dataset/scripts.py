"""Spellings reduced to keys: two spellings with one key are the same name.

A key keeps letters and digits alone: compatibility forms, case, diacritics, spaces, hyphens and
apostrophes fall away. Han characters fold to simplified ones, from traditional and from Japanese.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

_LETTERS = str.maketrans(
    {
        "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th",
        "ı": "i", "ħ": "h", "ŋ": "ng", "ə": "a",
    }
)  # fmt: skip
_JAPANESE = {
    "浜": "滨", "沢": "泽", "広": "广", "栃": "枥", "桜": "樱", "竜": "龙", "斎": "斋", "辺": "边",
    "縄": "绳", "潟": "泻",
    "関": "关", "塩": "盐", "駅": "驿", "黒": "黑", "徳": "德", "児": "儿", "単": "单", "県": "县",
    "区": "区", "予": "予", "亀": "龟", "釈": "释", "穂": "穗", "渋": "涩", "稲": "稻", "蔵": "藏",
    "瀬": "濑", "頼": "赖", "豊": "丰", "亜": "亚", "壱": "壹", "栄": "荣", "発": "发", "帯": "带",
    "団": "团", "図": "图", "歩": "步", "毎": "每", "渓": "溪", "滝": "泷", "焼": "烧", "総": "总",
    "齢": "龄", "弥": "弥", "鉄": "铁", "浅": "浅", "覇": "霸", "鶏": "鸡", "粛": "肃", "糸": "丝",
    "両": "两", "仏": "佛", "伝": "传", "価": "价", "倉": "仓", "円": "圆", "労": "劳", "勧": "劝",
    "巣": "巢", "恵": "惠", "戸": "户", "戦": "战", "拝": "拜", "挙": "举", "収": "收", "暁": "晓",
    "楽": "乐", "気": "气", "沖": "冲", "済": "济", "満": "满", "湾": "湾", "猟": "猎", "畑": "畑",
    "砺": "砺", "礒": "矶", "聖": "圣", "芸": "艺", "薩": "萨", "観": "观", "読": "读", "転": "转",
    "鳴": "鸣", "麦": "麦", "麺": "面", "鴎": "鸥", "槙": "槙", "嶋": "岛", "嶌": "岛", "冨": "富",
    "峯": "峰", "龍": "龙", "ヶ": "", "ヵ": "",
    "苫": "苫", "蕨": "蕨", "鯵": "鲹", "舘": "馆", "飯": "饭", "彦": "彦", "條": "条", "莱": "莱",
}  # fmt: skip
_VARIANTS = {
    "淸": "清",
    "尙": "尚",
    "埔": "埔",
    "硚": "桥",
    "裡": "里",
    "裏": "里",
    "峯": "峰",
    "舖": "铺",
}
_LEFT_OF_ASCII = {
    code: ord(chr(code).lower()) if chr(code).isalnum() else None for code in range(128)
}
"""What is left of each letter of a name in ASCII; one that is not in a table costs an exception."""
_HAN = re.compile("[一-鿿]")

_BETWEEN_WORDS = re.compile(r"[\s.,/()'’´`-]+")
_RANGES = (
    ("Hani", 0x3400, 0x4DBF), ("Hani", 0x4E00, 0x9FFF), ("Hani", 0xF900, 0xFAFF),
    ("Hani", 0x20000, 0x2FA1F), ("Hira", 0x3041, 0x309F), ("Kana", 0x30A0, 0x30FF),
    ("Hang", 0x1100, 0x11FF), ("Hang", 0x3130, 0x318F), ("Hang", 0xAC00, 0xD7AF),
    ("Latn", 0x0041, 0x024F), ("Latn", 0x1E00, 0x1EFF), ("Grek", 0x0370, 0x03FF),
    ("Grek", 0x1F00, 0x1FFF), ("Cyrl", 0x0400, 0x052F), ("Armn", 0x0530, 0x058F),
    ("Hebr", 0x0590, 0x05FF), ("Arab", 0x0600, 0x06FF), ("Arab", 0x0750, 0x077F),
    ("Arab", 0xFB50, 0xFDFF), ("Arab", 0xFE70, 0xFEFF), ("Syrc", 0x0700, 0x074F),
    ("Thaa", 0x0780, 0x07BF), ("Deva", 0x0900, 0x097F), ("Beng", 0x0980, 0x09FF),
    ("Guru", 0x0A00, 0x0A7F), ("Gujr", 0x0A80, 0x0AFF), ("Orya", 0x0B00, 0x0B7F),
    ("Taml", 0x0B80, 0x0BFF), ("Telu", 0x0C00, 0x0C7F), ("Knda", 0x0C80, 0x0CFF),
    ("Mlym", 0x0D00, 0x0D7F), ("Sinh", 0x0D80, 0x0DFF), ("Thai", 0x0E00, 0x0E7F),
    ("Laoo", 0x0E80, 0x0EFF), ("Tibt", 0x0F00, 0x0FFF), ("Mymr", 0x1000, 0x109F),
    ("Geor", 0x10A0, 0x10FF), ("Ethi", 0x1200, 0x139F), ("Cher", 0x13A0, 0x13FF),
    ("Khmr", 0x1780, 0x17FF), ("Mong", 0x1800, 0x18AF),
)  # fmt: skip


def script_of(name: str) -> str:
    """ISO 15924 code of the first letter that tells; `Jpan` if kana stand beside Han; else Zyyy."""
    if name.isascii():
        return "Latn" if any(map(str.isalpha, name)) else "Zyyy"
    found = dict.fromkeys(filter(None, map(_script_of_letter, name)))
    if "Hani" in found and ("Hira" in found or "Kana" in found):
        return "Jpan"
    return next(iter(found), "Zyyy")


@cache
def _script_of_letter(letter: str) -> str:
    if not letter.isalpha():
        return ""
    point = ord(letter)
    return next((code for code, low, high in _RANGES if low <= point <= high), "")


def is_han(name: str) -> bool:
    """Whether the name has a Han character."""
    return not name.isascii() and _HAN.search(name) is not None


@cache
def han_folding() -> dict[int, str]:
    """Return the table that folds a Han character to its simplified form; {} without OpenCC.

    One character to one: a phrase such as 乾 (dry or Qian) folds the same way in both spellings,
    which is all a key needs.
    """
    table = {pair[0]: pair[1] for pair in _pairs_of("TSCharacters.txt")}
    for traditional, japanese in _pairs_of("JPVariants.txt"):
        table.setdefault(japanese, table.get(traditional, traditional))
    table.update(_VARIANTS)
    table.update(_JAPANESE)
    return {ord(letter): folded for letter, folded in table.items()}


def _pairs_of(table: str) -> list[tuple[str, str]]:
    """Return the characters of a table of OpenCC and what stands first beside each; [] if none."""
    from importlib.resources import files

    try:
        text = (files("opencc") / "dictionary" / table).read_text(encoding="utf-8")
    except ModuleNotFoundError:
        return []
    pairs = (line.split() for line in text.splitlines() if line.strip())
    return [(pair[0], pair[1]) for pair in pairs if len(pair[0]) == len(pair[1]) == 1]


def fold_han(name: str) -> str:
    """Write the Han characters of a name in simplified form."""
    return name if name.isascii() else name.translate(han_folding())


def _key_of_letter(letter: str) -> str:
    """Return what one folded letter leaves in a key.

    NFD would take Hangul and kana apart; only letters with marks need it.
    """
    if "぀" <= letter <= "ヿ" or "가" <= letter <= "힣":
        return _kept(letter)
    return "".join(map(_kept, unicodedata.normalize("NFD", letter)))


def _kept(letter: str) -> str:
    """Keep what one letter of a decomposed, folded name leaves in a key."""
    category = unicodedata.category(letter)
    if category in {"Mn", "Sk", "Lm"} and not "぀" <= letter <= "ヿ":
        return ""
    # A mark that carries a vowel (Thai, Devanagari) is a letter of the name.
    return letter if category[0] in "LN" or category == "Mc" else ""


class _LeftOfLetters(dict[int, str]):
    """What each folded letter leaves in a key, worked out when it is first met."""

    def __missing__(self, point: int) -> str:
        letters = fold_han(chr(point).translate(_LETTERS))
        self[point] = left = "".join(map(_key_of_letter, letters))
        return left


_LEFT = _LeftOfLetters()


def name_key(name: str) -> str:
    """Reduce a spelling to its key; "" if nothing is left.

    Examples
    --------
    >>> name_key("Ning-po") == name_key("NINGPO")
    True
    """
    if name.isascii():
        return name.translate(_LEFT_OF_ASCII)
    from sistercities.terms.normal_forms import normalised

    return normalised("NFKC", name).casefold().translate(_LEFT)


def words_of_name(name: str) -> tuple[str, ...]:
    """Return the keys of the words of a name, parted by blanks, hyphens, apostrophes and points."""
    return tuple(key for word in _BETWEEN_WORDS.split(name) if (key := name_key(word)))


def is_beginning(short: str, name: str) -> bool:
    """Whether a spelling is the first words of a name, all of them or fewer.

    Examples
    --------
    >>> is_beginning("Bergen", "Bergen auf Rügen"), is_beginning("Berg", "Bergen auf Rügen")
    (True, False)
    """
    words = words_of_name(short)
    return bool(words) and words_of_name(name)[: len(words)] == words
