"""From one line or row of a list to a partner: its name, country, dates, status and kind.

What is read is what is written. The name ends at the first comma, bracket or colon; what follows
holds regions, the country and dates. A flag names the country where the words do not. Two links
side by side are a container and the place in it, or a country and the place in it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sistercities.sources.country_words import CountryWords
from sistercities.sources.wikitext import Atom, Line
from sistercities.sources.written_dates import WrittenDate, written_dates
from sistercities.terms.words import Kind, Precision, Status

_NAME_ENDS = re.compile(
    r"[,，、（(;；：:]|\s[–—-]\s*(?=\d|since\b|from\b)|\s(?=(?:since|from|in)\s+\d)|\s(?=is\b|are\b|has\b)"
    r"|(?<=[^\d\s])\s+(?=\d{4}\b)"
)
_MARKS = "〖〗【】[]*•·-–— \t\u200b\u3000'\"“”↔⇔→"
_CONTAINER = re.compile(r"[\u4e00-\u9fff]+[市省县縣]")
"""A container written right before the link to a part of it: `甲市[[乙区]]`."""
_PIECES = re.compile(r"[,，、（）()\[\]【】;；]|\s[–—-]\s|[–—－~～]")
_REST_OF_DATE = re.compile(r"[?？年月日号號\s]+")
_RANGE = re.compile(r"[–—－~～至到-]|\b(?:to|until|till|through)\b", re.IGNORECASE)
_END_ONLY = re.compile(r"(?:until|till|ended|suspended|terminated|[–—－]|至|到)\W*$", re.IGNORECASE)
_FILLER = r"(?:since|from|in|on|signed|established|est\.?|date|renewed|until|till|to|and)"
_FILLERS = re.compile(
    rf"^(?:{_FILLER}\s+)+|(?:\s+{_FILLER})+$|^{_FILLER}$|"
    r"(?:缔结|締結|结好|結好|签署|簽署|建立|年?起)$",
    re.IGNORECASE,
)
_STATUSES: tuple[tuple[re.Pattern[str], Status], ...] = (
    (re.compile(r"suspend|frozen|暂停|暫停|中止|中断|中斷", re.IGNORECASE), "suspended"),
    (
        re.compile(
            r"terminat|\bended\b|\bformer|dissol|cancel|revoked|withdrawn|\buntil\b|解除|终止|終止|前友好",
            re.IGNORECASE,
        ),
        "ended",
    ),
    (
        re.compile(r"pending|proposed|in progress|planned|意向|备忘录|備忘錄|拟", re.IGNORECASE),
        "pending",
    ),
)
_KINDS: tuple[tuple[re.Pattern[str], Kind], ...] = (
    (re.compile(r"友好交流|交流关系|交流關係|exchange", re.IGNORECASE), "exchange"),
    (re.compile(r"friendship|friendly|友好合作|友城合作", re.IGNORECASE), "friendship"),
    (re.compile(r"cooperat|contact", re.IGNORECASE), "contact"),
)


@dataclass(frozen=True, slots=True)
class Partner:
    """What a line says of the other end of a tie, and of the tie.

    `parents` are containers as written, nearest first; `page` is the title that the name leads to,
    "" where it is no link.
    """

    name: str
    page: str
    country: str
    parents: tuple[str, ...]
    start: str
    precision: Precision
    end: str
    status: Status | None
    kind: Kind | None
    note: str


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """Why a line gives no partner."""

    reason: str


def read_partner(line: Line, countries: CountryWords, last_year: int) -> Partner | NotUnderstood:
    """Read the other end of a tie off a line.

    Parameters
    ----------
    line
        The line, taken apart.
    countries
        Which country a word means.
    last_year
        Year of the page: no tie begins later.
    """
    atoms, stated_first = _without_leading_country(line.atoms, countries)
    name, page, above, rest = _name_and_rest(atoms)
    if not any(letter.isalpha() for letter in name):
        return NotUnderstood("no name of a place")
    text = "".join(atom.text for atom in rest)
    dates = written_dates(text, last_year)
    labels = _labels(text, dates)
    country, parents, told = _country(line, labels, stated_first, countries)
    if not country:
        named = "; ".join([atom.target for atom in line.flags] + labels)
        return NotUnderstood(f"no country that is known: {named}" if named else "no country")
    start, precision, end = _span(text, dates)
    status = next((status for pattern, status in _STATUSES if pattern.search(text)), None)
    if line.is_struck and status is None:
        status = "suspended"
    if end and status is None:
        status = "ended"
    return Partner(
        name=name,
        page=page,
        country=country,
        parents=(*above, *parents),
        start=start,
        precision=precision,
        end=end if status in ("ended", "suspended") else "",
        status=status,
        kind=next((kind for pattern, kind in _KINDS if pattern.search(text)), None),
        note="; ".join([*told, *_notes(line, dates)]),
    )


def read_home(line: Line) -> tuple[str, str]:
    """Return the name of the place whose ties follow, and the page it leads to."""
    name, page, _, _ = _name_and_rest(line.atoms)
    return name, page


def kind_of_section(heading: str) -> Kind | None:
    """Return the kind of ties that a heading states, if it does."""
    return next((kind for pattern, kind in _KINDS if pattern.search(heading)), None)


def status_of_section(heading: str) -> Status | None:
    """Return the status that a heading states, if it does."""
    return next((status for pattern, status in _STATUSES if pattern.search(heading)), None)


def _without_leading_country(
    atoms: Sequence[Atom], countries: CountryWords
) -> tuple[list[Atom], str]:
    """Take away a link to a country that stands right before the place: `[[日本]][[常盤市]]`."""
    solid = [position for position, atom in enumerate(atoms) if atom.text.strip(_MARKS)]
    if len(solid) > 1:
        first, second = solid[0], solid[1]
        are_links = atoms[first].kind == atoms[second].kind == "link"
        code = countries.code(atoms[first].text) if are_links else ""
        if code:
            return list(atoms[first + 1 :]), code
    return list(atoms), ""


def _name_and_rest(atoms: Sequence[Atom]) -> tuple[str, str, tuple[str, ...], list[Atom]]:
    """Return name, page, containers that are links right before it, and what follows the name."""
    taken: list[Atom] = []
    rest: list[Atom] = []
    for position, atom in enumerate(atoms):
        if atom.kind != "text":
            taken.append(atom)
            continue
        before = "".join(one.text for one in taken).strip(_MARKS)
        ends = _NAME_ENDS.search(atom.text if before else atom.text.lstrip(_MARKS))
        if ends and (before or ends.start() > 0):
            text = atom.text if before else atom.text.lstrip(_MARKS)
            taken.append(Atom("text", text[: ends.start()]))
            rest = [Atom("text", text[ends.start() :]), *atoms[position + 1 :]]
            break
        taken.append(atom)
    solid = [atom for atom in taken if atom.text.strip(_MARKS)]
    links = [atom for atom in solid if atom.kind == "link"]
    if len(solid) == len(links) > 1 and _are_side_by_side(taken):
        return solid[-1].text, solid[-1].target, tuple(one.text for one in solid[-2::-1]), rest
    if len(solid) == 2 and len(links) == 1 and solid[1] is links[0]:
        container = solid[0].text.strip(_MARKS)
        if _CONTAINER.fullmatch(container):
            return links[0].text, links[0].target, (container,), rest
    name = " ".join("".join(atom.text for atom in taken).split()).strip(_MARKS)
    return name, links[-1].target if links else "", (), rest


def _are_side_by_side(atoms: Sequence[Atom]) -> bool:
    """Whether nothing stands between the links, neither a dash nor a space."""
    first = next(n for n, atom in enumerate(atoms) if atom.kind == "link")
    last = max(n for n, atom in enumerate(atoms) if atom.kind == "link")
    return all(atom.kind != "text" or not atom.text for atom in atoms[first:last])


def _labels(text: str, dates: Sequence[WrittenDate]) -> list[str]:
    """Return the words between commas and brackets that are no dates."""
    for date in reversed(dates):
        text = text[: date.first] + "," + text[date.last :]
    pieces = (_FILLERS.sub("", " ".join(piece.split())) for piece in _PIECES.split(text))
    cleaned = (piece.strip(_MARKS + ".,:：。") for piece in pieces)
    return [
        piece
        for piece in cleaned
        if any(letter.isalpha() for letter in piece) and not _REST_OF_DATE.fullmatch(piece)
    ]


def _country(
    line: Line, labels: Sequence[str], stated_first: str, countries: CountryWords
) -> tuple[str, tuple[str, ...], list[str]]:
    """Return the country, the regions named before it, and what else the words say."""
    codes = [countries.code(label) for label in labels]
    named = [position for position, code in enumerate(codes) if code]
    flags = [code for code in (countries.code(atom.target) for atom in line.flags) if code]
    by_flag = stated_first or (flags[0] if flags else "")
    if not named:
        known = [each for each in labels if not _is_remark(each)]
        return by_flag, tuple(known), [each for each in labels if _is_remark(each)]
    last = named[-1]
    parents = tuple(label for label in labels[:last] if not _is_remark(label))
    told = [*(label for label in labels[:last] if _is_remark(label)), *labels[last + 1 :]]
    country = by_flag or codes[last]
    if country != codes[last]:
        told.append(f"the flag is of {country}, the words say {labels[last]}")
        parents = (*parents, labels[last])
    return country, parents, told


def _is_remark(label: str) -> bool:
    every = (*_STATUSES, *_KINDS)
    return label[:1].islower() or any(pattern.search(label) for pattern, _ in every)


def _span(text: str, dates: Sequence[WrittenDate]) -> tuple[str, Precision, str]:
    """Return start, its precision, and end."""
    if not dates:
        return "", "none", ""
    first = dates[0]
    if _END_ONLY.search(text[: first.first]):
        return "", "none", first.iso
    if len(dates) > 1 and _RANGE.search(text[first.last : dates[1].first]):
        return first.iso, first.precision, dates[1].iso
    return first.iso, first.precision, ""


def _notes(line: Line, dates: Sequence[WrittenDate]) -> list[str]:
    notes = [f"template not read: {name}" for name in line.unread]
    if line.is_struck:
        notes.append("struck through")
    if len(dates) > 2:
        notes.append(f"dates: {', '.join(date.iso for date in dates)}")
    return notes
