"""Codes that a register uses for a status or a kind, with the meaning that a mapping gives them.

A register may say p, f and k in its column of kinds. What they mean nobody but its keeper knows: a
mapping file states it, under `meanings`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import get_args

from sistercities.errors import InvalidArgument
from sistercities.sources.register_words import folded, words_as_written, words_of
from sistercities.sources.status_dates import without_date
from sistercities.terms.late_methods import late_expression
from sistercities.terms.words import STATUSES, Kind

Codes = dict[str, Counter[str]]
"""For `status` and `kind`: word to the number of lines on which it stands."""
_MOST_SHOWN = 6
_MOST_BESIDE = 3
"""Words that say together what a status is of: `до особого распоряжения`."""
_WITHOUT_SPACES = late_expression(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+")
_ASKS = late_expression(r"[?？¿؟;՞]")
"""Question marks of all scripts; that of Greek looks like a semicolon and is none."""
UNDECIDED = {
    "asleep": "says that little happens, not that anybody suspended or ended the tie",
    "unconfirmed": "says that nobody has confirmed the tie",
    "doubted": "has a question mark and is not sure",
}
"""What some words for a status leave open: no tie is made of a line until somebody says it."""
_LEFT_OPEN = {
    "status": "do not say whether the tie stands, so their lines wait",
    "kind": "are not known",
}
_ALLOWED: dict[str, tuple[str, ...]] = {"status": STATUSES, "kind": get_args(Kind)}


def refuse_meanings(meanings: Mapping[str, object]) -> None:
    """Refuse meanings that no column can have.

    Raises
    ------
    InvalidArgument
        If they are of another field than status and kind, or mean what is no status or kind. A
        meaning of "" is not stated yet.
    """
    for field, codes in meanings.items():
        if field not in _ALLOWED:
            raise InvalidArgument("meanings", field, "give meanings to status or to kind")
        if not isinstance(codes, Mapping):
            advice = 'write {"p": "sister", "f": "friendship"}'
            raise InvalidArgument(f"meanings of {field}", str(codes)[:60], advice)
        for meaning in codes.values():
            if meaning not in ("", *_ALLOWED[field]):
                advice = f"use one of {', '.join(_ALLOWED[field])}"
                raise InvalidArgument(f"meanings of {field}", str(meaning)[:60], advice)


def meaning_of(field: str, text: str, meanings: Mapping[str, Mapping[str, str]]) -> str | None:
    """Return the status or the kind that a text means; None where nobody says so.

    What the mapping gives comes first: as written, then without case and accents. One of
    `UNDECIDED` is a word that is known and leaves open whether there is a tie, or a status with a
    question mark.
    """
    found = _meaning_of_words(field, text, meanings)
    is_open = found in (None, "unknown", *UNDECIDED)
    is_doubted = field == "status" and not is_open and _is_asked(text, meanings)
    return "doubted" if is_doubted else found


def _is_asked(text: str, meanings: Mapping[str, Mapping[str, str]]) -> bool:
    """Whether a status has a question mark, and the mapping does not say what it means with it."""
    codes = meanings.get("status", {}).items()
    stated = (code for code, meaning in codes if meaning and _ASKS.search(code))
    return bool(_ASKS.search(text)) and folded(text) not in map(folded, stated)


def _meaning_of_words(
    field: str, text: str, meanings: Mapping[str, Mapping[str, str]]
) -> str | None:
    """Return what the words mean, whatever marks stand beside them."""
    codes = meanings.get(field, {})
    if codes.get(text):
        return codes[text]
    alike = {folded(code): meaning for code, meaning in codes.items()}
    words = words_of("status" if field == "status" else "kind")
    alone = status_alone(text)
    bare = _of_what(alone) if field == "status" else alone
    return next(
        (
            found
            for each in dict.fromkeys((text, alone, bare))
            if (found := alike.get(folded(each)) or words.get(folded(each)))
        ),
        None,
    )


def status_alone(text: str) -> str:
    """Leave out from when a status holds: `suspended since 2022`, `ausgesetzt (3/2022)`."""
    return without_date(text)


def _of_what(text: str) -> str:
    """Leave out what the status is of, and how it is: `Vertrag gekündigt`, 已中断."""
    words = text.split()
    while (fewer := _one_fewer(words)) != words:
        words = fewer
    return _without_signs(" ".join(words))


def _one_fewer(words: list[str]) -> list[str]:
    """Leave out the words at one end that may stand beside a status."""
    known = words_of("beside status")
    for n in range(1, min(_MOST_BESIDE, len(words) - 1) + 1):
        if folded("".join(words[:n])) in known:
            return words[n:]
        if folded("".join(words[-n:])) in known:
            return words[:-n]
    return words


def _without_signs(text: str) -> str:
    """Leave out signs beside a status that is written without spaces: 交流を停止, 已中断."""
    statuses = words_of("status")
    if folded(text) in statuses:
        return text
    of_what = [one for one in words_as_written("beside status") if not one.isascii()]
    signs = (one for one in of_what if _WITHOUT_SPACES.fullmatch(one))
    for sign in sorted(signs, key=len, reverse=True):
        for rest in (text.removeprefix(sign), text.removesuffix(sign)):
            if rest != text and folded(rest) in statuses:
                return rest
    return text


def told_of_codes(codes: Codes) -> list[str]:
    """Ask what the words mean that are no status, or no kind, that is known."""
    return [
        f"In the column of the {field} stand words that {_LEFT_OPEN[field]}: {_counted(words)}. "
        f"Say what they mean under meanings.{field} in a mapping file (--write-mapping, then "
        "--mapping)."
        for field, words in codes.items()
        if words
    ]


def _counted(words: Counter[str]) -> str:
    shown = [f"{word} ({n:,} {'line' if n == 1 else 'lines'})"
             for word, n in words.most_common(_MOST_SHOWN)]  # fmt: skip
    return ", ".join(shown) + (" and others" if len(words) > _MOST_SHOWN else "")


def is_kind(text: str) -> bool:
    """Whether a text is a word for a kind."""
    return folded(text) in words_of("kind")


def is_status(text: str) -> bool:
    """Whether a text is a word for a status."""
    return folded(text) in words_of("status")
