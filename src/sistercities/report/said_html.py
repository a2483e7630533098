"""HTML in which sentences stand as what they were made of, until the reader's language is known.

Who sets a sentence into a page or a drawing puts a mark there (`mark`), which travels in the text
as any markup does. A page that is done is read once (`SaidHtml.read`): its English text, and where
in it each sentence stands. Any part of it can then be said in another language, sentence by
sentence; what has no words there stays English. Nothing is shown half in one language.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html import unescape
from typing import Literal, NamedTuple

from markupsafe import Markup, escape
from rich.cells import cell_len

from sistercities.sentence_records import (
    InnerRecord,
    MarkRecord,
    PageSentences,
    ReadRecord,
    inner_record,
    said_from,
)
from sistercities.sentences import Said, say

Manner = Literal["text", "bare", "language", "coded", "folded", "local", "line"]
"""How a sentence stands in the page.

`text`: words between tags. `bare`: where no element can stand, in an attribute or a drawing.
`language`: the attribute that names the language of what is said beside it. `coded`: with marks of
code, stress and a link. `folded`: a long one whose end is folded away. `local`: a name, with the
local one after it. `line`: one of several lines of a drawing.
"""
How = str | int | float
Say = Callable[[Said], str | None]
"""Gives the words of a sentence in the language of a reader; None where there are none."""

LONGEST = 170
"""Letters that a cell shows without folding."""
SHORTEST = 40
"""A first sentence shorter than this, such as a question, takes the next one with it."""
_SHORTEST_ELSEWHERE = 16
"""The same in a language whose sentences end in 。."""
_OPEN, _CLOSE = "\ue000", "\ue001"
"""Around a mark, which begins with a quotation mark that no escaped name can hold."""
_MARK = re.compile(rf'{_OPEN}(\[\{{"[ -~]*){_CLOSE}')
_END = re.compile(r"[.?!]\s+(?=[A-Z])")
_CODE = re.compile(r"`([^`]*)`")
_STRESS = re.compile(r"\*([^*]+)\*")
_LINK = re.compile(r"\[([^\]]+)\]")
_SIGNS = re.compile("[`*]")
_PERCENT = re.compile(r"(?<=\d) %")
_MORE = say("and more")
_AFTER_STOP = re.compile(r"。(?:</span>)?$")
"""Where no space stands before the next sentence."""
_LETTER_IN_COLUMNS = 0.56 / 0.5
"""Columns of a Latin letter in a drawing, where one of Chinese takes two."""


class Mark(NamedTuple):
    """A sentence in a page: how it stands there, and what that manner needs to know."""

    said: Said
    manner: Manner = "text"
    how: tuple[How, ...] = ()


def mark(said: Said, manner: Manner = "text", *how: How) -> Markup:
    """Let a sentence stand in a page; what cannot be kept is escaped English."""
    record = inner_record(said)
    made = Mark(said, manner, how)
    if record is None:
        return Markup(_in_english(made))
    return Markup(f"{_OPEN}{json.dumps([record, manner, *how])}{_CLOSE}")


def in_english(html: str) -> Markup:
    """Say all that is marked in English."""
    return Markup("".join(
        one if isinstance(one, str) else _in_english(one) for one in _pieces(html)
    ))  # fmt: skip


def unbroken(text: str) -> str:
    """Let no line end between a number and its sign."""
    return _PERCENT.sub("\u00a0%", text)


def _pieces(html: str) -> Iterator[str | Mark]:
    """Part HTML into text and the marks in it."""
    for number, piece in enumerate(_MARK.split(html)):
        if number % 2 == 0:
            yield piece
        else:
            record, manner, *how = json.loads(piece)
            yield Mark(said_from(record["text"], record), manner, tuple(how))


@dataclass(frozen=True, slots=True)
class SaidHtml:
    """A page or a part of one, with what its sentences were made of.

    Attributes
    ----------
    text
        HTML, its sentences in English.
    marks
        The sentences and how they stand; each once.
    places
        Where they stand in the text: start, end, and which of `marks`.
    """

    text: str
    marks: tuple[Mark, ...] = ()
    places: tuple[tuple[int, int, int], ...] = ()

    @classmethod
    def read(cls, html: str) -> SaidHtml:
        """Read a finished page, with its marks."""
        text, at, is_in_tag = [], 0, False
        numbers: dict[str, int] = {}
        marks: list[Mark] = []
        places = []
        for number, piece in enumerate(_MARK.split(html)):
            if number % 2 == 0:
                said = unbroken(piece)
                is_in_tag = _ends_in_tag(piece, is_in_tag)
            else:
                is_bare = is_in_tag or said.endswith("<title>")
                key = f"{piece} {is_bare}"
                if key not in numbers:
                    numbers[key] = len(marks)
                    marks.append(_mark_of(json.loads(piece), is_bare=is_bare))
                said = unbroken(_in_english(marks[numbers[key]]))
                places.append((at, at + len(said), numbers[key]))
            text.append(said)
            at += len(said)
        return cls("".join(text), tuple(marks), tuple(places))

    def cut(self, start: int, end: int) -> SaidHtml:
        """Take a part, from one position in the text to another, with its sentences."""
        first = bisect_left(self.places, (start,))
        inside = []
        for one in self.places[first:]:
            if one[1] > end:
                break
            inside.append((one[0] - start, one[1] - start, one[2]))
        return SaidHtml(self.text[start:end], self.marks, tuple(inside))

    def in_words(self, say: Say, tag: str) -> str:
        """Say what can be said in another language.

        Parameters
        ----------
        say
            Gives the words of a sentence in that language.
        tag
            Tag of that language, for the attribute `lang`.
        """
        parts: list[str] = []
        at = 0
        told: dict[int, str | None] = {}
        for start, end, number in self.places:
            if number not in told:
                told[number] = _in_words(self.marks[number], say, tag)
            said = told[number]
            if said is not None:
                between = self.text[at:start]
                follows = between == " " and bool(parts) and _AFTER_STOP.search(parts[-1])
                parts += ("" if follows else between), said
                at = end
        return "".join((*parts, self.text[at:]))

    @property
    def sentence(self) -> str:
        """The one sentence that it is, or its text where it is more than one or none."""
        if len(self.places) == 1 and self.places[0][:2] == (0, len(self.text)):
            return self.marks[self.places[0][2]].said
        return unescape(self.text)


def _mark_of(held: Sequence[object], *, is_bare: bool) -> Mark:
    record, manner, *how = held
    assert isinstance(record, dict)
    made = Mark(said_from(record["text"], record), manner, tuple(how))  # type: ignore[arg-type]
    return made._replace(manner="bare") if is_bare and manner == "text" else made


def _ends_in_tag(piece: str, is_in_tag: bool) -> bool:
    """Whether a text ends between the signs of a tag; words hold neither sign, they are escaped."""
    opened, closed = piece.rfind("<"), piece.rfind(">")
    return opened > closed if opened != closed else is_in_tag


def _in_english(one: Mark) -> str:
    said, how = one.said, one.how
    if one.manner == "language":
        return ""
    if one.manner == "line":
        return str(escape(how[0]))
    if one.manner == "coded":
        return coded_html(said, str(how[0]))
    if one.manner == "folded":
        return _folded_html(*folds(said), _MORE)
    if one.manner == "local":
        return _local_html(str(escape(str(said))), str(how[0]))
    return str(escape(str(said)))


def _in_words(one: Mark, say: Say, tag: str) -> str | None:
    """Say a marked sentence in another language; None where it stays English."""
    words = say(one.said)
    if words is None:
        return None
    if one.manner == "language":
        return f' lang="{tag}"'
    if one.manner == "bare":
        return str(escape(_SIGNS.sub("", words)))
    if one.manner == "line":
        return str(escape(_line_of(_SIGNS.sub("", words), one.how)))
    if one.manner == "local":
        return _local_in_words(one, words, tag)
    if one.manner == "folded":
        return _spoken(_folded_in_words(words, say, tag), tag)
    return _spoken(coded_html(words, str(one.how[0]) if one.how else ""), tag)


def _spoken(html: str, tag: str) -> str:
    return f'<span lang="{tag}">{html}</span>'


def coded_html(words: str, link: str = "") -> str:
    """Escape a sentence and set the marks in it as HTML: `code`, *stress*, a [link].

    Parameters
    ----------
    words
        The sentence.
    link
        Where what stands between brackets leads; "" sets brackets as they are.
    """
    text = _CODE.sub(r"<code>\1</code>", str(escape(str(words))))
    text = _STRESS.sub(r"<em>\1</em>", text)
    return (
        _LINK.sub(lambda found: f'<a href="{escape(link)}">{found[1]}</a>', text) if link else text
    )


def folds(words: str) -> tuple[str, str]:
    """Part words into those that are shown and those that are folded away, "" where none are."""
    if len(words) <= LONGEST:
        return words, ""
    for end in _END.finditer(words):
        shown = words[: end.start() + 1]
        if len(shown) >= SHORTEST and shown.endswith("."):
            return shown, words[end.end() :]
    return words, ""


def _folded_html(shown: str, rest: str, more: str) -> str:
    return f"{escape(str(shown))} {_details(str(escape(str(more))), str(escape(rest)))}"


def _details(summary: str, rest: str) -> str:
    return f'<details class="rest"><summary>{summary}</summary>{rest}</details>'


def folded(words: str) -> Markup:
    """Fold away the end of long words."""
    if isinstance(words, Said):
        return mark(words, "folded")
    return Markup(_folded_html(*folds(words), _MORE))


def _folded_in_words(words: str, say: Say, tag: str) -> str:
    stop = words.find("。", _SHORTEST_ELSEWHERE) + 1
    if not 0 < stop < len(words):
        return coded_html(words)
    more = say(_MORE)
    summary = str(escape(str(_MORE))) if more is None else _spoken(str(escape(more)), tag)
    return coded_html(words[:stop]) + _details(summary, coded_html(words[stop:]))


def beside_local(name: str, local: str) -> Markup:
    """Set the local name after a name."""
    if isinstance(name, Said):
        return mark(name, "local", local)
    return Markup(_local_html(str(escape(name)), local))


def _local_html(name: str, local: str) -> str:
    return f'{name} <span class="local">{escape(local)}</span>'


def _local_in_words(one: Mark, words: str, tag: str) -> str:
    """Say a name first, and the English one after it where its local name stood; a code stays."""
    local = str(one.how[0])
    return _local_html(
        _spoken(str(escape(words)), tag), local if local.isascii() else str(one.said)
    )


def line_marks(said: Said, lines: Sequence[str]) -> list[Markup]:
    """Mark the lines that one sentence takes in a drawing."""
    columns = max(map(len, lines)) * _LETTER_IN_COLUMNS
    return [mark(said, "line", one, at, len(lines), columns) for at, one in enumerate(lines)]


def _line_of(words: str, how: tuple[How, ...]) -> str:
    _, at, most, columns = how
    lines = broken(words, int(most), float(columns))
    return lines[int(at)] if int(at) < len(lines) else ""


def broken(words: str, most: int, width: float) -> list[str]:
    """Break words into lines of a width in half letters; into `most` even ones if too long.

    Chinese breaks between any letters.
    """
    width = max(width, cell_len(words) / most)
    lines = [""]
    for letter in unescape(words):
        is_full = cell_len(lines[-1] + letter) > width and len(lines) < most
        if is_full and letter not in "，。；：、）%）":
            lines.append("")
        lines[-1] += letter
    return [line for line in lines if line]


def as_record(page: SaidHtml) -> PageSentences:
    """Turn what a page says into JSON: its sentences, how they stand, how far they lie apart."""
    said: dict[str, int] = {}
    records: list[InnerRecord] = []
    marks: list[MarkRecord] = []
    for one in page.marks:
        record = inner_record(one.said)
        assert record is not None  # a mark without one is never made
        key = json.dumps(record, sort_keys=True)
        if key not in said:
            said[key] = len(records)
            records.append(record)
        marks.append({"said": said[key], "manner": one.manner, "how": list(one.how)})
    places: list[int] = []
    at = 0
    for start, end, number in page.places:
        places += [start - at, number]
        at = end
    return {"said": records, "marks": marks, "places": places}


def from_record(text: str, held: ReadRecord) -> SaidHtml:
    """Take back what `as_record` made of a page of this text.

    Raises
    ------
    KeyError, TypeError, ValueError, AttributeError, IndexError
        If it is something else, or the page is another.
    """
    said = [said_from(record["text"], record) for record in held["said"]]
    marks = tuple(
        Mark(said[one["said"]], one["manner"], tuple(one["how"])) for one in held["marks"]
    )
    english = [unbroken(_in_english(one)) for one in marks]
    places, at = [], 0
    for gap, number in zip(held["places"][::2], held["places"][1::2], strict=True):
        start, end = at + gap, at + gap + len(english[number])
        if text[start:end] != english[number]:
            raise ValueError(start)
        places.append((start, end, number))
        at = end
    return SaidHtml(text, marks, tuple(places))
