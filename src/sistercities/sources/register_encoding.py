"""The bytes of a text file to letters: which encoding it has, by evidence that is told.

A byte-order mark decides. Bytes that are valid UTF-8 are UTF-8. Of the older encodings the one in
which nearly all letters are everyday ones is taken: an encoding that merely decodes without a
fault proves nothing, because GB18030 and Windows-1252 decode almost anything.
"""

from __future__ import annotations

import codecs
import unicodedata
from typing import NamedTuple

from sistercities.errors import RegisterError
from sistercities.sources.everyday_letters import OLDER, mail_encoding, score

ENCODINGS = ("utf-8", "utf-16", "gb18030", "shift_jis", "windows-1252")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8"),
    (codecs.BOM_UTF32_LE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)
_WIDE = (("utf-32-le", "UTF-32"), ("utf-32-be", "UTF-32"),
         ("utf-16-le", "UTF-16"), ("utf-16-be", "UTF-16"))  # fmt: skip
_PARTING = (",", ";", "|", "\t", "\n")
"""What parts cells and lines."""
_ENOUGH = 0.8
_CLOSE = 0.05
_SAMPLE = 20_000
_MOSTLY = 4
"""Letters beyond ASCII that are valid UTF-8, for each byte that is not, in a damaged UTF-8 file."""
_AS_UTF8 = "save it again as UTF-8, or state --encoding"


class Decoded(NamedTuple):
    """A text, its encoding, and the sentence that says why it is that one."""

    text: str
    encoding: str
    evidence: str


def decode(file: str, content: bytes, encoding: str = "") -> Decoded:
    """Find the encoding and decode; what is stated is taken at its word.

    Raises
    ------
    RegisterError
        If the bytes are not text in the stated encoding, or in any that is known.
    """
    if encoding:
        return _as_stated(file, content, encoding)
    for mark, codec, name in _MARKS:
        if content.startswith(mark):
            return Decoded(_strictly(file, content, codec), name, "its byte-order mark says so")
    if b"\0" in content[:_SAMPLE]:
        return _without_mark(file, content)
    marked = mail_encoding(file, content)
    if marked:
        return Decoded(_strictly(file, content, *marked), marked[1], "its marks say so")
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as reason:
        return _not_utf8(file, content, reason.start)
    plain = text.isascii()
    return Decoded(text, "UTF-8", "all of it is ASCII" if plain else "its bytes are valid UTF-8")


def _as_stated(file: str, content: bytes, encoding: str) -> Decoded:
    known = {each.name: each.codec for each in OLDER}
    codec = known.get(encoding.casefold(), encoding)
    try:
        is_utf16 = codecs.lookup(codec).name == "utf-16"
        "a".encode(codec)  # some codecs are for other things than text
    except (LookupError, ValueError):
        problem = f"cannot be read as {encoding[:40]}, which is no encoding"
        raise RegisterError(file, problem, f"use one of {', '.join(ENCODINGS)}") from None
    if is_utf16 and not content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _without_mark(file, content)
    text = _strictly(file, content, codec, encoding).removeprefix("\ufeff")
    return Decoded(text, encoding, "it was stated")


def _strictly(file: str, content: bytes, codec: str, called: str = "") -> str:
    try:
        return content.decode(codec)
    except (UnicodeError, ValueError) as reason:
        at = f" at byte {reason.start:,}" if isinstance(reason, UnicodeDecodeError) else ""
        problem = f"is damaged or is not {called or codec}: it does not decode{at}"
        raise RegisterError(file, problem, _AS_UTF8) from None


def _without_mark(file: str, content: bytes) -> Decoded:
    """Tell wide encodings without a mark by the commas and line ends that one of them makes."""
    found = max(_WIDE, key=lambda pair: _plain_letters(content, pair[0]))
    if not _plain_letters(content, found[0]):
        problem = "is not a text file: it holds zero bytes"
        raise RegisterError(file, problem, "save the table as CSV (UTF-8) or XLSX")
    text = _strictly(file, content, *found)
    return Decoded(text, found[1], "it has no byte-order mark, but its commas and line ends tell")


def _plain_letters(content: bytes, codec: str) -> float:
    """Share of ASCII in what a wide encoding makes of the bytes; 0 where it makes no text."""
    try:
        text = content[:_SAMPLE].decode(codec)
    except UnicodeDecodeError:
        return 0.0
    odd = sum(unicodedata.category(letter) in ("Cc", "Cn", "Co") for letter in text)
    odd -= sum(map(text.count, "\t\r\n"))
    parting = sum(map(text.count, _PARTING))
    if not parting or odd > len(text) / 50:
        return 0.0
    # One byte a letter and a stray zero byte among them: nearly all are halves of other letters.
    if 2 * parting < sum(map(content[:_SAMPLE].count, map(str.encode, _PARTING))):
        return 0.0
    return sum(map(str.isascii, text)) / len(text)


def _not_utf8(file: str, content: bytes, first: int) -> Decoded:
    """Read what is no UTF-8; what is nearly UTF-8 is damaged UTF-8 and nothing else."""
    read = content.decode("utf-8", "replace")
    bad = read.count("\ufffd")
    surrogates = _as_surrogates(content)
    if surrogates is not None:
        evidence = "letters beyond the 16-bit range are written as two, as old databases do"
        return Decoded(surrogates, "CESU-8", evidence)
    if sum(not letter.isascii() for letter in read) - bad >= _MOSTLY * bad:
        bytes_ = "one byte that is" if bad == 1 else f"{bad:,} places that are"
        line = content.count(b"\n", 0, first) + 1
        problem = f"is UTF-8 but for {bytes_} not, first on line {line:,}"
        raise RegisterError(file, problem, f"{_AS_UTF8} with what the rest is")
    return _older(file, content)


def _as_surrogates(content: bytes) -> str | None:
    """Read UTF-8 whose rarer letters are pairs of surrogates (CESU-8); None where it is not."""
    try:
        halves = content.decode("utf-8", "surrogatepass")
        return halves.encode("utf-16-le", "surrogatepass").decode("utf-16-le")
    except UnicodeError:
        return None


def _older(file: str, content: bytes) -> Decoded:
    scores = {each: score(content, each) for each in OLDER}
    best, *others = sorted(OLDER, key=lambda each: -scores[each])
    if scores[best] < _ENOUGH:
        problem = "has an encoding that is not recognised"
        advice = f"save it as UTF-8, or state --encoding with one of {', '.join(ENCODINGS)}"
        raise RegisterError(file, problem, advice)
    text = content.decode(best.codec)
    evidence = f"{100 * scores[best]:.0f} % of its letters beyond ASCII are everyday ones in it"
    close = [one for one in others if scores[one] >= max(_ENOUGH, scores[best] - _CLOSE)]
    rivals = [one.name for one in close if content.decode(one.codec) != text]
    if rivals:
        verb = "is" if len(rivals) == 1 else "are"
        evidence += f"; {', '.join(rivals)} {verb} possible too, so look at the names below"
    return Decoded(text, best.shown, evidence)
