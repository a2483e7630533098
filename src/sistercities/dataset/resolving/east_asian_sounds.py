"""Names of China, Japan and Korea in the script of a neighbour, by the rules that say how.

Korea writes Japanese and Chinese names by the tables of its rules for loan words (외래어 표기법),
Japan writes Korean names in katakana. Each function yields the spellings that the rules, and usual
departures from them, lead to: ち is 지 at the beginning and 치 elsewhere, 쓰 is often 츠.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import product
from unicodedata import normalize

from sistercities.terms.late_methods import late_expression

_INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_MEDIALS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
_FINALS = {"": 0, "ㄱ": 1, "ㄴ": 4, "ㄹ": 8, "ㅁ": 16, "ㅂ": 17, "ㅅ": 19, "ㅇ": 21}
_FIRST = 0xAC00
_MOST = 64

# Hepburn consonant to the Korean one at the beginning of a name, and elsewhere.
_JAPANESE = {
    "": "ㅇㅇ", "k": "ㄱㅋ", "s": "ㅅㅅ", "sh": "ㅅㅅ", "t": "ㄷㅌ", "ch": "ㅈㅊ", "n": "ㄴㄴ",
    "h": "ㅎㅎ", "f": "ㅎㅎ", "m": "ㅁㅁ", "r": "ㄹㄹ", "g": "ㄱㄱ", "z": "ㅈㅈ", "j": "ㅈㅈ",
    "d": "ㄷㄷ", "b": "ㅂㅂ", "p": "ㅍㅍ",
}  # fmt: skip
_VOWELS = {"a": "ㅏ", "i": "ㅣ", "u": "ㅜ", "e": "ㅔ", "o": "ㅗ"}
_Y_VOWELS = {"a": "ㅑ", "u": "ㅠ", "o": "ㅛ"}
_JAPANESE_SYLLABLE = late_expression(
    r"(?P<pause>')|(?P<stop>(?:kk|ss(?:h)?|tt|tch|pp)(?=[aiueoyh]))|(?P<n>n(?![aiueoy]))|(?P<m>m(?=[bpm]))|"
    r"(?P<head>ts|sh|ch|[kstnhfmrgzjdbpwy]?)(?P<y>y?)(?P<vowel>[aiueo])"
)


def in_hangul_from_japanese(name: str) -> tuple[str, ...]:
    """Return a Japanese name in plain Hepburn as Korea writes it; () if it is no such name.

    Examples
    --------
    >>> in_hangul_from_japanese("Munakata"), in_hangul_from_japanese("Kōchi")
    (('무나카타',), ('고치',))
    """
    letters = _latin(name)
    syllables: list[Sequence[str]] = []
    at = 0
    while at < len(letters):
        found = _JAPANESE_SYLLABLE.match(letters, at)
        if not found or found.end() == at:
            return ()
        if found["pause"]:
            at += 1
            continue
        if found["stop"]:
            if not _close(syllables, "ㅅ"):
                return ()
            at += len(found["stop"]) // 2 if found["stop"] != "ssh" else 1
            continue
        if found["n"] or found["m"]:
            if not _close(syllables, "ㄴ"):
                return ()
        else:
            syllables.append(_japanese(found["head"], found["y"], found["vowel"], not syllables))
        at = found.end()
    return tuple("".join(one) for one in product(*syllables))[:_MOST] if syllables else ()


def _close(syllables: list[Sequence[str]], final: str) -> bool:
    """Set a final under the last syllable; False where there is none."""
    if not syllables:
        return False
    syllables[-1] = [chr(ord(one) + _FINALS[final]) for one in syllables[-1]]
    return True


def _japanese(head: str, glide: str, vowel: str, is_first: bool) -> Sequence[str]:
    if head == "ts":
        return [_syllable("ㅆ", "ㅡ"), _syllable("ㅊ", "ㅡ"), _syllable("ㅆ", "ㅜ")]
    if head == "w":
        return [_syllable("ㅇ", "ㅘ" if vowel == "a" else _VOWELS[vowel])]
    if head == "y":
        return [_syllable("ㅇ", _Y_VOWELS.get(vowel, _VOWELS[vowel]))]
    medial = _VOWELS[vowel]
    if glide or (head == "sh" and vowel != "i"):
        medial = _Y_VOWELS.get(vowel, medial)
    if head in ("s", "z") and vowel == "u":
        medial = "ㅡ"
    initial = _JAPANESE[head][0 if is_first else 1]
    return [_syllable(initial, medial)]


# Pinyin initial to the Korean consonant, longest first.
_PINYIN_INITIALS = (
    ("zh", "ㅈ"), ("ch", "ㅊ"), ("sh", "ㅅ"), ("b", "ㅂ"), ("p", "ㅍ"), ("m", "ㅁ"), ("f", "ㅍ"),
    ("d", "ㄷ"), ("t", "ㅌ"), ("n", "ㄴ"), ("l", "ㄹ"), ("g", "ㄱ"), ("k", "ㅋ"), ("h", "ㅎ"),
    ("j", "ㅈ"), ("q", "ㅊ"), ("x", "ㅅ"), ("r", "ㄹ"), ("z", "ㅉ"), ("c", "ㅊ"), ("s", "ㅆ"),
    ("y", ""), ("w", ""), ("", "ㅇ"),
)  # fmt: skip
# Pinyin final to the medials and finals of one syllable or two; after j, q, x the glide falls away.
_PINYIN_FINALS = {
    "a": "ㅏ", "o": "ㅗ", "e": "ㅓ", "ai": "ㅏ/ㅣ", "ei": "ㅔ/ㅣ", "ao": "ㅏ/ㅗ", "ou": "ㅓ/ㅜ",
    "an": "ㅏㄴ", "en": "ㅓㄴ", "ang": "ㅏㅇ", "eng": "ㅓㅇ", "er": "ㅓㄹ", "ong": "ㅜㅇ",
    "i": "ㅣ", "ia": "ㅑ", "ie": "ㅖ", "iao": "ㅑ/ㅗ", "iu": "ㅠ", "ian": "ㅖㄴ", "in": "ㅣㄴ",
    "iang": "ㅑㅇ", "ing": "ㅣㅇ", "iong": "ㅠㅇ", "u": "ㅜ", "ua": "ㅘ", "uo": "ㅝ",
    "uai": "ㅘ/ㅣ", "ui": "ㅜ/ㅣ", "uan": "ㅘㄴ", "un": "ㅜㄴ", "uang": "ㅘㅇ",
    "v": "ㅟ", "ve": "ㅞ", "van": "ㅟ/ㅏㄴ", "vn": "ㅟㄴ",
}  # fmt: skip
_ALONE = {
    "yi": "ㅣ", "ya": "ㅑ", "ye": "ㅖ", "yao": "ㅑ/ㅗ", "you": "ㅠ", "yan": "ㅖㄴ", "yin": "ㅣㄴ",
    "yang": "ㅑㅇ", "ying": "ㅣㅇ", "yong": "ㅠㅇ", "yu": "ㅟ", "yue": "ㅞ", "yuan": "ㅟ/ㅏㄴ",
    "yun": "ㅟㄴ", "wu": "ㅜ", "wa": "ㅘ", "wo": "ㅝ", "wai": "ㅘ/ㅣ", "wei": "ㅞ/ㅣ",
    "wan": "ㅘㄴ", "wen": "ㅝㄴ", "wang": "ㅘㅇ", "weng": "ㅝㅇ",
}  # fmt: skip
_HISSED = frozenset({"zh", "ch", "sh", "r", "z", "c", "s"})
_WITHOUT_GLIDE = dict(zip("ㅑㅠㅖ", "ㅏㅜㅔ", strict=True))
_PALATAL = frozenset("jqx")


def in_hangul_from_pinyin(name: str) -> tuple[str, ...]:
    """Return a Chinese name in pinyin as Korea writes it; () if it is no pinyin.

    Examples
    --------
    >>> in_hangul_from_pinyin("Yantai"), in_hangul_from_pinyin("Xi'an")
    (('옌타이',), ('시안', '센'))
    """
    if not name.isascii() and "ü" not in name.casefold():
        name = normalize("NFKD", name).encode("ascii", "ignore").decode()
    pieces = re.split(r"[ '’-]+", name.casefold().replace("ü", "v"))
    readings = [list(dict.fromkeys(_pinyin(piece))) for piece in pieces if piece]
    if not readings or not all(readings):
        return ()
    whole = "".join(pieces)
    joined = ["".join(one) for one in product(*readings)]
    return tuple(dict.fromkeys((*joined, *(_pinyin(whole) if "'" in name else ()))))[:_MOST]


def _pinyin(letters: str) -> Iterator[str]:
    """Yield the readings of letters that are one or more syllables, the longest syllables first."""
    if not letters:
        yield ""
        return
    for length in range(min(6, len(letters)), 0, -1):
        first = _chinese(letters[:length])
        if first:
            yield from (first + rest for rest in _pinyin(letters[length:]))


def _chinese(syllable: str) -> str:
    if syllable in _ALONE:
        return _spelt("ㅇ", _ALONE[syllable])
    head, initial = next(one for one in _PINYIN_INITIALS if syllable.startswith(one[0]))
    final = syllable[len(head) :]
    if head in _PALATAL:
        final = f"v{final[1:]}" if final in ("u", "ue", "uan", "un") else final
    vowels = _PINYIN_FINALS.get(final)
    if vowels is None or not initial or (not head and final[0] in "iuv"):
        return ""
    if final == "i" and head in _HISSED:
        vowels = "ㅡ"
    if head in _PALATAL:
        vowels = "".join(_WITHOUT_GLIDE.get(one, one) for one in vowels)
    return _spelt(initial, vowels)


def _spelt(initial: str, vowels: str) -> str:
    """Write vowels as syllables: the first behind the initial, the others for themselves."""
    written = ""
    for part in vowels.split("/"):
        written += _syllable(initial, part[0], part[1:])
        initial = "ㅇ"
    return written


def _syllable(initial: str, medial: str, final: str = "") -> str:
    at = _INITIALS.index(initial) * 588 + _MEDIALS.index(medial) * 28 + _FINALS[final]
    return chr(_FIRST + at)


_KANA_ROWS = {
    "ㄱ": ("カキクケコ", "ガギグゲゴ"), "ㄲ": ("カキクケコ",) * 2, "ㅋ": ("カキクケコ",) * 2,
    "ㄴ": ("ナニヌネノ",) * 2, "ㄷ": ("タティトゥテト", "ダディドゥデド"),
    "ㄸ": ("タティトゥテト",) * 2, "ㅌ": ("タティトゥテト",) * 2, "ㄹ": ("ラリルレロ",) * 2,
    "ㅁ": ("マミムメモ",) * 2, "ㅂ": ("パピプペポ", "バビブベボ"), "ㅃ": ("パピプペポ",) * 2,
    "ㅍ": ("パピプペポ",) * 2, "ㅅ": ("サシスセソ",) * 2, "ㅆ": ("サシスセソ",) * 2,
    "ㅇ": ("アイウエオ",) * 2, "ㅈ": ("チャ チ チュ チェ チョ", "ジャ ジ ジュ ジェ ジョ"),
    "ㅉ": ("チャ チ チュ チェ チョ",) * 2, "ㅊ": ("チャ チ チュ チェ チョ",) * 2,
    "ㅎ": ("ハヒフヘホ", "ハヒフヘホ"),
}  # fmt: skip
_COLUMN = {
    "ㅏ": 0, "ㅐ": 3, "ㅑ": 0, "ㅒ": 3, "ㅓ": 4, "ㅔ": 3, "ㅕ": 4, "ㅖ": 3, "ㅗ": 4, "ㅘ": 0,
    "ㅙ": 3, "ㅚ": 3, "ㅛ": 4, "ㅜ": 2, "ㅝ": 4, "ㅞ": 3, "ㅟ": 1, "ㅠ": 2,
    "ㅡ": 2, "ㅢ": 1, "ㅣ": 1,
}  # fmt: skip
_Y_MEDIALS = {"ㅑ": "ャ", "ㅕ": "ョ", "ㅛ": "ョ", "ㅠ": "ュ"}
_W_MEDIALS = {"ㅘ": "ァ", "ㅙ": "ェ", "ㅚ": "ェ", "ㅝ": "ォ", "ㅞ": "ェ", "ㅟ": "ィ"}
_ALONE_IN_KANA = {
    "ㅑ": "ヤ", "ㅕ": "ヨ", "ㅛ": "ヨ", "ㅠ": "ユ", "ㅒ": "イェ", "ㅖ": "イェ", "ㅘ": "ワ",
    "ㅝ": "ウォ", "ㅟ": "ウィ", "ㅞ": "ウェ", "ㅙ": "ウェ", "ㅚ": "ウェ", "ㅢ": "ウィ",
}  # fmt: skip
_KANA_FINALS = {0: "", 1: "ク", 4: "ン", 7: "ッ", 8: "ル", 16: "ム", 17: "プ", 19: "ッ", 20: "ッ",
                21: "ン"}  # fmt: skip
_NASAL = frozenset({4, 16, 21})


def in_katakana_from_korean(name: str) -> tuple[str, ...]:
    """Return a Korean name in Hangul as Japan writes it by its sound; () if it is no Hangul.

    Examples
    --------
    >>> in_katakana_from_korean("울산"), in_katakana_from_korean("강릉")
    (('ウルサン',), ('カンヌン', 'カンルン'))
    """
    plain = name.replace(" ", "")
    syllables: list[Sequence[str]] = []
    last = 0
    for position, letter in enumerate(plain):
        point = ord(letter) - _FIRST
        if not 0 <= point < 11_172 or point % 28 not in _KANA_FINALS:
            return ()
        initial, medial = _INITIALS[point // 588], _MEDIALS[point % 588 // 28]
        heads = ("ㄴ", "ㄹ") if initial == "ㄹ" and last in (16, 21) else (initial,)
        end = _KANA_FINALS[point % 28]
        is_soft = position > 0 and (last == 0 or last in _NASAL or last == 8)
        syllables.append([_kana(head, medial, is_soft) + end for head in heads])
        last = point % 28
    return tuple("".join(one) for one in product(*syllables))[:_MOST] if syllables else ()


def _kana(initial: str, medial: str, is_soft: bool) -> str:
    row = _KANA_ROWS[initial][1 if is_soft else 0]
    if initial == "ㅇ" and medial in _ALONE_IN_KANA:
        return _ALONE_IN_KANA[medial]
    cells = row.split(" ") if " " in row else re.findall("ティ|トゥ|ディ|ドゥ|.", row)
    if medial in _Y_MEDIALS and " " not in row:
        return cells[1] + _Y_MEDIALS[medial]
    if medial in _W_MEDIALS and " " not in row:
        return cells[2] + _W_MEDIALS[medial]
    return cells[_COLUMN[medial]]


def _latin(name: str) -> str:
    apart = normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()
    return re.sub("[^a-z']", "", apart)
