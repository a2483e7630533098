"""What the build writes beside a claim, said in the language of the page.

That is where the claim stands in its source, and who states it.

What people wrote, such as the heading of a list, stays as they wrote it, and is marked as English.
"""

from __future__ import annotations

import re

from sistercities.web.asked import Asked

_ENGLISH = "en"
_ROWS = re.compile(r"(?P<file>.*?)\brows? (?P<rows>[A-Z]?\d+(?:, [A-Z]?\d+)*)")
_BY_ONE = re.compile(r"stated by (?P<who>\S+) alone")
_OF_A_NETWORK = re.compile(r"both belong to (?P<network>.+)")
_SAID = {
    "stated at both ends": "claim.note_both",
    "letter of intent": "claim.note_intent",
    "memorandum": "claim.note_memorandum",
    "cooperation agreement": "claim.note_cooperation",
    "former region": "claim.note_former_region",
    "partnership": "claim.note_partnership",
    "partner city": "claim.note_partner_city",
}


def locator_said(asked: Asked, locator: str) -> tuple[str, str | None]:
    """Say where in its source a claim stands, with the language if it is not the page's."""
    rows = _ROWS.fullmatch(locator)
    if rows is None:
        return locator, _other_language(asked)
    numbers, file = rows["rows"], rows["file"]
    said = asked.words.count("claim.rows", len(numbers.split(",")), rows=numbers)
    return f"{file}{said}", _other_language(asked) if file else None


def note_said(asked: Asked, note: str) -> tuple[str, str | None]:
    """Say the note of a claim, with the language if none of it is said in the page's."""
    parts = [(part, _part(asked, part)) for part in note.split("; ")]
    said = asked.words("list.semicolon").join(told or part for part, told in parts)
    is_said = any(told for _, told in parts)
    return said, None if is_said or not note else _other_language(asked)


def _part(asked: Asked, part: str) -> str:
    words = asked.words
    if part in _SAID:
        return words(_SAID[part])
    by_one, network = _BY_ONE.fullmatch(part), _OF_A_NETWORK.fullmatch(part)
    if by_one:
        return words("claim.note_by_one", who=by_one["who"])
    return words("claim.note_network", network=network["network"]) if network else ""


def _other_language(asked: Asked) -> str | None:
    return None if asked.words.lang == _ENGLISH else _ENGLISH
