"""Letters on a picture: which fonts there are, what they can write, how wide a line is.

Where a font lacks a letter the renderer takes the first that has it, be it slanted or with serifs,
so each line is given the font of its script. What no font here can write is found by trying it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from html import escape

from sistercities.web.cards.picture import draw

LATIN = "Source Sans Pro"
_CHINESE = (
    "Noto Sans CJK SC", "Source Han Sans SC", "Noto Sans SC", "PingFang SC", "Hiragino Sans GB",
    "Microsoft YaHei", "WenQuanYi Micro Hei", "Droid Sans Fallback",
)  # fmt: skip
_EAST_ASIAN = {
    "zh-Hant": ("Noto Sans CJK TC", "PingFang TC", "Microsoft JhengHei"),
    "ja": ("Noto Sans CJK JP", "Hiragino Sans", "Yu Gothic", "Meiryo", "IPAGothic"),
    "ko": ("Noto Sans CJK KR", "Apple SD Gothic Neo", "Malgun Gothic", "NanumGothic"),
}
_OTHERS = (
    "DejaVu Sans", "Noto Sans", "Arial Unicode MS", "Segoe UI", "Arial", "Tahoma", "Nirmala UI",
    "Leelawadee UI", "Sylfaen",
)  # fmt: skip
_OF_SCRIPT = {
    "ARABIC": ("Noto Sans Arabic", "Geeza Pro"),
    "HEBREW": ("Heebo", "Noto Sans Hebrew"),
    "THAI": ("Noto Sans Thai", "Thonburi"),
}
"""Besides the font of Noto that bears the name of the script, such as Noto Sans Lao."""
_OF_LATIN_FONT = ("LATIN", "GREEK", "CYRILLIC")
_WIDE = re.compile(r"[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef]")
"""Letters that take a square."""
_NO_LINE_BEGINS = "，。、；：？！）」』》〉】％"
_NO_LINE_ENDS = "（「『《〈【"
_WIDTHS = (
    "202842494982602430304149243124354949494949494949494924244949494284545857615249616526485748"
    "726466566656535364517851475330353049505450554555492950542424492582545455553441335446714446"
    "4230243049",
    "203453525285663034344552303330335252525252525252525230305252524690576058635452636730506151"
    "766668596861555566558156525434333452505552574657513453572727542885575557573944385652775152"
    "4634263452",
)
"""Hundredths of the size of the letters from blank to tilde: regular, bold (Source Sans Pro)."""
_GROWN = 1.131
"""How much larger the Latin letters of Noto Sans CJK are than the same of Source Sans Pro."""
_MISSING = "\U0010fffd"


def font_for(text: str, lang: str | None = None) -> str | None:
    """Choose the one font of a line; None where no font here writes the scripts in it.

    Fonts of other scripts have Latin letters too, so a line of both is set in theirs.

    Parameters
    ----------
    text
        One line.
    lang
        Its language, by which East Asian fonts are chosen; None takes that of simplified Chinese.
    """
    found: str | None = LATIN
    for letter in text:
        script = _script(letter)
        if script and script not in _OF_LATIN_FONT:
            found = _font_of(script, letter, lang)
            if found is None:
                return None
    return found


def can_write(text: str, lang: str | None = None) -> bool:
    """Whether the fonts on this machine write a text."""
    return font_for(text, lang) is not None


def line_of_text(
    text: str, x: float, y: float, size: float, *, lang: str | None = None, style: str = ""
) -> str:
    """Write a line as an element of SVG in the font of its script; "" where none here writes it.

    Parameters
    ----------
    text, lang
        The line and its language.
    x, y, size
        Where it begins on its base line, and the size of its letters, pixels.
    style
        Further attributes.
    """
    font = font_for(text, lang)
    if font is None:
        return ""
    made = ""
    for piece in [text] if font == LATIN else _by_font(text):
        is_own = _is_foreign(piece) and font != LATIN
        made += (
            f'<text x="{x:.1f}" y="{y:g}" font-size="{size * _GROWN if is_own else size:.1f}"'
            f' font-family="{escape(LATIN if is_own else font)}"{style}>{escape(piece)}</text>'
        )
        x += width(piece, size, is_bold="bold" in style, is_in_squares=True)
    return made


def _by_font(text: str) -> list[str]:
    """Part a line into words that fonts of squares lack letters for, and what is between them."""
    parts: list[str] = []
    for word in re.split(r"(?<=[^\w])|(?=[^\w])", text):
        if parts and _is_foreign(parts[-1]) == _is_foreign(word):
            parts[-1] += word
        else:
            parts.append(word)
    return parts


def _is_foreign(text: str) -> bool:
    """Whether there are Latin letters that fonts of squares need not have: Ł, ő."""
    return any(not one.isascii() and _script(one) == "LATIN" for one in text)


def width(
    text: str, size: float, *, is_bold: bool = False, is_in_squares: bool | None = None
) -> float:
    """Tell how wide a line is, nearly, in units of its size.

    Parameters
    ----------
    text, size
        The line and the size of its letters.
    is_bold
        Whether they are bold.
    is_in_squares
        Whether the font is an East Asian one, whose Latin letters are wider; None looks at the
        text.
    """
    is_wide = bool(_WIDE.search(text)) if is_in_squares is None else is_in_squares
    grown = _GROWN if is_wide else 1.0
    return size * sum(
        1.0 if _WIDE.match(letter) else grown * _width(letter, is_bold) for letter in text
    )


def lines(text: str, size: float, most: float, *, is_bold: bool = False) -> list[str]:
    """Break a text into lines that are no wider than `most`."""
    made, line = [], ""
    for piece in _pieces(text, size, most, is_bold):
        if line and width((line + piece).rstrip(), size, is_bold=is_bold) > most:
            made.append(line.rstrip())
            line = ""
        line += piece.lstrip() if not line else piece
    return [*made, line.rstrip()] if line.strip() else made


def shortened(
    text: str, size: float, most: float, count: int, *, is_bold: bool = False
) -> list[str]:
    """Break a text into at most so many lines; what is cut ends in an ellipsis."""
    made = lines(text, size, most, is_bold=is_bold)
    if len(made) <= count:
        return made
    last = made[count - 1]
    while last and width(last + " …", size, is_bold=is_bold) > most:
        last = last[:-1] if _WIDE.match(last[-1]) else last.rpartition(" ")[0] or last[:-1]
    return [*made[: count - 1], f"{last.rstrip(' ,;，；、')} …"]


def _pieces(text: str, size: float, most: float, is_bold: bool) -> Iterator[str]:
    """Part a text where a line may break: after blanks, between squares, within endless words."""
    piece = ""
    for letter in text:
        is_closing = letter in _NO_LINE_BEGINS or letter == " "
        is_open = piece[-1:] in tuple(_NO_LINE_ENDS)
        is_endless = width(piece + letter, size, is_bold=is_bold) > most
        may_break = piece and (piece[-1] in " -" or _WIDE.match(piece[-1]) or _WIDE.match(letter))
        if (may_break and not is_closing and not is_open) or (piece and is_endless):
            yield piece
            piece = ""
        piece += letter
    if piece:
        yield piece


def _width(letter: str, is_bold: bool) -> float:
    plain = unicodedata.normalize("NFD", letter)[0]
    if " " <= plain <= "~":
        at = 2 * (ord(plain) - ord(" "))
        return int(_WIDTHS[is_bold][at : at + 2]) / 100
    return 0.0 if unicodedata.combining(letter) else 0.62


@cache
def _script(letter: str) -> str:
    """Name the script of a letter; "" for signs that go with the letters around them."""
    if _WIDE.match(letter):
        return "WIDE"
    if unicodedata.category(letter)[0] not in "LM":
        return ""
    name = unicodedata.name(letter, "").partition(" ")[0]
    return "" if name == "COMBINING" else name


@cache
def _font_of(script: str, letter: str, lang: str | None) -> str | None:
    if script == "WIDE":
        named = (*_EAST_ASIAN.get(lang or "", ()), *_CHINESE)
    else:
        named = (*_OF_SCRIPT.get(script, ()), f"Noto Sans {script.title()}", *_OTHERS)
    return next((font for font in named if _has(font, letter)), None)


@cache
def _has(font: str, letter: str) -> bool:
    """Try whether a font draws a letter, and draws it otherwise than one that is in no font."""
    drawn = _tried(font, letter)
    return drawn not in (_tried(font, _MISSING), _tried(font, " "))


@cache
def _tried(font: str, letter: str) -> bytes:
    return draw(
        '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40" viewBox="0 0 40 40">'
        f'<text x="8" y="30" font-size="24" font-family="{escape(font)}">{escape(letter)}</text>'
        "</svg>"
    )
