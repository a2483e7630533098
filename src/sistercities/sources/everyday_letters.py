"""How many letters of a text are everyday ones, were it in one of the older encodings.

The tables of East Asian encodings are sorted: the everyday characters come first. Of the Western
ones a letter with a mark is everyday where it stands near a plain letter.

Encodings in letters of ASCII alone, as old mail and old databases had them.

Bytes of theirs are valid UTF-8, and read as that they are nonsense without a fault: so they are
looked for before. Marks tell where other letters begin and end.

How many letters of a text are of one alphabet, were it in a code page of Windows for it.

A code page decodes almost any bytes. That it is the right one its words tell: each is of one
alphabet, has capitals where they are due, and is not all small letters throughout; of Latin pages
the language's own letters tell, which another page shows as ones that no language has together.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from sistercities.errors import RegisterError
from sistercities.terms.late_methods import late_expression

_WORD = late_expression(r"[^\W\d_]+")
_COMMON_SIGNS = frozenset("€…–—‘’“”„«»°§ \xa0º´·№")
ALPHABETS: Mapping[str, tuple[tuple[int, int], ...]] = {
    "cp1251": ((0x400, 0x45F), (0x490, 0x491)),
    "cp1253": ((0x386, 0x3CE),),
    "cp1255": ((0x5D0, 0x5F4),),
    "cp1256": ((0x610, 0x6FF),),
    "cp874": ((0xE01, 0xE5B),),
}
"""First and last letter of the alphabet that a code page is for."""
_WITH_CAPITALS = frozenset({"cp1251", "cp1253"})
_THAI, _THAI_CONSONANTS = "cp874", (0xE01, 0xE2E)
_LEAST_CONSONANTS = 0.5
_RARE_THAI = frozenset("ฃฅฦ")
_BEFORE_CONSONANTS = frozenset("เแโใไ")
_ABOVE = frozenset("ัิีึืฺุู")
_AFTER_CONSONANTS = _ABOVE | frozenset("ะาำ็")
_TONES = frozenset("่้๊๋์")
_TURKISH = frozenset("ÇçĞğİıÖöŞşÜüÂâÎîÛû")
_BALTIC = frozenset("ĄąČčĘęĖėĮįŠšŲųŪūŽžĀāĒēĢģĪīĶķĻļŅņÕõÄäÖöÜü")
LATIN_PAGES: Mapping[str, tuple[frozenset[str], frozenset[str]]] = {
    "cp1254": (_TURKISH, frozenset("ĞğİıŞş")),
    "cp1257": (_BALTIC, frozenset("ŠšŽž")),
}
"""Letters of the languages of a page, and those of which one must be there: others lack them."""


def share_of_script(text: str, codec: str) -> float:
    """Share of the letters beyond ASCII that stand in sound words of the alphabet of a page.

    Parameters
    ----------
    text
        What the page makes of the bytes.
    codec
        One of `ALPHABETS`.
    """
    beyond = [letter for letter in text if not letter.isascii()]
    if not beyond:
        return 0.0
    spans = ALPHABETS[codec]
    if codec == _THAI:
        return _share_of_thai(text, len(beyond))
    words = [word for word in _WORD.findall(text) if not word.isascii()]
    sound = [word for word in words if _is_of(word, spans) and _has_sound_case(word)]
    if codec in _WITH_CAPITALS and not any(word[0].isupper() for word in sound):
        return 0.0
    good = sum(map(len, sound)) + sum(
        letter in _COMMON_SIGNS or (unicodedata.combining(letter) > 0 and _is_of(letter, spans))
        for letter in beyond
    )
    return min(good / len(beyond), 1.0)


def share_of_language(text: str, codec: str, near: Iterable[str]) -> float:
    """Share of the letters beyond ASCII that languages of a Latin page have.

    Parameters
    ----------
    text
        What the page makes of the bytes.
    codec
        One of `LATIN_PAGES`.
    near
        Letters of the text that stand near a plain letter.
    """
    letters, own = LATIN_PAGES[codec]
    beyond = [letter for letter in text if not letter.isascii()]
    near = list(near)
    if not own & set(near):
        return 0.0
    good = sum(letter in letters for letter in near) + sum(one in _COMMON_SIGNS for one in beyond)
    return good / len(beyond)


def _is_of(word: str, spans: tuple[tuple[int, int], ...]) -> bool:
    return all(any(first <= ord(one) <= last for first, last in spans) for one in word)


def _has_sound_case(word: str) -> bool:
    """Whether capitals stand first alone, or everywhere."""
    return word[1:] == word[1:].lower() or word == word.upper()


def _share_of_thai(text: str, n_beyond: int) -> float:
    """Share of letters in their place: a vowel above stands on a consonant, a tone on either."""
    consonants = sum(map(_is_consonant, text))
    if consonants < _LEAST_CONSONANTS * n_beyond:
        return 0.0
    placed = zip(f" {text[:-1]}", text, f"{text[1:]} ", strict=True)
    return sum(_is_in_place(*each) for each in placed) / n_beyond


def _is_consonant(letter: str) -> bool:
    return _THAI_CONSONANTS[0] <= ord(letter) <= _THAI_CONSONANTS[1] and letter not in _RARE_THAI


def _is_in_place(before: str, letter: str, after: str) -> bool:
    if letter.isascii():
        return False
    if _is_consonant(letter):
        return not any(one.isascii() and one.isalpha() for one in (before, after))
    if letter in _BEFORE_CONSONANTS:
        return _is_consonant(after)
    if letter in _AFTER_CONSONANTS:
        return _is_consonant(before) or before in _TONES
    if letter in _TONES:
        return _is_consonant(before) or before in _ABOVE
    return letter in _COMMON_SIGNS


class OlderEncoding(NamedTuple):
    """An encoding before Unicode: its name in --encoding, its codec, and its name on the screen.

    `is_everyday` says of the two bytes of a letter whether it is an everyday one; None where the
    encoding is a Western one, whose letters have one byte.
    """

    name: str
    codec: str
    shown: str
    is_everyday: Callable[[int, int], bool] | None = None


_SAMPLE = 200_000
_BEYOND_ASCII = late_expression(r"[^\x00-\x7f]")
_SHORTEST_KOREAN = 20
"""Letters: a shorter Chinese text may by chance lie in the part of the table that is Korean."""
_LATIN = frozenset("ŠšŽžŒœ") | {chr(point) for point in range(0xC0, 0x100)} - set("×÷")
_CENTRAL = frozenset("ĄąĘęĆćČčĎďĐđĚěĹĺĽľŁłŃńŇňŐőŔŕŘřŚśŞşŠšŢţŤťŮůŰűŹźŻżŽž") | {
    letter for letter in _LATIN if letter in "ÁáÂâÄäÇçÉéËëÍíÎîÓóÔôÖöÚúÜüÝýß"
}
_SIGNS = frozenset("€…–—‘’“”„«»°§ \xa0º´·")


def _gb(first: int, second: int) -> bool:
    """Level 1 of GB 2312 is sorted by sound and holds the 3,755 everyday characters."""
    return second > 0xA0 and (0xB0 <= first <= 0xD7 or 0xA1 <= first <= 0xA3)


def _sjis(first: int, _: int) -> bool:
    """Kana, full-width signs, and level 1 of JIS X 0208; half-width kana are none."""
    return 0x81 <= first <= 0x98


def _big5(first: int, _: int) -> bool:
    """Signs, and the 5,401 frequently used characters."""
    return 0xA1 <= first <= 0xC6


def _euc_jp(first: int, second: int) -> bool:
    """As in Shift-JIS: signs, kana, level 1."""
    return second > 0xA0 and (0xB0 <= first <= 0xCF or 0xA1 <= first <= 0xA5)


def _euc_kr(first: int, second: int) -> bool:
    """Signs and the 2,350 syllables of KS X 1001."""
    return second > 0xA0 and (0xB0 <= first <= 0xC8 or 0xA1 <= first <= 0xA3)


OLDER = (
    OlderEncoding("euc_kr", "cp949", "EUC-KR", _euc_kr),
    OlderEncoding("gb18030", "gb18030", "GB18030", _gb),
    OlderEncoding("shift_jis", "cp932", "Shift-JIS", _sjis),
    OlderEncoding("big5", "cp950", "Big5", _big5),
    OlderEncoding("euc_jp", "euc_jp", "EUC-JP", _euc_jp),
    *(
        OlderEncoding(f"windows-{codec[2:]}", codec, f"Windows-{codec[2:]}")
        for codec in (*ALPHABETS, *LATIN_PAGES)
    ),
    OlderEncoding("windows-1252", "cp1252", "Windows-1252"),
    OlderEncoding("cp850", "cp850", "CP850"),
    OlderEncoding("mac_roman", "mac_roman", "Mac Roman"),
    OlderEncoding("windows-1250", "cp1250", "Windows-1250"),
)
"""Of two that fit alike the first is taken: the one whose everyday letters are fewer, then the one
that is met more often."""


def score(content: bytes, encoding: OlderEncoding) -> float:
    """Share of the letters beyond ASCII that are everyday ones if it is this encoding; 0 if not."""
    try:
        text = _sample(content.decode(encoding.codec))
    except UnicodeDecodeError:
        return 0.0
    if encoding.codec in ALPHABETS:
        return share_of_script(text, encoding.codec)
    if encoding.codec in LATIN_PAGES:
        return share_of_language(text, encoding.codec, _near_plain(text))
    if encoding.is_everyday is None:
        return _share_of_latin(text, _CENTRAL if encoding.codec == "cp1250" else _LATIN)
    counts = Counter(letter for letter in text if not letter.isascii())
    total = sum(counts.values())
    if not total or (encoding.name == "euc_kr" and total < _SHORTEST_KOREAN):
        return 0.0
    good = sum(n for letter, n in counts.items() if _is_everyday(letter, encoding))
    return (good - _lone_letters(text)) / total


def _sample(text: str) -> str:
    """Take what follows the first letter beyond ASCII, with the letter before it."""
    found = _BEYOND_ASCII.search(text)
    first = max(found.start() - 1, 0) if found else 0
    return text[first : first + _SAMPLE]


def _is_everyday(letter: str, encoding: OlderEncoding) -> bool:
    code = letter.encode(encoding.codec)
    return len(code) == 2 and bool(encoding.is_everyday and encoding.is_everyday(*code))


def _lone_letters(text: str) -> int:
    """Count letters between two plain ones, as in M］chen: they are two Western letters misread."""
    return sum(
        not letter.isascii() and _is_plain(before) and _is_plain(after)
        for before, letter, after in zip(text, text[1:], text[2:], strict=False)
    )


def _is_plain(letter: str) -> bool:
    return letter.isascii() and letter.isalpha()


def _near_plain(text: str) -> list[str]:
    """Letters beyond ASCII that have a plain one within two places."""
    return [
        letter for at, letter in enumerate(text)
        if not letter.isascii() and any(map(_is_plain, text[max(at - 2, 0) : at + 3]))
    ]  # fmt: skip


def _share_of_latin(text: str, letters: frozenset[str]) -> float:
    """Share of signs, and of letters with marks that stand near a plain letter."""
    total = good = 0
    for position, letter in enumerate(text):
        if letter.isascii():
            continue
        total += 1
        before, after = text[max(position - 2, 0) : position], text[position + 1 : position + 3]
        is_near = any(map(_is_plain, before + after))
        is_odd = letter.isupper() and before[-1:].isalpha() and after[:1].islower()  # MÅnchen
        good += letter in _SIGNS or (letter in letters and is_near and not is_odd)
    return good / total if total else 0.0


_JAPANESE = late_expression(rb"\x1b(?:\$[B@]|\(J)")
_KOREAN = b"\x1b$)C"
_OTHER = late_expression(rb"\x1b\$[()*+,./-]?[0-~]")
"""ISO-2022 of another letter set, as that of Chinese, for which there is no decoder."""
_HZ = late_expression(rb"~\{(?:[\x21-\x77][\x21-\x7e])+~\}")
"""Chinese in letters of ASCII: two of them between marks are one character."""
_UTF_7 = late_expression(rb"\+[A-Za-z0-9+/]{3,}")
_LEAST_OF_UTF_7 = 6
"""Letters of it in all: fewer may by chance be a word behind a plus sign."""
_ENOUGH = 0.8


def mail_encoding(file: str, content: bytes) -> tuple[str, str] | None:
    """Return codec and name of such an encoding; None where nothing speaks for one.

    Raises
    ------
    RegisterError
        If the bytes are of one that cannot be read.
    """
    if _JAPANESE.search(content):
        return "iso2022_jp_ext", "ISO-2022-JP"
    if _KOREAN in content:
        return "iso2022_kr", "ISO-2022-KR"
    if _OTHER.search(content):
        problem = "has an encoding of the ISO-2022 family that is not recognised"
        raise RegisterError(file, problem, "save it as UTF-8")
    if content.isascii() and _HZ.search(content):
        return "hz", "HZ"
    return ("utf_7", "UTF-7") if content.isascii() and _is_utf_7(content) else None


def _is_utf_7(content: bytes) -> bool:
    """Whether all of it decodes, and what is beyond ASCII then are everyday letters."""
    if sum(len(run) - 1 for run in _UTF_7.findall(content)) < _LEAST_OF_UTF_7:
        return False
    try:
        text = content.decode("utf_7")
    except UnicodeDecodeError:
        return False
    for encoding in OLDER:
        try:
            older = text.encode(encoding.codec)
        except UnicodeEncodeError:
            continue
        if score(older, encoding) >= _ENOUGH:
            return True
    return False
