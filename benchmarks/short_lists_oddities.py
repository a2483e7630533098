"""Why readers called a suggestion odd: their remarks, sorted by the words that they use.

A remark may give several reasons, and counts for each.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

Row = dict[str, str]
_NOTES = (("first_reading", "note_one"), ("second_reading", "note_two"))
REASONS = {
    "no reason of the two: none, size alone, or one of their countries": (
        r"thin|why this|any |no (real |stated |named )?(link|tie|reason|shared)|size only"
        r"|only size|nothing|generic|only both|only nearness|reason"
    ),
    "far away": r"\bfar\b|\d km|ocean|antipod|other (end|side|coast|continent)|across|globe|nearer",
    "a port, an inland, industrial, mining or farm town, and the home place is none": (
        r"port\b|industrial|mining|mine|steel|coal|farm|rural|factory|textile|mill|refinery"
        r"|petrochemical|shipyard|garrison|naval|inland|plain|lowland|village|parish|mountain"
        r"|desert|jungle|town of"
    ),
    "a resort, a spa or a sight, and the home place is none": (
        r"resort|spa\b|touris|beach|ski\b|riviera|pilgrim|festival|hot-spring|heritage (city|town)"
        r"|castle|holiday|island|celebrity|luxury|lake(side)?\b"
    ),
    "a suburb, and the other a town of its own": r"suburb|commuter|dormitory|enclave",
    "another size or rank: a capital, twice as large": (
        r"capital|twice|half the|larger|bigger|smaller|a third|metropol|seat|rank|size misleading"
    ),
    "one partner, region or town close by links the two, no more": (
        r"shared|common partner|accidental|link (is|through|over)|region|neighbour|borrowed"
        r"|partner of|far-fetched"
    ),
    "another language": r"speaking|speaks|language",
    "unsafe, or states at odds": (
        r"war\b|unsafe|insecure|tension|tense|dispute|sanction|strain|broke|embass|conflict"
        r"|sensitiv|touchy|security|militia|troubled|frozen"
    ),
    "nobody there can sign: a borough, a township, a quarter": (
        r"borough|township|quarter|ward|not a municipality|council|act (itself|alone)|cannot act"
        r"|merged|neighbourhood|locality|hamlet"
    ),
}
"""Reasons, each with the words that tell it."""


def oddities(rows: Iterable[Row]) -> Iterator[str]:
    """Lay out how many of the remarks on rows that are not sensible give each reason."""
    remarks = [
        row[note] for row in rows for reading, note in _NOTES if row[reading] in ("odd", "absurd")
    ]
    counts = Counter(
        reason
        for remark in remarks
        for reason, words in REASONS.items()
        if re.search(words, remark, re.IGNORECASE)
    )
    yield f"Of {len(remarks):,} remarks on rows that a reader called odd or absurd, by their words"
    yield "(one may give several reasons):"
    yield from ("", "| reason | remarks | share |", "|---|---|---|")
    for reason, count in counts.most_common():
        yield f"| {reason} | {count} | {count / len(remarks):.0%} |"
