"""The claims that the studies judge, the words of a verdict, and what a verdict says.

The claims are those of the public summary of the study of China that this program repeats; no
number of that study is known beyond its abstract.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from sistercities.sentences import Sentence, say
from sistercities.terms.json_records import Holds, Unwritten

Verdict = Literal[
    "supported", "not supported", "mixed", "cannot be told from these data", "described"
]

CANNOT_TELL: Verdict = "cannot be told from these data"

DESCRIBED: Verdict = "described"
"""Of a part that tells a number and judges nothing by it."""

CLAIMS = {
    "C1": say(
        "Cities form sister ties even when their provinces have no corresponding sister province"
    ),
    "C2": say("City ties arise between cities whose provinces are not linked at all"),
    "C3": say(
        "The city level follows its own logic; provincial ties do not fully predict city ties"
    ),
    "C4": say(
        "Economic opportunity, culture and existing informal networks drive city ties, more than "
        "formal provincial links"
    ),
    "C5": say(
        "Cities with more international flights, foreign visitors and outward trade have more ties"
    ),
    "C6": say("Cities of the country have become attractive partners for foreign cities"),
    "C7": say("City ties form even where central governments have complex relations"),
    "C8": say("Cities of the country have become hubs of the world's city-to-city network"),
}
"""Claims by number, in words that fit any home country."""


VERDICT_WORDS: dict[Verdict, Sentence] = {
    "supported": say("supported"),
    "not supported": say("not supported"),
    "mixed": say("mixed"),
    CANNOT_TELL: say("cannot be told from these data"),
    DESCRIBED: say("described, with no verdict"),
}
"""Verdicts as they are shown."""


ClaimNumber = Annotated[str, Holds(pattern="^C[1-9]$")]


@dataclass(frozen=True, slots=True)
class ClaimVerdict:
    """A claim, its verdict, and the sentence that an officer can repeat.

    Attributes
    ----------
    claim, claim_text
        Number and words of the claim.
    sentence
        What was found, in plain words.
    number, low, high
        The number that the verdict rests on, with its 95 % interval; None where not known.
    would_change
        What would have to come to light for another verdict.
    part
        The part of the claim that all of this is said of, as in `C3.independent`; "" where the
        claim has no parts.
    """

    claim: Annotated[str, Unwritten()]
    claim_text: str
    verdict: Verdict
    sentence: str
    number: float | None
    low: float | None
    high: float | None
    would_change: str
    part: str = ""
