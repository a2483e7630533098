"""Countries that notices wish of a partner, in several languages and several to a cell.

A name is looked up as registers write it, in 28 languages, and as lists write it: codes of
flags and both Chinese scripts. What is not a country or a continent is kept as written and told. A
cell that excludes something (`not Spain`, 除日本外) is kept whole: none of its countries is a wish.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from sistercities.sources.country_unions import CountryUnion, union_called, without_article
from sistercities.sources.country_words import CountryWords
from sistercities.sources.notice_words import is_any, listed_parts, notice_words
from sistercities.sources.register_countries import (
    code_in_cell,
    nearest_country,
    states_of_former,
)
from sistercities.sources.register_words import folded

_LONGEST = 1_000
_LONGEST_WORD = 30
_SHOWN = 60
_EXCLUDES = re.compile(
    r"\b(not|no|non|except|excluding|excl|without|other than|outside|but|nicht|ohne|außer|"
    r"ausser|kein\w*|außerhalb|sauf|hors|excepté|excepto|salvo|sin|tranne)\b"
    r"|除|以外|不含|不包括|非(?![洲盟])|を除",
    re.IGNORECASE,
)
_JOINTS = re.compile(
    r"\s+(?:and|und|et|e|y|en|och|og|i|or|oder|ou|o)\s+|\s*[&＆+・]\s*|または|もしくは|[和及与と或]",
    re.IGNORECASE,
)
_MOST_JOINTS = 10
_JOINT_ALONE = re.compile(r"(?:and|und|et|e|y|or|oder|ou|o)(?:\s+|$)", re.IGNORECASE)
_AND = re.compile(r"\s+(?:and|und|et|y|e)\s+", re.IGNORECASE)
_AND_OTHERS = re.compile(r"\s*(etc\.?|usw\.?|u\.\s?a\.|and others|et autres|等国?|など)$", re.I)
_BRACKETED = re.compile(r"[(（\[]([^()（）\[\]]*)[)）\]]")
_STEP = "write countries by name or ISO 3166-1 code, apart by commas"
_LISTS = CountryWords({}, {})


@dataclass(frozen=True, slots=True)
class WishedCountries:
    """Countries as understood.

    `codes` are ISO 3166-1 alpha-2, members of unions among them, `continents` codes of the table
    `countries`, both sorted; `unions` are codes of unions with the date at which their members
    count, such as EU:2024-05-09; `unread` is what was not understood, as written; `told` and
    `next_step` say so.
    """

    codes: tuple[str, ...] = ()
    continents: tuple[str, ...] = ()
    unions: tuple[str, ...] = ()
    is_any: bool = False
    unread: str = ""
    told: tuple[str, ...] = ()
    next_step: str = ""


def read_countries(text: str, date: str = "") -> WishedCountries:
    """Read the countries that a notice wishes of a partner.

    Parameters
    ----------
    text
        As written.
    date
        ISO date of the notice as far as known: unions have the members of that time; "" takes
        those of today.
    """
    if not any(map(str.isalnum, text)):
        return WishedCountries()
    if len(text) > _LONGEST:
        return _unread(text[:_LONGEST], f"has {len(text):,} letters, too many for countries")
    if is_any(text):
        return WishedCountries(is_any=True)
    if _EXCLUDES.search(text):
        return _unread(text, "excludes something, which is not understood")
    heap = _Heap(date)
    _read(text.strip(), heap)
    if heap.is_any:  # the others are preferences, which no country fails
        return WishedCountries(is_any=True, told=tuple(heap.told))
    return WishedCountries(
        codes=tuple(sorted(set(heap.codes))),
        continents=tuple(sorted(set(heap.continents))),
        unions=tuple(sorted(set(heap.unions))),
        unread=", ".join(heap.unread),
        told=tuple(heap.told),
        next_step=_STEP if heap.unread else "",
    )


@dataclass(slots=True)
class _Heap:
    """What the parts of a cell were taken as; unions count at the date."""

    date: str = ""
    codes: list[str] = field(default_factory=list)
    continents: list[str] = field(default_factory=list)
    unions: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    is_any: bool = False


def _read(text: str, heap: _Heap) -> None:
    """Take the whole as one country, else its parts, each whole before it is parted."""
    text = _JOINT_ALONE.sub("", text, count=1) if _JOINT_ALONE.match(text) else text
    if not text or _take(text, heap):
        return
    parts = listed_parts(text)
    if parts in ([text], []):
        parts = _joined(text)
    if len(parts) <= 1 and all(map(_is_known, text.split())):
        parts = text.split()
    if parts in ([text], []):
        _keep(text, heap)
        return
    for part in parts:
        _read(part, heap)


def _joined(text: str) -> list[str]:
    """Part at `and`, but not within a name: Bosnia and Herzegovina and Croatia are two."""
    joints = [*_JOINTS.finditer(text)]
    for joint in reversed(joints[:_MOST_JOINTS]):
        if _is_known(text[: joint.start()]):
            return [text[: joint.start()], text[joint.end() :]]
    return [part for part in map(str.strip, _JOINTS.split(text)) if part]


def _is_known(text: str) -> bool:
    is_continent = folded(text) in notice_words("continent")
    return is_continent or bool(_country(text)) or _union(text) is not None


def _take(text: str, heap: _Heap) -> bool:
    if is_any(text):
        heap.is_any = True
        return True
    continent, code = notice_words("continent").get(folded(text)), _country(text)
    if continent:
        heap.continents.append(continent)
    elif code:
        heap.codes.append(code)
        _tell_brackets(text, heap)
    elif union := _union(text):
        _take_union(text, union, heap)
    else:
        return _take_preferred(text, heap)
    return True


def _union(text: str) -> CountryUnion | None:
    """Return the union that a text names; codes of two letters are those of countries first."""
    return None if _country(text) else union_called(text)


def _take_union(text: str, union: CountryUnion, heap: _Heap) -> None:
    heap.codes += union.countries(heap.date)
    heap.unions.append(f"{union.code}:{heap.date}" if heap.date else union.code)
    n, when = union.n_members(heap.date), heap.date or "today"
    heap.told.append(
        f"countries: {text[:_SHOWN]!r} is taken as {union.name} of {when}: {n} countries"
    )


def _tell_brackets(text: str, heap: _Heap) -> None:
    """Say what stands in brackets beside a country and is none."""
    for inside in _BRACKETED.findall(text):
        if not _country(inside) and inside.strip():
            heap.told.append(f"countries: {inside[:_SHOWN]!r} in brackets is not used")


def _take_preferred(text: str, heap: _Heap) -> bool:
    """Take what stands after `preferably` or before `etc.`, which leave the wish open."""
    word, rest = _preference(text)
    others = _AND_OTHERS.search(text)
    if not rest and others:
        word, rest = others[0].strip(), text[: others.start()].strip()
    if not rest or rest == text or not _take(rest, heap):
        return False
    if word not in heap.unread:
        heap.unread.append(word)
        heap.told.append(f"countries: {word!r} leaves it open whether others are welcome")
    return True


def _preference(text: str) -> tuple[str, str]:
    """Split a word such as `preferably` from the front of a text; ("", "") where there is none."""
    known = notice_words("preference")
    for end in range(min(len(text) - 1, _LONGEST_WORD), 0, -1):
        head, rest = text[:end].strip(" :"), text[end:].strip(" :,")
        is_break = not text[end - 1].isascii() or not (text[end - 1] + text[end]).isalnum()
        if is_break and folded(head) in known and rest:
            return head, rest
    return "", ""


def _country(text: str) -> str:
    """Return the code of one country; names are known with & for `and`, and without an article."""
    shapes = (text, _AND.sub(" & ", text), without_article(text))
    return next(filter(None, map(code_in_cell, shapes)), "") or _LISTS.code(text)


def _keep(text: str, heap: _Heap) -> None:
    """Keep a part that is no country as written, and say what it may be."""
    shown, today = text[:_SHOWN], states_of_former(text)
    group = notice_words("group").get(folded(text))
    if group:
        is_named_so = folded(group) == folded(text)
        known_as = "" if is_named_so else f", that is {group},"
        said = f"countries: which countries {shown!r}{known_as} means the data do not hold"
    elif today:
        said = f"countries: {shown} is no country of today; it is now {', '.join(today)}"
    else:
        near = nearest_country(text) if len(text) <= _SHOWN else ""
        hint = f"; the nearest is {near}" if near else ""
        said = f"countries: {shown!r} is no country and no continent that is known{hint}"
    heap.unread.append(text)
    heap.told.append(said)


def _unread(text: str, why: str) -> WishedCountries:
    shown = text.strip()[:_SHOWN]
    return WishedCountries(
        unread=text.strip(), told=(f"countries: {shown!r} {why}",), next_step=_STEP
    )
