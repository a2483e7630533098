"""How sentences of studies are set beside and into each other."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sistercities.sentences import Listed, Sentence, listed, say, to_say

NO_ORDINARY = say(
    "Facts that tell why countries differ, so that the interval, which counts how much they "
    "differ, grows narrower; more partnerships of this one country would hardly do it."
)
"""What would change the answer on a country whose interval holds the spread between countries."""


ONE_LIST = to_say(
    "Which {units} are sisters is known from {source} alone: without it nothing could be compared."
)
"""Said of a study that rests on a single list, which pages say again below the first sentence."""


def parts_power(each: Iterable[str]) -> Sentence:
    """Say beside the power of a claim that its parts, which count how countries differ, find less.

    Parameters
    ----------
    each
        What each part finds in simulated worlds.
    """
    return say(
        "The parts of the claim count how much countries differ too, and find less: {each}.",
        each=listed(list(each), "semicolon"),
    )


@dataclass(frozen=True, slots=True)
class Power:
    """In how many of 100 simulated worlds a part says something (`docs/methods/calibration.md`).

    Attributes
    ----------
    more
        Where the country has three times as much as others alike.
    null
        Where nothing sets it apart.
    """

    more: float
    null: float


def power_words(power: Power, of: Sentence) -> Sentence:
    """Say how seldom a country that is unlike others would be told from them.

    Parameters
    ----------
    of
        What a country has more of, as in `chosen three times as often`.
    """
    return say(
        "in simulated worlds, where countries differ as much as these, a country {of} as others "
        "was recognised in {more:.0f} of 100; an ordinary one was taken for such by mistake in "
        "{null:.0f}",
        of=of, more=power.more, null=power.null,
    )  # fmt: skip


def noted(*notes: str) -> str:
    """Set notes in a row after semicolons; empty ones are left out."""
    return listed(filter(None, notes), "semicolon")


def one_after_another(sentences: Iterable[str]) -> str:
    """Let sentences follow each other; empty ones are left out."""
    return listed(filter(None, sentences), "space")


def once_left_out(whom: str) -> Sentence:
    """Say of an answer that rests on single countries, regions or ties that it may be chance.

    Parameters
    ----------
    whom
        Those each of which turns it when it alone is left out, listed.
    """
    if isinstance(whom, Listed) and len(whom.parts) > 1:
        return say("leave out any one of {whom}, and it may be chance", whom=whom)
    return say("leave out {whom}, and it may be chance", whom=whom)


def bare(reason: Exception) -> Exception:
    """Give an error of the statistics without where it was raised, which would hold its arrays.

    Its words are English: set into a sentence as it is, and not as text, it keeps the whole
    sentence English on pages in another language, rather than half of it.
    """
    return reason.with_traceback(None)


def ordinal(n: int) -> Sentence:
    """Say a rank: 1st, 2nd, 3rd, 11th."""
    if n % 100 in (11, 12, 13) or n % 10 not in (1, 2, 3):
        return say("{n}th", n=n)
    return {1: say("{n}st", n=n), 2: say("{n}nd", n=n), 3: say("{n}rd", n=n)}[n % 10]
