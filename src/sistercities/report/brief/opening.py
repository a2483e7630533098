"""How the brief on a partner opens: with what one can say before a council, and no number.

Rank and chance come of a score that nobody can repeat aloud: they stand with the scorecard.
"""

from __future__ import annotations

from sistercities.partners.assessment import Assessment
from sistercities.partners.gate.said_first import STORIES, what_calls_for_care
from sistercities.report.brief.answers import told
from sistercities.report.brief.words import BriefWords

_FOR, _AGAINST = 2, 1
_ABOUT_THE_PARTNER = ("partner_size", "partner_ties", "recent_ties")
"""What is so of the partner for every place: no reason why these two."""


def opening(held: Assessment, words: BriefWords) -> str:
    """Say what calls for care, then what speaks most for the partner and most against it.

    Parameters
    ----------
    held
        The scorecard. Of a partner that cannot be suggested, or was one, its answer is all.
    words
        The language.
    """
    if held.verdict == "barred" or held.is_over:
        return held.sentence
    first = [*_stories(held), *(one.sentence for one in what_calls_for_care(held.obstacles))]
    said = {one.sentence for one in held.obstacles}
    favour = _favour(held)[:_FOR]
    against = [one for one in held.in_short.against if one not in said][:_AGAINST]
    speaking = words.opening_for.format(reasons=" ".join(favour)) if favour else ""
    parts = [*first, speaking or words.opening_none_for]
    parts += [words.opening_against.format(reasons=" ".join(against))] if against else []
    return " ".join(parts)


def _stories(held: Assessment) -> list[str]:
    """Say what the two have or had with each other, and what is much the same as a partner."""
    own = [one.sentence for one in held.own_ties[:1]]
    kin = (one for one in held.obstacles if one.kind in STORIES and one not in held.own_ties)
    return [*own, *(one.sentence for one in kin)]


def _favour(held: Assessment) -> list[str]:
    """Say the reasons of the scorecard, those on the two first; with the places behind each."""
    known = {one.reason.sentence: one.reason for one in held.shown_criteria}
    reasons = [(one, known.get(one)) for one in held.in_short.in_favour]
    of_both = [each for each in reasons
               if each[1] is None or each[1].feature not in _ABOUT_THE_PARTNER]  # fmt: skip
    return [said if reason is None else told(reason) for said, reason in of_both or reasons]
