"""The verdict on a claim, which is that of one of its parts: the one object that all surfaces ask.

The first part of a claim is the one that its words ask for. Where it tells a share that no line
divides, the next part that is judged answers instead; where it counts ties of which the claim says
only that there are such, the claim is described. No verdict is the sum of others.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from sistercities.sentences import listed, say
from sistercities.studies.claims import CLAIMS, DESCRIBED, ClaimVerdict
from sistercities.studies.findings import Studied, StudyResult
from sistercities.studies.parts import PartFinding
from sistercities.studies.registry import claims_led_by

Result = TypeVar("Result", bound=Studied)


def leading_part(parts: Sequence[PartFinding]) -> PartFinding:
    """Choose the part whose verdict is that of the claim.

    Parameters
    ----------
    parts
        Of one claim, in the order of their rules; at least one.
    """
    first = parts[0]
    if first.verdict != DESCRIBED or first.is_count:
        return first
    return next((part for part in parts if part.line is not None), first)


def verdict_on(parts: Sequence[PartFinding]) -> ClaimVerdict:
    """Return the verdict on a claim.

    Parameters
    ----------
    parts
        As `leading_part` takes them.
    """
    lead = leading_part(parts)
    sentence = listed(filter(None, (lead.sentence, lead.aside)), "space")
    return ClaimVerdict(
        lead.claim, CLAIMS[lead.claim], lead.verdict, sentence, lead.value, lead.low, lead.high,
        lead.would_change, lead.id,
    )  # fmt: skip


def claim_verdicts(parts: Iterable[PartFinding], claims: Iterable[str]) -> dict[str, ClaimVerdict]:
    """Return the verdicts on some claims, of those that have parts.

    Parameters
    ----------
    parts
        In the order of their rules.
    claims
        Numbers of the claims.
    """
    held = list(parts)
    by_claim = {claim: [part for part in held if part.claim == claim] for claim in claims}
    return {claim: verdict_on(found) for claim, found in by_claim.items() if found}


def judged_by_parts(result: Result) -> Result:
    """Return a study whose verdicts are those of its parts.

    A study has the verdicts on the claims that it leads: of a claim with parts in two studies the
    first has it, and the other parts alone. Where a study has no parts, its verdicts stay.
    """
    if not result.parts:
        return result
    found = claim_verdicts(result.parts, claims_led_by(result.study))
    judged = replace(result, verdicts=found)
    if not isinstance(judged, StudyResult):
        return judged
    rule = rules_in_words(found.values(), result.parts)
    return replace(judged, method=replace(judged.method, rule=rule))


def rules_in_words(verdicts: Iterable[ClaimVerdict], parts: Iterable[PartFinding]) -> str:
    """Say which part each verdict is that of, and then the rules of all parts."""
    led = (
        say("The verdict on {claim} is that of {part}.", claim=one.claim, part=one.part)
        for one in verdicts
        if one.part
    )
    rules = (say("{part}: {rule}", part=part.id, rule=part.rule) for part in parts)
    return listed([*led, *rules], "space")
