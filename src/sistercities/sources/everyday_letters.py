"""How many letters of a text are everyday ones, were it in one of the older encodings.

The tables of East Asian encodings are sorted: the everyday characters come first. Of the Western
ones a letter with a mark is everyday where it stands near a plain letter.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import NamedTuple

from sistercities.sources.letters_of_scripts import (
    ALPHABETS,
    LATIN_PAGES,
    share_of_language,
    share_of_script,
)
from sistercities.terms.late_expressions import late_expression


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
