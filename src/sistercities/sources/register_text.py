"""The bytes of a text file to letters: which encoding it has, by evidence that is told.

A byte-order mark decides. Bytes that are valid UTF-8 are UTF-8. Of the older encodings the one in
which nearly all letters are everyday ones is taken: an encoding that merely decodes without a
fault proves nothing, because GB18030 and Windows-1252 decode almost anything.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections import Counter
from dataclasses import dataclass

from sistercities.errors import RegisterError
from sistercities.sources.register_cells import refuse_size

ENCODINGS = ("utf-8", "utf-16", "gb18030", "shift_jis", "windows-1252")
_CODECS = {"shift_jis": "cp932", "windows-1252": "cp1252"}
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8"),
    (codecs.BOM_UTF32_LE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)
_DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
_ENOUGH = 0.8
_ROWS_LOOKED_AT = 60
_LONGEST_RECORD = 20
"""Lines that one row may span: more is a quotation mark that is never closed."""
_FIELD_LIMIT = 1_000_000


@dataclass(frozen=True, slots=True)
class Decoded:
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
    if b"\0" in content[:4096]:
        return _without_mark(file, content)
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return _older(file, content)
    plain = text.isascii()
    return Decoded(text, "UTF-8", "all of it is ASCII" if plain else "its bytes are valid UTF-8")


def _as_stated(file: str, content: bytes, encoding: str) -> Decoded:
    codec = _CODECS.get(encoding.casefold(), encoding)
    try:
        codecs.lookup(codec)
    except LookupError:
        problem = f"cannot be read as {encoding}, which is no encoding"
        raise RegisterError(file, problem, f"use one of {', '.join(ENCODINGS)}") from None
    text = _strictly(file, content, codec, encoding).removeprefix("\ufeff")
    return Decoded(text, encoding, "it was stated")


def _strictly(file: str, content: bytes, codec: str, called: str = "") -> str:
    try:
        return content.decode(codec)
    except (UnicodeError, ValueError) as reason:
        at = f" at byte {reason.start:,}" if isinstance(reason, UnicodeDecodeError) else ""
        problem = f"is damaged or is not {called or codec}: it does not decode{at}"
        raise RegisterError(file, problem, "save it again as UTF-8, or state --encoding") from None


def _without_mark(file: str, content: bytes) -> Decoded:
    """Tell UTF-16 without a mark by where its zeros stand; other zeros are no text."""
    head = content[:4096]
    even, odd = head[::2].count(0), head[1::2].count(0)
    for codec, zeros, others in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
        if zeros > 0.2 * len(head) / 2 and others == 0:
            text = _strictly(file, content, codec)
            return Decoded(text, "UTF-16", "every other byte of its ASCII letters is zero")
    problem = "is not a text file: it holds zero bytes"
    raise RegisterError(file, problem, "save the table as CSV (UTF-8) or XLSX")


def _older(file: str, content: bytes) -> Decoded:
    scores = {name: score(content, name) for name in ("gb18030", "shift_jis", "windows-1252")}
    ranked = sorted(scores, key=lambda name: -scores[name])
    best, second = ranked[0], ranked[1]
    if scores[best] < _ENOUGH:
        problem = "has an encoding that is not recognised"
        advice = f"save it as UTF-8, or state --encoding with one of {', '.join(ENCODINGS)}"
        raise RegisterError(file, problem, advice)
    evidence = f"{100 * scores[best]:.0f} % of its letters beyond ASCII are everyday ones in it"
    if scores[second] >= _ENOUGH:
        evidence += f"; {second} is possible too, so look at the names below"
    text = content.decode(_CODECS.get(best, best))
    return Decoded(text, {"gb18030": "GB18030", "shift_jis": "Shift-JIS"}.get(best, "Windows-1252"),
                   evidence)  # fmt: skip


def score(content: bytes, encoding: str) -> float:
    """Share of the letters beyond ASCII that are everyday ones if it is this encoding; 0 if not."""
    try:
        text = content.decode(_CODECS.get(encoding, encoding))
    except UnicodeDecodeError:
        return 0.0
    if encoding == "windows-1252":
        return _share_of_latin(text)
    everyday = _is_everyday_gb if encoding == "gb18030" else _is_everyday_sjis
    counts = Counter(letter for letter in text if not letter.isascii())
    total = sum(counts.values())
    return sum(n for letter, n in counts.items() if everyday(letter)) / total if total else 0.0


def _is_everyday_gb(letter: str) -> bool:
    """Level 1 of GB 2312 is sorted by sound and holds the 3,755 everyday characters."""
    code = letter.encode("gb18030")
    return (
        len(code) == 2 and (0xB0 <= code[0] <= 0xD7 or 0xA1 <= code[0] <= 0xA3) and code[1] > 0xA0
    )


def _is_everyday_sjis(letter: str) -> bool:
    """Kana, full-width signs, and level 1 of JIS X 0208; half-width kana are none."""
    code = letter.encode("cp932")
    return len(code) == 2 and 0x81 <= code[0] <= 0x98


_LATIN = frozenset("ŠšŽžŒœŸ") | {chr(point) for point in range(0xC0, 0x100)} - set("×÷")
_SIGNS = frozenset("€…–—‘’“”«»°§ \xa0º´·")


def _share_of_latin(text: str) -> float:
    """Share of signs, and of letters with marks that stand beside a plain letter."""
    total = good = 0
    for position, letter in enumerate(text):
        if letter.isascii():
            continue
        total += 1
        beside = text[max(position - 1, 0) : position] + text[position + 1 : position + 2]
        good += letter in _SIGNS or (
            letter in _LATIN and any(each.isascii() and each.isalpha() for each in beside)
        )
    return good / total if total else 0.0


@dataclass(frozen=True, slots=True)
class Split:
    """Rows of a text with the line on which each ends, and what stands between their cells."""

    rows: list[tuple[int, list[str]]]
    delimiter: str
    delimiter_name: str


def split(file: str, text: str, delimiter: str = "") -> Split:
    """Find what stands between the cells and take the rows apart.

    Raises
    ------
    RegisterError
        If a quotation mark is never closed.
    """
    found = delimiter or _delimiter(text)
    rows = _rows(file, text, found)
    return Split(rows, found, _DELIMITERS.get(found, f"{found!r}"))


def _delimiter(text: str) -> str:
    """Take the one that makes the most rows of one width, and of those the widest."""

    def fitness(delimiter: str) -> tuple[float, int]:
        sample = io.StringIO(text[:200_000], newline="")
        widths = Counter[int]()
        try:
            for row, _ in zip(csv.reader(sample, delimiter=delimiter), range(_ROWS_LOOKED_AT)):  # noqa: B905
                if any(row):
                    widths[len(row)] += 1
        except csv.Error:
            return 0.0, 0
        wide = {width: n for width, n in widths.items() if width > 1}
        if not wide:
            return 0.0, 0
        width, n = max(wide.items(), key=lambda pair: (pair[1], pair[0]))
        return n / sum(widths.values()), width

    return max(_DELIMITERS, key=fitness)


def _rows(file: str, text: str, delimiter: str) -> list[tuple[int, list[str]]]:
    before = csv.field_size_limit(_FIELD_LIMIT)
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        rows: list[tuple[int, list[str]]] = []
        line = filled = 0
        for row in reader:
            filled += len(row) - row.count("")
            refuse_size(file, len(rows) + 1, len(row), filled)
            if reader.line_num - line > _LONGEST_RECORD:
                raise _unclosed(file, line + 1)
            line = reader.line_num
            rows.append((line, row))
    except csv.Error:
        raise _unclosed(file, line + 1) from None
    finally:
        csv.field_size_limit(before)
    return rows


def _unclosed(file: str, line: int) -> RegisterError:
    problem = f"has a quotation mark in the row that begins on line {line} that is not closed there"
    return RegisterError(file, problem, "close it or take it out, then import again")
