"""Sentences of rows whose source is old, put into the past with the date of the source.

"The two have no relations", from a page of 2016, is taken for today's news. From three years on a
row tells what its source saw and when, in the past; what holds since is told by a newer row, or is
said to be missing.
"""

from __future__ import annotations

import re

from sistercities.errors import BuildError

OLD_MONTHS = 36
"""Months from which the source of a row is old."""
SINCE = "; what holds since is not in our sources."
CLAIM_SINCE = "; what holds since is not in our sources; ask your government first."

_PRESENT = re.compile(
    r"\b(?:is|are|has|have|does|do|lists|claims|counts|calls|keeps|applies|forbid|bans|needs?"
    r"|rejects?|governs|holds|supports|denies|may|must|allows?|restricts?|bars?|can)\b"
)
_NO_CLAIM = re.compile(
    r"what (?:holds|became of [\w ]+?)(?: since)? is not in our sources|\bheld in \d{4} that [^;]+"
)
"""What is said of our own sources, and what somebody held in a year that is named."""
_NONE = r"(?P<a>.+) and (?P<b>.+) have no {}diplomatic relations"

_PAST: tuple[tuple[str, str], ...] = (
    (
        r"The (?P<a>Russian|Belarusian) government lists (?P<b>.+) among states(?P<more>| and "
        r"territories) it calls unfriendly \((?P<act>order|resolution) of (?P<day>.+)\)\.",
        "The {a} government listed {b} among states{more} it called unfriendly ({act} of {day})"
        + SINCE,
    ),
    (_NONE.format("") + r"(?:, according to a source of \d{4})?\.",
     "{a} and {b} had no diplomatic relations in {date}" + SINCE),
    (_NONE.format("formal ") + r", without hostility\.",
     "{a} and {b} had no formal diplomatic relations in {date}, without hostility" + SINCE),
    (_NONE.format("formal ") + r"; Chinese rules of 2002 require them for a sister city\.",
     "{a} and {b} had no formal diplomatic relations in {date}, which Chinese rules of 2002 "
     "required for a sister city" + SINCE),
    (
        r"(?P<a>.+) and (?P<b>.+) have had no diplomatic relations since (?P<first>[\w ]+)\.",
        "{a} and {b} had no diplomatic relations in {date}, and had had none since {first}" + SINCE,
    ),
    (
        r"(?P<a>.+) and (?P<b>.+) have had no diplomatic relations since (?P<first>[\w ]+); "
        r"Switzerland represents each in the other\.",
        "{a} and {b} had no diplomatic relations in {date}, and had had none since {first}; "
        "Switzerland represented each in the other" + SINCE,
    ),
    (r"(?!.*(?:not in our sources|not verified))(?P<said>[^;]+ (?:broke off|suspended) diplomatic "
     r"relations with [^;]+(?:; [^;]+)?)\.", "{said}" + SINCE),
    (r"(?P<a>.+) does not recognise (?P<b>.+) as a state\.",
     "{a} did not recognise {b} as a state in {date}" + SINCE),
    (
        r"(?P<a>.+) does not recognise the Republic of Cyprus; the Republic of Cyprus does not "
        r"accept the administration in the north of the island\.",
        "{a} did not recognise the Republic of Cyprus in {date}, and the Republic of Cyprus did "
        "not accept the administration in the north of the island" + SINCE,
    ),
    (
        r"Rules of (?P<a>.+) forbid nearly all dealings with (?P<b>.+) without a licence, as of "
        r".+\.",
        "Rules of {a} forbade nearly all dealings with {b} without a licence in {date}" + SINCE,
    ),
    (
        r"(?P<unit>.+) is recognised by no UN member and counts internationally as part of "
        r"Moldova\.",
        "{unit} was recognised by no UN member in {date}, and counted internationally as part of "
        "Moldova" + SINCE,
    ),
    (
        r"(?P<unit>.+) is recognised by Turkey alone; UN resolution 541 of 1983 calls on states to "
        r"recognise no other Cypriot state than the Republic of Cyprus\.",
        "{unit} was recognised by Turkey alone in {date}; UN resolution 541 of 1983 called on "
        "states to recognise no other Cypriot state than the Republic of Cyprus.",
    ),
    (
        r"(?P<a>.+) has been a special administrative region of China since (?P<first>\d{4}), with "
        r"external relations of its own; ask which authority must agree\.",
        "{a} became a special administrative region of China in {first}, and had external "
        "relations of its own in {date}; ask which authority must agree.",
    ),
    (
        r"(?P<b>.+) claims sovereignty over (?P<a>.+), which (?P<holder>.+) governs; ask your "
        r"government first\.",
        "In {date} {b} claimed sovereignty over {a}, which {holder} governed" + CLAIM_SINCE,
    ),
    (
        r"(?P<b>.+) claims (?P<a>.+), which (?P<holder>.+) governs, and the case is before the "
        r"International Court of Justice; ask your government first\.",
        "In {date} {b} claimed {a}, which {holder} governed, before the International Court of "
        "Justice" + CLAIM_SINCE,
    ),
    (
        r"(?P<b>.+) claims about half of (?P<a>.+), and the case is before the International Court "
        r"of Justice; ask your government first\.",
        "In {date} {b} claimed about half of {a} before the International Court of Justice"
        + CLAIM_SINCE,
    ),
    (
        r"(?P<b>.+) claims sovereignty over (?P<a>.+), whose status is disputed; ask your "
        r"government first\.",
        "In {date} {b} claimed sovereignty over {a}, whose status was disputed" + CLAIM_SINCE,
    ),
    (
        r"By a law of Taiwan its local governments need leave of its Mainland Affairs Council for "
        r"an agreement with the mainland of China; the government of China counts Taiwan as part "
        r"of China\.",
        "By a law of Taiwan, as read in {date}, its local governments needed leave of its Mainland "
        "Affairs Council for an agreement with the mainland of China; the government of China "
        "counted Taiwan as part of China.",
    ),
)  # fmt: skip
"""What is said in the present, and how it is said of an old source."""


def is_old(as_of: str, release: str) -> bool:
    """Say whether a source is old in a release.

    Parameters
    ----------
    as_of
        ISO date of the source as far as known; "" where it is not: then nobody can say.
    release
        Version of the release, with its year and month first.

    Examples
    --------
    >>> is_old("2016-09-15", "2026.11.0"), is_old("2024-01", "2026.11.0"), is_old("", "2026.11.0")
    (True, False, False)
    """
    if not as_of:
        return False
    year, month = (int(part) for part in release.split(".")[:2])
    source_month = int(as_of[5:7]) if len(as_of) > len("YYYY") else 1
    return 12 * (year - int(as_of[:4])) + month - source_month >= OLD_MONTHS


def in_the_past(
    sentence: str, date: str, where: str = "data/decisions/obstacle_sentences.csv"
) -> str:
    """Put the sentence of an old source into the past, with the date of the source.

    Parameters
    ----------
    sentence
        One sentence that ends in a point.
    date
        Month and year of the source, or its year.
    where
        The file that may give the sentence other words.

    Raises
    ------
    BuildError
        If it speaks in the present, and no words in the past are known for it.

    Examples
    --------
    >>> in_the_past("A does not recognise B as a state.", "May 2019")
    'A did not recognise B as a state in May 2019; what holds since is not in our sources.'
    """
    for present, past in _PAST:
        found = re.fullmatch(present, sentence)
        if found is not None:
            return past.format(**found.groupdict(), date=date)
    if _PRESENT.search(_NO_CLAIM.sub("", sentence)):
        raise BuildError(
            f"release_build/obstacles/dated_past.py: the source of {date} is old, and the sentence "
            f"speaks in the present: {sentence} Give it words in the past there, or in {where}"
        )
    return sentence
