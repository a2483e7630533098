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
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import unescape
from typing import Literal, NamedTuple

from markupsafe import Markup, escape

from sistercities.report.word_manners import (
    broken,
    coded_html,
    details,
    folded_html,
    folds,
    with_local,
)
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

_SHORTEST_ELSEWHERE = 16
"""The same in a language whose sentences end in 。."""
_OPEN, _CLOSE = "\ue000", "\ue001"
"""Around a mark, which begins with a quotation mark that no escaped name can hold."""
_MARK = re.compile(rf'{_OPEN}(\[\{{"[ -~]*){_CLOSE}')
_SIGNS = re.compile("[`*]")
_PERCENT = re.compile(r"(?<=\d) %")
_MORE = say("and more")
_AFTER_STOP = re.compile(r"[。：；](?:</span>)?$")
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
    return Markup(_MARK.sub(lambda found: _in_english(_mark_of(found[1])), html))


def unbroken(text: str) -> str:
    """Let no line end between a number and its sign."""
    return _PERCENT.sub("\u00a0%", text)


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
        reading = _Reading()
        for number, piece in enumerate(_MARK.split(html)):
            (reading.take_mark if number % 2 else reading.take_text)(piece)
        return cls("".join(reading.texts), tuple(reading.marks), tuple(reading.places))

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
                if parts and _AFTER_STOP.search(parts[-1]):
                    between = between.removeprefix(" ")
                parts += between, said
                at = end
        return "".join((*parts, self.text[at:]))

    @property
    def sentence(self) -> str:
        """The one sentence that it is, or its text where it is more than one or none."""
        if len(self.places) == 1 and self.places[0][:2] == (0, len(self.text)):
            return self.marks[self.places[0][2]].said
        return unescape(self.text)


class _Reading:
    """A page while it is read: its English text, the marks found so far, and where they stand."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.marks: list[Mark] = []
        self.places: list[tuple[int, int, int]] = []
        self._numbers: dict[tuple[str, bool], int] = {}
        self._at, self._is_in_tag = 0, False

    def take_text(self, piece: str) -> None:
        """Take what stands between two marks."""
        self._is_in_tag = _ends_in_tag(piece, self._is_in_tag)
        self._add(unbroken(piece))

    def take_mark(self, piece: str) -> None:
        """Take a mark; inside a tag or a title its words stand bare."""
        key = piece, self._is_in_tag or self.texts[-1].endswith("<title>")
        if key not in self._numbers:
            self._numbers[key] = len(self.marks)
            one = _mark_of(piece)
            is_bare = key[1] and one.manner == "text"
            self.marks.append(one._replace(manner="bare") if is_bare else one)
        number, start = self._numbers[key], self._at
        self._add(unbroken(_in_english(self.marks[number])))
        self.places.append((start, self._at, number))

    def _add(self, text: str) -> None:
        self.texts.append(text)
        self._at += len(text)


def _mark_of(piece: str) -> Mark:
    record, manner, *how = json.loads(piece)
    return Mark(said_from(record["text"], record), manner, tuple(how))


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
        return folded_html(*folds(said), _MORE)
    if one.manner == "local":
        return with_local(str(escape(str(said))), str(how[0]))
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


def folded(words: str) -> Markup:
    """Fold away the end of long words."""
    if isinstance(words, Said):
        return mark(words, "folded")
    return Markup(folded_html(*folds(words), _MORE))


def _folded_in_words(words: str, say: Say, tag: str) -> str:
    stop = words.find("。", _SHORTEST_ELSEWHERE) + 1
    if not 0 < stop < len(words):
        return coded_html(words)
    more = say(_MORE)
    summary = str(escape(str(_MORE))) if more is None else _spoken(str(escape(more)), tag)
    return coded_html(words[:stop]) + details(summary, coded_html(words[stop:]))


def beside_local(name: str, local: str) -> Markup:
    """Set the local name after a name."""
    if isinstance(name, Said):
        return mark(name, "local", local)
    return Markup(with_local(str(escape(name)), local))


def _local_in_words(one: Mark, words: str, tag: str) -> str:
    """Say a name first, and the English one after it where its local name stood; a code stays."""
    local = str(one.how[0])
    return with_local(_spoken(str(escape(words)), tag), local if local.isascii() else str(one.said))


def line_marks(said: Said, lines: Sequence[str]) -> list[Markup]:
    """Mark the lines that one sentence takes in a drawing."""
    columns = max(map(len, lines)) * _LETTER_IN_COLUMNS
    return [mark(said, "line", one, at, len(lines), columns) for at, one in enumerate(lines)]


def _line_of(words: str, how: tuple[How, ...]) -> str:
    _, at, most, columns = how
    lines = broken(words, int(most), float(columns))
    return lines[int(at)] if int(at) < len(lines) else ""


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
